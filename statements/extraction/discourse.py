"""What an article has said so far: who was introduced, who has spoken, in which order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from statements.extraction.lexicon.people import person_words
from statements.extraction.offices import plain_title
from statements.extraction.persons import Person
from statements.extraction.segment import WORD_CLASSES
from statements.extraction.speakers import Entity, Speakers
from statements.extraction.titles import head_of

_REMEMBERED = 40  # speakers, and people before and after a place, that a word may point back to


class Discourse:
    """Remembers speakers front to back; ``spoken`` holds each once, the last to speak last."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.register, self.page = speakers, speakers.register, speakers.page
        self.spoken: list[Entity] = []
        self.titled: dict[tuple[str | None, ...], Person | None] = {}
        self._places: dict[str, list[int]] | None = None

    @property
    def last(self) -> Entity | None:
        return self.spoken[-1] if self.spoken else None

    @cached_property
    def titles(self) -> list[tuple[Person, list[list[str]]]]:
        """Everyone with the titles that introduced him, without marks and pointing words."""
        words = self.page.words
        return [
            (person, [plain_title(words[slice(*role)]) for role in person.roles])
            for person in self.register.people
            if person.roles
        ]

    def said(self, entity: Entity) -> None:
        self.spoken = [other for other in self.spoken if other is not entity][-_REMEMBERED:]
        self.spoken.append(entity)

    def places_of(self, head: str) -> list[int]:
        """Where the article prints a group's or body's head, with whatever prefix, in order."""
        if self._places is None:
            self._places = {}
            for place in self.page.classes[_HEADS]:
                printed = head_of(self.page.words[place])
                self._places.setdefault(printed, []).append(place)
        return self._places.get(head, [])

    def recent(self, position: int) -> Iterator[Entity]:
        """Speakers, the last first, then people by their introduction nearest to the place."""
        yield from reversed(self.spoken)
        people = self.register.people
        place = bisect_right(people, position, key=_introduced)
        for person in reversed(people[max(place - _REMEMBERED, 0) : place]):
            yield self.speakers.of_person(person)
        for person in people[place : place + _REMEMBERED]:
            yield self.speakers.of_person(person)


def _heads() -> Iterator[str]:
    """الفريق، فريق، والفريق، للفريق، بالفريق"""
    for head in person_words().groups | person_words().bodies:
        yield from (head, "و" + head, "ل" + head, "ب" + head)
        if head.startswith("ال"):
            yield "لل" + head[2:]


_HEADS = WORD_CLASSES.add(_heads)


def _introduced(person: Person) -> int:
    return person.first
