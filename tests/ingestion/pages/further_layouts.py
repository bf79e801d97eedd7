"""Layouts of other systems and other countries, and pages that are not made of paragraphs."""

from __future__ import annotations

import json
from html import escape

from tests.ingestion.pages.articles import FISHING, HOSPITAL, SCHOOL, WATER
from tests.ingestion.pages.layouts import (
    SITE,
    SITE_FR,
    Golden,
    head,
    is_subhead,
    layout,
    page,
    paragraphs,
)
from tests.ingestion.pages.surroundings import Around


@layout
def live_blog() -> Golden:
    """Entries of one sitting, each with its own minute and a bar to share it, the newest first."""
    written, around = HOSPITAL, Around("live")
    entries = "".join(
        f'<li class="lb-entry" id="e{n}"><div class="lb-time"><time datetime="2025-02-03T'
        f'{18 - n}:0{n}:00+01:00">{18 - n}:0{n}</time></div><div class="lb-text">'
        f'<p>{escape(text, quote=False)}</p></div><div class="lb-share"><a href="#">فيسبوك</a> '
        f'<a href="#">واتساب</a> <a href="#">نسخ الرابط</a></div></li>'
        for n, text in enumerate(written.paragraphs)
        if not is_subhead(text)
    )
    body = (
        f"<body><header>{around.menu(60)}</header>{around.cards(30)}<main><span>مباشر</span>"
        f'<h1>{written.title}</h1><p class="lb-by">إعداد: {written.author}</p><p class="lb-date">'
        f'الاثنين 3 فبراير 2025 - 18:30</p><ol class="lb">{entries}</ol>'
        f"<button>تحميل المزيد من التحديثات</button></main>{around.cards(30)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=46), body).encode()
    told = tuple(text for text in written.paragraphs if not is_subhead(text))
    return Golden("live_blog", raw, written, "2025-02-03T18:30:00+01:00", written.author, body=told)


@layout
def drupal_fields() -> Golden:
    """Fields within fields, the date month first as this system prints it."""
    written, around = SCHOOL, Around("drupal")

    def field(name: str, inside: str) -> str:
        return (
            f'<div class="field field--name-{name} field--label-hidden"><div class="field__items">'
            f'<div class="field__item even">{inside}</div></div></div>'
        )

    body = (
        '<body class="path-node page-node-type-article"><div class="dialog-off-canvas">'
        f'<div class="region region-header">{around.menu(50)}</div>{around.cards(20)}'
        '<div class="region region-content"><div class="block block-system-main-block">'
        f'<h1 class="page-header"><span class="field--name-title">{written.title}</span></h1>'
        '<article class="node node--type-article"><footer><div class="node__submitted">أرسله '
        f"<span>{written.author}</span> في ثلاثاء, 04/15/2025 - 08:30</div></footer>"
        f'<div class="node__content">{field("field-image", "<img src=a.jpg alt=>")}'
        f"{field('body', paragraphs(written))}"
        f"{field('field-tags', '<a href=/t/1>التعليم</a>')}"
        '<ul class="links inline"><li>سجل الدخول أو افتح حسابا لنشر تعليق</li></ul></div></article>'
        f'</div></div><aside class="region-sidebar">{around.teasers(12, cut=False)}</aside>'
        f"</div>{around.cards(20)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=56), body).encode()
    return Golden("drupal_fields", raw, written, "2025-04-15T08:30:00+01:00", written.author)


@layout
def microdata_with_advertisements() -> Golden:
    """Everything is named by itemprop, and an advertisement stands after every paragraph."""
    written, around = WATER, Around("microdata")
    advert = (
        '<div class="ad-slot" data-size="300x250"><span>إعلان</span><a href="/go"><img '
        'src="b.gif" alt="اشترك الآن واربح هاتفا"></a></div>'
    )
    text = "".join(f"<p>{escape(one, quote=False)}</p>{advert}" for one in written.paragraphs)
    body = (
        f'<body>{around.cards(35)}<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<meta itemprop="datePublished" content="2025-05-06T15:20:00+01:00">'
        f'<h2 itemprop="headline">{written.title}</h2><div><span itemprop="author" itemscope '
        f'itemtype="https://schema.org/Person"><span itemprop="name">{written.author}</span></span>'
        f'</div><div itemprop="articleBody">{text}</div></div><div>{around.teasers(20)}</div>'
        f"{around.cards(35)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=34), body).encode()
    return Golden(
        "microdata_with_advertisements", raw, written, "2025-05-06T15:20:00+01:00", written.author
    )


@layout
def made_by_script() -> Golden:
    """Nothing but an empty element for a script to fill: the article stands in linked data."""
    written, around = WATER, Around("script")
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": written.title,
        "author": {"@type": "Person", "name": written.author},
        "datePublished": "2025-05-06T14:20:00Z",
        "articleBody": "\n\n".join(written.paragraphs),
    }
    state = {
        "menu": [around.headline() for _ in range(60)],
        "related": [{"t": around.headline(), "l": around.lead(cut=False)} for _ in range(120)],
    }
    extra = (
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        f'<script id="__STATE__" type="application/json">{json.dumps(state)}</script>'
    )
    body = (
        "<body><noscript>فعّل جافاسكريبت في متصفحك لقراءة هذه الصفحة.</noscript>"
        '<div id="root"></div></body>'
    )
    raw = page(head(written.title, around=around, kilobytes=70, extra=extra), body).encode()
    return Golden("made_by_script", raw, written, "2025-05-06T15:20:00+01:00", written.author)


@layout
def egyptian_desk() -> Golden:
    """كتب: before the name, the day's name and ص for the morning, the name of the month twice."""
    written, around = SCHOOL, Around("egypt")
    body = (
        f'<body><div class="hdr">{around.menu(40)}</div>{around.cards(25)}<div class="artcl">'
        f'<h1>{written.title}</h1><div class="inf"><i class="ic"></i><b>كتب: {written.author}</b>'
        "<time>الثلاثاء، 15 أبريل/نيسان 2025 08:30 ص</time><a href='#'>تابعونا على جوجل نيوز</a>"
        f'</div><div class="txt">{paragraphs(written, sub="h2")}</div><div class="tags"><a href=a>'
        f"التعليم</a> <a href=b>مجلس النواب</a></div></div>{around.cards(35)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=44), body).encode()
    return Golden("egyptian_desk", raw, written, "2025-04-15T08:30:00+01:00", written.author)


@layout
def printed_version() -> Golden:
    """The page for the printer: rules, an address, no name of anything, one cell of a table."""
    written, around = HOSPITAL, Around("print")
    text = "".join(f"<p align=justify>{escape(one, quote=False)}" for one in written.paragraphs)
    body = (
        f"<body onload='window.print()'><center><b>{SITE}</b></center><hr><table width=100%><tr>"
        f"<td><font size=5>{written.title}</font><br><font size=2>بقلم: {written.author}</font><br>"
        f"<font size=2>07-02-2025 18:05</font><br>{text}</td></tr></table><hr>"
        "<font size=1>رابط المقال: http://minbar.example/news/print/9912.html</font><br>"
        "<font size=1>جميع الحقوق محفوظة</font></body>"
    )
    raw = page(head(written.title, around=around, kilobytes=110), body).encode()
    return Golden("printed_version", raw, written, "2025-02-07T18:05:00+01:00", written.author)


@layout
def french_breaks_and_update() -> Golden:
    """One paragraph broken by lines, an agency beside the author, a later hour of updating."""
    written, around = FISHING, Around("regional", "fr")
    text = "<br/>\r\n<br/>\r\n".join(escape(one, quote=False) for one in written.paragraphs)
    body = (
        f'<body><div id="bandeau">{around.menu(40)}</div>{around.cards(20)}<div id="art">'
        f'<h1>{written.title}</h1><div class="sig">Par {written.author} | Publié le 06/05/2025 à '
        f'15:20 | Mis à jour le 07/05/2025 à 09:02</div><div class="txt"><p>{text}</p></div>'
        '<p class="abo">Abonnez-vous à notre lettre d’information pour ne rien manquer.</p>'
        f'<div class="lire"><h3>À lire aussi</h3>{around.teasers(6, cut=False)}</div></div>'
        f"{around.cards(40)}</body>"
    )
    raw = page(head(written.title, site=SITE_FR, around=around, kilobytes=42), body, "fr").encode()
    return Golden(
        "french_breaks_and_update", raw, written, "2025-05-06T15:20:00+01:00", written.author
    )


@layout
def list_of_demands() -> Golden:
    """The middle of the text is a list: what stands in it is said as much as the rest."""
    written, around = WATER, Around("demands")
    first, *middle, last = written.paragraphs
    items = "".join(f"<li>{escape(one, quote=False)}</li>" for one in middle)
    body = (
        f'<body><div class="nav-top">{around.menu(70)}</div>{around.cards(30)}<div class="pg">'
        f'<h1>{written.title}</h1><p class="when">{written.author} — 06 ماي 2025، 15:20</p>'
        f'<div class="bd"><p>{first}</p><ul>{items}</ul><p>{last}</p></div><ul class="sh"><li>'
        f"فيسبوك</li><li>إكس</li><li>طباعة</li></ul></div>{around.cards(30)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=50), body).encode()
    return Golden("list_of_demands", raw, written, "2025-05-06T15:20:00+01:00", written.author)


@layout
def tabs_of_reading_lists() -> Golden:
    """Tabs of the most read, latest and chosen stand before the article, each lead a full one."""
    written, around = SCHOOL, Around("tabs")
    tabs = "".join(
        f'<div class="tab-pane" id="t{n}">{around.teasers(9, cut=False, tag="article")}</div>'
        for n in range(3)
    )
    body = (
        f'<body>{around.menu(30)}<div class="tabs"><ul><li>الأكثر قراءة</li><li>آخر الأخبار</li>'
        f'<li>اخترنا لكم</li></ul>{tabs}</div><div class="story"><h1>{written.title}</h1>'
        f'<div class="by">{written.author}</div><div class="on">12 نونبر 2025 على الساعة '
        "10:45</div>"
        f"{paragraphs(written)}</div>{around.cards(45)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=44), body).encode()
    return Golden(
        "tabs_of_reading_lists", raw, written, "2025-11-12T10:45:00+01:00", written.author
    )
