import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from statements.exports.statements import STATEMENTS
from tests import factories as make
from tests.web.conftest import rows_of


def test_it_opens_right_in_a_spreadsheet(client, world):
    answer = client.get("/statements.csv")
    assert answer.streaming
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    raw = answer.getvalue()
    assert raw.startswith(b"\xef\xbb\xbfid,permalink,is_sample,")
    assert raw.count(b"\n") == 6


def test_it_says_everything_about_a_statement(client, world):
    row = rows_of(client.get("/statements.csv?stance=ask"))[0]
    told = world.asked
    expected = {
        "id": told.public_id,
        "permalink": f"http://testserver/statements/{told.public_id}/",
        "is_sample": "false",
        "date": "2025-04-22",
        "said_on": "2025-04-22",
        "content": "موعد إصلاح القوارب",
        "cue": "تساءل",
        "stance": "ask",
        "speaker_id": world.salem.public_id,
        "speaker_name": "سالم البرتقالي",
        "speaker_name_latin": "Salem Bortoqali",
        "speaker_is_provisional": "false",
        "speaker_printed": "سالم البرتقالي",
        "party": "palm",
        "chamber": "councillors",
        "addressee_codes": "BOAT",
        "addressees": "وزارة القوارب",
        "mentioned": "وزارة الخبز",
        "session_id": world.sitting.public_id,
        "session_type": "oral_questions",
        "session_date": "2025-04-22",
        "outlet": "المنارة",
        "article_published_at": "2025-04-23T21:03+01:00",
        "content_spans": "24-42",
        "review_status": "extracted",
        "engine_version": "test",
        "text_sha256": told.revision.text_sha256,
        "mentioned_codes": "BREAD",
        "outlet_count": "1",
        "confidence_speaker": "0.9500",
    }
    assert {name: row[name] for name in expected} == expected
    assert list(row) == [column.name for column in STATEMENTS.columns]


def test_it_leaves_unknown_cells_empty(client, world):
    row = rows_of(client.get("/statements.csv?q=أحد"))[0]
    for name in ("date", "said_on", "speaker_id", "speaker_is_provisional", "session_id", "outlet"):
        assert row[name] == ""
    assert row["speaker_name"] == "مصادر"


def test_it_tells_the_offset_of_morocco_in_ramadan(client, db):
    make.make_article("أكد سالم أن الخبز غال.", published="2025-03-10T21:03")
    assert rows_of(client.get("/articles.csv"))[0]["published_at"] == "2025-03-10T21:03+00:00"


@pytest.mark.parametrize("prefix", ["/fr", "/en"])
def test_it_is_the_same_file_in_every_language(client, world, prefix):
    arabic = b"".join(client.get("/statements.csv").streaming_content)
    assert b"".join(client.get(f"{prefix}/statements.csv").streaming_content) == arabic


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+212 5", "'+212 5"),
        ("-3 %", "'-3 %"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("'=1", "''=1"),
        ("＝1", "'＝1"),
        ("كلام = كلام", "كلام = كلام"),
        ("'quoted'", "'quoted'"),
        ("0 %", "0 %"),
    ],
)
def test_it_gives_no_spreadsheet_a_formula_to_run(client, db, text, cell):
    make.make_article("أكد سالم أن الخبز غال.", title=text)
    assert rows_of(client.get("/articles.csv"))[0]["title"] == cell


def test_it_survives_commas_quotes_and_line_feeds(client, db):
    content = '=HYPERLINK("http://evil.example";"انقر"), ثم\nسطر ثان'
    make.make_statement(content, cue="قال", printed='سالم "البرتقالي"')
    row = rows_of(client.get("/statements.csv"))[0]
    assert row["content"] == f"'{content}"
    assert row["speaker_printed"] == 'سالم "البرتقالي"'


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    title=strategies.text(
        strategies.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40
    )
)
def test_any_title_comes_back_without_its_apostrophe(client, db, title):
    article = make.make_article("أكد سالم أن الخبز غال.", title=title)
    rows = {row["id"]: row["title"] for row in rows_of(client.get("/articles.csv"))}
    told = rows[article.public_id]
    assert told in (title, f"'{title}")
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_it_has_all_pages_in_the_order_of_the_list(client, world, django_assert_max_num_queries):
    for number in range(60):
        make.make_statement(f"قارب رقم {number}", speaker=world.salem)
    with django_assert_max_num_queries(10):
        rows = rows_of(client.get("/statements.csv?q=قارب"))
    assert [row["content"] for row in rows] == [f"قارب رقم {n}" for n in reversed(range(60))]


def test_it_reads_back_as_csv_from_its_first_byte(client, world):
    text = b"".join(client.get("/statements.csv").streaming_content).decode("utf-8-sig")
    widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
    assert widths == {len(STATEMENTS.columns)}
