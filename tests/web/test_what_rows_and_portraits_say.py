"""Rows and portraits say what is said, each thing once, and in the reader's script."""

from datetime import date

import lxml.html
import pytest
from django.utils import timezone

from people.models import MinistryName, Speaker
from tests import factories as make


def read(response):
    return lxml.html.fromstring(response.content)


def words(element):
    return " ".join(element.text_content().split())


def test_a_row_begins_with_the_reporting_word_which_is_no_part_of_the_quotation(client, world):
    row = read(client.get("/statements/?stance=criticise")).xpath("//article[1]")[0]
    assert words(row.xpath(".//span[@class='cue']")[0]) == "انتقد"
    assert words(row.xpath(".//span[@class='said']")[0]) == "الخبز غال جدا"


def test_only_what_an_editor_looked_at_is_marked_as_such(client, world):
    make.make_statement(
        "قارب", review_status="confirmed", reviewed_at=timezone.now(), said_on=date(2025, 4, 22)
    )
    marks = read(client.get("/en/statements/")).xpath("//article//*[contains(@class, 'review')]")
    assert [words(mark) for mark in marks] == ["Confirmed by an editor"]


def test_samples_are_told_above_the_list_and_marked_in_each_row(client, world):
    page = read(client.get("/en/statements/"))
    marked = page.xpath("//article[.//*[@class='sample-mark']]/@id")
    assert marked == [f"s-{world.invented.public_id}"]
    assert page.xpath("//p[@class='samples-told']//a/@href") == ["?samples=without"]
    without = read(client.get("/en/statements/?samples=without"))
    assert not without.xpath("//*[@class='samples-told' or @class='sample-mark']")


def test_the_list_leads_to_its_pictures(client, world):
    page = read(client.get("/statements/?stance=ask&sort=oldest"))
    (address,) = page.xpath("//a[@class='to-pictures']/@href")
    assert address == "/statements/charts/?stance=ask"
    assert client.get(address).status_code == 200
    for front in ("/", "/about/"):
        assert read(client.get(front)).xpath("//main//a[@href='/statements/charts/']")


def test_several_roles_are_apart_in_any_script(client, world):
    make.make_statement("le pain", language="fr", roles_printed=["ministre", "député"])
    roles = read(client.get("/statements/?samples=without")).xpath("//p[@class='row-role']")
    apart = [part for role in roles for part in role.xpath("./span/bdi[@lang='fr']")]
    assert [words(part) for part in apart] == ["ministre", "député"]
    assert not any("،" in words(role) for role in roles)


@pytest.mark.parametrize(
    ("language", "told"),
    [("", ["وزير القوارب"]), ("/fr", ["Ministre", "ministère des Bateaux"])],
)
def test_an_office_is_told_once_and_in_the_readers_script(client, world, language, told):
    make.make_appointment(world.salem, "minister", ministry=world.boats, title="وزير القوارب")
    entry = read(client.get(f"{language}/speakers/?q=Salem")).xpath("//li[@class='entry']")[0]
    assert [words(one) for one in entry.xpath(".//p[@class='row-role']//bdi")] == told


def test_an_electoral_body_is_told_in_french(client, world):
    make.make_appointment(world.salem, chamber=world.upper, constituency="هيئة المأجورين")
    assert "collège des salariés" in client.get(f"/fr{_of(world.salem)}").content.decode()
    assert "هيئة المأجورين" in client.get(_of(world.salem)).content.decode()


def _of(row):
    return row.get_absolute_url().removeprefix("/fr").removeprefix("/en")


def test_names_of_one_period_are_one_entry_the_readers_language_first(client, world):
    for language, text in (("ar", "وزارة القوارب"), ("fr", "ministère des Bateaux")):
        MinistryName.objects.update_or_create(
            ministry=world.boats, language=language, kind="official", text=text,
            defaults={"valid_from": date(2021, 10, 7)},
        )  # fmt: skip
    page = read(client.get(f"/fr{_of(world.boats)}"))
    entries = page.xpath("//section[@aria-labelledby='names']//li")
    assert [[words(one) for one in entry.xpath("./p[@lang]")] for entry in entries] == [
        ["ministère des Bateaux", "وزارة القوارب"]
    ]


@pytest.mark.parametrize(
    ("end", "of_the_old", "of_the_new"),
    [(None, "Came out of it", "Came out of"), (date(2021, 1, 1), "Became", "Came from")],
)
def test_what_came_out_of_a_ministry_did_not_take_its_place(
    client, world, end, of_the_old, of_the_new
):
    world.boats.valid_until = end
    world.boats.save()
    world.bread.predecessors.add(world.boats)
    for ministry, other, heading in (
        (world.boats, world.bread, of_the_old), (world.bread, world.boats, of_the_new),
    ):  # fmt: skip
        page = read(client.get(f"/en{_of(ministry)}"))
        (section,) = page.xpath(f"//section[.//a[contains(@href, '{other.public_id}')]][h2]")
        assert words(section.xpath("./h2")[0]) == heading


