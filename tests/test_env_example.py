"""`.env.example` and the settings name the same variables, so neither can be changed alone."""

import ast
import re
from pathlib import Path

from backend.platforms.registry import all_classes

ROOT = Path(__file__).resolve().parent.parent
# Read by the entry points before the settings are loaded.
OF_ENTRY_POINTS = {"DD_TRACE_ENABLED"}
READERS = {"str", "int", "bool", "float", "list", "db", "url", "json", "cache_url", "email_url"}


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    assert named_in_example() == read_by_settings() | of_platforms() | OF_ENTRY_POINTS


def test_no_name_stands_in_the_example_twice() -> None:
    names = example_names()

    assert sorted(names) == sorted(set(names))


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


def named_in_example() -> set[str]:
    return set(example_names())


def example_names() -> list[str]:
    return re.findall(r"^# ([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)


def read_by_settings() -> set[str]:
    """The first argument of each call like `env.int("PORT", ...)`."""
    tree = ast.parse((ROOT / "backend" / "settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr in READERS
        and isinstance(node.args[0], ast.Constant)
    }


def of_platforms() -> set[str]:
    """A platform that asks nobody has no address to change, and one without OAuth no app."""
    online = [platform for platform in all_classes() if not platform.offline]
    addresses = {f"{platform.slug.upper()}_BASE_URL" for platform in online}
    connected = [platform.slug.upper() for platform in online if platform.oauth]
    return addresses | {f"{name}_{part}" for name in connected for part in ("ID", "SECRET")}
