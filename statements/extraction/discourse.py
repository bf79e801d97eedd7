"""What an article has said so far: who was introduced, who has spoken, in which order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from statements.extraction.lexicon.people import person_words
from statements.extraction.persons import Person
from statements.extraction.speakers import Entity, Speakers
from statements.extraction.titles import head_of

_REMEMBERED = 40  # speakers, and people before and after a place, that a word may point back to


class Discourse:
    """Remembers speakers front to back; ``spoken`` holds each once, the last to speak last."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.register, self.page = speakers, speakers.register, speakers.page
        self.spoken: list[Entity] = []
        self._places: dict[str, list[int]] | None = None

    @property
    def last(self) -> Entity | None:
        return self.spoken[-1] if self.spoken else None

    def said(self, entity: Entity) -> None:
        self.spoken = [other for other in self.spoken if other is not entity][-_REMEMBERED:]
        self.spoken.append(entity)

    def places_of(self, head: str) -> list[int]:
        """Where the article prints a group's or body's head, with whatever prefix, in order."""
        if self._places is None:
            self._places = {}
            heads = person_words().groups | person_words().bodies
            for index, word in enumerate(self.page.words):
                if word in heads or word[1:] in heads or word.startswith("لل"):
                    self._places.setdefault(head_of(word), []).append(index)
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


def _introduced(person: Person) -> int:
    return person.first