ORDERS = {
    "speakers": ["ليلى السوسنية", "سالم البرتقالي"],
    "ministries": ["وزارة الخبز", "وزارة القوارب"],
}


@pytest.mark.parametrize("kind", ORDERS)
def test_directories_are_in_the_order_of_numbers_or_of_names(client, world, kind):
    few, many = ("speaker", world.layla), ("speaker", world.salem)
    if kind == "ministries":
        few, many = ("addressed", [world.bread]), ("addressed", [world.boats])
    for number, (field, value) in enumerate((few, many, many, many, many)):
        make.make_statement(f"قارب {number}", **{field: value})
    by_name = sorted(ORDERS[kind])
    assert listed(client, kind, "") == listed(client, kind, "sort=number")
    assert listed(client, kind, "")[0] == ORDERS[kind][1]
    assert [one for one in listed(client, kind, "sort=name") if one in by_name] == by_name
    page = read(client.get(f"/{kind}/?sort=name"))
    assert page.xpath("//ul[@class='sorts']//a/@href") == ["?", "?sort=name"]
    assert page.xpath("//ul[@class='sorts']//a[@aria-current]/@href") == ["?sort=name"]
    assert client.get(f"/{kind}/?sort=colour").status_code == 400


@pytest.mark.parametrize("kind", ["sessions", "articles"])
def test_sittings_and_articles_are_in_the_order_of_days(client, world, kind):
    if kind == "sessions":
        make.make_statement("قارب", session=make.make_session("other", None, world.lower))
        days = ["2025-05-06", "2025-04-22"]
    else:
        days = ["2025-05-02", "2025-04-23"]
        make.make_article("افتتحت الجلسة.", published="2025-05-02T10:00")
    newest = told_days(client, kind, "")
    assert newest == told_days(client, kind, "sort=newest")
    assert [day for day in dict.fromkeys(newest) if day] == days
    assert (newest[-1], told_days(client, kind, "sort=oldest")[-1]) == (None, None)
    oldest = told_days(client, kind, "sort=oldest")
    assert [day for day in oldest if day] == [day for day in newest if day][::-1]
    page = read(client.get(f"/{kind}/?sort=oldest"))
    orders = ["?", "?sort=oldest", "?sort=number"] if kind == "sessions" else ["?", "?sort=oldest"]
    assert page.xpath("//ul[@class='sorts']//a/@href") == orders
    assert page.xpath("//ul[@class='sorts']//a[@aria-current]/@href") == ["?sort=oldest"]


def told_days(client, kind, query):
    entries = read(client.get(f"/{kind}/?{query}")).xpath("//li[@class='entry']")
    return [next(iter(one.xpath(".//time/@datetime")), None) for one in entries]


def test_sittings_are_in_the_order_of_what_was_said_in_them(client, world):
    for number in range(2):
        make.make_statement(f"قارب {number}", session=world.sitting)
    assert told_days(client, "sessions", "") == ["2025-05-06", "2025-04-22"]
    assert told_days(client, "sessions", "sort=number") == ["2025-04-22", "2025-05-06"]
    assert client.get("/articles/?sort=number").status_code == 400


def test_each_article_of_a_page_tells_how_much_was_found_in_it(client, world, monkeypatch):
    monkeypatch.setattr("statements.views.lists.PER_PAGE", 1)
    world.asked.article.title = "سؤال"
    world.asked.article.save()
    make.make_statement("القوارب تغرق", cue="تساءل", article=_with(world.asked, "القوارب تغرق"))
    addresses = [f"/en/articles/?sort=oldest&page={number}" for number in (1, 2, 3, 4, 5)]
    pages = [words(read(client.get(one)).xpath("//li[@class='entry']")[0]) for one in addresses]
    assert all(("2 statements" if "سؤال" in page else "1 statement") in page for page in pages)
    assert sum("سؤال" in page for page in pages) == 1


def _with(statement, further):
    article = statement.article
    return make.revise(article, f"{article.current.text} {further}")


def listed(client, kind, query):
    return [words(one) for one in read(client.get(f"/{kind}/?{query}")).xpath("//li//h2")]


def test_a_row_tells_that_nobody_has_confirmed_the_speakers_record(client, world):
    page = client.get("/en/statements/?stance=ask").content.decode()
    assert "record not confirmed" not in page
    Speaker.objects.filter(pk=world.salem.pk).update(is_provisional=True)
    assert "record not confirmed" in client.get("/en/statements/?stance=ask").content.decode()
    assert "record not confirmed" not in client.get(world.salem.get_absolute_url()).content.decode()
