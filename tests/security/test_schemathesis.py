"""The whole schema, asked by Schemathesis in the name of a signed-in person: nothing breaks, nothing is undocumented.

Most calls name things that exist, since invented ids alone would hardly ever get past "not found". Each call finds
the same world, so an example that failed fails again by itself.
"""

import json
import re
from datetime import timedelta
from functools import cache
from zlib import crc32

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.accounts.models import RateBucket
from backend.common.docs import read_schema
from backend.platforms import registry
from tests.security.matrix import MATRIX
from tests.security.routes import targets
from tests.security.worlds import make_world

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TOKEN = "c" * 32
ROUTES = {str(target.route): MATRIX[target.route] for target in targets() if target.is_api}


@cache
def load_schema():
    # The person is given, so her credentials are not to be invented.
    config = SchemathesisConfig.from_dict(
        {"generation": {"deterministic": True, "with-security-parameters": False}}
    )
    load_all_checks()
    return schemathesis.openapi.from_dict(json.loads(json.dumps(read_schema(), default=str)), config=config)


def find_operation(name):
    found = (one.ok() for one in load_schema().get_all_operations())
    return next(one for one in found if _shape(one.label) == _shape(name))


def calls(operation):
    """What the description allows and, where it asks for anything at all, what it forbids."""
    allowed = operation.as_strategy(GenerationMode.POSITIVE)
    asks = operation.path_parameters or operation.query or operation.body
    return allowed | operation.as_strategy(GenerationMode.NEGATIVE) if asks else allowed


class World:
    """A person's things, her session, and the application as a server calls it."""

    def __init__(self, client, things):
        self.session = {name: morsel.value for name, morsel in client.cookies.items()}
        self.things = things
        self.app = WSGIHandler()
        self.statuses = set()

    def check(self, case, row):
        """Four kinds of cases, told apart by their contents: as it was invented; with an address that names what
        exists; with a body that fits it, too; with such a body besides what was invented for it.

        What anyone may call is called by nobody in particular where it has the body that fits.
        """
        kind = crc32(repr((case.path_parameters, case.query, case.body)).encode("utf-8", "replace")) % 4
        if kind:
            name_what_exists(case, row, self.things)
        if kind >= 2 and row.body and isinstance(case.body, dict):
            case.body = {**(case.body if kind == 3 else {}), **row.body(self.things)}
        answer = self.send(case, {} if row.is_open and kind == 2 else self.session)
        self.statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    def send(self, case, session):
        with transaction.atomic():
            RateBucket.objects.all().delete()
            cookies = {**session, "csrftoken": TOKEN}
            answer = case.call(app=self.app, headers={"X-CSRFToken": TOKEN}, cookies=cookies)
            transaction.set_rollback(True)
        return answer


@pytest.fixture
def world(api, alice, monkeypatch, settings):
    # Invented names are asked of nobody's site.
    settings.PLATFORM_BASE_URLS = {slug: "http://127.0.0.1:9" for slug in registry.slugs()}
    monkeypatch.setattr("backend.platforms.sample.platform.HISTORY", timedelta(days=3))
    # The test's transaction lives in an open connection, which the end of a request would close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield World(api(alice), make_world(alice))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("name", ROUTES)
def test_every_operation_keeps_to_its_description(name, world):
    ask(world, name, 20)


@pytest.mark.deep
@pytest.mark.parametrize("name", ROUTES)
def test_every_operation_keeps_to_its_description_in_the_long_run(name, world):
    ask(world, name, 200)


def ask(world, name, count):
    row = ROUTES[name]

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=calls(find_operation(name)))
    def check(case):
        world.check(case, row)

    check()
    assert world.statuses & {200, 201, 202, 204, row.status}, "no call succeeded, so this proves little"


def name_what_exists(case, row, things):
    for part, thing in zip(re.findall(r"{(\w+)}", case.path), row.ids.values() or ["platform"], strict=False):
        case.path_parameters[part] = {"platform": "sample", **things}[thing]


def _shape(name):
    """A route without what the variable parts of its address are called, in which schema and resolver differ."""
    return re.sub(r"[<{]\w+[>}]", "{}", name)
