"""Phenomena that can be read off a statement's own fields; the hard ones are tagged by hand."""

from __future__ import annotations

import re
from typing import Any

PARTICIPLES = (
    "قائل",
    "داع",
    "لافت",
    "كاشف",
    "رافض",
    "ناف",
    "واعد",
    "شاكر",
    "آسف",
    "شارح",
    "واصف",
    "عاز",
)
BACK_REFERENCE = re.compile("المتحدث|المصدر|المتدخل")
INNA = re.compile(r"(?:^|\s)[وف]?(?:ب|ل)?[أإ]ن(?:ه|ها|هم|هن|نا|ني)?$|(?:^|\s)que$")


def statement_tags(row: dict[str, Any], text: str, lang: str) -> set[str]:
    speaker = row["speaker"]
    tags = {"lang_fr"} if lang == "fr" else set()
    tags |= _cue_tags(row["cue"], row["cue_lemma"]) if lang == "ar" else set()
    tags |= _speaker_tags(speaker)
    tags |= _content_tags(row, text)
    if row["addressees"]:
        tags.add("addressee_direct" if row["addressee_explicit"] else "addressee_implicit")
    if row["other_institutions"]:
        tags.add("ministry_mention_not_addressee")
    if not row["parliamentary"]:
        tags.add("speaker_nonmp")
    if row["content_start"] < row["cue_start"]:
        tags.add("cue_postposed")
    return tags


def _cue_tags(cue: str, lemma: str) -> set[str]:
    tags = set()
    bare = re.sub("^[وف](?=.{3})", "", cue.split()[0])
    if (bare.startswith("م") and not lemma.startswith("م")) or bare.startswith(PARTICIPLES):
        tags.add("cue_participle")
    if re.match("[ليتن]?[يت]", bare) and not lemma.startswith(("ت", "ي")):
        tags.add("cue_present")
    if len(cue.split()) > 1:
        tags.add("cue_multiword")
    if len(lemma.split()) > 1 and lemma.split()[-1] not in ("في", "عن", "إلى", "على"):
        tags.add("cue_support_verb")
    return tags


def _speaker_tags(speaker: dict[str, Any]) -> set[str]:
    surface, resolved = speaker["surface"], speaker["resolved"]
    tags = {f"speaker_{speaker['type']}"} if speaker["type"] != "person" else set()
    if not surface:
        return tags | {"coref_elided"}
    if any(role.split()[0].endswith("ة") for role in speaker["roles"]):
        tags.add("gender_role_f")
    if BACK_REFERENCE.search(surface):
        tags.add("coref_mutahaddith")
    elif resolved not in surface and speaker["type"] == "person":
        last = resolved.split()[-1]
        tags.add("coref_lastname" if last in surface else "coref_role")
    return tags


def _content_tags(row: dict[str, Any], text: str) -> set[str]:
    begin, end = row["content_start"], row["content_end"]
    around, tags = text[max(0, begin - 3) : end + 2], set()
    for mark, tag in (
        ('"', "quote_straight"),
        ("“", "quote_curly"),
        ("«", "quote_guillemets"),
        ("''", "quote_apostrophes"),
    ):
        if mark in around:
            tags.add(tag)
    before = text[max(0, begin - 14) : begin].rstrip(' "“«')
    if row["kind"] == "direct" and INNA.search(before):
        tags.add("direct_after_inna")
    if "\n" in row["content"]:
        tags.add("direct_multi_paragraph")
    elif row["kind"] == "direct" and re.search(r"[.؟?!] ", row["content"]):
        tags.add("direct_multi_sentence")
    if begin - (row["cue_start"] + len(row["cue"])) > 60:
        tags.add("content_far_from_cue")
    return tags
