"""What imports look like in the API's description."""

from typing import Any

PLATFORM = {
    "slug": "codewars",
    "name": "Codewars",
    "homepage": "https://www.codewars.com",
    "username_help": "as in the address of your Codewars profile",
    "yields": ["solves", "statistics"],
    "reach": "your whole history: every kata that you completed, once, with its languages",
    "has_details": True,
    "offline": False,
    "nominal_minutes": 30,
    "available": True,
    "notice": "",
}
JOB: dict[str, Any] = {
    "id": 12,
    "kind": "platform",
    "platform": "codewars",
    "username": "alice",
    "profile": 4,
    "record_type": "solve",
    "filename": "",
    "state": "needs_review",
    "preview": False,
    "cancel_requested": False,
    "total": 2000,
    "counts": {
        "read": 2000,
        "new": 1998,
        "updated": 0,
        "unchanged": 0,
        "duplicate": 1,
        "ignored": 0,
        "invalid": 1,
    },
    "open_issues": 1,
    "error": None,
    "not_before": None,
    "attempts": 1,
    "events": [
        {"at": "2026-02-28T19:30:00Z", "kind": "created", "detail": ""},
        {"at": "2026-02-28T19:30:04Z", "kind": "needs_review", "detail": ""},
    ],
    "undo": None,
    "created_at": "2026-02-28T19:30:00Z",
    "started_at": "2026-02-28T19:30:00Z",
    "finished_at": "2026-02-28T19:30:04Z",
}
VALUES = {
    "title": "Least recently used cache",
    "solved_at": "2025-11-25T18:51:21+00:00",
    "languages": ["JavaScript"],
    "outcome": "Solved",
    "difficulty": "Medium",
    "tags": ["design"],
    "minutes": 30,
    "minutes_estimated": True,
}
ROW: dict[str, Any] = {
    "id": 405,
    "job": 12,
    "number": 367,
    "raw": {"id": None, "name": "Least recently used cache", "completedAt": "2025-11-25T18:51:21Z"},
    "values": VALUES,
    "outcome": "invalid",
    "state": "waiting",
    "effects": {},
    "kept_mine": [],
}
ROW_REQUEST = {"values": {"question_id": "514b92a657cdc65150000006"}}
ISSUE: dict[str, Any] = {
    "id": 3,
    "job": 12,
    "platform": "codewars",
    "record_type": "solve",
    "row_fields": ["question_id", "attempt_id", "title", "solved_at", "url", "languages"],
    "row": ROW,
    "code": "missing_id",
    "field": "question_id",
    "detail": "the id is missing",
    "state": "open",
    "resolution": "",
    "created_at": "2026-02-28T19:30:04Z",
    "resolved_at": None,
}
ISSUE_REQUEST = {"state": "resolved", **ROW_REQUEST}
