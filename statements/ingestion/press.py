"""Names that stand beside an author's in bylines: outlets, agencies, desks, towns.

Matched folded and whole. Adding one is one word in a table; a page's own site name needs no entry.
"""

from __future__ import annotations

from people.folding import fold


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(fold(name.strip()) for line in lines for name in line.split("،"))


OUTLETS = _folded(
    "هسبريس، هسبورت، اليوم 24، اليوم24، فبراير، فبراير.كوم، كود، لكم، لكم2، العمق، العمق المغربي، الأول",
    "صوت العدالة، أحداث أنفو، الأحداث المغربية، الصباح، المساء، الأخبار، بيان اليوم، العلم، الاتحاد الاشتراكي",
    "رسالة الأمة، النهار المغربية، تيلكيل عربي، تيل كيل عربي، ميديا24، ميدي1، ميدي1تيفي، القناة الثانية، دوزيم",
    "شوف تيفي، برلمان.كوم، برلمان كوم، زنقة 20، زنقة20، كش24، هبة بريس، آشكاين، بديل، الجريدة 24، الجريدة24",
    "منارة، المغرب 24، أخبارنا، أخبارنا المغربية، ناظور سيتي، هوية بريس، مدار21، مدار 21، صوت المغرب، بلادنا24",
    "العربي الجديد، الجزيرة، الجزيرة نت، القدس العربي، الشرق الأوسط، عربي21، عربي 21، العربية، العربية نت",
    "le matin، le360، medias24، l'economiste، telquel، h24info، bladi.net، bladi، yabiladi، hespress، hespress fr",
    "aujourd'hui le maroc، l'opinion، la vie eco، challenge، finances news، le desk، barlamane، lesiteinfo، le site info",
)
AGENCIES = _folded(
    "و.م.ع، و م ع، ومع، وكالة المغرب العربي للأنباء، map، ف.ب، أ.ف.ب، أ ف ب، أف ب، فرانس برس، وكالة فرانس برس، afp",
    "رويترز، reuters، د.ب.أ، د ب أ، الأناضول، وكالة الأناضول، إفي، efe، أسوشيتد برس، أ.ب، أ ب، ap، وات، واج، وأج",
    "وكالات، الوكالات، سبوتنيك، شينخوا، د ب أ، أ ف ب، و م ع، سي إن إن، cnn، قنا، واس، وام، aps، tap، agences، avec agences، avec map",
    "avec afp، map express",
)
DESKS = _folded(
    "هيئة التحرير، التحرير، طاقم التحرير، قسم التحرير، المحرر، هيأة التحرير، القسم السياسي، قسم الأخبار، المحررون",
    "قسم الرياضة، الموقع، la redaction، redaction، redaction web، desk، la rédaction avec map، newsroom",
)
LABELS = _folded("متابعة، خاص، حصري، تقرير، رأي، صور، فيديو، بالفيديو، بالصور، مراسلة، مراسلون")
PLACEHOLDERS = _folded(
    "admin، administrator، administrateur، administration، webmaster، superadmin، root، user، editor، wp-admin",
    "أدمن، ادمين، مدير الموقع، مجهول، غير معروف، unknown، none، null، anonymous، anonyme، no author",
)
TOWNS = _folded(
    "الرباط، سلا، تمارة، القنيطرة، الدار البيضاء، البيضاء، المحمدية، فاس، مكناس، مراكش، طنجة، تطوان، العرائش، أصيلة",
    "الحسيمة، الناظور، وجدة، بركان، تازة، تاونات، خنيفرة، إفران، الرشيدية، ورزازات، زاكورة، تنغير، ميدلت، أزرو",
    "أكادير، إنزكان، تزنيت، تارودانت، كلميم، طانطان، العيون، الداخلة، السمارة، بوجدور، الصويرة، آسفي، الجديدة",
    "سطات، برشيد، خريبكة، بني ملال، الفقيه بن صالح، أزيلال، قلعة السراغنة، ابن جرير، اليوسفية، سيدي قاسم",
    "سيدي سليمان، وزان، شفشاون، القصر الكبير، الخميسات، جرادة، فجيج، الدريوش، جرسيف، صفرو، بولمان، الحاجب",
    "المضيق، الفنيدق، مرتيل، سبتة، مليلية، بروكسيل، باريس، مدريد، جنيف، نيويورك، تونس، الجزائر، القاهرة، بيروت",
    "الرياض، الدوحة، الكويت، عمان، بغداد، نواكشوط، طرابلس، لندن، واشنطن",
    "rabat، sale، casablanca، fes، meknes، marrakech، tanger، tetouan، agadir، oujda، kenitra، laayoune، dakhla",
    "beni mellal، settat، el jadida، safi، essaouira، nador، al hoceima، paris، bruxelles، tunis، alger، le caire",
)
SECTIONS = _folded(
    "سياسة، السياسة، مجتمع، المجتمع، اقتصاد، الاقتصاد، رياضة، الرياضة، ثقافة، ثقافة وفن، فن، فن وثقافة، حوادث",
    "أخبار وطنية، وطنية، الوطنية، أخبار، الأخبار، جهات، جهويات، دولي، دولية، أخبار دولية، عالم، العالم، رأي، آراء",
    "كتاب وآراء، حوارات، صحة، تعليم، تربية وتعليم، تكنولوجيا، منوعات، فيديو، صوت وصورة، برلمان، البرلمان، أنشطة",
    "أخبار المغرب، المغرب، سلطة ومؤسسات، قضايا وحوادث، محليات، اخبار محلية، سياسة واقتصاد، الواجهة، مستجدات",
    "politique، société، économie، economie، sport، sports، culture، monde، maroc، actualités، actualité، nation",
    "international، opinions، régions، high-tech، parlement، à la une",
)
