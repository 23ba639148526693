"""Bulk writes: the ORM's own, and where a benchmark asks for more, PostgreSQL's COPY."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from io import StringIO
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, JSONField, Model
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

M = TypeVar("M", bound=Model)
Encoder = Callable[[Any], str]

NULL: Final = "\\N"
EMPTY: Final[dict[type[Any], str]] = {list: "[]", dict: "{}"}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@CharField.register_lookup
class AnyOf(In):
    """`name__any_of=[...]`: as `in`, with the whole list as one parameter where the database knows arrays."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[Any]:
        return list(self.rhs)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        lhs, parameters = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", [*parameters, list(self.rhs)]


ENCODERS: Final[dict[str, Encoder]] = {
    "DateTimeField": datetime.isoformat,
    "DateField": date.isoformat,
    "BooleanField": str,
    "BigAutoField": str,
    "ForeignKey": str,
    "BigIntegerField": str,
    "PositiveIntegerField": str,
    "BinaryField": lambda value: "\\\\x" + bytes(value).hex(),
}


def insert(model: type[M], rows: Sequence[M]) -> None:
    """Insert new rows and give them their keys: two statements on PostgreSQL, the ORM's way elsewhere.

    No signals, no conflicts passed over; a violated constraint raises IntegrityError as ever.
    """
    if not rows:
        return
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(rows)
        return
    columns = _columns(model)
    table, key = model._meta.db_table, model._meta.pk.column
    names = ", ".join(f'"{field.column}"' for field, _ in columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk
        cursor.copy_expert(f'COPY "{table}" ({names}) FROM STDIN', _text(columns, rows))
    for row in rows:
        row._state.adding, row._state.db = False, "default"


def append(model: type[M], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert new rows that nobody needs as objects: of each the values of these columns, all there are but the key
    and the times that the database's rows carry of themselves. One statement on PostgreSQL.
    """
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create([model(**dict(zip(names, row, strict=True))) for row in rows])
        return
    columns, stamps = _appended(model, tuple(names))
    encoders = [_encoder(field) for field in columns]
    stamp = "".join(f"\t{timezone.now().isoformat()}" for _ in stamps)
    text = "".join(
        "\t".join([NULL if it is None else encode(it) for encode, it in zip(encoders, row, strict=True)])
        + f"{stamp}\n"
        for row in rows
    )
    if not text:
        return
    listed = ", ".join(f'"{field.column}"' for field in (*columns, *stamps))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({listed}) FROM STDIN', StringIO(text))


def insert_links(through: type[Model], pairs: Iterable[tuple[Any, Any]]) -> None:
    """Insert rows of a plain many-to-many table, passing over those that are there."""
    names = [field.attname for field in through._meta.concrete_fields if not field.primary_key]
    through._default_manager.bulk_create(
        [through(**dict(zip(names, pair, strict=True))) for pair in pairs], ignore_conflicts=True
    )


def _text(columns: Sequence[tuple["Field[Any, Any]", Encoder]], rows: Iterable[Model]) -> StringIO:
    """The rows in COPY's text format."""
    now = timezone.now()
    stamps = [field.attname for field, _ in columns if _is_stamp(field)]
    getters = [(field.attname, encode) for field, encode in columns]
    lines = []
    for row in rows:
        values = row.__dict__
        for name in stamps:
            values[name] = now
        lines.append(
            "\t".join([NULL if values[name] is None else encode(values[name]) for name, encode in getters])
        )
    return StringIO("\n".join(lines) + "\n")


@cache
def _appended(
    model: type[Model], names: tuple[str, ...]
) -> tuple[tuple["Field[Any, Any]", ...], tuple["Field[Any, Any]", ...]]:
    """The fields of these names, and those that the moment fills."""
    fields = {field.attname: field for field, _ in _columns(model) if not field.primary_key}
    given = tuple(fields.pop(name) for name in names)
    if missing := [name for name, field in fields.items() if not _is_stamp(field)]:
        raise TypeError(f"{model.__name__} has columns beside these: {', '.join(missing)}")
    return given, tuple(fields.values())


def _is_stamp(field: "Field[Any, Any]") -> bool:
    return bool(getattr(field, "auto_now_add", False)) or _auto_now(field)


def _auto_now(field: "Field[Any, Any]") -> bool:
    return bool(getattr(field, "auto_now", False))


@cache
def _columns(model: type[Model]) -> tuple[tuple["Field[Any, Any]", Encoder], ...]:
    return tuple((field, _encoder(field)) for field in model._meta.concrete_fields)


def _encoder(field: "Field[Any, Any]") -> Encoder:
    if isinstance(field, JSONField):
        return _json
    return ENCODERS.get(field.get_internal_type(), _plain)


def _json(value: Any) -> str:
    # What json.dumps lets through unescaped needs no escape here either, but for its own backslashes.
    return json.dumps(value).replace("\\", "\\\\") if value else EMPTY.get(type(value)) or json.dumps(value)


def _plain(value: str) -> str:
    return value if value.isalnum() else value.translate(_ESCAPES)
