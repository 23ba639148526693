"""The query parameters that the journal's lists understand."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from backend.common.errors import invalid
from backend.common.query import QuerySerializer
from backend.core import selectors
from backend.core.fields import DayField, FlagField, IdField, MomentField
from backend.core.models import Difficulty, Outcome
from backend.platforms import registry

DAY = "A day (YYYY-MM-DD)."
MOMENT = "A moment in ISO 8601, or a day in your time zone."
PLATFORMS = [*registry.slugs(), "none"]


def _ordering(columns: Mapping[str, Any], default: str) -> serializers.ChoiceField:
    names = [sign + name for name in columns for sign in ("", "-")]
    text = f"By default {default}. Rows without a value come last either way."
    return serializers.ChoiceField(choices=names, required=False, help_text=text)


class QuestionQuery(QuerySerializer):
    search = serializers.CharField(
        max_length=100, required=False, help_text="Part of the title, content, source or slug, ignoring case."
    )
    tag = IdField(required=False, help_text="The id of one of your tags.")
    difficulty = serializers.ChoiceField(
        choices=[*Difficulty.values, "none"], required=False, help_text="none: those without one."
    )
    source = serializers.CharField(  # type: ignore[assignment]
        max_length=100, required=False, help_text="The whole source, ignoring case."
    )
    platform = serializers.ChoiceField(
        choices=PLATFORMS, required=False, help_text="Where it was imported from; none: made by yourself."
    )
    is_active = FlagField(required=False, help_text="Whether it is still to be practised.")
    outcome = serializers.ChoiceField(
        choices=Outcome.choices,
        required=False,
        help_text="Has an attempt with this outcome, within attempted_since and attempted_until where given.",
    )
    attempted_since = MomentField(required=False, help_text=f"Has an attempt from then on. {MOMENT}")
    attempted_until = MomentField(required=False, end=True, help_text=f"Has an attempt up to then. {MOMENT}")
    ordering = _ordering(selectors.QUESTION_ORDERINGS, "-created_at")

    def validate_tag(self, tag: int) -> int:
        if not selectors.has_tag(self.context["request"].user.pk, tag):
            raise serializers.ValidationError("The tag does not exist.", code="does_not_exist")
        return tag

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _check_period(attrs, "attempted_since", "attempted_until")
        return super().validate(attrs)


class AttemptQuery(QuerySerializer):
    """Of the attempts at one question."""

    platform = serializers.ChoiceField(
        choices=PLATFORMS,
        required=False,
        help_text="Where the attempt was imported from; none: noted by yourself.",
    )
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False, help_text="How it went.")
    since = MomentField(required=False, help_text=f"Attempted from then on. {MOMENT}")
    until = MomentField(required=False, end=True, help_text=f"Attempted up to then. {MOMENT}")
    job = IdField(required=False, help_text="The import that brought it.")
    ordering = _ordering(selectors.LOG_ORDERINGS, "-date_attempted")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _check_period(attrs, "since", "until")
        return super().validate(attrs)


class LogQuery(AttemptQuery):
    question = IdField(required=False, help_text="The id of one of your questions.")

    def validate_question(self, question: int) -> int:
        if not selectors.has_question(self.context["request"].user.pk, question):
            raise serializers.ValidationError("The question does not exist.", code="does_not_exist")
        return question


class ActivityQuery(QuerySerializer):
    since = DayField(required=False, help_text=f"From that day on. {DAY}")
    until = DayField(required=False, help_text=f"Up to and with that day. {DAY}")
    service = serializers.CharField(
        max_length=50, required=False, help_text="The whole service, ignoring case."
    )
    platform = serializers.ChoiceField(
        choices=PLATFORMS, required=False, help_text="Where it was imported from; none: noted by yourself."
    )
    estimated = FlagField(required=False, help_text="Whether the minutes are only an estimate.")
    job = IdField(required=False, help_text="The import that brought it.")
    search = serializers.CharField(
        max_length=100, required=False, help_text="Part of the title or service, ignoring case."
    )
    ordering = _ordering(selectors.ACTIVITY_ORDERINGS, "-date")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        _check_period(attrs, "since", "until")
        return super().validate(attrs)


class TagQuery(QuerySerializer):
    search = serializers.CharField(
        max_length=100, required=False, help_text="Part of the name or description, ignoring case."
    )
    ordering = _ordering(selectors.TAG_ORDERINGS, "name")


class StatisticsQuery(QuerySerializer):
    paging = ()

    days = serializers.IntegerField(
        min_value=1, max_value=3660, default=371, help_text="How many days back, today included."
    )
    estimated = FlagField(
        default=False, help_text="Whether minutes that are only an estimate count in totals and days."
    )


def _check_period(attrs: Mapping[str, Any], since: str, until: str) -> None:
    if since in attrs and until in attrs and attrs[until] < attrs[since]:
        raise invalid(until, f"This is before {since}.")
