"""Written forms generated from a lemma."""

import pytest

from people.folding import fold
from statements.extraction.lexicon import verb_forms


def lemmas(form):
    readings = verb_forms().get(fold(form), ())
    return {r.verb.lemma if r.verb else r.support.lemma for r in readings}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        (
            "قال",
            "قال وقالت فقال قالوا قالتا قلن يقول تقول ليقول يقولون قائلا قائلة قائلين بقوله بالقول",
        ),
        ("أكد", "أكد أكدت وأكدوا يؤكد تؤكد ويؤكدون مؤكدا مؤكدة مؤكدين تأكيده"),
        ("أشار", "أشار وأشارت أشاروا يشير تشير مشيرا مشيرة ومشيرين"),
        ("أوضح", "أوضح أوضحت يوضح موضحا موضحة"),
        ("دعا", "دعا دعت دعوا يدعو داعيا داعية داعين دعوته"),
        ("رأى", "رأى رأت رأوا يرى وترى"),
        ("نفى", "نفى نفت ينفي نافيا نافية"),
        ("اعتبر", "اعتبر اعتبرت يعتبر معتبرا معتبرة معتبرين"),
        ("استنكر", "استنكر يستنكر مستنكرا استنكاره"),
        ("تساءل", "تساءل تساءلت يتساءل متسائلا متسائلة"),
        ("ساءل", "ساءل ساءلت يسائل مسائلا"),
        ("طمأن", "طمأن طمأنت يطمئن مطمئنا"),
        ("اشتكى", "اشتكى اشتكت يشتكي مشتكيا مشتكية"),
        ("أوصى", "أوصى أوصت يوصي موصيا"),
        ("وصف", "وصف وصفه وصفها يصف واصفا"),
        ("أقر", "أقر أقرت يقر مقرا مقرة"),
        ("طالب", "طالب طالبت طالبوا يطالب مطالبا مطالبة مطالبين مطالبته"),
        ("عبر", "عبر عبرت يعبر معبرا معبرة"),
        ("أعرب", "أعرب أعربت يعرب معربا"),
        ("رد", "رد ردت ورد يرد رادا"),
        ("حيى", "حيى حيت يحيي محييا"),
    ],
)
def test_it_knows_every_form_of_a_lemma(lemma, forms):
    missing = [form for form in forms.split() if lemma not in lemmas(form)]
    assert missing == []


@pytest.mark.parametrize("word", ["هنا", "دون", "معارضة", "الوزير", "كتاب", "سيؤكد"])
def test_it_does_not_take_everyday_words_for_cues(word):
    assert lemmas(word) == set()


def test_it_tells_gender_and_number():
    forms = {r.form.gender + r.form.number for r in verb_forms()[fold("مؤكدين")]}
    assert forms == {"mp"}
    assert {r.form.gender for r in verb_forms()[fold("وأكدت")]} == {"f"}
