"""Pages that hold no article: listings, forms, menus, errors."""

from __future__ import annotations

import json

from tests.ingestion.pages.layouts import SITE, head, page
from tests.ingestion.pages.surroundings import Around


def _page(title: str, body: str, around: Around) -> bytes:
    return page(
        head(title, around=around, kilobytes=110), f"<body>{around.menu(30)}{body}</body>"
    ).encode()


def category() -> bytes:
    around = Around("category")
    return _page("سياسة", f'<h1>سياسة</h1><div class="list">{around.teasers(20)}</div>', around)


def category_with_whole_leads() -> bytes:
    around = Around("leads")
    return _page(
        "مجتمع",
        f"<h1>مجتمع</h1><main>{around.teasers(15, cut=False, tag='article')}</main>",
        around,
    )


def undated_cards() -> bytes:
    around = Around("cards")
    cards = "".join(
        f"<div><h3><a href={n}>{around.headline()}</a></h3><p>{around.lead(cut=False)}</p></div>"
        for n in range(12)
    )
    return _page("الأرشيف", f"<div>{cards}</div>", around)


def home_page() -> bytes:
    around = Around("home")
    return _page(
        SITE,
        f"<ul>{around.links(80)}</ul>{around.teasers(9)}<h2>رياضة</h2><ul>{around.links(30)}</ul>",
        around,
    )


def login_form() -> bytes:
    around = Around("login")
    form = "<form><input type=text name=u><input type=password name=p><button>دخول</button></form>"
    return _page(
        "تسجيل الدخول",
        "<h1>تسجيل الدخول</h1><p>"
        "أدخل بريدك الإلكتروني وكلمة المرور للولوج إلى حسابك ومتابعة مقالاتك المحفوظة.</p>"
        f"{form}",
        around,
    )


def bare_menu() -> bytes:
    around = Around("menu")
    return _page(SITE, "", around)


def not_found() -> bytes:
    around = Around("404")
    return _page(
        "404",
        "<h1>الصفحة غير موجودة</h1><p>عذرا، الصفحة التي تبحث عنها غير موجودة.</p><ul>"
        f"{around.links(10)}</ul>",
        around,
    )


def french_listing() -> bytes:
    around = Around("liste", "fr")
    return _page("Politique", f"<h1>Politique</h1>{around.teasers(14, cut=False)}", around)


def plain_listing() -> bytes:
    around = Around("plain")
    return "\n".join(
        f"{around.day()}\n{around.headline()}\n{around.lead()}" for _ in range(9)
    ).encode()


def plain_menu() -> bytes:
    return "الرئيسية\nسياسة\nمجتمع\nاقتصاد\nرياضة\nاتصل بنا\nمن نحن".encode()


def login_wall() -> bytes:
    """A subscriber's door: a lead that fades, reasons to subscribe, a form."""
    around = Around("wall")
    reasons = "".join(
        f"<li>{text}</li>"
        for text in ("قراءة كل المقالات دون حدود.", "نشرة أسبوعية خاصة.", "أرشيف عشر سنوات.")
    )
    return _page(
        "تسجيل الدخول",
        "<main><h1>سجل الدخول لمتابعة القراءة</h1><p>هذا المحتوى مخصص للمشتركين. "
        "اشترك الآن لمواصلة القراءة والاستفادة من كل مقالاتنا الحصرية.</p>"
        f"<ul>{reasons}</ul><form action=/login>"
        "<label>البريد الإلكتروني</label><input name=e><label>كلمة المرور</label>"
        "<input type=password name=p><button>دخول</button></form><p>ليس لديك حساب؟ <a href=/new>"
        f"أنشئ حسابا</a></p></main>{around.cards(40)}",
        around,
    )


def search_results() -> bytes:
    around = Around("search")
    found = "".join(
        f"<li><a href=/{n}>{around.headline()}</a><p>{around.lead()}</p>"
        f"<small>{around.day()}</small></li>"
        for n in range(25)
    )
    return _page("نتائج البحث", f"<h1>نتائج البحث عن: الصحة</h1><ol>{found}</ol>", around)


def page_of_an_author() -> bytes:
    around = Around("author")
    return _page(
        "مريم الصفريوي",
        "<div class=profile><h1>مريم الصفريوي</h1><p>صحافية، تكتب عن الصحة والتعليم.</p></div>"
        f"<h2>كل المقالات</h2>{around.cards(40)}<a href=2>الصفحة التالية</a>",
        around,
    )


def videos() -> bytes:
    around = Around("videos")
    return _page("صوت وصورة", f"<h1>صوت وصورة</h1>{around.cards(60)}", around)


def browser_check() -> bytes:
    around = Around("check")
    return page(
        head("Just a moment...", around=around, kilobytes=110),
        "<body><h1>mersad.example</h1><p>Checking your browser before accessing the site. This "
        "process is automatic.</p><noscript>Please turn JavaScript on.</noscript></body>",
        "en",
    ).encode()


def front_page_made_by_script() -> bytes:
    """The leads of many articles in linked data, and nothing on the page itself."""
    around = Around("scripted")
    blocks = "".join(
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@type": "NewsArticle",
                "headline": around.headline(),
                "articleBody": " ".join(around.lead(cut=False) for _ in range(3)),
            }
        )
        + "</script>"
        for _ in range(8)
    )
    extra = head("الرئيسية", around=around, kilobytes=100, extra=blocks)
    return page(extra, '<body><div id="app"></div></body>').encode()


NO_ARTICLES = (
    front_page_made_by_script,
    category,
    category_with_whole_leads,
    undated_cards,
    home_page,
    login_form,
    bare_menu,
    not_found,
    french_listing,
    plain_listing,
    plain_menu,
    login_wall,
    search_results,
    page_of_an_author,
    videos,
    browser_check,
)
