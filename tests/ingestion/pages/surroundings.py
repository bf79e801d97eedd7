"""What surrounds an article on a real page, made in code: menus, teasers, comments, scripts."""

from __future__ import annotations

import random

_PEOPLE = [
    "الوزير",
    "النائبة السملالي",
    "رئيس الجماعة",
    "المدرب الجديد",
    "المكتب النقابي",
    "والي الجهة",
    "الحكومة",
]
_CUES = ["يؤكد أن", "ينفي أن", "يكشف أن", "يطالب بأن", "يحذر من أن", "يعلن أن", "يعتبر أن"]
_THINGS = [
    "الأشغال ستنطلق قريبا",
    "المباراة في موعدها",
    "الأسعار مستقرة",
    "القرار نهائي",
    "الملف أحيل على القضاء",
]
_PLACES = [
    "بجهة الشرق",
    "بالعاصمة",
    "في مدينة خيالية",
    "بالدواوير المجاورة",
    "عبر المملكة",
    "بعد أسابيع من الانتظار",
]
_FR = [
    "Le ministre affirme que les travaux reprendront",
    "Une députée dénonce la lenteur du chantier",
    "Le club annonce l’arrivée d’un nouvel entraîneur",
    "La commission souligne la hausse des dépenses",
]
SECTIONS = [
    "سياسة",
    "مجتمع",
    "اقتصاد",
    "رياضة",
    "ثقافة وفن",
    "دولي",
    "جهات",
    "حوادث",
    "رأي",
    "صوت وصورة",
]
MONTHS = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
]


class Around:
    """A seeded source of boilerplate, so that every page is the same on every run."""

    def __init__(self, seed: str, lang: str = "ar"):
        self.random = random.Random(seed)
        self.lang = lang

    def headline(self) -> str:
        pick = self.random.choice
        if self.lang == "fr":
            return f"{pick(_FR)} {self.random.randint(2, 90)} jours plus tard"
        return (
            f"{pick(_PEOPLE)} {pick(_CUES)} {pick(_THINGS)} {pick(_PLACES)} "
            f"{self.random.randint(2, 90)}"
        )

    def lead(self, *, cut: bool = True) -> str:
        pick = self.random.choice
        if self.lang == "fr":
            text = (
                f"{pick(_FR)}, a indiqué {self.random.choice(['lundi', 'jeudi'])} une source "
                "proche du dossier, ajoutant que la décision"
            )
            return f"{text} [...]" if cut else f"{text} sera prise bientôt."
        text = (
            f"أكد {pick(_PEOPLE)} أن {pick(_THINGS)} {pick(_PLACES)}، مضيفا أن اللجنة "
            "ستعقد اجتماعا جديدا للنظر في الملف، "
            f"وأوضح أن {pick(_THINGS)} رغم كل ما قيل"
        )
        return f"{text} [...]" if cut else f"{text}."

    def day(self) -> str:
        return f"{self.random.randint(1, 28)} {self.random.choice(MONTHS)}، 2025"

    def menu(self, size: int = 30) -> str:
        items = "".join(
            f'<li class="menu-item menu-item-{n}"><a href="/category/{n}/">'
            f"{self.random.choice(SECTIONS)}</a></li>"
            for n in range(size)
        )
        return f'<ul class="menu main-menu" id="primary">{items}</ul>'

    def teasers(self, size: int = 6, *, cut: bool = True, tag: str = "div") -> str:
        return "".join(
            f'<{tag} class="item-{n}"><span class="d">{self.day()}</span><h4>'
            f'<a href="/p/{n}.html">{self.headline()}</a></h4>'
            f"<p>{self.lead(cut=cut)}</p></{tag}>"
            for n in range(size)
        )

    def links(self, size: int = 8) -> str:
        return "".join(f'<li><a href="/n/{n}">{self.headline()}</a></li>' for n in range(size))

    def cards(self, size: int) -> str:
        """A grid of teasers as page builders write it: about a kilobyte of boxes to a headline."""
        return f'<div class="grid grid-{size}">{"".join(map(self._card, range(size)))}</div>'

    def _card(self, number: int) -> str:
        sources = ", ".join(
            f"/img/{number}-{width}.webp {width}w" for width in (320, 480, 640, 960, 1280)
        )
        icon = (
            '<svg viewBox="0 0 24 24" width="16"><path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 '
            '0-20zm1 11h-4V7h2v4h2z"></path></svg>'
        )
        return (
            f'<div class="col-{number % 3} cell" data-id="{number}" data-track="card|{number}">'
            f'<div class="cell-in"><div class="cell-media"><a href="/p/{number}" tabindex="-1">'
            f'<picture><source srcset="{sources}" sizes="(max-width:600px) 100vw, 33vw">'
            f'<img loading="lazy" alt="" width="640" height="360" src="/img/{number}.webp">'
            f'</picture></a></div><div class="cell-text"><div class="cell-tag"><a href="/c/'
            f'{number % 9}">{self.random.choice(SECTIONS)}</a></div><h3 class="cell-title">'
            f'<a href="/p/{number}">{self.headline()}</a></h3><div class="cell-foot"><span '
            f'class="cell-time">{icon}<span>{self.day()}</span></span><button class="cell-save" '
            f'aria-label="حفظ">{icon}</button></div></div></div></div>'
        )

    def opinion(self) -> str:
        """What a passer-by wrote under an article: sentences, reporting verbs, full stops."""
        pick = self.random.choice
        return (
            f"قال {pick(_PEOPLE)} كل هذا من قبل، وأضيف أن {pick(_THINGS)} {pick(_PLACES)} "
            "كما وعدونا قبل سنوات طويلة. لا شيء تغير في حينا يا سادة."
        )

    def comments(self, size: int = 5) -> str:
        return "".join(
            f'<li class="comment"><b>زائر {n}</b>'
            f' <time datetime="2025-11-0{n + 1}T10:00:00">{self.day()}</time>'
            "<p>"
            "قال الوزير كل هذا من قبل، وأضيف أن لا شيء تغير في حينا منذ سنوات طويلة يا "
            "سادة.</p></li>"
            for n in range(size)
        )

    def weight(self, kilobytes: int) -> str:
        """Inline styles and scripts, as themes and trackers bring them."""
        rule = (
            ".c{n}>"
            "a:hover{{margin:0 "
            "{n}px;color:#{n:06x};background:url(data:image/png;base64,iVBORw0KGgo{n})}}"
        )
        script = (
            'window.__q=window.__q||[];__q.push({{"id":{n},"t":"قال الوزير إن","u":"/a/{n}"}});'
        )
        count = kilobytes * 1024 // 190
        styles = "".join(rule.format(n=n) for n in range(count))
        scripts = "".join(script.format(n=n) for n in range(count))
        return f"<style>{styles}</style><script>{scripts}</script>"
