"""A parliament of invented people, and as many statements as are wanted, in realistic proportions.

    fill(100_000)            # in a measurement or a test
    QAWL_DATA=… manage.py shell -c "from tests.bench._world import fill; fill(1_000_000)"
                             # into a Qawl that is running without samples, and then
    QAWL_DATA=… manage.py rebuild_index
                             # for rows are copied in without the triggers that tell the index

Few speakers say most, few ministries are asked most, nearly everything falls on a sitting of a
Monday or Tuesday, every fifth statement is another outlet's telling of one before it. The same
number of rows and seed gives the same rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from django.db import connection, transaction

from people.models import Appointment, Chamber, Committee, Group, Ministry, Party, Speaker
from people.public_id import ALPHABET
from statements.models import (
    Article,
    NamedInstitution,
    Revision,
    Session,
    Snapshot,
    Source,
    Statement,
)
from statements.search import search_text
from tests.bench._copying import NULL, Table, escaped
from tests.bench._words import Vocabulary, names

SPEAKERS, MINISTRIES, OUTLETS, PARTIES, COMMITTEES = 2000, 60, 80, 15, 10
FIRST_DAY, YEARS = date(2017, 1, 2), 9
PER_ARTICLE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 12)

_STANCES = {
    "assert": 30, "stress": 17, "explain": 9, "highlight": 8, "call_for": 8, "criticise": 7,
    "ask": 7, "announce": 4, "warn": 3, "judge": 3, "praise": 2, "promise": 1, "deny": 0.6,
    "regret": 0.4,
}  # fmt: skip
_CUES = {
    "assert": "قال", "stress": "أكد", "explain": "أوضح", "highlight": "أبرز", "judge": "اعتبر",
    "praise": "أشاد", "criticise": "انتقد", "call_for": "طالب", "ask": "تساءل", "warn": "حذر",
    "announce": "أعلن", "promise": "وعد", "deny": "نفى", "regret": "أسف",
}  # fmt: skip
_KINDS = {"indirect": 70, "mixed": 18, "direct": 12}
_SITTINGS = {
    "oral_questions": 55, "committee": 20, "plenary_legislative": 8, "monthly_policy": 5,
    "plenary_budget": 4, "written_question": 4, "media": 3, "other": 1,
}  # fmt: skip


@cache
def _summed(weights: tuple[tuple[str, float], ...]) -> tuple[list[str], list[float]]:
    return [name for name, _ in weights], list(accumulate(weight for _, weight in weights))


@dataclass
class World:
    """What statements are drawn from."""

    chance: random.Random
    vocabulary: Vocabulary
    chambers: list[Chamber] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    seats: list[Appointment] = field(default_factory=list)
    ministries: list[Ministry] = field(default_factory=list)
    outlets: list[Source] = field(default_factory=list)
    sittings: list[Session] = field(default_factory=list)
    # Searched-by words of each speaker, ministry; worked out once.
    speaker_words: list[str] = field(default_factory=list)
    ministry_words: list[str] = field(default_factory=list)

    def one_of(self, weights: Mapping[str, float]) -> str:
        names, sums = _summed(tuple(weights.items()))
        return self.chance.choices(names, cum_weights=sums)[0]


def skewed(many: int, steepness: float = 1.0) -> list[float]:
    """Cumulative weights under which the first are drawn far more often than the last."""
    return list(accumulate(1 / (rank + 5) ** steepness for rank in range(many)))


def fill(rows: int, seed: int = 1) -> World:
    """Fill an empty database with that many statements and all that they hang on."""
    world = _people(random.Random(seed))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        indexes = _drop_indexes(cursor)
        _copy(world, rows)
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        for definition in indexes:
            cursor.execute(definition)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return world


def _people(chance: random.Random) -> World:
    world = World(chance, Vocabulary(chance))
    lower, upper = (
        Chamber.objects.get_or_create(
            code=code, defaults={"name_ar": ar, "name_fr": fr, "name_en": en}
        )[0]
        for code, ar, fr, en in (
            ("representatives", "مجلس النواب", "Chambre des représentants", "Representatives"),
            ("councillors", "مجلس المستشارين", "Chambre des conseillers", "Councillors"),
        )
    )  # fmt: skip
    world.chambers = [lower, upper]
    _bodies(world)
    _speakers(world)
    _sittings(world)
    return world


def _bodies(world: World) -> None:
    words = world.vocabulary.printed[60:]
    world.ministries = Ministry.objects.bulk_create(
        Ministry(
            code=f"INV{number}",
            name_ar=f"وزارة {words[number]} و{words[number + 100]}",
            name_fr=f"Ministère inventé n° {number}",
            name_en=f"Invented ministry {number}",
            public_id=public_id(number, 3),
        )
        for number in range(MINISTRIES)
    )
    world.ministry_words = [
        search_text([m.name_ar, m.name_ar, m.name_fr]) for m in world.ministries
    ]
    world.outlets = Source.objects.bulk_create(
        Source(name=f"جريدة {words[200 + number]}", host=f"outlet-{number}.example")
        for number in range(OUTLETS)
    )


def _speakers(world: World) -> None:
    words = world.vocabulary.printed[400:]
    parties = Party.objects.bulk_create(
        Party(
            code=f"inv-{n}", name_ar=f"حزب {words[n]}", name_fr=f"Parti {n}", name_en=f"Party {n}"
        )
        for n in range(PARTIES)
    )
    groups = Group.objects.bulk_create(
        Group(
            code=f"inv-{chamber.code}-{n}",
            name_ar=f"فريق {words[n]}",
            name_fr=f"Groupe {n}",
            name_en=f"Group {n}",
            chamber=chamber,
            party=party,
        )
        for chamber in world.chambers
        for n, party in enumerate(parties)
    )
    world.speakers = Speaker.objects.bulk_create(
        Speaker(name_ar=arabic, name_latin=latin, public_id=public_id(number, 1))
        for number, (arabic, latin) in enumerate(names(world.chance, SPEAKERS))
    )
    world.speaker_words = [
        search_text([s.name_ar, s.name_ar, s.name_latin]) for s in world.speakers
    ]
    world.seats = Appointment.objects.bulk_create(
        _seat(world, number, speaker, groups) for number, speaker in enumerate(world.speakers)
    )


def _seat(world: World, number: int, speaker: Speaker, groups: list[Group]) -> Appointment:
    if number % 20 == 1:
        ministry = world.ministries[number // 20 % MINISTRIES]
        return Appointment(speaker=speaker, office="minister", ministry=ministry)
    group = world.chance.choice(groups)
    return Appointment(
        speaker=speaker,
        office="member",
        chamber=group.chamber,
        group=group,
        party=group.party if world.chance.random() < 0.9 else None,
    )


def _sittings(world: World) -> None:
    committees = Committee.objects.bulk_create(
        Committee(code=f"inv-{n}", name_ar=f"لجنة {world.vocabulary.printed[500 + n]}",
                  chamber=world.chambers[n % 2])
        for n in range(COMMITTEES)
    )  # fmt: skip
    found: dict[tuple[object, ...], Session] = {}
    for week in range(52 * YEARS):
        monday = FIRST_DAY + timedelta(weeks=week)
        for number in range(6):
            kind = world.one_of(_SITTINGS) if number > 1 else "oral_questions"
            chamber = world.chambers[number % 2]
            days = number % 2 if kind == "oral_questions" else world.chance.randrange(5)
            committee = world.chance.choice(committees) if kind == "committee" else None
            day = monday + timedelta(days=days)
            chamber = committee.chamber if committee else chamber
            found[chamber.pk, kind, day, committee and committee.pk] = Session(
                type=kind, date=day, chamber=chamber, committee=committee,
                public_id=public_id(6 * week + number, 2),
            )  # fmt: skip
    in_order = sorted(found.values(), key=lambda one: (one.date or FIRST_DAY, one.type))
    world.sittings = Session.objects.bulk_create(in_order)


def public_id(number: int, salt: int = 0) -> str:
    """An id like those of real rows; different numbers and salts give different ones."""
    size = len(ALPHABET)
    rest = (number * 48_271 + 12_345) % 2_147_483_647
    letters = [ALPHABET[salt]]
    for _ in range(9):
        rest, place = divmod(rest, size)
        letters.append(ALPHABET[place])
    return "".join(letters)


def _drop_indexes(cursor: object) -> list[str]:
    """Drop what is quicker built afterwards; returns how to build it again."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN"
        " ('statements_statement', 'statements_namedinstitution') AND indexdef NOT LIKE '%UNIQUE%'"
    )
    found = list(cursor.fetchall())  # type: ignore[attr-defined]
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')  # type: ignore[attr-defined]
    return [definition for _, definition in found]


