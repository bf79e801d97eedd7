import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from config.roles import create_roles
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


@pytest.fixture
def client_in(db):
    """A function from the name of a role, or of none, to somebody of the staff who logged in."""
    create_roles()

    def client_in(role):
        user = make_user(role or "newcomer", is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        return client_of(user)

    return client_in


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
