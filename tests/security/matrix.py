"""The matrix: every method of every route, what it needs, and what its owner is answered.

A route that is missing here fails `test_matrix.py`. To add one: name the things of `worlds.py` that its address names,
the body of a call that works, and the status of that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from backend.test_common.people import PASSWORD
from tests.security.routes import Route
from tests.security.worlds import World

NOTHING: Mapping[str, str] = MappingProxyType({})
Body = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """`ids` says which thing each variable part of the address names. What names no thing concerns the caller alone."""

    status: int
    ids: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    body: Body | None = None
    is_open: bool = False


def opened(status: int, body: Body | None = None) -> Row:
    """Answers anyone."""
    return Row(status, body=body, is_open=True)


def body(**given: Any) -> Body:
    return lambda world: given


def named(status: int, body: Body | None = None, **ids: str) -> Row:
    """Concerns the things of one owner."""
    return Row(status, ids=ids, body=body)


QUESTION = body(title="A new question", difficulty="Easy", tag_ids=[])
ATTEMPT = body(outcome="Solved", time_spent_min=5)
LOG: Body = lambda world: {"question": world["question"], "outcome": "Solved"}  # noqa: E731
ACTIVITY = body(date="2026-03-01", service="A course", minutes=30)
IMPORT = body(username="somebody")
SETTLED = body(state="resolved")

PAGES = {
    "GET /": opened(200),
    "GET /health/": opened(200),
    "GET /health/ready/": opened(200),
    "GET /api/schema/": opened(200),
    "GET /api/docs/": opened(200),
    "GET /<page>": opened(404),
}
ACCOUNTS = {
    "POST /api/accounts/register/": opened(201, body(username="newcomer", password=PASSWORD)),
    "POST /api/accounts/login/": opened(200, body(username="alice", password=PASSWORD)),
    "POST /api/accounts/guest/": opened(201, body(time_zone="Asia/Tokyo")),
    "POST /api/accounts/upgrade/": Row(409, body=body(username="newcomer", password=PASSWORD)),  # no guest
    "GET /api/accounts/identity/": opened(200),
    "POST /api/accounts/logout/": Row(204),
    "PATCH /api/accounts/me/": Row(200, body=body(time_zone="Asia/Tokyo")),
    "POST /api/accounts/password/": Row(
        204, body=body(current_password=PASSWORD, new_password="another horse entirely")
    ),
    "GET /api/accounts/sessions/": Row(200),
    "DELETE /api/accounts/sessions/": Row(204),
    "DELETE /api/accounts/sessions/<public_id>/": named(204, public_id="session"),
}
JOURNAL = {
    "GET /api/questions/": Row(200),
    "POST /api/questions/": Row(201, body=QUESTION),
    "POST /api/questions/bulk/": Row(
        200, body=lambda world: {"ids": [world["question"]], "is_active": False}
    ),
    "GET /api/questions/<pk>/": named(200, pk="question"),
    "PUT /api/questions/<pk>/": named(200, QUESTION, pk="question"),
    "PATCH /api/questions/<pk>/": named(200, QUESTION, pk="question"),
    "DELETE /api/questions/<pk>/": named(204, pk="question"),
    "GET /api/questions/<question_id>/logs/": named(200, question_id="question"),
    "POST /api/questions/<question_id>/logs/": named(201, ATTEMPT, question_id="question"),
    "GET /api/questions/<question_id>/logs/<pk>/": named(200, question_id="question", pk="log"),
    "PUT /api/questions/<question_id>/logs/<pk>/": named(200, ATTEMPT, question_id="question", pk="log"),
    "PATCH /api/questions/<question_id>/logs/<pk>/": named(200, ATTEMPT, question_id="question", pk="log"),
    "DELETE /api/questions/<question_id>/logs/<pk>/": named(204, question_id="question", pk="log"),
    "GET /api/logs/": Row(200),
    "POST /api/logs/": Row(201, body=LOG),
    "GET /api/logs/<pk>/": named(200, pk="log"),
    "PUT /api/logs/<pk>/": named(200, LOG, pk="log"),
    "PATCH /api/logs/<pk>/": named(200, ATTEMPT, pk="log"),
    "DELETE /api/logs/<pk>/": named(204, pk="log"),
    "GET /api/activities/": Row(200),
    "POST /api/activities/": Row(201, body=ACTIVITY),
    "GET /api/activities/<pk>/": named(200, pk="activity"),
    "PUT /api/activities/<pk>/": named(200, ACTIVITY, pk="activity"),
    "PATCH /api/activities/<pk>/": named(200, ACTIVITY, pk="activity"),
    "DELETE /api/activities/<pk>/": named(204, pk="activity"),
    "GET /api/tags/": Row(200),
    "POST /api/tags/": Row(201, body=body(name="a new tag")),
    "GET /api/tags/<pk>/": named(200, pk="tag"),
    "PUT /api/tags/<pk>/": named(200, body(name="renamed", description=""), pk="tag"),
    "PATCH /api/tags/<pk>/": named(200, body(name="renamed"), pk="tag"),
    "DELETE /api/tags/<pk>/": named(204, pk="tag"),
    "POST /api/tags/<pk>/merge/": named(200, lambda world: {"into": world["other_tag"]}, pk="tag"),
    "GET /api/stats/": Row(200),
}
IMPORTS = {
    "GET /api/platforms/": Row(200),
    "POST /import/<platform>/": Row(200, body=IMPORT),
    "POST /api/import/<platform>/": Row(200, body=IMPORT),
    "GET /api/jobs/": Row(200),
    "GET /api/jobs/<pk>/": named(200, pk="finished_job"),
    "GET /api/jobs/<pk>/rows/": named(200, pk="previewed_job"),
    "POST /api/jobs/<pk>/commit/": named(200, pk="previewed_job"),
    "POST /api/jobs/<pk>/reprocess/": named(200, pk="reviewed_job"),
    "POST /api/jobs/<pk>/undo/": named(200, pk="finished_job"),
    "DELETE /api/jobs/<pk>/": named(200, pk="previewed_job"),
    "GET /api/issues/": Row(200),
    "GET /api/issues/job/<job_id>/": named(200, job_id="reviewed_job"),
    "GET /api/issues/<pk>/": named(200, pk="issue"),
    "PUT /api/issues/<pk>/": named(200, SETTLED, pk="issue"),
    "PUT /api/staging/<pk>/": named(200, body(state="discarded"), pk="waiting_row"),
}
PROFILES = {
    "GET /api/profiles/": Row(200),
    "POST /api/profiles/": Row(201, body=body(platform="sample", username="newcomer")),
    "GET /api/profiles/<pk>/": named(200, pk="profile"),
    "PATCH /api/profiles/<pk>/": named(200, body(is_paused=True), pk="profile"),
    "DELETE /api/profiles/<pk>/": named(200, pk="profile"),
    "POST /api/profiles/<pk>/refresh/": named(200, pk="profile"),
    "POST /api/profiles/<pk>/sync/": named(200, body(full=True), pk="profile"),
    "POST /api/profiles/<pk>/disconnect/": named(409, pk="profile"),  # nothing is connected
    "POST /api/profiles/connect/": Row(409, body=body(platform="github")),  # no app
    "POST /api/profiles/connect/finish/": Row(400, body=body(state="nobody's", code="none")),
    "GET /api/fetch-data/": opened(400),  # names no account
}
MATRIX: dict[Route, Row] = {
    Route(*name.split(" ", 1)): row
    for name, row in {**PAGES, **ACCOUNTS, **JOURNAL, **IMPORTS, **PROFILES}.items()
}
