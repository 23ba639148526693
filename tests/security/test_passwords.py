"""Which passwords are taken, and what is kept of them."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from pytest_django import Settings
from rest_framework.response import Response
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.test_common.people import PASSWORD

pytestmark = pytest.mark.django_db
REGISTER = "/api/accounts/register/"
GOOD = {
    "eight characters": "kq8#vmzr",
    "lower case alone": "plumbagoes",
    "digits alone": "8402957163",
    "a sentence": "correct horse battery staple",
    "spaces around": "  ten spaces  ",
    "spaces alone": "            ",
    "another script": "пароль надёжный",
    "emoji": "🐴🔋📎🐴🔋📎🐴🔋",
    "sixty-four": "0123456789abcdef" * 4,
    "a hundred and twenty-eight": "0123456789abcdef" * 8,
    "the longest": "0123456789abcdef" * 64,
    "a name in a sentence": "dora walks skilltracker home",
    "control characters": "tab\tand\nline",
}
BAD = {
    "nothing": ("", "blank"),
    "seven": ("kq8#vmz", "min_length"),
    "common": ("password1", "password_too_common"),
    "common in capitals": ("PASSWORD1", "password_too_common"),
    "too long": ("x" * 1025, "max_length"),
    "the product": ("skilltracker", "password_too_personal"),
    "the product and a number": ("skilltracker123", "password_too_personal"),
    "the product in capitals": ("SkillTracker!", "password_too_personal"),
    "the product in two words": ("Skill Tracker 12", "password_too_personal"),
    "the name": ("dora1234", "password_too_personal"),
    "the name twice": ("doradora12", "password_too_personal"),
    "the address": ("d.miller@example.org", "password_too_personal"),
    "the address's first part": ("d.miller99", "password_too_personal"),
}


@pytest.fixture
def register(client_for: Callable[..., APIClient]) -> Callable[[object], Response]:
    return lambda password: client_for().post(
        REGISTER, {"username": "dora", "email": "d.miller@example.org", "password": password}
    )


@pytest.mark.parametrize("password", GOOD.values(), ids=GOOD.keys())
def test_what_is_long_enough_is_taken_as_typed(password: str, register: Callable[[object], Response]) -> None:
    assert register(password).status_code == 201
    assert User.objects.get().check_password(password)


@pytest.mark.parametrize(("password", "code"), BAD.values(), ids=BAD.keys())
def test_what_is_easily_guessed_is_refused(
    password: str, code: str, register: Callable[[object], Response]
) -> None:
    answer = register(password)

    assert answer.status_code == 400
    assert {(one["attr"], one["code"]) for one in answer.json()["errors"]} == {("password", code)}
    assert not User.objects.exists()


@pytest.mark.parametrize("password", [None, 1234567890, 1.5, True, [PASSWORD], {"a": PASSWORD}])
def test_a_password_is_text(password: object, register: Callable[[object], Response]) -> None:
    assert register(password).status_code == 400


@pytest.mark.parametrize(("password", "code"), BAD.values(), ids=BAD.keys())
def test_a_change_follows_the_same_rules(
    password: str, code: str, client_for: Callable[..., APIClient], bob: User
) -> None:
    bob.username, bob.email = "dora", "d.miller@example.org"
    bob.save()

    answer = client_for(bob).post(
        "/api/accounts/password/", {"current_password": PASSWORD, "new_password": password}
    )

    assert {(one["attr"], one["code"]) for one in answer.json()["errors"]} == {("new_password", code)}
    bob.refresh_from_db()
    assert bob.check_password(PASSWORD)


@pytest.mark.parametrize("current", ["", "wrong", PASSWORD.upper(), f" {PASSWORD}"])
def test_a_change_needs_the_current_password(
    current: str, client_for: Callable[..., APIClient], bob: User
) -> None:
    answer = client_for(bob).post(
        "/api/accounts/password/", {"current_password": current, "new_password": "another horse entirely"}
    )

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "current_password"
    bob.refresh_from_db()
    assert bob.check_password(PASSWORD)


@pytest.mark.real_hasher
def test_a_password_is_kept_as_an_argon2id_hash_of_the_chosen_cost(
    register: Callable[[object], Response],
) -> None:
    register(PASSWORD)

    assert User.objects.get().password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.real_hasher
def test_a_hash_of_an_older_cost_is_renewed_when_its_owner_signs_in(
    client_for: Callable[..., APIClient], settings: Settings
) -> None:
    alice = User(username="alice")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    alice.set_password(PASSWORD)
    alice.save()
    settings.PASSWORD_HASHERS = [
        "backend.accounts.hashers.Argon2Hasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]

    client = client_for()
    client.post("/api/accounts/login/", {"username": "alice", "password": PASSWORD})

    alice.refresh_from_db()
    assert alice.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert client.get("/api/accounts/sessions/").status_code == 200


SIXTEEN_AT_ONCE = """
import resource
from concurrent.futures import ThreadPoolExecutor
import django
django.setup()
from backend.accounts.hashers import Argon2Hasher
hasher = Argon2Hasher()
with ThreadPoolExecutor(16) as pool:
    list(pool.map(lambda number: hasher.encode("correct horse battery", hasher.salt()), range(64)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.real_hasher
def test_sixteen_sign_ins_at_once_stay_under_400_megabytes() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SIXTEEN_AT_ONCE], capture_output=True, text=True, timeout=120, check=True
    )

    assert int(ran.stdout.split()[-1]) < 400


@pytest.mark.parametrize("path", [REGISTER, "/api/accounts/login/"])
def test_a_body_of_more_than_four_kilobytes_is_not_hashed(
    path: str, client_for: Callable[..., APIClient]
) -> None:
    answer = client_for().post(path, {"username": "dora", "password": "x" * 5000})

    assert answer.status_code == 413
