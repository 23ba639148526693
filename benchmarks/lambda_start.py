"""How soon the worker answers on Lambda from a cold start: its zip, compiled, against the same zip without bytecode.

Imported in a fresh process; and through AWS's own runtime client up to the first answer, a look into the database
included. The limits are in milliseconds; the ratio is against the zip without bytecode.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from backend.test_common.aws import AWS_ENVIRONMENT, MotoServer
from backend.test_common.lambda_function import LambdaFunction, make_runtime, python
from backend.test_common.lambda_zip import build_zip, unpack
from benchmarks.environment import database
from benchmarks.table import print_table

ROUNDS = 5
IMPORT_MS = 600
ANSWER_MS = 1200
MOST_MB = 50
IMPORT = """
import sys, time
sys.path.insert(0, sys.argv[1])
started = time.perf_counter()
import handler
print(time.perf_counter() - started)
"""
# For a job that is gone: the message is read, the database asked, the message acknowledged.
MESSAGE = {
    "messageId": "1",
    "body": '{"v": 1, "task": "run_import", "args": {"job_id": 0}}',
    "attributes": {"ApproximateReceiveCount": "1"},
    "messageAttributes": {},
}


def run() -> list[dict[str, Any]]:
    """Rows of the table of `make bench`."""
    with tempfile.TemporaryDirectory() as name, database(), MotoServer() as server:
        place = Path(name)
        runtime = make_runtime(place / "runtime")
        zips = [build_zip(place / word, bytecode=word == "compiled") for word in ("compiled", "plain")]
        folders = [unpack(path, path.parent / "task") for path in zips]
        imports = [_median(partial(_import, folder)) for folder in folders]
        answers = [_median(partial(_answer, folder, runtime, _environment())) for folder in folders]
        secret = [_median(partial(_answer, folder, runtime, _with_secret(server))) for folder in folders]
        size = zips[0].stat().st_size / 1024**2
    return [
        _row("the worker's zip is imported, compiled", *imports, IMPORT_MS),
        _row("the worker's first answer through Lambda's runtime", *answers, ANSWER_MS),
        _row("the same, with settings from Secrets Manager", *secret, ANSWER_MS),
        _size(size),
    ]


def _row(name: str, ours: float, plain: float, limit: float) -> dict[str, Any]:
    return {
        "name": name,
        "ours_ms": round(ours * 1000, 1),
        "baseline_ms": round(plain * 1000, 1),
        "ratio": round(plain / ours, 2),
        "target": f"<{limit} ms",
        "holds": ours * 1000 < limit,
    }


def _size(megabytes: float) -> dict[str, Any]:
    return {
        "name": "size of that zip, in MB, against what Lambda takes",
        "ours_ms": round(megabytes, 1),
        "baseline_ms": MOST_MB,
        "ratio": round(megabytes / MOST_MB, 2),
        "target": "< 1",
        "holds": megabytes < MOST_MB,
    }


def _median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(ROUNDS))


def _import(folder: Path) -> float:
    command = [*python(), "-c", IMPORT, str(folder)]
    return float(subprocess.check_output(command, cwd=folder, env=_environment(), timeout=60))


def _answer(folder: Path, runtime: Path, environment: dict[str, str]) -> float:
    """From the start of the process, the Python's own included."""
    log = runtime.parent / "function.log"
    with LambdaFunction(folder, runtime=runtime, log=log, environment=environment) as function:
        started = time.perf_counter()
        answer = function.invoke({"Records": [MESSAGE]})
        taken = time.perf_counter() - started
        assert answer == {"batchItemFailures": []}, function.output()
    return taken


def _environment() -> dict[str, str]:
    made_up = {"SECRET_KEY": "x", "DATABASE_URL": os.environ["DATABASE_URL"]}
    return {**made_up, "ENV_FILE": os.devnull, "LOG_LEVEL": "ERROR", "PUBLIC_BASE_URL": "https://a.example"}


def _with_secret(server: MotoServer) -> dict[str, str]:
    environment = _environment()
    held = {name: environment.pop(name) for name in ("SECRET_KEY", "DATABASE_URL")}
    client = server.client("secretsmanager")
    kept = client.create_secret(Name=f"settings-{time.monotonic_ns()}", SecretString=json.dumps(held))
    names = {"SETTINGS_SECRET_ARN": kept["ARN"], "AWS_ENDPOINT_URL": server.url}
    return {**environment, **AWS_ENVIRONMENT, **names}


def main() -> None:
    print_table(run())


if __name__ == "__main__":
    main()
