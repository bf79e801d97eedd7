import pytest

from statements.models import Statement
from tests.factories import make_speaker, make_statement
from tests.web.conftest import rows_of

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
    ("page=1", EVERYTHING),
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


def test_it_counts_and_turns_pages(client, world):
    for number in range(27):
        make_statement(f"قارب رقم {number}", speaker=world.salem)
    first = client.get("/statements/?q=قارب").content.decode()
    assert 'rel="next" href="?q=%D9%82%D8%A7%D8%B1%D8%A8&amp;page=2"' in first
    assert 'rel="prev"' not in first
    assert first.count('<article class="row"') == 25
    second = client.get("/statements/?q=قارب&page=2").content.decode()
    assert second.count('<article class="row"') == 2
    assert 'rel="prev"' in second
    assert len(rows_of(client.get("/statements.csv?q=قارب&page=2"))) == 27


def test_it_shows_each_active_choice_with_the_way_to_drop_it(client, world):
    page = client.get("/en/statements/?q=boat&stance=ask&stance=warn&date_after=2025-04-01")
    text = page.content.decode()
    assert 'href="?q=boat&amp;stance=warn&amp;date_after=2025-04-01"' in text
    assert 'href="?stance=ask&amp;stance=warn&amp;date_after=2025-04-01"' in text
    assert "1 April 2025" in text


def test_it_says_what_to_do_when_nothing_matches(client, world):
    text = client.get("/en/statements/?stance=deny").content.decode()
    assert "Nothing matches all of this" in text
    assert "Download CSV" not in text


def test_it_folds_away_what_nobody_asked_for_and_opens_what_is_in_use(client, world):
    plain = client.get("/statements/").content.decode()
    assert '<details class="more">' in plain
    in_use = client.get("/statements/?kind=direct").content.decode()
    assert '<details class="more" open>' in in_use
    assert '<details class="facet" id="filter-kind" open>' in in_use
