"""The article beside the form: its text with everything marked that the statement rests on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from statements.models import Article, Statement
from statements.passages import marks_of, opening

LEGEND = {
    "content": _("content"),
    "cue": _("cue"),
    "speaker": _("speaker"),
    "antecedent": _("antecedent"),
    "session": _("session"),
    "addressed": _("addressed"),
    "mentioned": _("only mentioned"),
}


def text_beside(statement: Statement | None, article: str = "") -> dict[str, Any]:
    """Template values: the article's paragraphs in marked pieces, and what the marks mean.

    While a statement is being added it is the text of the article asked for.
    """
    if statement is not None and statement.pk:
        marks = marks_of(statement)
        places = [
            {"kind": kind, "label": label, "spans": [m for m in marks if m.kind == kind]}
            for kind, label in LEGEND.items()
        ]
        return {
            "beside": statement.article,
            "paragraphs": opening(statement.revision.text, marks),
            "legend": [place for place in places if place["spans"]],
        }
    chosen = Article.objects.filter(pk=int(article)) if article.isdecimal() else None
    found = chosen.select_related("current").first() if chosen is not None else None
    if found is None or found.current is None:
        return {}
    return {"beside": found, "paragraphs": opening(found.current.text, [])}
