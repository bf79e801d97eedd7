"""Fixtures for every test, and in place of an installed plugin's; others are in tests/plugins/."""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.utils import translation

from tests.plugins.browser import CHROMIUM

# Integration answers the same for the same commit; at a desk every run tries new examples.
hypothesis.settings.register_profile("integration", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("integration")


@pytest.fixture(scope="session")
def browser_type_launch_args(pytestconfig: pytest.Config) -> dict[str, Any]:
    """Chromium that starts as root and talks to nobody but the test server."""
    return {
        "executable_path": CHROMIUM,
        "headless": not pytestconfig.getoption("--headed"),
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
        ],
    }


@pytest.fixture(autouse=True)
def begins_in_arabic() -> None:
    """Addresses follow the language of the last page asked for: no test inherits another's."""
    translation.deactivate()


@pytest.fixture
def in_english() -> Iterator[None]:
    """Messages in the language of the code, for tests that read them."""
    with translation.override("en"):
        yield
