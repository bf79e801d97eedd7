"""What the stages pass on: a sentence, a site where a cue stands, and the act read there."""

from __future__ import annotations

from statements.extraction.lexicon import FormKind, Reporting
from statements.extraction.mention import Mention
from statements.extraction.model import Stance
from statements.extraction.persons import Register
from statements.extraction.record import record
from statements.extraction.segment import MARKS, Page

Range = tuple[int, int]
Subject = tuple[Mention | None, str, int]
STOPS = frozenset("،؛.:") | MARKS


@record
class Act:
    """A possible act; its content runs from ``content_first`` unless a postposed cue fixes it."""

    first: int
    after: int
    lemma: str
    stance: Stance
    reading: Reporting
    content_first: int
    rule: str
    subject: Mention | None
    subject_rule: str
    unread_subject: Range | None = None
    addressed: Range | None = None
    content: Range | None = None

    @property
    def kind(self) -> FormKind:
        return self.reading.form.kind


@record
class Sentence:
    """Where a sentence stands and the gender of who spoke before it."""

    first: int
    after: int
    previous_gender: str | None = None


@record
class Site:
    """One reading of one cue: its word, the place where the search ends, and its subject.

    ``subject`` is the mention, the rule that found it, and the word after it or after the cue.
    """

    page: Page
    register: Register
    sentence: Sentence
    index: int
    reading: Reporting
    barrier: int
    subject: Subject

    def act(
        self,
        lemma: str,
        stance: Stance,
        content_first: int,
        rule: str,
        after: int | None = None,
        unread: Range | None = None,
        addressed: Range | None = None,
        content: Range | None = None,
    ) -> Act:
        """The act read at this site; a postposed one fixes its ``content``."""
        mention, subject_rule, _ = self.subject
        return Act(
            first=self.index,
            after=after or self.index + 1,
            lemma=lemma,
            stance=stance,
            reading=self.reading,
            content_first=content_first,
            rule=rule,
            subject=mention,
            subject_rule="after-cue" if content else subject_rule,
            unread_subject=unread,
            addressed=addressed,
            content=content,
        )
