"""Follows a Dockerfile without Docker: its very commands, in a folder laid out like the image.

Each stage has a folder for its root. COPY obeys .dockerignore, RUN goes through `/bin/sh -c` with the stage's own
environment, and absolute paths of the image are led into the folder. Base images and owners are the machine's own.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
# The base images' own: never led elsewhere.
OF_THE_SYSTEM = ("/bin", "/usr", "/lib", "/etc", "/dev", "/proc", "/sys", "/root", "/home")


@dataclass(frozen=True)
class Instruction:
    word: str
    flags: Mapping[str, str]
    rest: str

    @property
    def words(self) -> list[str]:
        """The exec form as it is, a shell form by the shell's rules."""
        listed = self.rest.removeprefix("CMD ") if self.word == "HEALTHCHECK" else self.rest
        return json.loads(listed) if listed.startswith("[") else shlex.split(listed)


@dataclass
class Stage:
    name: str
    base: str
    root: Path
    instructions: list[Instruction] = field(default_factory=list)
    workdir: str = "/"
    environment: dict[str, str] = field(default_factory=dict)

    def told(self, word: str) -> Instruction:
        """The last instruction of that word, which is the one that counts."""
        return next(one for one in reversed(self.instructions) if one.word == word)

    def set(self, one: Instruction) -> None:
        """What an ENV says."""
        self.environment |= dict(pair.partition("=")[::2] for pair in shlex.split(one.rest))

    def place(self, path: str) -> Path:
        return self.root / str(PurePosixPath(self.workdir) / path).lstrip("/")

    def lead(self, text: str) -> str:
        """Absolute paths of the image inside `text` become paths in our folder."""
        return re.sub(r"(?<![\w./:-])/[a-z][\w./-]*", lambda found: self._led(found.group()), text)

    def _led(self, path: str) -> str:
        return path if path.startswith(OF_THE_SYSTEM) else f"{self.root}{path}"

    def run(self, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.place("."),
            env=self.surroundings(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def surroundings(self, **more: str) -> dict[str, str]:
        """What a process of the image would see, and how this machine reaches its package indexes."""
        reach = ("PIP_", "UV_", "npm_config_", "SSL_", "NODE_EXTRA", "HTTP", "http", "NO_PROXY", "no_proxy")
        machine = {name: value for name, value in os.environ.items() if name.startswith(reach)}
        python = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        own = {name: self.lead(value).replace("$PATH", python) for name, value in self.environment.items()}
        return {"PATH": python, "HOME": os.environ.get("HOME", "/"), **machine, **own, **more}


class BuildFailed(Exception):
    """An instruction did not end well; the text is what it said."""


def read(dockerfile: Path) -> list[Instruction]:
    text = re.sub(r"^\s*#.*\n", "", dockerfile.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [_instruction(line) for line in lines if line.strip()]


def _instruction(line: str) -> Instruction:
    word, _, rest = line.strip().partition(" ")
    flags = {}
    while found := re.match(r"--([\w-]+)=(\S+)\s+", rest):
        flags[found[1]] = found[2]
        rest = rest[found.end() :]
    return Instruction(word, flags, rest.strip())


def stages(instructions: list[Instruction], folder: Path) -> list[Stage]:
    """The stages in their order, nothing done yet. The last has the name "image"."""
    found: list[Stage] = []
    for one in instructions:
        if one.word == "FROM":
            base, _, name = one.rest.partition(" AS ")
            found.append(Stage(name or "image", base, folder / (name or "image")))
        elif found:
            found[-1].instructions.append(one)
    return found


def build(folder: Path, *, given: Mapping[str, Path], dockerfile: Path = ROOT / "Dockerfile") -> Stage:
    """Follow every stage; those in `given` are taken as done, from a folder. Raises BuildFailed."""
    done: dict[str, Stage] = {}
    for stage in stages(read(dockerfile), folder):
        done[stage.name] = stage
        if stage.name in given:
            shutil.copytree(given[stage.name], stage.root)
            continue
        stage.root.mkdir(parents=True)
        for one in stage.instructions:
            _follow(stage, one, done)
    return done["image"]


def _follow(stage: Stage, one: Instruction, done: Mapping[str, Stage]) -> None:
    if one.word == "WORKDIR":
        stage.workdir = one.rest
        stage.place(".").mkdir(parents=True, exist_ok=True)
    elif one.word == "ENV":
        stage.set(one)
    elif one.word == "COPY":
        _copy(stage, one, done)
    elif one.word == "RUN":
        ended = stage.run(["/bin/sh", "-c", stage.lead(one.rest)])
        if ended.returncode:
            raise BuildFailed(f"{one.rest}\n{ended.stdout}{ended.stderr}")


def _copy(stage: Stage, one: Instruction, done: Mapping[str, Stage]) -> None:
    *sources, target = one.rest.split()
    for source in sources:
        to = stage.place(target)
        if "from" in one.flags:
            _take(done[one.flags["from"]].root / source.lstrip("/"), to, one, target)
        elif (ROOT / source).is_dir():
            for path in sent(source):
                _put(ROOT / path, to / path.relative_to(source))
        else:
            assert list(sent(source)), f"{source} is not sent to the builder: see .dockerignore"
            _put(ROOT / source, to / Path(source).name if target.endswith("/") else to)


def _take(source: Path, to: Path, one: Instruction, target: str) -> None:
    if source.is_file():
        _put(source, to / source.name if target.endswith("/") else to)
        return
    shutil.copytree(source, to, symlinks=True, dirs_exist_ok=True)
    _move_scripts(to, source)
    if "chmod" in one.flags:
        to.chmod(int(one.flags["chmod"], 8))


def _move_scripts(folder: Path, before: Path) -> None:
    """In Docker both stages have the same paths, so what pip wrote into a program's first line stays true."""
    for script in folder.glob("bin/*"):
        if script.is_file() and not script.is_symlink() and script.read_bytes()[:2] == b"#!":
            script.write_text(script.read_text().replace(f"#!{before}", f"#!{folder}", 1))


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def sent(under: str, ignore: Path = ROOT / ".dockerignore") -> Iterator[Path]:
    """The files below `under`, or that file, that the context holds, relative to the root of the repository."""
    rules = [line for line in ignore.read_text().splitlines() if line and not line.startswith("#")]
    start = ROOT / under
    for folder, folders, files in os.walk(start) if start.is_dir() else [(start.parent, [], [start.name])]:
        here = Path(folder).relative_to(ROOT)
        folders[:] = [name for name in folders if is_sent(here / name, rules)]
        yield from (here / name for name in files if is_sent(here / name, rules))


def is_sent(path: Path, rules: list[str]) -> bool:
    """The last rule that names the path or a folder above it decides."""
    verdict = True
    for rule in rules:
        pattern = rule.removeprefix("!")
        if any(_names(pattern, one) for one in (path, *path.parents)):
            verdict = rule.startswith("!")
    return verdict


def _names(pattern: str, path: Path) -> bool:
    text = path.as_posix()
    if text == ".":
        return False
    if pattern.startswith("**/"):
        return fnmatchcase(path.name, pattern.removeprefix("**/"))
    return len(PurePosixPath(pattern).parts) == len(path.parts) and fnmatchcase(text, pattern)
