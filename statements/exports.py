"""The CSV of statements. A column is defined once, here: the file and its codebook both follow."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from statements.models import Statement

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from statements.models.statements import StatementQuerySet

BYTE_ORDER_MARK = "\ufeff"  # without it Excel shows question marks for Arabic
CHUNK = 500
_BETWEEN = " | "
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its stable name, what the codebook says, and its value for a statement.

    The value of an ``is_address`` column is a path on this site; the file has it with its host.
    """

    name: str
    means: _StrPromise
    value: Callable[[Statement], Any]
    is_address: bool = False

    def cell(self, statement: Statement, origin: str) -> str:
        """The text of one cell; ``origin`` is this site's scheme and host."""
        value = self.value(statement)
        return as_cell(f"{origin}{value}" if self.is_address else value)


def lines(statements: StatementQuerySet, origin: str) -> Iterator[str]:
    """The CSV, a chunk of text at a time: byte-order mark, header, one row per statement."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([column.name for column in COLUMNS])
    for statement in statements.iterator(chunk_size=CHUNK):
        yield writer.writerow([column.cell(statement, origin) for column in COLUMNS])


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula.

    Text that begins with = + - @, a tab or a carriage return gets an apostrophe before it; so does
    text that begins with an apostrophe before one of these, which keeps the rule reversible.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def _path(statement: Statement) -> str:
    """The statement's path in the default language: the same in a file from any page."""
    with translation.override(settings.LANGUAGE_CODE):
        return statement.get_absolute_url()


def _joined(values: Iterable[Any]) -> str:
    return _BETWEEN.join(str(value) for value in values if value)


def _span(span: Any) -> str:
    return f"{span.lower}-{span.upper}" if span is not None else ""


def _institutions(statement: Statement, relation: str, codes: bool = False) -> str:
    rows = [row for row in statement.institutions.all() if row.relation == relation]
    if codes:
        return _joined(row.ministry.code if row.ministry else "?" for row in rows)
    return _joined(
        row.ministry.name_ar if row.ministry else row.read_as or row.printed for row in rows
    )


def _published(statement: Statement) -> str:
    """The article's date and time in Morocco, the date alone where the page gives no time."""
    moment = statement.article.published_at
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    is_exact = statement.article.published_precision == "minute"
    return local.isoformat(timespec="minutes") if is_exact else local.date().isoformat()


def _of(row: Any, attribute: str) -> Any:
    return getattr(row, attribute) if row is not None else ""


