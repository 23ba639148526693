"""Kattis: read from CSV files alone."""

from __future__ import annotations

from backend.platforms.base.platform import CsvOnlyPlatform


class Kattis(CsvOnlyPlatform):
    slug = "kattis"
    name = "Kattis"
    homepage = "https://open.kattis.com"
    csv_only = "Kattis has no API for a user's submissions; its own list is shown after a login only"
