"""The product behind nginx and behind Caddy, over real TLS, with the files of deploy/ but for names and ports."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from backend.test_common.fault_server import closed_port
from backend.test_common.people import PASSWORD
from tests.deploy.compose import House, new_env
from tests.deploy.image import Stage
from tests.deploy.proxies import Front, caddy, nginx

pytestmark = [pytest.mark.faults, pytest.mark.deep]
SIGN_IN = "/api/accounts/login/"
WRONG = {"username": "ada", "password": "wrong in any case"}
ALLOWED = 10


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def behind(
    request: pytest.FixtureRequest, image: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator:
    """The web process of the image on a file database, and the proxy before it."""
    folder = tmp_path_factory.mktemp(request.param)
    secure = closed_port()
    address = "https://practice.example" if request.param == "nginx" else f"https://127.0.0.1:{secure}"
    given = {"DATABASE_URL": f"sqlite:///{folder}/skilltracker.sqlite3", "DATA_DIR": str(folder)}
    given |= {"REDIS_URL": "", "ENV_FILE": "/dev/null"}
    house = House(image, folder, closed_port(), new_env(folder / "env", address), given)
    with ExitStack() as stack:
        stack.callback(house.close)
        assert house.run("migrate").returncode == 0
        house.start("web")
        house.wait_until_healthy()
        opened = nginx(folder, house.port) if request.param == "nginx" else caddy(folder, house.port, secure)
        yield house, stack.enter_context(opened)


@pytest.fixture
def front(behind: tuple[House, Front]) -> Front:
    return behind[1]


def test_a_page_in_the_clear_leads_to_tls(front: Front) -> None:
    answer = front.visit("GET", f"{front.plain}/today?from=here")

    assert answer.status_code in (301, 308)
    assert answer.headers["Location"].startswith("https://")
    assert answer.headers["Location"].endswith("/today?from=here")


def test_cookies_are_for_tls_and_for_this_host_alone(front: Front) -> None:
    with front.session() as session:
        signed_in = sign_up(front, session)

    cookies = [value for name, value in signed_in.raw.headers.items() if name.lower() == "set-cookie"]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-sessionid", "__Host-csrftoken"}
    assert all("; Secure" in cookie and "Domain" not in cookie for cookie in cookies)


def sign_up(front: Front, session):
    who = {"username": "grace", "password": PASSWORD}
    headers = {"Origin": f"https://{front.host}"}
    session.post(f"{front.secure}/api/accounts/register/", json=who, headers=headers).raise_for_status()
    answer = session.post(f"{front.secure}{SIGN_IN}", json=who, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


def test_what_the_product_says_about_tls_comes_through_once(front: Front) -> None:
    answer = front.visit("GET", f"{front.secure}/")

    assert answer.status_code == 200
    assert answer.raw.headers.getlist("Strict-Transport-Security") == [
        "max-age=31536000; includeSubDomains; preload"
    ]
    assert len(answer.raw.headers.getlist("Content-Security-Policy")) == 1


def test_a_body_that_is_too_large_is_refused_by_the_product_in_words(front: Front) -> None:
    answer = front.visit("POST", f"{front.secure}/api/tags/", data=b"x" * 2_000_000)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "request_too_large")


def test_a_visitor_cannot_shake_off_a_limit_by_claiming_to_come_from_elsewhere(front: Front) -> None:
    statuses = [guess(front, f"198.51.100.{number}") for number in range(ALLOWED + 1)]

    assert statuses == [400] * ALLOWED + [429]
    # Somebody who really comes from elsewhere has a limit of his own.
    assert guess(front, "198.51.100.0", source="127.0.0.2") == 400


def test_without_the_proxy_that_claim_would_be_believed(behind: tuple[House, Front]) -> None:
    house, front = behind
    inside = Front(f"http://127.0.0.1:{house.port}", "", front.host, front.trusted)
    over_tls = {"X-Forwarded-Proto": "https"}

    statuses = [guess(inside, f"203.0.113.{number}", **over_tls) for number in range(ALLOWED + 1)]

    assert statuses == [400] * (ALLOWED + 1)


def guess(front: Front, claimed: str, source: str = "127.0.0.1", **headers: str) -> int:
    headers = {"X-Forwarded-For": claimed, "Origin": f"https://{front.host}", **headers}
    return front.visit(
        "POST", f"{front.secure}{SIGN_IN}", json=WRONG, headers=headers, source=source
    ).status_code
