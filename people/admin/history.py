"""“History”: what became of a record, in words, and the buttons that bring it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from people.admin.display import label_of, shown
from people.history import (
    OF_THE_RECORD,
    Change,
    ChangedSince,
    Entry,
    Impossible,
    Restored,
    Timeline,
    attname,
    deleted,
    restore,
    values_of,
)
from people.tracking import events_of

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

PER_PAGE = 20
Names = Mapping[tuple[type[models.Model], Any], str]


class WithHistory(ModelAdmin):
    """Replaces Django's history, which knows only what went through a form."""

    def get_urls(self) -> Any:
        meta = self.opts
        view = self.admin_site.admin_view(self.deleted_view)
        name = f"{meta.app_label}_{meta.model_name}_deleted"
        return [path("deleted/", view, name=name), *super().get_urls()]

    def history_parts(self) -> list[tuple[type[models.Model], str]]:
        """Rows that are shown with the record: those beside its form."""
        parts = []
        for inline in self.inlines:
            for each in inline.model._meta.concrete_fields:
                if each.is_relation and each.remote_field.model is self.model:
                    parts.append((inline.model, each.name))
                    break
        return parts

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        timeline = self._timeline(object_id)
        if timeline is None:
            return super().history_view(request, object_id, extra_context)
        record = self.model._default_manager.filter(pk=timeline.pk).first()
        if record is None and not len(timeline):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            return self._bring_back(request, timeline)
        return self._show(request, timeline, record)

    def _timeline(self, object_id: str) -> Timeline | None:
        if events_of(self.model) is None or not object_id.isdecimal() or len(object_id) > 18:
            return None
        return Timeline(self.model, int(object_id), self.history_parts())

    def _show(
        self, request: HttpRequest, timeline: Timeline, record: models.Model | None
    ) -> HttpResponse:
        paginator = Paginator(range(len(timeline)), PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        numbers = page.object_list
        entries = timeline.entries(numbers[0], numbers[-1] + 1) if numbers else []
        names = self._names(request, entries)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History: %(record)s") % {"record": record or gettext("deleted")},
            "opts": self.opts,
            "object": record,
            "page": page,
            "entries": [_told(self.model, entry, names) for entry in entries],
            "may_revert": self._may_revert(request, record),
            "acts": self._acts(timeline.pk),
            "record": record,
        }
        return TemplateResponse(request, "admin/history.html", context)

    def _may_revert(self, request: HttpRequest, record: models.Model | None) -> bool:
        if getattr(record, "merged_into_id", None):
            return False
        if record is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, record)

    def _names(self, request: HttpRequest, entries: Iterable[Entry]) -> Names:
        """What linked rows are called: one query to a table."""
        wanted: dict[type[models.Model], set[Any]] = {}
        for change in (change for entry in entries for change in entry.changes):
            for each in change.model._meta.concrete_fields:
                if each.related_model:
                    sides = (change.before or {}, change.after or {})
                    pks = {side.get(each.name) for side in sides} - {None}
                    wanted.setdefault(each.related_model, set()).update(pks)
        names: dict[tuple[type[models.Model], Any], str] = {}
        for model, pks in wanted.items():
            rows = model._default_manager.filter(pk__in=pks)
            if pks and self.admin_site.is_registered(model):
                owner = self.admin_site.get_model_admin(model)
                rows = owner.get_queryset(request).filter(pk__in=pks)
            names |= {(model, row.pk): str(row) for row in rows} if pks else {}
        return names

    def _acts(self, pk: int) -> list[LogEntry]:
        """What was done here without a change that could be seen: queued, tried out, polled."""
        log = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            object_id=str(pk),
            action_flag=CHANGE,
        )
        return list(log.exclude(change_message__startswith="[").select_related("user")[:50])

    def _bring_back(self, request: HttpRequest, timeline: Timeline) -> HttpResponse:
        here = HttpResponseRedirect(request.get_full_path())
        with transaction.atomic():
            found = self.model._default_manager.filter(pk=timeline.pk)
            # Both methods are those of the record's own admin, in front of which this stands.
            record = next(iter(self.locked(found)), None)  # type: ignore[attr-defined]
            if not self._may_revert(request, record):
                raise PermissionDenied
            place = timeline.entry(request.POST.get("entry", ""))
            if place is None:
                return here
            number, entry = place
            if not all(_may(request, change.model) for change in entry.changes):
                raise PermissionDenied
            all_since = request.POST.get("what") == "back"
            outcome = restore(timeline, entry, number, all_since=all_since)
            if isinstance(outcome, Restored):
                self._settle(request, timeline.pk, outcome)
        self._say(request, outcome)
        return here

    def _settle(self, request: HttpRequest, pk: int, restored: Restored) -> None:
        record = self.model._default_manager.get(pk=pk)
        self.after_revert(request, record, restored)
        # As above: a method of the record's own admin.
        self.after_change(request, [record])  # type: ignore[attr-defined]
        self.log_change(request, record, [{"changed": {"fields": [gettext("History")]}}])

    def after_revert(self, request: HttpRequest, record: Any, restored: Restored) -> None:
        """What else follows from a record that was brought back."""

    def _say(self, request: HttpRequest, outcome: Restored | ChangedSince | Impossible) -> None:
        if isinstance(outcome, Restored):
            text = gettext("Brought back. This too stands in the history and can be undone.")
            self.message_user(request, text, messages.SUCCESS)
        elif isinstance(outcome, ChangedSince):
            text = gettext("Nothing was undone: changed again since then: %(fields)s.")
            names = [label_of(outcome.model(), name) for name in outcome.fields]
            named = gettext(", ").join(names) or str(outcome.model._meta.verbose_name)
            self.message_user(request, text % {"fields": named}, messages.ERROR)
        else:
            text = gettext("Nothing was undone: %(why)s") % {"why": outcome.why}
            self.message_user(request, text, messages.ERROR)

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """Records that are gone, each with the way to its history, where it can be brought back."""
        if events_of(self.model) is None or not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(deleted(self.model), PER_PAGE).get_page(request.GET.get("p"))
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        rows = [
            {
                "name": str(_as_it_was(self.model, event)),
                "at": event.pgh_created_at,
                "who": _who(event.pgh_context.metadata if event.pgh_context else {}),
                "address": reverse(name, args=[event.pgh_obj_id]),
            }
            for event in page.object_list
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Deleted: %(records)s") % {"records": self.opts.verbose_name_plural},
            "opts": self.opts,
            "rows": rows,
            "page": page,
        }
        return TemplateResponse(request, "admin/deleted.html", context)


