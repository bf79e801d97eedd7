"""What an article has said so far: who was introduced, who has spoken, in which order."""

from __future__ import annotations

from statements.extraction.persons import Person
from statements.extraction.speakers import Entity, Speakers


class Discourse:
    """Remembers speakers front to back; ``spoken`` holds them as often as they spoke."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers, self.register, self.page = speakers, speakers.register, speakers.page
        self.spoken: list[Entity] = []

    @property
    def last(self) -> Entity | None:
        return self.spoken[-1] if self.spoken else None

    def said(self, entity: Entity) -> None:
        self.spoken.append(entity)

    def recent(self, position: int) -> list[Entity]:
        """Speakers, the last first, then people by their nearest introduction before the place."""

        def distance(person: Person) -> tuple[bool, int]:
            first = person.where[0]
            return first > position, abs(position - first)

        named = sorted(self.register.people, key=distance)
        return [*reversed(self.spoken), *(self.speakers.of_person(person) for person in named)]
