"""A password that is good for one thing: setting one's own.

That a password is of this kind is written in its salt, so it ends with the password itself.
"""

import secrets
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

# Django's own salts are letters and digits only.
_SALT = "one-time-"
_OPEN_PAGES = {"password_change", "password_change_done", "login", "logout", "jsi18n"}


def give_one_time_password(user: User) -> str:
    """Set a new generated password, save the user and return the password."""
    password = secrets.token_urlsafe(12)
    user.password = make_password(password, salt=_SALT + get_random_string(22))
    user.save()
    return password


def has_one_time_password(user: AbstractBaseUser) -> bool:
    """Whether the user has not set a password of their own yet."""
    return f"${_SALT}" in user.password


def first_admin() -> tuple[str, str] | None:
    """Name and new one-time password while no superuser has set a password; afterwards None."""
    admins = User.objects.filter(is_superuser=True, is_active=True)
    if any(not has_one_time_password(admin) for admin in admins):
        return None
    admin = admins.first() or User(username="admin", is_staff=True, is_superuser=True)
    return admin.username, give_one_time_password(admin)


class OwnPasswordMiddleware:
    """Whoever came in with a one-time password finds the admin closed until they replace it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or "admin" not in match.app_names or match.url_name in _OPEN_PAGES:
            return None
        if request.user.is_authenticated and has_one_time_password(request.user):
            return redirect("admin:password_change")
        return None


class NotTheOneTimePassword:
    """Password validator: the generated password is not taken as one's own."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if user and has_one_time_password(user) and user.check_password(password):
            raise ValidationError(_("Choose a password other than the one-time password."))

    def get_help_text(self) -> str:
        return ""
