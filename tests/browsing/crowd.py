"""Many statements that differ in everything, and the same answers worked out by hand."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

from statements.browsing import Dimension
from statements.models import Article, Statement, StatementTopic, Topic
from statements.search import words
from tests import factories as make
from tests.web.world import a_small_world

FIRST = date(2025, 1, 1)
OF_CONTENT = ("العاصفة", "السمك", "الميناء")  # and of no name
WORDS = ("القوارب", "الخبز", *OF_CONTENT)


def a_crowd(many=60, seed=7):
    """The small world and many more statements, some of them not published."""
    world, chance = a_small_world(), random.Random(seed)
    topics = [
        Topic.objects.create(code=f"topic-{n}", name_ar=f"موضوع {n}", position=n) for n in range(3)
    ]
    offices = [
        make.make_appointment(world.salem, "minister", ministry=world.bread),
        make.make_appointment(world.layla, "other", ministry=world.boats),
        make.make_appointment(world.layla, ministry=None),
    ]
    for _ in range(many):
        office = chance.choice((None, *offices))
        speaker = office.speaker if office else chance.choice((None, world.salem, world.layla))
        told = make.make_statement(
            " ".join(chance.sample(WORDS, 2)),
            cue="قال",
            stance=chance.choice(("ask", "criticise", "promise")),
            kind=chance.choice(("direct", "indirect")),
            speaker=speaker,
            appointment=office,
            addressed=chance.sample((world.boats, world.bread, "هيئة"), chance.randrange(3)),
            mentioned=chance.sample((world.boats, world.bread), chance.randrange(2)),
            session=chance.choice((None, world.sitting, world.debate)),
            chamber=chance.choice((None, world.lower, world.upper)),
            party=chance.choice((None, world.palm)),
            group=chance.choice((None, world.palms)),
            said_on=chance.choice((None, FIRST + timedelta(days=chance.randrange(90)))),
            is_sample=chance.random() < 0.2,
            **chance.choice(
                (
                    {},
                    {},
                    {"review_status": "confirmed", "reviewed_at": "2025-06-01T00:00Z"},
                    {"review_status": "rejected", "reviewed_at": "2025-06-01T00:00Z"},
                    {"retracted_at": "2025-06-01T00:00Z"},
                    {"same_as": world.asked},
                )
            ),
        )
        if told.said_on is None and chance.random() < 0.7:
            Statement.objects.filter(pk=told.pk).update(dated_on=None)
        for topic in chance.sample(topics, chance.randrange(3)):
            StatementTopic.objects.create(statement=told, topic=topic)
        source = chance.choice((None, world.lighthouse, world.shore))
        gone = "2025-07-01T00:00Z" if chance.random() < 0.1 else None
        Article.objects.filter(pk=told.article_id).update(source=source, withdrawn_at=gone)
    return world


def by_hand():
    """Every published statement: (key, day, words, dimension → its values)."""
    rows = Statement.objects.select_related(
        "speaker",
        "party",
        "group",
        "chamber",
        "session",
        "article__source",
        "appointment__ministry",
    ).prefetch_related("institutions__ministry", "topics")
    return [_told(row) for row in rows if _is_published(row)]


def _is_published(row):
    hidden = row.review_status == "rejected" or row.retracted_at or row.same_as_id
    return not hidden and not row.article.withdrawn_at


def _told(row):
    named = defaultdict(set)
    for institution in row.institutions.all():
        if institution.ministry:
            named[institution.relation].add(institution.ministry.code)
    source, office = row.article.source, row.appointment
    values = {
        Dimension.STANCE: {row.stance},
        Dimension.KIND: {row.kind},
        Dimension.REVIEW: {row.review_status},
        Dimension.MINISTRY: named["addressed"],
        Dimension.MENTIONED: named["mentioned"],
        Dimension.SPEAKER: {row.speaker.public_id} if row.speaker else set(),
        Dimension.MINISTER_OF: ({office.ministry.code} if office and office.ministry else set()),
        Dimension.PARTY: {row.party.code} if row.party else set(),
        Dimension.GROUP: {row.group.code} if row.group else set(),
        Dimension.CHAMBER: {row.chamber.code} if row.chamber else set(),
        Dimension.SESSION: {row.session.public_id} if row.session else set(),
        Dimension.SESSION_TYPE: {row.session.type} if row.session else set(),
        Dimension.TOPIC: {topic.code for topic in row.topics.all()},
        Dimension.SOURCE: {source.host or source.name} if source else set(),
        Dimension.SAMPLES: {"with", "only" if row.is_sample else "without"},
    }
    return row.pk, row.dated_on, set(words(row.content)), values


def fits(row, question):
    """Whether a statement is asked for."""
    _key, day, said, values = row
    if question.first_day and not (day and day >= question.first_day):
        return False
    if question.last_day and not (day and day <= question.last_day):
        return False
    if not set(words(question.words)) <= said:
        return False
    return all(
        not chosen or values[name] & set(chosen) for name, chosen in question.choices.items()
    )


def in_order(rows, *, newest=True):
    """The keys of statements, those without a day last."""
    dated = sorted((day, key) for key, day, *_ in rows if day)
    undated = sorted(key for key, day, *_ in rows if not day)
    keys = [key for _day, key in dated]
    return keys[::-1] + undated[::-1] if newest else keys + undated


def counted(rows, question, dimension):
    """Value → statements, whatever is chosen in the dimension itself."""
    asked = question.without(dimension)
    return dict(Counter(v for row in rows if fits(row, asked) for v in row[3][dimension]))


def months(rows, question):
    """First day of a month → statements, whatever days are asked for."""
    asked = question.without_days()
    return dict(Counter(row[1].replace(day=1) for row in rows if row[1] and fits(row, asked)))


def series(rows):
    """(First day of a month or None, stance) → statements."""
    return dict(
        Counter(
            (day and day.replace(day=1), *values[Dimension.STANCE])
            for _key, day, _words, values in rows
        )
    )
