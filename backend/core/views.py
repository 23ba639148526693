from collections.abc import Callable
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet

from backend.accounts.models import User
from backend.common.ownership import OwnedQuerysetMixin
from backend.common.query import QuerySerializer, read_query
from backend.core import queries, selectors
from backend.core.serializers import (
    ActivitySerializer,
    AttemptSerializer,
    BulkAnswerSerializer,
    BulkChangeSerializer,
    LogSerializer,
    LogUpdateSerializer,
    QuestionSerializer,
    StatisticsSerializer,
    TagMergeSerializer,
    TagSerializer,
)
from backend.core.services import activities, logs, questions, tags
from backend.core.services.bulk import Change, change_questions
from backend.core.statistics import statistics


class JournalViewSet(OwnedQuerysetMixin, ModelViewSet[Any]):
    """Plain CRUD over the services; subclasses say how a list is narrowed and which services write.

    A row that goes away between two steps of a request is a 404, as if it had never been there.
    """

    lookup_value_converter = "int"
    query_class: ClassVar[type[QuerySerializer]]
    narrow: ClassVar[Callable[..., QuerySet[Any]]]

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.action != "list":
            return queryset
        return type(self).narrow(queryset, **read_query(self.query_class, self.request))

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        row = self.create_row(**serializer.validated_data)
        serializer.instance = self.get_queryset().get(pk=row.pk)

    def perform_update(self, serializer: BaseSerializer[Any]) -> None:
        row = self.update_row(serializer.instance.pk, **serializer.validated_data)  # type: ignore[union-attr]
        serializer.instance = self.get_queryset().get(pk=row.pk)

    def perform_destroy(self, instance: Model) -> None:
        self.delete_row(instance.pk)

    def get_success_headers(self, data: Any) -> dict[str, str]:
        return {"Location": reverse(f"{self.basename}-detail", kwargs={**self.kwargs, "pk": data["id"]})}

    def handle_exception(self, exc: Exception) -> Response:
        return super().handle_exception(NotFound() if isinstance(exc, ObjectDoesNotExist) else exc)

    def create_row(self, **values: Any) -> Model:
        raise NotImplementedError

    def update_row(self, pk: int, **values: Any) -> Model:
        raise NotImplementedError

    def delete_row(self, pk: int) -> None:
        raise NotImplementedError

    @property
    def user_id(self) -> int:
        return cast(int, self.request.user.pk)


@extend_schema_view(list=extend_schema(parameters=[queries.QuestionQuery]))
class QuestionViewSet(JournalViewSet):
    queryset = selectors.questions()
    serializer_class = QuestionSerializer
    query_class = queries.QuestionQuery
    narrow = selectors.filter_questions

    def create_row(self, **values: Any) -> Model:
        return questions.create_question(user_id=self.user_id, **values)

    def update_row(self, pk: int, **values: Any) -> Model:
        return questions.update_question(user_id=self.user_id, question_id=pk, **values)

    def delete_row(self, pk: int) -> None:
        questions.delete_question(user_id=self.user_id, question_id=pk)

    @extend_schema(request=BulkChangeSerializer, responses=BulkAnswerSerializer)
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Tag, activate or delete many questions at once: all of them or, where one cannot be, none."""
        asked = BulkChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        ids = asked.validated_data.pop("ids")
        changed = change_questions(user_id=self.user_id, ids=ids, change=Change(**asked.validated_data))
        return Response({"changed": changed})


class AttemptRowsViewSet(JournalViewSet):
    """What both addresses of an attempt share."""

    queryset = selectors.logs()
    narrow = selectors.filter_logs

    def create_row(self, **values: Any) -> Model:
        return logs.create_log(user_id=self.user_id, **values)

    def update_row(self, pk: int, **values: Any) -> Model:
        return logs.update_log(user_id=self.user_id, log_id=pk, **values)

    def delete_row(self, pk: int) -> None:
        logs.delete_log(user_id=self.user_id, log_id=pk)


@extend_schema_view(
    list=extend_schema(parameters=[queries.LogQuery]),
    update=extend_schema(request=LogUpdateSerializer, responses=LogSerializer),
    partial_update=extend_schema(request=LogUpdateSerializer, responses=LogSerializer),
)
class LogViewSet(AttemptRowsViewSet):
    """All attempts; the body names the question."""

    query_class = queries.LogQuery

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return LogUpdateSerializer if self.action in ("update", "partial_update") else LogSerializer


@extend_schema_view(list=extend_schema(parameters=[queries.AttemptQuery]))
class AttemptViewSet(AttemptRowsViewSet):
    """The attempts at one question, which the address names."""

    serializer_class = AttemptSerializer
    query_class = queries.AttemptQuery

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not selectors.has_question(self.user_id, kwargs["question_id"]):
            raise NotFound()

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(question=self.kwargs.get("question_id"))

    def create_row(self, **values: Any) -> Model:
        return super().create_row(question_id=self.kwargs["question_id"], **values)


@extend_schema_view(list=extend_schema(parameters=[queries.ActivityQuery]))
class ActivityViewSet(JournalViewSet):
    """Practice time that belongs to no question."""

    queryset = selectors.activities()
    serializer_class = ActivitySerializer
    query_class = queries.ActivityQuery
    narrow = selectors.filter_activities

    def create_row(self, **values: Any) -> Model:
        return activities.create_activity(user_id=self.user_id, **values)

    def update_row(self, pk: int, **values: Any) -> Model:
        return activities.update_activity(user_id=self.user_id, activity_id=pk, **values)

    def delete_row(self, pk: int) -> None:
        activities.delete_activity(user_id=self.user_id, activity_id=pk)


@extend_schema_view(list=extend_schema(parameters=[queries.TagQuery]))
class TagViewSet(JournalViewSet):
    queryset = selectors.tags()
    serializer_class = TagSerializer
    query_class = queries.TagQuery
    narrow = selectors.filter_tags

    def create_row(self, **values: Any) -> Model:
        return tags.create_tag(user_id=self.user_id, **values)

    def update_row(self, pk: int, **values: Any) -> Model:
        return tags.update_tag(user_id=self.user_id, tag_id=pk, **values)

    def delete_row(self, pk: int) -> None:
        tags.delete_tag(user_id=self.user_id, tag_id=pk)

    @extend_schema(request=TagMergeSerializer, responses=TagSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Put the questions of this tag under another one, and delete this one."""
        asked = TagMergeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        into = tags.merge_tags(user_id=self.user_id, tag_id=pk, into_id=asked.validated_data["into"])
        return Response(TagSerializer(self.get_queryset().get(pk=into.pk)).data)


class StatisticsView(APIView):
    @extend_schema(parameters=[queries.StatisticsQuery], responses=StatisticsSerializer)
    def get(self, request: Request) -> Response:
        """Totals, streaks and days of one's practice."""
        query = read_query(queries.StatisticsQuery, request)
        zone = ZoneInfo(cast(User, request.user).time_zone)
        found = statistics(
            user_id=cast(int, request.user.pk),
            zone=zone,
            today=timezone.now().astimezone(zone).date(),
            **query,
        )
        return Response(StatisticsSerializer(found).data)
