"""More layouts: harder heads, dates and bodies, paywalls."""

from __future__ import annotations

from html import escape

from tests.ingestion.pages.articles import HOSPITAL, SCHOOL, WATER
from tests.ingestion.pages.layouts import SITE, Golden, head, is_subhead, layout, page, paragraphs
from tests.ingestion.pages.surroundings import Around


@layout
def wrong_charset_header() -> Golden:
    """windows-1256 sent as UTF-8, with no-break spaces, entities and bidi marks in the text."""
    written, around = SCHOOL, Around("charset")
    text = (
        paragraphs(written)
        .replace("معتبرا أن", "معتبرا&nbsp;أن")
        .replace("وطالب الفريق", "&rlm;وطالب الفريق&#8203;")
    )
    body = (
        f'<body><div class="nav">{around.menu(20)}</div><div class="article"><h1>'
        f'{written.title}</h1><p class="info">'
        f"كتب: {written.author} - الخميس 3 أكتوبر 2019 - 11:30</p>"
        f'<div class="article-body">{text}</div></div><div class="more">'
        f"{around.teasers(6)}</div></body>"
    )
    markup = (
        f"<html lang=ar><head><title>{written.title} | {SITE}</title>{around.weight(140)}</head>"
        f"{body}</html>"
    )
    raw = markup.encode("windows-1256", "xmlcharrefreplace")
    return Golden(
        "wrong_charset_header",
        raw,
        written,
        "2019-10-03T11:30:00+01:00",
        written.author,
        "text/html; charset=utf-8",
    )


@layout
def paywall() -> Golden:
    written, around = HOSPITAL, Around("paywall")
    shown = "".join(f"<p>{escape(text, quote=False)}</p>" for text in written.paragraphs[:3])
    body = (
        f'<body>{around.menu(20)}<article><h1>{written.title}</h1><div class="meta">'
        f'<span class="author">{written.author}</span>'
        '<time datetime="2025-02-06T09:00:00+01:00">6 فبراير 2025 - 09:00</time></div>'
        f'<div class="article-content">{shown}<div class="wall"><p>'
        "هذا المحتوى مخصص للمشتركين. اشترك الآن لمواصلة القراءة والاستفادة من كل مقالاتنا "
        "الحصرية.</p><a>لديك حساب؟ سجل الدخول</a></div></div></article>"
        f"<section>{around.teasers(8)}</section></body>"
    )
    raw = page(head(written.title, around=around), body).encode()
    return Golden(
        "paywall",
        raw,
        written,
        "2025-02-06T09:00:00+01:00",
        written.author,
        body=written.paragraphs[:3],
    )


@layout
def relative_time() -> Golden:
    """The printed time is relative, the attribute exact; teasers carry times of their own."""
    written, around = WATER, Around("relative")
    teased = "".join(
        f'<div class="card"><time datetime="2025-11-1{n}T08:00:00Z">منذ {n} ساعات</time>'
        f"<h3><a>{around.headline()}</a></h3></div>"
        for n in range(6)
    )
    body = (
        f'<body><div class="strip">{teased}</div><div class="wp-site-blocks">'
        f'<div class="wp-block-group"><h1 class="wp-block-post-title">{written.title}</h1>'
        '<div class="wp-block-group is-nowrap">'
        f'<div class="wp-block-post-author-name">{written.author}</div>'
        '<div class="wp-block-post-date"><time datetime="2025-05-06T13:40:00+00:00">'
        "منذ 6 أشهر</time></div></div>"
        f'<div class="entry-content wp-block-post-content">{paragraphs(written)}</div>'
        f'</div><div class="wp-block-query">{teased}</div></div></body>'
    )
    raw = page(head(written.title, around=around, kilobytes=160), body).encode()
    return Golden("relative_time", raw, written, "2025-05-06T14:40:00+01:00", written.author)


@layout
def server_clock_in_utc() -> Golden:
    """The markup's clock says UTC for a local hour: the printed minute holds."""
    written, around = SCHOOL, Around("utc")
    extra = (
        '<meta property="article:published_time" content="2024-05-20T22:10:00+00:00">'
        '<meta property="og:type" content="article"><meta name="author" content="admin">'
    )
    body = (
        f'<body><div class="h">{around.menu(10)}</div><div class="single-wrap"><h1>'
        f'{written.title}</h1><div class="d">الاثنين 20 ماي 2024 - 22:10</div>'
        f'<div class="wr">{written.author}</div><div class="single-content">'
        f'{paragraphs(written)}</div></div><div class="also">{around.teasers(5)}</div>'
        "</body>"
    )
    raw = page(head(written.title, around=around, extra=extra), body).encode()
    return Golden("server_clock_in_utc", raw, written, "2024-05-20T22:10:00+01:00", written.author)


@layout
def mashriq_glued() -> Golden:
    """Author, Levantine date in Arabic-Indic digits and reading time with nothing between them."""
    written, around = HOSPITAL, Around("mashriq")
    body = (
        f'<body><div class="z">{around.menu(18)}</div><section class="st"><h1>'
        f'{written.title}</h1><div class="ln"><span>{written.author}</span><span>'
        "١٢ أيار ٢٠٢٥</span><span>دقيقتان للقراءة</span></div>"
        f'<div class="story-body">{paragraphs(written, sub="h2")}</div></section>'
        f'<div class="pp">{around.teasers(7)}</div></body>'
    )
    raw = page(head(written.title, around=around), body).encode()
    return Golden("mashriq_glued", raw, written, "2025-05-12", written.author)


