"""A few statements that differ in everything that can be asked for."""

from datetime import date
from types import SimpleNamespace

from tests import factories as make


def a_small_world():
    """Two chambers, two ministries, three speakers, four real statements and one sample."""
    world = SimpleNamespace()
    world.lower = make.make_chamber("representatives")
    world.upper = make.make_chamber("councillors")
    world.boats = make.make_ministry("BOAT", "وزارة القوارب", name_fr="ministère des Bateaux")
    world.bread = make.make_ministry("BREAD", "وزارة الخبز", name_fr="ministère du Pain")
    world.palm = make.make_party("palm", "حزب النخلة")
    world.palms = make.make_group("palms", "فريق النخلة", world.lower, party=world.palm)
    world.salem = make.make_speaker("سالم البرتقالي", name_latin="Salem Bortoqali")
    world.layla = make.make_speaker("ليلى السوسنية", name_latin="Layla Sousania")
    world.sitting = make.make_session(day=date(2025, 4, 22), chamber=world.upper)
    world.debate = make.make_session("committee", date(2025, 5, 6), world.lower)
    world.lighthouse = make.make_source("المنارة", host="lighthouse.example")
    world.shore = make.make_source("الضفة", host="")
    world.asked = make.make_statement(
        "موعد إصلاح القوارب",
        cue="تساءل",
        stance="ask",
        speaker=world.salem,
        addressed=[world.boats],
        mentioned=[world.bread],
        session=world.sitting,
        chamber=world.upper,
        said_on=date(2025, 4, 22),
        party=world.palm,
        article=make.make_article(
            "تساءل سالم البرتقالي عن موعد إصلاح القوارب.", source=world.lighthouse
        ),
    )
    world.blamed = make.make_statement(
        "الخبز غال جدا",
        cue="انتقد",
        printed="ليلى السوسنية",
        stance="criticise",
        kind="direct",
        speaker=world.layla,
        addressed=[world.bread],
        session=world.debate,
        chamber=world.lower,
        said_on=date(2025, 5, 6),
        group=world.palms,
        article=make.make_article(
            "انتقد ليلى السوسنية: «الخبز غال جدا».", source=world.shore, title="غلاء الدقيق"
        ),
    )
    world.warned = make.make_statement(
        "العاصفة قادمة", cue="حذر", stance="warn", speaker=world.salem, chamber=world.lower
    )
    world.undated = make.make_statement(
        "لا أحد يعلم",
        cue="قالت",
        printed="مصادر",
        speaker_type="unnamed",
        stance="assert",
        article=make.make_article("قالت مصادر إن لا أحد يعلم.", published=None),
    )
    world.invented = make.make_statement(
        "السمك يطير", cue="زعم", stance="assert", is_sample=True, said_on=date(2025, 1, 2)
    )
    return world


def names_of(world, statements):
    """The names that these statements have in the world, in their order."""
    by_id = {
        value.public_id: name
        for name, value in vars(world).items()
        if type(value).__name__ == "Statement"
    }
    return [by_id[public_id] for public_id in statements]
