"""Every platform with solved problems from end to end, over the API, against a local server in its shape."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob, JobState
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.imports.tests.sites import (
    HTML_AS_JSON,
    MANY,
    PAGE,
    Site,
    counts,
    in_haste,
    journal,
    over,
    visiting,
)
from backend.platforms import registry
from backend.test_common.api import error
from backend.test_common.fault_server import Response, html, redirect, throttled

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(api, alice, site: Site, settings, monkeypatch):
    in_haste(monkeypatch)
    if site.pages:
        monkeypatch.setattr(*site.pages)
    with visiting(api(alice), site, settings) as one:
        one.profile = one.arrive()
        yield one


@pytest.mark.data
@over()
def test_a_history_comes_in_whole_and_a_second_import_adds_nothing(visit, site):
    visit.server.make_history("bob", site.many)
    first = visit.bring_in()
    assert (first.status_code, counts(first)) == (200, {"read": site.many, "new": site.many}), first.json()
    before = journal()
    assert counts(visit.bring_in()) == {"read": site.many, "unchanged": site.many}
    assert journal() == before and QuestionLog.objects.count() == site.many


@pytest.mark.data
@over()
def test_what_is_new_is_added_and_what_changed_is_updated(visit, site):
    visit.server.make_history("bob", site.many)
    visit.bring_in()
    visit.server.change("bob")
    for _ in range(2):
        visit.server.add("bob")
    expected = {"read": site.many + 2, "new": 2, "updated": 1, "unchanged": site.many - 1}
    assert counts(visit.bring_in()) == expected
    assert counts(visit.bring_in()) == {"read": site.many + 2, "unchanged": site.many + 2}


@pytest.mark.data
@over(where=lambda site: site.has_pages)
def test_pages_that_shift_while_they_are_read_lose_nothing_and_double_nothing(visit, site):
    visit.server.make_history("bob", MANY)
    visit.keep_moving()
    told = counts(visit.bring_in())
    assert told["new"] >= MANY and told["read"] == told["new"] + told.get("duplicate", 0)
    visit.server.heal()
    rest = counts(visit.bring_in())
    # What came to be told in between may be told more fully now (a language, at LeetCode).
    assert rest.get("unchanged", 0) + rest.get("updated", 0) == told["new"] and "duplicate" not in rest
    assert QuestionLog.objects.count() == rest["read"] == told["new"] + rest.get("new", 0) > MANY


@over("atcoder")
def test_a_page_that_ends_within_a_second_loses_nothing_and_tells_nothing_twice(visit):
    visit.server.make_history("bob", MANY)
    visit.server.same_second("bob", 8)
    assert counts(visit.bring_in()) == {"read": MANY, "new": MANY}


@over("leetcode", "leetcode-session")
def test_details_are_asked_for_where_the_list_does_not_tell_them(visit, site):
    visit.server.make_history("bob", 12)
    body = {"username": "bob", "details": True}
    assert visit.client.post("/import/leetcode/", body).json()["counts"]["new"] == 12
    told = set(Question.objects.values_list("difficulty", "tags__name"))
    assert told == {(level, tag) for level in ("Easy", "Medium", "Hard") for tag in ("Array", "Greedy")}
    asked = [call for call in visit.server.calls if "problemsetQuestionList" in str(call.json())]
    assert len(asked) == (0 if site.secret else 12)


@over(where=lambda site: site.has_pages)
def test_a_list_that_repeats_itself_for_ever_comes_to_an_end(visit):
    visit.server.make_history("bob", MANY)
    told = {}

    def stuck(request):
        query = str((request.json() or {}).get("query"))
        return told.setdefault(query, visit.server.healthy(request))

    visit.server.fault(visit.server.is_list, stuck, times=None)
    answer = visit.bring_in()
    assert answer.status_code == 200 and PAGE <= counts(answer)["new"] < MANY
    assert len(visit.server.list_calls()) <= 4


@over(where=lambda site: site.has_pages)
def test_a_list_that_never_ends_is_given_up_and_what_came_is_kept(visit, site, monkeypatch):
    monkeypatch.setattr(registry.get_class(site.slug), "page_limit", 3)
    visit.server.make_history("bob", 2 * MANY)
    answer = visit.bring_in()
    assert error(answer)[:2] == (502, "upstream_invalid_response")
    assert "endless list" in answer.json()["job"]["error"]["detail"]
    assert MANY > QuestionLog.objects.count() == answer.json()["job"]["counts"]["new"] > 2 * PAGE


@over()
def test_what_lies_ahead_is_an_issue_and_what_a_zone_explains_is_not(visit):
    now = timezone.now()
    visit.server.add("bob", at=now + timedelta(hours=20))
    visit.server.add("bob", at=now + timedelta(hours=30))
    answer = visit.bring_in()
    assert counts(answer) == {"read": 2, "new": 1, "invalid": 1}
    [issue] = visit.client.get(f"/api/issues/job/{answer.json()['id']}/").json()["results"]
    assert (issue["code"], issue["field"]) == ("future_date", "solved_at")


@over()
def test_an_empty_account_is_a_good_import(visit):
    answer = visit.bring_in()
    assert (answer.status_code, answer.json()["state"], counts(answer)) == (200, "completed", {})


@over(where=lambda site: site.by_name)
def test_an_unknown_user_is_told_at_the_name(visit):
    assert error(visit.bring_in("nobody")) == (400, "profile_not_found", "username")
    assert not QuestionLog.objects.exists()


@over(where=lambda site: site.forbidden[0] != 200)
def test_what_is_private_or_forbidden_is_answered_in_words(visit, site):
    visit.server.make_history("bob", 3)
    visit.server.forbid("bob")
    assert error(visit.bring_in())[:2] == site.forbidden


@over("hackerrank")
def test_an_account_that_hides_its_challenges_is_empty_and_not_unknown(visit):
    visit.server.make_history("bob", 3)
    visit.server.forbid("bob")
    answer = visit.bring_in()
    assert (answer.status_code, counts(answer)) == (200, {})


@over()
def test_throttling_without_a_hint_waits_as_long_as_the_platform_is_known_to_mean(visit, site):
    visit.server.fault(visit.server.is_list, site.throttled, times=None)
    answer = visit.bring_in()
    assert error(answer)[:2] == (503, "upstream_rate_limited") and answer["Retry-After"] == site.pause
    assert answer.json()["job"]["state"] == "queued" and answer.json()["job"]["not_before"]


@over()
def test_throttling_with_a_hint_waits_as_long_as_it_says(visit):
    visit.server.fault(visit.server.is_list, throttled("90"), times=None)
    answer = visit.bring_in()
    assert error(answer)[:2] == (503, "upstream_rate_limited") and answer["Retry-After"] == "90"


@over()
@pytest.mark.parametrize(
    ("response", "code"),
    [
        (HTML_AS_JSON, "upstream_invalid_response"),
        (html(503, "application/json"), "upstream_unavailable"),
        (Response(body=b""), "upstream_invalid_response"),
        (redirect("http://169.254.169.254/latest/meta-data/"), "upstream_invalid_response"),
    ],
    ids=["html", "html with 503", "nothing", "a redirect"],
)
def test_an_answer_that_is_none_is_told_as_such(visit, response, code):
    visit.server.fault(visit.server.is_list, response, times=None)
    answer = visit.bring_in()
    assert error(answer)[:2] == (502, code) and answer.json()["job"]["state"] == "failed"
    assert not QuestionLog.objects.exists()


@over()
def test_an_error_in_an_answer_of_200_is_understood(visit, site):
    response, status, code = site.odd
    visit.server.fault(lambda request: True, response, times=None)
    assert error(visit.bring_in())[:2] == (status, code)


@pytest.mark.data
@over(where=lambda site: site.has_pages)
def test_a_fault_in_mid_paging_keeps_what_came_and_the_next_import_brings_the_rest(visit):
    visit.server.make_history("bob", MANY)
    visit.break_lists(2, Response(500))
    assert error(visit.bring_in())[1] == "upstream_unavailable"
    kept = QuestionLog.objects.count()
    assert PAGE <= kept < MANY
    visit.server.heal()
    assert counts(visit.bring_in()) == {"read": MANY, "new": MANY - kept, "unchanged": kept}


@pytest.mark.data
@over(where=lambda site: site.has_pages)
def test_a_worker_goes_on_where_the_fault_was_and_reads_no_page_twice(visit, site, alice):
    visit.server.make_history("bob", MANY)
    visit.break_lists(2, html(502))
    job = start_import(user=alice, platform=site.slug, username="bob").job
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.QUEUED, "upstream_unavailable")
    kept, asked = job.read_count, len(visit.server.list_calls())
    visit.server.heal()
    ImportJob.objects.update(not_before=None)
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.read_count, job.new_count) == (JobState.COMPLETED, 2, MANY, MANY)
    assert len(visit.server.list_calls()) - asked == -(-(MANY - kept) // PAGE)


@over()
def test_a_sync_asks_for_no_more_than_it_must_and_the_numbers_agree(visit, site):
    visit.server.make_history("bob", site.many)
    profile = visit.profile or visit.add_profile().json()["id"]
    assert counts(visit.sync(profile)) == {"read": site.many, "new": site.many}
    whole = len(visit.server.list_calls())
    visit.server.add("bob")
    assert counts(visit.sync(profile))["new"] == 1
    again = len(visit.server.list_calls()) - whole
    assert again < whole if site.reads_news_alone else again in (whole, whole + 1)
    told = visit.client.get(f"/api/profiles/{profile}/").json()
    assert told["status"]["state"] == "ok" and told["last_error"] is None
    assert told["problems_solved"] in (None, site.many + 1)


@over("codeforces", "atcoder", "hackerrank", "leetcode", "codewars")
def test_a_name_in_another_spelling_is_kept_as_the_site_spells_it(visit, site):
    visit.server.make_history("bob", 3)
    visit.server.people["bob"].username = "Bob"
    body = {"platform": site.slug, "username": "BOB"}
    told = visit.client.post("/api/profiles/", body).json()
    assert told["verified_at"] and told["username"] == ("BOB" if site.slug == "atcoder" else "Bob")
    assert counts(visit.bring_in("bOB")) == {"read": 3, "new": 3}


@over("codeforces", "hackerrank")
def test_a_new_name_is_followed_before_a_sync(visit):
    visit.server.make_history("bob", 3)
    profile = visit.add_profile().json()["id"]
    visit.sync(profile)
    visit.server.rename("bob", "robert")
    visit.server.add("robert")
    assert counts(visit.sync(profile)) == {"read": 4, "new": 1, "unchanged": 3}
    assert visit.client.get(f"/api/profiles/{profile}/").json()["username"] == "robert"


@pytest.mark.data
@over(where=lambda site: site.has_pages)
def test_a_history_of_several_pages_of_true_size_comes_in_whole(api, alice, site, settings):
    many = site.true_page * 2 + 7
    with visiting(api(alice), site, settings, small=False) as visit:
        visit.arrive()
        visit.server.make_history("bob", many)
        assert counts(visit.bring_in()) == {"read": many, "new": many}
    assert QuestionLog.objects.count() == many
