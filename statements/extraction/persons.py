"""The people of an article: one pass reads full introductions, a second finds last names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from statements.extraction.lexicon import words as word_list
from statements.extraction.lexicon.people import person_words
from statements.extraction.mention import Mention, MentionKind
from statements.extraction.mentions import mention_openers, read_mention
from statements.extraction.names import COMPOUND, Range, name_gender
from statements.extraction.segment import MARKS, WORD_CLASSES, Page
from statements.extraction.strangers import find_strangers
from statements.extraction.surnames import find_surnames
from statements.extraction.titled import read_bound_name, read_bound_title
from statements.extraction.titles import run_end
from statements.extraction.tokens import between


@dataclass(slots=True)
class Person:
    """One person of the article: the longest name as printed, and all that titles say."""

    name: str
    words: tuple[str, ...]
    gender: str | None
    where: Range
    first: int
    roles: dict[Range, None] = field(default_factory=dict)  # in the order of the text
    classes: set[str] = field(default_factory=set)
    leads_cabinet: bool = False


@dataclass(slots=True)
class Register:
    """Mentions by their first word, and the person behind each personal name."""

    page: Page
    people: list[Person]
    mentions: dict[int, Mention]
    ending: dict[int, Mention]
    by_name: dict[str, list[Person]]

    def person_of(self, mention: Mention, gender: str | None = None) -> Person | None:
        """The person that a mention names, the one of the verb's gender where two share a name."""
        if mention.name is None:
            return None
        words = _name_words(self.page, mention)
        named = self.by_name.get(_key(words)) or self.by_name.get(_bare(words[-1])) or []
        fitting = [person for person in named if _same(person.words, words)]
        for person in fitting:
            if gender is None or person.gender in (None, gender):
                return person
        return None


def read_register(page: Page) -> Register:
    """Everyone the article names, with every mention that may speak."""
    register = Register(page, [], {}, {}, {})
    for mention in _introductions(page):
        register.mentions[mention.first] = mention
        if mention.name is not None:
            _enter(register, mention)
    for mention in tuple(find_strangers(page, register.mentions)):
        del register.mentions[mention.roles[0][0]]
        register.mentions[mention.first] = mention
        _enter(register, mention)
    for mention in tuple(_introduced_behind(register)):
        _enter(register, mention)
        if page.words[mention.first - 1] in _BEFORE:
            register.mentions[mention.first] = mention
    for mention, heads in _behind_prepositions(register):
        _enter(register, mention)
        if heads:
            register.mentions[mention.first] = mention
    _read_surnames(register)
    _read_last_names(register)
    _read_last_names_told_before(register)
    for mention in register.mentions.values():
        register.ending[mention.after] = mention
        if mention.core != mention.after:
            register.ending.setdefault(mention.core, mention)
    return register


def _introductions(page: Page) -> Iterable[Mention]:
    words, quote = page.words, page.quote
    openers = page.classes[_OPENERS]
    compound = page.words_from(COMPOUND)
    if compound:
        openers = sorted({*openers, *compound})
    for first, after in page.sentences:
        upto = first
        for index in between(openers, first, after):
            if index < upto or (quote[index] >= 0 and words[index] not in MARKS):
                continue
            found = read_mention(page, index, after)
            if found is not None:
                yield found
                upto = found.after


def _bound_names() -> Iterable[str]:
    """Given names behind a preposition of one letter, where the whole is no other word."""
    known = person_words()
    names = known.men | known.women | {"عبد"}
    bound = (lead + name for lead in "لب" for name in names)
    others = known.never | mention_openers().keys()
    return (word for word in bound if word not in others)


def _bound_titles() -> Iterable[str]:
    """Titles behind a preposition or conjunction of one letter."""
    heads = [head for head in person_words().roles if len(head) > 3]
    bound = [lead + head for head in heads for lead in "ولب" if not head.startswith("ال")]
    bound += ["لل" + head[2:] for head in heads if head.startswith("ال")]
    bound += [lead + head for head in heads for lead in "وب" if head.startswith("ال")]
    others = mention_openers().keys()
    return (word for word in bound if word not in others)


