"""The names of questions in links: made by the server, unique among a person's questions."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.text import slugify

from backend.core.models import Question

LONGEST_BASE = 300
NAMELESS = "question"
# A longer chain of conditions would come near to SQLite's limit of 1,000 nested expressions.
STATEMENT_BASES = 250


def slug_base(title: str) -> str:
    return slugify(title, allow_unicode=True)[:LONGEST_BASE].strip("-_") or NAMELESS


def slugs_for(titles: Sequence[str], taken: Collection[str]) -> list[str]:
    """One slug a title, in their order, unlike each other and all of `taken`: name, name-2, name-3."""
    used = set(taken)
    following: dict[str, int] = {}
    return [_next_free(slug_base(title), used, following) for title in titles]


def _next_free(base: str, used: set[str], following: dict[str, int]) -> str:
    """`following` tells where each base goes on, so that a thousand equal titles take a thousand steps."""
    slug, number = base, following.get(base, 2)
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    used.add(slug)
    following[base] = number
    return slug


def taken_slugs(user_id: int, titles: Sequence[str]) -> set[str]:
    """The person's slugs that are in the way of these titles, and perhaps a few more; for `slugs_for`.

    The plain names of all titles cost one statement. A second one asks for the numbered ones, where a plain
    name is taken or two of the titles share it.
    """
    bases = list(map(slug_base, titles))
    mine = Question.objects.filter(user_id=user_id)
    taken = set(mine.filter(slug__in=set(bases)).values_list("slug", flat=True))
    clashing = sorted(base for base, times in Counter(bases).items() if times > 1 or base in taken)
    for start in range(0, len(clashing), STATEMENT_BASES):
        condition = reduce(or_, map(_numbered, clashing[start : start + STATEMENT_BASES]))
        taken.update(mine.filter(condition).values_list("slug", flat=True))
    return taken


def _numbered(base: str) -> Q:
    """From "base-0" to before "base-:", the character after 9: all that go on with a digit."""
    return Q(_BytesFrom(F("slug"), Value(f"{base}-0"))) & Q(_BytesBefore(F("slug"), Value(f"{base}-:")))


class _ByteOrder(Func):
    """Compares as bytes, as the index of slugs is sorted; a server's collation may skip hyphens."""

    template = "%(expressions)s"
    output_field = BooleanField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, arg_joiner=f" ~{self.arg_joiner.strip()}~ ")


class _BytesFrom(_ByteOrder):
    arg_joiner = " >= "


class _BytesBefore(_ByteOrder):
    arg_joiner = " < "
