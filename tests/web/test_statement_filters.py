import pytest

from statements.models import Statement
from tests.factories import make_speaker

EVERYTHING = ["blamed", "warned", "asked", "invented", "undated"]

CASES = [
    ("", EVERYTHING),
    ("q=القوارب", ["asked"]),
    ("q=قوارب+إصلاح", ["asked"]),
    ("q=سالم", ["warned", "asked", "invented"]),
    ("q=Bortoqali", ["warned", "asked", "invented"]),  # of the last only the Arabic name is known
    ("q=وزارة+الخبز", ["blamed"]),
    ("q=غلاء+الدقيق", ["blamed"]),
    ("q=%22الدقيق+غلاء%22", []),
    ("q=", EVERYTHING),
    ("q=+++", EVERYTHING),
    ("q=%21%21", []),
    ("speaker={salem}", ["warned", "asked"]),
    ("speaker={salem}&speaker={layla}", ["blamed", "warned", "asked"]),
    ("ministry=BOAT", ["asked"]),
    ("ministry={boats}", ["asked"]),
    ("mentioned=BREAD", ["asked"]),
    ("mentioned={bread}&mentioned=BOAT", ["asked"]),
    ("ministry=BREAD", ["blamed"]),  # where it is only mentioned does not count
    ("ministry=BREAD&ministry={boats}", ["blamed", "asked"]),
    ("chamber=councillors", ["asked"]),
    ("chamber=councillors&chamber=representatives", ["blamed", "warned", "asked"]),
    ("session={sitting}", ["asked"]),
    ("stance=ask", ["asked"]),
    ("stance=ask&stance=warn", ["warned", "asked"]),
    ("stance=&stance=ask&chamber=", ["asked"]),
    ("stance=ask&ministry=BREAD", []),
    ("date_after=2025-05-06", ["blamed"]),
    ("date_after=2025-04-22&date_before=2025-04-22", ["asked"]),
    ("date_before=2025-04-23", ["warned", "asked", "invented"]),
    ("kind=direct", ["blamed"]),
    ("session_type=committee", ["blamed"]),
    ("party=palm", ["asked"]),
    ("group=palms", ["blamed"]),
    ("source=lighthouse.example", ["asked"]),
    ("source=المنارة", ["asked"]),
    ("source=الضفة", ["blamed"]),
    ("review=extracted", EVERYTHING),
    ("review=confirmed", []),
    ("samples=with", EVERYTHING),
    ("samples=without", ["blamed", "warned", "asked", "undated"]),
    ("samples=only", ["invented"]),
    ("sort=newest", EVERYTHING),
    ("utm_source=newsletter", EVERYTHING),
]


def with_ids(query, world):
    ids = {name: getattr(value, "public_id", "") for name, value in vars(world).items()}
    return query.format(**ids)


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_it_gives_the_same_rows_on_the_list_and_in_the_csv(
    listed, downloaded, world, query, expected
):
    asked = with_ids(query, world)
    assert listed(asked) == expected
    assert downloaded(asked) == expected


def test_it_follows_a_speaker_who_was_merged_into_another(listed, world):
    old = make_speaker("س. البرتقالي", merged_into=world.salem)
    assert listed(f"speaker={old.public_id}") == ["warned", "asked"]


@pytest.mark.parametrize(
    "change",
    [
        {"review_status": "rejected", "reviewed_at": "2025-06-01T00:00Z"},
        {"retracted_at": "2025-06-01T00:00Z"},
    ],
)
def test_it_shows_no_statement_that_is_not_published(listed, downloaded, world, change):
    Statement.objects.filter(pk=world.asked.pk).update(**change)
    assert "asked" not in listed("")
    assert "asked" not in downloaded("")


def test_it_tells_a_statement_that_several_outlets_report_once(listed, world):
    Statement.objects.filter(pk=world.warned.pk).update(same_as=world.asked)
    assert "warned" not in listed("")


def test_it_shows_nothing_of_a_withdrawn_article(listed, world):
    world.asked.article.withdrawn_at = world.asked.created_at
    world.asked.article.save()
    assert "asked" not in listed("")


def test_it_shows_each_active_choice_with_the_way_to_drop_it(client, world):
    page = client.get("/en/statements/?q=boat&stance=ask&stance=warn&date_after=2025-04-01")
    text = page.content.decode()
    assert 'href="?q=boat&amp;stance=warn&amp;date_after=2025-04-01"' in text
    assert 'href="?stance=ask&amp;stance=warn&amp;date_after=2025-04-01"' in text
    assert "1 April 2025" in text


def test_it_says_what_to_do_when_nothing_matches(client, world):
    text = client.get("/en/statements/?stance=deny").content.decode()
    assert "Nothing matches all of this" in text
    assert "/statements.csv" not in text
