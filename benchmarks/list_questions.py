"""GET /api/questions/ of a person with 20,000 questions among a million, against the barest view alike.

The bare view stands behind the same middleware, session and count, and runs one hand-written statement.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.table import print_table

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.test import Client

QUESTIONS = 1_000_000
MINE = 20_000
OTHER_USERS = 980
TAGS = 30
PAGE = 50
WARM_UP = 10
ROUNDS = 60

# One question in fifty is ours and lies among those of others, as years of practice would leave it.
LOAD = f"""
INSERT INTO accounts_user (username, password, is_superuser, is_staff, is_active, is_guest, time_zone, date_joined)
SELECT 'user' || i, '', false, false, true, false, 'UTC', now() FROM generate_series(1, {OTHER_USERS}) i;

INSERT INTO core_question (user_id, title, source, url, content, slug, difficulty, is_active, platform,
    external_id, attempts_count, solved_count, last_attempted_at, imported, created_at, updated_at)
SELECT owner.id, 'Kata ' || i || ' of the thousand', 'Codewars',
    'https://www.codewars.com/kata/' || md5(i::text),
    repeat('What it asks, in words. ', 8), 'kata-' || i, (ARRAY['Easy', 'Medium', 'Hard'])[1 + i % 3], true,
    'codewars', md5(i::text), 1 + i % 4, 1, now() - i * interval '20 seconds',
    jsonb_build_object('title', 'Kata ' || i, 'languages', jsonb_build_array('python')),
    now() - i * interval '20 seconds', now()
FROM generate_series(1, {QUESTIONS}) i
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM accounts_user WHERE username <> 'me') other
    ON other.place = i % {OTHER_USERS}
JOIN accounts_user me ON me.username = 'me'
CROSS JOIN LATERAL (SELECT CASE WHEN i % {QUESTIONS // MINE} = 0 THEN me.id ELSE other.id END AS id) owner;

INSERT INTO core_tag (user_id, name, description, created_at, updated_at)
SELECT id, 'tag ' || i, '', now(), now() FROM accounts_user, generate_series(1, {TAGS}) i;

INSERT INTO core_question_tags (question_id, tag_id)
SELECT q.id, t.id FROM core_question q
JOIN (SELECT id, user_id, row_number() OVER (PARTITION BY user_id ORDER BY id) - 1 AS place FROM core_tag) t
    ON t.user_id = q.user_id AND t.place IN (q.id % {TAGS}, (q.id + 7) % {TAGS}, (q.id + 13) % {TAGS})
WHERE q.user_id = (SELECT id FROM accounts_user WHERE username = 'me') OR q.id % 3 = 0;
"""
COUNT = "SELECT count(*) FROM core_question WHERE user_id = %s"
ROWS = """
SELECT json_agg(page) FROM (
    SELECT id, title, source, url, content, slug, difficulty, is_active, attempts_count, solved_count,
        last_attempted_at, nullif(platform, '') AS platform, nullif(external_id, '') AS external_id,
        created_at, updated_at,
        (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name)
                                  ORDER BY lower(t.name), t.id), '[]')
         FROM core_question_tags link JOIN core_tag t ON t.id = link.tag_id
         WHERE link.question_id = q.id) AS tags
    FROM core_question q WHERE user_id = %s ORDER BY created_at DESC, id DESC LIMIT %s OFFSET %s
) page
"""


def bare_view(request: "HttpRequest") -> "HttpResponse":
    from django.db import connection
    from django.http import HttpResponseForbidden, JsonResponse

    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    number = int(request.GET.get("page", 1))
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [request.user.pk])
        count = cursor.fetchone()[0]
        cursor.execute(ROWS, [request.user.pk, PAGE, (number - 1) * PAGE])
        rows = cursor.fetchone()[0] or []
    link = f"{request.build_absolute_uri(request.path)}?page="
    following = f"{link}{number + 1}" if number * PAGE < count else None
    before = f"{link}{number - 1}" if number > 1 else None
    return JsonResponse({"count": count, "next": following, "previous": before, "results": rows})


def run() -> list[dict[str, Any]]:
    """Rows of the table of `make bench`: name, ours_ms, baseline_ms, ratio, target, holds."""
    from benchmarks.environment import database

    with database():
        client = _sign_in(_load())
        _check_alike(client)
        first, bare, last = _medians(
            [
                lambda: client.get("/api/questions/"),
                lambda: client.get("/bare/questions/"),
                lambda: client.get(f"/api/questions/?page={MINE // PAGE}"),
            ]
        )
    return [
        _row("page 1 of 20,000 questions, against a bare SQL view", first, bare, 3),
        _row(f"page {MINE // PAGE} of them, against page 1", last, first, 2),
    ]


def _row(name: str, ours: float, baseline: float, limit: int) -> dict[str, Any]:
    ratio = round(ours / baseline, 2)
    return {
        "name": name,
        "ours_ms": round(ours, 1),
        "baseline_ms": round(baseline, 1),
        "ratio": ratio,
        "target": f"<= {limit}",
        "holds": ratio <= limit,
    }


def _medians(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds of each call, taken in turn, so that what disturbs the machine disturbs them alike."""
    times: list[list[float]] = [[] for _ in calls]
    for number in range(WARM_UP + ROUNDS):
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            if number >= WARM_UP:
                taken.append((time.perf_counter() - start) * 1000)
    return [median(taken) for taken in times]


def _load() -> Any:
    from django.db import connection

    from backend.accounts.models import User

    me = User.objects.create_user("me")
    with connection.cursor() as cursor:
        cursor.execute(LOAD)
        cursor.execute("VACUUM ANALYZE")
    return me


def _sign_in(user: Any) -> "Client":
    from django.conf import settings
    from django.test import Client
    from django.urls import path

    from backend import urls

    urls.urlpatterns.insert(0, path("bare/questions/", bare_view))
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(user)
    return client


def _check_alike(client: "Client") -> None:
    """Both must have answered the same rows, or their times say nothing."""
    for number in (1, MINE // PAGE):
        ours = client.get(f"/api/questions/?page={number}").json()
        bare = client.get(f"/bare/questions/?page={number}").json()
        assert ours["count"] == bare["count"] == MINE
        assert [_plain(row) for row in ours["results"]] == [_plain(row) for row in bare["results"]]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Without the times, which the two write with different zeros at their ends."""
    return {name: value for name, value in row.items() if not name.endswith("_at")}


def main() -> None:
    print_table(run())


if __name__ == "__main__":
    main()
