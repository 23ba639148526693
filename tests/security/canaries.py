"""Secrets that can be recognised wherever they turn up, whole or in part, plain or encoded."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from rest_framework.test import APIClient

from backend.accounts.models import Session

# The shortest part of a secret that counts as a leak; four characters at its end are shown on purpose.
PART = 10


def canary(name: str, before: str = "", after: str = "") -> str:
    """One secret a name: it looks like nothing else, between what makes it look like a platform's own."""
    return before + hashlib.sha256(name.encode()).hexdigest()[:32] + after


@dataclass
class Canaries:
    """Secrets by what they are; `found_in` names those that a text gives away."""

    secrets: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, secret: str) -> str:
        self.secrets[name] = secret
        return secret

    def found_in(self, text: str) -> set[str]:
        texts = (text, text.lower())
        return {
            name
            for name, secret in self.secrets.items()
            if any(form in one for form in _forms(secret) for one in texts)
        }


def _forms(secret: str) -> Iterator[str]:
    core = _core(secret)
    yield from (core[start : start + PART] for start in range(len(core) - PART + 1))
    for offset in range(3):
        packed = base64.b64encode(b" " * offset + secret.encode()).decode()
        # Without the ends, which depend on what stands around it.
        yield packed[4:-4]
        yield base64.urlsafe_b64encode(b" " * offset + secret.encode()).decode()[4:-4]
        yield base64.b64encode(b" " * offset + core.encode()).decode()[4:24]
    yield core.encode().hex()[:24]
    yield "".join(f"%{ord(one):02x}" for one in core[:PART])
    yield core[::-1][:PART]


def _core(secret: str) -> str:
    """Without the words that every secret of its kind begins or ends with."""
    for word in ("github_pat_", "gho_", "waka_", "eyJ"):
        secret = secret.removeprefix(word)
    return secret.lower()


class Listener(APIClient):
    """A client that keeps all that it was answered, heads and bodies."""

    def __init__(self, **options: Any) -> None:
        super().__init__(raise_request_exception=False, **options)
        self.heard: list[str] = []

    def request(self, **options: Any) -> Any:
        answer = super().request(**options)
        self.heard.append(f"{answer.status_code} {dict(answer.items())} {answer.content.decode()}")
        return answer


def read_database() -> str:
    """Every column of every row of every table, and what sessions hold."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = [(table, *row) for table in tables for row in _rows(cursor, table)]
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return "\n".join(map(repr, [*rows, *sessions]))


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor]
