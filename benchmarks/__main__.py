"""All benchmarks, each in a process with a Django and a database of its own, and one table of their rows."""

import sys
from multiprocessing import get_context

from benchmarks.table import print_table, rows_of

BENCHMARKS = ("import_solves", "queue_overhead", "list_questions", "paint", "lambda_start")


def main() -> None:
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = [row for some in pool.imap(rows_of, BENCHMARKS) for row in some]
    print_table(rows)
    sys.exit(0 if all(row["holds"] for row in rows) else 1)


if __name__ == "__main__":
    main()
