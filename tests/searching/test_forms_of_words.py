"""Which forms of a word a search finds, and which words only look like forms of one another."""

import pytest

from statements.search import words
from statements.search.asking import forms

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
"""
# What finds these finds them one way alone: مسؤولي may be a nisba, مسؤولين is none.
ONE_WAY = """
مسؤولين مسؤولي
متضررون متضرري
سيارتهم سيارات
وزاراتنا وزارة
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
