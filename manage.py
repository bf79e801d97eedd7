#!/usr/bin/env python3
"""Qawl's command line: `manage.py up` starts everything, `manage.py help` lists the rest."""

import os
import sys


def main() -> int:
    """Run the command given on the command line and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from config.commands import run

        return run(sys.argv)
    except KeyboardInterrupt:
        return 130
    except ModuleNotFoundError as error:
        if error.name not in {"django", "celery", "psycopg", "redis"}:
            raise
        print(
            f"{error.name} is not installed here: run `make setup`, then use .venv/bin/python.",
            file=sys.stderr,
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
