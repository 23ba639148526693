"""The journal as JSON. What a person may not set is read-only here; what a value must be is said here."""

from collections.abc import Iterable
from datetime import UTC
from datetime import date as Date
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.validators import URLValidator
from django.utils import timezone
from rest_framework import serializers

from backend.common.fields import KnownFields, StrictBooleanField, StrictCharField, StrictIntegerField
from backend.common.schema import example
from backend.core import examples
from backend.core.fields import DayField, IdField, MomentField, OptionalText, TextSet
from backend.core.models import Activity, Difficulty, Outcome, QuestionLog

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD = timedelta(hours=24)
MINUTES_OF_A_DAY = 1440


class TagRefSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)


@example("A tag", answer=examples.TAG, request=examples.TAG_REQUEST)
class TagSerializer(KnownFields, serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    name = StrictCharField(max_length=60)
    description = StrictCharField(max_length=500, allow_blank=True, default="")
    questions_count = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


@example("Into another", request={"into": 4})
class TagMergeSerializer(KnownFields, serializers.Serializer[Any]):
    into = IdField(help_text="The id of the tag that stays.")


class QuestionPage(serializers.ListSerializer[Any]):
    """A page of questions, each as QuestionSerializer has it.

    DRF's walk over the fields of every row would take a third of a list's time. The renderer writes times as
    DateTimeField does.
    """

    def to_representation(self, data: Iterable[Any]) -> list[dict[str, Any]]:  # type: ignore[override]
        return [
            {
                "id": question.pk,
                "title": question.title,
                "source": question.source,
                "url": question.url,
                "content": question.content,
                "slug": question.slug,
                "difficulty": question.difficulty,
                "is_active": question.is_active,
                "tags": [{"id": tag.pk, "name": tag.name} for tag in question.tags_by_name],
                "attempts_count": question.attempts_count,
                "solved_count": question.solved_count,
                "last_attempted_at": question.last_attempted_at,
                "platform": question.platform or None,
                "external_id": question.external_id or None,
                "created_at": question.created_at,
                "updated_at": question.updated_at,
            }
            for question in data
        ]


@example("A question", answer=examples.QUESTION, request=examples.QUESTION_REQUEST)
class QuestionSerializer(KnownFields, serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True)
    title = StrictCharField(max_length=300)
    source = StrictCharField(max_length=100, allow_blank=True, default="")  # type: ignore[assignment]
    url = StrictCharField(
        max_length=500, allow_blank=True, default="", validators=[URLValidator(schemes=["http", "https"])]
    )
    content = StrictCharField(max_length=50_000, allow_blank=True, default="", trim_whitespace=False)
    slug = serializers.CharField(read_only=True)
    difficulty = serializers.ChoiceField(choices=Difficulty.choices, allow_null=True, default=None)
    is_active = StrictBooleanField(default=True)
    tags = TagRefSerializer(source="tags_by_name", many=True, read_only=True)
    tag_ids = serializers.ListField(child=IdField(), max_length=100, default=list, write_only=True)
    attempts_count = serializers.IntegerField(read_only=True)
    solved_count = serializers.IntegerField(read_only=True)
    last_attempted_at = serializers.DateTimeField(read_only=True, allow_null=True)
    platform = OptionalText()
    external_id = OptionalText()
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    class Meta:
        list_serializer_class = QuestionPage


@example("An attempt", answer=examples.ATTEMPT, request=examples.ATTEMPT_REQUEST)
class AttemptSerializer(KnownFields, serializers.Serializer[Any]):
    """An attempt, at a question that the address names."""

    id = serializers.IntegerField(read_only=True)
    question = serializers.IntegerField(source="question_id", read_only=True)
    question_title = serializers.CharField(source="question.title", read_only=True)
    date_attempted = MomentField(
        required=False,
        help_text="A new attempt was made now, by default. A day is its start in your time zone.",
    )
    time_spent_min = StrictIntegerField(min_value=0, max_value=100_000, allow_null=True, default=None)
    time_is_estimated = serializers.BooleanField(read_only=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, default=Outcome.SOLVED)
    solution_approach = StrictCharField(
        max_length=20_000, allow_blank=True, default="", trim_whitespace=False
    )
    self_notes = StrictCharField(max_length=20_000, allow_blank=True, default="", trim_whitespace=False)
    languages = TextSet(item_length=50, max_length=100, default=list)
    platform = serializers.SerializerMethodField()
    job = serializers.IntegerField(source="created_by_job", read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def get_platform(self, log: QuestionLog) -> str | None:
        return log.question.platform if log.external_id else None

    def validate_date_attempted(self, moment: datetime) -> datetime:
        if moment < EARLIEST:
            raise serializers.ValidationError("This is before 1970.", code="min_value")
        if moment > timezone.now() + AHEAD:
            raise serializers.ValidationError("This is more than 24 hours ahead.", code="max_value")
        return moment


@example("An attempt", answer=examples.ATTEMPT, request=examples.LOG_REQUEST)
class LogSerializer(AttemptSerializer):
    """An attempt, at a question that the body names."""

    question = IdField(source="question_id")


class LogUpdateSerializer(AttemptSerializer):
    question = IdField(
        source="question_id", required=False, help_text="Moves an attempt that was not imported."
    )


@example("Practice time", answer=examples.ACTIVITY, request=examples.ACTIVITY_REQUEST)
class ActivitySerializer(KnownFields, serializers.Serializer[Any]):
    """Practice time of one calendar day that belongs to no question."""

    id = serializers.IntegerField(read_only=True)
    date = DayField(required=False, help_text="The day as you count it; new practice was today, by default.")
    service = StrictCharField(
        max_length=50,
        help_text="Where the time went, in your own words; stays as it is on what was imported.",
    )
    minutes = StrictIntegerField(
        min_value=0,
        max_value=100_000,
        help_text=f"1 to {MINUTES_OF_A_DAY}; only imports bring others. Changed by you, they are no estimate.",
    )
    is_estimated = serializers.BooleanField(read_only=True)
    title = StrictCharField(max_length=300, allow_blank=True, default="")
    platform = OptionalText()
    external_id = OptionalText()
    job = serializers.IntegerField(source="created_by_job", read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)

    def validate_date(self, day: Date) -> Date:
        if day < EARLIEST.date():
            raise serializers.ValidationError("This is before 1970.", code="min_value")
        zone = ZoneInfo(self.context["request"].user.time_zone)
        if day > (timezone.now() + AHEAD).astimezone(zone).date():
            raise serializers.ValidationError("This is later than tomorrow.", code="max_value")
        return day

    def validate_minutes(self, minutes: int) -> int:
        """What an import brought may be sent back as it is."""
        kept = isinstance(self.instance, Activity) and self.instance.minutes == minutes
        if not kept and not 1 <= minutes <= MINUTES_OF_A_DAY:
            raise serializers.ValidationError(
                f"A day's practice has from 1 to {MINUTES_OF_A_DAY} minutes.", code="out_of_range"
            )
        return minutes


@example("Label three", request=examples.BULK_REQUEST)
class BulkChangeSerializer(KnownFields, serializers.Serializer[Any]):
    """One change to many questions; what is left out stays as it is."""

    ids = serializers.ListField(child=IdField(), min_length=1, max_length=1000)
    add_tags = serializers.ListField(child=IdField(), max_length=100, required=False)
    remove_tags = serializers.ListField(child=IdField(), max_length=100, required=False)
    is_active = StrictBooleanField(required=False)
    difficulty = serializers.ChoiceField(choices=Difficulty.choices, required=False)
    delete = StrictBooleanField(required=False, help_text="Delete them; nothing else may be asked with it.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        asked = set(attrs) - {"ids"}
        if not asked or (attrs.get("delete") and len(asked) > 1):
            raise serializers.ValidationError("Say one thing to do, or several that are not a deletion.")
        return attrs


@example("Done", answer={"changed": 3})
class BulkAnswerSerializer(serializers.Serializer[Any]):
    changed = serializers.IntegerField(help_text="How many questions are now different, or gone.")


class TotalsSerializer(serializers.Serializer[Any]):
    questions = serializers.IntegerField()
    solved_questions = serializers.IntegerField()
    attempts = serializers.IntegerField()
    solved = serializers.IntegerField(help_text="Attempts that solved their question.")
    activities = serializers.IntegerField(help_text="Activities of a minute or more.")
    minutes = serializers.IntegerField(help_text="Of attempts and activities; see `estimated`.")
    attempt_minutes = serializers.IntegerField(help_text="Those of `minutes` that went into attempts.")
    activity_minutes = serializers.IntegerField(help_text="Those of `minutes` that went into activities.")
    reported_minutes = serializers.IntegerField(help_text="Of both, whatever was asked.")
    estimated_minutes = serializers.IntegerField(help_text="Of both, whatever was asked.")
    active_days = serializers.IntegerField(help_text="Days with any practice.")


class StreakSerializer(serializers.Serializer[Any]):
    """Days in a row with any practice: an attempt, however it went, or an activity of a minute or more.

    A streak that reached yesterday still stands: today is not over.
    """

    current = serializers.IntegerField()
    longest = serializers.IntegerField()
    last_active = serializers.DateField(allow_null=True)


class DaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    attempts = serializers.IntegerField()
    solved = serializers.IntegerField()
    activities = serializers.IntegerField()
    minutes = serializers.IntegerField(help_text="Of attempts and activities; see `estimated`.")
    attempt_minutes = serializers.IntegerField()
    activity_minutes = serializers.IntegerField()
    estimated_attempt_minutes = serializers.IntegerField(help_text="Whatever was asked.")
    estimated_activity_minutes = serializers.IntegerField(help_text="Whatever was asked.")


class ServiceShareSerializer(serializers.Serializer[Any]):
    service = serializers.CharField()
    activities = serializers.IntegerField()
    minutes = serializers.IntegerField(help_text="See `estimated`.")
    estimated_minutes = serializers.IntegerField(help_text="Whatever was asked.")


class PlatformShareSerializer(serializers.Serializer[Any]):
    platform = serializers.CharField(allow_null=True)
    questions = serializers.IntegerField()
    solved = serializers.IntegerField()


class DifficultyShareSerializer(serializers.Serializer[Any]):
    difficulty = serializers.ChoiceField(choices=Difficulty.choices, allow_null=True)
    questions = serializers.IntegerField()
    solved = serializers.IntegerField()


class TagShareSerializer(TagRefSerializer):
    questions = serializers.IntegerField()
    solved = serializers.IntegerField()


class UntouchedSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    difficulty = serializers.ChoiceField(choices=Difficulty.choices, allow_null=True)
    last_attempted_at = serializers.DateTimeField()


@example("Some practice", answer=examples.STATISTICS)
class StatisticsSerializer(serializers.Serializer[Any]):
    """Days are in the person's time zone; idle days are left out. `untouched`: active questions, longest ago first."""

    totals = TotalsSerializer()
    streak = StreakSerializer()
    since = serializers.DateField()
    until = serializers.DateField()
    days = DaySerializer(many=True)
    by_service = ServiceShareSerializer(many=True, help_text="Activities, most minutes first; at most 20.")
    by_platform = PlatformShareSerializer(many=True)
    by_difficulty = DifficultyShareSerializer(many=True)
    by_tag = TagShareSerializer(many=True)
    untouched = UntouchedSerializer(many=True)
