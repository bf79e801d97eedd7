import pytest

from statements.coverage import outlets_by_month
from tests import factories as make


def test_the_last_month_is_that_of_morocco(db):
    make.make_article(source=make.make_source("المنارة"), published="2025-02-01T00:30")
    coverage = outlets_by_month()
    assert f"{coverage.months[-1]:%Y-%m}" == "2025-02"
    assert coverage.outlets[0].months[-1] == (1, 5)


def test_another_year_is_chosen_and_both_sums_are_told(client, db):
    source = make.make_source("المنارة")
    for day in ("2023-12-31T23:30", "2024-01-01T00:30", "2024-12-31T23:00", "2025-02-01T00:30"):
        make.make_article(source=source, published=day)
    chosen = outlets_by_month(2024)
    assert (chosen.months[0].isoformat(), chosen.months[-1].isoformat()) == (
        "2024-01-01",
        "2024-12-01",
    )
    assert (chosen.outlets[0].shown, chosen.outlets[0].total) == (2, 4)
    page = client.get("/en/about/coverage/").content.decode()
    assert "All years" in page
    assert all(f'href="?year={year}"' in page for year in (2023, 2024, 2025))
    current = client.get("/en/about/coverage/?year=2024").content.decode()
    assert 'href="?year=2024" aria-current="true"' in current


@pytest.mark.parametrize("year", ["1999", "x", "٢٠٢٤", "99999999999999999999", "0"])
def test_a_year_that_is_not_offered_is_not_found(client, db, year):
    make.make_article(source=make.make_source("المنارة"), published="2025-02-01T00:30")
    assert client.get("/about/coverage/", {"year": year}).status_code == 404
