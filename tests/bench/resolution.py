"""What one lookup of a printed speaker costs among 100,000 (QAWL_BENCH_ROWS for fewer)."""

import os
import random
import statistics
import time
from datetime import date
from itertools import accumulate

import psutil
from django.db import connection, transaction

from people.bodies import Bodies
from people.given_names import FEMALE, MALE
from people.loading import load_reference
from people.models import Alias, Appointment, Chamber, Group, Ministry, Party, Speaker
from people.reference import load_country
from people.resolution import PrintedSpeaker, Resolved, resolve_speaker
from tests.bench._words import _ENDS, _SYLLABLES

ROWS = int(os.environ.get("QAWL_BENCH_ROWS", "100000"))
FAMILIES = 12_000
PROBES = 400
ON = date(2024, 5, 13)
GIVEN = sorted(MALE | FEMALE)
PARTICLES = ("بن", "آيت", "ولد", "أبو", "بو")


def measure(out):
    load_reference(load_country("ma"))
    chance = random.Random(1)
    speakers = _fill(chance)
    bodies = Bodies()
    asked = {
        "full name, as it is stored": [_printed(one, one.name_ar) for one in speakers],
        "with title, chamber and group": [_printed(one, one.name_ar, True) for one in speakers],
        "in another spelling": [_printed(one, _respelled(one.name_ar)) for one in speakers],
        "an alias": [_printed(one, one.also) for one in speakers],
        "a name that nobody has": [_printed(one, f"{one.name_ar} الزقزاقي") for one in speakers],
        "family name with chamber and group": [
            _printed(one, one.name_ar.split()[-1], True) for one in speakers
        ],
        "an office": [
            PrintedSpeaker(name=title, type="person", roles=(title,), chamber="government")
            for title in _titles(chance)
        ],
    }
    resolve_speaker(asked["an office"][0], ON, False, bodies)  # reads the bodies
    everything = []
    out.write(f"{ROWS:,} speakers; {PROBES} lookups of each kind, one at a time\n")
    for name, printed in asked.items():
        took, ours, theirs, found = _timed(printed, bodies)
        everything += took
        out.write(
            f"{name}: {_figures(took)}; on processors {ours + theirs:.2f} ms each,"
            f" {theirs:.2f} of them the database's; {found} of {len(printed)} found\n"
        )
    out.write(f"all together: {_figures(everything)}\n")


def _figures(took):
    return (
        f"median {statistics.median(took):.2f} ms,"
        f" 95 of 100 under {statistics.quantiles(took, n=20)[-1]:.2f}"
    )


def _timed(printed, bodies):
    """By the clock, which a busy machine slows, and by what processors did for it."""
    took, found = [], 0
    backend = _backend()
    ours, theirs = time.process_time(), sum(backend.cpu_times()[:2])
    for one in printed:
        begun = time.perf_counter()
        resolution = resolve_speaker(one, ON, False, bodies)
        took.append((time.perf_counter() - begun) * 1000)
        found += isinstance(resolution, Resolved)
    each = 1000 / len(printed)
    ours, theirs = time.process_time() - ours, sum(backend.cpu_times()[:2]) - theirs
    return took, ours * each, theirs * each, found


def _backend():
    """The process of the database that answers us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0])


def _printed(speaker, name, in_full=False):
    if not in_full:
        return PrintedSpeaker(name=name, type="person")
    group = speaker.seat.group
    return PrintedSpeaker(
        name=f"المستشار البرلماني {name}" if " " in name else name,
        type="person",
        chamber=speaker.seat.chamber.code,
        group=group.name_ar if group else None,
    )


def _respelled(name):
    """As a hurried hand writes it: without hamzas, ya without dots, ta marbuta as ha."""
    return name.translate(str.maketrans("أإآيةؤ", "اااىهو"))


def _titles(chance):
    names = [ministry.name_ar for ministry in Ministry.objects.order_by("pk")]
    return [chance.choice(names).replace("وزارة", "وزير", 1) for _ in range(PROBES)]


def _fill(chance):
    """Families are shared as real ones are: a few by many people, most by few."""
    families = list({_family(chance) for _ in range(FAMILIES)})
    often = list(accumulate(1 / (rank + 40) ** 0.9 for rank in range(len(families))))
    groups = list(Group.objects.select_related("chamber", "party"))
    ministries = list(Ministry.objects.all())
    parties = list(Party.objects.all())
    chambers = {one.pk: one for one in Chamber.objects.all()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        names = {_name(chance, families, often) for _ in range(ROWS * 2)}
        speakers = Speaker.objects.bulk_create(
            [Speaker(name_ar=name) for name in sorted(names)[:ROWS]], batch_size=2000
        )
        for speaker in speakers:
            group = chance.choice(groups)
            speaker.seat = Appointment(
                speaker=speaker, office="member", chamber=chambers[group.chamber_id], group=group,
                party=group.party or chance.choice(parties),
            )  # fmt: skip
            speaker.also = f"{chance.choice(GIVEN)} {speaker.name_ar}"
        Appointment.objects.bulk_create([one.seat for one in speakers], batch_size=2000)
        Appointment.objects.bulk_create(
            [
                Appointment(
                    speaker=speakers[number * 31 % ROWS],
                    office="minister",
                    ministry=ministry,
                )
                for number, ministry in enumerate(ministries)
            ]
        )
        Alias.objects.bulk_create(
            [Alias(speaker=one, text=one.also) for one in speakers], batch_size=2000
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE people_speaker, people_alias, people_appointment")
    return chance.sample(speakers, PROBES)


def _family(chance):
    many = chance.choice((1, 2, 2))
    return "ال" + "".join(chance.choices(_SYLLABLES, k=many)) + chance.choice(_ENDS)


def _name(chance, families, often):
    parts = chance.choices(GIVEN, k=chance.choice((1, 1, 1, 1, 2)))
    family = chance.choices(families, cum_weights=often)[0]
    if chance.random() < 0.15:
        family = f"{chance.choice(PARTICLES)} {family.removeprefix('ال')}"
    return " ".join([*parts, family])
