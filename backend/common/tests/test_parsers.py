import json
import math
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from backend.common.parsers import MAX_DEPTH, StrictJSONParser


def parse(body: str | bytes):
    return StrictJSONParser().parse(BytesIO(body.encode() if isinstance(body, str) else body))


REFUSED = {
    "nothing": "",
    "half an object": '{"a": ',
    "two values": "{} {}",
    "NaN": '{"a": NaN}',
    "infinity": '{"a": -Infinity}',
    "a float beyond the range": '{"a": 1e999}',
    "an integer beyond 64 bits": '{"a": 9223372036854775808}',
    "an integer of 5,000 digits": '{"a": ' + "9" * 5000 + "}",
    "NUL, escaped": '{"a": "x\\u0000y"}',
    "NUL, bare": '{"a": "x\0y"}',
    "NUL in a name": '{"a\\u0000": 1}',
    "NUL inside a list": '[["\\u0000"]]',
    "half of a surrogate pair": '{"a": "\\ud83d"}',
    "a name given twice": '{"a": 1, "a": 2}',
    "a name given twice, deeper": '{"a": [{"b": 1, "b": 1}]}',
    "a byte order mark": "\ufeff{}",
    "nesting one too deep": "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    "nesting of 2,000 lists": "[" * 2000 + "]" * 2000,
    "nesting of 100,000 objects": '{"a":' * 100_000,
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
def test_refuses_with_400(body):
    with pytest.raises(ParseError):
        parse(body)


@pytest.mark.parametrize("body", [b'{"a": "\xff"}', '{"a": "ü"}'.encode("latin-1"), "{}".encode("utf-16")])
def test_refuses_bytes_that_are_not_utf_8(body):
    with pytest.raises(ParseError):
        parse(body)


def test_reads_the_deepest_nesting_that_is_allowed():
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_brackets_inside_strings_are_not_nesting():
    text = "[{" * 500 + '"\\'

    assert parse(json.dumps({"a": text})) == {"a": text}


def test_a_whole_surrogate_pair_is_one_character():
    assert parse('{"a": "\\ud83d\\ude00"}') == {"a": "😀"}


def test_reads_the_largest_and_the_smallest_integer_of_64_bits():
    assert parse("[9223372036854775807, -9223372036854775808]") == [2**63 - 1, -(2**63)]


def test_scanning_escapes_without_an_end_is_linear():
    with pytest.raises(ParseError):
        parse('{"a": ' + '"\\"' * 300_000)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(values, st.booleans())
def test_reads_back_whatever_json_can_say(value, ascii_only):
    assert parse(json.dumps(value, ensure_ascii=ascii_only)) == value


@given(st.binary(max_size=200))
def test_answers_any_bytes_with_a_value_or_a_400(body):
    try:
        value = parse(body)
    except ParseError:
        return
    assert not isinstance(value, float) or math.isfinite(value)
