"""The generated password opens one door only: the page on which one sets one's own."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from config.one_time_password import first_admin, has_one_time_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def credentials():
    return first_admin()


@pytest.fixture
def logged_in(client, credentials):
    name, password = credentials
    answer = client.post(reverse("admin:login"), {"username": name, "password": password})
    assert answer.status_code == 302
    return client


def change(client, old, new):
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("admin:password_change"), fields)


def test_it_is_a_superuser_of_the_admin(credentials):
    admin = User.objects.get()
    assert (admin.username, admin.is_superuser, admin.is_staff) == (credentials[0], True, True)
    assert admin.check_password(credentials[1])


@pytest.mark.parametrize("name", ["admin:index", "admin:auth_user_changelist"])
def test_every_admin_page_leads_to_the_change_of_password(logged_in, name):
    answer = logged_in.get(reverse(name))
    assert (answer.status_code, answer.url) == (302, reverse("admin:password_change"))


def test_logging_in_does_not_wear_the_mark_off(logged_in):
    assert has_one_time_password(User.objects.get())


def test_it_can_log_out(logged_in):
    assert logged_in.post(reverse("admin:logout")).status_code == 200


def test_it_is_not_taken_as_one_s_own_password(logged_in, credentials):
    answer = change(logged_in, credentials[1], credentials[1])
    assert answer.status_code == 200
    assert "new_password2" in answer.context["form"].errors
    assert has_one_time_password(User.objects.get())


def test_one_s_own_password_opens_the_admin(logged_in, credentials):
    assert change(logged_in, credentials[1], "a thing only I say").status_code == 302
    assert logged_in.get(reverse("admin:index")).status_code == 200
    assert not has_one_time_password(User.objects.get())


def test_until_it_is_used_every_start_makes_a_new_one(credentials):
    name, password = first_admin() or ("", "")
    assert name == credentials[0]
    assert password not in {"", credentials[1]}
    assert User.objects.count() == 1


def test_an_admin_with_a_password_is_left_alone():
    User.objects.create_superuser("warda", password="a thing only I say")
    assert first_admin() is None
    assert User.objects.count() == 1
