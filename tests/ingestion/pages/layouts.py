"""Page layouts met in the Arabic and French press, each a function from an article to its bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.ingestion.pages.articles import FISHING, HOSPITAL, SCHOOL, WATER, Written
from tests.ingestion.pages.surroundings import SECTIONS, Around

SITE = "منبر الضفة"
SITE_FR = "Le Quotidien de la Vallée"


@dataclass(frozen=True)
class Golden:
    """A page and the article that a careful reader takes from it; ``published`` is ISO.

    ``quotes_strangers``: whole sentences of others stand in the text, and nothing but the name of
    their element says so.
    """

    name: str
    raw: bytes
    written: Written
    published: str | None
    author: str | None
    content_type: str | None = None
    body: tuple[str, ...] | None = None
    quotes_strangers: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return self.written.paragraphs if self.body is None else self.body


LAYOUTS: dict[str, Callable[[], Golden]] = {}


def layout(make: Callable[[], Golden]) -> Callable[[], Golden]:
    LAYOUTS[make.__name__] = make
    return make


def is_subhead(paragraph: str) -> bool:
    return len(paragraph) < 40 and paragraph[-1] not in '.»"'


def paragraphs(written: Written, *, sub: str = "h3", insert: str = "", at: int = 2) -> str:
    parts = [
        f"<{sub}>{escape(text)}</{sub}>"
        if is_subhead(text)
        else f"<p>{escape(text, quote=False)}</p>"
        for text in written.paragraphs
    ]
    return "".join([*parts[:at], insert, *parts[at:]])


def page(head: str, body: str, lang: str = "ar") -> str:
    direction = "rtl" if lang == "ar" else "ltr"
    return f'<!DOCTYPE html><html lang="{lang}" dir="{direction}"><head>{head}</head>{body}</html>'


def head(
    title: str, *, site: str = SITE, kilobytes: int = 100, around: Around, extra: str = ""
) -> str:
    return (
        f'<meta charset="utf-8"><title>{escape(title)} - {site}</title>'
        f'<meta property="og:title" content="{escape(title)} - {site}">'
        f'<meta property="og:site_name" content="{site}">'
        f"{extra}{around.weight(kilobytes)}"
    )


@layout
def wordpress_theme() -> Golden:
    """The body, breadcrumb, byline and teasers of a common theme; a crawl clock in the header."""
    written, around = HOSPITAL, Around("wordpress")
    read_also = f"<p><strong>اقرأ أيضا: <a href=1>{around.headline()}</a></strong></p>"
    body = (
        '<body class="rtl single single-post has-sidebar related-on">'
        '<header id="masthead"><div class="today">الجمعة 14 نونبر 2025</div>'
        f'<h2 class="site-title">{SITE}</h2><nav>{around.menu(60)}</nav></header>'
        f'<div class="breaking-news"><span>عاجل</span><ul>{around.links(8)}</ul></div>'
        '<div id="content" class="site-content container with-sidebar">'
        '<div class="breadcrumbs"><a href="/">الرئيسية</a> <a href="/c">أخبار وطنية</a>'
        f" {written.title}</div>"
        f'<h1 class="post-tit">{written.title}</h1><div class="single-post-meta">'
        f'<span class="w">كتبه {written.author}</span> <span class="t">'
        "كتب في 17 مارس، 2026 - 8:41 مساءً</span></div>"
        '<div class="sharing-post"><a href="#">شارك على فيسبوك</a> <a href="#">تويتر</a>'
        ' <a href="#">واتساب</a></div>'
        '<figure><img src="a.jpg"><figcaption>'
        "النائبة خلال الجلسة، صورة: أرشيف</figcaption></figure>"
        '<div class="post-content">'
        f"{paragraphs(written, insert=read_also)}</div>"
        '<div class="post-tags">الوسوم: <a href="#">مستشفى القرب</a> <a href="#">'
        "وزارة الصحة</a></div>"
        f'<div class="relat"><h4>مقالات ذات صلة</h4>{around.teasers(5)}</div>'
        f'<div id="comments"><h3>التعليقات (5)</h3><ol>{around.comments()}</ol><h3>'
        "اترك تعليقاً</h3><form><textarea></textarea></form></div>"
        f'</div><aside id="secondary">{around.teasers(10, cut=False)}</aside><footer>'
        f"{around.menu(40)}<p>جميع الحقوق محفوظة © {SITE} 2025</p></footer></body>"
    )
    raw = page(head(written.title, around=around, kilobytes=180), body).encode()
    return Golden("wordpress_theme", raw, written, "2026-03-17T20:41:00+00:00", written.author)


@layout
def blogger() -> Golden:
    """Paragraphs kept apart by line breaks, the author under the text."""
    written, around = WATER, Around("blogger")
    text = "<br /><br />".join(escape(part, quote=False) for part in written.paragraphs)
    body = (
        "<body class='loading variant-dark'><div class='header-outer'><h1 class='title'>"
        f"{SITE}</h1></div><div class='tabs'>{around.menu(8)}</div>"
        "<div class='blog-posts hfeed'><h2 class='date-header'><span>"
        "الثلاثاء، 6 ماي 2025</span></h2><div class='post hentry'>"
        f"<h3 class='post-title entry-title'>{written.title}</h3>"
        "<div class='post-body entry-content' id='post-body-77'>"
        f"<div dir='rtl' style='text-align:right'>{text}</div></div>"
        f"<div class='post-footer'>مرسلة بواسطة <span class='fn'>{written.author}</span>"
        " في <abbr class='published' title='2025-05-06T14:22:00+01:00'>2:22 م</abbr>"
        "<div class='post-share-buttons'>"
        "إرسال بالبريد الإلكتروني المشاركة على X المشاركة في Facebook</div></div></div>"
        f"<div id='blog-pager'><a>رسالة أحدث</a> <a>رسالة أقدم</a></div></div>"
        f"<div class='sidebar'><h2>أرشيف المدونة</h2><ul>{around.links(40)}</ul></div></body>"
    )
    raw = page(
        f"<meta charset='utf-8'><title>{written.title} | {SITE}</title>{around.weight(120)}", body
    ).encode()
    return Golden("blogger", raw, written, "2025-05-06T14:22:00+01:00", written.author)


@layout
def amp() -> Golden:
    written, around = SCHOOL, Around("amp")
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": written.title,
            "datePublished": "2025-04-15T08:30:00+00:00",
            "dateModified": "2025-04-16T10:00:00+00:00",
            "author": {"@type": "Person", "name": written.author},
            "publisher": {"@type": "Organization", "name": SITE},
        },
        ensure_ascii=False,
    )
    body = (
        f'<body><amp-sidebar id="s"><ul>{around.menu(30)}</ul></amp-sidebar>'
        f'<header class="amp-wp-header"><a href="/">{SITE}</a></header>'
        '<article class="amp-wp-article"><header class="amp-wp-article-header">'
        f'<h1 class="amp-wp-title">{written.title}</h1>'
        '<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">'
        f"{written.author}</span></div>"
        '<div class="amp-wp-meta amp-wp-posted-on">'
        '<time datetime="2025-04-15T08:30:00+00:00">قبل 7 أشهر</time></div></header>'
        f'<div class="amp-wp-article-content">{paragraphs(written)}<amp-ad width=300>'
        "</amp-ad></div>"
        f'<footer class="amp-wp-article-footer">التصنيفات: <a>تعليم</a></footer></article>'
        f"<amp-carousel>{around.teasers(4)}</amp-carousel></body>"
    )
    extra = f'<script type="application/ld+json">{linked}</script>'
    raw = page(head(written.title, around=around, extra=extra, kilobytes=120), body).encode()
    return Golden("amp", raw, written, "2025-04-15T09:30:00+01:00", written.author)


@layout
def old_table() -> Golden:
    """No class names, fonts and nested tables, windows-1256 said only in the meta."""
    written, around = HOSPITAL, Around("table")
    text = "<br><br>".join(escape(part, quote=False) for part in written.paragraphs)
    cells = "".join(
        f"<tr><td><a href=n{n}.htm><font size=2>{around.headline()}</font></a></td></tr>"
        for n in range(60)
    )
    body = (
        "<body bgcolor=#ffffff><table width=980 align=center><tr><td colspan=3>"
        "<font size=2>اليوم: الأحد 16 نونبر 2025</font></td></tr>"
        f"<tr><td width=180 valign=top><table>{cells}</table></td><td width=600 valign=top>"
        "<table width='100%'>"
        "<tr><td><font size=2><a href=/>الرئيسية</a> &gt; <a href=s.htm>سياسة</a>"
        f" &gt; {written.title}</font></td></tr>"
        f"<tr><td align=center><font size=5 color=#990000><b>{written.title}</b></font></td></tr>"
        f"<tr><td><font size=2>بقلم: {written.author} | 05/11/2012 16:20</font></td></tr>"
        f"<tr><td align=justify><img src=p.jpg align=left><font size=4>{text}</font></td></tr>"
        "<tr><td><font size=2><a href=#>طباعة</a> | <a href=#>أرسل إلى صديق</a>"
        " | عدد القراءات: 1532</font></td></tr></table></td>"
        f"<td width=180 valign=top><table>{cells}</table></td></tr><tr><td colspan=3>"
        f"جميع الحقوق محفوظة لموقع {SITE}</td></tr></table></body>"
    )
    markup = (
        "<html dir=rtl><head>"
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>'
        f"{written.title}</title>{around.weight(130)}</head>{body}</html>"
    )
    raw = markup.encode("windows-1256", "xmlcharrefreplace")
    return Golden(
        "old_table", raw, written, "2012-11-05T16:20:00+00:00", written.author, "text/html"
    )


@layout
def aggregator() -> Golden:
    """One outlet's article inside a stream of other outlets' leads, not cut off and not named."""
    written, around = WATER, Around("aggregator")
    body = (
        f'<body><div class="top">{around.menu(20)}</div><div class="wrap"><div class="c1">'
        f"<ul>{around.links(30)}</ul></div>"
        f'<div class="c2"><span>سياسة</span><h1>{written.title}</h1><div class="info">'
        f"<span>هسبريس</span> - <span>{written.author}</span> <i>06/05/2025 | 15:10</i>"
        "</div>"
        f'<div class="txt">{paragraphs(written)}<p><a href="https://example.org/x">'
        "اقرأ الخبر من المصدر</a></p></div>"
        f"<h2>المزيد من الأخبار</h2>{around.teasers(12, cut=False)}</div></div></body>"
    )
    raw = page(
        head(written.title, site="خبر عاجل ماروك", around=around, kilobytes=150), body
    ).encode()
    return Golden("aggregator", raw, written, "2025-05-06T15:10:00+01:00", written.author)


@layout
def agency_wire() -> Golden:
    """An agency's page: no person signs, the date is bilingual."""
    written, around = SCHOOL, Around("wire")
    body = (
        f'<body><div class="bar">{around.menu(12)}</div><main><h1>{written.title}</h1>'
        '<p class="source">الرباط - و م ع</p>'
        '<div class="published">'
        "الثلاثاء 12 تشرين الثاني/نوفمبر 2024 على الساعة 19:45</div>"
        f"{paragraphs(written, sub='h2')}"
        "<p>#مجلس_النواب #التعليم</p><section><h2>آخر الأخبار</h2><ul>"
        f"{around.links(20)}</ul></section></main></body>"
    )
    raw = page(head(written.title, site="وكالة الأنباء", around=around), body).encode()
    return Golden("agency_wire", raw, written, "2024-11-12T19:45:00+01:00", "و م ع")


