"""Acts of reporting in one French sentence: the cue, its subject, and its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from statements.extraction.french.lexicon import Form, Verb, adverb_phrases, verb_forms, words
from statements.extraction.french.mentions import Mention
from statements.extraction.french.tokens import Tokens
from statements.extraction.model import Stance

_INVERTED = re.compile(r"(.+?)-(?:t-)?(ils?|elles?|on)")
_QUE = ("que", "qu'")
_FALSE_QUE = frozenset({"plus", "moins", "ainsi", "alors", "bien", "tandis", "dès", "afin", "avant", "après", "lors", "parce", "tant", "aussi", "tel", "telle", "même", "sans", "autant"})  # fmt: skip
_REACH = 20  # words between a verb and its que
_INSERTED = 14  # words of an aside between commas
_BOUND = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "ce"})  # fmt: skip
_STOPS = frozenset(".;:!?\n")


@dataclass(frozen=True, slots=True)
class Act:
    """A cue at words ``first`` to ``after`` with its content; ``opens`` is where its clause begins."""

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


class Clause:
    """One sentence with the people named in it."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], first: int, after: int) -> None:
        self.tokens, self.first, self.after = tokens, first, after
        self.mentions = [m for m in mentions if first <= m.first < after]

    def subject_before(self, index: int, *, plural: bool | None = None) -> Mention | None:
        """The last one named before a word who is no complement of something else."""
        for mention in reversed(self.mentions):
            if mention.after <= index and self.may_speak(mention):
                if plural is None or mention.plural == plural or mention.role in ("group", "party"):
                    return mention
        return None

    def may_speak(self, mention: Mention) -> bool:
        if mention.role == "pronoun":
            return True
        before = self.tokens.at(mention.first - 1) if mention.first > self.first else ""
        return before not in words()["prepositions"]

    def subject_touching(self, index: int) -> Mention | None:
        """The one named straight before a word, or before an aside or adverb in front of it."""
        at = _before_adverbs(self.tokens, index, self.first)
        for mention in self.mentions:
            if mention.after in (at, index) and self.may_speak(mention):
                return mention
        return None

    def mention_at(self, index: int) -> Mention | None:
        return next((m for m in self.mentions if m.first == index), None)

    def mention_after(self, index: int, reach: int = 4) -> Mention | None:
        for mention in self.mentions:
            if index <= mention.first <= index + reach and self.may_speak(mention):
                return mention
        return None


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
    return Act(first, after, form.verb, "inversion", None, gender, content, "postposed", content[0], fixed=True)  # fmt: skip


def _inverted_form(tokens: Tokens, index: int, base: str) -> tuple[Form, int, int] | None:
    if base in words()["auxiliaries"]:
        at = _past_adverbs(tokens, index + 1)
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
    at = _past_aside(tokens, index + 1, clause.after)
    found = _form(tokens, at, "participle")
    reflexive = tokens.at(index - 1) in ("s'", "se")
    if found is None or _reading(found[0], tokens, at, reflexive) is None:
        return None
    form = _reading(found[0], tokens, at, reflexive)
    assert form is not None
    if auxiliary in ("est", "sont", "était", "étaient") and not form.verb.reflexive:
        return None  # la mesure est saluée
    if _is_negated(tokens, index - reflexive, at):
        return None
    plural = auxiliary in words()["plural_auxiliaries"]
    return _finite_act(clause, index - reflexive, at, found[1], form, acts, plural=plural)


def _reading(form: Form, tokens: Tokens, index: int, reflexive: bool) -> Form | None:
    """The form with or without its pronoun: félicité is praise of others or of one's own."""
    for _, other in verb_forms().get(tokens.at(index), ()):
        if other.kind == form.kind and other.verb.reflexive == reflexive:
            return other
    return None


def _past_aside(tokens: Tokens, index: int, stop: int) -> int:
    """Past adverbs and asides between commas: ``a, de son côté, qualifié``."""
    at = index
    while True:
        past = _past_adverbs(tokens, at)
        if tokens.at(past) == ",":
            past = _past_comma_aside(tokens, past, stop)
        if past == at:
            return at
        at = past


def _past_comma_aside(tokens: Tokens, at: int, stop: int) -> int:
    for end in range(at + 1, min(at + _INSERTED, stop)):
        if tokens.words[end] == "," and tokens.quote[end] < 0:
            return end + 1
        if tokens.words[end] in _STOPS or tokens.quote[end] >= 0:
            break
    return at


def _past_adverbs(tokens: Tokens, index: int) -> int:
    at = index
    while True:
        found = next((p for p in adverb_phrases() if _stands(tokens, at, p)), None)
        if found is None:
            return at
        at += len(found)


def _before_adverbs(tokens: Tokens, index: int, first: int) -> int:
    at = index
    while at > first:
        size = next((len(p) for p in adverb_phrases() if _stands(tokens, at - len(p), p)), 0)
        if not size and tokens.at(at - 1) == ",":
            size = 1
        if not size:
            break
        at -= size
    return at


def _stands(tokens: Tokens, at: int, phrase: tuple[str, ...]) -> bool:
    return at >= 0 and tuple(tokens.words[at : at + len(phrase)]) == phrase


