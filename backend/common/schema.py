"""How the API describes itself: what every operation can answer is added here, so that no view has to repeat it.

Added without being asked for: 400, 401, 403, 404, 413, 415, 500 and 503, each where the operation can answer it. A view
declares the rest of its answers, which are those that its services decide on:

    @extend_schema(responses={200: JobSerializer, **errors(409, 429)})

Where only errors are given, the usual success (200, 201 or 204 with the view's serializer) is kept:

    @extend_schema(responses=errors(409))

An error that carries more than the one shape has its own serializer:

    class JobErrorSerializer(ErrorSerializer):
        job = JobSerializer()

    @extend_schema(responses={200: JobSerializer, **errors(409, 502, body=JobErrorSerializer)})

What a body looks like is shown once, on its serializer:

    @example("A tag", answer={"id": 3, "name": "graphs"}, request={"name": "graphs"})
    class TagSerializer(serializers.Serializer[Any]): ...

Query parameters that a `QuerySerializer` reads are documented by `parameters=[ThatSerializer]`.
"""

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from drf_spectacular.plumbing import force_instance, get_doc
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema_serializer
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS, AllowAny

Schema = dict[str, Any]
SerializerClass = TypeVar("SerializerClass", bound=type[serializers.BaseSerializer[Any]])

# status -> (name of the component, what it means, code and detail of the example)
ERRORS = {
    400: (
        "BadRequest",
        "Something given is not valid; `attr` names it.",
        "invalid",
        "A valid integer is required.",
    ),
    401: ("Unauthorized", "The bearer token is not valid.", "invalid_token", "This token is not valid."),
    403: (
        "Forbidden",
        "Nobody is signed in, the CSRF token is missing, or this is not allowed to the person who is.",
        "not_authenticated",
        "Authentication credentials were not provided.",
    ),
    404: ("NotFound", "There is no such thing, or none that is yours.", "not_found", "Not found."),
    409: ("Conflict", "The call does not fit the present state.", "conflict", "This is not possible now."),
    413: (
        "TooLarge",
        "The body is too large.",
        "request_too_large",
        "The body may have 1048576 bytes at most.",
    ),
    415: (
        "UnsupportedMediaType",
        "The body is not in a format that is read here.",
        "unsupported_media_type",
        'Unsupported media type "text/plain" in request.',
    ),
    429: (
        "TooMany",
        "Too many calls; `Retry-After` says when to come back.",
        "throttled",
        "Try again later.",
    ),
    500: (
        "ServerError",
        "A defect on our side, named by the request's id.",
        "error",
        "Something went wrong.",
    ),
    502: (
        "BadGateway",
        "The platform failed or answered nonsense.",
        "upstream_failed",
        "The platform failed.",
    ),
    503: (
        "Unavailable",
        "Not available right now; `Retry-After` says when to come back.",
        "service_unavailable",
        "The service is not available right now. Try again shortly.",
    ),
    504: ("GatewayTimeout", "The platform took too long.", "upstream_timeout", "The platform took too long."),
}
# What the plain actions do, for views that do not say it themselves.
CRUD = {
    "list": "List one's own {many}, a page at a time.",
    "create": "Add {one}.",
    "retrieve": "Read {one}.",
    "update": "Replace {one}: what is left out gets its default.",
    "partial_update": "Change {one}: what is left out stays as it is.",
    "destroy": "Delete {one}.",
}
SUCCESSES = {
    "200": "Done: this is how things are now.",
    "201": "Made.",
    "202": "Begun: it goes on by itself, and `Location` says where to ask for it.",
    "204": "Done: there is nothing to tell.",
}
_NO_BODY = "No response body"
_LOCATION = {
    "Location": {"schema": {"type": "string", "format": "uri-reference"}, "description": "Where to ask."}
}
_RETRY_AFTER = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "In seconds."}}


class ErrorDetailSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="For programs.")
    detail = serializers.CharField(help_text="For people.")
    attr = serializers.CharField(allow_null=True, help_text="The input that it is about.")


