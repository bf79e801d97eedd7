"""Acts told after the fact, documents in the plural, and verbs that tell of a custom."""

import pytest

from tests.extraction.reading import contents, cues, speakers

SPEAKER = "قال النائب سعيد الراوي، عن الفريق الحركي، إن الوضع صعب.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وبعد أن أبرز الراوي أهمية التعاونيات، جدد دعوته إلى إعفائها من الرسوم.",
            [
                ("سعيد الراوي", "أهمية التعاونيات"),
                ("سعيد الراوي", "إعفائها من الرسوم"),
            ],
        ),
        (
            "ودعا النائب سعيد الراوي إلى فتح المعبر، بعد أن أكد وزير التجهيز أن الأشغال انتهت.",
            [("سعيد الراوي", "فتح المعبر"), ("وزير التجهيز", "الأشغال انتهت")],
        ),
        (
            "وسبق للراوي أن نبه إلى هشاشة السد.",
            [("سعيد الراوي", "هشاشة السد")],
        ),
        (
            "وسبق لسمية العلمي، النائبة عن الفريق الحركي، أن نبهت إلى هشاشة السد.",
            [("سمية العلمي", "هشاشة السد")],
        ),
    ],
)
def test_it_reads_an_act_told_after_the_fact(text, expected):
    whole = SPEAKER + text
    assert list(zip(speakers(whole), contents(whole), strict=True))[1:] == expected


@pytest.mark.parametrize(
    "text",
    [
        "ويتوقع أن يرتفع العجز خلال السنة المقبلة.",
        "وزار الراوي المعهد الذي يتابع فيه دراسته.",
        "وحضر الراوي الجلسة التي يجيب عنها الوزير مرة في الشهر.",
        "ومن الممكن بعد أن تنتهي الأشغال فتح المعبر.",
    ],
)
def test_it_takes_no_custom_and_no_forecast_for_an_act(text):
    assert contents(SPEAKER + text) == ["الوضع صعب"]


def test_it_reads_a_forecast_that_someone_makes():
    text = "ورفض الراوي العرض، وهو يتوقع أن يرتفع العجز."
    assert contents(SPEAKER + text)[-1] == "يرتفع العجز"


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("ودعت المقترحات إلى خفض الرسوم.", "ودعت", "خفض الرسوم"),
        ("وطالبت مقترحات الفريق بخفض الرسوم.", "وطالبت", "بخفض الرسوم"),
        ("وجاء ضمن سؤاله أن الرسوم مرتفعة.", "وجاء ضمن", "الرسوم مرتفعة"),
    ],
)
def test_it_reads_what_documents_say_for_their_author(text, cue, content):
    whole = SPEAKER + text
    assert (cues(whole)[-1], contents(whole)[-1]) == (cue, content)
    assert speakers(whole)[-1] == "سعيد الراوي"


def test_it_finds_the_subject_behind_a_word_that_points_at_the_document():
    text = SPEAKER + "ونشرت التدوينة التي اعتبر ضمنها الراوي أن الرسوم مرتفعة."
    assert (speakers(text)[-1], contents(text)[-1]) == ("سعيد الراوي", "الرسوم مرتفعة")


def test_it_reads_the_name_of_the_group_from_inside_which_sources_speak():
    text = "كشفت مصادر من داخل فريق التقدم والاشتراكية أن الجلسة تأجلت."
    assert speakers(text) == ["مصادر من داخل فريق التقدم والاشتراكية"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وجدد الراوي دعوته إلى تأجيل العرض.", "تأجيل العرض"),
        ("وجدد الراوي الدعوة إلى تأجيل العرض.", "تأجيل العرض"),
        ("وجدد الراوي دعوته للحكومة إلى تأجيل العرض.", "تأجيل العرض"),
    ],
)
def test_it_begins_a_renewed_call_behind_its_preposition(text, content):
    assert contents(SPEAKER + text)[-1] == content


def test_it_takes_no_gesture_for_a_warning():
    text = "وانتقد الراوي بطء الأشغال -وهو يلوح بوثائق- في الجهة."
    assert cues(SPEAKER + text)[1:] == ["وانتقد"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ودعت المراسلة إلى فتح تحقيق، وطالبت بنشر نتائجه.",
            ["فتح تحقيق", "بنشر نتائجه"],
        ),
        (
            "وأوضحت المراسلة أن الرسوم مرتفعة، مشيرة إلى أن القطاع يحتضر.",
            ["الرسوم مرتفعة", "القطاع يحتضر"],
        ),
    ],
)
def test_it_lets_a_verb_agree_with_the_document_that_speaks(text, expected):
    assert contents(SPEAKER + text)[1:] == expected
    assert set(speakers(SPEAKER + text)) == {"سعيد الراوي"}


def test_it_reads_what_the_speaker_feels_meanwhile():
    text = SPEAKER + "ودعا الراوي إلى إحداث لجنة، وهو يستغرب غياب المهندسين."
    assert contents(text)[1:] == ["إحداث لجنة", "غياب المهندسين"]


def test_it_takes_a_decision_for_no_name():
    text = SPEAKER + "وطالب الراوي وزير التجهيز بنشر نتائج الخبرة، وأكد الوزير أنها جاهزة."
    assert "وزير التجهيز" in speakers(text)


def test_it_reads_a_body_told_only_by_its_kind():
    text = SPEAKER + "وكشفت لجنة محلية أن السد متشقق."
    assert (speakers(text)[-1], contents(text)[-1]) == ("لجنة محلية", "السد متشقق")
