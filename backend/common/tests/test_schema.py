import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

from backend.accounts.models import User
from backend.common.query import QuerySerializer
from backend.common.schema import ErrorSerializer, errors


class HobbySerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField()
    note = serializers.CharField(default="")


class HobbyErrorSerializer(ErrorSerializer):
    hobby = HobbySerializer()


class Hobbies(ModelViewSet):
    queryset = User.objects.none()
    serializer_class = HobbySerializer

    def destroy(self, request, pk):
        """Drop a hobby: for good. Nothing is left."""

    @extend_schema(responses=errors(409, 429))
    def create(self, request):
        pass

    @extend_schema(responses={202: HobbySerializer, **errors(502, body=HobbyErrorSerializer)})
    def update(self, request, pk):
        pass


class Open(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(parameters=[QuerySerializer], responses=HobbySerializer)
    def get(self, request):
        """What is open to all."""
        return Response()


actions = {"get": "retrieve", "put": "update", "patch": "partial_update", "delete": "destroy"}
urlpatterns = [
    path("api/hobbies/", Hobbies.as_view({"get": "list", "post": "create"})),
    path("api/hobbies/<int:pk>/", Hobbies.as_view(actions)),
    path("api/open/", Open.as_view()),
]


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator(patterns=urlpatterns).get_schema(request=None, public=True)


@pytest.fixture
def operations(schema):
    return {f"{method} {path}": one for path, ones in schema["paths"].items() for method, one in ones.items()}


@pytest.mark.parametrize(
    "name,answers",
    [
        ("get /api/open/", "200 400 401 500 503"),
        ("get /api/hobbies/", "200 400 401 403 404 500 503"),
        ("get /api/hobbies/{id}/", "200 400 401 403 404 500 503"),
        ("post /api/hobbies/", "201 400 401 403 409 413 415 429 500 503"),
        ("put /api/hobbies/{id}/", "202 400 401 403 404 413 415 500 502 503"),
        ("delete /api/hobbies/{id}/", "204 400 401 403 404 413 415 500 503"),
    ],
)
def test_an_operation_has_the_answers_it_declares_and_those_that_any_like_it_can_give(
    operations, name, answers
):
    assert list(operations[name]["responses"]) == answers.split()


def test_declaring_errors_alone_keeps_the_usual_success(operations):
    content = operations["post /api/hobbies/"]["responses"]["201"]["content"]["application/json"]

    assert content["schema"] == {"$ref": "#/components/schemas/Hobby"}


def test_an_error_can_carry_more_than_the_one_shape(schema, operations):
    content = operations["put /api/hobbies/{id}/"]["responses"]["502"]["content"]["application/json"]

    assert content["schema"] == {"$ref": "#/components/schemas/HobbyError"}
    assert set(schema["components"]["schemas"]["HobbyError"]["properties"]) == {"type", "errors", "hobby"}


def test_what_asks_to_come_back_documents_its_headers(operations):
    assert set(operations["post /api/hobbies/"]["responses"]["429"]["headers"]) == {"Retry-After"}
    assert set(operations["put /api/hobbies/{id}/"]["responses"]["202"]["headers"]) == {
        "Location",
        "Retry-After",
    }


def test_common_answers_stand_once_and_only_where_they_are_used(schema):
    assert set(schema["components"]["responses"]) == {
        "BadRequest",
        "Unauthorized",
        "Forbidden",
        "NotFound",
        "TooLarge",
        "UnsupportedMediaType",
        "ServerError",
        "Unavailable",
    }


@pytest.mark.parametrize(
    "name,summary",
    [
        ("get /api/hobbies/", "List one's own hobbies, a page at a time"),
        ("post /api/hobbies/", "Add a hobby"),
        ("patch /api/hobbies/{id}/", "Change a hobby"),
        ("delete /api/hobbies/{id}/", "Drop a hobby"),
        ("get /api/open/", "What is open to all"),
    ],
)
def test_an_operation_is_summed_up_by_its_docstring_or_by_what_its_action_does(operations, name, summary):
    assert operations[name]["summary"] == summary


def test_the_parts_of_a_path_say_what_they_name(operations):
    (parameter,) = operations["get /api/hobbies/{id}/"]["parameters"]

    assert parameter["description"] == "Which hobby."


def test_what_has_a_default_may_be_left_out_and_is_always_answered(schema):
    schemas = schema["components"]["schemas"]

    assert schemas["HobbyRequest"]["required"] == ["name"]
    assert schemas["Hobby"]["required"] == ["id", "name", "note"]
