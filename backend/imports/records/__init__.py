"""Kinds of records that an import brings, one line each. `ImportJob.record_type` names one."""

from collections.abc import Mapping
from typing import Any, Final

from backend.imports.models import ImportJob
from backend.imports.records.activity import ACTIVITY
from backend.imports.records.record_type import RecordType
from backend.imports.records.solve import SOLVE

__all__ = ["RECORD_TYPES", "RecordType", "type_of"]

RECORD_TYPES: Final[Mapping[str, RecordType[Any]]] = {
    "solve": SOLVE,
    "activity": ACTIVITY,
}


def type_of(job: ImportJob) -> RecordType[Any]:
    return RECORD_TYPES[job.record_type]
