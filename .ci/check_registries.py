"""No tracked file may name the package index that somebody happens to use: the user's own settings say it.

Two looks: files of package managers hold no index, no links and no resolved addresses; and no file at all
holds a host or a folder that this machine's package managers are set to.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE_FILES = re.compile(
    r"(^|/)(requirements[^/]*\.(in|txt)|pyproject\.toml|package(-lock)?\.json|\.npmrc|pip\.conf|uv\.\w+)$"
)
ADDRESSES = re.compile(
    r"--(extra-)?index-url|--find-links|--trusted-host|index-url\s*=|find-links\s*="
    r'|"resolved"\s*:|^\s*registry\s*=|\bfile:///'
)


def main() -> int:
    configured = configured_places()
    problems = [problem for path in tracked() for problem in look(path, configured)]
    print("\n".join(problems))
    return 1 if problems else 0


def look(path: Path, configured: set[str]) -> list[str]:
    try:
        text = path.read_text()
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return []
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if PACKAGE_FILES.search(path.as_posix()) and ADDRESSES.search(line):
            found.append(f"{path}:{number}: names a package index")
        found += [
            f"{path}:{number}: names {place}, which is of this machine"
            for place in configured
            if place in line
        ]
    return found


def tracked() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(name) for name in told.stdout.splitlines()]


def configured_places() -> set[str]:
    """Hosts and folders from the settings of pip, uv and npm; the public indexes are no secret."""
    pip = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    values = [value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_"))]
    values += [line.partition("=")[2].strip("'") for line in pip.splitlines()]
    if shutil.which("npm"):
        npm = subprocess.run(
            ["npm", "config", "ls", "--json"], capture_output=True, text=True, check=False
        ).stdout
        values.append(str(json.loads(npm or "{}").get("registry", "")))
    words = [word for value in values for word in value.split()]
    return {place for word in words if (place := place_of(word))}


def place_of(word: str) -> str:
    address = urlsplit(word)
    if address.scheme in ("http", "https"):
        return "" if address.hostname in PUBLIC else address.hostname or ""
    path = address.path if address.scheme == "file" else word
    # The certificates' folder of a system is named by many an honest document.
    return path.rstrip("/") if path.startswith("/") and not path.startswith(("/etc/", "/usr/")) else ""


PUBLIC = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}

if __name__ == "__main__":
    sys.exit(main())
