"""Addressees that the words of a statement or of its sentence name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from statements.extraction.addressees.turns import Address, Turns, between
from statements.extraction.addressees.wording import folded, has
from statements.extraction.institutions import InstitutionKind
from statements.extraction.model import Stance

_ATTACK_REACH = 60  # words between هاجم and the participle that carries the content
_TARGET_AT_HEAD = 5  # انتقد [سياسة وزارة الطاقة]: words of the content in which its target stands
_ATTACKS = frozenset({Stance.CRITICISE, Stance.ASK, Stance.CALL_FOR})
Rule = Callable[[Turns, int], Address | None]


def named(turns: Turns, index: int) -> Address | None:
    """The addressee by the first rule that finds one; none for a minister who answers."""
    if turns.answers(index):
        return None
    for rule in _RULES:
        found = rule(turns, index)
        if found and found.mention.id != turns.own[index]:
            return found
    return None


def by_question_to(turns: Turns, index: int) -> Address | None:
    """``وجه سؤالا كتابيا إلى وزير الصحة``, ``مداخلة وجهها لكتابة الدولة``: said in the sentence."""
    mention = turns.put_in_sentence(index)
    return Address(mention, "act-put-to", 0.95, lasting=True) if mention else None


def by_object_of_cue(turns: Turns, index: int) -> Address | None:
    """``طالب الحكومة ب…``, ``ساءل وزير الصحة عن …``: between the cue and its content."""
    statement, place = turns.statements[index], turns.layout.places[index]
    lemma = folded(statement.cue_lemma)
    if not {lemma, lemma.partition(" ")[0]} & turns.wording.object_lemmas:
        return None
    lasting = lemma in turns.wording.lasting_lemmas
    mention = turns.object_of(place, statement.speaker)
    if mention is not None:
        return Address(mention, "object-of-cue", 0.97, lasting)
    named = turns.name_in(*between(place))
    return Address(named, "object-of-cue-by-name", 0.85, lasting=True) if named else None


def by_object_pronoun(turns: Turns, index: int) -> Address | None:
    """``هوامش الحكومة ضيقة، لكنه حثها على …``: the nearest one told of in the sentence."""
    place, lemma = turns.layout.places[index], folded(turns.statements[index].cue_lemma)
    held = turns.words[place.cue].endswith("ها") and lemma in turns.wording.object_lemmas
    if not held:
        return None
    start = bisect_left(turns.named_firsts, turns.layout.sentence_start(place.cue))
    before = turns.named[start : bisect_left(turns.named_firsts, place.cue)]
    whole = [m for m in before if m.kind is not InstitutionKind.MINISTER]
    return Address(whole[-1], "object-pronoun", 0.85) if whole else None


def by_attack_by_name(turns: Turns, index: int) -> Address | None:
    """``هاجم فلان العثماني متهما إياه``: the minister is named by family name before the cue."""
    statement, place = turns.statements[index], turns.layout.places[index]
    if statement.stance not in _ATTACKS or not turns.knows_ministers:
        return None
    start = max(turns.layout.sentence_start(place.cue), place.cue - _ATTACK_REACH)
    attack = [
        at
        for at in range(start, place.cue)
        if has(turns.words[at : at + 1], turns.wording.attack) and not turns.layout.in_content(at)
    ]
    if not attack:
        return None
    named = turns.name_in(attack[0] + 1, place.cue)
    return Address(named, "attacked-by-name", 0.85, lasting=True) if named else None


def by_target_of_criticism(turns: Turns, index: int) -> Address | None:
    """``انتقد سياسة وزارة الطاقة``: the target stands at the head of the content."""
    statement = turns.statements[index]
    if statement.stance is not Stance.CRITICISE or turns.is_media(index):
        return None
    for first, _ in turns.layout.places[index].contents[:1]:
        for mention in turns.in_content(index):
            if mention.first - first < _TARGET_AT_HEAD:
                return Address(mention, "target-of-criticism", 0.85)
    return None


def by_head_of_request(turns: Turns, index: int) -> Address | None:
    """``التمس [من الوزارة تعميم التجربة]``: the one asked opens the content."""
    if turns.statements[index].stance is not Stance.CALL_FOR:
        return None
    for first, _ in turns.layout.places[index].contents[:1]:
        at = first + (turns.words[first : first + 1] == ["من"])
        asked = [m for m in turns.in_content(index) if m.first == at]
        if asked and turns.words[at - 1 : at] == ["من"]:
            return Address(asked[0], "head-of-request", 0.85)
    return None


def by_vocative(turns: Turns, index: int) -> Address | None:
    """``السيد وزير الصحة`` inside the speaker's own words."""
    honorifics = turns.wording.honorifics
    for mention in turns.in_content(index):
        before = turns.words[max(mention.first - 2, 0) : mention.first]
        if any(word in honorifics for word in before) and not turns.is_media(index):
            return Address(mention, "vocative", 0.9)
    return None


_RULES: tuple[Rule, ...] = (
    by_question_to,
    by_object_of_cue,
    by_object_pronoun,
    by_attack_by_name,
    by_head_of_request,
    by_vocative,
    by_target_of_criticism,
)
