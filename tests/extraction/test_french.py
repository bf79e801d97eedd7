import pytest
from hypothesis import given, strategies as st

from statements.extraction.french import read_french
from statements.extraction.model import ArticleText


def read(text):
    return read_french(ArticleText(text, lang="fr"))


def told(text):
    """(cue, lemma, stance, kind, speaker, content) of each statement."""
    return [
        (
            s.cue.of(text),
            s.cue_lemma,
            s.stance.value,
            s.kind.value,
            s.speaker.resolved,
            s.content[0].of(text),
        )
        for s in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La députée Samia Berrada a déclaré que le port est saturé.",
            ("déclaré", "déclarer", "assert", "indirect", "Samia Berrada", "le port est saturé"),
        ),
        (
            "Le ministre de la Santé a indiqué mardi à la Chambre des conseillers que tout va.",
            ("indiqué", "indiquer", "assert", "indirect", "ministre de la Santé", "tout va"),
        ),
        (
            "Samia Berrada (PAM) a, de son côté, dénoncé « un abandon pur et simple ».",
            (
                "dénoncé",
                "dénoncer",
                "criticise",
                "direct",
                "Samia Berrada",
                "un abandon pur et simple",
            ),
        ),
        (
            "Le conseiller Driss Lamrini a mis en garde contre la fermeture du marché.",
            (
                "mis en garde",
                "mettre en garde",
                "warn",
                "indirect",
                "Driss Lamrini",
                "la fermeture du marché",
            ),
        ),
        (
            "L’élue Samia Berrada a demandé à la ministre de l’Habitat de publier les prix.",
            ("demandé", "demander", "call_for", "indirect", "Samia Berrada", "publier les prix"),
        ),
        (
            "Samia Berrada a reproché au gouvernement de « promettre sans jamais payer ».",
            (
                "reproché",
                "reprocher",
                "criticise",
                "direct",
                "Samia Berrada",
                "promettre sans jamais payer",
            ),
        ),
        (
            "Le député Driss Lamrini s’est félicité de l’ouverture du musée.",
            (
                "félicité",
                "se féliciter",
                "praise",
                "indirect",
                "Driss Lamrini",
                "l’ouverture du musée",
            ),
        ),
        (
            "Le marché restera fermé, a affirmé hier le député Driss Lamrini.",
            (
                "affirmé",
                "affirmer",
                "stress",
                "indirect",
                "Driss Lamrini",
                "Le marché restera fermé",
            ),
        ),
        (
            "Selon Driss Lamrini, le marché restera fermé.",
            ("Selon", "selon", "assert", "indirect", "Driss Lamrini", "le marché restera fermé"),
        ),
        (
            "Le député Driss Lamrini estime que la loi est « mal faite et injuste » au fond.",
            (
                "estime",
                "estimer",
                "judge",
                "mixed",
                "Driss Lamrini",
                "la loi est « mal faite et injuste » au fond",
            ),
        ),
        (
            "Le député Driss Lamrini a tenu à remercier les pompiers pour leur courage.",
            ("remercier", "remercier", "praise", "indirect", "Driss Lamrini", "leur courage"),
        ),
    ],
)
def test_it_reads_an_act(text, expected):
    assert told(text) == [expected]


def test_it_ends_a_content_where_the_next_act_begins():
    text = (
        "Le député Driss Lamrini a regretté que la route soit coupée, soulignant que les élèves "
        "marchent, et a appelé à rouvrir le pont, avant de rappeler que le budget existe."
    )
    assert [(cue, content) for cue, _, _, _, _, content in told(text)] == [
        ("regretté", "la route soit coupée"),
        ("soulignant", "les élèves marchent"),
        ("appelé", "rouvrir le pont"),
        ("rappeler", "le budget existe"),
    ]


def test_it_follows_a_speaker_through_name_title_and_pronoun():
    text = (
        "Le député Driss Lamrini a déclaré que le pont était coupé. « C’est une honte », "
        "a-t-il lancé.\nL’élu a exigé que le pont rouvre. Il a promis de revenir."
    )
    assert {speaker for *_, speaker, _ in told(text)} == {"Driss Lamrini"}
    assert len(told(text)) == 4


def test_it_tells_two_speakers_apart_by_gender():
    text = (
        "Le député Driss Lamrini a déclaré que le pont était coupé. La ministre de l’Habitat a "
        "répondu que les travaux avançaient. « Tout sera prêt », a-t-elle promis. "
        "« Nous verrons », a-t-il répliqué."
    )
    assert [speaker for *_, speaker, _ in told(text)] == [
        "Driss Lamrini",
        "ministre de l’Habitat",
        "ministre de l’Habitat",
        "Driss Lamrini",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "La ministre n’a pas précisé la date.",
        "Le règlement intérieur précise que les réunions ne sont pas publiques.",
        "Le rapport du ministre indique une croissance de 3 %.",
        "Le député Driss Lamrini est salué par ses pairs.",
        "La Chambre des représentants tiendra lundi une séance.",
        "",
    ],
)
def test_it_takes_no_other_verb_for_an_act(text):
    assert told(text) == []


def test_it_knows_group_party_and_chamber():
    [statement] = read("La députée Samia Berrada (PAM) a déclaré que le port était saturé.")
    speaker = statement.speaker
    assert speaker.group == "فريق الأصالة والمعاصرة"
    assert speaker.party == "حزب الأصالة والمعاصرة"
    assert speaker.chamber == "representatives"


def test_it_marks_speakers_without_office():
    [statement] = read("L’expert Karim Doukkali a déclaré que le port était saturé.")
    assert not statement.parliamentary


def test_it_does_not_cut_a_sentence_inside_a_quotation_or_after_an_initial():
    text = "« C’est fini. Il faut partir », a déclaré M. Lamrini."
    [(*_, content)] = told(text)
    assert content == "C’est fini. Il faut partir"


@given(st.text(alphabet="Le ministreadéclaqu'’«»\".,:\nSMBER-tilon", max_size=160))
def test_it_answers_any_text_with_true_spans(text):
    for statement in read(text):
        for span in (statement.cue, *statement.content):
            assert 0 <= span.start < span.end <= len(text)
