"""A person's accounts on platforms. What imports know of them, and the sync, is added by `imports.profile_views`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.models import User
from backend.common.errors import ApiError
from backend.common.ownership import OwnedQuerysetMixin
from backend.common.query import read_query
from backend.common.schema import errors
from backend.platforms.base.errors import PlatformError
from backend.profiles import selectors
from backend.profiles.connect_views import FAILURES, ConnectActions
from backend.profiles.models import PlatformProfile
from backend.profiles.serializers import (
    ProfileChangeSerializer,
    ProfileErrorSerializer,
    ProfileQuerySerializer,
    ProfileRequestSerializer,
    ProfileSerializer,
    RemovalQuerySerializer,
    RemovedSerializer,
)
from backend.profiles.services.changes import add_profile, change_profile
from backend.profiles.services.platforms import states
from backend.profiles.services.removal import hold_seconds, remove_profile
from backend.profiles.services.revocation import revoke_connection
from backend.profiles.services.statistics import refresh_now
from backend.profiles.status import JobFacts, status_of

Told = list[dict[str, Any]]


class ProfileViewSet(OwnedQuerysetMixin, ConnectActions):
    """Your accounts on platforms, by platform."""

    serializer_class = ProfileSerializer
    queryset = selectors.profiles()
    lookup_value_converter = "int"

    def job_facts(self, profiles: Sequence[PlatformProfile]) -> Mapping[int, JobFacts]:
        """What imports know of these profiles; this layer lies below them."""
        return {}

    def cancel_imports(self, profile: PlatformProfile) -> None:
        """End what is under way for a profile that is about to go."""

    @extend_schema(parameters=[ProfileQuerySerializer], responses=ProfileSerializer(many=True))
    def list(self, request: Request) -> Response:
        query = read_query(ProfileQuerySerializer, request)
        page = self.paginate_queryset(self.get_queryset().filter(**query))
        return self.get_paginated_response(self.tell(page or []))

    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(self.tell_one(self.get_object()))

    @extend_schema(request=ProfileRequestSerializer, responses={201: ProfileSerializer, **errors(409, 429)})
    def create(self, request: Request) -> Response:
        """Add an account. Its platform is asked for it: a name or a key that it refuses is an error at its field.

        While the platform does not answer, the account is kept unverified and looked up at its next sync.
        """
        body = ProfileRequestSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        profile = add_profile(user=cast(User, request.user), **body.validated_data)
        location = reverse("profile-detail", args=[profile.pk])
        return Response(self.tell_one(profile), status=201, headers={"Location": location})

    @extend_schema(request=ProfileChangeSerializer, responses={200: ProfileSerializer, **errors(409, 429)})
    def partial_update(self, request: Request, pk: int) -> Response:
        """Rename an account, whose history stays, give it a key or take the key away, pause it or go on."""
        profile = self.get_object()
        body = ProfileChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        drop = "credential" in given and given["credential"] is None
        return Response(self.tell_one(change_profile(profile=profile, drop_credential=drop, **given)))

    @extend_schema(
        parameters=[RemovalQuerySerializer],
        responses={200: RemovedSerializer, 202: RemovedSerializer},
    )
    def destroy(self, request: Request, pk: int) -> Response:
        """Remove an account. What it brought stays, or goes with `history=remove`.

        Then what you edited or hung own attempts on is kept, by name and reason. A long history goes on by itself.
        """
        history = read_query(RemovalQuerySerializer, request)["history"]
        profile = self.get_object()
        self.cancel_imports(profile)
        revoke_connection(profile)
        removal = remove_profile(profile=profile, history=history, hold=hold_seconds())
        told = RemovedSerializer(removal.told).data
        if removal.is_done:
            return Response(told)
        return Response(told, status=202, headers={"Location": reverse("profile-detail", args=[pk])})

    @extend_schema(
        request=None,
        responses={
            200: ProfileSerializer,
            **errors(409, 429, 502, 503, 504, body=ProfileErrorSerializer),
        },
    )
    @action(detail=True, methods=["post"])
    def refresh(self, request: Request, pk: int) -> Response:
        """Fetch the account's numbers. A failure leaves those there are, with their date."""
        profile = self.get_object()
        try:
            return Response(self.tell_one(refresh_now(profile)))
        except PlatformError as error:
            raise self._failure(error) from error

    def _failure(self, error: PlatformError) -> ApiError:
        return ApiError(
            error.detail,
            error.code,
            status=FAILURES.get(error.code, 502),
            retry_after=error.retry_after,
            extra={"profile": self.tell_one(self.get_object())},
        )

    def tell_one(self, profile: PlatformProfile) -> dict[str, Any]:
        return self.tell([profile])[0]

    def tell(self, profiles: Sequence[PlatformProfile]) -> Told:
        """These profiles, all of one user, with their status."""
        journal, jobs = selectors.journal_facts(profiles), self.job_facts(profiles)
        platforms = states(profile.platform for profile in profiles)
        for profile in profiles:
            profile.status = status_of(  # type: ignore[attr-defined]
                profile,
                platform=platforms.get(profile.platform),
                jobs=jobs.get(profile.pk, JobFacts()),
                journal=journal[profile.pk],
            )
        return cast(Told, ProfileSerializer(profiles, many=True).data)
