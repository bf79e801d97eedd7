"""Editors read days as their press prints them, and type them day first."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format

from people.admin.display import shown
from people.models import Ministry
from statements.admin.review.candidates import ministry_choices
from statements.admin.statement_form import OfficeField
from tests.factories import make_appointment, make_ministry, make_speaker, make_statement

DAY = date(2026, 11, 29)
PRINTED = [("ar", "29 نونبر 2026"), ("fr", "29 novembre 2026"), ("en", "29 November 2026")]


@pytest.mark.parametrize(("language", "printed"), PRINTED)
def test_it_is_printed_in_words(language, printed):
    moment = timezone.make_aware(datetime.fromisoformat("2026-11-29T20:05"))
    with translation.override(language):
        assert {date_format(DAY, layout) for layout in ("DATE_FORMAT", "SHORT_DATE_FORMAT")} == {
            printed
        }
        for layout in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"):
            assert date_format(timezone.localtime(moment), layout) == f"{printed} 20:05"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("typed", ["2026-11-10", "10/11/2026", "10/11/26"])
def test_it_is_typed_with_the_day_first(language, typed):
    with translation.override(language):
        assert forms.DateField(localize=True).clean(typed) == date(2026, 11, 10)


@pytest.mark.parametrize(("language", "printed"), PRINTED)
def test_what_history_wrote_down_is_read_out_in_words(language, printed):
    field = Ministry._meta.get_field("valid_from")
    with translation.override(language):
        assert shown("2026-11-29", field) == printed


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "printed"), PRINTED)
def test_choices_tell_since_when_a_ministry_or_an_office_is(language, printed):
    make_ministry(name_ar="وزارة القوارب", valid_from=DAY)
    office = make_appointment(make_speaker(), valid_until=DAY)
    statement = make_statement()
    with translation.override(language):
        assert [one.detail for one in ministry_choices(statement, "القوارب")] == [f"{printed} – …"]
        label = OfficeField(queryset=None).label_from_instance(office)
        assert label.endswith(f"(… – {printed})")
