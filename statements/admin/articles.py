"""Sources and articles; the pages and texts that are kept as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from people.admin.correctable import CorrectableAdmin, CorrectableForm
from people.admin.rows import ReadOnlyInline, change_link, list_link, public_link
from people.admin.rulings import log_to_each
from statements.admin.filters import GoneFilter, WithdrawnFilter
from statements.models import Article, Fingerprint, Revision, Snapshot, Statement
from statements.reasons import in_words
from statements.services.joining import join
from statements.services.storing import refresh_derived

DATE = ("published_at", "published_precision")
COPIES_OF = "fingerprint__copy_of__exact"


class ArticleForm(CorrectableForm):
    ruled_with = {"published_at": DATE, "published_precision": DATE}


class RevisionInline(ReadOnlyInline):
    model = Revision
    fields = ("linked", "title", "author", "published_at", "cleaned_at", "changed", "short_hash")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).defer("text")

    @admin.display(description=_("revision"))
    def linked(self, revision: Revision) -> SafeString | str:
        return change_link(revision, revision.number)

    @admin.display(description=_("what changed"))
    def changed(self, revision: Revision) -> SafeString | str:
        if revision.number == 1:
            return "—"
        address = reverse("admin:statements_revision_change", args=[revision.pk])
        return format_html('<a href="{}#changes">{}</a>', address, _("Show the difference"))

    @admin.display(description=_("SHA-256 of the text"))
    def short_hash(self, revision: Revision) -> str:
        return revision.text_sha256[:12]


class SnapshotInline(ReadOnlyInline):
    model = Snapshot
    fields = ("linked", "taken_at", "byte_count", "content_type", "taken_from")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).defer("compressed", "headers")

    @admin.display(description=_("SHA-256 of the bytes"))
    def linked(self, snapshot: Snapshot) -> SafeString | str:
        return change_link(snapshot, snapshot.sha256[:12])


class StatementInline(ReadOnlyInline):
    model = Statement
    fk_name = "article"
    fields = ("linked", "speaker", "stance", "kind", "review_status")
    related_at_hand = ("speaker",)
    ordering = ("position", "pk")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        heavy = ("search_text", "search_vector", "machine_values", "confidence", "rules")
        return super().get_queryset(request).defer(*heavy)

    @admin.display(description=_("content"))
    def linked(self, statement: Statement) -> SafeString | str:
        return change_link(statement, Truncator(statement.content).chars(120))


def _counted(model: type[models.Model], of: str) -> Coalesce:
    rows = model._default_manager.filter(**{of: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(of).annotate(n=Count("pk")).values("n")), 0)


@admin.register(Article)
class ArticleAdmin(CorrectableAdmin):
    form = ArticleForm
    list_display = (
        "headline", "source", "published_at", "state", "statement_count", "withdrawn", "is_sample",
    )  # fmt: skip
    list_filter = (
        "state", WithdrawnFilter, GoneFilter, "source", "language", "published_at", "is_sample",
    )  # fmt: skip
    list_select_related = ("source",)
    change_select_related = (
        "source", "current", "fingerprint__copy_of__article__source",
    )  # fmt: skip
    deferred = ("current__text",)
    date_hierarchy = "published_at"
    search_fields = ("url", "public_id")
    respelled_search_fields = ("title", "author")
    autocomplete_fields = ("source",)
    readonly_fields = (
        "language", "state", "attempts", "reason", "queued_at", "read_at", "engine_version",
        "checked_at", "next_check_at", "gone_at",
        "withdrawn_at", "copies", "public_page", "statement_list", "address", "public_id",
        "is_sample", "created_at",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("title", "author", *DATE, "source")}),
        (
            _("Reading"),
            {"fields": ("state", "attempts", "reason", "queued_at", "read_at", "engine_version")},
        ),
        (_("At the outlet"), {"fields": ("gone_at", "checked_at", "next_check_at")}),
        (
            _("Record"),
            {
                "fields": (
                    "statement_list", "copies", "public_page", "address", "withdrawn_at",
                    "language", "public_id", "is_sample", "created_at",
                )
            },
        ),
    )  # fmt: skip
    inlines = (StatementInline, RevisionInline, SnapshotInline)
    actions = ("read_again", "withdraw", "restore", *CorrectableAdmin.actions)

    @admin.display(description=_("last error"))
    def reason(self, article: Article) -> str:
        return in_words(article.error) or "—"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.shows(request, "changelist"):
            rows = rows.annotate(number_of_statements=_counted(Statement, "article"))
        elif self.shows(request, "change"):
            rows = rows.annotate(number_of_copies=_counted(Fingerprint, "copy_of"))
        return rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == COPIES_OF or super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles are ingested: what has no page behind it proves nothing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An article is withdrawn, never deleted: its evidence stays."""
        return False

    @admin.display(description=_("title"), ordering="title")
    def headline(self, article: Article) -> SafeString:
        return format_html('<span dir="auto">{}</span>', article)

    @admin.display(description=_("withdrawn"), boolean=True)
    def withdrawn(self, article: Article) -> bool | None:
        return True if article.withdrawn_at else None

    @admin.display(description=_("statements"), ordering="number_of_statements")
    def statement_count(self, article: Any) -> SafeString:
        return list_link(Statement, article.number_of_statements, article__id__exact=article.pk)

    @admin.display(description=_("statements"))
    def statement_list(self, article: Article) -> SafeString:
        add = reverse("admin:statements_statement_add")
        return format_html(
            '{} · <a href="{}?article={}">{}</a>',
            list_link(Statement, _("Review its statements"), article__id__exact=article.pk),
            add,
            article.pk,
            _("Add a missed statement"),
        )

    @admin.display(description=_("the same text"))
    def copies(self, article: Any) -> SafeString | str:
        """Which article this is a copy of, or which are copies of it."""
        fingerprint = getattr(article, "fingerprint", None)
        if fingerprint is not None and fingerprint.copy_of is not None:
            original = fingerprint.copy_of.article
            return format_html(
                gettext("copy of {original} ({outlet}): {alike} of their words are the same"),
                original=change_link(original),
                outlet=original.source or "—",
                alike=f"{fingerprint.resemblance:.0%}",
            )
        count = getattr(article, "number_of_copies", 0)
        text = ngettext("%d copy", "%d copies", count) % count
        return list_link(Article, text, **{COPIES_OF: article.pk}) if count else "—"

    @admin.display(description=_("public page"))
    def public_page(self, article: Article) -> SafeString:
        text = reverse("article_text", args=[article.public_id])
        whole = format_html('<a href="{}">{}</a>', text, gettext("Whole text with all spans"))
        return format_html("{} · {}", public_link(article), whole)

    @admin.display(description=_("address"))
    def address(self, article: Article) -> SafeString | str:
        # Only what a browser would open as a web page becomes a link.
        if not article.url.startswith(("https://", "http://")):
            return article.url or "—"
        return format_html(
            '<a href="{}" dir="ltr" rel="noopener noreferrer nofollow">{}</a>',
            article.url,
            article.url,
        )

    def after_change(self, request: HttpRequest, records: Iterable[Any]) -> None:
        refresh_derived(Statement.objects.filter(article__in=[record.pk for record in records]))

    @admin.action(description=_("Read again"), permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        # It brings the cleaner along, which is slow to start and needed here only.
        from statements.services.intake import queue_reading

        with transaction.atomic():
            articles = list(self.locked(queryset))
            for article in articles:
                queue_reading(article)
            log_to_each(request, articles, gettext("Queued to be read again."))
        text = ngettext(
            "%d article is queued to be read again. Nothing that an editor ruled on will change.",
            "%d articles are queued to be read again. Nothing that an editor ruled on will change.",
            len(articles),
        )
        self.message_user(request, text % len(articles), messages.SUCCESS)

    @admin.action(description=_("Withdraw from readers"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        changed = self._set_withdrawn(request, queryset, timezone.now(), gettext("Withdrawn."))
        text = ngettext(
            "%d article is withdrawn: readers see neither it nor its statements. To undo it, select"
            " it and choose “Restore to readers”.",
            "%d articles are withdrawn: readers see neither them nor their statements. To undo it,"
            " select them and choose “Restore to readers”.",
            changed,
        )
        self.message_user(request, text % changed, messages.SUCCESS)

    @admin.action(description=_("Restore to readers"), permissions=["change"])
    def restore(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        changed = self._set_withdrawn(request, queryset, None, gettext("Restored."))
        text = ngettext(
            "%d article is before readers again. To undo it, select it and choose “Withdraw from"
            " readers”.",
            "%d articles are before readers again. To undo it, select them and choose “Withdraw"
            " from readers”.",
            changed,
        )
        self.message_user(request, text % changed, messages.SUCCESS)

    def _set_withdrawn(
        self,
        request: HttpRequest,
        queryset: models.QuerySet[Any],
        moment: datetime | None,
        message: str,
    ) -> int:
        with transaction.atomic():
            wanted = queryset.filter(withdrawn_at__isnull=moment is not None)
            articles = list(self.locked(wanted))
            for article in articles:
                article.withdrawn_at = moment
            Article.objects.bulk_update(articles, ["withdrawn_at"], batch_size=500)
            told = Statement.objects.filter(article__in=articles).order_by("pk")
            join(list(told.values_list("pk", flat=True)))
            log_to_each(request, articles, message)
        return len(articles)
