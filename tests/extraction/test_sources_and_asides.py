"""Unnamed sources, titles that hold a name, and what stands between a cue and its content."""

import pytest

from statements.extraction.model import SessionType
from tests.extraction.reading import contents, speakers, statements_in

SPEAKER = "قال النائب سعيد الراوي، عن الفريق الحركي، إن الوضع صعب.\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال مصدر الصحيفة إن الحل قريب.", "مصدر الصحيفة"),
        ("وكشف مصدر مقرب من الفريق الحركي أن الحل قريب.", "مصدر مقرب من الفريق الحركي"),
        ("وكشفت مصادر قريبة من الوزارة أن الحل قريب.", "مصادر قريبة من الوزارة"),
    ],
)
def test_it_reads_whose_source_it_is(text, speaker):
    assert (speakers(SPEAKER + text)[-1], contents(SPEAKER + text)[-1]) == (speaker, "الحل قريب")


@pytest.mark.parametrize(
    ("text", "chamber"),
    [
        ("وقالت مصادر وزارية إن الحل قريب.", "government"),
        ("وقال مصدر حزبي إن الحل قريب.", None),
        ("وقال عدد من النواب إن الحل قريب.", "representatives"),
        ("وقال توفيق المزكلدي، مستشار قانوني، إن الحل قريب.", None),
        ("وقال توفيق المزكلدي، مستشار ومحلل اقتصادي، إن الحل قريب.", None),
        ("وقال توفيق المزكلدي، مستشار برلماني، إن الحل قريب.", "councillors"),
    ],
)
def test_it_seats_no_source_and_no_adviser(text, chamber):
    assert statements_in(SPEAKER + text)[-1].speaker.chamber == chamber


def test_it_takes_a_king_whose_name_a_university_bears_for_no_rector():
    text = (
        "قال نجيب الراوي، رئيس جامعة محمد السادس للعلوم، إن الوضع صعب.\n"
        "وأكد رئيس جامعة محمد السادس أن الحل قريب."
    )
    assert speakers(text) == ["نجيب الراوي", "نجيب الراوي"]


def test_it_gives_a_man_no_office_of_the_woman_named_after_him():
    text = "استقبل خليل الراوي، رئيس مجلس النواب، رئيسة مجموعة الصداقة، مشيدا بالتعاون."
    (statement,) = statements_in(text)
    assert (statement.speaker.resolved, statement.speaker.group) == ("خليل الراوي", None)


def test_it_reads_an_officeholder_whose_given_name_no_list_knows():
    text = (
        "استقبل المجلس رئيسة الوفد الإسباني، كلوديت مورينو سانتوس، في مكتبه.\n"
        "وقالت سانتوس إن الحل قريب."
    )
    assert speakers(text) == ["كلوديت مورينو سانتوس"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("داعيا في هذا الإطار إلى الحوار.", "الحوار"),
        ("مشيرا في السياق ذاته إلى الحوار.", "الحوار"),
        ("مشددا في الآن نفسه على الحوار.", "الحوار"),
        ("معبرا عن بالغ قلقه من الغلاء.", "الغلاء"),
        ("معربا عن أكيد حرصه على الحوار.", "الحوار"),
        ("مرجحا أن ينجح الحوار.", "ينجح الحوار"),
        ("مطالبا بالتعليم عن بعد.", "بالتعليم عن بعد"),
        ("مشيدا بالتعاون، وفق ما جاء في بلاغ.", "بالتعاون"),
        ("مشيدا بالعمل وفق ما تقتضيه الظروف.", "بالعمل وفق ما تقتضيه الظروف"),
    ],
)
def test_it_passes_what_stands_before_a_content_and_behind_it(text, content):
    assert contents(SPEAKER + "وقال الراوي إن الملف مفتوح، " + text)[-1] == content


def test_it_reads_an_act_that_a_time_is_told_by():
    text = (
        "يأتي هذا في وقت أعلنت فيه الأمانة العامة لحزب الأصالة والمعاصرة أن القانون جيد، "
        "مؤكدة أن الحل قريب."
    )
    assert contents(text) == ["القانون جيد", "الحل قريب"]
    assert set(speakers(text)) == {"الأمانة العامة لحزب الأصالة والمعاصرة"}


def test_it_reads_on_from_the_main_verb_behind_such_a_time():
    text = "وفي الوقت الذي أقر فيه الراوي بوجود تأخير، أكد أن الحل قريب."
    assert contents(SPEAKER + text)[1:] == ["بوجود تأخير", "الحل قريب"]


def test_it_lets_the_source_of_a_figure_speak_on():
    text = (
        "قال وزير المالية سعيد الراوي إن الوضع صعب.\n"
        "وقد بلغ عدد الأسر، حسب الوزير، مليون أسرة، موضحا أن الفرق جندت."
    )
    assert speakers(text) == ["سعيد الراوي", "سعيد الراوي"]


@pytest.mark.parametrize(
    "text",
    [
        "وجهت النائبة سمية العلمي مذكرة إلى الوالي. وجاء في المذكرة أن السوق قديم.",
        "حضرت النائبة سمية العلمي. ونبهت المذكرة إلى أن السوق قديم.",
    ],
)
def test_it_leads_a_document_back_to_a_member_who_was_only_named(text):
    assert speakers(text) == ["سمية العلمي"]


def test_it_gives_a_body_no_share_in_what_a_person_told_the_press():
    text = (
        "قال النائب سعيد الراوي، في تصريح للجريدة، إن الوضع صعب.\n"
        "وطالب الفريق الحركي بفتح تحقيق. وأضاف الراوي أن الحل قريب."
    )
    types = [s.session and s.session.type for s in statements_in(text)]
    assert types == [SessionType.MEDIA, None, SessionType.MEDIA]


def test_it_reads_a_bill_as_its_authors_words():
    text = "طالب الفريق الحركي بالتعديل.\nوشدد مقترح القانون على ضرورة الحوار."
    assert speakers(text) == ["الفريق الحركي", "الفريق الحركي"]


def test_it_does_not_take_a_bill_that_is_refused_for_one_that_speaks():
    text = SPEAKER + "ورفض الراوي مقترح التسجيل."
    assert (speakers(text)[-1], contents(text)[-1]) == ("سعيد الراوي", "مقترح التسجيل")


def test_it_reads_the_committee_that_ends_a_content():
    text = (
        "دافع سعيد الراوي، وزير المالية، عن المشروع أمام لجنة المالية والتنمية الاقتصادية"
        " بمجلس النواب، أمس الثلاثاء."
    )
    (statement,) = statements_in(text)
    assert statement.session.type is SessionType.COMMITTEE
