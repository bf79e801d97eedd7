"""Acts of reporting in one French sentence: the cue, its subject, and its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from statements.extraction.french.clause import Clause, before_adverbs, past_adverbs, past_aside
from statements.extraction.french.contents import QUE, content_of, trimmed
from statements.extraction.french.lexicon import Form, Verb, verb_forms, words
from statements.extraction.french.mentions import Mention
from statements.extraction.french.tokens import Tokens
from statements.extraction.model import Stance

_INVERTED = re.compile(r"(.+?)-(?:t-)?(ils?|elles?|on)")


@dataclass(frozen=True, slots=True)
class Act:
    """A cue at words ``first`` to ``after`` with its content; its clause ``opens`` before it."""

    first: int
    after: int
    verb: Verb | None
    kind: str
    subject: Mention | None
    pronoun_gender: str | None
    content: tuple[int, int]
    rule: str
    opens: int
    fixed: bool = False  # a content that stands before its cue has its end already

    @property
    def lemma(self) -> str:
        return self.verb.lemma if self.verb else "selon"

    @property
    def stance(self) -> Stance:
        return self.verb.stance if self.verb else Stance.ASSERT


def _stated_before(
    form: Form, cue: tuple[int, int], content: tuple[int, int], subject: Mention | None
) -> Act:
    """An act whose content stands before its cue."""
    return Act(*cue, form.verb, "postposed", subject, None, content, "postposed", content[0], True)


def _stated_after(
    clause: Clause,
    form: Form,
    cue: tuple[int, int],
    content: tuple[int, str],
    subject: Mention | None,
    opens: int,
) -> Act:
    """An act whose content follows its cue, for now up to the end of the sentence."""
    start, rule = content
    kind = "finite" if form.kind in ("finite", "participle") else form.kind
    return Act(*cue, form.verb, kind, subject, None, (start, clause.after), rule, opens)


def read_acts(clause: Clause) -> list[Act]:
    """The acts of the sentence, in text order, each content closed by the act after it."""
    acts: list[Act] = []
    index = clause.first
    while index < clause.after:
        found = None
        if clause.tokens.quote[index] < 0:
            found = next(
                (act for act in (rule(clause, index, acts) for rule in _RULES) if act), None
            )
        if found is None:
            index += 1
        else:
            acts.append(found)
            index = max(found.after, index + 1)
    return _closed(clause, acts)


def _form(tokens: Tokens, index: int, kind: str) -> tuple[Form, int] | None:
    """The verb form of a kind that begins at a word, and the word after it."""
    for parts, form in verb_forms().get(tokens.at(index), ()):
        size = len(parts)
        if form.kind == kind and tuple(tokens.words[index : index + size]) == parts:
            return form, index + size
    return None


def by_inversion(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``« … », a-t-il ajouté`` / ``s'est-elle félicitée`` / ``explique-t-il``."""
    tokens = clause.tokens
    match = _INVERTED.fullmatch(tokens.words[index])
    if match is None or match[2] == "on":
        return None
    gender = "f" if match[2].startswith("elle") else "m"
    reflexive = tokens.at(index - 1) in ("s'", "se")
    found = _inverted_form(tokens, index, match[1])
    if found is None or found[0].verb.reflexive != reflexive:
        return None
    form, first, after = found
    content = _before(clause, index - reflexive)
    if content is None:
        return None
    act = _stated_before(form, (first, after), content, None)
    return replace(act, kind="inversion", pronoun_gender=gender)


def _inverted_form(tokens: Tokens, index: int, base: str) -> tuple[Form, int, int] | None:
    if base in words()["auxiliaries"]:
        at = past_adverbs(tokens, index + 1)
        found = _form(tokens, at, "participle")
        return (found[0], at, found[1]) if found else None
    for parts, form in verb_forms().get(base, ()):
        if form.kind == "finite" and len(parts) == 1:
            return form, index, index + 1
    return None


def _before(clause: Clause, index: int) -> tuple[int, int] | None:
    """The quotation that ends before a postposed cue, else the clause before its comma."""
    tokens = clause.tokens
    at = index - 1
    while at >= clause.first and tokens.words[at] in (",", "–", "—"):
        at -= 1
    if at < 0:
        return None
    if tokens.quote[at] >= 0:
        first, last = tokens.quotations[tokens.quote[at]]
        return first, last + 1
    if at >= clause.first and tokens.at(index - 1) == "," and at - clause.first >= 3:
        return clause.first, at + 1
    return None


