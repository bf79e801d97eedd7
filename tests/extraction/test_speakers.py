"""Who speaks: explicit, by role, by last name, pointed back to, or left out."""

import pytest

from statements.extraction.model import Attribution, SpeakerType
from tests.extraction.reading import speakers, statements_in

MP = "قالت ليلى البكري، النائبة البرلمانية عن فريق الأصالة والمعاصرة، إن الطريق مقطوعة.\n"
MINISTER = "قال يونس البدوي، وزير التجهيز والماء، إن الأشغال جارية.\n"


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("قال النائب البرلماني سعيد الراوي إن الوضع صعب.", "سعيد الراوي"),
        ("قال سعيد الراوي، رئيس الفريق الحركي، إن الوضع صعب.", "سعيد الراوي"),
        ("قال رئيس الفريق الحركي، سعيد الراوي، إن الوضع صعب.", "سعيد الراوي"),
        ("قال وزير الصحة سعيد الراوي إن الوضع صعب.", "سعيد الراوي"),
        ("قالت المستشارة البرلمانية فاطمة الزهراء الوردي إن الوضع صعب.", "فاطمة الزهراء الوردي"),
        ("قال السيد سعيد الراوي إن الوضع صعب.", "سعيد الراوي"),
        ("قال النائب عبد الحق بن الطيب إن الوضع صعب.", "عبد الحق بن الطيب"),
        ("قال النائب نور الدين أيت الراوي إن الوضع صعب.", "نور الدين أيت الراوي"),
        ("سعيد الراوي، النائب البرلماني عن الفريق الحركي، أكد أن الوضع صعب.", "سعيد الراوي"),
        ("أما سعيد الراوي، النائب البرلماني، فقد أكد أن الوضع صعب.", "سعيد الراوي"),
        ("النائب سعيد الراوي، خلال مداخلته بالجلسة، أكد أن الوضع صعب.", "سعيد الراوي"),
        ("من جهته، أكد النائب سعيد الراوي أن الوضع صعب.", "سعيد الراوي"),
        ("وخلال الجلسة ذاتها أكد النائب سعيد الراوي أن الوضع صعب.", "سعيد الراوي"),
        # where verb, subject and object run together
        ("دعا النائب سعيد الراوي وزير الصحة إلى زيارة القرية.", "سعيد الراوي"),
        ("انتقد سعيد الراوي بطء الأشغال بالقرية.", "سعيد الراوي"),
        ("استنكر النائب سعيد الراوي غياب الأدوية.", "سعيد الراوي"),
        ("طالب سعيد الراوي الحكومة بتوفير الأدوية.", "سعيد الراوي"),
        ("ثمن رئيس مجلس النواب علاقات التعاون مع البرلمانات.", "رئيس مجلس النواب"),
        # a group, several, a body, someone unnamed
        ("استنكر الفريق الحركي غياب الأدوية.", "الفريق الحركي"),
        ("طالب عدد من النواب بتوفير الأدوية.", "عدد من النواب"),
        ("قالت مصادر برلمانية إن الجلسة تأجلت.", "مصادر برلمانية"),
        ("أعلنت وزارة الصحة أن الأدوية متوفرة.", "وزارة الصحة"),
        ("قال الفريق الحركي، على لسان عضوه سعيد الراوي، إن الوضع صعب.", "سعيد الراوي"),
    ],
)
def test_it_names_the_speaker_of_a_first_statement(text, resolved):
    assert speakers(text) == [resolved]


@pytest.mark.parametrize(
    ("text", "resolved", "attribution"),
    [
        ("وأضافت البكري أن الناس ينتظرون.", "ليلى البكري", Attribution.LAST_NAME),
        ("وأضافت النائبة ليلى البكري أن الناس ينتظرون.", "ليلى البكري", Attribution.EXPLICIT),
        ("وأضافت النائبة أن الناس ينتظرون.", "ليلى البكري", Attribution.ROLE),
        ("وأضافت البرلمانية ذاتها أن الناس ينتظرون.", "ليلى البكري", Attribution.ROLE),
        ("وأضافت المتحدثة ذاتها أن الناس ينتظرون.", "ليلى البكري", Attribution.PRONOUN),
        ("وأضاف المصدر ذاته أن الناس ينتظرون.", "ليلى البكري", Attribution.PRONOUN),
        ("وأضافت أن الناس ينتظرون.", "ليلى البكري", Attribution.ELIDED),
        ('"الناس ينتظرون منذ شهر"، تضيف البكري.', "ليلى البكري", Attribution.LAST_NAME),
        (
            "وجاء في السؤال كلام كثير. وأضاف السؤال أن الناس ينتظرون.",
            "ليلى البكري",
            Attribution.ROLE,
        ),
    ],
)
def test_it_resolves_what_points_back(text, resolved, attribution):
    read = statements_in(MP + text)[-1].speaker
    assert (read.resolved, read.attribution) == (resolved, attribution)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("وأضاف الوزير أن القنطرة جاهزة.", "يونس البدوي"),
        ("وأضاف المسؤول الحكومي أن القنطرة جاهزة.", "يونس البدوي"),
        ("وأضاف وزير التجهيز أن القنطرة جاهزة.", "يونس البدوي"),
        ("وأضاف البدوي أن القنطرة جاهزة.", "يونس البدوي"),
        ("وأضافت النائبة أن القنطرة مغلقة.", "ليلى البكري"),
        ("وأضافت أن القنطرة مغلقة.", "ليلى البكري"),
        ("وأضاف أن القنطرة جاهزة.", "يونس البدوي"),
        ("البدوي عاد إلى الموضوع، موضحا أن القنطرة جاهزة.", "يونس البدوي"),
    ],
)
def test_it_keeps_two_speakers_apart_by_office_and_gender(text, resolved):
    assert speakers(MP + MINISTER + text)[-1] == resolved


def test_it_tells_two_people_of_one_surname_apart_by_the_verb():
    text = (
        "قال سعيد الراوي، النائب البرلماني، إن الوضع صعب.\n"
        "وقالت هناء الراوي، النائبة البرلمانية، إن الوضع تحسن.\n"
        "وأضاف الراوي أن القرية معزولة.\nوأضافت الراوي أن القرية بخير."
    )
    assert speakers(text)[2:] == ["سعيد الراوي", "هناء الراوي"]


def test_it_takes_the_longest_form_of_a_name():
    text = "قال الراوي إن الوضع صعب.\nوكان النائب سعيد الراوي قد أكد أن الوضع صعب."
    assert speakers(text)[-1] == "سعيد الراوي"


def test_it_shows_mention_and_antecedent():
    statement = statements_in(MP + "وأضافت النائبة أن الناس ينتظرون.")[-1]
    assert statement.speaker.surface == "النائبة"
    assert statement.speaker.antecedent is not None


def test_it_reads_roles_group_and_chamber_from_the_introduction():
    speaker = statements_in(MP)[0].speaker
    assert speaker.type is SpeakerType.PERSON
    assert speaker.roles[0] == "نائبة برلمانية"
    assert speaker.group == "فريق الأصالة والمعاصرة"
    assert speaker.party == "حزب الأصالة والمعاصرة"
    assert speaker.chamber == "representatives"
    assert statements_in(MINISTER)[0].speaker.chamber == "government"


def test_it_gives_a_cataphoric_act_to_the_subject_that_follows():
    text = MINISTER + "وبعدما نوهت بعمل اللجنة، دعت النائبة ليلى البكري إلى فتح الطريق."
    assert speakers(text)[1:] == ["ليلى البكري", "ليلى البكري"]
