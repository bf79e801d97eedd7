"""Every message is said in Arabic and French, and the compiled catalogues say the same."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
         "pgettext_lazy", "npgettext", "npgettext_lazy"}  # fmt: skip
LANGUAGES = ["ar", "fr"]


def message_of(call):
    """(context, message, plural) of a call that translates a literal."""
    if not isinstance(call, ast.Call):
        return None
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    texts = [part.value for part in call.args if isinstance(part, ast.Constant)]
    texts = [text for text in texts if isinstance(text, str)]
    if name not in CALLS or not texts:
        return None
    context = texts.pop(0) if name.removeprefix("n").startswith("pgettext") else ""
    return context, texts[0], texts[1] if "ngettext" in name or name.startswith("np") else ""


def messages_of(source):
    return {found for node in ast.walk(ast.parse(source)) if (found := message_of(node))}


def calls_in(template):
    """The translating calls that Django writes for a template, each as Python source."""
    code = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    for match in re.finditer(r"\b(?:n?p?gettext|_)\(", code):
        rest = code[match.start() :]
        for end in [place.end() for place in re.finditer(r"\)", rest)]:
            try:
                ast.parse(rest[:end].strip())
            except SyntaxError:
                continue
            yield rest[:end].strip()
            break


def in_sources():
    found = set()
    for folder in ("config", "people", "statements"):
        for path in (ROOT / folder).rglob("*.py"):
            found |= messages_of(path.read_text(encoding="utf-8"))
    for path in (ROOT / "templates").rglob("*.html"):
        for call in calls_in(path):
            found |= messages_of(call)
    return found


def folder_of(language):
    return ROOT / "config" / "locale" / language / "LC_MESSAGES"


def compiled(language):
    with (folder_of(language) / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def entries_of(language):
    """The entries of the .po: (key as the .mo has it, list of translations)."""
    text = (folder_of(language) / "django.po").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                assert "fuzzy" not in line, block
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")
            fields[name] = fields.get(name, "") + ast.literal_eval(line)
        if fields.get("msgid"):
            yield fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_translates_every_message(language):
    known = {
        (fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
        for fields in entries_of(language)
    }
    assert sorted(in_sources() - known) == []


def test_it_finds_messages_where_they_are():
    found = in_sources()
    assert ("", "Search the statements", "") in found
    assert ("between names", ", ", "") in found
    assert ("", "%(shown)s statement", "%(shown)s statements") in found
    assert ("", "criticises", "") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_leaves_no_translation_empty(language):
    for fields in entries_of(language):
        texts = [text for name, text in fields.items() if name.startswith("msgstr")]
        assert texts
        assert all(texts), fields["msgid"]


@pytest.mark.parametrize(("language", "forms"), [("ar", 6), ("fr", 2)])
def test_it_compiles_to_what_the_catalogue_says(language, forms):
    catalogue = compiled(language)
    for fields in entries_of(language):
        context = fields.get("msgctxt")
        key = f"{context}\x04{fields['msgid']}" if context else fields["msgid"]
        if "msgid_plural" not in fields:
            assert catalogue._catalog[key] == fields["msgstr"]
            continue
        for form in range(forms):
            assert catalogue._catalog[(key, form)] == fields[f"msgstr[{form}]"]
    size = sum(forms if "msgid_plural" in fields else 1 for fields in entries_of(language))
    assert len(catalogue._catalog) == size + 1  # and the header


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_keeps_every_placeholder(language):
    named = re.compile(r"%\(\w+\)[sd]|%[sd]")
    for fields in entries_of(language):
        asked = set(named.findall(fields["msgid"] + fields.get("msgid_plural", "")))
        for name, text in fields.items():
            if name.startswith("msgstr"):
                assert set(named.findall(text)) <= asked, fields["msgid"]
        if "msgid_plural" not in fields:
            assert set(named.findall(fields["msgstr"])) == asked, fields["msgid"]


def test_it_names_months_as_the_moroccan_press_does():
    from datetime import date

    from django.utils.formats import date_format

    with override("ar"):
        days = [date_format(date(2025, month, 1), "F") for month in (5, 7, 8, 9, 11, 12)]
    assert days == ["ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر"]
