#!/usr/bin/env python
"""Runs the administrative commands of SkillTracker."""

import os
import sys

from backend.common.tracing import start_tracing


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    start_tracing()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # Whoever runs this is to mend a setting, not to read our code.
        sys.exit(f"SkillTracker cannot start. {error}")


if __name__ == "__main__":
    main()
