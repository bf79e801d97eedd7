"""Every public page answers 304 while nothing changed: it has an ETag, no token and no cookie."""

import pytest

from tests.web.every_page import FORMS, a_full_world, pages_of, routes

pytestmark = pytest.mark.django_db


def test_every_page_answers_304_to_any_reader_until_it_changes(client):
    pages = pages_of(a_full_world())
    assert set(pages) == routes()
    kept = [group for name, group in pages.items() if name not in FORMS]
    for address in [address for group in kept for address in group]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert "csrfmiddlewaretoken" not in answer.content.decode(), address
        tag = answer.headers["ETag"]
        asked = client.head(address)
        assert (asked.headers["ETag"], asked.content) == (tag, b""), address
        assert asked.headers["Content-Length"] == answer.headers["Content-Length"], address
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), address
        again = client.head(address, headers={"if-none-match": tag})
        assert again.status_code == 304, address
