"""Reads CloudWatch's embedded metric format as strictly as CloudWatch does."""

import json
from dataclasses import dataclass
from typing import Any, Final

import jsonschema

# After the specification: what a line has to be for its numbers to be taken.
UNITS: Final = ["Seconds", "Microseconds", "Milliseconds", "Bytes", "Percent", "Count", "None"]
NAME: Final = {"type": "string", "minLength": 1, "maxLength": 1024}
DIRECTIVE: Final = {
    "type": "object",
    "required": ["Namespace", "Dimensions", "Metrics"],
    "additionalProperties": False,
    "properties": {
        "Namespace": {**NAME, "pattern": r"^[A-Za-z0-9._/#:-]+$"},
        "Dimensions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 30,
                "items": {"type": "string", "minLength": 1, "maxLength": 250},
            },
        },
        "Metrics": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
                "type": "object",
                "required": ["Name"],
                "additionalProperties": False,
                "properties": {"Name": NAME, "Unit": {"enum": UNITS}, "StorageResolution": {"enum": [1, 60]}},
            },
        },
    },
}
LINE: Final = {
    "type": "object",
    "required": ["_aws"],
    "properties": {
        "_aws": {
            "type": "object",
            "required": ["Timestamp", "CloudWatchMetrics"],
            "properties": {
                "Timestamp": {"type": "integer", "minimum": 1_000_000_000_000},
                "CloudWatchMetrics": {"type": "array", "minItems": 1, "items": DIRECTIVE},
            },
        }
    },
}


@dataclass(frozen=True)
class Told:
    """One value, as CloudWatch takes it from a line."""

    namespace: str
    name: str
    value: float
    unit: str
    by: dict[str, str]


def read_metrics(output: str) -> list[Told]:
    """The values in what a process printed. Raises where a line is not JSON, or is refused by the format."""
    return [told for line in output.splitlines() for told in _read(json.loads(line))]


def _read(line: dict[str, Any]) -> list[Told]:
    jsonschema.validate(line, LINE)
    return [
        Told(
            part["Namespace"], metric["Name"], _number(line, metric["Name"]), metric["Unit"], _by(line, names)
        )
        for part in line["_aws"]["CloudWatchMetrics"]
        for names in part["Dimensions"]
        for metric in part["Metrics"]
    ]


def _by(line: dict[str, Any], names: list[str]) -> dict[str, str]:
    values = {name: line[name] for name in names}
    jsonschema.validate(values, {"additionalProperties": NAME})
    return values


def _number(line: dict[str, Any], name: str) -> float:
    value = line[name]
    # True is a number to Python, and none to CloudWatch.
    assert isinstance(value, (int, float)) and not isinstance(value, bool), f"{name} is {value!r}"
    return value
