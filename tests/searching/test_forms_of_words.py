"""Which forms of a word a search finds, and which words only look like forms of one another."""

import pytest

from statements.search import words
from statements.search.asking import asked_in, forms

# Each word of a line finds all others of it.
TOGETHER = """
الفلاحين فلاحون فلاح الفلاحان فلاحو
نائبين نائبون نائب النائبان
مستشفى مستشفيات
المغربيين مغربيون المغربي مغربية مغربيات
اقتصادي اقتصادية الاقتصاديون اقتصاديين
مدرسي المدرسية
سيارة سيارات السيارتين سيارتان
وزارة وزارتين الوزارتان وزارات
موظفين موظفون موظف موظفو
مسؤولين مسؤولون مسؤول
متضررين متضررون متضرر متضررو
قرار قرارات القرارين
قطاع قطاعات قطاعين
اصلاح إصلاحات إصلاحين
مطار مطارات
مجال مجالات
لجنة لجنتين
سنة سنتين
معطيات معطى
coupure coupures
douar douars
journal journaux
hôpital hôpitaux
tableau tableaux
"""
# None finds the other.
APART = """
فلاحي فلاحين
فلاحون فلاحي
مغربي مغاربة
عملي عملية
عملي عمليات
مسؤولي مسؤولية
جنسي جنسيات
مكتب مكتبات
مكتب مكتبة
محاكم محاكمات
معامل معاملات
جامع جامعات
كتاب كتابات
مدرس مدرسة
بحر البحرين
خمس خمسين
ثلاث ثلاثين
عشر عشرون
مهرج مهرجان
حر حرين
نظري نظرية
عضوي عضوية
شخصي شخصيات
عمر عمران
عدو عدوان
cour cours
temp temps
"""
# What finds these finds them one way alone: مسؤولي may be a nisba, مسؤولين is none.
ONE_WAY = """
مسؤولين مسؤولي
متضررون متضرري
سيارتهم سيارات
وزاراتنا وزارة
"""


# Nouns of action and their verbs, each of a line finding all others.
ACTIONS = """
انقطاع ينقطع انقطعت وتنقطع
انتظار ينتظرون سننتظر انتظروا
احتياج يحتاج تحتاجها احتاجت
اختفاء تختفي اختفى
استمرار سيستمر استمرت
استفادة يستفيدون استفاد
استنزاف يستنزف
تضاعف تتضاعف تضاعفت
توقف يتوقف توقفوا
مراجعة سنراجع يراجعها
"""
OTHER_ACTIONS = """
تكوين يكون
تعليم يعلم
أعمال يعمل
إخراج يخرج
قطاع يقاطع
اجتماع مجتمع
معاملة عامل
مراجعة تراجع
استماع استمرار
انتقال انتقاد
"""


def pairs(told):
    return [line.split() for line in told.strip().splitlines()]


def finds(asked, held):
    (asked,), (held,) = words(asked), words(held)
    return held in {*forms(asked)} | {"ال" + one for one in forms(asked)}


@pytest.mark.parametrize("line", pairs(TOGETHER), ids=lambda line: line[0])
def test_it_finds_all_regular_forms(line):
    missed = [(one, other) for one in line for other in line if not finds(one, other)]
    assert missed == []


@pytest.mark.parametrize("line", pairs(APART), ids=lambda line: "-".join(line))
def test_it_keeps_apart_what_only_looks_alike(line):
    one, other = line
    assert not finds(one, other)
    assert not finds(other, one)


@pytest.mark.parametrize("line", pairs(ONE_WAY), ids=lambda line: "-".join(line))
def test_it_finds_what_may_be_meant(line):
    assert finds(*line)


def acts(asked, held):
    ((clause,), (held,)) = asked_in(asked).clauses, words(held)
    return held in clause.words[0].stems


@pytest.mark.parametrize("line", pairs(ACTIONS), ids=lambda line: line[0])
def test_an_action_is_found_by_its_noun_and_by_its_verb(line):
    missed = [(one, other) for one in line for other in line if not acts(one, other)]
    assert missed == []


@pytest.mark.parametrize("line", pairs(OTHER_ACTIONS), ids=lambda line: "-".join(line))
def test_it_keeps_apart_what_looks_like_a_verb(line):
    one, other = line
    assert not acts(one, other)
    assert not acts(other, one)


def test_in_quotation_marks_a_noun_is_no_verb():
    assert not acts('"انقطاع"', "ينقطع")
    assert not acts("-انقطاع", "ينقطع")
    assert not acts("=انقطاع", "ينقطع")
