"""Scraped text gives the same article in whatever order its parts were left."""

from __future__ import annotations

import pytest

from statements.ingestion.clean import clean
from statements.ingestion.model import NotAnArticle
from tests.ingestion.pages.articles import FISHING, HOSPITAL, SCHOOL, WATER
from tests.ingestion.pages.surroundings import SECTIONS, Around
from tests.ingestion.test_golden_pages import published

TITLE, BODY = HOSPITAL.title, list(HOSPITAL.paragraphs)
CRUMB = f"الرئيسية أخبار وطنية {TITLE}"
BYLINE = "كتبه Salwa كتب في 17 مارس، 2026 - 8:41 مساءً"
MENU = ["الرئيسية", *SECTIONS, "اتصل بنا"]


def teased(size=4, seed="plain"):
    around = Around(seed)
    return [line for _ in range(size) for line in (around.day(), around.headline(), around.lead())]


def headlines(size=6):
    around = Around("headlines")
    return [around.headline() for _ in range(size)]


def comments(size=3):
    return [
        line
        for n in range(size)
        for line in (
            f"زائر {n}",
            "11 نونبر 2025",
            "قال الوزير هذا من قبل، ولا شيء تغير في حينا منذ سنوات يا سادة.",
        )
    ]


ORDERS = {
    "body_then_head_then_teasers": [*BODY, CRUMB, TITLE, "", BYLINE, "مقالات ذات صلة", *teased()],
    "head_then_body": [TITLE, BYLINE, *BODY],
    "crumb_head_body_teasers": [CRUMB, TITLE, BYLINE, *BODY, "مقالات ذات صلة", *teased()],
    "teasers_first": ["مقالات ذات صلة", *teased(), CRUMB, TITLE, BYLINE, *BODY],
    "byline_above_title": [BYLINE, TITLE, *BODY, "شارك", "فيسبوك", "تويتر", "واتساب"],
    "byline_last": [TITLE, *BODY, BYLINE],
    "teasers_without_marker": [TITLE, BYLINE, *BODY, *teased(3)],
    "menu_before_and_after": [*MENU, TITLE, BYLINE, *BODY, *MENU, "جميع الحقوق محفوظة © 2025"],
    "ticker_and_menu": ["عاجل", *headlines(), *MENU, CRUMB, TITLE, BYLINE, *BODY],
    "comments_after": [
        TITLE,
        BYLINE,
        *BODY,
        "التعليقات (3)",
        *comments(),
        "اترك تعليقاً",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
    ],
    "inserts_between": [
        TITLE,
        BYLINE,
        *BODY[:2],
        "اقرأ أيضا: " + headlines(1)[0],
        *BODY[2:5],
        "تابعوا آخر الأخبار من منبر الضفة على Google News",
        *BODY[5:],
        "الوسوم: مستشفى القرب، وزارة الصحة",
    ],
    "box_between": [TITLE, BYLINE, *BODY[:3], "قد يهمك أيضا", *headlines(3), *BODY[3:]],
    "share_bar_under_title": [TITLE, BYLINE, "شارك على فيسبوك تويتر واتساب", "طباعة", *BODY],
    "clock_at_the_top": ["الجمعة 14 نونبر 2025", *MENU, TITLE, BYLINE, *BODY],
    "title_only_in_the_breadcrumb": [f"الرئيسية » أخبار وطنية » {TITLE}", BYLINE, *BODY],
    "title_fused_with_the_breadcrumb": [CRUMB, BYLINE, *BODY],
    "title_and_byline_on_one_line": [*BODY, f"{TITLE} {BYLINE}"],
    "title_with_its_outlet": [f"{TITLE} - هسبريس", BYLINE, *BODY],
    "labelled": [f"العنوان: {TITLE}", BYLINE, "المصدر: هسبريس", *BODY],
    "clocks_in_three_languages": [
        "Sunday, November 16, 2025",
        "الأحد 16 نوفمبر 2025",
        "Dimanche 16 Novembre 2025",
        TITLE,
        BYLINE,
        *BODY,
    ],
    "cookies_and_paywall": [
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا.",
        "موافق",
        TITLE,
        BYLINE,
        *BODY,
        "هذا المحتوى مخصص للمشتركين. اشترك الآن لمواصلة القراءة.",
    ],
    "whole_leads_under_a_marker": [
        TITLE,
        BYLINE,
        *BODY,
        "أخبار ذات صلة",
        *headlines(1),
        Around("lead").lead(cut=False),
    ],
    "windows_line_ends_and_blanks": [
        "",
        TITLE,
        "   ",
        BYLINE,
        "\u00a0",
        *[line + "\r" for line in BODY],
        "",
    ],
}


@pytest.mark.parametrize("lines", ORDERS.values(), ids=ORDERS.keys())
def test_it_takes_the_article_and_nothing_else(lines):
    article = clean("\n".join(lines).encode())
    assert article.paragraphs == tuple(BODY)
    assert (article.title, article.author) == (TITLE, "Salwa")
    assert published(article) == "2026-03-17T20:41:00+00:00"


def test_it_reads_an_outlet_and_author_line():
    lines = [
        WATER.title,
        "هسبريس - عبد الإله الرگراگي (صور: نبيل الساهل)",
        "الثلاثاء 06 ماي 2025 - 23:30",
        *WATER.paragraphs,
    ]
    article = clean("\n".join(lines).encode())
    assert (article.title, article.author) == (WATER.title, "عبد الإله الرگراگي")
    assert published(article) == "2025-05-06T23:30:00+01:00"
    assert article.paragraphs == WATER.paragraphs


