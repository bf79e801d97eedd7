"""Layouts whose weight is markup: nested boxes, grids of cards, windows that open over the text."""

from __future__ import annotations

from html import escape

from tests.ingestion.pages.articles import FISHING, HOSPITAL, SCHOOL, WATER, Written
from tests.ingestion.pages.layouts import (
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
def next_article_below() -> Golden:
    """What a reader scrolls into: the next article stands under this one, as whole and as named."""
    written, following, around = SCHOOL, HOSPITAL, Around("scroll")

    def article(one: Written, day: str, of: int) -> str:
        return (
            f'<article class="post" id="post-{of}"><h1 class="entry-title">{one.title}</h1>'
            f'<div class="entry-meta"><span class="author">{one.author}</span> <span>{day}</span>'
            f'</div><div class="entry-content">{paragraphs(one)}</div></article>'
        )

    body = (
        f'<body><div class="top">{around.menu(40)}</div>{around.cards(30)}'
        f'<div class="infinite">{article(written, "15 أبريل 2025 - 08:30", 1)}'
        f'<div class="more">{around.teasers(4)}</div>'
        f"{article(following, '14 أبريل 2025 - 19:10', 2)}</div>{around.cards(30)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=40), body).encode()
    return Golden("next_article_below", raw, written, "2025-04-15T08:30:00+01:00", written.author)


@layout
def comments_longer_than_the_text() -> Golden:
    """Ninety comments, in elements whose names say nothing."""
    written, around = WATER, Around("debate")
    debate = "".join(
        f'<div class="k{n % 3}"><div class="u"><b>زائر {n}</b> <i>{around.day()}</i></div>'
        f'<div class="x">{around.opinion()}</div><span>رد</span> <span>{n % 7}</span></div>'
        for n in range(90)
    )
    body = (
        f'<body><div class="a">{around.menu(30)}</div><div class="b"><h1>{written.title}</h1>'
        f'<div class="c">{written.author}</div><div class="d">الثلاثاء 6 ماي 2025 - 15:20</div>'
        f'<div class="e">{paragraphs(written)}</div><div class="f"><h3>90 تعليقا</h3>{debate}</div>'
        f"</div>{around.cards(20)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=50), body).encode()
    return Golden(
        "comments_longer_than_the_text", raw, written, "2025-05-06T15:20:00+01:00", written.author
    )


@layout
def photographs_between() -> Golden:
    """Pictures with captions and credits between the paragraphs, and a gallery under them."""
    written, around = HOSPITAL, Around("photographs")
    picture = (
        '<div class="wp-caption aligncenter"><img src="a.jpg" srcset="b.jpg 2x" alt="">'
        '<p class="wp-caption-text">جانب من الورش المتوقف بوادي الزيتون، تصوير: نبيل الساهل</p>'
        "</div>"
    )
    gallery = "".join(
        f'<figure class="gallery-item"><img data-src="{n}.jpg"><figcaption>'
        f"{around.headline()}، صورة رقم {n}</figcaption></figure>"
        for n in range(24)
    )
    body = (
        f"<body><nav>{around.menu(40)}</nav>{around.cards(12)}<main><h1>{written.title}</h1>"
        f'<p class="byline">بقلم {written.author} • 7 فبراير 2025 • 18:05</p>{picture}'
        f'<div class="entry">{paragraphs(written, insert=picture)}'
        f'<div class="gallery">{gallery}</div></div></main>{around.cards(40)}</body>'
    )
    raw = page(head(written.title, around=around, kilobytes=40), body).encode()
    return Golden("photographs_between", raw, written, "2025-02-07T18:05:00+01:00", written.author)


@layout
def opinion_with_biography() -> Golden:
    """A column: the author's portrait above, what he is known for below, both full sentences."""
    written, around = SCHOOL, Around("opinion")
    about = (
        f'<div class="author-box"><img src="face.jpg"><h4>{written.author}</h4><p>كاتبة رأي وباحثة '
        "في السياسات العمومية، صدر لها كتابان عن المدرسة القروية، وتكتب في هذا العمود كل أسبوع."
        "</p></div>"
    )
    body = (
        f'<body><header>{around.menu(50)}</header>{around.cards(25)}<div class="opinion-page">'
        f'<div class="kicker">رأي</div><h1>{written.title}</h1><div class="columnist">'
        f'<a rel="author" href="/w/9">{written.author}</a></div><div>السبت 19 أبريل 2025 | 11:45'
        f'</div><div class="article-text">{paragraphs(written)}</div>{about}<p class="note">الآراء '
        f"المنشورة تعبر عن أصحابها ولا تلزم الجريدة.</p></div>{around.cards(45)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=36), body).encode()
    return Golden(
        "opinion_with_biography", raw, written, "2025-04-19T11:45:00+01:00", written.author
    )


@layout
def portal_of_the_nineties() -> Golden:
    """A portal's component: details in a list of terms, hits, an e-mail hidden by a script."""
    written, around = WATER, Around("portal")
    details = (
        '<dl class="article-info"><dt class="article-info-term">تفاصيل</dt>'
        f'<dd class="createdby">كتب بواسطة: {written.author}</dd>'
        '<dd class="category-name">المجموعة: <a href="/s">سياسة</a></dd>'
        '<dd class="published">نشر بتاريخ: 06 ماي 2025 15:02</dd>'
        '<dd class="hits">الزيارات: 1204</dd></dl>'
    )
    body = (
        f'<body><div id="wrapper"><div id="mainmenu">{around.menu(60)}</div>'
        f'<table class="contentpane"><tr><td id="left">{around.cards(35)}</td>'
        f'<td id="component"><div class="item-page"><h2 itemprop="name">{written.title}</h2>'
        f'<ul class="actions"><li>طباعة</li><li>بريد إلكتروني</li></ul>{details}'
        f'<div class="rating">تقييم المستخدم: 4 / 5</div>{paragraphs(written)}'
        '<p><span id="cloak1">هذا البريد محمي من المتطفلين. يجب عليك تفعيل الجافاسكربت لرؤيته.'
        '</span></p><ul class="pager"><li>السابق</li><li>التالي</li></ul></div></td>'
        f'<td id="right">{around.cards(35)}</td></tr></table></div></body>'
    )
    raw = page(head(written.title, around=around, kilobytes=36), body).encode()
    return Golden(
        "portal_of_the_nineties", raw, written, "2025-05-06T15:02:00+01:00", written.author
    )


@layout
def embedded_posts() -> Golden:
    """Posts of a social network and a video between the paragraphs, with words of others."""
    written, around = HOSPITAL, Around("embeds")
    embeds = (
        '<blockquote class="twitter-tweet" data-lang="ar"><p lang="ar" dir="rtl">'
        f'{around.opinion()}</p>&mdash; زائر (@zaer) <a href="t">14 نونبر 2025</a></blockquote>'
        '<blockquote class="instagram-media"><div><p>عرض هذا المنشور على Instagram</p></div>'
        '</blockquote><div class="wp-block-embed"><iframe src="v"></iframe></div>'
    )
    body = (
        f'<body><header>{around.menu(30)}</header><div class="site-main"><h1>{written.title}</h1>'
        f'<div class="meta-author">{written.author}</div><time datetime="2025-02-07T17:05:00Z">'
        "7 فبراير 2025 - 18:05</time>"
        f'<div class="single-body">{paragraphs(written, insert=embeds)}</div></div>'
        f"{around.cards(60)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=40), body).encode()
    return Golden(
        "embedded_posts",
        raw,
        written,
        "2025-02-07T18:05:00+01:00",
        written.author,
        quotes_strangers=True,
    )


@layout
def windows_over_the_text() -> Golden:
    """A consent window of legal prose and a newsletter window stand before the text."""
    written, around = SCHOOL, Around("windows")
    legal = "".join(
        "<p>نحن وشركاؤنا نخزن المعلومات على جهازك ونصل إليها، مثل ملفات تعريف الارتباط، ونعالج "
        "البيانات الشخصية لأغراض القياس وتطوير الخدمات.</p>"
        for _ in range(12)
    )
    body = (
        f'<body><div role="dialog" class="w1"><h2>نحن نهتم بخصوصيتك</h2>{legal}<button>موافق'
        '</button></div><div role="dialog" class="w2"><h3>النشرة البريدية</h3><p>اشترك في النشرة '
        'البريدية ليصلك كل صباح ملخص ما نشرناه.</p><input type="email"></div>'
        f"<app-root><app-header>{around.menu(40)}</app-header><app-article><h1>{written.title}</h1>"
        f"<app-by><span>{written.author}</span><span>الثلاثاء 15 أبريل 2025، 08:30</span></app-by>"
        f"<app-body>{paragraphs(written)}</app-body></app-article>"
        f"<app-more>{around.cards(70)}</app-more></app-root></body>"
    )
    raw = page(head(written.title, around=around, kilobytes=36), body).encode()
    return Golden(
        "windows_over_the_text", raw, written, "2025-04-15T08:30:00+01:00", written.author
    )


@layout
def columns_in_ramadan() -> Golden:
    """The text in two columns with an advertisement between; in Ramadan the clock is UTC's."""
    written, around = WATER, Around("columns")
    half = len(written.paragraphs) // 2
    first, second = (
        paragraphs(Written("", "", part))
        for part in (written.paragraphs[:half], written.paragraphs[half:])
    )
    body = (
        f'<body><div class="hd">{around.menu(40)}</div><div class="paper"><h1>{written.title}</h1>'
        f'<div class="sig">{written.author} - الرباط</div><div>الاثنين 10 مارس 2025 - 21:30</div>'
        f'<div class="columns"><div class="col-1">{first}</div><div class="ad-slot"><span>إعلان'
        f'</span></div><div class="col-2">{second}</div></div></div>{around.cards(70)}</body>'
    )
    raw = page(head(written.title, around=around, kilobytes=36), body).encode()
    return Golden("columns_in_ramadan", raw, written, "2025-03-10T21:30:00+00:00", written.author)


@layout
def hijri_alone() -> Golden:
    """A council's site that dates by the Hijri calendar and nothing else."""
    written, around = SCHOOL, Around("hijri")
    body = (
        f'<body><div class="brand">مجلس خيالي</div>{around.menu(50)}<div class="news-detail">'
        f"<h1>{written.title}</h1><p>24 جمادى الآخرة 1447</p>{paragraphs(written)}</div>"
        f"{around.cards(70)}</body>"
    )
    raw = page(head(written.title, site="مجلس خيالي", around=around, kilobytes=40), body).encode()
    return Golden("hijri_alone", raw, written, "2025-12-15", None)


@layout
def french_magazine() -> Golden:
    """Hours as 10h45, reading time, boxes to read also, sponsored links under the text."""
    written, around = FISHING, Around("magazine", "fr")
    box = f'<aside class="box"><p>À lire aussi</p><p><a href=1>{around.headline()}</a></p></aside>'
    body = (
        f'<body><header>{around.menu(40)}</header><div class="article-wrapper"><p class="rubrique">'
        f'Économie</p><h1>{written.title}</h1><div class="infos"><span>Par {written.author}</span>'
        "<span>Publié le 20 mai 2025 à 10h45</span><span>Temps de lecture : 3 min</span></div>"
        f'<div class="article__body">{paragraphs(written, sub="h2", insert=box)}</div>'
        '<p>Suivez-nous sur WhatsApp</p><div class="tbl"><h4>Contenus sponsorisés</h4>'
        f"{around.cards(30)}</div></div>{around.cards(35)}</body>"
    )
    raw = page(head(written.title, site=SITE_FR, around=around, kilobytes=40), body, "fr").encode()
    return Golden("french_magazine", raw, written, "2025-05-20T10:45:00+01:00", written.author)


@layout
def words_in_pieces() -> Golden:
    """Each paragraph in spans, with links, a drop capital, no-break spaces and empty lines."""
    written, around = HOSPITAL, Around("pieces")

    def pieces(text: str) -> str:
        if is_subhead(text):
            return f'<p class="s"><strong><span>{escape(text)}</span></strong></p>'
        words = [escape(word, quote=False) for word in text.split(" ")]
        words[0] = f'<span class="cap">{words[0][:1]}</span>{words[0][1:]}'
        words[3] = f'<a href="/t"><em>{words[3]}</em></a>'
        return f'<p class="s"><span>{" ".join(words)}</span></p><p>&nbsp;</p>'

    text = "".join(map(pieces, written.paragraphs))
    body = (
        f'<body><div class="m">{around.menu(30)}</div>{around.cards(30)}<div class="n"><h1>'
        f'{written.title}</h1><p class="i"><span>{written.author}</span>&nbsp;-&nbsp;<span>'
        f'الجمعة 7 فبراير 2025 على الساعة 18:05</span></p><div class="z">{text}</div></div>'
        f"{around.cards(35)}</body>"
    )
    raw = page(head(written.title, around=around, kilobytes=36), body).encode()
    return Golden("words_in_pieces", raw, written, "2025-02-07T18:05:00+01:00", written.author)
