"""Articles and readings made by hand, to test what storing does with whatever an engine finds."""

from datetime import UTC, datetime

from statements.extraction.model import (
    Attribution,
    Institution,
    Kind,
    Span,
    SpeakerReading,
    SpeakerType,
    Stance,
    StatementReading,
)
from statements.models import Article, Revision, Snapshot

TEXT = (
    "أكدت النائبة سلمى وردان أن الطريق إلى قريتها مقطوعة منذ الشتاء.\n"
    "وطالبت وردان وزير التجهيز بإصلاح القنطرة قبل الدخول المدرسي."
)
PUBLISHED = datetime(2025, 4, 23, 20, 3, tzinfo=UTC)


def make_article(text=TEXT, identity="text:1", **fields):
    """An article with one snapshot and one revision, as a worker would have left it."""
    article = Article.objects.create(
        identity=identity,
        title=fields.pop("title", "قنطرة القرية"),
        published_at=PUBLISHED,
        published_precision="minute",
        state=Article.State.READ,
        **fields,
    )
    make_revision(article, text)
    return article


def make_revision(article, text):
    snapshot = Snapshot.objects.create(
        article=article,
        compressed=b"x",
        sha256=f"{article.revisions.count()}".rjust(64, "0"),
        byte_count=1,
    )
    revision = Revision.objects.create(
        article=article,
        snapshot=snapshot,
        number=article.revisions.count() + 1,
        text=text,
        text_sha256="0" * 64,
        language="ar",
        published_at=PUBLISHED,
        published_precision="minute",
    )
    article.current = revision
    article.save()
    return revision


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def reading(text, cue, content, sid=1, **fields):
    """A statement as an engine would give it back, with the spans of these words in this text."""
    speaker = fields.pop("speaker", "سلمى وردان")
    return StatementReading(
        sid=sid,
        speaker=SpeakerReading(
            surface=speaker,
            resolved=speaker,
            type=fields.pop("speaker_type", SpeakerType.PERSON),
            attribution=Attribution.EXPLICIT,
            roles=("النائبة",),
            chamber="representatives",
            mention=span(text, "وردان"),
        ),
        cue=span(text, cue),
        cue_lemma=cue,
        stance=fields.pop("stance", Stance.STRESS),
        kind=Kind.INDIRECT,
        content=(span(text, content),),
        confidence={"detection": 0.9, "speaker": 0.7},
        rules={"speaker": "title_and_name"},
        **fields,
    )


def first(text=TEXT, **fields):
    return reading(text, "أكدت", "الطريق إلى قريتها مقطوعة منذ الشتاء", **fields)


def second(text=TEXT, **fields):
    return reading(
        text,
        "وطالبت",
        "بإصلاح القنطرة قبل الدخول المدرسي",
        **{"sid": 2, "stance": Stance.CALL_FOR, **fields},
    )


EQUIPMENT = Institution("وزير التجهيز", "وزارة التجهيز والماء", "EQE", None)
