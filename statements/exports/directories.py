"""The columns of downloads of speakers, ministries, sittings and articles."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Alias, Appointment, Ministry, MinistryName, Speaker
from statements.browsing import Dimension
from statements.counts import told, with_statement_counts, with_told
from statements.exports.columns import Column, Holds, Table
from statements.exports.expressions import first_known, listed, published
from statements.models import Article, Session

_COUNT = Column(
    "statements",
    _("How many published statements there are."),
    "statement_count",
    Holds.NUMBER,
)


def _offices() -> QuerySet[Appointment]:
    return Appointment.objects.filter(speaker=OuterRef("pk")).order_by("valid_from", "id")


SPEAKERS = Table(
    "speakers",
    _("Speakers"),
    lambda: with_told(Speaker.objects.all(), told(Dimension.SPEAKER), "public_id"),
    (
        Column("id", _("Public id of the speaker; it never changes."), "public_id"),
        Column("permalink", _("Address of the speaker."), "public_id", Holds.ADDRESS, "speaker"),
        Column(
            "is_sample", _("true for an invented sample, else false."), "is_sample", Holds.YES_NO
        ),
        Column("kind", _("person, group or institution."), "kind"),
        Column("name_ar", _("Name in Arabic."), "name_ar", Holds.TEXT),
        Column("name_latin", _("Name in Latin script, where known."), "name_latin", Holds.TEXT),
        Column("gender", _("female or male, where known."), "gender"),
        Column(
            "is_provisional",
            _("true where the name comes from an article and nobody has confirmed the person yet."),
            "is_provisional",
            Holds.YES_NO,
        ),
        Column(
            "other_names",
            _("Other names under which the speaker is printed, separated by a bar."),
            listed(Alias.objects.filter(speaker=OuterRef("pk")).order_by("text", "id"), "text"),
            Holds.TEXTS,
        ),
        Column(
            "offices",
            _("Titles of the offices held, the earliest first, separated by a bar."),
            listed(_offices(), first_known("title", "office")),
            Holds.TEXTS,
        ),
        Column(
            "parties",
            _("Codes of the parties for which offices were held, separated by a bar."),
            listed(_offices().filter(party__isnull=False), "party__code"),
            Holds.CODES,
        ),
        Column(
            "groups",
            _("Codes of the parliamentary groups belonged to, separated by a bar."),
            listed(_offices().filter(group__isnull=False), "group__code"),
            Holds.CODES,
        ),
        Column(
            "chambers",
            _("Codes of the chambers sat in, separated by a bar."),
            listed(_offices().filter(chamber__isnull=False), "chamber__code"),
            Holds.CODES,
        ),
        _COUNT,
    ),
)

MINISTRIES = Table(
    "ministries",
    _("Ministries"),
    lambda: with_told(Ministry.objects.current(), told(Dimension.MINISTRY), "code"),
    (
        Column("id", _("Public id of the ministry; it never changes."), "public_id"),
        Column("permalink", _("Address of the ministry."), "public_id", Holds.ADDRESS, "ministry"),
        Column("code", _("Code of the ministry, as in the files of statements."), "code"),
        Column("kind", _("ministry, delegate, state_secretariat, public_body and so on."), "kind"),
        Column("name_ar", _("Latest name in Arabic."), "name_ar", Holds.TEXT),
        Column("name_fr", _("Latest name in French, where known."), "name_fr", Holds.TEXT),
        Column("name_en", _("Latest name in English, where known."), "name_en", Holds.TEXT),
        Column("attached_to", _("Code of the ministry that it is attached to."), "parent__code"),
        Column("valid_from", _("First day, where known (ISO 8601)."), "valid_from", Holds.DAY),
        Column("valid_until", _("Last day, where it is over."), "valid_until", Holds.DAY),
        Column(
            "all_names",
            _("All its names and short forms through time, separated by a bar."),
            listed(
                MinistryName.objects.filter(ministry=OuterRef("pk")).order_by(
                    "kind", "valid_from", "id"
                ),
                "text",
            ),
            Holds.TEXTS,
        ),
        Column(
            "statements_addressed",
            _("How many published statements are addressed to it."),
            "statement_count",
            Holds.NUMBER,
        ),
    ),
)

SESSIONS = Table(
    "sessions",
    _("Sittings"),
    lambda: with_told(Session.objects.all(), told(Dimension.SESSION), "public_id"),
    (
        Column("id", _("Public id of the sitting; it never changes."), "public_id"),
        Column("permalink", _("Address of the sitting."), "public_id", Holds.ADDRESS, "session"),
        Column(
            "is_sample", _("true for an invented sample, else false."), "is_sample", Holds.YES_NO
        ),
        Column("type", _("oral_questions, committee, media and so on."), "type"),
        Column("date", _("Day of the sitting (ISO 8601)."), "date", Holds.DAY),
        Column("chamber", _("Code of the chamber."), "chamber__code"),
        Column("committee", _("Code of the committee."), "committee__code"),
        Column(
            "committee_name", _("Name of the committee in Arabic."), "committee__name_ar",
            Holds.TEXT,
        ),
        Column("legislature", _("Number of the legislature."), "legislature__number", Holds.NUMBER),
        Column("legislative_year", _("Legislative year, such as 2024-2025."), "legislative_year"),
        Column("term", _("first, second or extraordinary."), "term"),
        _COUNT,
    ),
)  # fmt: skip

ARTICLES = Table(
    "articles",
    _("Articles"),
    lambda: with_statement_counts(Article.objects.all(), "article"),
    (
        Column("id", _("Public id of the article; it never changes."), "public_id"),
        Column("permalink", _("Address of its page here."), "public_id", Holds.ADDRESS, "article"),
        Column(
            "is_sample", _("true for an invented sample, else false."), "is_sample", Holds.YES_NO
        ),
        Column("outlet", _("The outlet."), "source__name", Holds.TEXT),
        Column("url", _("Address of the article at the outlet."), "url", Holds.TEXT),
        Column("title", _("Title of the article."), "title", Holds.TEXT, width=50),
        Column("author", _("Author, where the page names one."), "author", Holds.TEXT),
        Column(
            "published_at",
            _("When it was published, in Morocco; the day alone where no time is printed."),
            published(),
        ),
        Column("language", _("Language of the article: ar or fr."), "language"),
        Column(
            "text_sha256", _("SHA-256 of the cleaned text that the spans count in."),
            "current__text_sha256",
        ),
        _COUNT,
    ),
)  # fmt: skip
