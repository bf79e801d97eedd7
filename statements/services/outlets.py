"""Which outlet an article is of: known by its host, or by the name that its page gives."""

from __future__ import annotations

from people.folding import fold
from statements.ingestion.addresses import host_of
from statements.models import Source


def outlet_of(
    url: str, named: str, *, was_fetched: bool, language: str, is_sample: bool
) -> Source | None:
    """The outlet of an address or a name, made when met for the first time.

    A page that was fetched belongs to the host that gave it. One that a person brought only says
    where it was published: an outlet of that name is believed to be the same.
    """
    host = host_of(url)
    if not host and not named:
        return None
    known = Source.objects.of_host(host).first() if host else None
    if known is None and not (host and was_fetched):
        known = named_outlet(named)
    if known is not None:
        return known
    name = named or host
    if host and Source.objects.filter(name=name).exists():
        name = f"{name} ({host})"
    return Source.objects.create(name=name, host=host, language=language, is_sample=is_sample)


def named_outlet(named: str) -> Source | None:
    """The outlet of this name, its letters' marks and case aside."""
    if not named:
        return None
    exact = Source.objects.filter(name=named).first()
    if exact is not None:
        return exact
    folded = fold(named).strip()
    names = Source.objects.values_list("pk", "name")
    found = [pk for pk, name in names if fold(name).strip() == folded]
    return Source.objects.get(pk=found[0]) if len(found) == 1 else None
