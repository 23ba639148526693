"""Public numbers of accounts, for anyone."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.limits import client_address
from backend.common.errors import ApiError, invalid
from backend.common.query import QuerySerializer, read_query
from backend.common.schema import errors, example
from backend.platforms import registry
from backend.platforms.base.errors import InvalidUsername
from backend.profiles import examples
from backend.profiles.lookup import count_lookup, look_up


class LookupQuerySerializer(QuerySerializer):
    """One account a platform, by the platform's slug."""

    paging = ()

    def get_fields(self) -> dict[str, Any]:
        return {kind.slug: _NameField(kind.slug, kind.name) for kind in registry.all_classes()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A form's empty field would count as none at all."""
        checked = super().validate(attrs)
        for name in self.initial_data:
            if name not in checked:
                raise invalid(name, "This parameter may not be blank.", "blank")
        return checked


class _NameField(serializers.CharField):
    def __init__(self, slug: str, name: str) -> None:
        super().__init__(max_length=200, required=False, help_text=f"An account on {name}.")
        self.slug = slug

    def to_internal_value(self, data: Any) -> str:
        try:
            return registry.get_class(self.slug).check_username(super().to_internal_value(data))
        except InvalidUsername as error:
            raise serializers.ValidationError(error.detail, code=error.code) from error


class LookupErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()


class LookupSerializer(serializers.Serializer[Any]):
    """An account's public numbers, or `error`: why this platform has none to tell."""

    username = serializers.CharField()
    rating = serializers.IntegerField(allow_null=True)
    rank = serializers.CharField(allow_blank=True)
    problems_solved = serializers.IntegerField(allow_null=True)
    by_difficulty = serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    fetched_at = serializers.DateTimeField(allow_null=True)
    error = LookupErrorSerializer(allow_null=True)


@example("Two platforms, one of which does not know the name", answer=examples.LOOKUPS)
class LookupsSerializer(serializers.Serializer[Any]):
    """What was asked for, by platform; one that fails leaves the others as they are."""

    def get_fields(self) -> dict[str, Any]:
        return {slug: LookupSerializer(required=False) for slug in registry.slugs()}


class LookupView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="fetch_data",
        parameters=[LookupQuerySerializer],
        responses={200: LookupsSerializer, **errors(429)},
    )
    def get(self, request: Request) -> Response:
        """Look up the public numbers of accounts, one a platform, without an account here.

        Ten times a minute. Answers are up to ten minutes old; nothing is kept beyond that.
        """
        names: Mapping[str, str] = read_query(LookupQuerySerializer, request)
        if not names:
            text = "Name at least one account, by its platform, as in ?codewars=alice."
            raise ApiError(text, "required", status=400)
        count_lookup(client_address(request._request))
        return Response({slug: LookupSerializer(told).data for slug, told in look_up(names).items()})
