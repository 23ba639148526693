from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.middleware.csrf import get_token
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from backend.accounts import examples, selectors, services
from backend.accounts.guests import make_guest, upgrade_guest
from backend.accounts.limits import client_address
from backend.accounts.models import Session, User
from backend.accounts.serializers import (
    GuestSerializer,
    IdentitySerializer,
    PasswordChangeSerializer,
    ProfileSerializer,
    RegisterSerializer,
    SessionSerializer,
    SignInSerializer,
    UpgradeSerializer,
    UserSerializer,
)
from backend.common.query import QuerySerializer, read_query
from backend.common.schema import ErrorSerializer, errors


class RegisterView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        request=RegisterSerializer,
        responses={201: UserSerializer, **errors(429)},
    )
    def post(self, request: Request) -> Response:
        """Make an account. It is not signed in yet.

        A username that is taken is `not_available`. An e-mail address that another account holds is accepted like any
        other, so that nobody learns who is here; nothing is ever sent to it from the new account.
        """
        user = services.register(
            address=client_address(request._request), **_read(RegisterSerializer, request)
        )
        return Response(UserSerializer(user).data, status=201)


class SignInView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        request=SignInSerializer,
        responses={
            200: IdentitySerializer,
            400: OpenApiResponse(
                ErrorSerializer,
                "Unknown name, wrong password or disabled account: all the same. Or a field is missing.",
                [OpenApiExample("Refused", examples.REFUSED)],
            ),
            **errors(429),
        },
    )
    def post(self, request: Request) -> Response:
        """Sign in: sets the session's cookie and a new `csrftoken`.

        A browser that is signed in already sends its CSRF token; others need none, but may not come from another site.
        """
        services.sign_in(request=request._request, **_read(SignInSerializer, request))
        return _identity(request)


class GuestView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(request=GuestSerializer, responses={201: IdentitySerializer, **errors(409, 429)})
    def post(self, request: Request) -> Response:
        """Look around without an account: makes a guest and signs them in. It lives as long as its session."""
        make_guest(request=request._request, **_read(GuestSerializer, request))
        return _identity(request, status=201)


class UpgradeView(APIView):
    @extend_schema(request=UpgradeSerializer, responses={200: IdentitySerializer, **errors(409, 429)})
    def post(self, request: Request) -> Response:
        """Make a guest's account a real one, with a name and a password. Everything in it stays."""
        upgrade_guest(request=request._request, user=_person(request), **_read(UpgradeSerializer, request))
        return _identity(request)


class SignOutView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Sign out: this session is gone, wherever its cookie is kept."""
        services.sign_out(request=request._request)
        return Response(status=204)


class IdentityView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        responses=IdentitySerializer,
        examples=[
            OpenApiExample("Signed in", examples.IDENTITY),
            OpenApiExample("Anonymous", examples.NOBODY),
        ],
    )
    def get(self, request: Request) -> Response:
        """Who is signed in, if anybody. Sets the `csrftoken` cookie, whose value unsafe calls send as `X-CSRFToken`."""
        get_token(request._request)
        return _identity(request)


class MeView(APIView):
    @extend_schema(
        request=ProfileSerializer,
        responses={200: UserSerializer, **errors(429)},
    )
    def patch(self, request: Request) -> Response:
        """Change one's own time zone or e-mail address; the latter needs `current_password`."""
        given = _read(ProfileSerializer, request)
        password = given.pop("current_password", "")
        user = services.change_profile(user=_person(request), changes=given, password=password)
        return Response(UserSerializer(user).data)


class PasswordView(APIView):
    @extend_schema(request=PasswordChangeSerializer, responses={204: None, **errors(429)})
    def post(self, request: Request) -> Response:
        """Change one's own password. All other sessions end; this one goes on under a new cookie."""
        given = _read(PasswordChangeSerializer, request)
        services.change_password(
            request=request._request,
            user=_person(request),
            current=given["current_password"],
            new=given["new_password"],
        )
        return Response(status=204)


class SessionsView(ListAPIView[Session]):
    serializer_class = SessionSerializer

    def get_queryset(self) -> QuerySet[Session]:
        if getattr(self, "swagger_fake_view", False):
            return Session.objects.none()
        return selectors.sessions_of(_person(self.request), self.request.session.session_key)

    @extend_schema(parameters=[QuerySerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The browsers in which one is signed in, last used first. `last_used_at` is exact to the hour."""
        read_query(QuerySerializer, request)
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="accounts_sessions_end_others", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End all sessions but this one."""
        services.end_other_sessions(request=request._request, user=_person(request))
        return Response(status=204)


class SessionView(APIView):
    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, public_id: UUID) -> Response:
        """End one session; where it is this one, that is signing out."""
        services.end_session(request=request._request, user=_person(request), public_id=public_id)
        return Response(status=204)


def _read(serializer_class: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    serializer = serializer_class(data=request.data)
    serializer.is_valid(raise_exception=True)
    return cast(dict[str, Any], serializer.validated_data)


def _identity(request: Request, status: int = 200) -> Response:
    user = request._request.user
    found = {"authenticated": user.is_authenticated, "user": user if user.pk else None}
    return Response(IdentitySerializer(found).data, status=status)


def _person(request: Request) -> User:
    return cast(User, request.user)
