"""Whether a search has a good answer among its first five, by the index and by the database."""

import pytest

from statements.browsing import Order, Question, Window
from statements.browsing.by_database import DatabaseBrowser
from statements.browsing.by_index import IndexBrowser
from statements.browsing.index.opened import OpenIndex
from statements.browsing.index.writing import fill
from tests import factories as make
from tests.searching.judged import (
    CORPUS,
    JUDGED,
    JUDGED_ACTIONS,
    JUDGED_FORMS,
    MINISTRIES,
    SPEAKERS,
)

FLOOR = 0.95
FIRST = Window(5, Order.RELEVANCE)


@pytest.fixture
def told(db):
    speakers = {n: make.make_speaker(ar, name_latin=la) for n, (ar, la) in SPEAKERS.items()}
    ministries = {
        name: make.make_ministry(name.upper(), arabic, name_fr=french)
        for name, (arabic, french) in MINISTRIES.items()
    }
    return {
        make.make_statement(
            content,
            cue="قال",
            speaker=speakers[speaker],
            addressed=[ministries[ministry]],
            article=make.make_article(f"قال {speakers[speaker].name_ar} {content}", title=title),
        ).pk: name
        for name, (content, speaker, ministry, title) in CORPUS.items()
    }


def success(by, told, judged):
    """The part of the judged searches that have a good one among the first five, and the rest."""
    missed = {}
    for query, good in judged.items():
        found = [told[key] for key in by.rows(Question(words=query), FIRST).ids]
        if not set(found) & set(good.split()) if good else found:
            missed[query] = found
    return 1 - len(missed) / len(judged), missed


def test_a_good_answer_is_among_the_first_five(told, tmp_path):
    fill(tmp_path)
    assert len(JUDGED) >= 60
    for by in (IndexBrowser(OpenIndex(tmp_path)), DatabaseBrowser()):
        for judged in (JUDGED, JUDGED_FORMS, JUDGED_ACTIONS):
            part, missed = success(by, told, judged)
            print(f"{type(by).__name__}: success at 5 {part:.3f} of {len(judged)}, missed {missed}")
        part, missed = success(by, told, JUDGED | JUDGED_FORMS | JUDGED_ACTIONS)
        assert part >= FLOOR, missed
