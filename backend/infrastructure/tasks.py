"""Every task by name, one line each, calling one service."""

from collections.abc import Callable
from typing import Any

from backend.imports.services.run import run_import
from backend.imports.services.undo import run_undo

# Seconds a task may work before it has to leave the rest to the next message.
BUDGET = 45.0

Task = Callable[[dict[str, Any], Callable[[], bool]], object]

TASKS: dict[str, Task] = {
    "run_import": lambda args, stopping: run_import(args["job_id"], seconds=BUDGET, stopping=stopping),
    "undo_import": lambda args, stopping: run_undo(args["job_id"], seconds=BUDGET, stopping=stopping),
}
