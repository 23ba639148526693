import ast
import subprocess
import sys
from pathlib import Path

import pytest

from backend.platforms import registry

ROOM = Path(registry.__file__).parent
REPOSITORY = ROOM.parents[1]


def test_every_slug_names_its_class() -> None:
    assert [kind.slug for kind in registry.all_classes()] == list(registry.slugs())


def test_an_unknown_slug_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        registry.get_class("nowhere")


def test_no_platform_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys; import backend.platforms.registry; print('backend.platforms.codewars' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=REPOSITORY
    )
    assert told.stdout == "False\n"


@pytest.mark.parametrize("slug", registry.slugs())
def test_every_platform_tells_its_quirks(slug: str) -> None:
    assert registry.get_class(slug).name in (ROOM / slug / "README.md").read_text()


def promised_files(slug: str) -> list[str]:
    """What docs/adding-a-platform.md says that a platform consists of."""
    page = (REPOSITORY / "docs" / "adding-a-platform.md").read_text()
    named = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `backend/")]
    return [path.replace("<slug>", slug) for path in named if "<slug>" in path]


@pytest.mark.parametrize("slug", [kind.slug for kind in registry.all_classes() if kind.calls])
def test_every_platform_is_made_of_the_files_that_the_page_names(slug: str) -> None:
    promised = promised_files(slug)
    missing = [path for path in promised if not list(REPOSITORY.glob(path))]
    # The first one's server is older than the folder, and stands beside it.
    assert len(promised) > 7 and missing == (
        ["backend/test_common/platform_servers/codewars.py"] if slug == "codewars" else []
    )


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_only_the_client_imports_requests_and_no_one_the_environment_or_django() -> None:
    for path in ROOM.rglob("*.py"):
        if "tests" in path.parts:
            continue
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & {"django", "rest_framework", "os"}, path
        assert "requests" not in roots or path == ROOM / "base" / "client.py", path


def test_no_platform_imports_another() -> None:
    for slug in registry.slugs():
        others = {f"backend.platforms.{other}" for other in registry.slugs() if other != slug}
        for path in (ROOM / slug).rglob("*.py"):
            assert not [name for name in imported(path) if name.startswith(tuple(others))], path
