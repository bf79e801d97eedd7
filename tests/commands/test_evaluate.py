import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from statements.evaluation.halves import Half, half_of

BODY = [
    "قالت النائبة البرلمانية سعاد المريني، أمس الثلاثاء بمجلس النواب، إن الطريق إلى القرية مقطوعة.",
]


def make_gold(article_id):
    text = "\n".join(BODY)
    content = "الطريق إلى القرية مقطوعة"
    statement = {
        "sid": 1,
        "speaker": {"surface": "", "resolved": "سعاد المريني", "type": "person"},
        "cue": "قالت",
        "cue_start": 0,
        "cue_lemma": "قال",
        "stance": "assert",
        "kind": "indirect",
        "content": content,
        "content_start": text.index(content),
        "content_end": text.index(content) + len(content),
        "session": {"chamber": "representatives", "type": None, "date": "2025-04-22"},
        "phenomena": ["example"],
    }
    article = {"id": article_id, "lang": "ar", "title": None, "body": BODY}
    return {**article, "published_at": "2025-04-23", "statements": [statement]}


def write(path, *rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return str(path)


def ids_of(half):
    return next(f"x_{n}" for n in range(100) if half_of(f"x_{n}") is half)


def test_it_prints_the_scores_as_json(tmp_path, capsys):
    gold = write(tmp_path / "gold.jsonl", make_gold("x_1"))
    negatives = write(
        tmp_path / "negatives.jsonl", {"id": "n1", "text": "قال المدرب إن الفوز قريب"}
    )
    call_command("evaluate", gold, "--json", "--negatives", negatives)
    told = json.loads(capsys.readouterr().out)
    assert told["articles"] == 1
    assert told["metrics"]["detect_partial"]["tp"] == 1
    assert told["accuracy_on_matched"]["session_date"]["acc"] == 1
    assert told["negatives_file"] == {"articles": 1, "false_statements": 0}


def test_it_writes_predictions_that_can_be_scored_again(tmp_path):
    gold = write(tmp_path / "gold.jsonl", make_gold("x_1"))
    out = tmp_path / "predictions.jsonl"
    call_command("evaluate", gold, "--predictions", str(out), verbosity=0)
    [row] = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert row["id"] == "x_1"
    assert row["statements"][0]["speaker"]["resolved"] == "سعاد المريني"


def test_it_never_shows_a_text_of_the_held_back_half(tmp_path, capsys):
    hidden = make_gold(ids_of(Half.HELD_BACK))
    hidden["statements"][0]["speaker"]["resolved"] = "غيرها تماما"
    gold = write(tmp_path / "gold.jsonl", hidden)
    call_command("evaluate", gold, "--half", "held-back")
    shown = capsys.readouterr().out
    assert "+speaker" in shown
    assert "مقطوعة" not in shown


def test_it_shows_the_errors_of_the_tuning_half_with_their_text(tmp_path, capsys):
    wrong = make_gold(ids_of(Half.TUNING))
    wrong["statements"][0]["speaker"]["resolved"] = "غيرها تماما"
    call_command("evaluate", write(tmp_path / "gold.jsonl", wrong))
    shown = capsys.readouterr().out
    assert "speaker 1" in shown
    assert "غيرها تماما" in shown
    assert "مقطوعة" in shown


@pytest.mark.parametrize("content", ["not json", "[1]", '{"title": "no id"}'])
def test_it_says_where_a_gold_file_is_broken(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    with pytest.raises(CommandError, match=r"gold\.jsonl, line 1"):
        call_command("evaluate", str(path))


def test_it_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.jsonl"):
        call_command("evaluate", str(tmp_path / "nowhere.jsonl"))


def test_it_cuts_a_gold_file_at_line_feeds_alone(tmp_path, capsys):
    row = {**make_gold("x_1"), "title": "سطر\u2028آخر\x85أيضا"}
    call_command("evaluate", write(tmp_path / "gold.jsonl", row, make_gold("x_2")), "--json")
    assert json.loads(capsys.readouterr().out)["articles"] == 2


def test_it_counts_no_held_back_article_of_another_gold_for_the_rates(tmp_path):
    out = tmp_path / "rates.toml"
    held_back = make_gold(ids_of(Half.HELD_BACK))
    call_command("evaluate", write(tmp_path / "a.jsonl", held_back), rates=out)
    assert "[detection]" not in out.read_text("utf-8")
    tuning = make_gold(ids_of(Half.TUNING))
    call_command("evaluate", write(tmp_path / "b.jsonl", tuning), rates=out)
    assert "[detection]" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "a"}, "article a: a list of statements is expected"),
        ({"id": "a", "statements": [{"content": "x"}]}, "article a, statement 1: cue, cue_start"),
        ({"id": "a", "statements": ["x"]}, "article a, statement 1: cue, cue_start"),
    ],
)
def test_it_says_which_article_is_not_annotated(tmp_path, row, told):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(CommandError, match=told):
        call_command("evaluate", gold)


@pytest.mark.parametrize("option", ["--predictions", "--rates"])
def test_it_says_where_it_cannot_write(tmp_path, option):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "", "statements": []}), encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("evaluate", gold, option, tmp_path, resamples=1)
