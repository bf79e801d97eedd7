"""Who works here: accounts that a chief editor opens and closes, each with its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from config.one_time_password import give_one_time_password
from config.roles import Role, permissions_of
from people.admin.acting import acting_user
from people.admin.rows import RowAdmin
from people.admin.rulings import log_to_each

if TYPE_CHECKING:
    GroupsField = forms.ModelMultipleChoiceField[Group]
else:
    GroupsField = forms.ModelMultipleChoiceField

admin.site.unregister(User)


class RolesField(GroupsField):
    """Groups, named in the reader's language where they are roles."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group: Any) -> str:
        return str(Role(group.name).label) if group.name in Role.values else str(group)


@admin.register(User)
class UserAdmin(RowAdmin):
    """Nobody gives away more than they may do themselves, nor touches whoever may do more."""

    list_display = ("username", "get_full_name", "role", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = DjangoUserAdmin.search_fields
    ordering = DjangoUserAdmin.ordering
    readonly_fields = ("last_login", "date_joined")
    actions = ("give_password",)
    person = ("username", "first_name", "last_name", "email", "groups")
    fieldsets = (
        (None, {"fields": (*person, "is_active")}),
        (_("Record"), {"fields": ("last_login", "date_joined")}),
    )
    beyond_roles = (
        _("Beyond the roles"),
        {"fields": ("is_staff", "is_superuser", "user_permissions"), "classes": ("collapse",)},
    )
    filter_horizontal = ("user_permissions",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": self.person})]
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, self.beyond_roles] if request.user.is_superuser else fieldsets

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        groups = Group.objects.all()
        if not request.user.is_superuser:
            match = request.resolver_match
            edited = match.kwargs.get("object_id", "") if match else ""
            theirs = Q(user=edited) if edited.isdecimal() else Q()
            groups = groups.filter(Q(name__in=Role.values) | theirs).distinct()
        return RolesField(groups.order_by("pk"), label=_("roles"), required=False)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """The hash of a password is not to be guessed letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.is_superuser:
            return True
        mine = permissions_of(acting_user(request))
        return not obj.is_superuser and permissions_of(obj) <= mine

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is closed, never deleted: its name stands beside what it ruled."""
        return False

    @admin.display(description=_("roles"))
    def role(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        labels = [str(role.label) for role in Role if role.value in names]
        if user.is_superuser:
            labels.append(gettext("superuser"))
        return gettext(", ").join(labels) or "—"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        obj.is_staff = True
        self._tell(request, obj, give_one_time_password(obj))

    @admin.action(description=_("Give a new one-time password"), permissions=["change"])
    def give_password(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            for user in self.locked(queryset):
                if not self.has_change_permission(request, user):
                    text = gettext("“%(user)s” may do more than you: left as it is.")
                    self.message_user(request, text % {"user": user}, messages.WARNING)
                    continue
                password = give_one_time_password(user)
                log_to_each(request, [user], gettext("Gave a new one-time password."))
                self._tell(request, user, password)

    def _tell(self, request: HttpRequest, user: User, password: str) -> None:
        text = format_html(
            gettext("One-time password of {user}, shown only now: {password}"),
            user=user.get_username(),
            password=format_html("<code><bdi>{}</bdi></code>", password),
        )
        self.message_user(request, text, messages.SUCCESS)
