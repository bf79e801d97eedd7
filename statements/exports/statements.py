"""The columns of a download of statements."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, FloatField, Q, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Round
from django.utils.translation import gettext_lazy as _

from statements.exports.columns import Beside, Column, Holds, Part, Table
from statements.exports.expressions import first_known, published
from statements.models import NamedInstitution, Statement, StatementTopic

Relation = NamedInstitution.Relation


# Looked up for each statement, these take more time than all the rest.
_NAMED = Beside("named", NamedInstitution.objects.all, "statement", missing="{}")
_TOLD = Beside("told", Statement.objects.in_other_outlets, "same_as", missing="1")
_ABOUT = Beside("about", StatementTopic.objects.all, "statement", missing="{}")


def _institutions(relation: str, value: str | Combinable) -> ArrayAgg:
    return ArrayAgg(value, filter=Q(relation=relation), order_by="id")


def _topics(value: str | Combinable) -> ArrayAgg:
    """As a statement's page lists them: the surest first."""
    return ArrayAgg(value, order_by=("-confidence", "id"))


def _confidence(name: str) -> Combinable:
    read = Cast(KeyTextTransform(name, "confidence"), FloatField())
    return Round(read, precision=4)


_SPEAKER_NAME = Case(
    When(speaker__isnull=True, then=F("speaker_read")),
    default=first_known("speaker__name_ar", "speaker__name_latin"),
    output_field=TextField(),
)


_INSTITUTION_NAME = Coalesce(
    "ministry__name_ar", first_known("read_as", "printed"), output_field=TextField()
)
_INSTITUTION_CODE = Coalesce("ministry__code", Value("?"), output_field=TextField())

_WHAT = (
    Column("id", _("Public id of the statement; it never changes."), "public_id"),
    Column(
        "permalink", _("Address of the statement."), "public_id", Holds.ADDRESS, "statement"
    ),
    Column(
        "is_sample", _("true for an invented sample, false for a real report."),
        "is_sample", Holds.YES_NO,
    ),
    Column(
        "date", _("The day it was said, else the day the article was published (ISO 8601)."),
        "dated_on", Holds.DAY,
    ),
    Column("said_on", _("The day it was said, where known (ISO 8601)."), "said_on", Holds.DAY),
    Column("content", _("What was said, exactly as printed."), "content", Holds.TEXT, width=70),
    Column("cue", _("The reporting word or words, as printed."), "cue", Holds.TEXT),
    Column(
        "cue_lemma", _("The reporting verb in its dictionary form."), "cue_lemma", Holds.TEXT
    ),
    Column(
        "stance",
        _("assert, stress, explain, highlight, judge, praise, criticise, call_for, ask, warn, "
          "announce, promise, deny or regret."),
        "stance",
    ),
    Column("kind", _("direct, mixed or indirect speech."), "kind"),
    Column("language", _("Language of the words: ar or fr."), "language"),
)  # fmt: skip

_WHO = (
    Column(
        "speaker_id", _("Public id of the speaker; empty for a source without a record."),
        "speaker__public_id",
    ),
    Column(
        "speaker_name", _("The speaker's name as it is known, in Arabic where there is one."),
        _SPEAKER_NAME, Holds.TEXT,
    ),
    Column(
        "speaker_name_latin", _("The speaker's name in Latin script, where known."),
        "speaker__name_latin", Holds.TEXT,
    ),
    Column(
        "speaker_is_provisional",
        _("true where the speaker's record was made from articles and nobody has confirmed it."),
        "speaker__is_provisional", Holds.YES_NO,
    ),
    Column(
        "speaker_printed", _("The speaker as printed at the statement; empty when left out."),
        "speaker_printed", Holds.TEXT,
    ),
    Column(
        "speaker_type", _("person, group, institution, unnamed or multi."), "speaker_type"
    ),
    Column(
        "roles_printed", _("Roles of the speaker as printed, separated by a bar."),
        "roles_printed", Holds.TEXTS,
    ),
    Column(
        "office", _("The office held on that day, according to our records."),
        first_known("appointment__title", "appointment__office"), Holds.TEXT,
    ),
    Column(
        "attribution",
        _("How the text names the speaker: explicit, role, last_name, pronoun, elided, "
          "continuation or headline."),
        "attribution",
    ),
    Column("party", _("Code of the party."), "party__code"),
    Column("party_name", _("Name of the party in Arabic."), "party__name_ar", Holds.TEXT),
    Column("group", _("Code of the parliamentary group."), "group__code"),
    Column(
        "group_name", _("Name of the parliamentary group in Arabic."),
        "group__name_ar", Holds.TEXT,
    ),
    Column("chamber", _("Code of the chamber."), "chamber__code"),
)  # fmt: skip

