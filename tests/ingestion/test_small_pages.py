"""Small pages, each with one thing that misleads: glued sub-heads, logos, forms, links."""

from __future__ import annotations

import pytest

from statements.ingestion.clean import clean
from tests.ingestion.pages.articles import FISHING, HOSPITAL, SCHOOL, WATER, Written
from tests.ingestion.pages.surroundings import Around
from tests.ingestion.test_golden_pages import published

AROUND = Around("small")
LISTED = "".join(f"<li>{AROUND.day()} - <a href=x>{AROUND.headline()}</a></li>" for _ in range(6))
COMMENTS = "".join(
    f"<div><b>قارئ {n}</b><span>1{n} نونبر 2025</span><div>"
    "قال الوزير كل هذا من قبل، وأضيف أن لا شيء "
    "تغير في حينا منذ سنوات طويلة يا سادة.</div></div>"
    for n in range(4)
)
INTERVIEW = Written(
    SCHOOL.title,
    SCHOOL.author,
    (
        "كيف تقيمون عمل اللجنة؟",
        "أعتقد أن اللجنة قامت بدورها كاملا، وأن التقرير الذي رفعته إلى المكتب يستحق النقاش.",
        "هل سيُنشر التقرير؟",
        "نعم.",
        "ومتى؟",
        "سيكون ذلك قبل نهاية الدورة، كما وعدنا بذلك في الندوة الصحافية.",
    ),
)


def each(written, element="p", start=0, stop=None):
    return "".join(f"<{element}>{part}</{element}>" for part in written.paragraphs[start:stop])


def linked(paragraph):
    words = paragraph.split()
    return " ".join(f"<a href=t>{w}</a>" if n % 4 == 0 else w for n, w in enumerate(words))