class ErrorSerializer(serializers.Serializer[Any]):
    """What every answer but a success looks like."""

    type = serializers.ChoiceField(choices=["validation_error", "client_error", "server_error"])
    errors = ErrorDetailSerializer(many=True)  # type: ignore[assignment]


def errors(
    *statuses: int, body: type[ErrorSerializer] = ErrorSerializer, description: str = ""
) -> dict[int, OpenApiResponse]:
    """The error answers of an operation, for `extend_schema(responses=...)`."""
    return {status: _declare(status, body, description) for status in statuses}


def _declare(status: int, body: type[ErrorSerializer], description: str) -> OpenApiResponse:
    # An example of the one shape would not fit a body that has more in it.
    examples = [OpenApiExample(ERRORS[status][0], _example(status))] if body is ErrorSerializer else []
    return OpenApiResponse(body, description or ERRORS[status][1], examples)


def example(
    name: str, *, answer: Any = None, request: Any = None
) -> Callable[[SerializerClass], SerializerClass]:
    """Decorate a serializer with what it looks like in an answer and in a request, wherever it stands for a body."""
    shown = [
        *([OpenApiExample(name, answer, response_only=True, status_codes=list(SUCCESSES))] if answer else []),
        *([OpenApiExample(name, request, request_only=True)] if request else []),
    ]
    return extend_schema_serializer(examples=shown)


class AutoSchema(SpectacularSchema):
    def get_operation(self, *args: Any, **kwargs: Any) -> Schema | None:
        operation: Schema | None = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                parameter.setdefault("description", f"Which {self._named_by(parameter['name'])}.")
        operation["responses"] = self._complete(operation["responses"], self._common_errors(operation))
        return operation

    def _complete(self, answers: Schema, common_errors: list[int]) -> Schema:
        """The answers that were declared, with the words they lack, and those that need not be declared."""
        self.resolve_serializer(ErrorSerializer, "response")
        for status, words in SUCCESSES.items():
            if status in answers and answers[status].get("description") in ("", _NO_BODY):
                answers[status]["description"] = "What was asked for." if self.method == "GET" else words
        for code in common_errors:
            answers.setdefault(str(code), {"$ref": f"#/components/responses/{ERRORS[code][0]}"})
        if not self._is_probe():
            for status in {"202", "429", "503"} & {one for one in answers if "$ref" not in answers[one]}:
                answers[status].setdefault("headers", {}).update(
                    _LOCATION if status == "202" else {}, **_RETRY_AFTER
                )
        return dict(sorted(answers.items()))

    def get_operation_id(self) -> str:
        # An import is served at two addresses, and an id must be one operation's alone.
        prefix = "api_" if self.path.startswith("/api/import/") else ""
        return prefix + super().get_operation_id()

    def get_description(self) -> str:  # type: ignore[override]
        action = getattr(self.view, "action", None) or self.method.lower()
        own = get_doc(getattr(self.view, action, None))
        return own or CRUD.get(action, "").format(**self._nouns()) or get_doc(type(self.view))

    def get_summary(self) -> str | None:
        sentence = re.split(r"[.?!:](?:\s|$)|\n\n", self.get_description(), maxsplit=1)[0]
        return " ".join(sentence.split()) or None

    def _nouns(self) -> dict[str, str]:
        """What a path is about: `/api/questions/{question_id}/logs/{id}/` is about logs, one of them a log."""
        many = [part for part in self.path.split("/") if part and "{" not in part][-1].replace("-", " ")
        single = _singular(many)
        return {"many": many, "one": f"{'an' if single[0] in 'aeiou' else 'a'} {single}"}

    def _named_by(self, parameter: str) -> str:
        """What a variable part of a path names: `question_id` a question, and `id` one of what stands before it."""
        name = re.sub(r"^(public)?_?id$|_id$", "", parameter)
        before = self.path.split(f"/{{{parameter}}}")[0].rpartition("/")[2]
        return name or _singular(before.replace("-", " "))

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Schema:
        bodies: Schema = super()._get_response_bodies(direction)
        if direction == "response" and all(status >= "400" for status in bodies):
            bodies |= self._usual_success()
        return bodies

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Schema:
        """What has a default may be left out of a request, and is always there in an answer."""
        mapped: Schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        # A query without parameters of its own is one too, and spectacular looks for its properties.
        schema: Schema = {"properties": {}, **mapped}
        if direction == "response":
            fields = force_instance(serializer).fields  # type: ignore[no-untyped-call]
            given = {name for name in schema["properties"] if fields[name].default is not serializers.empty}
            schema["required"] = sorted({*schema.get("required", ()), *given})
        return {name: part for name, part in schema.items() if name != "required" or part}

    def _usual_success(self) -> Schema:
        if self.method == "DELETE":
            return {"204": {"description": _NO_BODY}}
        status = "201" if self._is_create_operation() else "200"
        serializer = self._get_serializer()  # type: ignore[no-untyped-call]
        return {status: self._get_response_for_code(serializer, status)}  # type: ignore[no-untyped-call]

    def _common_errors(self, operation: Schema) -> list[int]:
        if self._is_probe():
            return []
        is_unsafe = self.method not in SAFE_METHODS
        is_for_members = not all(type(one) is AllowAny for one in self.view.get_permissions())
        parameters = operation.get("parameters", ())
        possible = {
            400: True,
            401: bool(self.view.get_authenticators()),
            403: is_for_members or is_unsafe,
            404: any(one["in"] == "path" or one["name"] == "page" for one in parameters),
            413: is_unsafe,
            415: is_unsafe,
            500: True,
            503: True,
        }
        return [status for status, is_possible in possible.items() if is_possible]

    def _is_probe(self) -> bool:
        return bool(self.path.startswith("/health/"))


