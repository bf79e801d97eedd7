import pytest
from hypothesis import given, strategies as st

from statements.extraction.sessions import with_sessions
from tests.extraction.marking import make_speaker, marked

COUNCILLOR = make_speaker("عمر الطيبي", chamber="councillors")


def session(text, speakers=(), index=0, **fields):
    article, statements = marked(text, speakers, **fields)
    read = with_sessions(article, statements)[index]
    return article, read.session, read


def told(text, speakers=(), **fields):
    found = session(text, speakers, **fields)[1]
    if found is None:
        return None
    kind = found.type.value if found.type else None
    return found.chamber, kind, str(found.date) if found.date else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[أكد] النائب، اليوم الأربعاء بجلسة الأسئلة الشفوية بمجلس النواب، أن {الماء قليل}.",
            ("representatives", "oral_questions", "2025-04-23"),
        ),
        (
            "[قال] خلال الجلسة الشهرية بالغرفة الثانية، أمس الثلاثاء، إن {الأسعار ارتفعت}.",
            ("councillors", "monthly_policy", "2025-04-22"),
        ),
        (
            "وجهت سعاد المريني سؤالا كتابيا إلى الوزير، [قالت] فيه إن {القنطرة انهارت}.",
            ("representatives", "written_question", None),
        ),
        (
            "[قال] أمام لجنة القطاعات الاجتماعية، الاثنين، إن {الدواء ناقص}.",
            ("representatives", "committee", "2025-04-21"),
        ),
        (
            "[أوضح] في اجتماع لجنة المالية والتخطيط والتنمية الاقتصادية، أمس، أن {الدين كبير}.",
            ("councillors", "committee", "2025-04-22"),
        ),
        (
            "[قال] خلال المناقشة العامة لمشروع قانون المالية بمجلس النواب، الاثنين، إن {كذا}.",
            ("representatives", "plenary_budget", "2025-04-21"),
        ),
        (
            "[قال] في مناقشة مشروع قانون المالية أمام لجنة المالية والتنمية الاقتصادية إن {كذا}.",
            ("representatives", "committee", None),
        ),
        (
            "[قال] في جلسة عامة للتصويت على مشروع قانون، الثلاثاء بمجلس النواب، إن {كذا}.",
            ("representatives", "plenary_legislative", "2025-04-22"),
        ),
        (
            "[قال] في جلسة مناقشة عرض رئيس الحكومة، اليوم الأربعاء بمجلس النواب، إن {العرض غامض}.",
            ("representatives", None, "2025-04-23"),
        ),
        (
            "[قال] أمس الثلاثاء بمجلس المستشارين إن {الرصيد كاف}.",
            ("councillors", None, "2025-04-22"),
        ),
        ("[قال] في تصريح لجريدة محلية إن {القرار متسرع}.", (None, "media", None)),
        ("[كتبت] في تدوينة على فيسبوك أن {القرار متسرع}.", (None, "media", None)),
    ],
)
def test_it_reads_the_sitting_from_the_reporters_words(text, expected):
    assert told(text) == expected


def test_it_finds_a_sitting_that_is_told_late():
    text = (
        "[قال] عمر الطيبي إن {المطار بعيد}.\n"
        "جاء ذلك خلال جلسة الأسئلة الشفهية، الثلاثاء، بمجلس المستشارين."
    )
    assert told(text, [COUNCILLOR]) == ("councillors", "oral_questions", "2025-04-22")


def test_it_leaves_sittings_inside_contents_alone():
    assert told("[قال] إن {جلسة الأسئلة الشفوية بمجلس النواب، الاثنين، كانت باهتة}.") is None


def test_it_ties_the_press_to_the_one_who_spoke_to_it():
    text = (
        "[قالت] سعاد المريني، أمس بجلسة الأسئلة الشفوية بمجلس النواب، إن {الماء قليل}.\n"
        "[وأكد] عمر الطيبي، في تصريح لجريدة محلية، أن {الأمر مبالغ فيه}.\n"
        "[وأضاف] أن {السدود ممتلئة}."
    )
    speakers = [make_speaker(), COUNCILLOR, COUNCILLOR]
    kinds = [session(text, speakers, index)[1].type.value for index in range(3)]
    assert kinds == ["oral_questions", "media", "media"]


def test_it_gives_a_background_act_no_sitting_of_the_day():
    text = (
        "[قالت] أمس بجلسة الأسئلة الشفوية بمجلس النواب إن {الماء قليل}.\n"
        "وكان عمر الطيبي قد [دعا] إلى {ترشيد الاستهلاك}."
    )
    assert session(text, [make_speaker(), COUNCILLOR], 1)[1] is None


def test_it_takes_announced_sittings_for_no_place_of_speech():
    text = "[قال] إن {البرنامج جاهز}، وتعقد الاثنين المقبل جلسة الأسئلة الشفوية بمجلس النواب."
    assert told(text) is None


def test_it_takes_a_committee_in_a_role_for_no_meeting():
    text = "[قال] رئيس لجنة العدل والتشريع إن {النص جاهز}."
    assert told(text) is None


def test_it_infers_the_chamber_from_the_speaker_and_weakly_from_the_weekday():
    by_speaker = "[قال] بجلسة الأسئلة الشفوية، أمس، إن {الماء قليل}."
    assert told(by_speaker, [COUNCILLOR])[0] == "councillors"
    by_weekday = "[قال] الوزير بجلسة الأسئلة الشفوية، الاثنين، إن {الماء قليل}."
    assert told(by_weekday, [make_speaker(chamber="government")])[0] == "representatives"


def test_it_takes_limits_of_time_for_no_day_of_speech():
    text = "[قال] بجلسة الأسئلة الشفوية، أمس الثلاثاء، إن {الأجل} يمتد إلى غاية 12 ماي."
    assert told(text)[2] == "2025-04-22"


def test_it_explains_what_it_read():
    article, found, read = session(
        "[قال] بجلسة الأسئلة الشفوية، الثلاثاء بمجلس المستشارين، إن {الماء قليل}."
    )
    assert found.span.of(article.text) == "بجلسة الأسئلة الشفوية"
    assert found.weekday == "الثلاثاء"
    assert read.said_on == found.date
    assert read.rules["session"]
    assert 0 < read.confidence["session"] <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Il a [dit] mardi, aux questions orales à la Chambre des conseillers, que {oui}.",
            ("councillors", "oral_questions", "2025-04-22"),
        ),
        (
            "Elle a [dit] lundi devant la commission des secteurs sociaux que {non}.",
            ("representatives", "committee", "2025-04-21"),
        ),
        ("Il a [dit] dans un entretien que {non}.", (None, "media", None)),
    ],
)
def test_it_reads_french_sittings(text, expected):
    assert told(text, [make_speaker(chamber=None)], lang="fr") == expected


@given(st.text(alphabet='جلسةالأسئ مجنوابت،.\nمدارسلصحفي"امسلثلء', max_size=150))
def test_it_answers_any_text(text):
    article, statements = marked(f"[قال] إن {{{text}}} ثم {text}")
    for statement in with_sessions(article, statements):
        span = statement.session.span if statement.session else None
        assert span is None or 0 <= span.start <= span.end <= len(article.text)


def test_it_places_no_act_where_only_the_speaker_belongs_to_a_chamber():
    text = "[طالب] رئيس الفريق بمجلس النواب {بفتح تحقيق في الموضوع}."
    assert told(text, [make_speaker(chamber="representatives")]) is None
