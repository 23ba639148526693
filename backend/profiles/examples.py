"""What profiles look like in the API's description."""

from typing import Any

PROFILE: dict[str, Any] = {
    "id": 4,
    "platform": "codewars",
    "username": "alice",
    "platform_user_id": "5571d9fc11526780a000011a",
    "verified_at": "2026-02-27T08:00:00Z",
    "credential": {"set": False, "last4": "", "kind": "", "set_at": None, "state": ""},
    "rating": 1203,
    "rank": "4 kyu",
    "problems_solved": 215,
    "by_difficulty": {},
    "raw_stats": {"honor": 544},
    "stats_at": "2026-02-28T19:30:00Z",
    "stale_since": None,
    "last_synced_at": "2026-02-28T19:30:04Z",
    "last_error": None,
    "is_paused": False,
    "removal": None,
    "status": {
        "state": "ok",
        "text": "In sync since 28 February 2026, 19:30 UTC.",
        "action": "none",
        "next_sync_at": "2026-03-01T19:12:00Z",
        "next_sync_reason": "once a day",
        "last_sync": {
            "at": "2026-02-28T19:30:04Z",
            "job": 12,
            "read": 215,
            "new": 3,
            "updated": 1,
            "unchanged": 209,
            "duplicate": 0,
            "ignored": 1,
            "invalid": 1,
        },
        "reach": "your whole history: every kata that you completed, once, with its languages",
        "reconciliation": {"told": 215, "here": 212, "text": "212 of 215: 2 without an id, 1 deleted by you"},
    },
    "created_at": "2026-02-27T08:00:00Z",
    "updated_at": "2026-02-28T19:30:04Z",
}
REMOVED: dict[str, Any] = {
    "questions": 210,
    "attempts": 211,
    "activities": 0,
    "kept_count": 1,
    "kept": [{"title": "Two Sum", "reason": "own_attempts"}],
}
DISCONNECTED: dict[str, Any] = {
    **PROFILE,
    "platform": "github",
    "revocation": {"done": True, "detail": "", "url": ""},
}
LOOKUPS: dict[str, Any] = {
    "codewars": {
        "username": "alice",
        "rating": 1203,
        "rank": "4 kyu",
        "problems_solved": 215,
        "by_difficulty": {},
        "fetched_at": "2026-02-28T19:30:00Z",
        "error": None,
    },
    "codeforces": {
        "username": "nobody",
        "rating": None,
        "rank": "",
        "problems_solved": None,
        "by_difficulty": None,
        "fetched_at": None,
        "error": {"code": "profile_not_found", "detail": "no such user on Codeforces"},
    },
}
