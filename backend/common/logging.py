"""Logs for machines (JSON lines) and for people (text on a terminal), with no secret in either."""

import copy
import logging
import logging.config
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from backend.common.context import current_facts, current_user_id, request_id

REDACTED = "[redacted]"
_SECRET = (
    r"(?:pass(?:word|wd|phrase)|secret|token|cookie|authori[sz]ation|csrf|session|credential"
    r"|(?:api|private)[-_ ]?key)"
)
_SECRET_NAME = re.compile(_SECRET, re.IGNORECASE)
# Such a name in running text and what follows it: `password=x`, `"token": "x y"`, `Authorization: Bearer x`.
_SECRET_IN_TEXT = re.compile(
    rf"(?P<name>{_SECRET}[\w-]{{0,40}}[\"']?\s{{0,9}}[:=]\s{{0,9}})"
    r"(?:\"[^\"]*\"|'[^']*'|(?:(?:Bearer|Basic)\s+)?[^\s\"',;&}\]]+)",
    re.IGNORECASE,
)
# What PostgreSQL adds to an error, from the first of these lines on: values of rows, and statements with values.
_ROW_DATA = re.compile(r"(?:\n|\\n)(?:DETAIL|CONTEXT|HINT|QUERY|STATEMENT|WHERE|LINE \d+):.*", re.DOTALL)
# Errors about a value show it, in quotation marks. https://www.postgresql.org/docs/current/errcodes-appendix.html
_ABOUT_A_VALUE = "22"
_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_ORIGIN = {"request_id", "user_id"}


def configure(config: Mapping[str, str]) -> None:
    """Set logging up from `{"level": name, "format": "json" | "text" | ""}`; empty is text on a terminal."""
    chosen = config.get("format") or ("text" if sys.stderr.isatty() else "json")
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "filters": {"origin": {"()": OriginFilter}, "unexpected": {"()": UnexpectedFilter}},
            "formatters": {"json": {"()": JsonLines}, "text": {"()": Text}},
            "handlers": {
                "stderr": {"class": "logging.StreamHandler", "formatter": chosen, "filters": ["origin"]}
            },
            "root": {"handlers": ["stderr"], "level": config.get("level") or "INFO"},
            "loggers": {
                "django.request": {"filters": ["unexpected"]},
                "django.server": {"level": "ERROR"},
                # At DEBUG these print statements with their values: hashes, keys, everything.
                "django.db.backends": {"level": "WARNING"},
                "botocore": {"level": "WARNING"},
            },
        }
    )


class OriginFilter(logging.Filter):
    """Puts `request_id`, `user_id` and what is told of an import on each record that does not bring its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id") and request_id.get():
            record.request_id = request_id.get()
        user_id = None if hasattr(record, "user_id") else current_user_id()
        if user_id is not None:
            record.user_id = user_id
        for name, value in current_facts().items():
            record.__dict__.setdefault(name, value)
        return True


class UnexpectedFilter(logging.Filter):
    """Of Django's lines about answers, the tracebacks: the rest is in our line about the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


class _Clean(logging.Formatter):
    """Formats a copy without secrets and row data, so that other handlers see the record as it was."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(without_secrets(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the name is logging's)
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            # What is formatted ends without the line break that the driver's errors end with.
            whole, told = str(error).rstrip("\n"), _told_of(error)
            text = text.replace(whole, told) if whole else text
        return hide(text.rstrip("\n"))


class JsonLines(_Clean, JsonFormatter):
    """One JSON object a line: level, message, logger, whatever else the record carries, timestamp (UTC)."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "message", "name"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "exception"},
            timestamp=True,
        )


class Text(_Clean):
    """A line for a person at a terminal. What follows a line break is indented: it cannot pass for a line of ours."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        extras = sorted(_extras(record).items())
        record.message = _printable(record.message)
        return " ".join(
            [super().formatMessage(record), *(f"{name}={_printable(str(it))}" for name, it in extras)]
        )

    def formatException(self, ei: Any) -> str:  # noqa: N802
        return "\n".join(f"    {line}" for line in super().formatException(ei).splitlines())


def without_secrets(record: logging.LogRecord) -> logging.LogRecord:
    """A copy whose text and extras hide what their names say is secret. Requests are left out: they hold it all."""
    clean = copy.copy(record)
    if isinstance(record.args, tuple):
        clean.args = tuple(_told_of(one) if isinstance(one, BaseException) else one for one in record.args)
    clean.msg, clean.args, clean.exc_text = hide(_cut(clean.getMessage())), None, None
    for name, value in _extras(record).items():
        if isinstance(value, HttpRequest):
            del clean.__dict__[name]
        elif name not in _ORIGIN:
            clean.__dict__[name] = redact(name, value)
    return clean


def redact(name: str, value: Any) -> Any:
    """`value` as it may be logged under `name`; mappings and lists are walked through."""
    if _SECRET_NAME.search(name):
        return REDACTED
    if isinstance(value, Mapping):
        return {str(key): redact(str(key), inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [redact("", inner) for inner in value]
    if isinstance(value, BaseException):
        return hide(f"{type(value).__name__}: {_told_of(value)}")
    return hide(_cut(value)) if isinstance(value, str) else value


def hide(text: str) -> str:
    return _SECRET_IN_TEXT.sub(rf"\g<name>{REDACTED}", text)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those that led to it, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]


def _told_of(error: BaseException) -> str:
    """An error's own text; of one of the database's, the first line without values, and its code."""
    code = _sqlstate(error)
    if not code:
        return _cut(str(error))
    first = str(error).partition("\n")[0]
    if code.startswith(_ABOUT_A_VALUE) and '"' in first:
        first = first.partition('"')[0] + REDACTED
    return f"{first} (SQLSTATE {code})"


def _sqlstate(error: BaseException) -> str:
    """Django wraps the driver's errors, word by word."""
    found = getattr(error, "pgcode", None) or getattr(error.__cause__, "pgcode", None)
    return found if isinstance(found, str) and str(error.__cause__ or error) == str(error) else ""


def _cut(text: str) -> str:
    return _ROW_DATA.sub("", text)


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _printable(text: str) -> str:
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
