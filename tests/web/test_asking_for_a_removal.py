"""Whoever wants a removal is told whom to ask, on /about/ and with each article."""

import pytest

from tests import factories as make


@pytest.fixture
def article(db):
    return make.make_article()


def test_the_contact_address_is_given(client, article, settings):
    settings.CONTACT = "editor@example.org"
    assert 'href="mailto:editor@example.org"' in client.get("/en/about/").content.decode()
    page = client.get(f"/en/articles/{article.public_id}/").content.decode()
    assert 'href="mailto:editor@example.org?subject=http' in page
    assert article.public_id in page.split("?subject=")[1].split('"')[0]
    assert 'href="/en/about/#removal"' in page


def test_a_page_to_write_to_is_linked_as_it_is(client, article, settings):
    settings.CONTACT = "https://example.org/@editor"
    for address in ("/en/about/", f"/en/articles/{article.public_id}/"):
        assert 'href="https://example.org/@editor"' in client.get(address).content.decode()


def test_without_one_the_form_is_named(client, article, settings):
    settings.CONTACT = ""
    page = client.get("/en/about/").content.decode()
    assert "by the form “Report an error”" in page
    assert "mailto:" not in page
    shown = client.get(f"/en/articles/{article.public_id}/").content.decode()
    assert 'href="/en/about/#removal"' in shown