def _is_negated(tokens: Tokens, index: int, participle: int) -> bool:
    denied = tokens.at(index - 1) in words()["negations"]
    return denied and tokens.at(participle) not in words()["assertive_negations"]


def _finite_act(
    clause: Clause, opens: int, first: int, after: int, form: Form, acts: list[Act], *, plural: bool
) -> Act | None:
    """An act with a subject before it, or behind it when its content came first."""
    subject, joined = _subject(clause, opens, acts, plural)
    content = _content(clause, after, form.verb)
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
    return Act(first, after, form.verb, "postposed", follows, None, before, "postposed", before[0], fixed=True)  # fmt: skip


def _opening(clause: Clause, opens: int, subject: Mention | None) -> int:
    """Where the clause of an act begins, its subject and the word that joins it included."""
    at = min(opens, subject.first) if subject and _touches(clause, subject, opens) else opens
    if clause.tokens.at(at - 1) in ("et", "puis", "mais", "tandis", "alors", *_QUE):
        at -= 1
    return at


def _touches(clause: Clause, subject: Mention, opens: int) -> bool:
    return subject.after >= _before_adverbs(clause.tokens, opens, clause.first)


def _subject(
    clause: Clause, opens: int, acts: list[Act], plural: bool
) -> tuple[Mention | None, bool]:
    """The subject before the cue; or whether it shares the subject of the act before (``et a …``)."""
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
    found = _form(tokens, index, "finite")
    reflexive = tokens.at(index - 1) in ("s'", "se")
    form = _reading(found[0], tokens, index, reflexive) if found else None
    if found is None or form is None:
        return None
    opens = index - reflexive
    if _is_negated(tokens, opens, index):
        return None
    touching = clause.subject_touching(opens)
    joined = bool(acts) and tokens.at(opens - 1) in ("et", "puis")
    if touching is None and not joined:
        return _presented_after(clause, opens, index, found[1], form)
    content = _content(clause, found[1], form.verb)
    if content is None:
        return None
    start, rule = content
    begins = _opening(clause, opens, touching)
    return Act(index, found[1], form.verb, "finite", touching, None, (start, clause.after), rule, begins)  # fmt: skip


def _presented_after(clause: Clause, opens: int, first: int, after: int, form: Form) -> Act | None:
    """``« … », explique Untel.``"""
    follows = clause.mention_after(after, reach=1)
    if follows is None or clause.tokens.at(opens - 1) not in (",", "»", '"', "”"):
        return None
    before = _before(clause, opens)
    if before is None:
        return None
    return Act(first, after, form.verb, "postposed", follows, None, before, "postposed", before[0], fixed=True)  # fmt: skip


