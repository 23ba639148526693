"""What holds after every fault, as a table: a name, and a function that yields each way in which it does not.

The trail is what a trigger of the tests' own noted at every change of a job, in the transaction that made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from django.db import connection

from backend.core.models import Outcome, Question, QuestionLog
from backend.imports.models import LIVE, ImportJob, RowState, StagedRow

BEYOND: Final = 10**6
OUTCOMES: Final = ("new", "updated", "unchanged", "duplicate", "ignored", "invalid")

TRAIL_ON: Final = """
CREATE TABLE fault_trail (
    id bigserial PRIMARY KEY, job_id bigint, fence int, state text, cursor jsonb,
    read_count int, new_count int, logs int
);
CREATE FUNCTION note_fault_trail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO fault_trail (job_id, fence, state, cursor, read_count, new_count, logs)
    VALUES (NEW.id, NEW.fence, NEW.state, NEW.cursor, NEW.read_count, NEW.new_count,
            (SELECT count(*) FROM core_questionlog WHERE created_by_job = NEW.id));
    RETURN NEW;
END $$;
CREATE TRIGGER fault_trail AFTER UPDATE ON imports_importjob FOR EACH ROW EXECUTE FUNCTION note_fault_trail();
"""
TRAIL_OFF: Final = """
DROP TRIGGER fault_trail ON imports_importjob;
DROP FUNCTION note_fault_trail;
DROP TABLE fault_trail;
"""


@dataclass(frozen=True)
class Story:
    """A person, what their upstream accounts hold together, and the jobs that brought it.

    `titles` are those that the person gave, by external id; they have to stand.
    """

    user_id: int
    upstream: Sequence[Mapping[str, Any]]
    jobs: Sequence[int]
    titles: Mapping[str, str] = field(default_factory=dict)

    def questions(self) -> list[Question]:
        return list(Question.objects.filter(user=self.user_id).exclude(external_id=""))

    def logs(self) -> list[QuestionLog]:
        logs = QuestionLog.objects.filter(user=self.user_id).exclude(external_id="")
        return list(logs.select_related("question"))

    def fresh_jobs(self) -> list[ImportJob]:
        return list(ImportJob.objects.filter(pk__in=self.jobs).order_by("pk"))


Check: TypeAlias = Callable[[Story], Iterator[str]]


def violations(story: Story) -> list[str]:
    """Every invariant that does not hold, and how; empty when all is well."""
    return [f"{name}: {problem}" for name, check in INVARIANTS.items() for problem in check(story)]


def unended_jobs(story: Story) -> Iterator[str]:
    for job in story.fresh_jobs():
        if job.state in LIVE:
            yield f"job {job.pk} is {job.state}"


def doubled_rows(story: Story) -> Iterator[str]:
    questions = Counter((question.platform, question.external_id) for question in story.questions())
    logs = Counter((log.question.external_id, log.external_id) for log in story.logs())
    for what, found in (("question", questions), ("attempt", logs)):
        for key, number in found.items():
            if number > 1:
                yield f"the {what} {key} is there {number} times"


def lost_or_strange_rows(story: Story) -> Iterator[str]:
    wanted = {str(kata["id"]) for kata in story.upstream}
    for what, found in (
        ("question", {question.external_id for question in story.questions()}),
        ("attempt", {log.external_id for log in story.logs()}),
    ):
        if wanted - found:
            yield f"{len(wanted - found)} of {len(wanted)} {what}s are lost"
        if found - wanted:
            yield f"{len(found - wanted)} {what}s came from nowhere"


def wrong_values(story: Story) -> Iterator[str]:
    wanted = {str(kata["id"]): kata for kata in story.upstream}
    for log in story.logs():
        kata = wanted.get(log.external_id)
        if kata is None:
            continue
        if log.date_attempted != datetime.fromisoformat(kata["completedAt"]):
            yield f"the date of {log.external_id} is {log.date_attempted}"
        if set(log.languages) != set(kata["completedLanguages"]):
            yield f"the languages of {log.external_id} are {log.languages}"


def lost_edits(story: Story) -> Iterator[str]:
    theirs = {str(kata["id"]): kata["name"] for kata in story.upstream}
    for question in story.questions():
        title = story.titles.get(question.external_id, theirs.get(question.external_id, question.title))
        if question.title != title:
            yield f"{question.external_id} is called {question.title!r}, not {title!r}"


def wrong_aggregates(story: Story) -> Iterator[str]:
    attempts: dict[int, list[QuestionLog]] = {}
    for log in QuestionLog.objects.filter(user=story.user_id):
        attempts.setdefault(log.question_id, []).append(log)
    for question in Question.objects.filter(user=story.user_id):
        logs = attempts.get(question.pk, [])
        solved = sum(log.outcome == Outcome.SOLVED for log in logs)
        last = max((log.date_attempted for log in logs), default=None)
        told = (question.attempts_count, question.solved_count, question.last_attempted_at)
        if told != (len(logs), solved, last):
            yield f"{question.external_id or question.pk} says {told}, not {(len(logs), solved, last)}"


def wrong_counts(story: Story) -> Iterator[str]:
    for job in story.fresh_jobs():
        counts = {name: getattr(job, f"{name}_count") for name in OUTCOMES}
        if sum(counts.values()) != job.read_count:
            yield f"job {job.pk} read {job.read_count} and tells {counts}"
        rows = StagedRow.objects.filter(job=job)
        settled = rows.filter(
            state__in=(RowState.COMMITTED, RowState.UNDONE), outcome__in=("new", "updated")
        ).count()
        if not job.preview and settled != job.new_count + job.updated_count:
            yield f"job {job.pk} has the effects of {settled} rows and tells {counts}"


def wrong_cursors(story: Story) -> Iterator[str]:
    """Neither back, nor ahead of the rows, nor behind them: the trail saw both in one transaction."""
    for job_id, steps in trail(story.jobs).items():
        for before, after in zip(steps, steps[1:], strict=False):
            if after.place < before.place:
                yield f"job {job_id} went back from {before.place} to {after.place}"
            if after.fence < before.fence:
                yield f"the fence of job {job_id} went back"
        for step in steps:
            if step.logs != step.new_count:
                yield f"job {job_id} tells {step.new_count} new rows and has {step.logs}"


INVARIANTS: Final[Mapping[str, Check]] = {
    "an accepted import ends": unended_jobs,
    "nothing is there twice": doubled_rows,
    "all of the upstream is there, and nothing else": lost_or_strange_rows,
    "the values are the upstream's": wrong_values,
    "a person's edits stay": lost_edits,
    "the aggregates are those of the attempts": wrong_aggregates,
    "the counts add up to what was read": wrong_counts,
    "a cursor never goes back, nor ahead of its rows": wrong_cursors,
}


@dataclass(frozen=True)
class Step:
    """`place` is the page that is due and what was read before it; at the end of a run, beyond all pages."""

    fence: int
    place: tuple[int, int]
    new_count: int
    logs: int
    state: str


def trail(jobs: Sequence[int]) -> dict[int, list[Step]]:
    """Every change of these jobs in order; empty where nothing was noted."""
    steps: dict[int, list[Step]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job_id, fence, (cursor->>'page')::int, read_count, new_count, logs, state"
            " FROM fault_trail WHERE job_id = ANY(%s) ORDER BY id",
            [list(jobs)],
        )
        for job_id, fence, page, read, new_count, logs, state in cursor.fetchall():
            # No cursor is the beginning while nothing was read, and the end after that.
            place = page if page is not None else (BEYOND if read else 0)
            steps.setdefault(job_id, []).append(Step(fence, (place, read), new_count, logs, state))
    return steps
