"""French reporting, in the same stages: words, people, acts, speakers, assembled statements."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from statements.extraction.chronology import local_day
from statements.extraction.confidence import confidences
from statements.extraction.french.acts import Act, read_acts
from statements.extraction.french.clause import Clause
from statements.extraction.french.mentions import Mention, read_mentions
from statements.extraction.french.people import Party, People
from statements.extraction.french.tokens import Tokens, read_tokens
from statements.extraction.institutions import read_institutions
from statements.extraction.model import (
    ArticleText,
    Attribution,
    Kind,
    SpeakerReading,
    StatementReading,
)

_QUOTED_SHARE, _QUOTED_STRETCH = 0.9, 3


@dataclass(slots=True)
class FrenchReading:
    """What the stages found: everyone named, the acts of each sentence, the statements."""

    tokens: Tokens
    mentions: list[Mention]
    people: People
    acts: list[tuple[tuple[int, int], list[Act]]] = field(default_factory=list)
    statements: tuple[StatementReading, ...] = ()


def read_french(article: ArticleText) -> tuple[StatementReading, ...]:
    """The statements of a French article in text order, not yet tied to sittings."""
    return follow_french(article).statements


def follow_french(article: ArticleText) -> FrenchReading:
    """The same statements with everything the stages found on the way."""
    tokens = read_tokens(article.text)
    on: date | None = local_day(article.published_at)
    mentions = read_mentions(tokens, read_institutions(article.text, on, "fr"))
    people = People(tokens, mentions, on)
    reading = FrenchReading(tokens, mentions, people)
    statements: list[StatementReading] = []
    firsts = [mention.first for mention in mentions]
    for first, after in tokens.sentences:
        here = mentions[bisect_left(firsts, first) : bisect_left(firsts, after)]
        acts = read_acts(Clause(tokens, here, first, after))
        reading.acts.append(((first, after), acts))
        before: Party | None = None
        for act in acts:
            found = people.speaker(act, before)
            if found is None:
                continue
            before = found[0]
            people.spoken.append(found[0])
            statements.append(_statement(tokens, act, found))
    ordered = sorted(statements, key=lambda s: min(s.cue.start, s.content[0].start))
    reading.statements = tuple(replace(s, sid=sid) for sid, s in enumerate(ordered, 1))
    return reading


def _statement(tokens: Tokens, act: Act, found: tuple[Party, Attribution, str]) -> StatementReading:
    party, attribution, rule = found
    kind = _kind(tokens, act)
    rules = {
        "detection": f"french-{act.kind}",
        "content": act.rule,
        "speaker": rule,
        "stance": "lemma",
        "kind": kind.value,
    }
    return StatementReading(
        sid=0,
        speaker=_speaker(tokens, act.subject, party, attribution),
        cue=tokens.span(act.first, act.after),
        cue_lemma=act.lemma,
        stance=act.stance,
        kind=kind,
        content=(tokens.span(*act.content),),
        parliamentary=party.chamber is not None or party.group is not None,
        confidence=confidences(rules),
        rules=rules,
    )


def _speaker(
    tokens: Tokens, mention: Mention | None, party: Party, attribution: Attribution
) -> SpeakerReading:
    return SpeakerReading(
        surface=tokens.printed(mention.first, mention.after) if mention else "",
        resolved=party.resolved,
        type=party.type,
        attribution=attribution,
        roles=tuple(party.roles),
        group=party.group,
        party=party.party,
        chamber=party.chamber,
        mention=tokens.span(mention.first, mention.after) if mention else None,
        antecedent=tokens.span(*party.where),
    )


def _kind(tokens: Tokens, act: Act) -> Kind:
    """Direct, mixed or indirect by the share of quoted words."""
    inside = [i for i in range(*act.content) if tokens.words[i][:1].isalnum()]
    quoted = [i for i in inside if tokens.quote[i] >= 0]
    if inside and len(quoted) >= _QUOTED_SHARE * len(inside):
        return Kind.DIRECT
    stretches = Counter(tokens.quote[i] for i in quoted)
    longest = max(stretches.values(), default=0)
    return Kind.MIXED if longest >= _QUOTED_STRETCH else Kind.INDIRECT
