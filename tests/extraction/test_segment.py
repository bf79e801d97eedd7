"""Quotations, sentences and words, each tied to its characters."""

import pytest

from statements.extraction.segment import read_page


def quoted(text):
    page = read_page(text)
    return [page.printed(q.first, q.last + 1) for q in page.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال: "هذا كلام" ثم سكت', ['"هذا كلام"']),
        ("قال: “هذا كلام” ثم سكت", ["“هذا كلام”"]),
        ("قال: « هذا كلام » ثم سكت", ["« هذا كلام »"]),
        ("قال: ”هذا كلام“ ثم سكت", ["”هذا كلام“"]),  # printed the wrong way round
        ('طالب بـ"فتح الباب"، وسكت', ['"فتح الباب"']),
        ('قال: "برنامج "أمل" نجح"، ثم سكت', ['"برنامج "أمل" نجح"']),
        ('قال: "أول" و"ثان"', ['"أول"', '"ثان"']),
        ("قال: ''هذا كلام'' ثم سكت", ["''هذا كلام''"]),
        ("طالب بـ''فتح الباب''، وسكت", ["''فتح الباب''"]),
        ('قال: "لم يغلق أحد القوس\nفقرة أخرى', ['"لم يغلق أحد القوس']),
        ('قال: "فقرة أولى\nوفقرة ثانية" ثم سكت', ['"فقرة أولى\nوفقرة ثانية"']),
        ("بلا علامات", []),
    ],
)
def test_it_finds_quotations_however_they_are_printed(text, expected):
    assert quoted(text) == expected


def sentences(text):
    page = read_page(text)
    return [page.printed(first, after) for first, after in page.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جملة أولى. جملة ثانية", ["جملة أولى.", "جملة ثانية"]),
        ("بلغ 7.86 درهما. ثم انخفض", ["بلغ 7.86 درهما.", "ثم انخفض"]),
        ("حضر د. فلان. ثم غاب", ["حضر د. فلان.", "ثم غاب"]),
        ('قال: "أول. ثان." ثم سكت', ['قال: "أول. ثان." ثم سكت']),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("عنوان حزبيةسعيد الراوي، النائب", ["عنوان حزبية", "سعيد الراوي، النائب"]),
        ("عنوان كبيرمحمد الراوي قال", ["عنوان كبير", "محمد الراوي قال"]),
        ("هل نجح؟ نعم", ["هل نجح؟", "نعم"]),
    ],
)
def test_it_cuts_sentences_where_a_reader_would(text, expected):
    assert sentences(text) == expected


def test_it_leads_every_word_back_to_its_characters():
    text = "قالَ المتحدّثُ: «نعمـم»"
    page = read_page(text)
    printed = [page.printed(i, i + 1) for i in range(len(page.words))]
    assert printed == ["قالَ", "المتحدّثُ", ":", "«", "نعمـم", "»"]
