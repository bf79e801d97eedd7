"""Pages of invented articles, as a scraper or a browser would save them."""

BODY = (
    "شددت المستشارة البرلمانية نعيمة الوزكيتي، على ضرورة تعميم النقل المدرسي في الجبال.",
    "وطالبت الوزكيتي، في مداخلة وجهتها إلى وزير النقل، الثلاثاء، بجلسة الأسئلة الشفوية، بحافلات.",
    "واعتبرت المستشارة البرلمانية أن التأخر في صرف الدعم يربك الدخول المدرسي.",
)
TITLE = "مستشارة برلمانية تطالب بتعميم النقل المدرسي في الجبال"


def page(*paragraphs, title=TITLE, url="https://mersad.example/naql-madrasi"):
    """A small news page."""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or BODY)
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{title} - المرصد</title>
<link rel="canonical" href="{url}">
<meta property="og:type" content="article"><meta property="og:site_name" content="المرصد">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="2025-11-12T10:30:00+01:00">
</head><body><nav><a href="/">الرئيسية</a> <a href="/news">أخبار</a></nav>
<article><h1>{title}</h1><p class="byline">بقلم: هند التاغي</p>
<div class="entry-content">{body}</div></article>
<footer>جميع الحقوق محفوظة</footer></body></html>""".encode()


LISTING = (
    "<html lang=ar><head><meta charset=utf-8><title>الأرشيف</title></head><body><ul>"
    + "".join(f"<li><a href='/{n}'>خبر رقم {n}</a></li>" for n in range(40))
    + "</ul></body></html>"
).encode()