def by_joined_participle(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``a mis en garde contre … et exhorté …``: the auxiliary is not repeated."""
    tokens = clause.tokens
    if not acts or acts[-1].kind != "finite" or tokens.at(index - 1) not in ("et", "puis"):
        return None
    found = _form(tokens, index, "participle")
    if found is None or found[0].verb.reflexive:
        return None
    content = _content(clause, found[1], found[0].verb)
    if content is None:
        return None
    start, rule = content
    return Act(index, found[1], found[0].verb, "joined", None, None, (start, clause.after), rule, index - 1)  # fmt: skip


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
    content = _content(clause, found[1], found[0].verb)
    subject = acts[-1].subject if acts else clause.subject_before(index)
    if content is None or not acts and subject is None:
        return None
    start, rule = content
    return Act(index, found[1], found[0].verb, "gerund", None if acts else subject, None, (start, clause.after), rule, opens)  # fmt: skip


def by_infinitive(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``avant de rappeler que``, ``a tenu à remercier``."""
    tokens = clause.tokens
    found = _form(tokens, index, "infinitive")
    if found is None:
        return None
    before = " ".join(tokens.words[max(index - 4, 0) : index]).replace("' ", "'")
    lead = next((p for p in words()["before_infinitive"] if f" {before}".endswith(f" {p}")), None)
    if lead is None or lead == "pour" and not acts:
        return None
    content = _content(clause, found[1], found[0].verb)
    if content is None:
        return None
    opens = index - len(lead.replace("'", "' ").split())
    subject = None if acts else clause.subject_before(opens)
    if not acts and subject is None:
        return None
    start, rule = content
    joined = bool(acts) and tokens.at(opens - 1) == "et"
    return Act(index, found[1], found[0].verb, "infinitive", subject, None, (start, clause.after), rule, opens - joined)  # fmt: skip


def by_according_to(clause: Clause, index: int, acts: list[Act]) -> Act | None:
    """``Selon Untel, …`` and ``…, selon elle``."""
    tokens = clause.tokens
    if tokens.words[index] not in ("selon", "d'après") and not (
        tokens.words[index] == "pour" and index == clause.first
    ):
        return None
    mention = clause.mention_at(index + 1)
    if mention is None or mention.role == "institution" and tokens.words[index] == "pour":
        return None
    subject = mention
    gender = mention.gender if mention.role == "pronoun" else None
    if gender:  # Untel conteste : selon lui, …
        subject = clause.subject_before(index) or mention
    if tokens.at(mention.after) == ",":
        content = (mention.after + 1, clause.after)
        return Act(index, index + 1, None, "according", subject, gender, content, "according-to", index)  # fmt: skip
    before = _before(clause, index)
    if before is None:
        return None
    return Act(index, index + 1, None, "according", subject, gender, before, "according-to", before[0], fixed=True)  # fmt: skip


_RULES = (
    by_inversion,
    by_compound,
    by_gerund,
    by_infinitive,
    by_joined_participle,
    by_according_to,
    by_finite,
)


def _content(clause: Clause, after: int, verb: Verb) -> tuple[int, str] | None:
    """Where the content of a verb begins, and the frame that opens it."""
    tokens, frames = clause.tokens, verb.frames
    start = _past_aside(tokens, after, clause.after)
    if start >= clause.after:
        return None
    word = tokens.words[start]
    if word in _QUE and "que" in frames:
        return start + 1, "que"
    if word == ":" and start + 1 < clause.after:
        return start + 1, "colon"
    if tokens.quote[start] >= 0 and frames & {"quote", "obj", "que"}:
        return start, "quotation"
    plain = _BOUND.get(word, word)
    if verb.behind_addressee:
        found = _behind_addressee(clause, start, verb)
        if found is not None:
            return found
    if plain in verb.prepositions:
        return (start if word in _BOUND else start + 1), "preposition"
    if "que" in frames:
        found_que = _later_que(clause, start)
        if found_que is not None:
            return found_que
    if "obj" in frames and _opens_noun(tokens, start) and not _is_anaphor(clause, start):
        return start, "object"
    return None


def _is_anaphor(clause: Clause, start: int) -> bool:
    """``conteste cette lecture``: it points back and has no content of its own."""
    tokens = clause.tokens
    short = start + 2 >= clause.after or tokens.words[start + 2] in ",.;:"
    return tokens.words[start] in ("ce", "cet", "cette", "ces") and short


def _behind_addressee(clause: Clause, start: int, verb: Verb) -> tuple[int, str] | None:
    """``demandé [à la ministre] de publier``, ``reproché [au gouvernement] de « … »``."""
    tokens = clause.tokens
    for index in range(start + 1, min(start + _INSERTED, clause.after - 1)):
        word = tokens.words[index]
        if word in _STOPS or tokens.quote[index] >= 0:
            return None
        plain = _BOUND.get(word, word)
        if plain not in verb.behind_addressee or _inside_title(clause, index):
            continue
        infinitive = tokens.at(index + 1).endswith(("er", "ir", "re", "'")) or word in ("s'",)
        if plain in ("de", "à") and not infinitive and tokens.quote[index + 1] < 0:
            if plain == "de" and "obj" not in verb.frames or plain == "à":
                continue
            continue
        return index + 1, "behind-addressee"
    return None


def _inside_title(clause: Clause, index: int) -> bool:
    return any(m.first <= index < m.after for m in clause.mentions)


def _later_que(clause: Clause, start: int) -> tuple[int, str] | None:
    """``a indiqué mardi à la Chambre des conseillers que``: past words of time and place."""
    tokens = clause.tokens
    leads = words()["prepositions"] | _DAYS | {",", "("}
    if tokens.words[start] not in leads:
        return None
    for index in range(start, min(start + _REACH, clause.after - 1)):
        if tokens.words[index] in _STOPS or tokens.quote[index] >= 0:
            return None
        if tokens.words[index] in _QUE and tokens.at(index - 1) not in _FALSE_QUE:
            return index + 1, "que-after-aside"
    return None


def _opens_noun(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if word in words()["determiners"] or word[:1].isdigit() or word in ("tout", "toute", "toutes", "tous", "leurs", "ses", "nos", "notre", "aucun", "aucune"):  # fmt: skip
        return True
    return tokens.quote[index] >= 0


def _closed(clause: Clause, acts: list[Act]) -> list[Act]:
    """Each content ends where the clause of the next act opens; quotations keep to themselves."""
    closed: list[Act] = []
    for place, act in enumerate(acts):
        first, after = act.content
        if not act.fixed:
            later = [a.opens for a in acts[place + 1 :] if a.opens > first]
            after = min([after, *later])
        trimmed = _trimmed(clause.tokens, first, after)
        if trimmed is not None:
            closed.append(replace(act, content=trimmed))
    return closed


def _trimmed(tokens: Tokens, first: int, after: int) -> tuple[int, int] | None:
    """Without closing marks and linking words at its end, and without quotation marks around it."""
    while after > first and (tokens.words[after - 1] in ".,;:–—\n" or tokens.words[after - 1] in ("et", "mais")):  # fmt: skip
        after -= 1
    while after > first and tokens.words[first] in (":", ",", "\n"):
        first += 1
    if after - first >= 3 and tokens.quote[first] >= 0:
        opened, last = tokens.quotations[tokens.quote[first]]
        if opened == first and last == after - 1:
            first, after = first + 1, after - 1
            while after > first and tokens.words[after - 1] in ".,":
                after -= 1
    return (first, after) if after > first else None
