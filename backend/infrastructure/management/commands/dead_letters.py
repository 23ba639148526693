"""What was given up, why, and what to do with it. Exit code 1 where an id is not there."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.aws import AwsError
from backend.imports.models import ImportJob
from backend.infrastructure.dead_letters import DeadLetter, dead_letters, drop, redrive
from backend.infrastructure.tasks import TASKS


class Command(BaseCommand):
    help = "Messages and tasks that were given up: list them, explain one, have them run again, or drop one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.set_defaults(do="list")
        doing = parser.add_subparsers(dest="do")
        doing.add_parser("list", help="all of them, one a line")
        doing.add_parser("explain", help="what it was and why it is here").add_argument("id")
        again = doing.add_parser("redrive", help="have them run again")
        again.add_argument("ids", nargs="*", metavar="id")
        again.add_argument("--all", action="store_true")
        doing.add_parser("drop", help="forget one").add_argument("id")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with dead_letters() as found:
                self._do(found, options)
        except AwsError as error:
            raise CommandError(f"the queue cannot be asked: {error.code}") from error
        except LookupError as error:
            raise CommandError(str(error)) from error

    def _do(self, found: Sequence[DeadLetter], options: dict[str, Any]) -> None:
        match options["do"]:
            case "explain":
                self.stdout.write("\n".join(_explain(_named(found, [options["id"]])[0])))
            case "redrive":
                self._redrive(found if options["all"] else _named(found, options["ids"]))
            case "drop":
                drop(_named(found, [options["id"]])[0])
                self.stdout.write("dropped")
            case _:
                self.stdout.write("\n".join(_line(dead) for dead in found) or "no dead letters")

    def _redrive(self, chosen: Sequence[DeadLetter]) -> None:
        for dead in chosen:
            redrive(dead)
        self.stdout.write(f"{len(chosen)} sent again")


def _named(found: Sequence[DeadLetter], ids: Sequence[str]) -> list[DeadLetter]:
    known = {dead.id: dead for dead in found}
    if missing := [one for one in ids if one not in known]:
        raise CommandError(f"there is no dead letter {missing[0]}")
    if not ids:
        raise CommandError("say which, or --all")
    return [known[one] for one in ids]


def _line(dead: DeadLetter) -> str:
    return f"{dead.id}  {dead.since:%Y-%m-%d %H:%M}  {_what(dead)}  {_why(dead)}"


def _what(dead: DeadLetter) -> str:
    if dead.letter is None:
        return "unreadable"
    return " ".join([dead.letter.task, *(f"{name}={value}" for name, value in dead.letter.args.items())])


def _why(dead: DeadLetter) -> str:
    if dead.letter is None:
        return f"poison: {dead.poison}"
    if dead.letter.task not in TASKS:
        return "poison: no such task"
    if dead.letter.row_id is not None and dead.row is None:
        return "its task has been run meanwhile"
    if dead.row is not None and dead.row.error:
        return dead.row.error
    return f"never run to its end in {dead.receives} tries"


def _explain(dead: DeadLetter) -> list[str]:
    lines = [
        f"id          {dead.id}",
        f"what        {_what(dead)}",
        f"why         {_why(dead)}",
        f"since       {dead.since:%Y-%m-%d %H:%M:%S} UTC",
        f"tries       {dead.receives}",
    ]
    if dead.letter is None and dead.message is not None:
        lines.append(f"body        {dead.message.get('Body', '')[:200]!r}")
    if dead.letter is not None and dead.letter.request_id:
        lines.append(f"request     {dead.letter.request_id}")
    if dead.row is not None:
        lines.append(
            f"outbox row  {dead.row.pk}, sent {dead.row.sends} times, taken {dead.row.attempts} times"
        )
    return [*lines, *_explain_job(dead)]


def _explain_job(dead: DeadLetter) -> list[str]:
    job_id = dead.letter.args.get("job_id") if dead.letter else None
    if not isinstance(job_id, int):
        return []
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None:
        return [f"job         {job_id} is gone: drop this"]
    error = f"; {job.error_code}: {job.error_detail}" if job.error_code else ""
    return [
        f"job         {job.pk}, {job.platform or job.filename}, {job.state} after {job.attempts} claims{error}"
    ]
