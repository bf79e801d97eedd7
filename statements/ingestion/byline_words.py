"""The words and marks of a byline that are not the name. Patterns match folded text."""

from __future__ import annotations

import re

_END = r"(?![^\W\d_])"
_START = r"(?<![^\W\d_])"


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_BEFORE_NAME = _any(
    "بقلم",
    "كتب(?:ه|ته|ها|ت)?",
    "الكاتبه?",
    "كاتب المقال",
    "المؤلف",
    "(?:تمت? )?(?:ال)?نشر(?:ه|ت|ها)? (?:بواسطه|من طرف)",
    "(?:مرسله |ارسله? |كتب )?بواسطه",
    "ارسله",
    "من طرف",
    "(?:من )?اعداد",
    "تحرير",
    "حرره|حررته",
    "انجاز",
    "توقيع",
    "حاوره|حاورته",
    "ترجمه",
    "متابعه",
    "مراسله?",
    "(?:publie|ecrit|redige|poste|propose|signe) par",
    "propos recueillis par",
    "auteure?|par|written by|posted by|by|author",
)
_TITLE = _any("الصحفي", "الصحافي", "الصحفيه", "الصحافيه", "الاستاذ", "الاستاذه")
MARKER = re.compile(rf"^\W*{_BEFORE_NAME}{_END}(?: ?:| {_TITLE}{_END})?\s*[:：/|.-]*\s*")
"""What may stand before a name: بقلم, كتبه, par."""

STRONG_MARKER = re.compile(
    r"^\W*"
    + _any(
        "بقلم",
        "كتب(?:ه|ته|ها)",
        r"(?:الكاتبه?|كتبت?|المؤلف|اعداد|تحرير|من طرف)\s*:",
        "(?:مرسله |ارسله? |كتب )?بواسطه",
        "حاوره|حاورته|اجري الحوار",
        r"(?:متابعه|مراسله)\s*[:/]",
        "(?:publie|ecrit|redige|poste) par",
        "posted by|written by",
        r"(?:auteure?|par|by)\s*:",
    )
)
"""A line that begins so is a byline whatever follows."""

_READING_TIME = (
    r"(?:(?:مده|وقت|زمن) (?:ال)?قراءه\s*:?\s*)?(?:اقل من )?"
    + _any(r"(?<!\d)\d{1,2}\s*(?:دقايق|دقيقه|د)", "دقيقتان|دقيقتين", rf"{_START}دقيقه(?: واحده)?")
    + rf"(?: (?:لل|من ال|ل)?قراءه)?{_END}"
)
_COUNTED = _any(
    "مشاهدات?|مشاهده|قراءه|قراءات|زياره|تعليقا?|تعليقات|مشاركه",
    "vues?|views?|commentaires?|partages?",
)
NOISE = re.compile(
    _any(
        _READING_TIME,
        rf"(?:temps de lecture\s*:?\s*)?\d{{1,2}}\s*min(?:utes?|s)?(?: (?:de lecture|read))?{_END}",
        rf"\d[\d.,]*\s*{_COUNTED}{_END}",
        rf"(?:لا (?:توجد|يوجد) )?{_START}(?:ال)?تعليقات(?: مغلقه| \d+)?{_END}",
        r"(?:المشاهدات|عدد القراءات)\s*:?\s*\d*",
        r"(?:تاريخ|وقت) النشر\s*:?",
        r"(?:تم )?(?:ال)?نشر(?:ت|ه)? (?:في|يوم|بتاريخ)(?: يوم)?|نشر\s*:",
        "كتبت? (?:في|يوم|بتاريخ)",
        # Where a date was cut out: في ثلاثاء, 04/15/2025
        r"في (?:اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت|احد)\s*[,،]?\s*(?=\|)",
        r"(?:اخر|تم ال?) ?(?:تحديث|تعديل)\s*(?:في|يوم)?\s*:?|حدث في|بتاريخ\s*:?",
        r"(?:منذ|قبل) \d+ \S+",
        rf"publiee? (?:le|a)?{_END}",
        rf"(?:mis|mise) a jour(?: le)?{_END}|modifiee? le{_END}",
        "posted on|published(?: on)?|updated(?: on)?",
        rf"(?<!\d)\d{{1,2}}:\d\d(?!\d)(?:\s*(?:صباحا|مساء|ص|م|am|pm){_END})?",
        r"تابعون?ا (?:علي|عبر)\b.*$",
        r"\[email[^\]]*\]|\S+@\S+\.\S+|https?://\S+|@[\w.]+",
    )
)
"""What stands beside the name: reading time, counters, words around the date, addresses."""

_PICTURE = _any("ب?عدسه", "تصوير", "صوره?", "كاريكاتير", "كاريكاتور", "مونتاج", "رسم")
CREDIT = re.compile(
    _any(rf"{_START}{_PICTURE}\s*[:/]?\s+", r"(?:credit )?photos?\s*[:/]", "©", r"ph\s*[:.]")
    + "[^()|]*$"
)
"""A photographer's or cartoonist's credit, to the end of the line."""

SEPARATOR = re.compile(
    _any(
        r"\s+[-–—ـ]+\s*",
        r"\s*[-–—ـ]+\s+",
        r"\s*[|•·»›←؛]\s*",
        r"\s*:\s+|\s+:\s*|(?<=\D):(?=\D)",
        r"\s*/\s*",
        r"\s*[،,]\s*",
    )
)
"""What stands between outlet, name and town."""
