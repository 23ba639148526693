"""The image whole, the page's own commands with it: npm takes a while."""

from pathlib import Path

import pytest

from tests.deploy.image import build

pytestmark = pytest.mark.deep


def test_the_image_is_built_whole_by_the_dockerfiles_own_commands(tmp_path: Path) -> None:
    image = build(tmp_path, given={})

    page = image.place("backend/staticfiles/app/index.html").read_text()
    assert "__CSP_NONCE__" in page
    ended = image.run(
        ["python", "-c", "import backend.wsgi; print('ready')"], SECRET_KEY="any", DATA_DIR=str(tmp_path)
    )
    assert ended.stdout.strip() == "ready", ended.stderr
