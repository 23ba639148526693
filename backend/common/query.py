"""Strict query strings: what an endpoint does not document is refused, never overlooked."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request


class QuerySerializer(serializers.Serializer[Any]):
    """The query parameters of a list. Unknown names, repeated names and bad values are errors at their name.

    `page` and `page_size` belong to the paginator and pass.
    """

    paging: tuple[str, ...] = ("page", "page_size")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = self.initial_data
        problems: dict[str, list[ErrorDetail]] = {}
        for name in given:
            if name not in self.fields and name not in self.paging:
                problems[name] = [_problem("This parameter is not known.", "unknown")]
            elif hasattr(given, "getlist") and len(given.getlist(name)) > 1:
                problems[name] = [_problem("This parameter may be given once.", "repeated")]
        if problems:
            raise serializers.ValidationError(problems)
        return attrs


def read_query(serializer_class: type[QuerySerializer], request: Request) -> dict[str, Any]:
    """The validated parameters of a request that were given; raises ValidationError (400) for any other."""
    serializer = serializer_class(data=request.query_params, context={"request": request})
    serializer.is_valid(raise_exception=True)
    return {name: value for name, value in serializer.validated_data.items() if value is not None}


def _problem(text: str, code: str) -> ErrorDetail:
    return ErrorDetail(text, code=code)