def by_compound(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``X a déclaré que``, ``X s'est félicité de``, ``…, a affirmé le ministre``."""
    tokens = clause.tokens
    auxiliary = tokens.words[index]
    if auxiliary not in words()["auxiliaries"]:
        return None
    at = past_aside(tokens, index + 1, clause.after)
    reflexive = tokens.at(index - 1) in ("s'", "se")
    if _is_negated(tokens, index - reflexive, at):
        return None
    plural = auxiliary in words()["plural_auxiliaries"]
    for form, after in _forms(tokens, at, "participle", reflexive=reflexive):
        if auxiliary in _OF_BEING and not reflexive:
            return None  # la mesure est saluée
        act = _finite_act(clause, index - reflexive, at, after, form, acts, plural=plural)
        if act is not None:
            return act
    return None


_OF_BEING = frozenset({"est", "sont", "était", "étaient"})


def _forms(tokens: Tokens, index: int, kind: str, *, reflexive: bool) -> Iterator[tuple[Form, int]]:
    """The readings of a verb form: soutenu is assert with que and praise with a noun."""
    for parts, form in verb_forms().get(tokens.at(index), ()):
        size = len(parts)
        fits = form.kind == kind and form.verb.reflexive == reflexive
        if fits and tuple(tokens.words[index : index + size]) == parts:
            yield form, index + size


def _is_negated(tokens: Tokens, index: int, participle: int) -> bool:
    denied = tokens.at(index - 1) in words()["negations"]
    return denied and tokens.at(participle) not in words()["assertive_negations"]


def _finite_act(
    clause: Clause, opens: int, first: int, after: int, form: Form, acts: list[Act], *, plural: bool
) -> Act | None:
    """An act with a subject before it, or behind it when its content came first."""
    subject, joined = _subject(clause, opens, acts, plural)
    content = content_of(clause, after, form.verb)
    if content and content[1] == "object" and _is_inverted_subject(clause, opens, after):
        subject, joined = None, False
    if subject is not None or joined:
        if content is None:
            return None
        start, rule = content
        begins = _opening(clause, opens, subject if subject and subject.after <= opens else None)
        return Act(
            first, after, form.verb, "finite", subject, None, (start, clause.after), rule, begins
        )
    follows = clause.mention_after(after)
    before = _before(clause, opens)
    if follows is None or before is None:
        return None
    return _stated_before(form, (first, after), before, follows)


def _is_inverted_subject(clause: Clause, opens: int, after: int) -> bool:
    """``« … », a annoncé son avocat Untel``: what follows is the subject, not the content."""
    closes = clause.tokens.at(opens - 1) in (",", "»", "”", '"')
    return closes and clause.mention_after(after, reach=3) is not None


def _opening(clause: Clause, opens: int, subject: Mention | None) -> int:
    """Where the clause of an act begins, its subject and the word that joins it included."""
    at = min(opens, subject.first) if subject and _touches(clause, subject, opens) else opens
    if clause.tokens.at(at - 1) in ("et", "puis", "mais", "tandis", "alors", *QUE):
        at -= 1
    return at


def _touches(clause: Clause, subject: Mention, opens: int) -> bool:
    return subject.after >= before_adverbs(clause.tokens, opens, clause.first)


def _subject(
    clause: Clause, opens: int, acts: list[Act], plural: bool
) -> tuple[Mention | None, bool]:
    """The subject before the cue, or whether it shares the one of the act before (``et a …``)."""
    tokens = clause.tokens
    joined = bool(acts) and tokens.at(opens - 1) in ("et", "puis", ",")
    relative = tokens.at(opens - 1) == "qui"
    touching = clause.subject_touching(opens)
    if touching is not None:
        return touching, False
    if joined and not relative:
        return None, True
    return clause.subject_before(opens, plural=plural), False


def by_finite(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``Untel estime que``, ``et propose de``; the subject must stand right before."""
    tokens = clause.tokens
    reflexive = tokens.at(index - 1) in ("s'", "se")
    opens = index - reflexive
    if tokens.words[index] not in verb_forms() or _is_negated(tokens, opens, index):
        return None
    touching = clause.subject_touching(opens)
    joined = bool(acts) and tokens.at(opens - 1) in ("et", "puis")
    for form, after in _forms(tokens, index, "finite", reflexive=reflexive):
        if touching is None and not joined:
            return _presented_after(clause, opens, index, after, form)
        content = content_of(clause, after, form.verb)
        if content is not None:
            begins = _opening(clause, opens, touching)
            return _stated_after(clause, form, (index, after), content, touching, begins)
    return None


def _presented_after(clause: Clause, opens: int, first: int, after: int, form: Form) -> Act | None:
    """``« … », explique Untel.``"""
    follows = clause.mention_after(after, reach=1)
    if follows is None or clause.tokens.at(opens - 1) not in (",", "»", '"', "”"):
        return None
    before = _before(clause, opens)
    if before is None:
        return None
    return _stated_before(form, (first, after), before, follows)


def by_joined_participle(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``a mis en garde contre … et exhorté …``: the auxiliary is not repeated."""
    tokens = clause.tokens
    if not acts or acts[-1].kind != "finite" or tokens.at(index - 1) not in ("et", "puis"):
        return None
    for form, after in _forms(tokens, index, "participle", reflexive=False):
        content = content_of(clause, after, form.verb)
        if content is not None:
            act = _stated_after(clause, form, (index, after), content, None, index - 1)
            return replace(act, kind="joined")
    return None


def by_gerund(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``…, soulignant que``, ``tout en plaidant pour``; its subject is the sentence's."""
    tokens = clause.tokens
    found = _form(tokens, index, "gerund")
    if found is None:
        return None
    opens = index
    while tokens.at(opens - 1) in words()["gerunds"] | {"se", "s'"}:
        opens -= 1
    if opens == index and tokens.at(index - 1) not in (",", "et", ""):
        return None
    content = content_of(clause, found[1], found[0].verb)
    subject = acts[-1].subject if acts else clause.subject_before(index)
    if content is None or (not acts and subject is None):
        return None
    own = None if acts else subject
    return _stated_after(clause, found[0], (index, found[1]), content, own, opens)


def by_infinitive(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``avant de rappeler que``, ``a tenu à remercier``."""
    tokens = clause.tokens
    found = _form(tokens, index, "infinitive")
    if found is None:
        return None
    before = " ".join(tokens.words[max(index - 4, 0) : index]).replace("' ", "'")
    lead = next((p for p in words()["before_infinitive"] if f" {before}".endswith(f" {p}")), None)
    if lead is None or (lead == "pour" and not acts):
        return None
    content = content_of(clause, found[1], found[0].verb)
    if content is None:
        return None
    opens = index - len(lead.replace("'", "' ").split())
    subject = None if acts else clause.subject_before(opens)
    if not acts and subject is None:
        return None
    joined = bool(acts) and tokens.at(opens - 1) == "et"
    return _stated_after(clause, found[0], (index, found[1]), content, subject, opens - joined)


def by_according_to(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``Selon Untel, …`` and ``…, selon elle``."""
    tokens, word = clause.tokens, clause.tokens.words[index]
    if word not in ("selon", "d'après") and not (word == "pour" and index == clause.first):
        return None
    source = _source(clause, index + 1)
    if source is None:
        return None
    subject, gender, after = source
    if word == "pour" and subject is not None and subject.role == "institution":
        return None
    leads = tokens.at(after) == ","
    content = (after + 1, clause.after) if leads else _before(clause, index)
    if content is None:
        return None
    opens = index if leads else content[0]
    cue = (index, index + 1)
    return Act(*cue, None, "according", subject, gender, content, "according-to", opens, not leads)


def _source(clause: Clause, index: int) -> tuple[Mention | None, str | None, int] | None:
    """Whom selon names, the gender of a pronoun, and the word behind (``: selon lui, …``)."""
    word = clause.tokens.at(index)
    if word in ("lui", "elle"):
        return clause.subject_before(index - 1), "f" if word == "elle" else "m", index + 1
    mention = clause.mention_at(index)
    return (mention, None, mention.after) if mention else None


_RULES = (
    by_inversion,
    by_compound,
    by_gerund,
    by_infinitive,
    by_joined_participle,
    by_according_to,
    by_finite,
)


def _closed(clause: Clause, acts: list[Act]) -> list[Act]:
    """Each content ends where the clause of the next act opens; quotations keep to themselves."""
    closed: list[Act] = []
    for place, act in enumerate(acts):
        first, after = act.content
        if not act.fixed:
            later = [a.opens for a in acts[place + 1 :] if a.opens > first]
            after = min([after, *later])
        content = trimmed(clause.tokens, first, after)
        if content is not None:
            closed.append(replace(act, content=content))
    return closed
