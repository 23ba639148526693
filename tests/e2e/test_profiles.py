"""A person's accounts on platforms: added, read, paused and removed, on the page for them."""

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from backend.accounts.models import User
from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob
from backend.profiles.models import PlatformProfile, PlatformState
from backend.test_common.builders import make_log
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Response
from tests.e2e.accounts import adds, card, comes_to_accounts, has_account, looks_right, opens, refused
from tests.e2e.visitor import Visitor

NOW = timezone.now()
KEYED = {
    "credential": "of-tests",
    "credential_kind": "token",
    "credential_last4": "9f3c",
    "credential_set_at": NOW,
}
READ: dict[str, Any] = {
    **KEYED,
    "verified_at": NOW,
    "stats_at": NOW,
    "problems_solved": 41,
    "rating": 1203,
    "by_difficulty": {"Hard": 1, "Easy": 30, "Medium": 10},
    "last_synced_at": NOW,
    "last_counts": {"read": 41, "new": 3, "invalid": 1},
    "last_job_id": 1,
    "backfilled_at": NOW,
    "next_sync_at": NOW + timedelta(hours=20),
    "next_sync_reason": "once a day",
}
# What the sign of an account says -> the rows that it says that of.
EVERY_STATE: dict[str, dict[str, Any]] = {
    "In sync": {},
    "Paused": {"is_paused": True, "pause_reason": "user"},
    "Needs a key": {"credential_state": "rejected", "is_paused": True, "pause_reason": "needs_credential"},
    "Not found": {"last_error_code": "profile_not_found"},
    "Failing": {"last_error_code": "profile_private"},
    "Not checked yet": {"verified_at": None},
    "Not read yet": {"last_synced_at": None},
    "Waiting": {"last_error_code": "upstream_rate_limited"},
    "Being removed": {
        "removal": {"questions": 3, "attempts": 4, "activities": 0, "kept_count": 0, "kept": []}
    },
}


# --- The page as it is ------------------------------------------------------------------------------------------


def test_the_page_with_accounts_in_every_state(looker: Visitor, alice: User) -> None:
    for number, (state, given) in enumerate(EVERY_STATE.items()):
        PlatformProfile.objects.create(
            user=alice, platform="exercism", username=f"alice-{number}", **{**READ, **given}
        )
    comes_to_accounts(looker, alice)
    for number, state in enumerate(EVERY_STATE):
        expect(card(looker, f"alice-{number} on Exercism")).to_contain_text(state)
    looker.sees("3 accounts need you:")
    looker.finds_nothing_wrong()
    looker.page.set_viewport_size({"width": 390, "height": 844})
    assert looker.wrongs(["light"]) == []


def test_the_page_before_the_first_account(looker: Visitor, alice: User) -> None:
    comes_to_accounts(looker, alice)
    looker.sees("Add the first account")
    looker.sees("Needs your user name and API token.")
    looker.finds_nothing_wrong()


# --- Adding -----------------------------------------------------------------------------------------------------


def test_an_account_is_added_looked_up_and_read(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 30)
    visitor.watch.expect(400, "/api/profiles/")
    comes_to_accounts(visitor, alice)
    adds(visitor, "Codewars", "bbo")
    field = visitor.page.get_by_label("User name")
    expect(field).to_have_accessible_description(re.compile("No such user on Codewars"))
    expect(field).to_be_focused()
    looks_right(visitor)
    visitor.writes("User name", "bob")
    visitor.presses("button", "Add the account")
    visitor.sees("bob on Codewars is added. Its history is read now.")
    visitor.sees("30 new attempts.")
    bob = card(visitor, "bob on Codewars")
    expect(bob.get_by_role("heading")).to_have_text("bob")
    expect(bob).to_contain_text("In sync")
    expect(bob).to_contain_text("30 of 30")
    looks_right(visitor)
    assert PlatformProfile.objects.get().verified_at is not None
    assert QuestionLog.objects.filter(user=alice).count() == 30


