"""What the journal looks like in the API's description."""

from typing import Any

MADE = {"created_at": "2026-02-28T19:30:00Z", "updated_at": "2026-02-28T19:30:00Z"}
TAG_REQUEST = {"name": "dynamic programming", "description": "Overlapping subproblems."}
TAG = {"id": 3, **TAG_REQUEST, "questions_count": 38, **MADE}
QUESTION_REQUEST = {
    "title": "Longest increasing subsequence",
    "source": "A book",
    "url": "https://example.org/longest-increasing-subsequence",
    "content": "",
    "difficulty": "Medium",
    "is_active": True,
    "tag_ids": [3],
}
QUESTION: dict[str, Any] = {
    "id": 17,
    **{name: value for name, value in QUESTION_REQUEST.items() if name != "tag_ids"},
    "slug": "longest-increasing-subsequence",
    "tags": [{"id": 3, "name": "dynamic programming"}],
    "attempts_count": 2,
    "solved_count": 1,
    "last_attempted_at": "2026-02-28T19:00:00Z",
    "platform": None,
    "external_id": None,
    **MADE,
}
ATTEMPT_REQUEST = {
    "date_attempted": "2026-02-28T19:00:00Z",
    "time_spent_min": 40,
    "outcome": "Partial",
    "solution_approach": "For each number, the longest one that ends with it.",
    "self_notes": "Saw the quadratic way only.",
    "languages": ["Python"],
}
ATTEMPT = {
    "id": 101,
    "question": 17,
    "question_title": "Longest increasing subsequence",
    **ATTEMPT_REQUEST,
    "time_is_estimated": False,
    "platform": None,
    "job": None,
    **MADE,
}
LOG_REQUEST = {"question": 17, **ATTEMPT_REQUEST}
ACTIVITY_REQUEST = {
    "date": "2026-02-28",
    "service": "A course",
    "minutes": 90,
    "title": "Dynamic programming, week 3",
}
ACTIVITY = {
    "id": 55,
    **ACTIVITY_REQUEST,
    "is_estimated": False,
    "platform": None,
    "external_id": None,
    "job": None,
    **MADE,
}
BULK_REQUEST = {"ids": [17, 18, 19], "add_tags": [3], "is_active": True}
STATISTICS = {
    "totals": {
        "questions": 382,
        "solved_questions": 310,
        "attempts": 402,
        "solved": 321,
        "activities": 40,
        "minutes": 13871,
        "attempt_minutes": 11471,
        "activity_minutes": 2400,
        "reported_minutes": 13871,
        "estimated_minutes": 3150,
        "active_days": 261,
    },
    "streak": {"current": 3, "longest": 12, "last_active": "2026-02-28"},
    "since": "2026-02-27",
    "until": "2026-02-28",
    "days": [
        {
            "date": "2026-02-28",
            "attempts": 2,
            "solved": 1,
            "activities": 1,
            "minutes": 155,
            "attempt_minutes": 65,
            "activity_minutes": 90,
            "estimated_attempt_minutes": 30,
            "estimated_activity_minutes": 0,
        }
    ],
    "by_service": [{"service": "A course", "activities": 40, "minutes": 2400, "estimated_minutes": 0}],
    "by_platform": [{"platform": "codewars", "questions": 350, "solved": 290}],
    "by_difficulty": [{"difficulty": "Medium", "questions": 167, "solved": 137}],
    "by_tag": [{"id": 3, "name": "dynamic programming", "questions": 38, "solved": 32}],
    "untouched": [
        {"id": 5, "title": "Edit distance", "difficulty": "Hard", "last_attempted_at": "2025-03-02T08:00:00Z"}
    ],
}
