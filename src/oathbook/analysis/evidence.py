"""Which entries does a question need, and what is known beside them? From ledger and registry to values.

Invariant: what is gathered for a pair is the same whichever side is asked about, so that answers agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from oathbook.actors import Registry, normalise
from oathbook.actors.sources import find_source
from oathbook.analysis.questions import relabel, relabel_page
from oathbook.assessment import Background, Parameters, pairs_of
from oathbook.errors import NotFound
from oathbook.ledger import Identity, Ledger
from oathbook.model import ClaimPage, ClaimQuery, Entry, Kind

_ATTACKS = (Kind.ATTACK, Kind.CLAIM_ATTACK)
# Claims that tell of their object, or of a party on any side, as much as of their subject.
_TOLD_OF_THE_OBJECT = (
    Kind.ACCEPT, Kind.DISAVOW, Kind.REJECT, Kind.ALLY, Kind.RIVAL, Kind.LEAD, Kind.MERGE, Kind.SPLIT,
)  # fmt: skip
_TOLD_OF_ANY_SIDE = (Kind.REPLACE, Kind.CLAIM_ATTACK)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A book's claims and its knowledge of names; `identity` holds the judgements in force.

    `recorded_by` asks for what the book held then, in `about` and `naming`.
    """

    ledger: Ledger
    registry: Registry
    identity: Identity
    parameters: Parameters | None = None
    recorded_by: datetime | None = None

    def find_actor(self, name: str) -> str:
        """The id that `name` stands for; a name the registry lacks stands for itself where claims hold it.

        Labels that were judged the same stand for their first. Raises NotFound or Ambiguous.
        """
        return self.identity.canonical(self.find_label(name))

    def find_label(self, name: str) -> str:
        """As `find_actor`, before any judgement: the very id or words."""
        found = self.registry.find_id(name)
        if found is not None:
            return found
        if name in self.identity.cluster_of or self.ledger.is_named(name):
            return name
        written = [label for label in self._labels if label.casefold() == name.casefold()]
        if not written:
            raise NotFound("actor", name, self.registry.near(name))
        return written[0]

    @cached_property
    def _labels(self) -> list[str]:
        """Every label that stands for a party, those of most claims first."""
        return [*self.identity.cluster_of, *(row.label for row in self.ledger.actor_counts())]

    def letters(self, sources: Iterable[str]) -> dict[str, str]:
        """The Admiralty letters of these outlets: as rated in this book, else as the registry starts them.

        An outlet that neither knows is left out: it counts as F, cannot be judged.
        """
        letters = self._letters
        known = {name: letters.get(normalise(name)) or self._letter_of(name) for name in sources}
        return {name: letter for name, letter in known.items() if letter is not None}

    def _letter_of(self, name: str) -> str | None:
        """The letter of an outlet named with a remark in brackets, or by its address."""
        source = find_source(self.registry, name)
        return None if source is None else self._letters.get(normalise(source.name))

    @cached_property
    def _letters(self) -> dict[str, str]:
        started = {
            normalise(name): source.letter
            for source in self.registry.sources.values()
            for name in (source.id, source.name, *source.aliases)
        }
        rated = {normalise(name): letter for name, letter in self.ledger.ratings().items()}
        return started | rated

    @cached_property
    def background(self) -> Background:
        """Letters and sides of all sources, as they are named, and each leader's first organisation."""
        named = [
            (name, source)
            for source in self.registry.sources.values()
            for name in (source.id, source.name, *source.aliases)
        ]
        outlets = self.ledger.source_names()
        return Background(
            letters=self.letters([*(name for name, _ in named), *outlets, *self.ledger.ratings()]),
            organisations=self.organisations,
            sides={name: source.side for name, source in named if source.side is not None},
            parameters=self.parameters,
            learned=tuple((row.known_by, row.counts) for row in self.ledger.learned()),
        )

    def for_actor(self, actor: str, known_by: date) -> list[Entry]:
        """All that names the actor, its leaders or a party that some claim ties to it, and what claims of
        attacks their principals made: everything that the chains of the actor and its followers rest on."""
        entries = self.naming([actor, *self.leaders(actor)], known_by)
        followers = [s for s, p in pairs_of(entries, self.background) if p == actor != s]
        entries = _join(entries, self.naming(followers, known_by))
        return self._with_attacks([actor, *followers], entries, known_by)

    def about(self, actor: str, known_by: date) -> list[Entry]:
        """All that the actor's own chain rests on and what is told of its people and equals, without what others
        say of their ties to it: of one with many followers, that is most of what names it."""
        own = (
            ClaimQuery(subject=actor),
            ClaimQuery(object=actor, kinds=_TOLD_OF_THE_OBJECT),
            ClaimQuery(actor=actor, kinds=_TOLD_OF_ANY_SIDE),
        )
        entries = self._find(own, known_by)
        # A refusal or a rivalry bears on a pair turned round where that is tied: the ties of those it names to it.
        sides = [
            p for pair in pairs_of(entries, self.background) if actor in pair for p in pair if p != actor
        ]
        labels = [actor, *self.leaders(actor)]
        turned = tuple((side, label) for side in dict.fromkeys(sides) for label in labels)
        entries = _join(entries, self._find([ClaimQuery(pairs=turned)], known_by))
        return self._with_attacks([actor], entries, known_by)

    def _find(self, queries: Iterable[ClaimQuery], known_by: date) -> list[Entry]:
        """The entries that any of the queries finds, known by the day, under the labels that judgements gave."""
        asked = (replace(query, known_by=known_by, recorded_by=self.recorded_by) for query in queries)
        entries = _join(*(self.ledger.find_entries(query) for query in asked))
        return [self.relabel(entry) for entry in entries] if self.identity.cluster_of else entries

    def for_pair(self, subject: str, principal: str, known_by: date) -> list[Entry]:
        """All that the subject's chain rests on, and what claims say of the two that bears on no tie."""
        both = self._find([ClaimQuery(pairs=((subject, principal),))], known_by)
        return _join(self.about(subject, known_by), both)

    def of_pair(self, group: str, principal: str, known_by: date) -> list[Entry]:
        """The claims that say something of the group's tie to the principal, or to one who leads it."""
        others = [principal, *self.leaders(principal)]
        sides = [(group, other) for other in others] + [(other, group) for other in others]
        entries = self._find([ClaimQuery(pairs=tuple(sides))], known_by)
        return [e for e in entries if (group, principal) in pairs_of([e], self.background)]

    def all(self, known_by: date) -> Iterator[Entry]:
        """Every entry known by then, one at a time and in no order, under the labels that judgements gave."""
        for entry in self.ledger.iter_entries(ClaimQuery(known_by=known_by), in_order=False):
            yield relabel(entry, self.identity) if self.identity.cluster_of else entry

    def pages(self, known_by: date) -> Iterator[ClaimPage]:
        """The same as columns: for what weighs the whole book."""
        for page in self.ledger.iter_pages(ClaimQuery(known_by=known_by)):
            yield relabel_page(page, self.identity) if self.identity.cluster_of else page

    def _with_attacks(self, groups: Sequence[str], entries: list[Entry], known_by: date) -> list[Entry]:
        pairs = pairs_of(entries, self.background)
        principals = dict.fromkeys(principal for group, principal in pairs if group in groups)
        return _join(entries, self.naming(principals, known_by, _ATTACKS))

    def naming(
        self, actors: Iterable[str], known_by: date, kinds: tuple[Kind, ...] | None = None
    ) -> list[Entry]:
        """The entries that name any of the actors, each once, under the labels that judgements gave them."""
        wanted = tuple(dict.fromkeys(actors))
        return self._find([ClaimQuery(actors=wanted, kinds=kinds)], known_by) if wanted else []

    def naming_each(
        self, actors: Sequence[str], known_by: date, kinds: tuple[Kind, ...] | None = None
    ) -> dict[str, list[Entry]]:
        """The same for each of the actors by itself, found in one go."""
        found: dict[str, list[Entry]] = {actor: [] for actor in actors}
        for entry in self.naming(actors, known_by, kinds):
            for label in {party.label for party in entry.claim.parties}:
                if label in found:
                    found[label].append(entry)
        return found

    def relabel(self, entry: Entry) -> Entry:
        """The entry under the labels that judgements gave its parties."""
        return relabel(entry, self.identity)

    def of_kinds(self, kinds: tuple[Kind, ...] | None, known_by: date) -> list[Entry]:
        """Every entry of these kinds, under the labels that judgements gave its parties."""
        entries = self.ledger.find_entries(ClaimQuery(kinds=kinds, known_by=known_by))
        return [relabel(entry, self.identity) for entry in entries]

    def since(self, moment: datetime, known_by: date) -> list[Entry]:
        """Every entry that the book has learned after that moment."""
        entries = self.ledger.find_entries(ClaimQuery(recorded_after=moment, known_by=known_by))
        return [relabel(entry, self.identity) for entry in entries]

    def find_entry(self, claim_id: str) -> Entry | None:
        """The claim as it stands; None where it was rejected or retracted. Raises NotFound."""
        document = self.ledger.get_entry(claim_id).document_id
        standing = self.ledger.find_entries(ClaimQuery(document_id=document))
        return next((relabel(entry, self.identity) for entry in standing if entry.id == claim_id), None)

    @property
    def organisations(self) -> dict[str, tuple[str, ...]]:
        """For whom each leader stands: the first organisation that the registry has him lead."""
        return {person: led[:1] for person, led in self.registry.leads.items() if led}

    def leaders(self, organisation: str) -> list[str]:
        """The people who stand for the organisation, by the registry."""
        return [person for person, led in self.registry.leads.items() if led[:1] == (organisation,)]


def _join(*parts: Sequence[Entry]) -> list[Entry]:
    return list({entry.id: entry for part in parts for entry in part}.values())