def test_an_account_whose_platform_is_down_is_kept_unverified(
    looker: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.fault(0, Response(503), times=None)
    comes_to_accounts(looker, alice)
    adds(looker, "Codewars", "bob")
    looker.sees("bob on Codewars is kept, but could not be checked. That is done at the next sync.")
    bob = card(looker, "bob on Codewars")
    expect(bob).to_contain_text("Not checked yet")
    expect(bob).to_contain_text("Whether bob exists is checked at the next sync.")
    looker.finds_nothing_wrong()
    assert not ImportJob.objects.exists()


def test_a_name_is_corrected(visitor: Visitor, alice: User, codewars: CodewarsServer) -> None:
    codewars.make_history("bob", 3)
    codewars.make_history("robert", 5)
    profile = has_account(alice)
    codewars.people.pop("bob")
    refused(visitor, profile, 409, "refresh/")
    comes_to_accounts(visitor, alice)
    visitor.presses("button", "Refresh the numbers of bob on Codewars")
    visitor.sees("Codewars knows no account named bob.")
    looks_right(visitor)
    visitor.presses("button", "Correct the name: bob on Codewars")
    visitor.writes("User name", "robert")
    visitor.presses("button", "Rename")
    expect(card(visitor, "robert on Codewars")).to_contain_text("5 kyu")
    visitor.comes_to("robert", lambda: PlatformProfile.objects.get().username)


# --- Reading ----------------------------------------------------------------------------------------------------


def test_a_sync_is_watched_to_its_end_and_not_run_again_at_once(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 1200)
    profile = has_account(alice)
    codewars.delay = 0.3
    refused(visitor, profile, 429, "sync/")
    comes_to_accounts(visitor, alice)
    visitor.presses("button", "Sync bob on Codewars")
    visitor.sees(re.compile(r"^\d[\d,]* of 1,200$"))
    visitor.sees("1,200 new attempts.", seconds=20)
    looks_right(visitor)
    visitor.presses("button", "Close the sync of bob on Codewars")
    expect(card(visitor, "bob on Codewars")).to_contain_text("1,200 of 1,200")
    visitor.presses("button", "Sync bob on Codewars")
    visitor.sees(re.compile(r"It may run again at \d\d:\d\d, in 1[45] minutes\."))
    visitor.presses("link", "1,200 new")
    visitor.is_at(re.compile(r"/jobs/\d+$"))


def test_the_numbers_are_refreshed_and_not_again_at_once(
    looker: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 7)
    refused(looker, has_account(alice), 429, "refresh/")
    codewars.add_kata("bob")
    comes_to_accounts(looker, alice)
    bob = card(looker, "bob on Codewars")
    expect(bob).to_contain_text("As of 3 hours ago")
    looker.presses("button", "Refresh the numbers of bob on Codewars")
    expect(bob).to_contain_text(re.compile(r"Solved\s*8Rating"))
    expect(bob).to_contain_text("As of now")
    looker.presses("button", "Refresh the numbers of bob on Codewars")
    looker.sees(re.compile(r"These numbers are fresh\. It may run again at \d\d:\d\d, in [45] minutes\."))


def test_some_days_are_read_again(typist: Visitor, alice: User, codewars: CodewarsServer) -> None:
    codewars.make_history("bob", 40)
    has_account(alice)
    comes_to_accounts(typist, alice)
    dialog = opens(typist, "Read again…")
    typist.presses("radio", "Some days", inside=dialog)
    typist.finds_nothing_wrong()
    typist.writes("From", "2024-06-28", inside=dialog)
    typist.writes("To", "2024-06-29", inside=dialog)
    typist.presses("button", "Read again", inside=dialog)
    typist.sees("31 new attempts.")
    newest = QuestionLog.objects.order_by("-date_attempted").values_list("date_attempted__date", flat=True)[0]
    assert newest == date(2024, 6, 29)


def test_an_account_is_paused_and_goes_on(typist: Visitor, alice: User, codewars: CodewarsServer) -> None:
    codewars.make_history("bob", 3)
    has_account(alice)
    comes_to_accounts(typist, alice)
    opens(typist, "Pause")
    expect(card(typist, "bob on Codewars")).to_contain_text("You have paused this account.")
    typist.comes_to(True, lambda: PlatformProfile.objects.get().is_paused)
    typist.finds_nothing_wrong()
    typist.presses("button", "Undo")
    typist.comes_to(False, lambda: PlatformProfile.objects.get().is_paused)
    opens(typist, "Pause")
    typist.presses("button", "Resume: bob on Codewars")
    typist.comes_to(False, lambda: PlatformProfile.objects.get().is_paused)


def test_a_platform_that_is_out_of_order_or_off_says_so_once(
    looker: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 3)
    has_account(alice)
    began = timezone.now() - timedelta(hours=2)
    state = PlatformState.objects.create(slug="codewars", outage_since=began)
    comes_to_accounts(looker, alice)
    told = looker.page.get_by_text(re.compile("^Codewars has been out of order since .* 20\\d\\d, "))
    expect(told).to_have_count(1)
    PlatformState.objects.filter(pk=state.pk).update(is_off=True, reason="its terms have changed")
    looker.goes_to("/accounts")
    expect(card(looker, "bob on Codewars")).to_contain_text("Switched off")
    looker.sees("Codewars is switched off here at the moment: its terms have changed.")
    expect(looker.page.get_by_role("button", name="Sync bob on Codewars")).to_have_count(0)
    looker.finds_nothing_wrong()


# --- Removing ---------------------------------------------------------------------------------------------------


def test_an_account_goes_and_what_it_brought_stays(
    typist: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 12)
    comes_to_accounts(typist, alice)
    adds(typist, "Codewars", "bob")
    typist.sees("12 new attempts.")
    dialog = opens(typist, "Remove…")
    typist.finds_nothing_wrong()
    typist.presses("button", "Remove the account", inside=dialog)
    typist.sees("bob on Codewars is removed. What it brought stays.")
    typist.sees("Add the first account")
    assert QuestionLog.objects.filter(user=alice).count() == 12


def test_an_account_goes_with_its_history_but_for_what_is_ones_own(
    visitor: Visitor, alice: User, codewars: CodewarsServer
) -> None:
    codewars.make_history("bob", 12)
    comes_to_accounts(visitor, alice)
    adds(visitor, "Codewars", "bob")
    visitor.sees("12 new attempts.")
    own = Question.objects.filter(user=alice).first()
    assert own is not None
    make_log(own, timezone.now())
    dialog = opens(visitor, "Remove…")
    visitor.presses("radio", re.compile("^Remove what it brought too"), inside=dialog)
    visitor.presses("button", "Remove account and history", inside=dialog)
    visitor.sees("bob on Codewars is removed")
    expect(dialog).to_contain_text(f"{own.title}: you logged attempts of your own on it")
    looks_right(visitor)
    visitor.presses("button", "Done", inside=dialog)
    assert [question.title for question in Question.objects.filter(user=alice)] == [own.title]
    assert not PlatformProfile.objects.exists()
