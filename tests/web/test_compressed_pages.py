"""Pages are small on the way to a reader; downloads begin at once and so are not compressed."""

import gzip

import pytest

from tests.web.every_page import a_full_world

pytestmark = pytest.mark.django_db
LARGEST_LIST = 60 * 1024  # bytes, compressed
TAKES_GZIP = {"accept-encoding": "gzip"}


@pytest.mark.parametrize("address", ["/", "/statements/", "/fr/statements/", "/speakers/"])
def test_it_is_compressed_for_whoever_takes_it_and_the_same_when_unpacked(client, address):
    a_full_world()
    plain, packed = client.get(address), client.get(address, headers=TAKES_GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < min(LARGEST_LIST, len(plain.content) / 2)


def test_a_compressed_page_that_has_not_changed_is_not_sent_again(client):
    a_full_world()
    tag = client.get("/statements/", headers=TAKES_GZIP).headers["ETag"]
    again = client.get("/statements/", headers=TAKES_GZIP | {"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_download_streams_as_it_is(client):
    a_full_world()
    answer = client.get("/statements.csv", headers=TAKES_GZIP)
    assert "Content-Encoding" not in answer.headers
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbf")
