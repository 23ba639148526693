"""An import from the shell, with a progress bar.

Exit codes: 0 done; 1 failed; 2 the command line, the user or the account name is wrong; 3 done, and some rows need a
person; 4 put off, a worker goes on later.
"""

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from backend.accounts.models import User
from backend.common.errors import Conflict, TooMany
from backend.imports.models import ImportJob, JobState
from backend.imports.services.run import run_import
from backend.imports.services.start import Started, start_import
from backend.infrastructure.models import Outbox
from backend.infrastructure.queue import settle
from backend.platforms import registry
from backend.platforms.base.errors import PlatformError

HOLD_SECONDS: Final = 300.0
EXIT_CODES: Final = {
    JobState.COMPLETED: 0,
    JobState.PREVIEWED: 0,
    JobState.CANCELLED: 1,
    JobState.FAILED: 1,
    JobState.NEEDS_REVIEW: 3,
    JobState.QUEUED: 4,
    JobState.RUNNING: 4,
}


class Command(BaseCommand):
    help = "Import an account of a platform into a user's journal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("platform", choices=registry.slugs())
        parser.add_argument("username", help="the account on the platform")
        parser.add_argument("--user", required=True, help="whose journal it goes into")
        parser.add_argument("--preview", action="store_true", help="only say what would happen")
        parser.add_argument("--details", action="store_true", help="also ask for difficulty and tags")
        parser.add_argument(
            "--bring-back", action="store_true", help="also bring what the user deleted before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = self._start(options)
        if started.row is None:
            raise CommandError(
                f"This account is being imported already, as job {started.job.pk}.", returncode=4
            )
        job = self._work(started.job, started.row)
        self._tell(job)
        if code := EXIT_CODES[JobState(job.state)]:
            raise SystemExit(code)

    def _start(self, options: dict[str, Any]) -> Started:
        try:
            return start_import(
                user=User.objects.get_by_natural_key(options["user"]),
                platform=options["platform"],
                username=options["username"],
                preview=options["preview"],
                details=options["details"],
                bring_back=options["bring_back"],
                hold=HOLD_SECONDS,
            )
        except User.DoesNotExist as error:
            raise CommandError(f"There is no user {options['user']}.", returncode=2) from error
        except PlatformError as error:
            raise CommandError(error.detail, returncode=2) from error
        except (TooMany, Conflict) as error:
            raise CommandError(str(error.detail), returncode=4) from error

    def _work(self, job: ImportJob, row: Outbox) -> ImportJob:
        """To the end of the job, or until it is put off."""
        with tqdm(desc=f"{job.platform} {job.username}", unit=" rows", disable=None) as bar:

            def show(now: ImportJob) -> None:
                bar.total = now.total
                bar.update(now.read_count - bar.n)

            while outcome := run_import(job.pk, seconds=HOLD_SECONDS / 2, on_page=show):
                job.refresh_from_db()
                if job.state != JobState.QUEUED or job.not_before is not None:
                    break
        settle(row.pk, outcome)
        job.refresh_from_db()
        return job

    def _tell(self, job: ImportJob) -> None:
        names = ("read", "new", "updated", "unchanged", "duplicate", "ignored", "invalid")
        counts = ", ".join(f"{getattr(job, f'{name}_count')} {name}" for name in names)
        self.stdout.write(f"job {job.pk} {job.state}: {counts}")
        if job.error_code:
            self.stderr.write(f"{job.error_code}: {job.error_detail}")
        if job.not_before is not None:
            self.stderr.write(f"not before {job.not_before:%Y-%m-%d %H:%M:%S} UTC")
