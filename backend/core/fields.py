"""Fields of the journal's requests and answers that DRF does not bring."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework import serializers
from rest_framework.fields import empty

from backend.common.fields import StrictCharField

# Far from both ends of the calendar, where a change of time zone overflows.
YEARS = range(1900, 9000)
BIGGEST_ID = 2**63 - 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class MomentField(serializers.DateTimeField):
    """A moment, or a day (`2026-02-28`) in the user's time zone: its start or, with `end`, its last instant.

    A moment that is given without an offset is in UTC.
    """

    def __init__(self, *, end: bool = False, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)
        self.end = end

    def to_internal_value(self, value: Any) -> datetime:
        day = _read_day(value)
        moment = self._edge(day) if day else super().to_internal_value(value)
        if moment.year not in YEARS:
            raise _out_of_range()
        return moment.astimezone(UTC)

    def _edge(self, day: date) -> datetime:
        if day.year not in YEARS:
            raise _out_of_range()
        zone = ZoneInfo(self.context["request"].user.time_zone)
        if not self.end:
            return datetime.combine(day, time.min, zone)
        # The next day's start less an instant, reckoned in UTC: a day may have 23 or 25 hours.
        following = datetime.combine(day + timedelta(days=1), time.min, zone)
        return following.astimezone(UTC) - timedelta(microseconds=1)


class DayField(serializers.DateField):
    """A calendar day, `2026-02-28` and nothing else; no time zone moves it."""

    default_error_messages = {"invalid": "This is no day of the form YYYY-MM-DD."}

    def to_internal_value(self, value: Any) -> date:
        day = _read_day(value)
        if day is None:
            self.fail("invalid")
        if day.year not in YEARS:
            raise _out_of_range()
        return day


class MomentFieldSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Either form comes in, only moments go out."""

    target_class = MomentField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        moment = {"type": "string", "format": "date-time"}
        day = {"type": "string", "format": "date"}
        return moment if direction == "response" else {"anyOf": [moment, day]}


class FlagField(serializers.BooleanField):
    """A yes or no of a query string; DRF takes a missing one for a no, as a form's checkbox would be."""

    default_empty_html = empty


class IdField(serializers.IntegerField):
    """An id in a body or a query string; whether it is one of the person's own is the service's question."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=BIGGEST_ID, **options)


class OptionalText(serializers.CharField):
    """A read-only text of the tables, where nothing is "", to readers of JSON, where nothing is null."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value: Any) -> str | None:  # type: ignore[override]
        return str(value) or None


class TextSet(serializers.ListField):
    """Short texts, each once; blanks at their ends and repeats are dropped, their order is kept."""

    def __init__(self, *, item_length: int, **options: Any) -> None:
        super().__init__(child=StrictCharField(max_length=item_length), **options)

    def to_internal_value(self, data: Any) -> list[str]:
        return list(dict.fromkeys(super().to_internal_value(data)))


def _read_day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _out_of_range() -> serializers.ValidationError:
    text = f"The year is not within {YEARS[0]} to {YEARS[-1]}."
    return serializers.ValidationError(text, code="out_of_range")
