from statements.coverage import outlets_by_month
from tests import factories as make


def test_the_last_month_is_that_of_morocco(db):
    make.make_article(source=make.make_source("المنارة"), published="2025-02-01T00:30")
    coverage = outlets_by_month()
    assert f"{coverage.months[-1]:%Y-%m}" == "2025-02"
    assert coverage.outlets[0].months[-1] == (1, 5)
