"""Who is named in a French text: persons, office holders, groups, pronouns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from statements.extraction.french.lexicon import genders, roles, words
from statements.extraction.french.tokens import Tokens
from statements.extraction.institutions import InstitutionKind, InstitutionMention

_LONGEST_COMPLEMENT = 12
_FORMER = frozenset({"ancien", "ancienne", "ex", "nouveau", "nouvelle", "jeune", "premier"})
_OF = frozenset({"de", "du", "d'", "des"})
_LINKS = _OF | {"à", "au", "la", "l'", "le", "les"}
_NO_NAMES = ("not_names", "determiners", "prepositions", "pronouns")
_PUNCTUATION = frozenset(',.;:!?()«»"“”—–\n')


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` up to ``after`` name someone; ``name`` is the part that is a proper name.

    ``role`` is the class of the role noun (minister, member_councillors, group, pronoun …) and
    ``title`` its words without the determiner.
    """

    first: int
    after: int
    role: str | None
    gender: str | None
    plural: bool
    definite: bool
    name: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    code: str | None = None
    affiliation: tuple[int, int] | None = None


class _Reader:
    def __init__(self, tokens: Tokens, institutions: Iterable[InstitutionMention]) -> None:
        self.tokens = tokens
        self.institutions = {}
        for mention in institutions:
            first = bisect_left(tokens.ends, mention.span.start + 1)
            last = bisect_left(tokens.ends, mention.span.end)
            self.institutions[first] = (last + 1, mention)

    def read(self) -> list[Mention]:
        found: list[Mention] = []
        index = 0
        while index < len(self.tokens):
            mention = self._at(index)
            if mention is None:
                index += 1
            else:
                found.append(mention)
                index = mention.after
        return found

    def _at(self, index: int) -> Mention | None:
        word = self.tokens.words[index]
        if word in words()["pronouns"]:
            plural = word.endswith("s")
            gender = "f" if word.startswith("elle") else "m"
            return Mention(index, index + 1, "pronoun", gender, plural, definite=True)
        return self._titled(index) or self._named(index)

    def _titled(self, index: int) -> Mention | None:
        """``la ministre de l'Habitat``, ``le député du PAM Untel``, ``plusieurs députés``."""
        at = index
        first_word = self.tokens.words[index]
        if self.tokens.at(index - 1) == "chambre":
            return None  # la Chambre des représentants
        if first_word in words()["determiners"] or first_word in words()["titles"]:
            at += 1
            at += self.tokens.at(at) == "."
        while self.tokens.at(at) in _FORMER:
            at += 1
        role, after, code = self._role(at)
        if role is None:
            return self._after_title(index, at) if first_word in words()["titles"] else None
        title_after = after if code else self._complement_end(after)
        name = self._name_from(title_after + (self.tokens.at(title_after) == ","))
        end = name[1] if name else title_after
        plural = first_word in words()["plural_determiners"] or self._is_plural(at)
        affiliation = (after, self._affiliation_end(end))
        whole = self._past_apposition(affiliation[1]) if name else affiliation[1]
        return Mention(
            index,
            whole,
            role,
            self._gender(index, at),
            plural,
            first_word not in words()["indefinite"],
            name,
            (at, title_after),
            code,
            affiliation,
        )

    def _past_apposition(self, end: int) -> int:
        """``le conseiller Untel[, président de la Chambre d'artisanat]``."""
        if self.tokens.at(end) == "," and self.tokens.at(end + 1) in ("du", "de", "au"):
            return self._until_comma(end + 1)  # Untel, du groupe …
        if self.tokens.at(end) != "," or self.tokens.at(end + 1) in words()["determiners"]:
            return end
        role, after, code = self._role(end + 1)
        if role is None:
            return end
        return after if code else self._complement_end(after)

    def _role(self, at: int) -> tuple[str | None, int, str | None]:
        """The class of the role at a word, the word after it, and the institution's code."""
        if at in self.institutions:
            after, mention = self.institutions[at]
            ministerial = mention.kind is InstitutionKind.MINISTER or mention.id == "HOG"
            speaks = ministerial or mention.kind is InstitutionKind.OFFICE
            return (
                ("minister" if ministerial else "office" if speaks else "institution"),
                after,
                mention.id,
            )
        noun = self.tokens.at(at)
        role = roles().get(noun) or roles().get(noun.removesuffix("s"))
        return role, at + 1, None

    def _is_plural(self, at: int) -> bool:
        noun = self.tokens.at(at)
        return noun.endswith("s") and noun.removesuffix("s") in roles()

    def _gender(self, index: int, at: int) -> str | None:
        known = genders()
        noun, determiner = self.tokens.at(at), self.tokens.at(index)
        if determiner in ("la", "une", "cette", "mme", "madame"):
            return "f"
        if noun in known:
            return known[noun]
        return known.get(determiner)

    def _complement_end(self, after: int) -> int:
        """``[président] du groupe haraki``: up to a mark, a name or a verb."""
        if self.tokens.at(after) not in _OF and not self._is_adjective(after):
            return after
        end = after
        while end < min(after + _LONGEST_COMPLEMENT, len(self.tokens)):
            word = self.tokens.words[end]
            if word in _PUNCTUATION or word in words()["auxiliaries"] or self._breaks(end):
                break
            if end > after and self._name_from(end) and self.tokens.at(end - 1) not in _LINKS:
                break
            end += 1
        return end

    def _is_adjective(self, at: int) -> bool:
        word = self.tokens.at(at)
        return (
            word.endswith(("iste", "ien", "ienne", "ki", "aire", "aires"))
            and word not in _PUNCTUATION
        )

    def _breaks(self, at: int) -> bool:
        word = self.tokens.words[at]
        return "-t-" in word or word in words()["title_breaks"]

    def _after_title(self, index: int, at: int) -> Mention | None:
        """``M. Rabbah``, ``Mme Zeroualy``."""
        if at >= len(self.tokens) or not self.tokens.is_capital(at):
            return None
        name = self._name_from(at, least=1)
        if name is None:
            return None
        gender = genders().get(self.tokens.words[index], "m")
        return Mention(index, name[1], None, gender, plural=False, definite=True, name=name)

    def _named(self, index: int) -> Mention | None:
        """``Untel Tel (RNI)``, ``Untel Tel, du groupement …``, ``Untel Tel, président de …``."""
        name = self._name_from(index)
        if name is None:
            return None
        end = self._affiliation_end(name[1])
        role, gender, title, code = None, None, None, None
        if end == name[1] and self.tokens.at(end) == ",":
            apposed = self._titled(end + 1)
            if apposed and apposed.name is None and not apposed.plural:
                role, gender, title, code = (
                    apposed.role,
                    apposed.gender,
                    apposed.title,
                    apposed.code,
                )
                end = apposed.after
            elif self.tokens.at(end + 1) in ("du", "de", "au"):
                end = self._until_comma(end + 1)
        return Mention(index, end, role, gender, False, True, name, title, code, (name[1], end))

    def _until_comma(self, at: int) -> int:
        end = at
        while end < min(at + _LONGEST_COMPLEMENT, len(self.tokens)):
            if self.tokens.words[end] in _PUNCTUATION:
                break
            end += 1
        return end

    def _affiliation_end(self, at: int) -> int:
        """``(RNI)`` behind a name."""
        if self.tokens.at(at) == "(":
            for end in range(at + 1, min(at + 5, len(self.tokens))):
                if self.tokens.words[end] == ")":
                    return end + 1
        return at

    def _name_from(self, index: int, least: int = 2) -> tuple[int, int] | None:
        """A run of capitalised words with particles between them: ``Amina El Idrissi``."""
        end, capitals = index, 0
        while end < len(self.tokens) and self._is_name_word(end, started=capitals > 0):
            capitals += self.tokens.is_capital(end)
            end += 1
        while end > index and not self.tokens.is_capital(end - 1):
            end -= 1
        if capitals < least or self.tokens.at(index) in words()["not_names"]:
            return None
        return index, end

    def _is_name_word(self, index: int, *, started: bool) -> bool:
        word = self.tokens.words[index]
        if not word[0].isalpha() or (index in self.institutions and not started):
            return False
        if self.tokens.is_capital(index):
            return not any(word in words()[table] for table in _NO_NAMES)
        return started and word in words()["particles"] and self.tokens.at(index + 1)[:1].isalpha()


def read_mentions(tokens: Tokens, institutions: Iterable[InstitutionMention]) -> list[Mention]:
    """Everyone named outside quotations, in text order."""
    return [m for m in _Reader(tokens, institutions).read() if tokens.quote[m.first] < 0]
