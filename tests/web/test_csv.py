import csv
import io

import pytest

from statements.exports import COLUMNS, as_cell
from tests import factories as make
from tests.web.conftest import rows_of


def test_it_opens_right_in_a_spreadsheet(client, world):
    answer = client.get("/statements.csv")
    assert answer.streaming
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    raw = answer.getvalue()
    assert raw.startswith(b"\xef\xbb\xbfid,permalink,is_sample,")
    assert raw.count(b"\r\n") == 6


def test_it_is_named_for_its_day_and_points_to_its_codebook(client, world):
    answer = client.get("/statements.csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="qawl-statements-20')
    assert disposition.endswith('.csv"')
    assert answer.headers["Link"] == '<http://testserver/about/codebook/>; rel="describedby"'


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
    }
    assert {name: row[name] for name in expected} == expected
    assert list(row) == [column.name for column in COLUMNS]


def test_it_leaves_unknown_cells_empty(client, world):
    row = rows_of(client.get("/statements.csv?q=أحد"))[0]
    for name in ("date", "said_on", "speaker_id", "session_id", "article_published_at", "outlet"):
        assert row[name] == ""
    assert row["speaker_name"] == "مصادر"


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
        ("'=1", "''=1"),
        ("كلام = كلام", "كلام = كلام"),
        ("'quoted'", "'quoted'"),
        ("a\x00b", "ab"),
        ("", ""),
        (None, ""),
        (True, "true"),
        (-3, "-3"),
    ],
)
def test_it_gives_no_spreadsheet_a_formula_to_run(text, cell):
    assert as_cell(text) == cell


def test_it_survives_commas_quotes_and_line_feeds(client, db):
    content = '=HYPERLINK("http://evil.example";"انقر"), ثم\nسطر ثان'
    make.make_statement(content, cue="قال", printed='سالم "البرتقالي"')
    row = rows_of(client.get("/statements.csv"))[0]
    assert row["content"] == f"'{content}"
    assert row["speaker_printed"] == 'سالم "البرتقالي"'


def test_it_has_all_pages_in_the_order_of_the_list(client, world, django_assert_max_num_queries):
    for number in range(60):
        make.make_statement(f"قارب رقم {number}", speaker=world.salem)
    with django_assert_max_num_queries(10):
        rows = rows_of(client.get("/statements.csv?q=قارب"))
    assert [row["content"] for row in rows] == [f"قارب رقم {n}" for n in reversed(range(60))]


def test_it_describes_every_column_in_the_codebook(client, db):
    text = client.get("/about/codebook/").content.decode()
    for column in COLUMNS:
        assert f'<tr id="{column.name}">' in text
    names = [column.name for column in COLUMNS]
    assert len(names) == len(set(names))


def test_it_reads_back_as_csv_from_its_first_byte(client, world):
    text = b"".join(client.get("/statements.csv").streaming_content).decode("utf-8-sig")
    widths = {len(row) for row in csv.reader(io.StringIO(text, newline=""))}
    assert widths == {len(COLUMNS)}
