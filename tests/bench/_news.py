"""Invented pages of news about a parliament, each different, at the weight of real pages."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from tests.bench._words import Vocabulary
from tests.ingestion.pages.layouts import head, page
from tests.ingestion.pages.surroundings import Around

KILOBYTES = (100, 140, 180, 220, 260, 300)
FIRST_DAY = date(2024, 10, 14)  # a Monday
CUES = (
    "أكد {who} أن {words}.",
    "وأوضح {short}، في معرض حديثه، أن {words}.",
    "وطالب {short} {minister} بـ{words}.",
    "وانتقد {who} ما وصفه بـ«{words}»، مشيرا إلى أن {more}.",
    "وقال {short} إن {words}، مضيفا أن {more}.",
    "وشدد {who}، خلال جلسة الأسئلة الشفوية بمجلس {chamber}، على أن {words}.",
    "من جانبه، أبرز {minister} أن {words}.",
    "ودعا {short} الحكومة إلى {words}.",
)
PLAIN = "{words}، {more}."


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sits in a chamber, as articles name him."""

    name: str
    chamber: str  # النواب or المستشارين
    group: str

    @property
    def title(self) -> str:
        return "النائب البرلماني" if self.chamber == "النواب" else "المستشار البرلماني"


def pages(
    many: int, people: Sequence[Person], ministers: Sequence[str], seed: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Addresses and bytes of that many pages; one in ten quotes somebody whom nobody knows."""
    chance = random.Random(seed)
    vocabulary = Vocabulary(random.Random(2), 20_000)
    for number in range(many):
        yield (
            f"https://sahifa.example/{seed}/{number}",
            _page(f"{seed} {number}", chance, vocabulary, people, ministers),
        )


def _page(
    name: str,
    chance: random.Random,
    vocabulary: Vocabulary,
    people: Sequence[Person],
    ministers: Sequence[str],
) -> bytes:
    speaker = chance.choice(people)
    if chance.random() < 0.1:
        speaker = Person(f"{speaker.name} {_said(vocabulary, 1)}", speaker.chamber, speaker.group)
    day = FIRST_DAY + timedelta(days=7 * chance.randrange(60))
    title = f"{speaker.title} {speaker.name}: {_said(vocabulary, 7)}"
    told = [_paragraph(chance, vocabulary, speaker, ministers, at) for at in range(9)]
    around = Around(f"news {name}")
    top = head(title, kilobytes=chance.choice(KILOBYTES), around=around)
    published = f'<meta property="article:published_time" content="{day}T18:30:00+01:00">'
    top = top.replace("</head>", f"{published}</head>")
    paragraphs = "".join(f"<p>{escape(text, quote=False)}</p>" for text in told)
    body = (
        f"<body><header>{around.menu()}</header><main><article><h1>{escape(title)}</h1>"
        f'<div class="entry-content">{paragraphs}</div></article>'
        f'<section class="related">{around.teasers(12)}</section>'
        f"<ol>{around.comments()}</ol></main><aside><ul>{around.links(30)}</ul></aside></body>"
    )
    return page(top, body).encode()


def _paragraph(
    chance: random.Random,
    vocabulary: Vocabulary,
    speaker: Person,
    ministers: Sequence[str],
    at: int,
) -> str:
    """The first names the speaker in full; every second one reports, as in news about a sitting."""
    template = CUES[0] if at == 0 else chance.choice(CUES) if at % 2 == 0 else PLAIN
    said = template.format(
        who=f"{speaker.title} {speaker.name}، عن {speaker.group}",
        short=speaker.name.split()[-1],
        minister=chance.choice(ministers),
        chamber=speaker.chamber,
        words=_said(vocabulary, chance.randrange(12, 22)),
        more=_said(vocabulary, chance.randrange(8, 14)),
    )
    return f"{said} {_said(vocabulary, chance.randrange(15, 25))}."


def _said(vocabulary: Vocabulary, many: int) -> str:
    return vocabulary.read(vocabulary.draw(many))[0]
