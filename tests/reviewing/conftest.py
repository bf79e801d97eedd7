from datetime import UTC, datetime

import pytest

from tests.factories import make_user

NOW = datetime(2025, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def amina(db):
    return make_user("amina", is_staff=True)


@pytest.fixture
def badr(db):
    return make_user("badr", is_staff=True)


@pytest.fixture
def at():
    return NOW
