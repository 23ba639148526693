"""The pages that lead to the API: a welcome, the schema, and Swagger UI to try it with."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from backend.common.query import QuerySerializer, read_query
from backend.common.schema import errors

RENDERERS = {"json": OpenApiJsonRenderer2, "yaml": OpenApiYamlRenderer2}


class SchemaQuery(QuerySerializer):
    format = serializers.ChoiceField(choices=list(RENDERERS), default="json", help_text="How it is written.")


class SchemaView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        parameters=[SchemaQuery],
        responses={
            (200, "application/json"): dict[str, Any],
            (200, "application/yaml"): dict[str, Any],
            **errors(403, 404, description="Where this installation keeps its documentation to itself."),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        """This description of the API, as OpenAPI 3."""
        check_docs_access(request._request)
        form = read_query(SchemaQuery, request)["format"]
        return HttpResponse(write_schema(form), content_type=RENDERERS[form].media_type)


def welcome_page(request: HttpRequest) -> HttpResponse:
    """The front page: where to go, and a first import to copy into a shell."""
    facts = {"base": settings.PUBLIC_BASE_URL, "has_docs": settings.API_DOCS == "public"}
    return render(request, "welcome.html", facts)


def docs_page(request: HttpRequest) -> HttpResponse:
    """Swagger UI, from our own static files and without a script that the content policy would refuse."""
    check_docs_access(request)
    facts = {
        "ui": settings.SPECTACULAR_SETTINGS["SWAGGER_UI_SETTINGS"],
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
    return render(request, "docs.html", facts)


def check_docs_access(request: HttpRequest) -> None:
    """Raises Http404 where the documentation is off, PermissionDenied where it is not for this person."""
    if settings.API_DOCS not in ("public", "staff"):
        raise Http404
    if settings.API_DOCS == "staff" and not getattr(request.user, "is_staff", False):
        raise PermissionDenied


@cache
def read_schema() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(  # type: ignore[no-untyped-call]
        request=None, public=True
    )
    return schema


@cache
def write_schema(form: str) -> bytes:
    """Once a process: it is the same for everybody, and writing YAML takes a while."""
    written = RENDERERS[form]().render(read_schema(), renderer_context={})
    return written if isinstance(written, bytes) else written.encode()
