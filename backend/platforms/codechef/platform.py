"""CodeChef: read from CSV files alone."""

from __future__ import annotations

from backend.platforms.base.platform import CsvOnlyPlatform


class CodeChef(CsvOnlyPlatform):
    slug = "codechef"
    name = "CodeChef"
    homepage = "https://www.codechef.com"
    csv_only = (
        "CodeChef's API needs keys that are hard to get, and its pages turn programs away after a few calls"
    )