def _may(request: HttpRequest, model: type[models.Model]) -> bool:
    return request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def _as_it_was(model: type[models.Model], event: Any) -> models.Model:
    row = model()
    for name, value in values_of(event, model).items():
        setattr(row, attname(model, name), value)
    return row


def _told(model: type[models.Model], entry: Entry, names: Names) -> dict[str, Any]:
    who = _who(entry.context)
    return {
        "key": entry.key,
        "at": entry.at,
        "who": who,
        "page": entry.context.get("url", ""),
        "reason": entry.context.get("reason", "") if entry.context.get("name") else "",
        "about": entry.context.get("about", ""),
        "changes": [_told_change(model, change, names) for change in entry.changes],
    }


def _who(context: Mapping[str, Any]) -> str:
    """On whose behalf: a user, a command, a task of the worker with its engine."""
    if context.get("name"):
        return str(context["name"])
    parts = []
    if context.get("command"):
        parts.append(gettext("command %(name)s") % {"name": context["command"]})
    if context.get("task"):
        parts.append(gettext("task %(name)s") % {"name": context["task"]})
    if context.get("engine"):
        parts.append(gettext("engine %(version)s") % {"version": context["engine"]})
    if context.get("reason"):
        parts.append(str(context["reason"]))
    return gettext(", ").join(parts) or gettext("a script that gave no name")


def _told_change(root: type[models.Model], change: Change, names: Names) -> dict[str, Any]:
    verb = pgettext_lazy("done to a record", "changed")
    if change.before is None:
        verb = _("added")
    elif change.after is None:
        verb = _("deleted")
    row = change.model()
    return {
        "what": "" if change.model is root else change.model._meta.verbose_name,
        "verb": verb,
        "is_changed": change.before is not None and change.after is not None,
        "lines": [
            (label_of(row, name), _shown(change, name, change.before, names),
             _shown(change, name, change.after, names))
            for name in _worth_telling(root, change)
        ],
    }  # fmt: skip


def _worth_telling(root: type[models.Model], change: Change) -> Sequence[str]:
    """Of a row that came or went, what it held; never the link to the record that it belongs to."""
    values = change.before or change.after or {}
    is_whole = change.before is None or change.after is None
    links = {each.name for each in change.model._meta.concrete_fields if each.related_model is root}
    owner = links if change.model is not root else set()
    names = [name for name in change.fields if name not in OF_THE_RECORD | owner]
    return [name for name in names if not is_whole or values.get(name) not in (None, "", [], {})]


def _shown(change: Change, name: str, values: Mapping[str, Any] | None, names: Names) -> str:
    if values is None or name not in values:
        return "—"
    column, value = change.model._meta.get_field(name), values[name]
    related = getattr(column, "related_model", None)
    if related is not None and value is not None:
        return names.get((related, value), gettext("a deleted row (%s)") % value)
    if name == "ruled_fields":
        return shown([label_of(change.model(), each) for each in value])
    return shown(value, column)
