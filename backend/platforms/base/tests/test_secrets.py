import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import CredentialMissing, CredentialRejected, CsvOnly
from backend.platforms.base.platform import Call, Credential, CsvOnlyPlatform, Platform
from backend.platforms.base.records import Account, Cursor, Page, Stats
from backend.test_common.fault_server import FaultServer, Response

KEY = Credential(
    "api_key", True, "key", "the key", "https://locker.example", re.compile(r"[ -~\s]+"), example="k"
)
NOTE = Call("note", "/note", lambda body, now: body)


class Locker(Platform):
    slug = "locker"
    name = "Locker"
    homepage = ""
    default_base_url = "http://127.0.0.1:9"
    username_pattern = re.compile(".*")
    username_help = "any"
    reach = "all"
    min_interval = 0.0
    headers = {"Accept": "application/locker+json"}
    user_agent = "Lockpick/1"
    credential = KEY

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        self.ask(NOTE, account=account)
        return Page((), None)

    def fetch_stats(self, account: Account) -> Stats:
        self.ask(NOTE, account=account)
        return Stats(account.username, None, None, None, None, {}, {})

    def authorize(self, account: Account) -> Mapping[str, str]:
        return {"X-Key": account.secret}


def locker(server: FaultServer) -> Locker:
    return Locker(PlatformConfig(base_url=server.url, tries=1), Pacer())


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(route=lambda _: Response(body={})) as server:
        yield server


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Locker key", "key"),
        ("key", "key"),
        ("Lockers key", "Lockers key"),
        ("key of Locker", "key of Locker"),
    ],
)
def test_a_label_beside_the_platforms_name_does_not_say_it_again(label: str, told: str) -> None:
    assert replace(KEY, label=label).label_beside("Locker") == told


def test_a_secret_travels_in_the_platforms_own_headers(server: FaultServer) -> None:
    list(locker(server).pages(Account("bob", secret="sesame")))
    assert server.log[0].headers["x-key"] == "sesame"
    assert server.log[0].headers["accept"] == "application/locker+json"
    assert server.log[0].headers["user-agent"] == "Lockpick/1"


def test_a_call_in_no_ones_name_carries_no_secret(server: FaultServer) -> None:
    locker(server).ask(NOTE)
    assert "x-key" not in server.log[0].headers


def test_a_call_to_another_host_carries_no_secret(server: FaultServer) -> None:
    away = Call("away", "/away", lambda body, now: body, origin=server.url)
    platform = Locker(PlatformConfig(tries=1), Pacer())
    platform.ask(away, account=Account("bob", secret="sesame"))
    assert server.lines == ["GET /away HTTP/1.1"] and "x-key" not in server.log[0].headers


def test_without_a_secret_that_is_required_no_call_is_made(server: FaultServer) -> None:
    with pytest.raises(CredentialMissing, match="Locker needs a key"):
        list(locker(server).pages(Account("bob")))
    with pytest.raises(CredentialMissing):
        locker(server).fetch_stats(Account("bob"))
    assert server.log == []


@pytest.mark.parametrize("secret", [" qq", "qq ", "q\r\nX: 1", "q\x00", "é", "\ud800", "q\x7f", "q" * 5000])
def test_what_no_header_can_carry_is_refused_whatever_the_pattern_lets_through(
    server: FaultServer, secret: str
) -> None:
    with pytest.raises(CredentialRejected) as caught:
        list(locker(server).pages(Account("bob", secret=secret)))
    assert server.log == [] and secret not in str(caught.value)


def test_an_account_does_not_show_its_secret() -> None:
    assert "sesame" not in repr(Account("bob", secret="sesame"))


def test_a_redirect_takes_no_secret_anywhere(server: FaultServer) -> None:
    with FaultServer([Response(307, headers={"Location": f"{server.url}/x"})]) as here:
        with pytest.raises(Exception, match="redirect"):
            list(locker(here).pages(Account("bob", secret="sesame")))
    assert server.log == []


def test_a_platform_of_files_alone_cannot_be_read() -> None:
    class Attic(CsvOnlyPlatform):
        slug = "attic"
        name = "Attic"
        homepage = ""
        csv_only = "it has no stairs"

    with pytest.raises(CsvOnly, match="Attic has nothing that can be read"):
        list(Attic(PlatformConfig(), Pacer()).pages(Account("bob")))


KEY_OF_TEN = "open-sesame"


def test_what_a_platform_tells_back_of_a_secret_is_not_taken_in() -> None:
    carried = base64.b64encode(KEY_OF_TEN.encode()).decode()
    told = {"sent": f"Basic {carried}", carried: [1, None, [f"x{KEY_OF_TEN}y"]]}

    class Basic(Locker):
        def authorize(self, account: Account) -> Mapping[str, str]:
            return {"Authorization": f"Basic {carried}"}

    with FaultServer(route=lambda _: Response(body=told, headers={"ETag": KEY_OF_TEN})) as server:
        platform = Basic(PlatformConfig(base_url=server.url, tries=1), Pacer())
        reply = platform.ask_reply(NOTE, account=Account("bob", secret=KEY_OF_TEN))
        assert platform.ask(NOTE) == told
    assert reply.value == {"sent": "Basic [hidden]", "[hidden]": [1, None, ["x[hidden]y"]]}
    assert reply.headers["etag"] == "[hidden]"
