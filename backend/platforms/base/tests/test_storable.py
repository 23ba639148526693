import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.platforms.base.storable import storable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=40,
)


def test_an_ordinary_item_is_kept_as_it_is() -> None:
    item = {"id": "a", "n": 1, "f": 0.5, "none": None, "yes": True, "list": ["x", {"y": []}]}
    assert storable(item) == item


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("a\x00b\ud800c", "abc"),
        (float("nan"), None),
        (float("inf"), None),
        (2**63 - 1, 2**63 - 1),
        (10**30, str(10**30)),
        ({"a\x00": 1}, {"a": 1}),
        (object(), None),
    ],
)
def test_what_the_database_refuses_is_replaced(value: object, stored: object) -> None:
    assert storable(value) == stored


def test_a_number_of_any_length_is_stored_as_short_text() -> None:
    assert len(str(storable(10**100_000))) <= 100


def test_an_item_nested_too_deep_is_cut() -> None:
    deep: Any = "bottom"
    for _ in range(100_000):
        deep = [deep]
    assert len(json.dumps(storable(deep))) < 100


@pytest.mark.parametrize(
    "large", ["é" * 10**6, {"a": "x" * 10**6}, ["x"] * 10**5, {str(n): n for n in range(10**5)}, [[]] * 10**5]
)
def test_a_large_item_is_cut_to_four_kibibytes(large: object) -> None:
    assert 1000 < len(json.dumps(storable(large), ensure_ascii=False).encode()) <= 4096


@given(JSON)
@settings(deadline=None, database=None)
def test_anything_becomes_json_that_jsonb_takes(value: object) -> None:
    text = json.dumps(storable(value, 200), ensure_ascii=False, allow_nan=False)
    assert len(text.encode("utf-8")) <= 200 and "\\u0000" not in text