@layout
def linked_data_only() -> Golden:
    """Hashed class names, nothing visible but the title and the text."""
    written, around = HOSPITAL, Around("hashed")
    linked = json.dumps(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": SITE},
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"name": section} for section in SECTIONS],
                },
                {
                    "@type": ["NewsArticle"],
                    "headline": written.title,
                    "datePublished": "2025-02-07T18:05:00+01:00",
                    "author": [{"@type": "Person", "name": written.author}],
                },
            ],
        }
    )
    body = (
        f'<body><div class="css-1a"><div class="css-9k">{around.menu(25)}</div>'
        f'<div class="css-2b"><div class="css-3c"><h1 class="css-7f">{written.title}</h1>'
        '<div class="css-4d"><button>شارك</button><button>نسخ الرابط</button></div>'
        f'<div class="css-5e">{paragraphs(written, sub="h2")}</div>'
        f'</div><div class="css-6f"><h3>الأكثر قراءة</h3><ol>{around.links(10)}</ol></div>'
        "</div></div></body>"
    )
    extra = f'<script type="application/ld+json">{linked}</script>'
    raw = page(head(written.title, around=around, extra=extra, kilobytes=220), body).encode()
    return Golden("linked_data_only", raw, written, "2025-02-07T18:05:00+01:00", written.author)


