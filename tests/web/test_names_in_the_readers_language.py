"""Bodies are named to readers in their language, else in their script, and it says in which."""

import copy
import io

import pytest
from django.core.management import call_command
from django.utils.translation import override
from lxml import html

from people.models import Chamber
from people.models.names import name_read
from statements.models import NamedInstitution
from tests.factories import make_group, make_ministry, make_party, make_statement

NAMES = {"ar": "وزارة القوارب", "fr": "Ministère des Barques", "en": "Ministry of Boats"}


@pytest.mark.parametrize(
    ("known", "reader", "read"),
    [
        ("ar fr en", "en", "en"),
        ("ar fr", "en", "fr"),
        ("ar", "en", "ar"),
        ("ar en", "fr", "en"),
        ("ar fr", "fr", "fr"),
        ("ar fr en", "ar", "ar"),
    ],
)
def test_a_name_is_read_in_the_nearest_language(known, reader, read):
    names = {one: text if one in known.split() else "" for one, text in NAMES.items()}
    found = name_read(names, reader)
    assert (found, found.language) == (NAMES[read], read)
    assert copy.deepcopy(found).language == read


@pytest.fixture
def said(db):
    ministry = make_ministry("BOATS", NAMES["ar"], name_fr=NAMES["fr"])
    statement = make_statement(
        party=make_party("P", "حزب النخلة", name_fr="Parti du Palmier"),
        group=make_group("G", "فريق النخلة", name_fr="Groupe du Palmier"),
    )
    NamedInstitution.objects.create(statement=statement, ministry=ministry, relation="addressed")
    return statement


def french_of(client, address):
    page = html.fromstring(client.get(address).content)
    assert NAMES["ar"] not in page.text_content()
    return {one.text_content() for one in page.xpath("//main//*[@lang='fr']")}


def test_english_pages_fall_back_to_french_and_say_so(client, said):
    listed = french_of(client, "/en/statements/?open=ministry&open=party&open=group")
    assert {NAMES["fr"], "Parti du Palmier", "Groupe du Palmier"} <= listed
    assert NAMES["fr"] in french_of(client, "/en/ministries/?sort=name")
    assert NAMES["fr"] in french_of(client, "/en/")
    assert {NAMES["fr"], "Parti du Palmier"} <= french_of(
        client, f"/en/statements/{said.public_id}/"
    )


def test_chambers_have_english_names(db):
    call_command("load_reference", stdout=io.StringIO())
    with override("en"):
        names = {one.name for one in Chamber.objects.all()}
    assert names == {"House of Representatives", "House of Councillors"}
