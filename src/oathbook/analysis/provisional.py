"""Which actors does the registry lack, and which judgements hold two names together?

Invariant: a name that was judged to be a known actor is provisional no longer; one judged the same as another
unknown name counts with it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from oathbook.errors import QueryError
from oathbook.ledger import Identity, JudgementRow, MentionRow
from oathbook.model import ActorType


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """A party that no registry knows, under the words that claims use, with the claim that named it first.

    `type` is None where claims leave it open or give several. `candidates` are actors that the name could
    mean, `names` all labels judged the same as it.
    """

    label: str
    names: tuple[str, ...]
    type: ActorType | None
    candidates: tuple[str, ...]
    claims: int
    first: date
    claim_id: str
    quote: str
    source: str | None


def find_provisional(
    mentions: Iterable[MentionRow], identity: Identity, known: Container[str]
) -> tuple[Provisional, ...]:
    """The provisional actors, most claims first, and places after those who act."""
    by_label: dict[str, list[MentionRow]] = {}
    for mention in mentions:
        label = identity.canonical(mention.label)
        if label not in known:
            by_label.setdefault(label, []).append(mention)
    found = (_unite(label, rows) for label, rows in by_label.items())
    return tuple(sorted(found, key=lambda a: (a.type is ActorType.PLACE, -a.claims, a.label)))


def _unite(label: str, rows: list[MentionRow]) -> Provisional:
    first = min(rows, key=lambda row: (row.first, row.claim_id))
    types = {type_ for row in rows for type_ in row.types}
    return Provisional(
        label=label,
        names=tuple(sorted({row.label for row in rows})),
        type=ActorType(types.pop()) if len(types) == 1 else None,
        candidates=tuple(sorted({actor for row in rows for actor in row.candidates})),
        claims=sum(row.claims for row in rows),
        first=first.first,
        claim_id=first.claim_id,
        quote=first.quote,
        source=first.source,
    )


def find_judged(judgements: Iterable[JudgementRow], left: str, right: str) -> bool:
    """What the judgement in force on this very pair says. Raises QueryError where there is none."""
    in_force = {frozenset((row.left, row.right)): row.same for row in judgements}
    same = in_force.get(frozenset((left, right)))
    if same is None:
        about = sorted(
            " and ".join(sorted(pair))
            for pair, said in in_force.items()
            if said is not None and pair & {left, right}
        )
        hint = f" Judged are: {'; '.join(about)}." if about else ""
        raise QueryError(f"No judgement on {left!r} and {right!r} is in force.{hint}")
    return same