def add_error_responses(result: Schema, generator: Any, request: Any, public: bool) -> Schema:
    """A post-processing hook: the answers that operations refer to, each once."""
    _drop(result, "x-spec-enum-id")
    used = {
        response.get("$ref", "").rpartition("/")[2]
        for operations in result["paths"].values()
        for operation in operations.values()
        for response in operation["responses"].values()
    }
    result["components"]["responses"] = {
        ERRORS[one][0]: _response(one) for one in ERRORS if ERRORS[one][0] in used
    }
    return result


def _singular(many: str) -> str:
    return re.sub(r"s$", "", re.sub(r"ies$", "y", many))


def _response(status: int) -> Schema:
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "example": _example(status)}
    headers = {"headers": _RETRY_AFTER} if status in (429, 503) else {}
    return {"description": ERRORS[status][1], **headers, "content": {"application/json": content}}


def _example(status: int) -> Schema:
    code, detail = ERRORS[status][2:]
    kind = "validation_error" if status == 400 else "client_error" if status < 500 else "server_error"
    return {
        "type": kind,
        "errors": [{"code": code, "detail": detail, "attr": "page" if status == 400 else None}],
    }


def _drop(node: Any, name: str) -> None:
    """Remove a member wherever it stands: spectacular's own marks say nothing to a reader."""
    if isinstance(node, dict):
        node.pop(name, None)
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _drop(inner, name)


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "backend.accounts.authentication.SessionAuthentication"
    name = "session"
    priority = 1

    def get_security_definition(self, auto_schema: SpectacularSchema) -> Schema:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Set by `POST /api/accounts/login/`. Calls that change something also send the value of "
            f"the `{settings.CSRF_COOKIE_NAME}` cookie as the header `X-CSRFToken`.",
        }


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "backend.accounts.authentication.BearerAuthentication"
    name = "bearer"
    priority = 1

    def get_security_definition(self, auto_schema: SpectacularSchema) -> Schema:
        return {"type": "http", "scheme": "bearer"}