_OPENERS = WORD_CLASSES.add(mention_openers)
_BOUND_NAMES = WORD_CLASSES.add(_bound_names)
_BOUND_TITLES = WORD_CLASSES.add(_bound_titles)


_BEFORE = ("سبق", "وسبق")  # سبق لفلان أن قال: the name is the subject
_BEFORE_NAMES = WORD_CLASSES.add(lambda: _BEFORE)


def _introduced_behind(register: Register) -> Iterable[Mention]:
    """سؤال للنائبة فلانة، والوزير فلان: people whom only a glued title introduces."""
    page, covered = register.page, _covered(register, _SOMEONE)
    for index in page.classes[_BOUND_TITLES]:
        if index in covered or page.quote[index] >= 0:
            continue
        found = read_bound_title(page, index, page.sentence_end(index))
        if found is not None:
            yield found


def _behind_prepositions(register: Register) -> Iterable[tuple[Mention, bool]]:
    """بالنسبة لمحمد …، سبق لمحمد … أن: a full name, and whether it may be a subject there."""
    page = register.page
    for index in page.classes[_BOUND_NAMES]:
        if page.quote[index] >= 0:
            continue
        found = read_bound_name(page, index, page.sentence_end(index))
        if found is not None:
            yield found, page.words[index - 1] in _BEFORE


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _key(words: tuple[str, ...]) -> str:
    """The last name with what belongs to it: النباوي stays with عبد."""
    links = person_words().links
    if len(words) > 1 and words[-2] in links:
        return words[-2] + " " + words[-1]
    return _bare(words[-1])


def _enter(register: Register, mention: Mention) -> None:
    assert mention.name is not None
    words = _name_words(register.page, mention)
    known = [
        person for person in register.by_name.get(_key(words), []) if _same(person.words, words)
    ]
    if known and (known[0].gender or mention.gender) == (mention.gender or known[0].gender):
        person = known[0]
        if len(words) > len(person.words):
            person.name = _printed_name(register.page, mention)
            person.words, person.where = words, mention.name
    else:
        gender = mention.gender or name_gender(register.page, mention.name)
        name = _printed_name(register.page, mention)
        person = Person(name, words, gender, mention.name, mention.first)
        register.people.append(person)
    person.gender = person.gender or mention.gender
    person.roles |= dict.fromkeys(mention.roles)
    person.classes |= mention.classes
    if mention.first and register.page.words[mention.first - 1] in _CABINETS:
        person.leads_cabinet = True
        person.classes.add("minister")
    spoken_for = _spoken_for(register.page, mention)
    if spoken_for is not None:
        person.roles[spoken_for] = None
        person.classes.add("member")
    for key in _keys(person.words):
        named = register.by_name.setdefault(key, [])
        if person not in named:
            named.append(person)


def _name_words(page: Page, mention: Mention) -> tuple[str, ...]:
    assert mention.name is not None
    words = page.words[mention.name[0] : mention.name[1]]
    if not _name_is_bound(mention):
        return tuple(words)
    given = "ال" + words[0][2:] if words[0].startswith("لل") else words[0][1:]  # للراوي، لمحمد
    return (given, *words[1:])


def _printed_name(page: Page, mention: Mention) -> str:
    assert mention.name is not None
    printed = page.printed(*mention.name)
    return printed[1:] if _name_is_bound(mention) else printed


def _name_is_bound(mention: Mention) -> bool:
    """لمحمد فلان, not للنائب محمد فلان."""
    return mention.bound and mention.name is not None and mention.name[0] == mention.first


_CABINETS = word_list("حكومة وحكومة لحكومة بحكومة")  # حكومة فلان: he heads it


