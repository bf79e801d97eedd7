"""Who acts in the admin, which lets nobody in who has not logged in."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


def acting_user(request: HttpRequest) -> User:
    """The account that sent a request; raises TypeError for a visitor without one."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a page of the admin was answered to somebody who has not logged in")
    return user
