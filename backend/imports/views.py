import time
from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.common.errors import invalid
from backend.common.ownership import OwnedQuerysetMixin
from backend.common.pagination import StrictPagination
from backend.common.query import read_query
from backend.common.schema import errors
from backend.imports import selectors
from backend.imports.answers import accepted, answer, done, refusal
from backend.imports.models import ImportJob, Issue, StagedRow
from backend.imports.serializers import (
    ImportRequestSerializer,
    IssueChangeSerializer,
    IssueQuerySerializer,
    IssueSerializer,
    JobErrorAnswerSerializer,
    JobQuerySerializer,
    JobSerializer,
    PlatformSerializer,
    RowChangeSerializer,
    RowQuerySerializer,
    RowSerializer,
)
from backend.imports.services import control
from backend.imports.services.inline import hold_seconds, run_inline, undo_inline
from backend.imports.services.staged import discard_row, edit_row
from backend.imports.services.start import start_import
from backend.imports.services.undo import request_undo
from backend.platforms import registry
from backend.platforms.base.errors import PlatformError
from backend.platforms.base.records import InvalidValue
from backend.profiles.services import notices, slugs_off


class PlatformView(APIView):
    @extend_schema(responses=PlatformSerializer(many=True))
    def get(self, request: Request) -> Response:
        """What can be imported from, what each platform needs and how far back it reaches."""
        context = {"wrong": notices(), "off": slugs_off()}
        return Response(PlatformSerializer(registry.all_classes(), many=True, context=context).data)


class ImportView(APIView):
    @extend_schema(
        request=ImportRequestSerializer,
        responses={
            200: JobSerializer,
            202: JobSerializer,
            **errors(400, 409, 429, 502, 503, 504, body=JobErrorAnswerSerializer),
        },
    )
    def post(self, request: Request, platform: str) -> Response:
        """Import an account. Within 20 seconds the answer is the finished job; what takes longer goes on by itself.

        The same account again while its import runs joins that import. What is wrong upstream is told with the job.
        """
        started = time.monotonic()
        if platform not in registry.slugs():
            raise NotFound(f"There is no such platform. Known are: {', '.join(registry.slugs())}.")
        body = ImportRequestSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            begun = start_import(
                user=request.user,  # type: ignore[arg-type]
                platform=platform,
                hold=hold_seconds(),
                **body.validated_data,
            )
        except PlatformError as error:
            raise refusal(error) from error
        if begun.row is None:
            return accepted(selectors.jobs().get(pk=begun.job.pk))
        run_inline(begun.job, begun.row, started=started)
        return answer(begun.job.pk)


