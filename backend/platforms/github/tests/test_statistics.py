import json
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import CredentialRejected, UpstreamInvalidResponse
from backend.platforms.base.records import Account, Stats
from backend.platforms.github.parse import parse_user
from backend.platforms.github.platform import GitHub
from backend.platforms.testing import NOW, Exchange, build, expecting
from backend.test_common.fault_server import Response
from backend.test_common.platform_servers.github import GitHubServer

BODY = json.loads((Path(__file__).parent / "fixtures" / "user.json").read_text())
TOKEN = "github_pat_00000000000000000000"


def test_statistics_are_public_numbers_in_the_true_spelling() -> None:
    with expecting(GitHub, Exchange("/users/lantern-keeper", Response(body=BODY))) as platform:
        assert platform.fetch_stats(Account("lantern-keeper")) == Stats(
            username="Lantern-Keeper",
            platform_user_id="4711",
            rating=None,
            rank=None,
            problems_solved=None,
            by_difficulty={},
            raw={"public_repos": 8, "public_gists": 2, "followers": 20, "following": 0},
        )


def test_names_and_addresses_are_not_kept() -> None:
    assert not [
        word for word in ("Keeper@", "example.invalid", "The Keeper") if word in str(parse_user(BODY, NOW))
    ]


@pytest.mark.parametrize("body", [None, [], {}, {"login": None}, {"login": " "}, {"error": "bad_code"}])
def test_a_user_without_a_login_makes_no_sense(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_user(body, NOW)


def test_a_token_tells_whose_it_is() -> None:
    with GitHubServer(now=lambda: NOW) as server:
        server.add_user("Bob", token=TOKEN)
        owner = build(GitHub, server.url).fetch_owner(Account("", secret=TOKEN))
    assert owner is not None and owner.username == "Bob" and owner.platform_user_id


def test_a_revoked_token_tells_nothing() -> None:
    with GitHubServer(now=lambda: NOW) as server, pytest.raises(CredentialRejected):
        server.add_user("Bob", token=TOKEN)
        server.revoked.add(TOKEN)
        build(GitHub, server.url).fetch_owner(Account("", secret=TOKEN))


def test_without_a_token_there_is_no_owner_to_ask_for() -> None:
    assert build(GitHub, "http://127.0.0.1:9").fetch_owner(Account("bob")) is None
