"""What a platform needs from a person, declared as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from backend.platforms.base.errors import CredentialRejected, UpstreamInvalidResponse
from backend.platforms.base.storable import JsonValue

CredentialKind: TypeAlias = Literal["token", "cookie", "api_key"]
# A secret travels in a header, so it is visible ASCII, whatever a platform allows.
_SENDABLE = re.compile(r"[!-~]([ -~]*[!-~])?")


@dataclass(frozen=True)
class Credential:
    """A secret of the user's own. `help` is one line, `url` the page where one gets it, `reach` what it adds
    (nothing to say where it is required), `example` an invented one in the right form.

    `pattern` is an allow-list for the whole secret.
    """

    kind: CredentialKind
    required: bool
    label: str
    help: str
    url: str
    pattern: re.Pattern[str]
    reach: str = ""
    example: str = ""

    def accepts(self, secret: str) -> bool:
        return bool(len(secret) <= 4096 and _SENDABLE.fullmatch(secret) and self.pattern.fullmatch(secret))

    def label_beside(self, name: str) -> str:
        """The label for a sentence that has the platform's `name` already."""
        return self.label.removeprefix(f"{name} ")


@dataclass(frozen=True)
class OAuth:
    """Where a person is sent to, where the code becomes a token, and where the token is given back.

    `manage_url` is the page on which a person takes the permission back by hand. It and `revoke_url` may have a place
    `{client_id}`.
    """

    authorize_url: str
    token_url: str
    revoke_url: str
    scope: str
    help: str
    manage_url: str = ""


@dataclass(frozen=True)
class Token:
    """What a code has become; `scope` is what was granted, which may be less than was asked for."""

    secret: str = field(repr=False)
    scope: str = ""


def parse_token(body: JsonValue, now: datetime) -> Token:
    """The answer of a token address; a refusal comes as `error`, with status 200 too.

    Raises CredentialRejected, or UpstreamInvalidResponse for anything else. https://www.rfc-editor.org/rfc/rfc6749
    """
    answer = body if isinstance(body, dict) else {}
    if answer.get("error"):
        raise CredentialRejected("the connection was refused: try to connect once more")
    secret, scope = answer.get("access_token"), answer.get("scope")
    if not isinstance(secret, str) or not _SENDABLE.fullmatch(secret):
        raise UpstreamInvalidResponse("there is no token in the answer")
    return Token(secret, scope if isinstance(scope, str) else "")
