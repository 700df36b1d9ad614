"""Who is meant by "the group", "its", "he": what a reader has in mind at one place of a text.

A rule resolver by subjecthood and recency. Invariant: only parties mentioned before the place are offered,
best first; the caller takes the first that is not already the other side of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from oathbook.model import ActorType, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One mention of a party: in which sentence, where in the text, and whether as a subject or object.

    `by_office`: an organisation mentioned through its unnamed head ("the leader of X"), whom "he" may mean.
    """

    party: Party
    sentence: int
    at: int
    is_subject: bool
    is_object: bool = False
    weight: float = 1.0
    by_office: bool = False


@dataclass(slots=True)
class Discourse:
    """The remarks of one document so far, its last named speaker, and what its headings are about."""

    remarks: list[Remark] = field(default_factory=list)
    last_speaker: str | None = None
    topics: list[tuple[int, Party]] = field(default_factory=list)
    people: tuple[int, Party] | None = None

    def note(self, remark: Remark) -> None:
        """Remember a mention."""
        self.remarks.append(remark)

    def rank(
        self, types: Iterable[ActorType], *, sentence: int, before: int, clause_subject: bool = False
    ) -> list[Party]:
        """Parties of these types mentioned before `before`, the likeliest antecedent first.

        `clause_subject`: the anaphor is itself a subject, which likes to go on with the last subject.
        """
        wanted = frozenset(types)
        scores: dict[str, float] = {}
        parties: dict[str, Party] = {}
        frequency: dict[str, int] = {}
        for r in self.remarks:
            if r.at >= before or not (r.party.type in wanted or (r.by_office and ActorType.PERSON in wanted)):
                continue
            if r.by_office and ActorType.PERSON not in wanted:
                continue
            label = r.party.label
            frequency[label] = frequency.get(label, 0) + 1
            distance = max(0, sentence - r.sentence)
            score = (4.0 if r.is_subject else 3.0 if r.is_object else 1.4) / (1 + distance) ** 1.2
            if distance == 1 and r.is_subject and clause_subject:
                score += 0.5
            # Of two mentions in one sentence that are no subjects, the nearer one is a little likelier.
            score = score * r.weight + 0.0004 * min(r.at, 2000) / 2000
            if score > scores.get(label, 0.0):
                scores[label] = score
                parties[label] = r.party
        just_said = {
            r.party.label for r in self.remarks if r.sentence == sentence - 1 and r.party.label in scores
        }
        if clause_subject and len(just_said) == 1:
            scores[just_said.pop()] += 0.6  # the only one the sentence before spoke of
        topic = next((q for at, q in reversed(self.topics) if at < before), None)
        if topic is not None and topic.label in scores:
            scores[topic.label] += 0.3
        ranked = sorted(scores, key=lambda k: scores[k] + 0.05 * min(frequency[k], 5), reverse=True)
        return [parties[k] for k in ranked]

    def is_among_armed(self) -> bool:
        """Whether the text speaks of an organisation that the registry knows."""
        return any(r.party.type is ActorType.ORGANISATION and r.party.actor is not None for r in self.remarks)

    def main_state(self) -> Party | None:
        """The state most spoken of: whose "the army" and "the government" are."""
        counts: dict[str, int] = {}
        parties: dict[str, Party] = {}
        for r in self.remarks:
            if r.party.type is ActorType.STATE:
                counts[r.party.label] = counts.get(r.party.label, 0) + 1
                parties.setdefault(r.party.label, r.party)
        return parties[max(counts, key=lambda k: counts[k])] if counts else None

    def last_pair(self, types: Iterable[ActorType], *, before: int) -> tuple[Party, ...]:
        """The last two different parties of these types before a place, in text order: "both groups"."""
        wanted = frozenset(types)
        pair: list[Party] = []
        for r in sorted(self.remarks, key=lambda r: r.at, reverse=True):
            if r.at < before and r.party.type in wanted and all(p.label != r.party.label for p in pair):
                pair.append(r.party)
                if len(pair) == 2:
                    return (pair[1], pair[0])
        return ()
