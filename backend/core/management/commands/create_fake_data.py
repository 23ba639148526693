import secrets
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Min, OuterRef, Subquery
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.bulk import insert_links
from backend.core.aggregates import refresh_aggregates
from backend.core.management.fake_journal import TAGS, FakeAttempt, FakeQuestion, make_up
from backend.core.management.fake_practice import FakePractice, make_up_practice
from backend.core.models import Activity, Question, QuestionLog, Tag
from backend.core.slugs import slugs_for

BATCH = 1000


class Command(BaseCommand):
    help = "Make a believable user with a journal to try the product on. Refused in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="demo")
        parser.add_argument("--password", help="By default one is made up and printed.")
        parser.add_argument("--days", type=int, default=365, help="How far back practice goes.")
        parser.add_argument("--questions", type=int, default=400)
        parser.add_argument("--seed", type=int, help="The same seed makes the same journal.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a production installation: no fake data here.")
        for name, most in (("days", 3650), ("questions", 200_000)):
            if not 1 <= options[name] <= most:
                raise CommandError(f"--{name} must be from 1 to {most}.")
        seed = options["seed"] if options["seed"] is not None else secrets.randbits(32)
        password = options["password"] or secrets.token_urlsafe(12)
        now = timezone.now()
        made_up = make_up(now=now, days=options["days"], questions=options["questions"], seed=seed)
        practice = make_up_practice(today=now.date(), days=options["days"], seed=seed)
        with transaction.atomic():
            user = _create_user(options["username"], password)
            attempts = write_journal(user, made_up)
            write_practice(user, practice)
        self.stdout.write(
            f"Made {user.username}: {len(made_up)} questions, {attempts} attempts, "
            f"{len(practice)} activities, seed {seed}."
        )
        if not options["password"]:
            self.stdout.write(f"Password: {password}")


def write_journal(user: User, made_up: Sequence[FakeQuestion]) -> int:
    """Into the empty journal of a new user, in sets. Returns the number of attempts."""
    lock_user(user.pk)
    questions = _write_questions(user, made_up)
    logs = [
        _log(question, fake, number)
        for question, told in zip(questions, made_up, strict=True)
        for number, fake in enumerate(told.attempts)
    ]
    QuestionLog.objects.bulk_create(logs, batch_size=BATCH)
    _write_tags(user, questions, made_up)
    for ids in _batches([question.pk for question in questions]):
        refresh_aggregates(ids)
    _backdate(user)
    return len(logs)


def write_practice(user: User, practice: Sequence[FakePractice]) -> None:
    """Into the journal of a new user, as rows of an import and of the person's own."""
    Activity.objects.bulk_create([_activity(user, fake) for fake in practice], batch_size=BATCH)


def _activity(user: User, fake: FakePractice) -> Activity:
    told = {"minutes": fake.minutes, "is_estimated": fake.is_estimated, "title": fake.title}
    activity = Activity(user=user, date=fake.day, service=fake.service, **told)
    if fake.platform:
        activity.platform = fake.platform
        activity.external_id = fake.day.isoformat()
        activity.imported = {"date": fake.day.isoformat(), **told}
    return activity


def _create_user(username: str, password: str) -> User:
    if User.objects.filter(username__iexact=username).exists():
        raise CommandError(f"There is a user {username!r} already; choose another --username.")
    user = User(username=username)
    user.set_password(password)
    try:
        user.full_clean()
    except ValidationError as exc:
        raise CommandError(f"No user {username!r}: {' '.join(exc.messages)}") from None
    user.save()
    return user


def _write_questions(user: User, made_up: Sequence[FakeQuestion]) -> list[Question]:
    slugs = slugs_for([fake.title for fake in made_up], ())
    questions = [_question(user, fake, slug) for fake, slug in zip(made_up, slugs, strict=True)]
    return Question.objects.bulk_create(questions, batch_size=BATCH)


def _question(user: User, fake: FakeQuestion, slug: str) -> Question:
    platform = fake.site.platform
    url = fake.site.url.format(fake.key if platform else slug)
    return Question(
        user=user,
        title=fake.title,
        slug=slug,
        source=fake.site.source,
        url=url,
        difficulty=fake.difficulty,
        platform=platform,
        external_id=fake.key if platform else "",
        imported={"title": fake.title, "url": url, "difficulty": fake.difficulty} if platform else None,
    )


def _log(question: Question, fake: FakeAttempt, number: int) -> QuestionLog:
    """The first attempt at an imported question came with it; those after it were noted by hand."""
    log = QuestionLog(
        user_id=question.user_id,
        question=question,
        date_attempted=fake.at,
        time_spent_min=fake.minutes,
        outcome=fake.outcome,
        languages=[fake.language],
        solution_approach=fake.approach,
        self_notes=fake.notes,
    )
    if question.platform and number == 0:
        log.external_id = question.external_id
        log.time_is_estimated = True
        log.imported = {"outcome": fake.outcome, "languages": [fake.language]}
    return log


def _write_tags(user: User, questions: Sequence[Question], made_up: Sequence[FakeQuestion]) -> None:
    tags = Tag.objects.bulk_create(
        Tag(user=user, name=name, description=description) for name, description in TAGS.items()
    )
    ids = {tag.name: tag.pk for tag in tags}
    pairs = ((one.pk, ids[name]) for one, fake in zip(questions, made_up, strict=True) for name in fake.tags)
    for some in _batches(pairs):
        insert_links(Question.tags.through, some)


def _backdate(user: User) -> None:
    """A question came into the journal when it was first tried."""
    firsts = QuestionLog.objects.filter(question=OuterRef("pk")).order_by().values("question")
    first = Subquery(firsts.annotate(at=Min("date_attempted")).values("at"))
    Question.objects.filter(user=user).update(created_at=first)


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while some := list(islice(remaining, BATCH)):
        yield some
