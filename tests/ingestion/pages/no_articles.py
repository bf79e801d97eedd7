"""Pages that hold no article: listings, forms, menus, errors."""

from __future__ import annotations

from tests.ingestion.pages.layouts import SITE, head, page
from tests.ingestion.pages.surroundings import Around


def _page(title: str, body: str, around: Around) -> bytes:
    return page(
        head(title, around=around, kilobytes=60), f"<body>{around.menu(30)}{body}</body>"
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


NO_ARTICLES = (
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
)
