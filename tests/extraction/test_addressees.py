import pytest
from hypothesis import given, strategies as st

from statements.extraction import extract_statements
from statements.extraction.model import ArticleText
from statements.extraction.ties import tie
from tests.extraction.marking import Stance, make_minister, make_speaker, marked


def addressed(text, speakers=(), index=0, **fields):
    article, statements = marked(text, speakers, **fields)
    read = tie(article, statements)[index]
    return [i.id for i in read.addressees], read


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("[طالبت] سعاد المريني وزارة الصحة {بفتح المستشفى}.", "طالب", ["SAN"]),
        ("[دعت] سعاد المريني الحكومة إلى {فك العزلة}.", "دعا", ["GOV"]),
        ("[ساءلت] سعاد المريني وزير الداخلية عن {الباعة}.", "ساءل", ["INT"]),
        ("[قالت] في سؤال كتابي إلى وزير النقل إن {القطار متأخر}.", "قال", ["TRA"]),
        ("[ونوه] في مداخلة وجهها لوزيرة السياحة {بالعمل المنجز}.", "نوه", ["TOU"]),
        ("[قالت] مخاطبة رئيس الحكومة إن {الوعد لم ينفذ}.", "قال", ["HOG"]),
        ("[قالت]: {السيد وزير العدل، القانون لا يطبق}.", "قال", ["JUS"]),
        ("[قالت] إن {وزارة الصحة أعلنت ذلك}.", "قال", []),
    ],
)
def test_it_finds_the_one_addressed_in_the_sentence(text, lemma, expected):
    found, read = addressed(text, lemma=lemma)
    assert found == expected
    assert read.addressee_explicit is bool(expected)


def test_it_takes_the_target_of_criticism_but_not_in_the_press():
    text = "[انتقدت] {سياسة وزارة الطاقة في الريف}"
    assert addressed(f"{text}.", lemma="انتقد", stance=Stance.CRITICISE)[0] == ["ENE"]
    press = f"{text}، وذلك في تصريح لجريدة محلية."
    assert addressed(press, lemma="انتقد", stance=Stance.CRITICISE)[0] == []


def test_it_keeps_institutions_that_are_only_talked_about_apart():
    text = "[وقالت] في سؤال شفوي إلى وزير النقل إن {وزارتي الداخلية والصحة لم تنسقا}."
    found, read = addressed(text, lemma="قال")
    assert found == ["TRA"]
    assert [i.id for i in read.other_institutions] == ["INT", "SAN"]


def test_it_carries_the_minister_questioned_through_the_turn():
    text = (
        "وجهت سعاد المريني سؤالا كتابيا إلى وزير الفلاحة، [قالت] فيه إن {الأعلاف غالية}.\n"
        "[وأضافت] أن {القطيع يتراجع}.\n"
        "[وشددت] على {دعم الكسابة}."
    )
    for index in range(3):
        assert addressed(text, index=index, lemma="قال")[0] == ["AGR"]
    assert addressed(text, index=2, lemma="شدد")[1].addressee_explicit is False


def test_it_gives_a_minister_who_answers_no_addressee():
    speakers = [make_speaker(), make_minister("وزير النقل واللوجيستيك")]
    text = (
        "[قالت] سعاد المريني، أمس بجلسة الأسئلة الشفوية بمجلس النواب، إن {الحافلات قديمة}.\n"
        "[ورد] وزير النقل واللوجيستيك بأن {الحكومة ستجددها}."
    )
    assert addressed(text, speakers, 1, lemma="رد")[0] == []
    assert addressed(text, speakers, 0, lemma="قال")[0] == ["TRA"]


def test_it_gives_a_minister_no_mention_of_his_own_ministry():
    speakers = [make_minister("وزير النقل واللوجيستيك")]
    text = "[قال] وزير النقل واللوجيستيك إن {وزارتي النقل والصحة نسقتا}."
    _, read = addressed(text, speakers, lemma="قال")
    assert [i.id for i in read.other_institutions] == ["SAN"]


def test_it_addresses_the_head_of_government_in_the_monthly_sitting():
    text = (
        "في الجلسة الشهرية بمجلس النواب، أمس، حضر رئيس الحكومة.\n"
        "[قالت] سعاد المريني إن {البطالة ارتفعت}."
    )
    assert addressed(text, lemma="قال")[0] == ["HOG"]


def test_it_gives_spans_and_names_of_the_time():
    text = "[طالبت] سعاد المريني وزارة الصحة {بفتح المستشفى}."
    article, statements = marked(text, published="2020-06-01", lemma="طالب")
    [institution] = tie(article, statements)[0].addressees
    assert institution.surface == "وزارة الصحة"
    assert institution.span.of(article.text) == "وزارة الصحة"
    assert institution.canonical == "وزارة الصحة"


@given(st.text(alphabet='وزيرالصحة إلىسؤاوجهطبدعكم،.\n"', max_size=120))
def test_it_answers_any_text(text):
    article, statements = marked(f"[طالب] {text} {{ب{text}}}", lemma="طالب")
    for statement in tie(article, statements):
        for institution in (*statement.addressees, *statement.other_institutions):
            assert institution.span.of(article.text) == institution.surface


def test_it_reads_the_one_whom_a_pronoun_on_the_cue_stands_for():
    text = (
        "قال سعيد الراوي، رئيس الفريق الحركي بمجلس النواب، إن هوامش الحكومة ضيقة، "
        "لكنه حثها على تخفيف العبء عن المقاولات."
    )
    last = extract_statements(ArticleText(text))[-1]
    assert [found.id for found in last.addressees] == ["GOV"]
