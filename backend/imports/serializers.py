from typing import Any

from django.conf import settings
from rest_framework import serializers

from backend.common.fields import KnownFields, StrictBooleanField, StrictCharField
from backend.common.query import QuerySerializer
from backend.common.schema import ErrorSerializer, example
from backend.core.fields import FlagField, IdField, MomentField
from backend.imports import examples
from backend.imports.models import (
    ImportJob,
    Issue,
    IssueState,
    JobKind,
    JobState,
    RowOutcome,
    RowState,
    StagedRow,
)
from backend.imports.records import type_of
from backend.platforms.base.platform import OAuth, Platform


@example("Everything of an account", request={"username": "alice", "preview": False})
class ImportRequestSerializer(KnownFields, serializers.Serializer[Any]):
    """What to import. The name's own rules are the platform's, see `GET /api/platforms/`."""

    username = StrictCharField(max_length=200, help_text="The account on the platform.")
    preview = StrictBooleanField(
        default=False, help_text="Only say what would happen; `commit` makes it real."
    )
    details = StrictBooleanField(
        default=False, help_text="Also ask for difficulty and tags, which may cost a call a problem."
    )
    bring_back = StrictBooleanField(
        default=False, help_text="Also bring what you deleted of this platform before."
    )


@example("A span", request={"since": "2026-01-01", "until": "2026-01-31"})
class SyncRequestSerializer(KnownFields, serializers.Serializer[Any]):
    """How much to read: what is new, or everything with `full`, or a span. A day is one of the user's time zone."""

    full = StrictBooleanField(default=False, help_text="Read everything that the platform shows.")
    since = MomentField(required=False, help_text="Read again from here on.")
    until = MomentField(required=False, end=True, help_text="Read again up to here.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        since, until = attrs.get("since"), attrs.get("until")
        if attrs["full"] and (since or until):
            raise serializers.ValidationError({"full": "Everything, or a span: not both."})
        if since and until and since >= until:
            raise serializers.ValidationError({"until": "The span ends before it begins."})
        return attrs


class PlatformCredentialSerializer(serializers.Serializer[Any]):
    """A secret of the user's own, which is given to a profile."""

    kind = serializers.ChoiceField(choices=["token", "cookie", "api_key"])
    # A serializer collects its fields and leaves its own attributes of these names alone.
    required = serializers.BooleanField()  # type: ignore[assignment]
    label = serializers.CharField()  # type: ignore[assignment]
    help = serializers.CharField()
    url = serializers.CharField(help_text="The page where one gets it.")
    reach = serializers.CharField(help_text="What it adds; empty where nothing can be read without it.")


class PlatformOAuthSerializer(serializers.Serializer[Any]):
    help = serializers.CharField()
    configured = serializers.SerializerMethodField(
        help_text="Whether this installation has an app on the platform, so that one can connect."
    )

    def get_configured(self, declared: OAuth) -> bool:
        connectable: bool = self.context["platform"] in settings.OAUTH_APPS
        return connectable


@example("A platform", answer=examples.PLATFORM)
class PlatformSerializer(serializers.Serializer[Any]):
    """What a platform needs (a name, a secret, a connection), what it yields, how far back, and how it is asked."""

    slug = serializers.CharField()
    name = serializers.CharField()
    homepage = serializers.CharField()
    username_help = serializers.CharField()
    username_max = serializers.IntegerField(help_text="The most characters of a name.")
    credential = PlatformCredentialSerializer(allow_null=True)
    oauth = serializers.SerializerMethodField()
    csv_only = serializers.CharField(help_text="Why only files can be imported; empty where it can be asked.")
    record_type = serializers.ChoiceField(choices=["solve", "activity"])
    yields = serializers.ListField(
        child=serializers.ChoiceField(choices=["solves", "practice", "statistics"])
    )
    reach = serializers.CharField()
    has_details = serializers.BooleanField()
    offline = serializers.BooleanField()
    nominal_minutes = serializers.IntegerField()
    page_size = serializers.IntegerField(help_text="Records that a call brings at most.")
    page_limit = serializers.IntegerField(help_text="Pages after which a list counts as endless.")
    min_interval = serializers.FloatField(help_text="Seconds between two calls.")
    paced_by = serializers.ChoiceField(choices=["host", "credential"])
    file_formats = serializers.ListField(child=serializers.CharField())
    available = serializers.SerializerMethodField(
        help_text="Whether it can be asked, or is switched off here."
    )
    notice = serializers.SerializerMethodField(help_text="What is wrong with it at the moment, for people.")

    def get_oauth(self, platform: type[Platform]) -> dict[str, Any] | None:
        if platform.oauth is None:
            return None
        context = {**self.context, "platform": platform.slug}
        return dict(PlatformOAuthSerializer(platform.oauth, context=context).data)

    get_oauth.__annotations__["return"] = PlatformOAuthSerializer(allow_null=True)

    def get_available(self, platform: type[Platform]) -> bool:
        return platform.slug not in self.context["off"]

    def get_notice(self, platform: type[Platform]) -> str:
        found: str = self.context["wrong"].get(platform.slug, "")
        return found


class CountsSerializer(serializers.Serializer[ImportJob]):
    """How the records read so far came out; the outcomes add up to `read`."""

    read = serializers.IntegerField(source="read_count")
    new = serializers.IntegerField(source="new_count")
    updated = serializers.IntegerField(source="updated_count")
    unchanged = serializers.IntegerField(source="unchanged_count")
    duplicate = serializers.IntegerField(source="duplicate_count")
    ignored = serializers.IntegerField(source="ignored_count")
    invalid = serializers.IntegerField(source="invalid_count")


class JobErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    retry_at = serializers.DateTimeField(allow_null=True)


class EventSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class KeptSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    reason = serializers.ChoiceField(choices=["edited", "own_attempts", "later_import"])


class UndoSerializer(serializers.Serializer[Any]):
    """What an undo took back, counted in rows, and what it left, by name and reason."""

    state = serializers.ChoiceField(choices=["running", "done"])
    removed = serializers.IntegerField()
    restored = serializers.IntegerField()
    kept = KeptSerializer(many=True)


@example("An import", answer=examples.JOB)
class JobSerializer(serializers.ModelSerializer[ImportJob]):
    platform = serializers.CharField(allow_blank=True, read_only=True)
    profile = serializers.IntegerField(source="profile_id", allow_null=True, read_only=True)
    sync = serializers.BooleanField(
        source="is_sync", read_only=True, help_text="Whether it keeps a profile in sync."
    )
    counts = CountsSerializer(source="*", read_only=True)
    open_issues = serializers.IntegerField(read_only=True)
    error = serializers.SerializerMethodField()
    events = EventSerializer(many=True, read_only=True)
    undo = UndoSerializer(allow_null=True, read_only=True)

    class Meta:
        model = ImportJob
        fields = [
            "id",
            "kind",
            "platform",
            "username",
            "profile",
            "sync",
            "record_type",
            "filename",
            "state",
            "preview",
            "cancel_requested",
            "total",
            "counts",
            "open_issues",
            "error",
            "not_before",
            "attempts",
            "events",
            "undo",
            "created_at",
            "started_at",
            "finished_at",
        ]
        read_only_fields = fields

    def get_error(self, job: ImportJob) -> dict[str, Any] | None:
        if not job.error_code:
            return None
        return {"code": job.error_code, "detail": job.error_detail, "retry_at": job.not_before}

    get_error.__annotations__["return"] = JobErrorSerializer(allow_null=True)


class JobErrorAnswerSerializer(ErrorSerializer):
    """An error with the job that tells what was done before it, where a job was made."""

    job = JobSerializer(required=False)


class JobQuerySerializer(QuerySerializer):
    state = serializers.ChoiceField(choices=JobState.choices, required=False, help_text="Where it stands.")
    kind = serializers.ChoiceField(choices=JobKind.choices, required=False, help_text="Where it came from.")
    platform = serializers.CharField(max_length=30, required=False, help_text="The slug of its platform.")
    profile = IdField(required=False, help_text="The profile whose account it read.")
    sync = FlagField(required=False, help_text="Whether it keeps a profile in sync.")


class RowQuerySerializer(QuerySerializer):
    state = serializers.ChoiceField(choices=RowState.choices, required=False, help_text="Where it stands.")
    outcome = serializers.ChoiceField(
        choices=RowOutcome.choices, required=False, help_text="How it came out."
    )


class IssueQuerySerializer(QuerySerializer):
    state = serializers.ChoiceField(choices=IssueState.choices, required=False, help_text="Where it stands.")
    code = serializers.CharField(max_length=60, required=False, help_text="What is wrong.")
    job = serializers.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, help_text="The import that it belongs to."
    )


class KeptMineSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    mine = serializers.JSONField(allow_null=True)
    theirs = serializers.JSONField(allow_null=True)


@example("A row that waits", answer=examples.ROW)
class RowSerializer(serializers.ModelSerializer[StagedRow]):
    job = serializers.IntegerField(source="job_id", read_only=True)
    number = serializers.IntegerField(source="row_number", read_only=True)
    raw = serializers.JSONField(allow_null=True, read_only=True)
    values = serializers.DictField(child=serializers.JSONField(allow_null=True), read_only=True)
    effects = serializers.DictField(child=serializers.JSONField(allow_null=True), read_only=True)
    kept_mine = KeptMineSerializer(many=True, read_only=True)

    class Meta:
        model = StagedRow
        fields = ["id", "job", "number", "raw", "values", "outcome", "state", "effects", "kept_mine"]
        read_only_fields = fields


@example("What was missing", request=examples.ROW_REQUEST)
class RowChangeSerializer(KnownFields, serializers.Serializer[Any]):
    """Either new values, which complete those the row has, or `"state": "discarded"` to leave the row out."""

    values = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False)
    state = serializers.ChoiceField(choices=[RowState.DISCARDED], required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError("Give either values or a state.", code="invalid")
        return attrs


@example("A record without an id", answer=examples.ISSUE)
class IssueSerializer(serializers.ModelSerializer[Issue]):
    job = serializers.IntegerField(source="job_id", read_only=True)
    platform = serializers.CharField(source="job.platform", read_only=True)
    record_type = serializers.CharField(source="job.record_type", read_only=True)
    row_fields = serializers.SerializerMethodField(help_text="The values that its row can have, by name.")
    row = RowSerializer(read_only=True)

    class Meta:
        model = Issue
        fields = [
            "id",
            "job",
            "platform",
            "record_type",
            "row_fields",
            "row",
            "code",
            "field",
            "detail",
            "state",
            "resolution",
            "created_at",
            "resolved_at",
        ]
        read_only_fields = fields

    def get_row_fields(self, issue: Issue) -> list[str]:
        return list(type_of(issue.job).fields)


@example("What was missing", request=examples.ISSUE_REQUEST)
class IssueChangeSerializer(KnownFields, serializers.Serializer[Any]):
    """Settle an issue: with `values` the row is mended, without it is left out."""

    state = serializers.ChoiceField(choices=[IssueState.RESOLVED])
    values = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False)
