"""Acts that a first reading missed, swallowed or saw where none is."""

import pytest

from statements.extraction import extract_statements
from statements.extraction.model import ArticleText

HEAD = "قال سعيد الراوي، رئيس فريق الأصالة والمعاصرة بمجلس النواب، إن المشروع جيد.\n"


def read(text):
    """Stance and content of every statement behind the opening paragraph."""
    whole = HEAD + text
    found = [s for s in extract_statements(ArticleText(whole)) if s.cue.start >= len(HEAD)]
    return [(s.stance.value, s.content[0].of(whole)) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ودعت الجمعيات المدنية إلى تعديل القانون.", [("call_for", "تعديل القانون")]),
        ("وتنادي جمعيات مدنية بتعديل القانون.", [("call_for", "بتعديل القانون")]),
        ("وخلصت المحكمة الدستورية إلى أن النص سليم.", [("assert", "النص سليم")]),
        ("وأكدت قيادة الحزب أن العمل ضروري.", [("stress", "العمل ضروري")]),
        ("واشتكى العديد من المواطنين من الغلاء.", [("regret", "الغلاء")]),
        ("وشدد النائب البرلماني على ضرورة العمل.", [("stress", "ضرورة العمل")]),
        ("فيما تؤكد الحكومة أن الوضع جيد.", [("stress", "الوضع جيد")]),
        ("وفي المقابل أكدت الحكومة أن الوضع جيد.", [("stress", "الوضع جيد")]),
    ],
)
def test_it_reads_who_stands_between_cue_and_content(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وتحدث الراوي عن تفاقم العجز، حيث اعتبر أن المؤشر سلبي.",
            [("highlight", "تفاقم العجز"), ("judge", "المؤشر سلبي")],
        ),
        (
            "وأضاف الراوي أن الوضع صعب، لكنه أوضح أن الحل ممكن.",
            [("assert", "الوضع صعب"), ("explain", "الحل ممكن")],
        ),
        (
            "ونوه الراوي بقرار اللجنة، غير أنه استغرب إقصاء العمال.",
            [("praise", "بقرار اللجنة"), ("criticise", "إقصاء العمال")],
        ),
        (
            "وأكد الراوي أن الملف بيد القضاء، معرجا على واردات السنة.",
            [("stress", "الملف بيد القضاء"), ("highlight", "واردات السنة")],
        ),
        (
            "وأكد الراوي أن الوضع صعب، معبرا عن تفهمه للأوضاع.",
            [("stress", "الوضع صعب"), ("praise", "للأوضاع")],
        ),
    ],
)
def test_it_ends_a_content_where_the_next_act_begins(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وعبر الراوي عن استعداد الفريق للتعاون.", [("promise", "للتعاون")]),
        ("وأعرب الراوي عن حرص الفريق على التعاون.", [("promise", "التعاون")]),
        ("وعبر الراوي عن رفض حزبه خرق القانون.", [("deny", "خرق القانون")]),
        ("وقدم الفريق احتجاجا على عقد اللجنة.", [("criticise", "عقد اللجنة")]),
        ("وأبدى الراوي عدم تفهمه للقرار.", []),
    ],
)
def test_it_reads_a_support_verb_whose_noun_has_its_owner_behind_it(text, expected):
    assert read(text) == expected


def test_it_joins_two_quotations_under_one_cue():
    text = 'وتابع الراوي أن "المسطرة واضحة"، وأن "الحكومة تقدمت بالمشروع".'
    assert read(text) == [("assert", 'المسطرة واضحة"، وأن "الحكومة تقدمت بالمشروع')]


@pytest.mark.parametrize(
    "text",
    [
        "وعرف اللقاء تنسيقا مستعجلا بين المجلسين.",
        "أثار رفض الراوي التصويت على القانون نقاشا.",
        "ورفض وزير الشغل الرد على سؤال الجريدة.",
        "وتضيف الصيغة الحكومية أن الوضع صعب.",
        "وتشير معظم الدراسات إلى أن الوضع صعب.",
        "ونص مشروع القانون على إحداث لجنة، مشددا على أهميتها.",
    ],
)
def test_it_reads_no_act_in_what_does_not_speak(text):
    assert read(text) == []


def test_it_does_not_take_a_memorandum_for_a_participle():
    assert read("وطالبت مذكرة المعارضة بإعفاء الشباب.") == [("call_for", "بإعفاء الشباب")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وحسب الراوي، فإن الوضع صعب.", [("assert", "الوضع صعب")]),
        ("وفي نظر الراوي فإن الوضع صعب.", [("judge", "الوضع صعب")]),
        (
            "وحسب الراوي، وهو أستاذ بالكلية، فإن الوضع صعب، مؤكدا أن الحل ممكن.",
            [("assert", "الوضع صعب"), ("stress", "الحل ممكن")],
        ),
        ("وحسب الراوي، أكد الوزير أن الوضع صعب.", [("stress", "الوضع صعب")]),
        ("وحسب مصادر مطلعة، فإن الوضع صعب.", []),
        ("وحسب الراوي.", []),
        ("وفي نظر", []),
    ],
)
def test_it_reads_a_named_source_without_a_verb(text, expected):
    assert read(text) == expected
