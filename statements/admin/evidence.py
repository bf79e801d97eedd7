"""What the machine keeps and nobody changes: pages as fetched, texts as cleaned, names as read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.admin.rows import ReadOnlyAdmin, change_link
from statements.differences import ADDED, REMOVED, SAME, Paragraph, differences
from statements.models import NamedInstitution, Revision, Snapshot

# Each stretch is laid out by itself: a Latin name put in does not turn the Arabic around it.
_MARKS = {SAME: "{}", ADDED: '<ins dir="auto">{}</ins>', REMOVED: '<del dir="auto">{}</del>'}


def _marked(paragraph: Paragraph) -> SafeString:
    pieces = [format_html(_MARKS[stretch.kind], stretch.text) for stretch in paragraph]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    list_display = ("short_hash", "article", "byte_count", "content_type", "taken_at")
    list_select_related = ("article",)
    deferred = ("compressed", "headers")
    date_hierarchy = "taken_at"
    search_fields = ("sha256", "taken_from", "article__public_id")
    fields = (
        "article", "taken_at", "taken_from", "content_type", "byte_count", "sha256", "all_headers",
    )  # fmt: skip
    readonly_fields = ("all_headers",)

    @admin.display(description=_("SHA-256 of the bytes"))
    def short_hash(self, snapshot: Snapshot) -> str:
        return snapshot.sha256[:12]

    @admin.display(description=_("headers"))
    def all_headers(self, snapshot: Snapshot) -> SafeString | str:
        lines = format_html_join("\n", "{}: {}", snapshot.headers.items())
        return format_html('<pre dir="ltr">{}</pre>', lines) if snapshot.headers else "—"


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("title", "number", "article", "published_at", "cleaned_at")
    list_display_links = ("title", "number")
    list_select_related = ("article",)
    deferred = ("text",)
    date_hierarchy = "cleaned_at"
    search_fields = ("text_sha256", "article__public_id", "article__url")
    respelled_search_fields = ("title",)
    fields = (
        "article", "number", "title", "author", "published_at", "published_precision", "language",
        "cleaned_at", "text_sha256", "changes", "paragraphs_of",
    )  # fmt: skip
    readonly_fields = ("changes", "paragraphs_of")

    @admin.display(description=_("what changed"))
    def changes(self, revision: Revision) -> SafeString | str:
        """The words that came and went since the revision before this one."""
        before = Revision.objects.filter(article=revision.article_id, number__lt=revision.number)
        latest = before.order_by("-number").only("title", "text").first()
        if latest is None:
            return "—"
        title = differences(latest.title, revision.title)
        paragraphs = [*title, *differences(latest.text, revision.text)]
        return format_html(
            '<div id="changes" class="article-text changes">{}</div>',
            format_html_join("", '<p dir="auto">{}</p>', ((_marked(one),) for one in paragraphs)),
        )

    @admin.display(description=_("text"))
    def paragraphs_of(self, revision: Revision) -> SafeString:
        paragraphs = format_html_join("", "<p>{}</p>", ((each,) for each in revision.paragraphs))
        return format_html('<div class="article-text" dir="auto">{}</div>', paragraphs)


@admin.register(NamedInstitution)
class NamedInstitutionAdmin(ReadOnlyAdmin):
    """A list to look through; they are corrected beside their statement, as a set."""

    list_display = ("printed_or_known", "ministry", "relation", "of_statement")
    list_select_related = ("ministry", "statement__speaker")
    list_filter = ("relation", ("ministry", admin.EmptyFieldListFilter))
    search_fields = ("statement__public_id",)
    respelled_search_fields = ("printed", "read_as")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .defer("statement__search_text", "statement__search_vector")
        )

    @admin.display(description=_("as printed"))
    def printed_or_known(self, named: NamedInstitution) -> str:
        return named.printed or str(named)

    @admin.display(description=_("statement"))
    def of_statement(self, named: NamedInstitution) -> str:
        return change_link(named.statement)
