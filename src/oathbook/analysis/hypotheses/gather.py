"""Which entries does a question need, and whom do its names mean? From a book's evidence to values.

Invariant: every entry that a pattern can mean is fetched, once, whatever pattern asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from oathbook.analysis.evidence import Evidence
from oathbook.analysis.hypotheses.patterns import names_in
from oathbook.analysis.hypotheses.values import Pattern, Question
from oathbook.errors import Ambiguous, NotFound
from oathbook.ledger import CellRow
from oathbook.model import Entry

ALL_WITH = "with "  # before a name: and everybody who stands with it

Followers = Callable[[str], Iterable[str]]
"""From an actor's id to those who, as far as the book can tell, stand with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whom the names of a question mean; each is looked up once."""

    evidence: Evidence
    followers: Followers
    _labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _folded: dict[str, frozenset[str]] = field(default_factory=dict)

    def labels(self, name: str) -> tuple[str, ...]:
        """The labels that the name means; a name that nobody knows stands for itself, as written."""
        if name not in self._labels:
            self._labels[name] = self._find(name)
        return self._labels[name]

    def members(self, name: str) -> frozenset[str]:
        """The same in lower case, as claims are compared with them."""
        if name not in self._folded:
            self._folded[name] = frozenset(label.casefold() for label in self.labels(name))
        return self._folded[name]

    def unknown(self, question: Question) -> tuple[str, ...]:
        """The names of the question that neither the registry nor the book knows."""
        found = []
        for name in names_in(question):
            try:
                self.evidence.find_actor(name.removeprefix(ALL_WITH))
            except NotFound:
                found.append(name)
        return tuple(found)

    def _find(self, name: str) -> tuple[str, ...]:
        bare = name.removeprefix(ALL_WITH)
        try:
            actor = self.evidence.find_actor(bare)
        except NotFound:
            return (bare,)
        except Ambiguous as e:
            raise Ambiguous("actor", f"{bare}, in the file of hypotheses,", e.candidates) from e
        if bare == name:
            return (actor,)
        return tuple(dict.fromkeys([actor, *self.evidence.leaders(actor), *self.followers(actor)]))


def gather_entries(
    question: Question, names: Names, *, known_by: date, cells: Iterable[CellRow] = ()
) -> list[Entry]:
    """The entries that the patterns can mean, and those that people put into the matrix."""
    evidence = names.evidence
    found: dict[str, Entry] = {}
    for hypothesis in question.hypotheses:
        for pattern in hypothesis.patterns:
            kinds = None if pattern.kinds is None else tuple(sorted(pattern.kinds))
            side = _narrowest(pattern)
            if side is None:
                entries = evidence.of_kinds(kinds, known_by)
            else:
                labels = [label for name in side for label in names.labels(name)]
                entries = evidence.naming(labels, known_by, kinds)
            found.update((entry.id, entry) for entry in entries)
    for cell in cells:
        if cell.claim_id not in found and (entry := evidence.find_entry(cell.claim_id)) is not None:
            found[entry.id] = entry
    return list(found.values())


def _narrowest(pattern: Pattern) -> tuple[str, ...] | None:
    """The side with fewest names, which the ledger looks up by its index; None where the pattern names nobody."""
    sides = (pattern.subject, pattern.object, pattern.from_, pattern.by, pattern.of, pattern.actor)
    return min((side for side in sides if side is not None), key=len, default=None)
