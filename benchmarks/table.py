"""The one table of `make bench`."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any


def rows_of(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = import_module(f"benchmarks.{name}").run()
    return rows


def print_table(rows: Iterable[dict[str, Any]]) -> None:
    """Rows have name, ours_ms, baseline_ms, ratio, target ("<= 3" or ">= 15") and whether it holds."""
    print(f"{'':<52} {'ours ms':>10} {'baseline ms':>12} {'ratio':>7}  {'target':<7}")
    for row in rows:
        times = f"{row['ours_ms']:>10} {row['baseline_ms']:>12} {row['ratio']:>7}"
        print(f"{row['name']:<52} {times}  {row['target']:<7} {'holds' if row['holds'] else 'MISSED'}")