_TO_WHOM = (
    Column(
        "addressee_codes",
        _("Codes of those addressed, separated by a bar; ? for one without a record."),
        _institutions(Relation.ADDRESSED, _INSTITUTION_CODE), Holds.CODES, of=_NAMED,
    ),
    Column(
        "addressees", _("Names of those addressed, in Arabic, separated by a bar."),
        _institutions(Relation.ADDRESSED, _INSTITUTION_NAME), Holds.TEXTS, of=_NAMED,
    ),
    Column(
        "addressee_explicit", _("true where the statement's own paragraph names the addressee."),
        "addressee_is_explicit", Holds.YES_NO,
    ),
    Column(
        "mentioned", _("Institutions only talked about, in Arabic, separated by a bar."),
        _institutions(Relation.MENTIONED, _INSTITUTION_NAME), Holds.TEXTS, of=_NAMED,
    ),
)  # fmt: skip

_WHEN = (
    Column("session_id", _("Public id of the sitting."), "session__public_id"),
    Column(
        "session_type",
        _("oral_questions, written_question, monthly_policy, committee, plenary_legislative, "
          "plenary_budget, media or other."),
        "session__type",
    ),
    Column(
        "session_date", _("Day of the sitting (ISO 8601)."), "session__date", Holds.DAY
    ),
    Column(
        "session_committee", _("Name of the committee in Arabic."),
        "session__committee__name_ar", Holds.TEXT,
    ),
)  # fmt: skip

_WHERE = (
    Column("outlet", _("The outlet."), "article__source__name", Holds.TEXT),
    Column("article_id", _("Public id of the article."), "article__public_id"),
    Column(
        "article_title", _("Title of the article."), "article__title", Holds.TEXT, width=50
    ),
    Column("article_url", _("Address of the article at the outlet."), "article__url", Holds.TEXT),
    Column(
        "article_published_at",
        _("When the article was published, in Morocco; the day alone where no time is printed."),
        published("article__"),
    ),
    Column(
        "content_spans",
        _("Where the content stands in the cleaned text: start-end, counted in characters from 0, "
          "the end not included; several are separated by a bar."),
        "content_spans", Holds.SPANS,
    ),
    Column("cue_span", _("Where the cue stands."), "cue_span", Holds.SPAN),
    Column("speaker_span", _("Where the speaker is named."), "speaker_span", Holds.SPAN),
)  # fmt: skip

_HOW_SURE = (
    Column(
        "review_status", _("extracted (never reviewed), confirmed or corrected by an editor."),
        "review_status",
    ),
    Column(
        "confidence", _("The least of the extractor's confidences in its fields, from 0 to 1."),
        Round(F("least_confidence"), precision=4), Holds.NUMBER,
    ),
    Column("engine_version", _("Version of the extractor."), "engine_version"),
)  # fmt: skip