ARTICLE = ("id", "public_id", "identity", "source_id", "url", "title", "published_at",
           "published_precision", "current_id", "state", "withdrawn_at")  # fmt: skip
SNAPSHOT = ("id", "article_id", "compressed", "sha256", "byte_count")
REVISION = ("id", "article_id", "snapshot_id", "number", "title", "published_at",
            "published_precision", "language", "text", "text_sha256")  # fmt: skip
STATEMENT = (
    "id", "public_id", "article_id", "revision_id", "position", "content", "content_spans", "cue",
    "cue_span", "cue_lemma", "stance", "kind", "speaker_type", "speaker_printed", "speaker_read",
    "speaker_span", "attribution", "speaker_id", "appointment_id", "group_id", "party_id",
    "chamber_id", "session_id", "said_on", "dated_on", "confidence", "least_confidence",
    "review_status", "reviewed_at", "retracted_at", "same_as_id", "search_text",
)  # fmt: skip
INSTITUTION = ("id", "statement_id", "ministry_id", "relation", "printed")

Row = Sequence[str]


@dataclass
class _Articles:
    """Articles one after another, each with its statements; kept small by blocks."""

    world: World
    rows: int
    articles: list[Row] = field(default_factory=list)
    revisions: list[Row] = field(default_factory=list)
    institutions: list[Row] = field(default_factory=list)
    canonical: list[int] = field(default_factory=list)
    article: int = 0
    statement: int = 0
    institution: int = 0

    def __post_init__(self) -> None:
        self.by_speaker = skewed(SPEAKERS, 0.9)
        self.by_ministry = skewed(MINISTRIES, 1.1)
        self.by_outlet = skewed(OUTLETS, 1.2)

    def statements(self) -> Iterator[Row]:
        while self.statement < self.rows:
            yield from self._article()

    def _article(self) -> Iterator[Row]:
        world, chance = self.world, self.world.chance
        self.article += 1
        # Time runs with the ids, and later years have more outlets.
        done = (self.statement / self.rows) ** 0.8
        near = int(done * (len(world.sittings) - 1)) + chance.randrange(-6, 7)
        sitting = world.sittings[min(max(near, 0), len(world.sittings) - 1)]
        day = (sitting.date or FIRST_DAY) + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
        title, title_stems = world.vocabulary.read(world.vocabulary.draw(9))
        text = [title]
        at = len(title) + 1
        many = min(chance.choice(PER_ARTICLE), self.rows - self.statement)
        asked = chance.choices(range(MINISTRIES), cum_weights=self.by_ministry)[0]
        for position in range(many):
            sentence, row = self._statement(sitting, day, asked, position, at, title_stems)
            text.append(sentence)
            at += len(sentence) + 1
            yield row
        self._finish(title, day, "\n".join(text))

    def _finish(self, title: str, day: date, text: str) -> None:
        chance, number = self.world.chance, str(self.article)
        outlet = chance.choices(self.world.outlets, cum_weights=self.by_outlet)[0]
        moment = f"{day}T{chance.randrange(8, 23):02}:{chance.randrange(60):02}Z"
        withdrawn = "2026-01-01T00:00Z" if chance.random() < 0.004 else NULL
        self.articles.append(
            (number, public_id(self.article, 4), f"invented-{number}", str(outlet.pk),
             f"https://{outlet.host}/{number}", title, moment, "minute", number, "read", withdrawn)
        )  # fmt: skip
        self.revisions.append(
            (number, number, number, "1", title, moment, "minute", "ar", escaped(text), number)
        )

    def _statement(
        self, sitting: Session, day: date, asked: int, position: int, at: int, title: str
    ) -> tuple[str, Row]:
        world, chance = self.world, self.world.chance
        self.statement += 1
        who = chance.choices(range(SPEAKERS), cum_weights=self.by_speaker)[0]
        speaker, seat = world.speakers[who], world.seats[who]
        stance, kind = world.one_of(_STANCES), world.one_of(_KINDS)
        many = max(5, min(110, int(chance.lognormvariate(3.45, 0.45))))
        content, stems = world.vocabulary.read(world.vocabulary.draw(many))
        cue = _CUES[stance]
        sentence = f"{cue} {speaker.name_ar} أن {content}."
        start = at + len(sentence) - len(content) - 1
        unnamed = chance.random() < 0.04
        found = [search_text(["مصادر"]) if unnamed else world.speaker_words[who]]
        found += self._institutions(asked)
        in_sitting = chance.random() < 0.82
        said_on = str(sitting.date) if in_sitting and chance.random() < 0.9 else NULL
        dated_on = NULL if chance.random() < 0.002 else said_on if said_on != NULL else str(day)
        sure = chance.betavariate(8, 2)
        return sentence, (
            str(self.statement), public_id(self.statement, 5), str(self.article),
            str(self.article), str(position), content,
            f'{{"[{start},{start + len(content)})"}}', cue, f"[{at},{at + len(cue)})", cue, stance,
            kind, "unnamed" if unnamed else "person", "" if unnamed else speaker.name_ar,
            "مصادر" if unnamed else speaker.name_ar,
            f"[{at + len(cue) + 1},{at + len(cue) + 1 + len(speaker.name_ar)})",
            chance.choice(("explicit", "explicit", "elided", "last_name", "role")),
            NULL if unnamed else str(speaker.pk),
            NULL if unnamed else str(seat.pk),
            NULL if unnamed or not seat.group_id else str(seat.group_id),
            NULL if unnamed or not seat.party_id else str(seat.party_id),
            str(sitting.chamber_id) if in_sitting else str(seat.chamber_id or NULL),
            str(sitting.pk) if in_sitting else NULL,
            said_on, dated_on, f'{{"speaker": {sure:.3f}, "stance": 0.9}}', f"{sure:.4f}",
            *self._standing(),
            escaped(" \n".join([stems, *found, title])),
        )  # fmt: skip

    def _institutions(self, asked: int) -> list[str]:
        """Names the bodies of this statement; returns the words of those that it addresses."""
        world, chance = self.world, self.world.chance
        addressed = [asked] if chance.random() < 0.55 else []
        if chance.random() < 0.06:
            addressed.append((asked + 7) % MINISTRIES)
        mentioned = []
        if chance.random() < 0.2:
            mentioned = chance.choices(range(MINISTRIES), cum_weights=self.by_ministry)
        for relation, which in (("addressed", addressed), ("mentioned", mentioned)):
            for number in which:
                self.institution += 1
                ministry = world.ministries[number]
                self.institutions.append(
                    (str(self.institution), str(self.statement), str(ministry.pk), relation,
                     ministry.name_ar)
                )  # fmt: skip
        return [world.ministry_words[number] for number in addressed]

    def _standing(self) -> tuple[str, str, str, str]:
        """Review status, when it was reviewed, when retracted, what it is the same as."""
        chance = self.world.chance
        which = chance.random()
        if which < 0.2 and self.canonical:
            return "extracted", NULL, NULL, str(chance.choice(self.canonical[-60:]))
        if which < 0.25:
            return "extracted", NULL, "2026-01-01T00:00Z", NULL
        if which < 0.28:
            return "rejected", "2026-01-01T00:00Z", NULL, NULL
        self.canonical = [*self.canonical[-60:], self.statement]
        if which < 0.38:
            return "confirmed", "2026-01-01T00:00Z", NULL, NULL
        return ("corrected", "2026-01-01T00:00Z", NULL, NULL) if which < 0.42 else (
            "extracted", NULL, NULL, NULL)  # fmt: skip


def _copy(world: World, rows: int) -> None:
    made = _Articles(world, rows)
    into = {
        model: Table(model, columns)
        for model, columns in (
            (Statement, STATEMENT), (Article, ARTICLE), (Snapshot, SNAPSHOT), (Revision, REVISION),
            (NamedInstitution, INSTITUTION),
        )
    }  # fmt: skip
    into[Statement].copy(made.statements())
    into[Article].copy(made.articles)
    into[Snapshot].copy(
        (str(number), str(number), "x", str(number), "1") for number in range(1, made.article + 1)
    )
    into[Revision].copy(made.revisions)
    into[NamedInstitution].copy(made.institutions)
    for table in into.values():
        table.numbered()
