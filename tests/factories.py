"""Small rows for tests: each function makes one thing, true to the rules of the database.

Persons, outlets and words are invented.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.utils import timezone

from people.models import Alias, Appointment, Chamber, Group, Ministry, MinistryName, Party, Speaker
from statements.models import (
    Article,
    NamedInstitution,
    Revision,
    Session,
    Snapshot,
    Source,
    Statement,
)
from statements.search import document_of

_numbers = itertools.count(1)


def make_user(name="editor", **fields):
    return get_user_model().objects.create_user(name, **fields)


def make_chamber(code="representatives", **fields):
    names = {
        "representatives": ("مجلس النواب", "Chambre des représentants", "House of Representatives"),
        "councillors": ("مجلس المستشارين", "Chambre des conseillers", "House of Councillors"),
    }
    arabic, french, english = names.get(code, (code, code, code))
    defaults = {"name_ar": arabic, "name_fr": french, "name_en": english}
    return Chamber.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def make_party(code=None, name_ar="حزب النخلة", **fields):
    return Party.objects.create(code=code or f"party-{next(_numbers)}", name_ar=name_ar, **fields)


def make_group(code=None, name_ar="فريق النخلة", chamber=None, **fields):
    return Group.objects.create(
        code=code or f"group-{next(_numbers)}",
        name_ar=name_ar,
        chamber=chamber or make_chamber(),
        **fields,
    )


def make_ministry(code=None, name_ar="وزارة القوارب", names=(), **fields):
    ministry = Ministry.objects.create(
        code=code or f"MIN{next(_numbers)}", name_ar=name_ar, **fields
    )
    for text in names:
        MinistryName.objects.create(ministry=ministry, text=text, language="ar")
    return ministry


def make_speaker(name_ar="سالم البرتقالي", aliases=(), **fields):
    speaker = Speaker.objects.create(name_ar=name_ar, **fields)
    for text in aliases:
        Alias.objects.create(speaker=speaker, text=text)
    return speaker


def make_appointment(speaker, office="member", **fields):
    if office == "member":
        fields.setdefault("chamber", make_chamber())
    return Appointment.objects.create(speaker=speaker, office=office, **fields)


def make_source(name=None, **fields):
    number = next(_numbers)
    defaults = {"host": f"outlet-{number}.example"} | fields
    return Source.objects.create(name=name or f"جريدة المنارة {number}", **defaults)


def make_session(kind="oral_questions", day=date(2025, 4, 22), chamber=None, **fields):
    return Session.objects.create(type=kind, date=day, chamber=chamber or make_chamber(), **fields)


def make_article(text="افتتحت الجلسة بعد الزوال.", published="2025-04-23T21:03", **fields):
    number = next(_numbers)
    fields.setdefault("title", f"خبر من البرلمان {number}")
    moment = timezone.make_aware(datetime.fromisoformat(published)) if published else None
    article = Article.objects.create(
        identity=f"test-{number}",
        url=fields.pop("url", f"https://outlet.example/{number}"),
        published_at=moment,
        published_precision=fields.pop("published_precision", "minute") if moment else "",
        state="read",
        **fields,
    )
    return revise(article, text)


def revise(article, text):
    """A further revision of an article, which becomes the current one."""
    raw = text.encode()
    number = article.revisions.count() + 1
    snapshot = Snapshot.objects.create(
        article=article,
        compressed=gzip.compress(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        byte_count=len(raw),
    )
    article.current = Revision.objects.create(
        article=article,
        snapshot=snapshot,
        number=number,
        title=article.title,
        published_at=article.published_at,
        published_precision=article.published_precision,
        language=article.language,
        text=text,
        text_sha256=hashlib.sha256(raw).hexdigest(),
    )
    article.save()
    return article


def span_of(text, part, *, after=0):
    """Where a part stands in a text."""
    start = text.index(part, after)
    return NumericRange(start, start + len(part))


def make_statement(
    content="القوارب تحتاج إلى صيانة عاجلة",
    *,
    cue="أكد",
    printed="سالم البرتقالي",
    article=None,
    speaker=None,
    addressed=(),
    mentioned=(),
    antecedent="",
    session_phrase="",
    **fields,
):
    """A statement in its article; without an article one is written around it.

    ``addressed`` and ``mentioned`` are ministries, or texts for bodies without a record.
    """
    if article is None:
        about = {"is_sample": fields.get("is_sample", False)}
        text = f"مقدمة المقال.\n{cue} {printed} أن {content}.\nخاتمة المقال."
        article = make_article(text, **about)
    text = article.current.text
    at = text.index(cue)
    said_on = fields.get("said_on")
    published = article.published_at and timezone.localdate(article.published_at)
    defaults = {
        "position": article.statements.count(),
        "content_spans": [span_of(text, content)],
        "cue_span": span_of(text, cue),
        "cue_lemma": cue,
        "stance": "stress",
        "kind": "indirect",
        "speaker_type": speaker.kind if speaker else "person",
        "speaker_read": speaker.name if speaker else printed,
        "attribution": "explicit",
        "dated_on": said_on or published,
        "engine_version": "test",
        "confidence": {"speaker": 0.95, "stance": 0.8},
    }
    if printed and printed in text:
        defaults["speaker_span"] = span_of(text, printed, after=at if printed in text[at:] else 0)
    if antecedent:
        defaults["antecedent_span"] = span_of(text, antecedent)
    if session_phrase:
        defaults["session_span"] = span_of(text, session_phrase)
    statement = Statement.objects.create(
        article=article,
        revision=article.current,
        content=content,
        cue=cue,
        speaker=speaker,
        speaker_printed=printed,
        **defaults | fields,
    )
    _name_institutions(statement, addressed, "addressed")
    _name_institutions(statement, mentioned, "mentioned")
    statement.search_text = document_of(statement)
    statement.save(update_fields=["search_text"])
    return statement


def _name_institutions(statement, institutions, relation):
    for institution in institutions:
        text = statement.revision.text
        is_known = isinstance(institution, Ministry)
        printed = institution.name_ar if is_known else institution
        NamedInstitution.objects.create(
            statement=statement,
            ministry=institution if is_known else None,
            relation=relation,
            printed=printed,
            span=span_of(text, printed) if printed in text else None,
        )
