"""What a page of solves would do to the journal: compared by natural key, nothing written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, Literal

from backend.core import merge
from backend.core.models import DeletedImport, Imported, Outcome, Question, QuestionLog
from backend.platforms.base.records import Solve

Result = Literal["new", "updated", "unchanged", "ignored"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from. `nominal_minutes` stands in, marked as an estimate, where a solve has no time."""

    user_id: int
    platform: str
    source: str
    nominal_minutes: int
    profile_id: int | None = None
    job_id: int | None = None


@dataclass(slots=True)
class Matched:
    """What one solve does to the journal; after `write_solves` its ids and effects are real."""

    solve: Solve
    result: Result
    question: Question | None = None
    log: QuestionLog | None = None
    creates_question: bool = False
    question_merge: merge.Merge | None = None
    log_merge: merge.Merge | None = None
    old_bases: dict[str, Any] = field(default_factory=dict)
    tag_names: list[str] = field(default_factory=list)
    effects: dict[str, Any] = field(default_factory=dict)

    @property
    def kept_mine(self) -> list[dict[str, Any]]:
        merges = (self.question_merge, self.log_merge)
        return [kept for one in merges if one is not None for kept in one.kept]


@dataclass(slots=True)
class _Journal:
    """The rows of the journal that a page touches, by natural key; new ones join as the page is walked."""

    questions: dict[str, Question]
    logs: dict[Key, QuestionLog]
    deleted: set[Key]
    tags_of: dict[int, list[str]]


def match_solves(origin: Origin, solves: Sequence[Solve]) -> list[Matched]:
    """Say for each solve what it would do, in order, without writing anything."""
    digests = [_digest(origin, solve) for solve in solves]
    told = _told_before(origin, solves, digests)
    journal = _load(origin, [solve for solve, same in zip(solves, told, strict=True) if not same])
    return [
        Matched(solve, "unchanged") if same else _match(origin, journal, solve, digest)
        for solve, digest, same in zip(solves, digests, told, strict=True)
    ]


def all_told_before(origin: Origin, solves: Sequence[Solve]) -> bool:
    """Whether each of these was merged before just as it is now, so that there is nothing to write."""
    return all(_told_before(origin, solves, [_digest(origin, solve) for solve in solves]))


def owns(origin: Origin, row: Imported) -> bool:
    """A log or an activity belongs to the account that first brought it."""
    return None in (row.profile_id, origin.profile_id) or row.profile_id == origin.profile_id


def _told_before(origin: Origin, solves: Sequence[Solve], digests: Sequence[str]) -> list[bool]:
    known = _known_digests(origin, solves)
    return [
        known.get((solve.question_id, solve.attempt_id)) == digest
        for solve, digest in zip(solves, digests, strict=True)
    ]


