"""Tests of what only a machine without a queue does: with one, the same is told by the job, and tested there.

All others hold both ways: see `backend/test_common/queue_mode.py`.
"""

from typing import Final

# A worker tries again later where a person who waits is told at once; tests/faults has the same through the queue.
LATER: Final = "what fails upstream is tried again later, not answered"
OWN: Final = "it has a queue or a worker of its own"
COUNTED: Final = "it counts the statements of a request that does the work"
CLOCK: Final = "it is about how long a request may take"
REMOVAL: Final = "with a queue the removal of an account is accepted, and its own test says so"
NAME: Final = "a name is looked for by the worker, so the job tells that there is none, not the form"

# Beginnings of node ids.
REASONS: Final[dict[str, str]] = {
    "backend/imports/tests/test_account_sync.py::test_after_a_failure": LATER,
    "backend/imports/tests/test_answers.py::test_what_takes_longer": CLOCK,
    "backend/imports/tests/test_github_import.py::test_a_fault_in_mid_paging": LATER,
    "backend/imports/tests/test_github_import.py::test_a_refusal_is_answered": LATER,
    "backend/imports/tests/test_outages.py": LATER,
    "backend/imports/tests/test_platform_flows.py::test_a_fault_in_mid_paging": LATER,
    "backend/imports/tests/test_platform_flows.py::test_a_list_that_never_ends": LATER,
    "backend/imports/tests/test_platform_flows.py::test_an_answer_that_is_none": LATER,
    "backend/imports/tests/test_platform_flows.py::test_an_error_in_an_answer_of_200": LATER,
    "backend/imports/tests/test_platform_flows.py::test_throttling": LATER,
    "backend/imports/tests/test_platform_flows.py::test_what_is_private_or_forbidden": LATER,
    "backend/imports/tests/test_queued_import.py": OWN,
    "backend/imports/tests/test_statements.py": COUNTED,
    "backend/imports/tests/test_sync.py": OWN,
    "backend/imports/tests/test_turns.py": OWN,
    "backend/imports/tests/test_undo.py::test_an_undo_that_takes_too_long": CLOCK,
    "backend/imports/tests/test_wakatime_import.py::test_a_fault_in_mid_paging": LATER,
    "backend/imports/tests/test_wakatime_import.py::test_a_refusal_is_answered": LATER,
    "backend/infrastructure/tests/test_queue.py::test_a_job_whose_row_was_taken": OWN,
    "backend/profiles/tests/test_credentials.py::test_no_table_log_error": LATER,
    "backend/profiles/tests/test_disconnecting.py::test_an_account_that_is_removed": REMOVAL,
    "backend/profiles/tests/test_leaving.py": OWN,
    "backend/profiles/tests/test_platforms.py::test_an_import_that_works_ends": LATER,
    "backend/profiles/tests/test_removing.py": REMOVAL,
    "backend/profiles/tests/test_rivals.py::test_an_account_that_is_removed": REMOVAL,
    "tests/e2e/test_imports.py::test_a_name_that_codewars_does_not_know": NAME,
    "tests/e2e/test_profiles.py::test_an_account_goes_with_its_history": REMOVAL,
    "tests/e2e/test_queue.py": OWN,
}


def reason_for(nodeid: str) -> str:
    """Why this test is left out where imports go through a queue; "" where it is not."""
    return next((why for name, why in REASONS.items() if nodeid.startswith(name)), "")
