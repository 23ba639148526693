"""Puts every stored secret under the newest key of CREDENTIAL_KEYS; stopped half-way, it goes on when run again."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.profiles.credentials import Rotation, rotate


class Command(BaseCommand):
    help = "Encrypt the stored secrets of platforms anew, under the first key of CREDENTIAL_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="rows read at a time")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        if not settings.CREDENTIAL_KEYS:
            raise CommandError("CREDENTIAL_KEYS is not set: there is nothing to encrypt with.")
        done = Rotation()
        for done in rotate(batch=max(batch, 1)):
            self.stdout.write(f"{done.rotated} rotated, {done.current} under the newest key already")
        if done.unreadable:
            ids = ", ".join(map(str, done.unreadable))
            raise CommandError(f"No key opens the secret of these profiles: {ids}. They stay as they are.")
        if done == Rotation():
            self.stdout.write("No secrets are stored.")
            return
        self.stdout.write(f"Done: {done.rotated} rotated, {done.current} were under the newest key already.")
