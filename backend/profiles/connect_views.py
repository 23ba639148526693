"""A person connects an account by OAuth and takes the permission back; mixed into the view set of profiles."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from backend.accounts.models import User
from backend.common.errors import ApiError
from backend.common.schema import errors
from backend.platforms.base.errors import PlatformError
from backend.profiles.models import PlatformProfile
from backend.profiles.serializers import (
    ConnectFinishSerializer,
    ConnectRequestSerializer,
    ConnectSerializer,
    DisconnectedSerializer,
    ProfileSerializer,
    RevocationSerializer,
)
from backend.profiles.services import connecting

# Error code of a platform that was asked -> status of the answer; all others are the upstream's fault.
FAILURES = {
    "profile_not_found": 409,
    "invalid_username": 409,
    "other_account": 409,
    "profile_private": 409,
    "credential_rejected": 409,
    "credential_missing": 409,
    "outside_plan": 409,
    "platform_off": 503,
    "upstream_rate_limited": 503,
    "upstream_timeout": 504,
}


class ConnectActions(GenericViewSet[PlatformProfile]):
    def tell_one(self, profile: PlatformProfile) -> dict[str, Any]:
        raise NotImplementedError

    @extend_schema(request=ConnectRequestSerializer, responses={200: ConnectSerializer, **errors(409, 503)})
    @action(detail=False, methods=["post"])
    def connect(self, request: Request) -> Response:
        """Begin to connect an account: the answer says where to send the person.

        They come back to `/accounts/connect`, whose page posts what it was given to `connect/finish/`: in this session,
        within ten minutes, once.
        """
        body = ConnectRequestSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        with _failures_told():
            url = connecting.begin(**_who(request), **body.validated_data)
        return Response({"url": url})

    @extend_schema(
        operation_id="profiles_connect_finish",
        request=ConnectFinishSerializer,
        responses={200: ProfileSerializer, 201: ProfileSerializer, **errors(409, 429, 502, 503, 504)},
    )
    @action(detail=False, methods=["post"], url_path="connect/finish")
    def connect_finish(self, request: Request) -> Response:
        """Connect the account of whoever agreed: it is added (201), or is there already and gets a new key (200)."""
        body = ConnectFinishSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        if "error" in given:
            connecting.decline(**_who(request), state=given["state"])
        with _failures_told():
            made = connecting.finish(**_who(request), **given)
        location = reverse("profile-detail", args=[made.profile.pk])
        told = self.tell_one(made.profile)
        return Response(told, status=201 if made.is_new else 200, headers={"Location": location})

    @extend_schema(request=None, responses={200: DisconnectedSerializer, **errors(409)})
    @action(detail=True, methods=["post"])
    def disconnect(self, request: Request, pk: int) -> Response:
        """Give the token of a connected account back and forget it. Its history stays.

        Where the platform could not be told, it is forgotten here all the same, and `revocation` says so.
        """
        profile, revocation = connecting.disconnect(profile=self.get_object())
        told = self.tell_one(profile)
        return Response({**told, "revocation": RevocationSerializer(revocation).data})


def _who(request: Request) -> dict[str, Any]:
    """With a bearer token there is no session, and the person alone decides."""
    return {"user": cast(User, request.user), "session_key": request._request.session.session_key or ""}


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except PlatformError as error:
        status = FAILURES.get(error.code, 502)
        raise ApiError(error.detail, error.code, status=status, retry_after=error.retry_after) from error