@extend_schema_view(
    list=extend_schema(parameters=[JobQuerySerializer]),
)
class JobViewSet(
    OwnedQuerysetMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ImportJob]
):
    """Imports, newest first."""

    serializer_class = JobSerializer
    queryset = selectors.jobs()
    lookup_value_converter = "int"

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.action != "list":
            return queryset
        query = read_query(JobQuerySerializer, self.request)
        return selectors.filter_jobs(queryset, **query)

    @extend_schema(responses={200: JobSerializer, 202: JobSerializer, **errors(409)})
    def destroy(self, request: Request, pk: int) -> Response:
        """Cancel: at once what waits (200), at its next page what runs (202). What is committed stays."""
        job = control.cancel(job=self.get_object())
        job = selectors.jobs().get(pk=job.pk)
        return accepted(job) if job.cancel_requested else done(job)

    @extend_schema(
        request=None,
        responses={200: JobSerializer, 202: JobSerializer, **errors(409, 502, body=JobErrorAnswerSerializer)},
    )
    @action(detail=True, methods=["post"])
    def commit(self, request: Request, pk: int) -> Response:
        """Put the rows of a preview into the journal, each matched again."""
        return self._run(control.commit)

    @extend_schema(
        request=None,
        responses={200: JobSerializer, 202: JobSerializer, **errors(409, 502, body=JobErrorAnswerSerializer)},
    )
    @action(detail=True, methods=["post"])
    def reprocess(self, request: Request, pk: int) -> Response:
        """Put the rows that were mended into the journal."""
        return self._run(control.reprocess)

    def _run(self, queue_up: Any) -> Response:
        started = time.monotonic()
        job = self.get_object()
        run_inline(job, queue_up(job=job, hold=hold_seconds()), started=started)
        return answer(job.pk)

    @extend_schema(request=None, responses={200: JobSerializer, 202: JobSerializer, **errors(409)})
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Take back what the import did, but for what was edited since. Again: the same answer."""
        started = time.monotonic()
        job = self.get_object()
        undo_inline(job, request_undo(job=job, hold=hold_seconds()), started=started)
        job = selectors.jobs().get(pk=job.pk)
        return done(job) if job.undo and job.undo["state"] == "done" else accepted(job)

    @extend_schema(parameters=[RowQuerySerializer], responses=RowSerializer(many=True))
    @action(detail=True, methods=["get"])
    def rows(self, request: Request, pk: int) -> Response:
        """The rows that had an effect or wait for a person, in their order."""
        query = read_query(RowQuerySerializer, request)
        rows = selectors.rows().filter(job=self.get_object(), **query)
        page: Any = self.paginate_queryset(rows)  # type: ignore[arg-type]  # rows of jobs, in a view of jobs
        return self.get_paginated_response(RowSerializer(page, many=True).data)


class IssuePagination(StrictPagination):
    """Pages that also say how many issues are open and how many resolved, of all that were asked about."""

    totals: dict[str, int]

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        response.data["totals"] = self.totals
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page: dict[str, Any] = super().get_paginated_response_schema(schema)
        page["properties"]["totals"] = {
            "type": "object",
            "required": ["open", "resolved"],
            "properties": {
                "open": {"type": "integer", "example": 1},
                "resolved": {"type": "integer", "example": 0},
            },
        }
        page["required"] = [*page["required"], "totals"]
        return page


class IssueViewSet(OwnedQuerysetMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Issue]):
    """What a person has to decide, open issues first."""

    serializer_class = IssueSerializer
    queryset = selectors.issues()
    pagination_class = IssuePagination
    owner_field = "job__user"
    lookup_value_converter = "int"

    @extend_schema(parameters=[IssueQuerySerializer], responses=IssueSerializer(many=True))
    def list(self, request: Request) -> Response:
        return self._page(read_query(IssueQuerySerializer, request))

    @extend_schema(
        operation_id="issues_of_job", parameters=[IssueQuerySerializer], responses=IssueSerializer(many=True)
    )
    def job(self, request: Request, job_id: int) -> Response:
        """The issues of one import."""
        job = selectors.jobs().filter(user=request.user.pk, pk=job_id).first()
        if job is None:
            raise NotFound
        return self._page({**read_query(IssueQuerySerializer, request), "job": job.pk})

    def _page(self, query: dict[str, Any]) -> Response:
        issues = self.get_queryset()
        if "job" in query:
            issues = issues.filter(job=query.pop("job"))
        cast(IssuePagination, self.paginator).totals = selectors.issue_totals(issues)
        page = self.paginate_queryset(issues.filter(**query))
        return self.get_paginated_response(IssueSerializer(page, many=True).data)

    @extend_schema(request=IssueChangeSerializer, responses={200: IssueSerializer, **errors(409)})
    def update(self, request: Request, pk: int) -> Response:
        """Settle an issue: `values` mend its row, without them the row is left out."""
        issue = self.get_object()
        change = IssueChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        _change_row(issue.row, change.validated_data.get("values"))
        return Response(IssueSerializer(self.get_object()).data)


class StagingView(OwnedQuerysetMixin, viewsets.GenericViewSet[StagedRow]):
    """Rows that wait for a person."""

    serializer_class = RowSerializer
    queryset = selectors.rows()
    owner_field = "job__user"
    lookup_value_converter = "int"

    @extend_schema(request=RowChangeSerializer, responses={200: RowSerializer, **errors(409)})
    def update(self, request: Request, pk: int) -> Response:
        """Edit or discard a waiting row; `reprocess` of its job then commits what was mended."""
        row = self.get_object()
        change = RowChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        return Response(RowSerializer(_change_row(row, change.validated_data.get("values"))).data)


def _change_row(row: StagedRow, values: dict[str, Any] | None) -> StagedRow:
    if values is None:
        return discard_row(row=row)
    try:
        return edit_row(row=row, values=values)
    except InvalidValue as error:
        raise invalid(f"values.{error.field}", error.detail, error.code) from error
