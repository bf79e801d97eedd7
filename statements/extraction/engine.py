"""Text in, statements out: fold and segment, register people, read acts, attribute, assemble."""

from __future__ import annotations

from dataclasses import dataclass, field

from people.folding import fold_with_offsets
from statements.extraction.act import Act, Sentence
from statements.extraction.acts import read_acts
from statements.extraction.attribution import Attributed, Attributor
from statements.extraction.chronology import local_day
from statements.extraction.confidence import confidences
from statements.extraction.content import content_end, kind_of, without_marks
from statements.extraction.french import FrenchReading, follow_french
from statements.extraction.gate import GateDecision, is_about_parliament
from statements.extraction.grammar import grammar
from statements.extraction.institutions import read_institutions
from statements.extraction.lexicon import FormKind, verb_forms
from statements.extraction.model import ArticleText, SpeakerReading, StatementReading
from statements.extraction.persons import Register, read_register
from statements.extraction.phrases import Words
from statements.extraction.segment import MARKS, Page, read_page
from statements.extraction.speakers import Entity, Speakers
from statements.extraction.ties import tie
from statements.extraction.tokens import cut

ENGINE_VERSION = "4"  # raised when the output changes: articles read by an older one are reread


@dataclass(slots=True)
class Draft:
    """An accepted act with its speaker; ``after`` is where its content ends."""

    act: Act
    speaker: Attributed
    after: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What each stage found, for a reader who follows one sentence through them.

    ``refused`` says of an act, by its first word, why it is none of its own; ``framed`` are the
    first words of sentences in which only the reporter speaks. A French article has its own stages.
    """

    gate: GateDecision
    page: Page
    register: Register
    acts: tuple[tuple[Sentence, tuple[Act, ...]], ...]
    drafts: tuple[Draft, ...]
    statements: tuple[StatementReading, ...] = field(default_factory=tuple)
    refused: dict[int, str] = field(default_factory=dict)
    framed: tuple[int, ...] = ()
    french: FrenchReading | None = None


def extract_statements(article: ArticleText) -> tuple[StatementReading, ...]:
    """The statements of an article in text order; none when it is not about parliament."""
    return explain(article).statements


def explain(article: ArticleText) -> Explanation:
    """The same statements with everything the stages found on the way."""
    folded = fold_with_offsets(article.text)
    gate = is_about_parliament(article, folded)
    french = article.lang == "fr"
    if not gate.passed or french:
        folded = fold_with_offsets("")
    cuts = cut(folded.text)
    page = read_page(folded.original, folded, cuts)
    day = local_day(article.published_at)
    words = Words(folded, cuts)
    institutions = read_institutions(words, day)
    for institution in institutions:
        page.note_title(institution.span)
    register = read_register(page)
    attributor = Attributor(Speakers(register, day))
    trace: list[tuple[Sentence, tuple[Act, ...]]] = []
    drafts: list[Draft] = []
    refused: dict[int, str] = {}
    framed: list[int] = []
    for first, after in page.sentences:
        previous = attributor.discourse.last
        sentence = Sentence(first, after, previous.gender if previous else None)
        acts: list[Act] = []
        if _framed(page, sentence):
            framed.append(first)
        else:
            acts = read_acts(page, register, sentence)
        trace.append((sentence, tuple(acts)))
        found = _accept(page, attributor, sentence, acts, refused)
        if not found and drafts:
            _continue(page, drafts[-1], sentence)
        drafts += found
    statements: list[StatementReading] = []
    for draft in drafts:
        statements.append(_assemble(page, draft, statements[-1] if statements else None))
    followed = follow_french(article) if french and gate.passed else None
    if followed is not None:
        finished = tie(article, followed.statements)
    else:
        finished = tie(article, [s for s in statements if _belongs(s, gate)], words, institutions)
    return Explanation(
        gate,
        page,
        register,
        tuple(trace),
        tuple(drafts),
        finished,
        refused,
        tuple(framed),
        followed,
    )


def _belongs(statement: StatementReading, gate: GateDecision) -> bool:
    """Where no parliament is named, only the government's own statements are of interest."""
    return not gate.government_only or statement.speaker.chamber == "government"


_LONGEST_FRAMING = 3  # words


def _framed(page: Page, sentence: Sentence) -> bool:
    """يشار إلى أن …: the reporter speaks."""
    word, framing = page.words[sentence.first], grammar().framing
    phrases = (*framing.get(word, ()), *framing.get(word.removeprefix("و"), ()))
    if not phrases:
        return False
    rest = tuple(page.words[sentence.first + 1 : sentence.first + _LONGEST_FRAMING])
    return any(rest[: len(phrase) - 1] == phrase[1:] for phrase in phrases)


