"""Who sees the API's documentation, that it is whole, and that its page keeps to the content policy."""

import re

import jsonschema
import pytest

from backend.common.docs import read_schema
from tests.security.routes import targets

PAGES = ["/api/docs/", "/api/schema/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "mode,anonymous,member,staff",
    [("public", 200, 200, 200), ("staff", 403, 403, 200), ("off", 404, 404, 404), ("typo", 404, 404, 404)],
)
def test_each_mode_shows_it_to_whom_it_says(api, settings, alice, sam, path, mode, anonymous, member, staff):
    settings.API_DOCS = mode

    found = [api(who).get(path).status_code for who in (None, alice, sam)]

    assert found == [anonymous, member, staff]


def test_the_front_page_leads_there_where_everybody_may(api, settings):
    assert "/api/docs/" in api().get("/").content.decode()
    settings.API_DOCS = "staff"
    assert "/api/docs/" not in api().get("/").content.decode()


def test_the_schema_is_json_unless_yaml_is_asked_for(api):
    assert api().get("/api/schema/").json()["openapi"].startswith("3.")
    assert api().get("/api/schema/?format=json")["Content-Type"] == "application/json"
    yaml = api().get("/api/schema/?format=yaml")
    assert yaml["Content-Type"].startswith("application/yaml")
    assert yaml.content.startswith(b"openapi: ")


def test_another_format_of_the_schema_is_refused(api):
    assert api().get("/api/schema/?format=html").status_code == 400


def test_every_route_is_in_the_schema():
    described = {
        (method.upper(), re.sub(r"{\w+}", "{}", path))
        for path, operations in read_schema()["paths"].items()
        for method in operations
    }
    served = {
        (target.route.method, re.sub(r"<\w+>", "{}", target.route.path))
        for target in targets()
        if target.is_api
    }

    assert described == served


def test_every_operation_says_what_it_can_answer():
    for path, operations in read_schema()["paths"].items():
        for method, operation in operations.items():
            answers = set(operation["responses"])
            assert any(status.startswith("2") for status in answers), (method, path)
            assert operation.get("description"), (method, path)
            if path.startswith("/health/"):
                continue
            assert {"400", "500", "503"} <= answers, (method, path)
            if method != "get":
                assert {"403", "413", "415"} <= answers, (method, path)
            if "{" in path:
                assert "404" in answers, (method, path)


def test_each_error_in_the_schema_has_the_one_shape():
    components = read_schema()["components"]
    for response in components["responses"].values():
        schema = response["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Error"}
    assert set(components["schemas"]["Error"]["required"]) == {"type", "errors"}


def test_every_body_has_an_example_that_keeps_to_its_description():
    schema = without_nullable(read_schema())
    for name, body in bodies(schema):
        assert body.get("examples"), name
        for shown in body["examples"].values():
            jsonschema.validate(shown["value"], {**body["schema"], "components": schema["components"]})


def bodies(schema):
    """Each body of JSON that is asked for or answered; the schema's own answer is its own example."""
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            parts = {"request": operation.get("requestBody", {}), **operation["responses"]}
            for part, holder in parts.items():
                body = holder.get("content", {}).get("application/json")
                if body and path != "/api/schema/" and (part == "request" or part.startswith("2")):
                    yield (method, path, part), body


def without_nullable(node):
    """OpenAPI 3.0 says `nullable` where JSON Schema says that null is another type."""
    if isinstance(node, list):
        return [without_nullable(one) for one in node]
    if not isinstance(node, dict):
        return node
    plain = {name: without_nullable(one) for name, one in node.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if node.get("nullable") is True else plain


def test_no_answer_has_a_property_that_could_be_a_secret():
    responses = {
        name: schema
        for name, schema in read_schema()["components"]["schemas"].items()
        if not name.endswith("Request") and name not in ("User", "SignedIn")
    }
    for name, schema in responses.items():
        secret = [
            one for one in schema.get("properties", {}) if re.search("password|token|secret|email|hash", one)
        ]
        assert not secret, (name, secret)


def test_the_page_brings_its_scripts_from_here_and_marks_its_own(api):
    page = api().get("/api/docs/").content.decode()

    for attributes in re.findall(r"<script([^>]*)>", page):
        assert 'src="/static/' in attributes or "nonce=" in attributes or "application/json" in attributes
    assert not re.search(r"https?://|\son\w+=|javascript:", page.replace("http://www.w3.org", ""))


def test_the_page_reads_the_token_of_the_cookie_at_each_call(api, settings):
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"

    page = api().get("/api/docs/").content.decode()

    assert "document.cookie" in page and "__Host\\u002Dcsrftoken=" in page


def test_the_page_forgets_credentials(api):
    assert '"persistAuthorization": false' in api().get("/api/docs/").content.decode()
