"""A solve: a question and an attempt at it."""

from collections.abc import Mapping
from typing import Any, Final

from backend.core.matching import all_told_before, match_solves
from backend.core.solves import write_solves
from backend.imports.records.record_type import RecordType
from backend.platforms.base.records import Solve, solve_from_values, solve_to_values

BUILT_ID: Final = "k1-"
IDS: Final = ("question_id", "attempt_id")


def _key(solve: Solve) -> str:
    return f"{solve.question_id}\n{solve.attempt_id}"


def _without_built_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """An id that was built from title and date is built anew when one of them changes."""
    built = str(values.get("question_id", "")).startswith(BUILT_ID)
    return {name: value for name, value in values.items() if not (built and name in IDS)}


SOLVE: Final = RecordType(
    name="solve",
    fields=(
        "question_id",
        "attempt_id",
        "title",
        "solved_at",
        "url",
        "languages",
        "outcome",
        "difficulty",
        "tags",
        "minutes",
        "minutes_estimated",
    ),
    to_values=solve_to_values,
    from_values=solve_from_values,
    key=_key,
    match=match_solves,
    write=write_solves,
    all_told_before=all_told_before,
    without_built_id=_without_built_id,
)