def _accept(
    page: Page,
    attributor: Attributor,
    sentence: Sentence,
    acts: list[Act],
    refused: dict[int, str],
) -> list[Draft]:
    """The acts of a sentence that are acts of their own, each content closed by the next."""
    drafts: list[Draft] = []
    for act, ahead in zip(acts, _named_ahead(acts), strict=True):
        open_draft = _open_at(drafts, act)
        if drafts and act.first < drafts[-1].act.content_first and act.content is None:
            refused[act.first] = "before-content"
            continue
        if open_draft is not None and not _stands_alone(page, act, open_draft):
            refused[act.first] = "inside-content"
            continue
        inside = drafts[-1].speaker if drafts else None
        speaker = attributor.attribute(act, sentence.first, inside, ahead)
        if speaker is None:
            refused[act.first] = "no-speaker"
            continue
        if open_draft is not None and not _same_turn(act, speaker, open_draft):
            refused[act.first] = "other-speaker"
            continue
        if open_draft is not None and _may_be_cut(open_draft):
            drafts[-1].after = min(drafts[-1].after, _boundary(page, act))
        attributor.discourse.said(speaker.entity)
        drafts.append(Draft(act, speaker, act.content[1] if act.content else sentence.after))
    for draft in drafts:
        draft.after = _closed(page, draft)
        said = range(draft.act.content_first, draft.after)
        if not any(page.words[place][0].isalnum() for place in said):
            refused[draft.act.first] = "nothing-said"
    return [draft for draft in drafts if draft.act.first not in refused]


def _named_ahead(acts: list[Act]) -> list[Act | None]:
    """For each act the next one whose subject is printed after its cue."""
    ahead: list[Act | None] = []
    nearest: Act | None = None
    for act in reversed(acts):
        ahead.append(nearest)
        if act.subject_rule == "after-cue" and act.subject is not None:
            nearest = act
    return ahead[::-1]


def _open_at(drafts: list[Draft], act: Act) -> Draft | None:
    """The draft whose content runs where ``act`` stands; a postposed cue leaves none open."""
    if not drafts or act.first < drafts[-1].act.content_first:
        return None
    fixed = drafts[-1].act.content
    return None if fixed is not None and act.first >= fixed[1] else drafts[-1]


def _may_be_cut(draft: Draft) -> bool:
    """A content before its cue is complete; any other ends where the next act begins."""
    return draft.act.content is None or draft.act.content_first > draft.act.first


def _closed(page: Page, draft: Draft) -> int:
    return content_end(page, draft.act.content_first, draft.after, draft.act.rule)


def _boundary(page: Page, act: Act) -> int:
    if act.subject is not None and act.subject_rule in ("fronted", "opening"):
        return act.subject.first
    if act.reading.form.clitic and act.kind is FormKind.PAST:  # …؛ وهو أمر وصفه فلان ب…
        for place in range(act.first - 1, max(act.first - 5, 0), -1):
            if page.words[place] in _OPENINGS:
                return place
    return act.first - (
        page.words[act.first - 1] in verb_forms() and act.kind is FormKind.PARTICIPLE
    )


def _stands_alone(page: Page, act: Act, open_draft: Draft) -> bool:
    """Whether an act that follows an open content is not part of that content."""
    if act.unread_subject is not None or act.subject_rule == "relative":
        return False
    form, previous = act.reading.form, page.words[act.first - 1]
    if act.kind is FormKind.PARTICIPLE:
        return True
    if act.kind is FormKind.MASDAR:
        return form.lead in ("ب", "وب")
    if act.kind is FormKind.PRESENT:
        return (
            form.lead.endswith("ل")
            or previous == "ان"
            or act.content is not None
            or _about_itself(page, act)
            or (previous in _MEANWHILE and page.words[act.first - 2] in "،؛")
            or (act.subject_rule == "after-cue" and previous in _TURNS)
        )
    if act.subject is not None:
        before = page.words[act.subject.first - 1]
        if act.subject_rule == "after-cue":
            return (
                bool(form.lead or form.clitic)
                or _is_told_after(page, act)
                or previous in _OPENINGS
                or previous.removeprefix("و") in grammar().joiners
            )
        return before in _TURNS or act.subject.name is not None
    if previous == "،" and _subordinate(page, open_draft.act):
        return True
    if page.words[act.first - 2] in ("غير", "الا", "بيد") and previous in ("انه", "انها"):
        return True
    if previous in _AND_THEN and not _speaks_of(page, act):
        return True
    return form.lead in ("و", "ف") or previous in ("كما", "ثم", "كذلك", "ايضا")


