"""Every task by name, one line each, calling one service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backend.imports.services.run import run_import
from backend.imports.services.sync import run_round
from backend.imports.services.undo import run_undo
from backend.infrastructure.queue import Outcome
from backend.profiles.services.removal import run_removal
from backend.profiles.services.revocation import run_revocation

# Seconds a task may work before it has to leave the rest to the next message.
BUDGET = 45.0


@dataclass(frozen=True, slots=True)
class Turn:
    """How long a task may work, and whether it is asked to leave sooner."""

    seconds: float = BUDGET
    stopping: Callable[[], bool] = lambda: False


Task = Callable[[dict[str, Any], Turn], Outcome | None]

TASKS: dict[str, Task] = {
    "run_import": lambda args, turn: run_import(args["job_id"], seconds=turn.seconds, stopping=turn.stopping),
    "remove_profile": lambda args, turn: run_removal(
        args["profile_id"], seconds=turn.seconds, stopping=turn.stopping
    ),
    "revoke_token": lambda args, turn: run_revocation(args["token_id"]),
    "sync_profiles": lambda args, turn: run_round(seconds=turn.seconds, stopping=turn.stopping),
    "undo_import": lambda args, turn: run_undo(args["job_id"], seconds=turn.seconds, stopping=turn.stopping),
}
