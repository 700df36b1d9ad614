"""Who is on a reader's mind at one place of a text, for "the group", "its", "he", "both".

A rule resolver by role, recency, repetition and the words by which somebody was called. Invariant: only
parties mentioned before the place are offered, best first; the caller takes the first that fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from oathbook.extraction.homes import Homes
from oathbook.model import ActorType, Party

# What a mention weighs by its role, and what one more sentence takes off it. Fitted on the development
# reports that were not held out (`python -m bench.quality`); neighbouring values give the same figures.
_SUBJECT, _OBJECT, _OTHER = 4.0, 3.0, 1.4
_FADING = 1.2
_REPEATED, _MOST_REPEATS = 0.05, 5
_TOPIC, _GOES_ON, _ONLY_ONE, _CALLED_SO = 0.3, 0.5, 0.6, 2.0


# Nouns by which any organisation may be called at any time: they tell nobody apart.
ANYBODY = frozenset({"group", "organisation", "organization"})


_LISTED_NEAR = 4  # sentences between "the three groups" and the list of them
_NAMELESS = "?"  # the first sign of the label of somebody whom the text does not name: no name has it

_IN_PAIRS = (ActorType.ORGANISATION, ActorType.PERSON, ActorType.STATE)


def nameless(at: int, type_: ActorType = ActorType.ORGANISATION) -> Party:
    """ "A militia", of which nobody can say who it is: while it is the likeliest antecedent, "it" is nobody."""
    return Party(written=f"{_NAMELESS}{at}", type=type_)


def is_nameless(party: Party) -> bool:
    """Whether this is one of `nameless`."""
    return party.written.startswith(_NAMELESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One mention of a party: in which sentence, where in the text, and whether as a subject or object.

    `by_office`: an organisation mentioned through its unnamed head ("the leader of X"), whom "he" may mean.
    `sort`: of a place, what the gazetteer calls it.
    """

    party: Party
    sentence: int
    at: int
    is_subject: bool
    is_object: bool = False
    weight: float = 1.0
    by_office: bool = False
    sort: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two or more parties named in one breath: "X and Y", or the two sides of a claim."""

    parties: tuple[Party, ...]
    sentence: int
    at: int
    is_subject: bool
    hostile: bool = False


@dataclass(slots=True)
class Discourse:
    """The remarks of one document so far, its last named speaker, and what its headings are about.

    `called` holds the nouns by which a party was called ("the militia", "Front" in its name), by label;
    `ahead` the parties that an indefinite description introduces before their name, by its offset;
    `homes` the states that the text is about.
    """

    remarks: list[Remark] = field(default_factory=list)
    last_speaker: str | None = None
    topics: list[tuple[int, Party]] = field(default_factory=list)
    people: tuple[int, Party] | None = None
    pairs: list[Pair] = field(default_factory=list)
    called: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ahead: dict[int, Party] = field(default_factory=dict)
    homes: Homes = field(default_factory=lambda: Homes(()))

    def note(self, remark: Remark) -> None:
        """Remember a mention."""
        self.remarks.append(remark)

    def rank(
        self,
        types: Iterable[ActorType],
        *,
        sentence: int,
        before: int,
        clause_subject: bool = False,
        noun: str | None = None,
        but: Container[str] = (),
        sorts: Container[str | None] | None = None,
    ) -> list[Party]:
        """Parties of these types mentioned before `before`, the likeliest antecedent first; none where it has no name.

        `clause_subject`: the anaphor is itself a subject, which likes to go on with the last subject.
        `noun`: the noun of the description; `but`: labels that cannot be meant; `sorts`: kinds of place.
        """
        wanted = frozenset(types)
        scores: dict[str, float] = {}
        parties: dict[str, Party] = {}
        frequency: dict[str, int] = defaultdict(int)
        for r in self.remarks:
            if r.at >= before or r.party.label in but or not self._may_mean(r.party, noun):
                continue
            fits = ActorType.PERSON in wanted if r.by_office else r.party.type in wanted
            if not fits or (sorts is not None and r.sort not in sorts):
                continue
            label = r.party.label
            frequency[label] += 1
            distance = max(0, sentence - r.sentence)
            score = (_SUBJECT if r.is_subject else _OBJECT if r.is_object else _OTHER) / (
                1 + distance
            ) ** _FADING
            if distance == 1 and r.is_subject and clause_subject:
                score += _GOES_ON
            # Of two mentions in one sentence that are no subjects, the nearer one is a little likelier.
            score = score * r.weight + 0.0004 * min(r.at, 2000) / 2000
            if score > scores.get(label, 0.0):
                scores[label] = score
                parties[label] = r.party
        self._favour(scores, sentence=sentence, before=before, clause_subject=clause_subject, noun=noun)
        ranked = sorted(
            scores, key=lambda k: scores[k] + _REPEATED * min(frequency[k], _MOST_REPEATS), reverse=True
        )
        if ranked and is_nameless(parties[ranked[0]]):
            return []
        return [parties[k] for k in ranked if not is_nameless(parties[k])]

    def _may_mean(self, party: Party, noun: str | None) -> bool:
        """ "The party" is not "a splinter group" without a name; "it" and "the group" may be."""
        return not is_nameless(party) or noun is None or noun in ANYBODY or noun in self.called[party.label]

    def _favour(
        self, scores: dict[str, float], *, sentence: int, before: int, clause_subject: bool, noun: str | None
    ) -> None:
        """What more than its mentions speaks for a party: it was alone, it is the topic, it was called so."""
        just_said = {
            r.party.label for r in self.remarks if r.sentence == sentence - 1 and r.party.label in scores
        }
        if clause_subject and len(just_said) == 1:
            scores[just_said.pop()] += _ONLY_ONE
        topic = next((q for at, q in reversed(self.topics) if at < before), None)
        if topic is not None and topic.label in scores:
            scores[topic.label] += _TOPIC
        if noun is not None and noun not in ANYBODY:
            for label in scores:
                if noun in self.called.get(label, ()):
                    scores[label] += _CALLED_SO

    def named(self) -> frozenset[str | None]:
        """The ids of the actors that the text names."""
        return frozenset(r.party.actor for r in self.remarks if r.party.actor is not None)

    def last_together(self, want: Container[object], *, sentence: int, before: int) -> tuple[Party, ...]:
        """Parties last named in one breath as the subject of this or the last sentence: whom "they" means."""
        near = [
            pair
            for pair in self.pairs
            if pair.at < before
            and pair.is_subject
            and sentence - pair.sentence <= 1
            and all(q.type in want for q in pair.parties)
        ]
        return max(near, key=lambda pair: pair.at).parties if near else ()

    def listed(self, number: int, *, sentence: int, at: int, after: bool) -> tuple[Party, ...]:
        """Exactly `number` organisations named in one breath: the last such list before `at`, or the first after it."""
        fit = [
            pair
            for pair in self.pairs
            if len(pair.parties) == number
            and all(q.type is ActorType.ORGANISATION for q in pair.parties)
            and (pair.at > at) is after
            and abs(pair.sentence - sentence) <= _LISTED_NEAR
        ]
        if not fit:
            return ()
        return (min if after else max)(fit, key=lambda pair: pair.at).parties

    def is_among_armed(self) -> bool:
        """Whether the text speaks of an organisation that the registry knows."""
        return any(r.party.type is ActorType.ORGANISATION and r.party.actor is not None for r in self.remarks)

    def last_pair(
        self,
        types: Iterable[ActorType],
        *,
        sentence: int,
        before: int,
        hostile: bool = False,
        but: Container[str] = (),
    ) -> tuple[Party, ...]:
        """The two parties of these types that "both groups" or "the two" means at a place, in text order."""
        wanted = frozenset(types)
        near = [
            pair
            for pair in self.pairs
            if pair.at < before
            and sentence - pair.sentence <= 3
            and all(q.type in wanted for q in pair.parties)
        ]
        if hostile:
            near = [pair for pair in near if pair.hostile] or near
        if near:
            return max(near, key=lambda pair: (pair.sentence, pair.is_subject, pair.at)).parties[-2:]
        pair: list[Party] = []
        for type_ in (t for t in _IN_PAIRS if t in wanted and len(pair) < 2):
            pair = self.rank([type_], sentence=sentence, before=before, but=but)[:2]
        first = {q.label: min(r.at for r in self.remarks if r.party.label == q.label) for q in pair}
        return tuple(sorted(pair, key=lambda q: first[q.label])) if len(pair) == 2 else ()
