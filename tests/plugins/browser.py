"""Browser tests use pytest-playwright's `page` with the chromium of this machine.

Where there is none they are skipped, which the last lines of the run say loudly.
QAWL_REQUIRE_BROWSER=1 makes its absence an error. QAWL_CHROMIUM names another binary.
"""

import os
import shutil
from typing import Any

import pytest

CHROMIUM = os.environ.get("QAWL_CHROMIUM") or shutil.which("chromium")
_REQUIRED = os.environ.get("QAWL_REQUIRE_BROWSER", "") not in {"", "0"}
_MISSING = "chromium is not installed (Debian, Ubuntu: apt-get install chromium)"

# Playwright's own loop runs in the thread in which live_server's database is set up.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if CHROMIUM or item.get_closest_marker("browser") is None:
        return
    if _REQUIRED:
        pytest.fail(f"QAWL_REQUIRE_BROWSER is set, but {_MISSING}.", pytrace=False)
    pytest.skip(_MISSING)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = terminalreporter.stats.get("skipped", ())
    if skipped := sum(_MISSING in str(report.longrepr) for report in reports):
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{skipped} browser tests skipped: {_MISSING}.", red=True)