@layout
def official_hijri() -> Golden:
    """An institution's site: Hijri and Gregorian date, no author, the title in an h2."""
    written, around = SCHOOL, Around("official")
    body = (
        f'<body><h1 class="logo">مجلس خيالي</h1><div class="mn">{around.menu(30)}</div>'
        f'<div class="in"><h2>{written.title}</h2><div>'
        "الاثنين 24 جمادى الأولى 1447 الموافق ل 15 دجنبر 2025</div>"
        f'<div class="t">{paragraphs(written)}</div><div><a>العودة إلى الأعلى</a></div>'
        "</div></body>"
    )
    markup = page(
        f"<meta charset=utf-8><title>مجلس خيالي | {written.title}</title>{around.weight(120)}", body
    )
    return Golden("official_hijri", markup.encode(), written, "2025-12-15", None)


@layout
def updated_later() -> Golden:
    written, around = WATER, Around("updated")
    body = (
        f'<body><div class="m">{around.menu(10)}</div><main><p class="crumbs">'
        f"الرئيسية » سياسة » {written.title}</p><h1>{written.title}</h1>"
        "<div>آخر تحديث: الأربعاء 7 ماي 2025 - 09:15</div><div>"
        f"نشر في: الثلاثاء 6 ماي 2025 - 15:02</div><div>بقلم: {written.author}</div>"
        f"{paragraphs(written)}"
        f"<p>صورة: أرشيف</p></main><div>{around.teasers(5)}</div></body>"
    )
    raw = page(head(written.title, around=around), body).encode()
    return Golden("updated_later", raw, written, "2025-05-06T15:02:00+01:00", written.author)


@layout
def bare_divs() -> Golden:
    """A script-made page: no paragraph elements, each line a div, utility class names."""
    written, around = HOSPITAL, Around("divs")
    text = "".join(
        f'<div class="mt-4 {"font-bold text-xl" if is_subhead(part) else "leading-8"}" '
        f'dir="auto">{escape(part, quote=False)}</div>'
        for part in written.paragraphs
    )
    cards = "".join(
        f'<a class="flex gap-2" href="/{n}"><div>{around.headline()}</div><div>'
        f"{around.lead(cut=False)}</div></a>"
        for n in range(8)
    )
    body = (
        f'<body><div id="__next"><div class="flex">{around.menu(12)}</div>'
        '<div class="mx-auto"><div class="text-sm">سياسة</div><h1 class="text-3xl">'
        f"{written.title}</h1>"
        f'<div class="flex text-gray-500"><a href="/authors/9">{written.author}</a><div>'
        'الجمعة 7 فبراير 2025، 18:05</div></div><div class="flex"><div>مشاركة</div><div>'
        "فيسبوك</div><div>واتساب</div></div>"
        f'<div>{text}</div><div class="grid">{cards}</div></div></div></body>'
    )
    raw = page(head(written.title, around=around, kilobytes=200), body).encode()
    return Golden("bare_divs", raw, written, "2025-02-07T18:05:00+01:00", written.author)


@layout
def desk_and_credit() -> Golden:
    """A desk signs from a town, with a photographer's credit; the lead is printed twice."""
    written, around = WATER, Around("desk")
    body = (
        f'<body><nav>{around.menu(20)}</nav><div class="article-page"><h1>'
        f'{written.title}</h1><h2 class="standfirst">{written.paragraphs[0]}</h2>'
        '<div class="signature">هسبريس من الرباط (صور: نبيل الساهل)</div>'
        '<div class="date">الثلاثاء 06 ماي 2025 - 23:30</div>'
        f'<div class="article-content">{paragraphs(written)}</div><div class="ad">'
        f"إعلان</div><h3>تعليقات الزوار</h3><ul>{around.comments(8)}</ul></div></body>"
    )
    raw = page(head(written.title, site="هسبريس", around=around), body).encode()
    return Golden("desk_and_credit", raw, written, "2025-05-06T23:30:00+01:00", "هسبريس")


@layout
def short_brief() -> Golden:
    """Two sentences between heavy surroundings."""
    from tests.ingestion.pages.articles import Written

    written = Written(
        "لجنة العدل تؤجل اجتماعها",
        "رضوان المجدوبي",
        (
            (
                "أعلنت لجنة العدل والتشريع وحقوق الإنسان بمجلس النواب تأجيل اجتماعها إلى يوم "
                "الأربعاء المقبل."
            ),
            "وقال رئيس اللجنة إن التأجيل جاء بطلب من الحكومة.",
        ),
    )
    around = Around("brief")
    body = (
        f'<body><div class="tp">{around.menu(40)}</div><div class="bx"><div class="ar"><h1>'
        f'{written.title}</h1><div class="i">{written.author} | 8 يناير 2025 | 12:00</div>'
        f'<div class="c">{paragraphs(written)}</div></div><div class="sd"><h3>'
        f"الأكثر قراءة</h3>{around.teasers(10, cut=False)}</div></div></body>"
    )
    raw = page(head(written.title, around=around), body).encode()
    return Golden("short_brief", raw, written, "2025-01-08T12:00:00+01:00", written.author)
