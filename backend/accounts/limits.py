"""How often something may be done: counted in the database, by one statement, so that parallel calls count right."""

import ipaddress
import json
from ipaddress import IPv4Address, IPv6Network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from backend.accounts import events

# The database's clock decides, read when the statement starts: within a transaction, now() would stand still.
CLOCKS = {
    "postgresql": "statement_timestamp()",
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now')",
}
ENDS = {
    "postgresql": "statement_timestamp() + make_interval(secs => %s)",
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', %s || ' seconds')",
}
REST = {
    "postgresql": "extract(epoch from expires_at - statement_timestamp())",
    "sqlite": "(julianday(expires_at) - julianday('now')) * 86400",
}


def hit(scope: str, *parts: object, limit: int, window: float) -> float | None:
    """Count one use of what `scope` and `parts` name.

    None where it is one of the first `limit` uses within `window` seconds, which begin with the first; else nothing is
    counted, and the seconds are returned until the next use is allowed.
    """
    key = _key(scope, parts)
    # The clocks are constants of this module: nothing that is given comes into the text of a statement.
    now, end = CLOCKS[connection.vendor], ENDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO accounts_ratebucket AS bucket (key, count, expires_at) VALUES (%s, 1, {end})
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN bucket.expires_at <= {now} THEN 1 ELSE bucket.count + 1 END,
                expires_at = CASE WHEN bucket.expires_at <= {now} THEN excluded.expires_at ELSE bucket.expires_at END
            WHERE bucket.expires_at <= {now} OR bucket.count < %s
            RETURNING count
            """,
            [key, window, limit],
        )
        if cursor.fetchone():
            return None
        cursor.execute(f"SELECT {REST[connection.vendor]} FROM accounts_ratebucket WHERE key = %s", [key])
        row = cursor.fetchone()
    events.warn("limit_reached", limit=scope)
    return max(0.001, float(row[0])) if row else 0.001


def give_back(scope: str, *parts: object) -> None:
    """Take back one use counted by `hit`."""
    now = CLOCKS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE accounts_ratebucket SET count = count - 1 WHERE key = %s AND count > 0 AND expires_at > {now}",
            [_key(scope, parts)],
        )


def client_address(request: HttpRequest) -> str:
    """The address that limits count by: as the outermost trusted proxy saw it, and of IPv6 the /64 that one person
    holds. What a caller writes into X-Forwarded-For counts for nothing unless NUM_PROXIES says that proxies add to it.
    """
    return _forwarded(request) or _network(request.META.get("REMOTE_ADDR", "")) or "unknown"


def _forwarded(request: HttpRequest) -> str | None:
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.NUM_PROXIES < 1:
        return None
    return _network(_without_port(hops[-min(settings.NUM_PROXIES, len(hops))].strip()))


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].split("]")[0]
    return text.split(":")[0] if text.count(":") == 1 else text


def _network(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False))


def _key(scope: str, parts: tuple[object, ...]) -> str:
    text = json.dumps([scope, *map(str, parts)])
    return salted_hmac("backend.accounts.limits", text, algorithm="sha256").hexdigest()