def test_it_reads_a_bare_name_beside_the_date():
    lines = [SCHOOL.title, SCHOOL.author, "الثلاثاء 06 ماي 2025 - 23:30", *SCHOOL.paragraphs]
    assert clean("\n".join(lines).encode()).author == SCHOOL.author


def test_it_reads_glued_author_date_and_reading_time():
    lines = [SCHOOL.title, f"{SCHOOL.author}6 ماي 20253 دقائق للقراءة", *SCHOOL.paragraphs]
    article = clean("\n".join(lines).encode())
    assert (article.author, published(article)) == (SCHOOL.author, "2025-05-06")


def test_it_reads_french():
    lines = [
        "Accueil > Économie > Pêche",
        FISHING.title,
        f"Par {FISHING.author}",
        "Publié le 20 mai 2025 à 21h03",
        *FISHING.paragraphs,
        "À lire aussi",
        "Le club annonce l’arrivée d’un entraîneur",
    ]
    article = clean("\n".join(lines).encode())
    assert (article.title, article.author, published(article)) == (
        FISHING.title,
        FISHING.author,
        "2025-05-20T21:03:00+01:00",
    )
    assert article.paragraphs == FISHING.paragraphs
    assert article.lang == "fr"


def test_a_body_alone_has_neither_title_nor_byline():
    article = clean("\n".join(BODY).encode())
    assert (article.title, article.author, article.published_at) == (None, None, None)
    assert article.paragraphs == tuple(BODY)


def test_a_paragraph_printed_twice_is_no_title():
    article = clean("\n".join([BODY[0], *BODY]).encode())
    assert article.title is None
    assert article.paragraphs == (BODY[0], *BODY)


def test_a_bare_outlet_line_is_no_author_and_no_body():
    article = clean("\n".join(["NEWS.INFO", *BODY]).encode())
    assert (article.author, article.paragraphs) == (None, tuple(BODY))


def test_one_sentence_is_an_article():
    sentence = "قالت النائبة هند الوادنوني إن الورش متوقف منذ ثمانية أشهر"
    assert clean(sentence.encode()).paragraphs == (sentence,)


def test_marks_that_no_reader_sees_are_dropped():
    raw = "\ufeff\u200fقالت النائبة\u00a0هند إن \u202bالورش\u202c متو\u200bقف &quot;منذ أشهر&quot;."
    assert clean(raw.encode()).paragraphs == ('قالت النائبة هند إن الورش متوقف "منذ أشهر".',)


@pytest.mark.parametrize(
    "lines", [MENU, headlines(12), ["Menu", "Accueil", "Contact"], ["."], ["2025"]]
)
def test_it_finds_no_article_in_menus(lines):
    with pytest.raises(NotAnArticle):
        clean("\n".join(lines).encode())


NAMED = {
    "title": f"عنوان: {TITLE}",
    "author": "بقلم: سلوى الراضي",
    "date": "التاريخ: 17 مارس 2026",
    "source": "المصدر: منبر الضفة",
    "body": "\n".join(["النص:", *BODY]),
}
EVERY_ORDER = [
    ("title", "author", "date", "source", "body"),
    ("source", "date", "author", "title", "body"),
    ("body", "title", "author", "date", "source"),
    ("date", "title", "body", "source", "author"),
]


@pytest.mark.parametrize("order", EVERY_ORDER)
@pytest.mark.parametrize("under", [False, True], ids=["beside", "under"])
def test_it_takes_labels_off_and_uses_what_they_name(order, under):
    text = "\n".join(NAMED[name] for name in order)
    if under:
        for label in ("عنوان", "بقلم", "التاريخ", "المصدر"):
            text = text.replace(f"{label}: ", f"{label}:\n")
    page = clean(text.encode())
    assert (page.title, page.author, page.outlet) == (TITLE, "سلوى الراضي", "منبر الضفة")
    assert f"{page.published_at:%Y-%m-%d}" == "2026-03-17"
    assert list(page.paragraphs) == BODY


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("عنوان", "بقلم"),
        ("العنوان", "الكاتب"),
        ("**العنوان**", "المؤلف"),
        ("Titre ", "Auteur\u00a0"),
    ],
)
def test_a_date_and_a_body_may_stand_without_a_label(title, author):
    lines = [f"{title}: {TITLE}", f"{author}: سلوى الراضي", "17 مارس 2026", "", *BODY]
    page = clean("\n".join(lines).encode())
    assert (page.title, page.author) == (TITLE, "سلوى الراضي")
    assert f"{page.published_at:%Y-%m-%d}" == "2026-03-17"
    assert list(page.paragraphs) == BODY


def test_it_reads_the_labels_of_a_french_text():
    body = [
        "Le ministre de la Santé, Karim Ouazir, a déclaré mardi que trois hôpitaux ouvriront.",
        "Il a ajouté que les travaux ont commencé au mois de mars dans la région.",
    ]
    page = clean(
        "\n".join(
            ["Source : Le Phare", "Titre : Trois hôpitaux ouvriront cette année",
             "Date : 12 novembre 2025", "Auteur : Salma Ouahi", "Texte :", *body]
        ).encode()
    )  # fmt: skip
    assert (page.title, page.author) == ("Trois hôpitaux ouvriront cette année", "Salma Ouahi")
    assert (page.outlet, f"{page.published_at:%Y-%m-%d}") == ("Le Phare", "2025-11-12")
    assert list(page.paragraphs) == body


def test_an_address_at_the_foot_is_no_title():
    foot = ["العنوان: 12 شارع النخيل الطابق الثاني الرباط", "الهاتف: 0537000000", "المصدر: وكالات"]
    page = clean("\n".join([TITLE, BYLINE, *BODY, *foot]).encode())
    assert (page.title, page.outlet) == (TITLE, None)
