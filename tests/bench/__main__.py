"""Run the measurements named on the command line, or all of them, in a database of their own."""

import importlib
import pkgutil
import sys

from tests import bench
from tests.plugins import services

NAMES = sorted(
    each.name for each in pkgutil.iter_modules(bench.__path__) if not each.name.startswith("_")
)


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(NAMES):
        print(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}")
        return 2
    services.start_services()
    try:
        for name in wanted or NAMES:
            print(f"## {name}", flush=True)
            _measure(name)
    finally:
        services.stop_services()
    return 0


def _measure(name: str) -> None:
    """Each in a fresh database, so that none pays for the rows of another."""
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        importlib.import_module(f"tests.bench.{name}").measure(sys.stdout)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
