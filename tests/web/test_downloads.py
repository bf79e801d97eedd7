"""Every list can be taken away, in every format, with a description of what was taken."""

import csv
import io
import json
import re
from datetime import date
from urllib.parse import quote, unquote

import openpyxl
import pytest
from django.utils import timezone

from people.models import Speaker
from statements.exports import rows, spreadsheet
from statements.models import Topic
from statements.views.downloads import DOWNLOADS
from tests import factories as make
from tests.web.conftest import rows_of

LISTS = list(DOWNLOADS)


def sheet_of(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    header, *lines = book.active.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def objects_of(answer):
    return [json.loads(line) for line in answer.getvalue().decode().splitlines()]


@pytest.mark.parametrize("name", LISTS)
def test_every_format_has_the_rows_of_the_list(client, world, name):
    ids = [row["id"] for row in rows_of(client.get(f"/{name}.csv"))]
    assert ids
    assert [row["id"] for row in objects_of(client.get(f"/{name}.jsonl"))] == ids
    assert [row["id"] for row in sheet_of(client.get(f"/{name}.xlsx"))] == ids
    shown = client.get(f"/{name}/").content.decode()
    assert [shown.find(one) for one in ids] == sorted(shown.find(one) for one in ids)
    assert all(one in shown for one in ids)


@pytest.mark.parametrize("name", LISTS)
def test_a_download_has_one_order_in_every_language(client, world, name):
    """Names in Latin letters sort otherwise than in Arabic: the file is the same all the same."""
    latin = ("Zineb", "Amal", "Mourad")
    for number, row in enumerate(Speaker.objects.order_by("name_ar")):
        row.name_latin = latin[number % 3]
        row.save()
    files = []
    for language in ("ar", "fr", "en"):
        client.cookies["django_language"] = language
        files.append([row["id"] for row in rows_of(client.get(f"/{name}.csv"))])
    assert len(files[0]) > 1
    assert files[0] == files[1] == files[2]


@pytest.mark.parametrize("name", ["statements", "sessions", "articles"])
def test_a_list_that_begins_with_the_oldest_is_downloaded_so(client, world, name):
    page = client.get(f"/{name}/?sort=oldest").content.decode()
    for extension in ("csv", "xlsx", "jsonl", "datapackage.json"):
        assert f'href="/{name}.{extension}?sort=oldest"' in page
    files = [rows_of(client.get(f"/{name}.csv?sort={order}")) for order in ("newest", "oldest")]
    newest, oldest = ([row["id"] for row in file] for file in files)
    assert sorted(newest) == sorted(oldest)
    assert oldest != newest
    assert [page.find(one) for one in oldest] == sorted(page.find(one) for one in oldest)
    assert newest == [row["id"] for row in rows_of(client.get(f"/{name}.csv"))]
    told = client.get(f"/{name}.datapackage.json?sort=oldest").json()
    assert (told["order"], told.get("description")) == ("oldest", None)
    assert told["resources"][0]["path"] == f"http://testserver/{name}.csv?sort=oldest"
    assert told["homepage"] == f"http://testserver/{name}/?sort=oldest"


def test_what_is_undated_comes_last_from_the_oldest_on_too(client, world):
    dates = [row["date"] for row in rows_of(client.get("/statements.csv?sort=oldest"))]
    assert dates[-1] == ""
    assert dates[:-1] == sorted(dates[:-1])
    assert "" not in dates[:-1]


def test_a_file_has_no_order_by_relevance_and_its_description_says_so(client, world):
    page = client.get("/statements/?q=قارب&sort=relevance").content.decode()
    assert f'href="/statements.csv?q={quote("قارب")}"' in page
    described = f"/statements.datapackage.json?q={quote('قارب')}&sort=relevance"
    assert f'href="{described.replace("&", "&amp;")}"' in page
    asked = "?q=قارب&sort=relevance"
    link = client.get(f"/statements.csv{asked}").headers["Link"]
    assert link.startswith(f"<http://testserver{described}>;")
    rows_by_day = rows_of(client.get("/statements.csv?q=قارب"))
    assert rows_by_day
    assert rows_of(client.get(f"/statements.csv{asked}")) == rows_by_day
    told = client.get(f"/en/statements.datapackage.json{asked}").json()
    assert told["order"] == "newest"
    assert told["description"].startswith("Files do not come in the order that was asked for")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_offers_its_downloads_with_its_filter(client, world, name):
    word = {"sessions": "مجلس", "articles": "خبر", "ministries": "وزارة"}.get(name, "سالم")
    page = client.get(f"/{name}/", {"q": word}).content.decode()
    for extension in ("csv", "xlsx", "jsonl", "datapackage.json"):
        assert f'href="/{name}.{extension}?q={quote(word)}"' in page


@pytest.mark.parametrize("name", LISTS)
def test_a_wrong_value_downloads_nothing(client, world, name):
    for extension in ("csv", "xlsx", "jsonl", "datapackage.json"):
        answer = client.get(f"/{name}.{extension}?q={'x' * 300}")
        assert answer.status_code == 400
        assert answer.content.decode().splitlines()[1].startswith("q: ")


def test_json_lines_keep_lists_numbers_and_nulls(client, world):
    row = objects_of(client.get("/statements.jsonl?stance=ask"))[0]
    assert row["addressee_codes"] == ["BOAT"]
    assert row["content_spans"] == [[24, 42]]
    assert row["speaker_span"] == [6, 20]
    assert row["session_span"] is None
    assert row["is_sample"] is False
    assert row["confidence_speaker"] == 0.95
    assert row["date"] == "2025-04-22"


def test_every_format_tells_the_topics_how_sure_and_who_set_them(client, world):
    _about(world.asked, "boats", 0.5, "machine")
    _about(world.asked, "bread", 1.0, "editor")
    asked = "?stance=ask"
    names = ("topics", "confidence_topics", "topics_set_by")
    told = ("bread | boats", "1.0000 | 0.5000", "editor | machine")
    [row] = rows_of(client.get(f"/statements.csv{asked}"))
    assert tuple(row[name] for name in names) == told
    [row] = sheet_of(client.get(f"/statements.xlsx{asked}"))
    assert tuple(row[name] for name in names) == told
    [row] = objects_of(client.get(f"/statements.jsonl{asked}"))
    assert [row[name] for name in names] == [
        ["bread", "boats"], [1.0, 0.5], ["editor", "machine"],
    ]  # fmt: skip
    assert [row["topics"] for row in objects_of(client.get("/statements.jsonl?topic=boats"))] == [
        ["bread", "boats"]
    ]
    fields = client.get("/statements.datapackage.json").json()["resources"][0]["schema"]["fields"]
    assert {field["name"]: field.get("itemType") for field in fields[-3:]} == dict(
        zip(names, ("string", "number", "string"), strict=True)
    )


def test_a_statement_without_a_topic_has_none_in_any_format(client, world):
    row = rows_of(client.get("/statements.csv?stance=ask"))[0]
    assert (row["topics"], row["confidence_topics"], row["topics_set_by"]) == ("", "", "")
    row = objects_of(client.get("/statements.jsonl?stance=ask"))[0]
    assert (row["topics"], row["confidence_topics"], row["topics_set_by"]) == ([], [], [])


def _about(statement, code, confidence, set_by):
    topic = Topic.objects.create(code=code, name_ar=code, name_fr=code, name_en=code)
    statement.topic_rows.create(topic=topic, confidence=confidence, set_by=set_by)


def test_json_lines_stay_lines_whatever_is_in_them(client, db):
    title = 'سطر\nآخر\r\x01\x02"\\.'
    make.make_article("أكد سالم أن الخبز غال.", title=title)
    assert [row["title"] for row in objects_of(client.get("/articles.jsonl"))] == [title]


def test_a_sheet_has_days_numbers_and_no_formula(client, world):
    row = sheet_of(client.get("/statements.xlsx?stance=ask"))[0]
    assert row["date"].date() == date(2025, 4, 22)
    assert row["is_sample"] is False
    assert row["confidence_speaker"] == 0.95
    assert row["addressees"] == "وزارة القوارب"
    assert row["session_committee"] is None


@pytest.mark.parametrize(("prefix", "from_the_right"), [("", True), ("/fr", False), ("/en", False)])
def test_a_sheet_runs_as_the_language_of_its_reader(client, world, prefix, from_the_right):
    sheet = _sheet(client.get(f"{prefix}/statements.xlsx"))
    assert bool(sheet.sheet_view.rightToLeft) is from_the_right


def test_the_header_of_a_sheet_stays_and_filters_all_rows(client, world):
    # Line ends within a text are no rows.
    make.make_statement("سطر\nآخر\rثالث", speaker=world.salem)
    sheet = _sheet(client.get("/statements.xlsx"))
    assert sheet.freeze_panes == "A2"
    last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
    assert sheet.auto_filter.ref == f"A1:{last}"
    assert sheet.max_row == 7
    nothing = _sheet(client.get("/statements.xlsx?q=زقزقزق"))
    assert nothing.auto_filter.ref == f"A1:{nothing.cell(1, nothing.max_column).coordinate}"


def test_every_column_of_a_sheet_is_wide_enough_for_its_name(client, world):
    sheet = _sheet(client.get("/statements.xlsx"))
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert all(width > len(name) + 2 for name, width in widths.items())
    assert max(widths, key=widths.get) == "content"


def _sheet(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active


def test_a_sheet_holds_text_that_xml_cannot(client, db):
    title = '=1+1 <b>&amp;</b> "x" سطر\nآخر\x01\x0b\x1f'
    make.make_article("أكد سالم أن الخبز غال.", title=title)
    answer = client.get("/articles.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    cell = next(cell for cell in book.active[2] if str(cell.value).startswith("=1"))
    assert cell.value == '=1+1 <b>&amp;</b> "x" سطر\nآخر'
    assert cell.data_type != "f"


def test_a_sheet_that_cannot_hold_the_rows_is_refused(client, world, monkeypatch):
    monkeypatch.setattr(spreadsheet.XLSX, "most_rows", 2)
    answer = client.get("/en/statements.xlsx")
    assert answer.status_code == 400
    assert "5 rows are more than a sheet of Excel holds" in answer.content.decode()
    assert client.get("/en/statements.csv").status_code == 200


def test_it_is_named_for_its_day_and_its_filter(client, world):
    answer = client.get("/statements.csv?stance=criticise&ministry=BREAD&skip=25")
    told = unquote(answer.headers["Content-Disposition"])
    day = timezone.localdate().isoformat()
    assert f"qawl-statements-{day}-stance-criticise-ministry-bread.csv" in told
    assert "skip" not in told


def test_a_hostile_query_names_no_other_file(client, world):
    answer = client.get('/statements.csv?q=../../etc/"x";%0d%0aSet-Cookie: a=b')
    told = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="qawl-statements-[\w-]+\.csv"', told)


def test_it_points_to_its_description(client, world):
    answer = client.get("/statements.csv?stance=ask")
    assert answer.headers["Link"] == (
        '<http://testserver/statements.datapackage.json?stance=ask>; rel="describedby"; '
        'type="application/json"'
    )


def test_the_description_tells_filter_moment_columns_and_files(client, world):
    told = client.get("/en/statements.datapackage.json?stance=ask&skip=25").json()
    assert told["sources"][0]["path"] == "http://testserver/en/statements/?stance=ask"
    assert told["created"].startswith(timezone.localdate().isoformat())
    assert told["rowCount"] == 1
    csv_file = told["resources"][0]
    assert csv_file["path"] == "http://testserver/en/statements.csv?stance=ask"
    header = next(csv.reader(io.StringIO(client.get("/statements.csv").getvalue().decode()[1:])))
    assert [field["name"] for field in csv_file["schema"]["fields"]] == header
    assert {field["type"] for field in csv_file["schema"]["fields"]} == {
        "string", "date", "number", "boolean", "list",
    }  # fmt: skip


def test_a_description_of_the_same_rows_and_columns_is_not_sent_again(client, world):
    address = "/statements.datapackage.json?stance=ask"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    make.make_statement("موعد آخر", stance="ask")
    assert client.get(address, headers={"if-none-match": tag}).json()["rowCount"] == 2


def test_the_codebook_has_every_column(client, db):
    page = client.get("/codebook/").content.decode()
    file = client.get("/codebook.csv").content.decode()
    for download in DOWNLOADS.values():
        names = [column.name for column in download.table.columns]
        assert len(names) == len(set(names))
        for name in names:
            assert f'id="{download.table.name}.{name}"' in page
            assert f"\n{download.table.name},{name}," in file


def test_the_parts_that_a_table_is_read_in_have_every_column_once():
    for download in DOWNLOADS.values():
        parts = download.table.read_in_parts
        names = [column.name for part in parts for column in part.columns]
        assert sorted(names) == sorted(column.name for column in download.table.columns)


def test_the_codebook_is_found_at_its_old_address(client, db):
    assert client.get("/about/codebook/").headers["Location"] == "/codebook/"


def test_rows_that_are_read_in_several_batches_keep_their_order(client, world, monkeypatch):
    monkeypatch.setattr(rows, "FIRST_KEYS", 2)
    monkeypatch.setattr(rows, "KEYS", 3)
    monkeypatch.setattr(rows, "PIECE", 10)
    for number in range(8):
        make.make_statement(f"قارب رقم {number}", speaker=world.salem, said_on=date(2025, 1, 1))
    told = [row["content"] for row in rows_of(client.get("/statements.csv?q=قارب رقم"))]
    assert told == [f"قارب رقم {number}" for number in reversed(range(8))]


@pytest.mark.django_db(transaction=True)
def test_a_download_is_of_one_moment(client, monkeypatch):
    monkeypatch.setattr(rows, "FIRST_KEYS", 1)
    first, second = (make.make_statement(f"قارب رقم {number}") for number in range(2))
    pieces = client.get("/statements.jsonl").streaming_content
    begun = json.loads(next(pieces))
    assert begun["id"] == second.public_id
    # Another connection takes the other row away while the file is under way.
    assert _in_another_connection(
        "UPDATE statements_statement SET review_status = 'rejected', reviewed_at = now()"
        f" WHERE id = {first.pk}"
    )
    assert [json.loads(line)["id"] for line in pieces] == [first.public_id]


def _in_another_connection(sql):
    from django.db import connection

    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount
    finally:
        other.close()
