#!/usr/bin/env python
"""Runs the administrative commands of SkillTracker."""

import os
import sys

from backend.common.tracing import start_tracing


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    start_tracing()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
