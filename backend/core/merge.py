"""The three-way comparison that lets a person's edits win: what the platform said last, what it says now, and mine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone


@dataclass(slots=True)
class Merge:
    """What an import changes on one row.

    `changes` maps a field to its (old, new) values, `kept` names the fields that both sides changed and that stay
    mine, `base` is the `imported` value to keep for the next time.
    """

    base: dict[str, Any]
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    kept: list[dict[str, Any]] = field(default_factory=list)

    def scalar(self, name: str, mine: Any, theirs: Any, untold: Any = None) -> None:
        """Neither changed: nothing. Only they did: theirs. Both did: mine, and it is listed.

        `untold` is what a row holds as long as the platform has told nothing.
        """
        last = self.base.get(name, untold)
        if theirs == last:
            return
        self.base[name] = theirs
        if mine == last:
            self.changes[name] = (mine, theirs)
        elif mine != theirs:
            self.kept.append({"field": name, "mine": mine, "theirs": theirs})

    def gained(self, name: str, mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
        """Sets only gain: what they have and did not have before, unless I have it already."""
        last = self.base.get(name) or []
        added = [item for item in theirs if item not in last]
        if added:
            self.base[name] = [*last, *added]
        return [item for item in added if item not in mine]


def start(imported: Mapping[str, Any] | None) -> Merge:
    return Merge(base=dict(imported or {}))


def rows_to_save(job_id: int | None, merges: Iterable[tuple[Any, Merge | None, bool]]) -> list[Any]:
    """The rows to update, each once, of (row, its merge, whether what it was told is to be kept anew).

    Only a change that shows makes the job the row's last changer.
    """
    rows: dict[int, Any] = {}
    now = timezone.now()
    for row, merged, is_rebased in merges:
        if row is None or merged is None or row.pk is None or not (merged.changes or is_rebased):
            continue
        if merged.changes and row.created_by_job != job_id:
            row.changed_by_job = job_id
            row.updated_at = now
        rows[row.pk] = row
    return list(rows.values())