def _digest(origin: Origin, solve: Solve) -> str:
    """Equal for solves that tell the same; what only stands in for silence, as nominal minutes do, is left out."""
    told = (
        origin.profile_id,
        solve.title,
        solve.url,
        solve.solved_at.timestamp(),
        solve.outcome,
        solve.languages,
    )
    more = (solve.difficulty, solve.tags, solve.minutes, solve.minutes_estimated)
    return blake2b(repr((told, more)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _known_digests(origin: Origin, solves: Sequence[Solve]) -> dict[Key, str]:
    """What was merged last, by key. Upstream has not changed where it says the same again, so nothing is to do."""
    logs = QuestionLog.objects.filter(
        question__user_id=origin.user_id,
        question__platform=origin.platform,
        question__external_id__any_of={solve.question_id for solve in solves},
    ).exclude(imported_digest="")
    # Said outright, since PostgreSQL does not derive it from a long list, and the index of natural keys asks for it.
    logs = logs.exclude(question__external_id="")
    rows = logs.values_list("question__external_id", "external_id", "imported_digest")
    return {(question_id, log_id): digest for question_id, log_id, digest in rows}


def _load(origin: Origin, solves: Sequence[Solve]) -> _Journal:
    if not solves:
        return _Journal({}, {}, set(), {})
    ids = {solve.question_id for solve in solves}
    questions = {
        question.external_id: question
        for question in Question.objects.filter(
            user_id=origin.user_id, platform=origin.platform, external_id__any_of=ids
        ).exclude(external_id="")
    }
    logs = QuestionLog.objects.filter(
        question__in=[question.pk for question in questions.values()],
        external_id__any_of={solve.attempt_id for solve in solves},
    )
    names = {question.pk: question.external_id for question in questions.values()}
    deleted = DeletedImport.objects.filter(
        user_id=origin.user_id, platform=origin.platform, external_id__any_of=ids
    ).values_list("external_id", "log_external_id")
    return _Journal(
        questions=questions,
        logs={(names[log.question_id], log.external_id): log for log in logs} if questions else {},
        deleted=set(deleted),
        tags_of=_tags_of(questions.values(), solves),
    )


def _tags_of(questions: Iterable[Question], solves: Sequence[Solve]) -> dict[int, list[str]]:
    """The names of the tags on these questions, where any solve speaks of tags at all."""
    found: dict[int, list[str]] = {}
    if any(solve.tags for solve in solves):
        links = Question.tags.through.objects.filter(question__in=[question.pk for question in questions])
        for question_id, name in links.values_list("question_id", "tag__name"):
            found.setdefault(question_id, []).append(name.casefold())
    return found


def _match(origin: Origin, journal: _Journal, solve: Solve, digest: str) -> Matched:
    key = (solve.question_id, solve.attempt_id)
    if (solve.question_id, "") in journal.deleted or key in journal.deleted:
        return Matched(solve, "ignored")
    question = journal.questions.get(solve.question_id)
    log = journal.logs.get(key)
    one = Matched(solve, "unchanged", question, log)
    if question is None:
        one.question = journal.questions[solve.question_id] = _new_question(origin, solve)
        one.creates_question = True
        one.tag_names = list(solve.tags or ())
    else:
        _merge_question(journal, one, question)
    if log is None:
        one.log = journal.logs[key] = _new_log(origin, solve, one.question)
        _count_attempt(one.question, one.log)
        one.result = "new"
    else:
        _merge_log(origin, one, log)
        if _changes(one):
            one.result = "updated"
    _keep_digest(origin, one, digest)
    return one


def _keep_digest(origin: Origin, one: Matched, digest: str) -> None:
    log = one.log
    if log is not None and log.imported_digest != digest and owns(origin, log):
        log.imported_digest = digest
        one.old_bases.setdefault("log", log.imported)


def _changes(one: Matched) -> bool:
    merges = (one.question_merge, one.log_merge)
    return bool(one.tag_names) or any(merged is not None and merged.changes for merged in merges)


def _count_attempt(question: Question | None, log: QuestionLog) -> None:
    """The aggregates of a question that is about to be inserted; those of older ones are counted by a statement."""
    if question is None or question.pk is not None:
        return
    question.attempts_count += 1
    question.solved_count += log.outcome == Outcome.SOLVED
    if question.last_attempted_at is None or log.date_attempted > question.last_attempted_at:
        question.last_attempted_at = log.date_attempted


def _new_question(origin: Origin, solve: Solve) -> Question:
    imported: dict[str, Any] = {"title": solve.title}
    for name, value in (
        ("url", solve.url),
        ("difficulty", solve.difficulty),
        ("tags", list(solve.tags or ())),
    ):
        if value:
            imported[name] = value
    return Question(
        user_id=origin.user_id,
        title=solve.title,
        source=origin.source,
        url=solve.url,
        difficulty=solve.difficulty,
        platform=origin.platform,
        external_id=solve.question_id,
        imported=imported,
        profile_id=origin.profile_id,
        created_by_job=origin.job_id,
    )


def _new_log(origin: Origin, solve: Solve, question: Question | None) -> QuestionLog:
    minutes, estimated = _minutes(origin, solve)
    return QuestionLog(
        user_id=origin.user_id,
        question=question,
        date_attempted=solve.solved_at,
        time_spent_min=minutes,
        time_is_estimated=estimated,
        outcome=solve.outcome,
        languages=list(solve.languages),
        external_id=solve.attempt_id,
        imported={
            "date_attempted": solve.solved_at.isoformat(),
            "outcome": solve.outcome,
            "time_spent_min": minutes,
            "languages": list(solve.languages),
        },
        profile_id=origin.profile_id,
        created_by_job=origin.job_id,
    )


def _minutes(origin: Origin, solve: Solve) -> tuple[int | None, bool]:
    if solve.minutes is not None:
        return solve.minutes, solve.minutes_estimated
    return origin.nominal_minutes, True


def _merge_question(journal: _Journal, one: Matched, question: Question) -> None:
    merged = one.question_merge = merge.start(question.imported)
    solve = one.solve
    # A platform that forgets a name (a retired problem) has the id stand in; that is no new name.
    if solve.title != solve.question_id:
        merged.scalar("title", question.title, solve.title)
    if solve.url:
        merged.scalar("url", question.url, solve.url, untold="")
    if solve.difficulty is not None:
        merged.scalar("difficulty", question.difficulty, solve.difficulty)
    if solve.tags:
        mine = journal.tags_of.get(question.pk, [])
        one.tag_names = [
            name for name in merged.gained("tags", [], solve.tags) if name.casefold() not in mine
        ]
    _take(one, "question", question, merged)


def _merge_log(origin: Origin, one: Matched, log: QuestionLog) -> None:
    merged = one.log_merge = merge.start(log.imported)
    solve = one.solve
    # Another account on the same platform only adds languages.
    if owns(origin, log):
        merged.scalar("date_attempted", log.date_attempted.isoformat(), solve.solved_at.isoformat())
        merged.scalar("outcome", log.outcome, solve.outcome)
        if solve.minutes is not None:
            merged.scalar("time_spent_min", log.time_spent_min, solve.minutes)
        if "time_spent_min" in merged.changes and log.time_is_estimated != solve.minutes_estimated:
            merged.changes["time_is_estimated"] = (log.time_is_estimated, solve.minutes_estimated)
    added = merged.gained("languages", log.languages, solve.languages)
    if added:
        merged.changes["languages"] = (log.languages, [*log.languages, *added])
    _take(one, "log", log, merged)


def _take(one: Matched, name: str, row: Question | QuestionLog, merged: merge.Merge) -> None:
    """Carry the merge onto the row in memory; the writer saves what differs."""
    if merged.base != row.imported:
        one.old_bases[name] = row.imported
        row.imported = merged.base
    for field_name, (_, new) in merged.changes.items():
        value = datetime.fromisoformat(new) if field_name == "date_attempted" else new
        setattr(row, field_name, value)
