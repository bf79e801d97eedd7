"""Names typed in Latin letters find the Arabic ones among 2,000 others, and hardly any other."""

import random

import pytest

from people.models import Speaker
from statements.search import matching, read
from statements.search.suggesting import suggested
from tests import factories as make
from tests.bench._words import names
from tests.searching.spellings import HELD_BACK, TUNED_ON

pytestmark = pytest.mark.django_db
FOUND, OTHERS = 0.94, 0.25
# What everybody types in French and must not become a name.
FRENCH = """
    budget projet question réponse santé enseignement agriculture sécheresse chômage emploi jeunes
    femmes retraite réforme impôt finances transport tourisme culture logement justice prison
    tribunal famille travail salaire marché médicament université étudiant ministre député groupe
    majorité opposition commission gouvernement chambre conseillers commune élection citoyen énergie
"""


@pytest.fixture
def crowd(db):
    for arabic, latin in names(random.Random(7), 2000):
        make.make_speaker(arabic, name_latin=latin)
    for arabic in TUNED_ON | HELD_BACK:
        speaker = make.make_speaker(arabic, name_latin="")
        make.make_statement("تكلم", cue="قال", speaker=speaker)


@pytest.mark.parametrize("told", [TUNED_ON, HELD_BACK], ids=["tuned on", "held back"])
def test_whoever_is_meant_is_found_and_suggested_first(crowd, told):
    assert len(told) >= 40
    spellings = [(typed, name) for name, others in told.items() for typed in others]
    unfound, others, before = [], 0, 0
    for typed, name in spellings:
        found = set(matching(make.Statement.objects.all(), typed).values_list("speaker__name_ar"))
        first = [one.arabic for one in suggested(typed)][:5]
        others += len(found - {(name,)})
        before += first.index(name) if name in first else len(first)
        if name not in first or (name,) not in found:
            unfound.append(typed)
    part = 1 - len(unfound) / len(spellings)
    print(
        f"{len(spellings)} spellings: found and among the first five {part:.3f},"
        f" others before {before / len(spellings):.2f}, others found {others / len(spellings):.2f}"
    )
    assert part >= FOUND, unfound
    assert before / len(spellings) <= OTHERS


def test_words_of_french_are_no_names(crowd):
    taken = {word: remarks for word in FRENCH.split() if (remarks := read(word).remarks)}
    assert len(taken) <= len(FRENCH.split()) * 0.1, taken


def test_particles_and_articles_may_be_apart_or_joined(db):
    hamou = make.make_speaker("سالم بنحمو", name_latin="")
    ghafour = make.make_speaker("عمر عبد الغفور", name_latin="Omar Abd El Ghafour")
    for speaker in (hamou, ghafour):
        make.make_statement("تكلم", cue="قال", speaker=speaker)

    def who(typed):
        return set(matching(make.Statement.objects.all(), typed).values_list("speaker", flat=True))

    for typed in ("ben hamou", "benhamou", "Ben Hamou", "ben hammou salem"):
        assert who(typed) == {hamou.pk}, typed
    for typed in ("abdelghafour", "abd el ghafour", "abdel ghafour", "omar abdelrhafour"):
        assert who(typed) == {ghafour.pk}, typed
    assert who('"ben hamou"') == set()
    assert who("abdelghafour -omar") == set()
    assert Speaker.objects.count() == 2
