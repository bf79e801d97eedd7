import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.factories import make_user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chief(db):
    """A superuser."""
    return make_user("chief", is_staff=True, is_superuser=True)


@pytest.fixture
def editor(db):
    """Staff that may see and change everything of ours, and is no superuser."""
    user = make_user("editor", is_staff=True)
    user.user_permissions.set(_permissions("view", "change", "add", "delete"))
    return user


@pytest.fixture
def reader(db):
    """Staff that may only look."""
    user = make_user("reader", is_staff=True)
    user.user_permissions.set(_permissions("view"))
    return user


def _permissions(*verbs):
    ours = Permission.objects.filter(content_type__app_label__in=("people", "statements"))
    return [one for one in ours if one.codename.split("_")[0] in verbs]


@pytest.fixture
def chief_client(chief):
    return client_of(chief)


@pytest.fixture
def editor_client(editor):
    return client_of(editor)


@pytest.fixture
def reader_client(reader):
    return client_of(reader)