# Files are read by programs: what is new comes behind what was there.
_ADDED = (
    Column(
        "antecedent_span", _("Where the text names the one that the speaker's mention refers to."),
        "antecedent_span", Holds.SPAN,
    ),
    Column(
        "session_span", _("Where the words stand that tell the sitting."),
        "session_span", Holds.SPAN,
    ),
    Column(
        "text_sha256", _("SHA-256 of the cleaned text that the spans count in."),
        "revision__text_sha256",
    ),
    Column(
        "addressees_printed", _("Those addressed as printed, separated by a bar."),
        _institutions(Relation.ADDRESSED, "printed"), Holds.TEXTS, of=_NAMED,
    ),
    Column(
        "mentioned_codes",
        _("Codes of those only talked about, separated by a bar; ? for one without a record."),
        _institutions(Relation.MENTIONED, _INSTITUTION_CODE), Holds.CODES, of=_NAMED,
    ),
    Column(
        "outlet_count", _("How many outlets tell of it; they are counted once."),
        Count("outlet", distinct=True) + 1, Holds.NUMBER, of=_TOLD,
    ),
    Column(
        "confidence_detection", _("The extractor's confidence that this is a statement."),
        _confidence("detection"), Holds.NUMBER,
    ),
    Column(
        "confidence_content", _("The extractor's confidence in where the content ends."),
        _confidence("content"), Holds.NUMBER,
    ),
    Column(
        "confidence_speaker", _("The extractor's confidence in the speaker."),
        _confidence("speaker"), Holds.NUMBER,
    ),
    Column(
        "confidence_stance", _("The extractor's confidence in the stance."),
        _confidence("stance"), Holds.NUMBER,
    ),
    Column(
        "confidence_kind", _("The extractor's confidence in the kind of speech."),
        _confidence("kind"), Holds.NUMBER,
    ),
    Column(
        "confidence_addressees", _("The extractor's confidence in those addressed."),
        _confidence("addressees"), Holds.NUMBER,
    ),
    Column(
        "confidence_session", _("The extractor's confidence in the sitting."),
        _confidence("session"), Holds.NUMBER,
    ),
    Column(
        "minister_of", _("Code of the ministry in which the speaker held that office."),
        "appointment__ministry__code",
    ),
    Column(
        "topics", _("Codes of the topics, the surest first, separated by a bar."),
        _topics("topic__code"), Holds.CODES, of=_ABOUT,
    ),
    Column(
        "confidence_topics",
        _("How sure each of the topics is, from 0 to 1, in the same order, separated by a bar; "
          "1 where an editor chose it."),
        _topics(Round(F("confidence"), precision=4)), Holds.NUMBERS, of=_ABOUT,
    ),
    Column(
        "topics_set_by",
        _("Who set each of the topics, machine or editor, in the same order, separated by a bar."),
        _topics("set_by"), Holds.CODES, of=_ABOUT,
    ),
)  # fmt: skip

_COLUMNS = (*_WHAT, *_WHO, *_TO_WHOM, *_WHEN, *_WHERE, *_HOW_SURE, *_ADDED)


def _added(*names: str) -> tuple[Column, ...]:
    return tuple(one for one in _ADDED if one.name in names)


def _ending_in(*ends: str) -> tuple[Column, ...]:
    return tuple(one for one in _COLUMNS if one.name.endswith(ends))


_STANDS = _ending_in("_span", "_spans", "text_sha256")

STATEMENTS = Table(
    "statements",
    _("Statements"),
    Statement.objects.all,
    _COLUMNS,
    (
        Part("what", _("The statement"), (*_WHAT, *_added("topics"))),
        Part("who", _("Who spoke"), (*_WHO, *_added("minister_of"))),
        Part(
            "whom", _("Who was addressed or mentioned"),
            (*_TO_WHOM, *_added("addressees_printed", "mentioned_codes")),
        ),
        Part("sitting", _("The sitting"), _WHEN),
        Part(
            "article", _("Outlet and article"),
            (*(one for one in _WHERE if one not in _STANDS), *_added("outlet_count")),
        ),
        Part("stands", _("Where it stands in the text"), _STANDS),
        Part(
            "sure", _("Review, and how sure the extractor was"),
            (
                *_HOW_SURE,
                *(one for one in _ADDED if one.name.startswith("confidence_")),
                *_added("topics_set_by"),
            ),
        ),
    ),
)  # fmt: skip