def _spoken_for(page: Page, mention: Mention) -> Range | None:
    """فلان، في كلمة باسم فريق …: the group in whose name a person without a title speaks."""
    for index in range(mention.after, min(mention.after + 6, len(page.words) - 1)):
        if page.words[index] == "باسم" and page.words[index + 1] in ("فريق", "الفريق", "المجموعه"):
            return index, run_end(page, index + 2, len(page.words))
    return None


def _keys(words: tuple[str, ...]) -> Iterable[str]:
    known = person_words()
    yield _key(words)
    if len(words) > 2 and words[-2] not in known.tails:
        yield words[-2] + " " + words[-1]
        previous = words[-2]
        if _bare(previous) not in known.never and not any(
            previous in held for held in (known.men, known.women, known.links, known.tails)
        ):
            yield _bare(previous)
    if _key(words) != _bare(words[-1]) and words[-2] != "عبد":
        yield _bare(words[-1])


def _same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one is the other shortened, or the ends agree."""
    if len(words) == 1 or len(known) == 1 or (len(words) == 2 and words[0] in person_words().links):
        return True
    return (_bare(known[-1]) == _bare(words[-1]) and known[0] == words[0]) or known[:2] == words[
        :2
    ] != ("عبد",)


def _read_surnames(register: Register) -> None:
    """Enter those whom a title and a surname introduce, and know again those entered before."""
    mentions = register.mentions
    for mention in tuple(find_surnames(register.page, mentions.values(), register.by_name)):
        mentions[mention.first] = mention
        known = register.person_of(mention, mention.gender)
        if known is None or not known.roles:  # الوزير tells nothing more of وزير الصحة
            _enter(register, mention)


def _read_last_names(register: Register) -> None:
    if not register.by_name:
        return
    page, covered = register.page, _covered(register)
    begin = {word for key in register.by_name for word in (key.split()[0], "ال" + key)}
    upto = 0
    for index in page.places_of(begin):
        if index < upto or index in covered or page.quote[index] >= 0:
            continue
        name = _last_name(register, index, page.sentence_end(index))
        if name is None:
            continue
        upto = name
        if index in register.mentions:
            continue
        before = _title_before(register, index)
        if before is None:
            register.mentions[index] = Mention(
                index, name, name, MentionKind.PERSON, name=(index, name)
            )
        else:
            register.mentions[before.first] = replace(
                before, after=name, core=name, kind=MentionKind.PERSON, name=(index, name)
            )


def _read_last_names_told_before(register: Register) -> None:
    """وسبق للراوي أن نبه: the last name carries its preposition."""
    words, mentions = register.page.words, register.mentions
    for place in register.page.classes[_BEFORE_NAMES]:
        first, after = place + 1, place + 2
        if first == len(words) or not words[first].startswith("لل") or first in mentions:
            continue
        if words[first][2:] in register.by_name:
            kind, name = MentionKind.PERSON, (first, after)
            mentions[first] = Mention(first, after, after, kind, name=name, bound=True)


def _last_name(register: Register, index: int, stop: int) -> int | None:
    words = register.page.words
    two = words[index] + " " + words[index + 1] if index + 1 < stop else ""
    if two in register.by_name:
        return index + 2
    if _bare(words[index]) in register.by_name and len(words[index]) > 2:
        return index + 1
    return None


def _title_before(register: Register, index: int) -> Mention | None:
    """The title that ends where the last name begins: الوزير رباح."""
    for back in range(1, 16):
        found = register.mentions.get(index - back)
        if found is not None:
            ends = found.after == index and found.kind is MentionKind.ROLE
            return found if ends else None
    return None


_SOMEONE = (MentionKind.PERSON, MentionKind.ROLE)


def _covered(register: Register, kinds: Iterable[MentionKind] = tuple(MentionKind)) -> set[int]:
    return {
        index
        for mention in register.mentions.values()
        if mention.kind in kinds
        for index in range(mention.first, mention.after)
    }
