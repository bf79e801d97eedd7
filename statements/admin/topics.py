"""Topics, and those of a statement: ruled on as one set, as institutions are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.admin.correctable import CorrectableAdmin
from people.admin.rows import RowInline
from statements.models import StatementTopic, Topic
from statements.services.topics import FIELD

EDITOR_RULE = "editor"


@admin.register(Topic)
class TopicAdmin(CorrectableAdmin):
    list_display = ("name_ar", "name_fr", "name_en", "code", "is_current")
    search_fields = ("code", "name_ar", "name_fr", "name_en")
    autocomplete_fields = ("ministries",)
    readonly_fields = ("code",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The list is kept in a file, with the words by which topics are found."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StatementTopicInline(RowInline):
    model = StatementTopic
    fields = ("topic", "confidence", "rule", "hints", "set_by")
    readonly_fields = ("confidence", "rule", "hints", "set_by")
    autocomplete_fields = ("topic",)
    related_at_hand = ("topic",)

    @admin.display(description=_("evidence"))
    def hints(self, given: StatementTopic) -> str:
        return "، ".join(str(one.get("found", "")) for one in given.evidence) or "—"


def sign_topics(formset: Any) -> bool:
    """Mark rows that an editor added or changed as his; True when the set was touched at all."""
    rows = [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]
    for row in rows:
        row.confidence, row.rule, row.evidence = 1.0, EDITOR_RULE, []
        row.set_by = StatementTopic.SetBy.EDITOR
        row.save(update_fields=["confidence", "rule", "evidence", "set_by"])
    return bool(rows or formset.deleted_objects)


__all__ = ["FIELD", "StatementTopicInline", "TopicAdmin", "sign_topics"]
