import re

from playwright.sync_api import Page, expect

from backend.accounts.models import User
from backend.core.models import QuestionLog
from backend.imports.models import ImportJob, JobState, StagedRow
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Response
from tests.e2e.visitor import Visitor


def form_of(page: Page, platform: str):  # type: ignore[no-untyped-def]
    return page.get_by_role("form", name=f"Import from {platform}")


def imports(visitor: Visitor, platform: str, username: str, button: str = "Import") -> None:
    visitor.goes_to("/import")
    form = form_of(visitor.page, platform)
    visitor.writes("User name", username, inside=form)
    visitor.presses("button", button, inside=form)


def test_the_sample_is_imported_and_its_progress_watched(visitor: Visitor, alice: User) -> None:
    visitor.is_signed_in_as(alice)
    imports(visitor, "Sample", "alice")
    panel = visitor.page.get_by_role("region", name="Import from Sample")
    expect(panel).to_be_visible()
    visitor.sees(re.compile(r"^\d+ new attempts\. \d rows? needs? you\.$"))
    visitor.finds_nothing_wrong()
    visitor.presses("link", "See the attempts", inside=panel)
    visitor.is_at(re.compile(r"/activity\?job=\d+$"))
    assert QuestionLog.objects.filter(user=alice).count() > 100


def test_a_history_comes_from_codewars_while_its_progress_is_told(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 1200)
    codewars.delay = 0.4
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob")
    # Told by a second call, for the one that imports has no answer yet.
    visitor.sees(re.compile(r"^\d[\d,]* of 1,200$"))
    visitor.sees("1,200 new attempts.", seconds=20)
    visitor.finds_nothing_wrong()
    assert QuestionLog.objects.filter(user=alice).count() == 1200


def test_a_preview_changes_nothing_until_it_is_imported(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 30)
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob", "Preview")
    visitor.sees("30 attempts would be new.")
    expect(visitor.page.get_by_role("row")).to_have_count(9)
    assert not QuestionLog.objects.exists()
    visitor.finds_nothing_wrong()
    visitor.presses("button", "Import these")
    visitor.sees("30 new attempts.")
    assert QuestionLog.objects.filter(user=alice).count() == 30


def test_a_name_that_codewars_does_not_know_is_told_at_the_name(
    looker: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    looker.watch.expect(400, "/api/import/codewars/")
    looker.is_signed_in_as(alice)
    imports(looker, "Codewars", "nobody")
    field = form_of(looker.page, "Codewars").get_by_label("User name")
    expect(field).to_have_accessible_description(re.compile("No such user on Codewars"))
    expect(field).to_be_focused()
    looker.finds_nothing_wrong()


def test_a_platform_that_asks_to_wait_is_waited_for_until_a_time_of_day(
    looker: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 30)
    codewars.fault(0, Response(429, headers={"Retry-After": "600"}), times=None)
    looker.watch.expect(503, "/api/import/codewars/")
    looker.is_signed_in_as(alice)
    imports(looker, "Codewars", "bob")
    looker.sees(re.compile(r"goes on by itself at \d\d:\d\d\."))
    looker.finds_nothing_wrong()
    looker.presses("button", "Cancel")
    looker.sees("Stopped before anything came in.")


def test_an_import_is_taken_back_but_for_what_was_edited(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 30)
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob")
    visitor.sees("30 new attempts.")
    edited = QuestionLog.objects.filter(user=alice).select_related("question").first()
    assert edited is not None
    visitor.goes_to(f"/questions/{edited.question_id}")
    visitor.page.get_by_role("heading", level=1, name=edited.question.title).wait_for()
    notes_an_attempt(visitor)
    visitor.goes_to("/jobs")
    visitor.presses("link", "bob on Codewars")
    visitor.presses("button", "Undo import")
    visitor.sees(re.compile(r"^\d+ removed"))
    visitor.sees("you logged attempts of your own on it")
    visitor.finds_nothing_wrong()
    assert QuestionLog.objects.filter(user=alice).count() == 1


def notes_an_attempt(visitor: Visitor) -> None:
    visitor.presses("button", "Log an attempt")
    visitor.page.keyboard.press("Enter")
    visitor.sees("Attempt noted: Solved")


def test_an_issue_is_fixed_and_its_row_imported(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 10)
    alice.time_zone = "Europe/Berlin"
    alice.save()
    codewars.add_kata("bob", name="Without a date", completedAt="someday")
    codewars.add_kata("bob", name="Unwanted", completedAt=None)
    visitor.is_signed_in_as(alice)
    imports(visitor, "Codewars", "bob")
    visitor.sees("10 new attempts. 2 rows need you.")
    visitor.presses("link", "Look at 2 rows")
    leaves_out(visitor, "Unwanted")
    visitor.presses("button", "Edit Without a date")
    form = visitor.page.get_by_role("form", name="Values of the row")
    visitor.finds_nothing_wrong()
    visitor.writes("When", "2026-03-05T14:30:00", inside=form)
    visitor.presses("button", "Save", inside=form)
    visitor.sees("1 mended row of bob on Codewars is ready.")
    visitor.finds_nothing_wrong()
    visitor.presses("button", "Import it")
    visitor.sees(re.compile("The mended rows of bob on Codewars are in"))
    assert ImportJob.objects.get().state == JobState.COMPLETED
    log = QuestionLog.objects.get(question__title="Without a date")
    assert log.date_attempted is not None
    assert log.date_attempted.isoformat() == "2026-03-05T13:30:00+00:00"
    assert set(StagedRow.objects.filter(raw__isnull=False).values_list("state", flat=True)) == {
        "committed",
        "discarded",
    }


def leaves_out(visitor: Visitor, title: str) -> None:
    row = visitor.page.get_by_role("row", name=re.compile(title))
    visitor.presses("button", f"Leave out {title}")
    expect(row).to_have_count(0)
