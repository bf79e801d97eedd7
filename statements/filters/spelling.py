"""Short names looked up as a reader would: hamza, ta marbuta and the like do not count."""

from __future__ import annotations

import operator
import re
from functools import reduce

from django.db.models import Q

from people.folding import fold

# Folded letter → every letter that the press writes for it.
_WRITTEN = {"ا": "اأإآٱ", "ي": "يىئیې", "ه": "هةھە", "و": "وؤ", "ك": "كکگڭݣ", "ف": "فڤ", "ب": "بپ"}
_LATIN = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç"}
_BETWEEN = "[\u0640\u064b-\u0655\u0670]*"


def _pattern(word: str) -> str:
    letters = [
        f"[{written}]" if (written := (_WRITTEN | _LATIN).get(letter)) else re.escape(letter)
        for letter in fold(word)
    ]
    return _BETWEEN.join(letters)


def spelled_like(text: str, *fields: str) -> Q:
    """Every word of the text is found in one of the fields, however it is spelled there."""
    conditions = []
    for word in text.split():
        pattern = _pattern(word)
        if pattern:
            one = [Q(**{f"{field}__iregex": pattern}) for field in fields]
            conditions.append(reduce(operator.or_, one))
    return reduce(operator.and_, conditions) if conditions else Q(pk__in=[])
