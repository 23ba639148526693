"""An answer may hold what it was asked with: what is kept of it must not hold a person's secret."""

from __future__ import annotations

from collections.abc import Mapping

from backend.platforms.base.storable import JsonValue

HIDDEN = "[hidden]"
# What is shorter would be found where it was not meant.
SHORTEST = 8


def texts_of(secret: str, headers: Mapping[str, str]) -> list[str]:
    """What an answer could hold of a secret: itself, and how `headers` carried it."""
    carried = [value.rpartition(" ")[2] for value in headers.values()]
    return [text for text in dict.fromkeys([secret, *carried]) if len(text) >= SHORTEST]


def without(value: JsonValue, texts: list[str]) -> JsonValue:
    if isinstance(value, str):
        return hide(value, texts)
    if isinstance(value, list):
        return [without(inner, texts) for inner in value]
    if isinstance(value, dict):
        return {hide(name, texts): without(inner, texts) for name, inner in value.items()}
    return value


def hide(text: str, texts: list[str]) -> str:
    for one in texts:
        if one in text:
            text = text.replace(one, HIDDEN)
    return text