@layout
def ticker_and_inserts() -> Golden:
    """A ticker, boxes between the paragraphs and newsletter lines, all full of reporting verbs."""
    written, around = WATER, Around("ticker")
    box = (
        f'<div class="inbox"><h4>قد يهمك أيضا</h4><ul>{around.links(3)}</ul></div>'
        "<p>تابعوا آخر الأخبار من منبر الضفة على Google News</p><p><em>"
        "اشترك في النشرة البريدية ليصلك كل جديد</em></p>"
    )
    ticker = "".join(f"<span>{around.headline()}</span>" for _ in range(15))
    body = (
        f'<body><div id="tick"><b>عاجل</b><marquee>{ticker}</marquee></div>'
        f'<div class="page"><div class="hd"><div>{around.menu(15)}</div></div>'
        f'<div class="post-wrap"><div class="cat">سياسة</div><h1>{written.title}</h1>'
        f'<div class="by"><a href="/author/7" rel="author">{written.author}</a><span>'
        "6 ماي 2025 - 15:04</span><span>3 دقائق للقراءة</span></div>"
        f'<div class="the-text">{paragraphs(written, insert=box, at=3)}<p>'
        'شارك المقال: فيسبوك تويتر واتساب</p></div><div class="next"><h3>شاهد أيضا</h3>'
        f"{around.teasers(6, cut=False)}</div></div></div>"
        '<div class="cookie-bar"><p>'
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع. <a>أوافق</a></p></div>"
        "</body>"
    )
    raw = page(head(written.title, around=around), body).encode()
    return Golden("ticker_and_inserts", raw, written, "2025-05-06T15:04:00+01:00", written.author)


