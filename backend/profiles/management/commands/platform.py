"""Switches a platform off and on again without a deploy: every process sees it with its next call."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.platforms import registry
from backend.profiles.services.platforms import notices, switch_off, switch_on


class Command(BaseCommand):
    help = "Switch a platform off or on, or list how they stand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["off", "on", "list"])
        parser.add_argument("slug", nargs="?", choices=registry.slugs())
        parser.add_argument("--reason", default="", help="one line for people, with `off`")

    def handle(self, *args: Any, action: str, slug: str | None, reason: str, **options: Any) -> None:
        if action == "list":
            return self._list()
        if slug is None:
            raise CommandError("Say which platform.", returncode=2)
        if action == "off":
            switch_off(slug, reason=reason)
        else:
            switch_on(slug)
        self.stdout.write(f"{slug} is {action}")

    def _list(self) -> None:
        wrong = notices()
        for slug in registry.slugs():
            self.stdout.write(f"{slug}: {wrong.get(slug, 'on')}")
