"""Drawing statements at random, so that what editors find in them holds for all of them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from statements.models import Sample, SamplingRun, Statement
from statements.models.statements import StatementQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def draw_sample(
    among: StatementQuerySet,
    size: int,
    by: AbstractBaseUser,
    at: datetime,
    *,
    drawn_from: Mapping[str, object] | None = None,
    seed: str = "",
) -> SamplingRun | None:
    """Draw ``size`` statements, or all there are; None where there is nothing to draw from.

    Each that the machine found has the same chance, whatever editors have made of it: a sample
    of what is left to review would miss the worst, which they look at first. The same seed draws
    the same from the same statements.
    """
    population = found_by_machine(among)
    pks = list(population.order_by("pk").values_list("pk", flat=True))
    if not pks or size < 1:
        return None
    seed = seed or secrets.token_hex(8)
    drawn = random.Random(seed).sample(pks, min(size, len(pks)))  # noqa: S311 - a lot, no secret
    rows = Statement.objects.only("engine_version", "machine_values").in_bulk(drawn)
    with transaction.atomic():
        run = SamplingRun.objects.create(
            drawn_by_id=by.pk,
            drawn_at=at,
            drawn_from=dict(drawn_from or {}),
            population=len(pks),
            seed=seed,
        )
        Sample.objects.bulk_create(
            Sample(
                run=run,
                statement=rows[pk],
                position=position,
                engine_version=rows[pk].engine_version,
                as_read=rows[pk].machine_values,
            )
            for position, pk in enumerate(drawn, 1)
        )
    return run


def found_by_machine(among: StatementQuerySet) -> StatementQuerySet:
    """What the machine holds for a statement today, also where an editor has rejected it."""
    return among.filter(retracted_at__isnull=True, article__withdrawn_at__isnull=True).exclude(
        engine_version=""
    )
