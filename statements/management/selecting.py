"""What commands are given to choose articles by: an outlet's name, a day."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils.dateparse import parse_date

from statements.models import Source


def named_source(words: str) -> Source:
    """The outlet of this name or host. Raises CommandError where there is none."""
    found = Source.objects.filter(Q(name=words) | Q(host=words.lower().removeprefix("www.")))
    source = found.first()
    if source is None:
        raise CommandError(f"No outlet is named “{words}” or has this host.")
    return source


def day(text: str) -> date:
    """A day such as 2025-04-23, for the type of an argument."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ArgumentTypeError(f"{text!r} is no day such as 2025-04-23")
    return found
