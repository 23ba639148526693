"""What accounts look like in the API's description."""

from typing import Any

ZONE = {"time_zone": "Europe/Berlin"}
USER = {"id": 1, "username": "alice", "email": "alice@example.org", **ZONE}
IDENTITY: dict[str, Any] = {"authenticated": True, "user": {**USER, "is_guest": False}}
NOBODY: dict[str, Any] = {"authenticated": False, "user": None}
CREDENTIALS = {"username": "alice", "password": "correct horse battery"}  # pragma: allowlist secret
REGISTRATION = {**CREDENTIALS, "email": "alice@example.org", **ZONE}
UPGRADE = {**CREDENTIALS, "email": "alice@example.org"}
NEW_PASSWORD = {"current_password": CREDENTIALS["password"], "new_password": "<at least 8 characters>"}
SESSION = {
    "id": "de90c0e5-1645-4ab1-ab77-2646df00be3c",
    "created_at": "2026-02-28T19:30:00Z",
    "last_used_at": "2026-02-28T20:00:00Z",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "current": True,
}
REFUSED = {
    "type": "client_error",
    "errors": [{"code": "invalid_credentials", "detail": "Invalid credentials", "attr": None}],
}