COLUMNS: tuple[Column, ...] = (
    Column("id", _("Public id of the statement; it never changes."), lambda s: s.public_id),
    Column("permalink", _("Address of the statement."), _path, is_address=True),
    Column(
        "is_sample", _("true for an invented sample, false for a real report."),
        lambda s: s.is_sample,
    ),
    Column(
        "date", _("The day it was said, else the day the article was published (ISO 8601)."),
        lambda s: s.dated_on,
    ),
    Column("said_on", _("The day it was said, where known (ISO 8601)."), lambda s: s.said_on),
    Column("content", _("What was said, exactly as printed."), lambda s: s.content),
    Column("cue", _("The reporting word or words, as printed."), lambda s: s.cue),
    Column("cue_lemma", _("The reporting verb in its dictionary form."), lambda s: s.cue_lemma),
    Column(
        "stance",
        _("assert, stress, explain, highlight, judge, praise, criticise, call_for, ask, warn, "
          "announce, promise, deny or regret."),
        lambda s: s.stance,
    ),
    Column("kind", _("direct, mixed or indirect speech."), lambda s: s.kind),
    Column("language", _("Language of the words: ar or fr."), lambda s: s.language),
    Column(
        "speaker_id", _("Public id of the speaker; empty for a source without a record."),
        lambda s: _of(s.speaker, "public_id"),
    ),
    Column(
        "speaker_name", _("The speaker's name as it is known, in Arabic where there is one."),
        lambda s: (s.speaker.name_ar or s.speaker.name_latin) if s.speaker else s.speaker_read,
    ),
    Column(
        "speaker_name_latin", _("The speaker's name in Latin script, where known."),
        lambda s: _of(s.speaker, "name_latin"),
    ),
    Column(
        "speaker_printed", _("The speaker as printed at the statement; empty when left out."),
        lambda s: s.speaker_printed,
    ),
    Column(
        "speaker_type", _("person, group, institution, unnamed or multi."),
        lambda s: s.speaker_type,
    ),
    Column(
        "roles_printed", _("Roles of the speaker as printed, separated by a bar."),
        lambda s: _joined(s.roles_printed),
    ),
    Column(
        "office", _("The office held on that day, according to our records."),
        lambda s: _of(s.appointment, "title") or _of(s.appointment, "office"),
    ),
    Column(
        "attribution",
        _("How the text names the speaker: explicit, role, last_name, pronoun, elided, "
          "continuation or headline."),
        lambda s: s.attribution,
    ),
    Column("party", _("Code of the party."), lambda s: _of(s.party, "code")),
    Column("party_name", _("Name of the party in Arabic."), lambda s: _of(s.party, "name_ar")),
    Column("group", _("Code of the parliamentary group."), lambda s: _of(s.group, "code")),
    Column(
        "group_name", _("Name of the parliamentary group in Arabic."),
        lambda s: _of(s.group, "name_ar"),
    ),
    Column("chamber", _("Code of the chamber."), lambda s: _of(s.chamber, "code")),
    Column(
        "addressee_codes",
        _("Codes of those addressed, separated by a bar; ? for one without a record."),
        lambda s: _institutions(s, "addressed", codes=True),
    ),
    Column(
        "addressees", _("Names of those addressed, in Arabic, separated by a bar."),
        lambda s: _institutions(s, "addressed"),
    ),
    Column(
        "addressee_explicit", _("true where the statement's own paragraph names the addressee."),
        lambda s: s.addressee_is_explicit,
    ),
    Column(
        "mentioned", _("Institutions only talked about, in Arabic, separated by a bar."),
        lambda s: _institutions(s, "mentioned"),
    ),
    Column("session_id", _("Public id of the sitting."), lambda s: _of(s.session, "public_id")),
    Column(
        "session_type",
        _("oral_questions, written_question, monthly_policy, committee, plenary_legislative, "
          "plenary_budget, media or other."),
        lambda s: _of(s.session, "type"),
    ),
    Column("session_date", _("Day of the sitting (ISO 8601)."), lambda s: _of(s.session, "date")),
    Column(
        "session_committee", _("Name of the committee in Arabic."),
        lambda s: _of(_of(s.session, "committee") or None, "name_ar"),
    ),
    Column("outlet", _("The outlet."), lambda s: _of(s.article.source, "name")),
    Column("article_id", _("Public id of the article."), lambda s: s.article.public_id),
    Column("article_title", _("Title of the article."), lambda s: s.article.title),
    Column("article_url", _("Address of the article at the outlet."), lambda s: s.article.url),
    Column(
        "article_published_at",
        _("When the article was published, in Morocco; the day alone where no time is printed."),
        _published,
    ),
    Column(
        "content_spans",
        _("Where the content stands in the cleaned text: start-end, counted in characters from 0, "
          "the end not included; several are separated by a bar."),
        lambda s: _joined(_span(span) for span in s.content_spans),
    ),
    Column("cue_span", _("Where the cue stands."), lambda s: _span(s.cue_span)),
    Column("speaker_span", _("Where the speaker is named."), lambda s: _span(s.speaker_span)),
    Column(
        "review_status", _("extracted (never reviewed), confirmed or corrected by an editor."),
        lambda s: s.review_status,
    ),
    Column(
        "confidence", _("The least of the extractor's confidences in its fields, from 0 to 1."),
        lambda s: round(s.least_confidence, 4),
    ),
    Column("engine_version", _("Version of the extractor."), lambda s: s.engine_version),
)  # fmt: skip