@layout
def french_cms() -> Golden:
    written, around = FISHING, Around("drupal", "fr")
    chapo, *rest = written.paragraphs
    read_also = f"<p>Lire aussi : <a href=3>{around.headline()}</a></p>"
    body = (
        '<body class="path-node node--type-article"><header role="banner">'
        f'{around.menu(30)}</header><div class="region-breadcrumb">'
        f"Accueil / Politique / {written.title}</div>"
        '<main role="main"><article class="node node--type-article"><h1>'
        f'<span class="field--name-title">{written.title}</span></h1>'
        '<div class="node__meta">Publié le 20/05/2025 à 21:03 par <span>'
        f"{written.author}</span> | Mis à jour le 21/05/2025 à 08:12</div>"
        f'<div class="field--name-field-chapo"><p><strong>{escape(chapo)}</strong></p>'
        '</div><div class="field field--name-body">'
        f"{paragraphs(Written('', '', tuple(rest)), sub='h2', insert=read_also)}</div>"
        '<div class="field--name-field-tags"><div>Tags :</div><a>Pêche</a><a>Parlement</a>'
        "</div></article><section><h2>Sur le même sujet</h2>"
        f"{around.teasers(5, cut=False)}</section></main>"
        f"<footer><p>Tous droits réservés © {SITE_FR}</p></footer></body>"
    )
    raw = page(head(written.title, site=SITE_FR, around=around), body, "fr").encode()
    return Golden("french_cms", raw, written, "2025-05-20T21:03:00+01:00", written.author)


@layout
def french_latin() -> Golden:
    """An older French site: windows-1252 sent as ISO-8859-1, the date in words."""
    written, around = FISHING, Around("spip", "fr")
    body = (
        f'<body><div id="page"><div id="entete"><ul>{around.links(12)}</ul></div>'
        '<div id="conteneur"><p id="hierarchie">Accueil &gt; Économie &gt; Pêche</p>'
        f'<div class="cartouche"><h1 class="titre">{written.title}</h1><p>'
        f'mardi 20 mai 2025, par <span class="vcard author">{written.author}</span></p>'
        "</div>"
        f'<div class="texte">{paragraphs(written, sub="h3")}</div><h2>'
        f"Dans la même rubrique</h2><ul>{around.links(8)}</ul></div></div></body>"
    )
    markup = (
        f"<html><head><title>{written.title} - {SITE_FR}</title>{around.weight(80)}</head>"
        f"{body}</html>"
    )
    raw = markup.encode("windows-1252", "xmlcharrefreplace")
    return Golden(
        "french_latin", raw, written, "2025-05-20", written.author, "text/html; charset=ISO-8859-1"
    )
