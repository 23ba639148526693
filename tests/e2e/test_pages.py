"""Every page as it is with nothing on it, and with some practice: nothing that axe minds, in light and dark."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from backend.accounts.models import User
from backend.core.models import Question
from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.test_common.builders import (
    make_activity,
    make_imported_activity,
    make_log,
    make_question,
    make_tag,
)
from backend.test_common.codewars_server import CodewarsServer
from tests.e2e.visitor import Visitor

PAGES = (
    "/today",
    "/questions",
    "/activity",
    "/activity?view=practice",
    "/tags",
    "/import",
    "/accounts",
    "/jobs",
    "/issues",
    "/settings",
)


def see_all(visitor: Visitor, pages: tuple[str, ...], schemes: tuple[str, ...] = ("light", "dark")) -> None:
    wrongs: list[str] = []
    for path in pages:
        visitor.goes_to(path)
        expect(visitor.page.get_by_role("heading").first).to_be_visible()
        visitor.page.wait_for_load_state("networkidle")
        wrongs += visitor.wrongs(schemes)
    assert wrongs == []


def test_pages_with_nothing_on_them(looker: Visitor, alice: User) -> None:
    looker.is_signed_in_as(alice)
    see_all(looker, PAGES)


# What a narrow window changes is where things are, not their colours.
@pytest.mark.parametrize(
    ("width", "schemes"), [(390, ("light",)), (1440, ("light", "dark"))], ids=["phone", "desk"]
)
def test_pages_with_some_practice_on_them(
    looker: Visitor, alice: User, codewars: CodewarsServer, width: int, schemes: tuple[str, ...]
) -> None:
    question = practise(alice, codewars)
    looker.page.set_viewport_size({"width": width, "height": 900})
    looker.is_signed_in_as(alice)
    see_all(looker, (*PAGES, f"/jobs/{ImportJob.objects.get().pk}", f"/questions/{question.pk}"), schemes)


def practise(user: User, codewars: CodewarsServer) -> Question:
    """An import with a row that needs a person, an own question with all that it can have, and practice time."""
    codewars.make_history("bob", 8)
    codewars.add_kata("bob", completedAt="someday")
    begun = start_import(user=user, platform="codewars", username="bob")
    run_import(begun.job.pk, seconds=30)
    tag = make_tag(user, "graphs", description="What has edges")
    question = make_question(
        user, "Bridges", tags=(tag,), difficulty="Hard", content="*Low links*, once more"
    )
    make_log(question, outcome="Partial", time_spent_min=25, languages=["Python"], self_notes="Off by one")
    make_activity(user, timezone.now().date(), minutes=55, title="Chapter 4")
    make_imported_activity(user, minutes=40, is_estimated=True, title="harbour")
    return question


def test_addresses_that_nobody_knows(looker: Visitor) -> None:
    looker.watch.expect(404, "/nowhere")
    see_all(looker, ("/nowhere", "/sign-in"))
