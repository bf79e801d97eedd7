"""Speakers by their names, in any spelling and under any alias."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from people.models import Alias
from statements.filters.spelling import spelled_like


def named_like(text: str) -> Q:
    """That a speaker has a name with all these words."""
    aliases = Alias.objects.filter(spelled_like(text, "text"), speaker=OuterRef("pk"))
    return Q(spelled_like(text, "name_ar", "name_latin")) | Q(Exists(aliases))
