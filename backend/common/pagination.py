from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

MAX_PAGE = 1_000_000_000


class StrictPagination(PageNumberPagination):
    """Pages of 50, at most 100; a page or size that is no such number is a 400, a page beyond the end a 404.

    A page's ids are found first and its rows fetched by id after, so that a page far down costs an index scan and
    not the reading of every row before it.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any, Any] | Sequence[Any], request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        _check_number(self.page_query_param, request, MAX_PAGE)
        _check_number(self.page_size_query_param, request, self.max_page_size)
        if not isinstance(queryset, QuerySet):
            return super().paginate_queryset(queryset, request, view)
        page = super().paginate_queryset(queryset.values_list("pk", flat=True), request, view)
        ids = list(page or ())
        rows = {row.pk: row for row in queryset.order_by().filter(pk__in=ids)} if ids else {}
        return [rows[pk] for pk in ids if pk in rows]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True, "example": None}
        parts = {
            "count": {"type": "integer", "example": 1},
            "next": link,
            "previous": link,
            "results": schema,
        }
        return {"type": "object", "required": list(parts), "properties": parts}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return [
            _parameter(self.page_query_param, "Which page, from 1.", MAX_PAGE, 1),
            _parameter(self.page_size_query_param, "Rows on a page.", self.max_page_size, self.page_size),
        ]


def _check_number(name: str, request: Request, most: int) -> None:
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise ValidationError({name: [ErrorDetail("This parameter may be given once.", code="repeated")]})
    for text in given:
        if not (text.isascii() and text.isdigit() and len(text) < 11 and 1 <= int(text) <= most):
            raise ValidationError({name: [ErrorDetail(f"A whole number from 1 to {most}.", code="invalid")]})


def _parameter(name: str, description: str, most: int, default: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return {"name": name, "required": False, "in": "query", "description": description, "schema": schema}
