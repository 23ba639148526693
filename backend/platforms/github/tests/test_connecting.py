import base64
import hashlib
import traceback
from collections.abc import Iterator

import pytest

from backend.platforms.base.declarations import parse_token
from backend.platforms.base.errors import CredentialRejected, PlatformError, UpstreamInvalidResponse
from backend.platforms.base.records import Account
from backend.platforms.github.platform import GitHub
from backend.platforms.testing import NOW, build
from backend.test_common.fault_server import Response, html
from backend.test_common.platform_servers.github import GitHubServer

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
FORM = {"client_id": "app", "client_secret": "hush", "code_verifier": VERIFIER}


@pytest.fixture
def server() -> Iterator[GitHubServer]:
    with GitHubServer(now=lambda: NOW) as server:
        server.codes["good"] = ("Bob", CHALLENGE)
        yield server


def test_a_code_becomes_a_token_of_whoever_agreed(server: GitHubServer) -> None:
    platform = build(GitHub, server.url)
    token = platform.exchange_code({**FORM, "code": "good"})
    assert token.scope == "read:user" and token.secret not in repr(token)
    owner = platform.fetch_owner(Account("", secret=token.secret))
    assert owner is not None and owner.username == "Bob"
    # Anything else would be answered by a form.
    assert server.calls[0].headers["accept"] == "application/json"


@pytest.mark.parametrize(
    "form",
    [{"code": "other"}, {"code": "good", "code_verifier": "w" * 43}, {"code": "good", "client_secret": ""}],
)
def test_a_code_that_is_not_good_is_refused_though_the_status_is_200(
    server: GitHubServer, form: dict[str, str]
) -> None:
    with pytest.raises(CredentialRejected) as caught:
        build(GitHub, server.url).exchange_code({**FORM, **form})
    assert "hush" not in "".join(traceback.format_exception(caught.value))


def test_a_code_is_good_once(server: GitHubServer) -> None:
    platform = build(GitHub, server.url)
    platform.exchange_code({**FORM, "code": "good"})
    with pytest.raises(CredentialRejected):
        platform.exchange_code({**FORM, "code": "good"})


@pytest.mark.parametrize("body", [{}, {"access_token": None}, {"access_token": "a\r\nb"}, [], "x", None])
def test_an_answer_without_a_token_makes_no_sense(body: object) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_token(body, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("response", [html(200), html(503), Response(404, {"message": "Not Found"})])
def test_a_site_in_trouble_is_one_of_the_error_tree(server: GitHubServer, response: Response) -> None:
    server.fault(0, response)
    with pytest.raises(PlatformError):
        build(GitHub, server.url).exchange_code({**FORM, "code": "good"})


def test_a_token_is_given_back(server: GitHubServer) -> None:
    platform = build(GitHub, server.url)
    token = platform.exchange_code({**FORM, "code": "good"})
    platform.revoke_token(token.secret, client_id="app", client_secret="hush")
    assert server.server.lines[-1] == "DELETE /applications/app/token HTTP/1.1"
    with pytest.raises(CredentialRejected):
        platform.fetch_owner(Account("", secret=token.secret))


def test_a_token_that_is_gone_already_is_as_good(server: GitHubServer) -> None:
    build(GitHub, server.url).revoke_token("gho_gone", client_id="app", client_secret="hush")