def _speaks_of(page: Page, act: Act) -> bool:
    """حيث سجل نموا: without a complementizer the one spoken of may be the subject."""
    return act.rule in ("object", "support-object") and page.words[act.first - 1] != "لكنه"


_MEANWHILE = frozenset({"وهو", "وهي", "وهم"})  # …، وهو يستغرب …
_AND_THEN = frozenset({"حيث", "اذ", "لكنه", "لكنها", "ولكنه", "ولكنها"})


def _subordinate(page: Page, act: Act) -> bool:
    """في الوقت الذي شدد فيه على …، جدد …: the main verb is still to come."""
    before = page.words[max(act.first - 2, 0) : act.first]
    return (
        bool(
            {"الذي", "وقت", "الوقت", "بعدما", "بينما", "فيما", "حين", "وبينما", "وبعدما"}
            & set(before)
        )
        or _is_told_after(page, act)
        or act.kind is FormKind.MASDAR
    )


def _is_told_after(page: Page, act: Act) -> bool:
    """وبعد أن أبرز …، جدد …; قال …، بعد أن أكد الوزير أن …"""
    return page.words[act.first - 1] == "ان" and page.words[act.first - 2] in ("بعد", "وبعد")


_OPENINGS = frozenset("،؛.)-–") | MARKS
_TURNS = frozenset({"ذلك", "لكن", "ولكن", "فيما", "بينما", "غير", "حين", "بيد", "الا"})


def _about_itself(page: Page, act: Act) -> bool:
    following = page.words[act.after] if act.after < len(page.words) else ""
    return following in ("فيه", "فيها", "خلاله", "خلالها")


def _same_turn(act: Act, speaker: Attributed, open_draft: Draft) -> bool:
    if act.subject is not None:
        return True
    return speaker.entity is open_draft.speaker.entity


def _continue(page: Page, draft: Draft, sentence: Sentence) -> None:
    """A sentence that opens with كما أن carries the content before it on."""
    words = page.words[sentence.first : sentence.first + 2]
    opens = len(words) == 2 and words[0] == "كما" and words[1] in grammar().complementizers
    adjacent = (
        sentence.first - draft.after <= 2 and "\n" not in page.words[draft.after : sentence.first]
    )
    if opens and adjacent and draft.act.content is None:
        draft.after = content_end(page, draft.act.content_first, sentence.after, draft.act.rule)


def _assemble(page: Page, draft: Draft, before: StatementReading | None) -> StatementReading:
    act = draft.act
    first, after = without_marks(page, act.content_first, draft.after)
    kind, kind_rule = kind_of(page, act.content_first, draft.after, act.rule)
    rules = {
        "detection": f"{act.kind.value}:{act.subject_rule}",
        "content": act.rule,
        "speaker": draft.speaker.rule,
        "stance": "noun" if act.reading.support else "lemma",
        "kind": kind_rule,
    }
    speaker_before = before.confidence["speaker"] if before else None
    return StatementReading(
        sid=before.sid + 1 if before else 1,
        speaker=_speaker(page, draft.speaker),
        cue=page.span(act.first, act.after),
        cue_lemma=act.lemma,
        stance=act.stance,
        kind=kind,
        content=(page.span(first, after),),
        parliamentary=_parliamentary(draft.speaker.entity),
        confidence=confidences(rules, act.unread_subject is not None, speaker_before),
        rules=rules,
    )


def _speaker(page: Page, found: Attributed) -> SpeakerReading:
    entity, mention = found.entity, found.mention
    first_named = mention is not None and mention.name == entity.where
    introduced = found.rule == "full-name" or (found.rule == "surname-only" and first_named)
    return SpeakerReading(
        surface=page.printed(mention.first, mention.core) if mention else "",
        resolved=entity.resolved,
        type=entity.type,
        attribution=found.attribution,
        alternatives=entity.alternatives,
        roles=entity.roles,
        group=entity.group,
        party=entity.party,
        chamber=entity.chamber,
        mention=page.span(mention.first, mention.core) if mention else None,
        antecedent=page.span(*entity.where) if entity.where and not introduced else None,
    )


def _parliamentary(entity: Entity) -> bool:
    return bool(entity.chamber or entity.group or entity.classes & {"member", "minister"})
