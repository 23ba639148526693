"""Reads systemd's units."""

from pathlib import Path

from tests.deploy.image import ROOT

UNITS = ROOT / "deploy" / "systemd"


def read_unit(file: Path) -> dict[str, list[str]]:
    """Every value of each name; the sections do not matter here, for no name stands in two."""
    found: dict[str, list[str]] = {}
    for line in file.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found
