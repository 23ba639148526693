from pathlib import Path

import pytest

from tests.infra.stack import Missing, Stack, make_stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """An initialised copy of the module, for what changes nothing in it."""
    try:
        return make_stack(tmp_path_factory.mktemp("terraform") / "stack")
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def own_stack(stack: Stack, tmp_path: Path) -> Stack:
    """A copy to change."""
    return stack.copy_to(tmp_path / "stack")
