import pytest

from statements.extraction.french.lexicon import verb_forms


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("déclaré", "déclarer", "participle"),
        ("déclarées", "déclarer", "participle"),
        ("rappelle", "rappeler", "finite"),
        ("révèle", "révéler", "finite"),
        ("relève", "relever", "finite"),
        ("précise", "préciser", "finite"),
        ("annonçait", "annoncer", "finite"),
        ("exigeant", "exiger", "gerund"),
        ("soulignèrent", "souligner", "finite"),
        ("promis", "promettre", "participle"),
        ("promettent", "promettre", "finite"),
    ],
)
def test_it_makes_the_forms_of_a_verb(form, lemma, kind):
    found = [(f.verb.lemma, f.kind) for parts, f in verb_forms()[form] if parts == (form,)]
    assert (lemma, kind) in found


def test_it_keeps_the_pronoun_of_a_verb_as_a_reading_of_its_own():
    readings = {f.verb.lemma: f.verb.stance.value for _, f in verb_forms()["félicité"]}
    assert readings == {"féliciter": "praise", "se féliciter": "praise"}
    assert {f.verb.stance.value for _, f in verb_forms()["demandé"]} == {"call_for", "ask"}


def test_it_gives_every_verb_a_way_to_carry_a_content():
    verbs = {form.verb for forms in verb_forms().values() for _, form in forms}
    assert [verb.lemma for verb in verbs if not verb.frames] == []