def sub_heads_glued_to_their_paragraph():
    glued = f"<p><strong>{HOSPITAL.paragraphs[3]}</strong><br>{HOSPITAL.paragraphs[4]}</p>"
    return (
        (
            f"<title>{HOSPITAL.title}</title><body><ul>{LISTED}</ul><h1>{HOSPITAL.title}</h1>"
            f"<span>بقلم: {HOSPITAL.author}</span><span>الاثنين 3 فبراير 2025 - 10:00</span><div>"
            f"{each(HOSPITAL, stop=3)}{glued}{each(HOSPITAL, start=5)}</div>"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03T10:00:00+01:00",
    )


def one_paragraph_element():
    return (
        (
            f"<body><h1>{WATER.title}</h1><div>{WATER.author}</div><div>2025/05/06 15:00</div>"
            f"<p>{'<br>'.join(WATER.paragraphs)}</p><ul>{LISTED}</ul>"
        ),
        WATER,
        WATER.author,
        "2025-05-06T15:00:00+01:00",
    )


def nothing_but_spans():
    text = "".join(f"<span><font size=3>{p}</font></span><br/><br/>" for p in WATER.paragraphs)
    return (
        (
            f"<body><div id=logo>صوت الأطلس</div><div><b>{WATER.title}</b></div>"
            f"<div><i>6 ماي 2025</i></div><div>{text}</div>"
        ),
        WATER,
        None,
        "2025-05-06",
    )


def items_in_the_body():
    return (
        (
            f"<body><nav>{LISTED}</nav><article><h1>{SCHOOL.title}</h1><p class=meta>"
            f"{SCHOOL.author} | "
            f"15/04/2025</p>{each(SCHOOL, stop=3)}<ul>{each(SCHOOL, 'li', start=3)}</ul></article>"
        ),
        SCHOOL,
        SCHOOL.author,
        "2025-04-15",
    )


def a_fragment():
    return (
        (
            f'<div><h1>{HOSPITAL.title}</h1><div class="author">{HOSPITAL.author}</div>'
            f"<time>3 فبراير 2025</time>{each(HOSPITAL)}</div>"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03",
    )


def title_in_the_head_only():
    return (
        (
            f"<title>{HOSPITAL.title} | صوت الأطلس</title><body><div>{LISTED}</div>"
            f"<div>نشر في 3 فبراير 2025 على الساعة 10:00 من طرف {HOSPITAL.author}</div>"
            f"{each(HOSPITAL)}"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03T10:00:00+01:00",
    )


def author_under_the_text():
    return (
        (
            f"<title>{WATER.title}</title><body><h2>{WATER.title}</h2><div>{each(WATER)}"
            f"<p><em>{WATER.author} - الرباط</em></p></div><div>"
            "نشر بتاريخ: 06-05-2025 | 15:00</div>"
        ),
        WATER,
        WATER.author,
        "2025-05-06T15:00:00+01:00",
    )


def logo_in_the_first_heading():
    return (
        (
            f"<title>صوت الأطلس - {SCHOOL.title}</title><body><h1><a href=/>صوت الأطلس</a></h1>"
            f"<p>الجمعة 14 نونبر 2025</p><ul>{LISTED}</ul><h2>{SCHOOL.title}</h2>"
            f"<p>{SCHOOL.author} - الرباط</p><p>15 أبريل 2025 - 08:30</p>{each(SCHOOL)}"
        ),
        SCHOOL,
        SCHOOL.author,
        "2025-04-15T08:30:00+01:00",
    )


def comments_without_names():
    return (
        (
            f"<body><h1>{WATER.title}</h1><div>كتبه {WATER.author} في 6 ماي 2025</div>"
            f"<div>{each(WATER)}</div><div><h3>4 تعليقات</h3>{COMMENTS}</div>"
        ),
        WATER,
        WATER.author,
        "2025-05-06",
    )


def links_in_every_sentence():
    text = "".join(f"<p>{linked(part)}</p>" for part in HOSPITAL.paragraphs)
    return (
        (
            f"<body><h1>{HOSPITAL.title}</h1><p>{HOSPITAL.author}</p><p>3 فبراير 2025</p>{text}"
            f"<ul>{LISTED}</ul>"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03",
    )


def an_interview():
    return (
        (
            f"<body><h1>{INTERVIEW.title}</h1><div class=by>حاورته: {INTERVIEW.author}</div>"
            f"<div>15 أبريل 2025</div><div>{each(INTERVIEW)}</div>"
        ),
        INTERVIEW,
        INTERVIEW.author,
        "2025-04-15",
    )


def the_title_again_in_the_body():
    return (
        (
            f"<title>{WATER.title} - صوت الأطلس</title><body><div>"
            f"الرئيسية / سياسة / {WATER.title}</div>"
            f"<h1>{WATER.title}</h1><div>صوت الأطلس - {WATER.author} | 6 ماي 2025</div>"
            f"<div class=c><p><b>{WATER.title}</b></p>{each(WATER)}</div>"
        ),
        WATER,
        WATER.author,
        "2025-05-06",
    )


def read_also_under_a_heading():
    links = f"<p><a href=1>{AROUND.headline()}</a></p><p><a href=2>{AROUND.headline()}</a></p>"
    return (
        (
            f"<body><h1>{WATER.title}</h1><div>{WATER.author} — 6 ماي 2025</div><div>"
            f"{each(WATER, stop=3)}<h4>اقرأ أيضا</h4>{links}{each(WATER, start=3)}</div>"
            "<p>#السقي #البرلمان</p>"
        ),
        WATER,
        WATER.author,
        "2025-05-06",
    )


def a_table_row_per_paragraph():
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in HOSPITAL.paragraphs)
    return (
        (
            f"<table><tr><td class=title>{HOSPITAL.title}</td></tr>"
            f"<tr><td>{HOSPITAL.author} - 3/2/2025</td></tr>{rows}</table>"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03",
    )


def a_page_inside_a_form():
    return (
        (
            f"<body><form id=aspnetForm><div><h2>{HOSPITAL.title}</h2><span>"
            f"{HOSPITAL.author}</span> "
            f"<span>03/02/2025 10:00:00 ص</span><div id=ctl00_body>{each(HOSPITAL)}</div>"
            f"<div>{LISTED}</div></div></form>"
        ),
        HOSPITAL,
        HOSPITAL.author,
        "2025-02-03T10:00:00+01:00",
    )


def a_box_with_a_whole_lead_between():
    box = (
        f"<div><b>مقالات ذات صلة</b><p><a>{AROUND.headline()}</a></p>"
        f"<p>{AROUND.lead(cut=False)}</p></div>"
    )
    return (
        (
            f"<body><h1>{WATER.title}</h1><div>{WATER.author} — 6 ماي 2025</div><div>"
            f"{each(WATER, stop=2)}{box}{each(WATER, start=2)}</div>"
        ),
        WATER,
        WATER.author,
        "2025-05-06",
    )


def french_with_comments():
    return (
        (
            f"<html lang=fr><title>{FISHING.title} | Le Courrier du Sud</title><body>"
            f"<header>Dimanche 16 novembre 2025</header><h1>{FISHING.title}</h1>"
            f"<p>Par <b>{FISHING.author}</b>, le 20 mai 2025 à 21:03</p><p><i>"
            "Crédit photo : DR</i></p>"
            f"{each(FISHING)}<h3>À lire aussi</h3><ul><li><a>"
            "Le ministre affirme que tout va bien</a>"
            "</li></ul><p>Commentaires (2)</p><p>Anonyme : Le ministre a dit cela mille fois.</p>"
        ),
        FISHING,
        FISHING.author,
        "2025-05-20T21:03:00+01:00",
    )


PAGES = (
    sub_heads_glued_to_their_paragraph, one_paragraph_element, nothing_but_spans,
    items_in_the_body, a_fragment, title_in_the_head_only, author_under_the_text,
    logo_in_the_first_heading, comments_without_names, links_in_every_sentence, an_interview,
    the_title_again_in_the_body, read_also_under_a_heading, a_table_row_per_paragraph,
    a_page_inside_a_form, a_box_with_a_whole_lead_between, french_with_comments,
)  # fmt: skip


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_is_not_misled(make, encoding):
    markup, written, author, date = make()
    article = clean(markup.encode(encoding))
    assert article.paragraphs == written.paragraphs
    assert (article.title, article.author, published(article)) == (written.title, author, date)
