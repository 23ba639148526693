import re

from playwright.sync_api import expect

from backend.accounts.models import Session, User
from backend.core.models import Question
from backend.test_common.builders import make_question
from backend.test_common.people import PASSWORD
from tests.e2e.visitor import Visitor


def test_somebody_registers_and_lands_on_today(visitor: Visitor) -> None:
    visitor.goes_to("/")
    visitor.finds_nothing_wrong()
    visitor.presses("link", "Create an account")
    visitor.is_at("/register")
    visitor.finds_nothing_wrong()
    visitor.writes("Username", "dora")
    visitor.writes("Password", PASSWORD)
    visitor.presses("button", "Create account")
    visitor.is_at("/today")
    expect(visitor.page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    visitor.finds_nothing_wrong()
    assert User.objects.get(username="dora").time_zone == "Europe/Berlin"


def test_a_visitor_looks_around_and_sees_a_year_of_practice(visitor: Visitor) -> None:
    visitor.goes_to("/")
    visitor.presses("button", "Look around with sample data")
    visitor.is_at("/today", seconds=20)
    expect(visitor.page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    expect(visitor.page.get_by_role("link", name=re.compile("Sample")).first).to_be_visible()
    visitor.finds_nothing_wrong()
    assert Question.objects.filter(user__username__startswith="guest").count() > 100


def test_whoever_signs_in_comes_back_to_the_page_that_was_asked_for(visitor: Visitor, alice: User) -> None:
    visitor.goes_to("/tags?ordering=-name")
    visitor.is_at(re.compile(r"/sign-in\?next="))
    visitor.finds_nothing_wrong()
    visitor.writes("Username", "alice")
    visitor.writes("Password", PASSWORD)
    visitor.presses("button", "Sign in")
    visitor.is_at("/tags?ordering=-name")


def test_whoever_signs_out_leaves_nothing_behind(visitor: Visitor, alice: User) -> None:
    visitor.is_signed_in_as(alice)
    visitor.goes_to("/today")
    visitor.presses("button", "Sign out")
    visitor.is_at("/")
    assert not Session.objects.filter(user=alice).exists()
    visitor.page.go_back()
    visitor.is_at(re.compile(r"/sign-in\?next=|/$"))
    expect(visitor.page.get_by_role("navigation", name="Main")).to_have_count(0)


def test_a_session_that_ended_is_begun_again_in_place_and_nothing_typed_is_lost(
    visitor: Visitor, alice: User
) -> None:
    question = make_question(alice, "Two Sum")
    visitor.is_signed_in_as(alice)
    visitor.goes_to(f"/questions/{question.pk}")
    visitor.presses("button", "Log an attempt")
    form = visitor.page.get_by_role("form", name="Log an attempt")
    visitor.writes("What I noticed", "A map of what is missing", inside=form)
    Session.objects.all().delete()
    for path in (f"/api/questions/{question.pk}/logs/", f"/api/questions/{question.pk}/", "/api/jobs/"):
        visitor.watch.expect(403, path)
    visitor.presses("button", "Log attempt", inside=form)
    dialog = visitor.page.get_by_role("dialog", name="Your session has ended")
    expect(dialog).to_be_visible()
    visitor.finds_nothing_wrong()
    visitor.writes("Password", PASSWORD, inside=dialog)
    visitor.presses("button", "Sign in and go on", inside=dialog)
    visitor.sees("Attempt noted: Solved")
    visitor.is_at(f"/questions/{question.pk}")
    assert question.logs.get().self_notes == "A map of what is missing"
