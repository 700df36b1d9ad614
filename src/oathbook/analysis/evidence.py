"""Which entries does a question need, and what is known beside them? From ledger and registry to values.

Invariant: what is gathered for a pair is the same whichever side is asked about, so that answers agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oathbook.actors import Registry, normalise
from oathbook.analysis.questions import relabel
from oathbook.analysis.who import find_others
from oathbook.assessment import Background
from oathbook.errors import NotFound
from oathbook.ledger import Identity, Ledger
from oathbook.model import ClaimQuery, Entry, Kind

_ATTACKS = (Kind.ATTACK, Kind.CLAIM_ATTACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A book's claims and its knowledge of names; `identity` holds the judgements in force."""

    ledger: Ledger
    registry: Registry
    identity: Identity

    def find_actor(self, name: str) -> str:
        """The id that `name` stands for; a name the registry lacks stands for itself where claims hold it.

        Labels that were judged the same stand for their first. Raises NotFound or Ambiguous.
        """
        return self.identity.canonical(self.find_label(name))

    def find_label(self, name: str) -> str:
        """As `find_actor`, before any judgement: the very id or words."""
        try:
            return self.registry.find(name)
        except NotFound:
            labels = [*self.identity.cluster_of, *(row.label for row in self.ledger.actor_counts())]
            written = [label for label in labels if label.casefold() == name.casefold()]
            if not written:
                raise
            return written[0]

    def letters(self, sources: Iterable[str]) -> dict[str, str]:
        """The Admiralty letters of these outlets: as rated in this book, else as the registry starts them.

        An outlet that neither knows is left out: it counts as F, cannot be judged.
        """
        started = {
            normalise(name): source.letter
            for source in self.registry.sources.values()
            for name in (source.id, source.name, *source.aliases)
        }
        rated = {normalise(name): letter for name, letter in self.ledger.ratings().items()}
        letters = started | rated
        return {name: letters[normalise(name)] for name in sources if normalise(name) in letters}

    def background(self, entries: Iterable[Entry]) -> Background:
        """Letters for the sources of these entries, and each leader's first organisation in the registry."""
        return Background(
            letters=self.letters({entry.source for entry in entries if entry.source is not None}),
            organisations={person: led[:1] for person, led in self.registry.leads.items() if led},
        )

    def for_actor(self, actor: str, known_by: date) -> list[Entry]:
        """All that names the actor or its leaders, and the attacks of those that claims pair it with.

        The attacks are needed where one side claims, or leaves unclaimed, what the other did.
        """
        entries = self.naming([actor, *self.leaders(actor)], known_by)
        others = find_others(actor, entries, self.background(entries))
        return _join(entries, self.naming(others, known_by, _ATTACKS))

    def for_pair(self, subject: str, principal: str, known_by: date) -> list[Entry]:
        """All that names either side, or the leaders who stand for the principal."""
        return self.naming([subject, principal, *self.leaders(principal)], known_by)

    def naming(
        self, actors: Iterable[str], known_by: date, kinds: tuple[Kind, ...] | None = None
    ) -> list[Entry]:
        """The entries that name any of the actors, each once, under the labels that judgements gave them."""
        queries = (ClaimQuery(actor=actor, kinds=kinds, known_by=known_by) for actor in actors)
        entries = _join(*(self.ledger.find_entries(query) for query in queries))
        return [self.relabel(entry) for entry in entries] if self.identity.cluster_of else entries

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

    def leaders(self, organisation: str) -> list[str]:
        """The people who stand for the organisation, by the registry."""
        return [person for person, led in self.registry.leads.items() if led[:1] == (organisation,)]


def _join(*parts: Sequence[Entry]) -> list[Entry]:
    return list({entry.id: entry for part in parts for entry in part}.values())
