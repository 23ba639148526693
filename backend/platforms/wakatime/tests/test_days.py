import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import PlatformError, UpstreamInvalidResponse
from backend.platforms.base.records import Practice, Unusable
from backend.platforms.testing import NOW, assert_sound
from backend.platforms.wakatime.parse import owned, parse_day, parse_summaries, read_export

FIXTURES = Path(__file__).parent / "fixtures"
BODY = json.loads((FIXTURES / "summaries.json").read_text())
EXPORT = json.loads((FIXTURES / "export.json").read_text())
OWNER = "5b5b5b5b-0000-4000-8000-000000000001"


def day(seconds: Any = 600, **values: Any) -> Any:
    return {"grand_total": {"total_seconds": seconds}, "range": {"date": "2026-06-27"}, **values}


def cut(name: Any, seconds: Any = 60) -> dict[str, Any]:
    return {"name": name, "total_seconds": seconds}


def read(item: Any) -> Practice:
    record = parse_day(item, NOW)
    assert isinstance(record, Practice)
    assert_sound(record)
    return record


def test_a_day_becomes_practice_time() -> None:
    assert parse_summaries(BODY, NOW).items[0] == Practice(
        activity_id="2026-06-27",
        day=date(2026, 6, 27),
        minutes=74,
        title="harbour, tides · Python, TOML",
    )


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (0.4, 1), (29, 1), (89.9, 1), (90, 2), (4429.475073, 74), (90_000.0, 1500)],
)
def test_minutes_are_whole_and_any_time_is_a_minute(seconds: float, minutes: int) -> None:
    assert read(day(seconds)).minutes == minutes


@pytest.mark.parametrize("seconds", [None, "600", True, -1, 10**12])
def test_a_day_without_a_total_is_told(seconds: Any) -> None:
    record = parse_day(day(seconds), NOW)
    assert isinstance(record, Unusable) and (record.code, record.field) == ("missing_minutes", "minutes")
    assert record.values["day"] == "2026-06-27"


def test_a_shell_without_a_date_is_told_and_is_no_zero() -> None:
    record = parse_day(day(0, range={"text": "Today", "timezone": "UTC"}), NOW)
    assert isinstance(record, Unusable) and record.code == "missing_date"


@pytest.mark.parametrize(
    ("start", "zone", "expected"),
    [
        ("2023-02-04T15:00:00Z", "Asia/Tokyo", date(2023, 2, 5)),
        ("2023-02-04T18:30:00Z", "Asia/Kolkata", date(2023, 2, 5)),
        ("2023-01-29T03:00:00Z", "America/Sao_Paulo", date(2023, 1, 29)),
    ],
)
def test_a_day_without_a_date_is_the_one_that_begins_at_its_start(
    start: str, zone: str, expected: date
) -> None:
    assert read(day(range={"start": start, "timezone": zone})).day == expected


@pytest.mark.parametrize("name", ["cumulative_total", "cummulative_total"])
def test_both_spellings_of_the_sum_are_read(name: str) -> None:
    assert parse_summaries({"data": [], name: {"seconds": 12.5}}, NOW).total == 12.5


def test_the_title_names_the_most_time_first_and_no_bucket() -> None:
    item = day(projects=[cut("b", 5), cut("a", 9)], languages=[cut("Other", 99), cut("Go", 1), cut("C", 0)])
    assert read(item).title == "a, b · Go"


@pytest.mark.parametrize(
    ("project", "title"),
    [
        ("/home/keeper/tides", "tides"),
        ("C:\\Users\\keeper\\tides\\", "tides"),
        ("~/tides", "tides"),
        ("keeper/tides", "keeper/tides"),
        ("keeper@example.invalid", "Coding"),
        ("Unknown Project", "Coding"),
        (None, "Coding"),
        ("\x00", "Coding"),
    ],
)
def test_paths_and_addresses_are_not_handed_on(project: Any, title: str) -> None:
    assert read(day(projects=[cut(project)])).title == title


def test_machines_files_and_addresses_are_nowhere() -> None:
    odd = [{**item, "grand_total": None} for item in BODY["data"] if item]
    told = repr([parse_summaries({"data": BODY["data"] + odd}, NOW), list(read_export(EXPORT, NOW))])
    assert not [
        word for word in ("laptop", "main.rs", "/home", "example.invalid", "9d9d9d9d") if word in told
    ]


def test_an_export_is_read_by_the_same_parser_without_its_idle_days() -> None:
    assert list(read_export(EXPORT, NOW)) == [
        Practice(f"{OWNER}:2019-03-10", date(2019, 3, 10), 3, "harbour · Rust")
    ]


def test_an_export_and_the_summaries_give_a_day_the_same_id() -> None:
    summary = owned(parse_day(day(range={"date": "2019-03-10"}), NOW), OWNER)
    (exported,) = read_export(EXPORT, NOW)
    assert isinstance(summary, Practice) and isinstance(exported, Practice)
    assert summary.activity_id == exported.activity_id


def test_an_old_export_takes_its_owner_from_whoever_brings_it() -> None:
    old = {"days": EXPORT["days"]}
    ids = [
        [item.activity_id for item in read_export(old, NOW, who) if isinstance(item, Practice)]
        for who in ("x", "")
    ]
    assert ids == [["x:2019-03-10"], ["2019-03-10"]]


def test_odd_days_of_an_export_are_told_beside_the_others() -> None:
    records = list(read_export({"days": [*EXPORT["days"], None, {"date": "soon"}]}, NOW))
    assert [getattr(record, "code", "") for record in records] == ["", "not_an_object", "invalid_date"]


@pytest.mark.parametrize("data", [None, [], {}, {"days": None}, {"days": [{"date": "x", "heartbeats": []}]}])
def test_what_is_no_export_of_days_is_refused(data: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        list(read_export(data, NOW))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"error": "Unauthorized"}, "credential_rejected"),
        ({"error": "Too many requests"}, "upstream_rate_limited"),
        ({"error": "Something else"}, "upstream_unavailable"),
        ({"errors": {"start": ["This field is required."]}}, "upstream_unavailable"),
        ({}, "upstream_invalid_response"),
        ([], "upstream_invalid_response"),
        ({"data": {}}, "upstream_invalid_response"),
    ],
)
def test_an_answer_without_days_is_one_of_the_error_tree(body: Any, code: str) -> None:
    with pytest.raises(PlatformError) as caught:
        parse_summaries(body, NOW)
    assert caught.value.code == code
