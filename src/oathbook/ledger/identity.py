"""Which labels mean one actor, by the judgements in force: no cluster ever holds a pair judged different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field

from oathbook.errors import QueryError


@dataclass(frozen=True, slots=True)
class Identity:
    """Clusters of labels; a label never judged stands for itself.

    The canonical label of a cluster is its first in the alphabet, an id of the registry (lower case, hyphens)
    before words as written: so it does not depend on the order in which judgements were made.
    """

    cluster_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def labels(self, label: str) -> tuple[str, ...]:
        """All labels that mean the same actor, the canonical one first."""
        return self.cluster_of.get(label, (label,))

    def canonical(self, label: str) -> str:
        """The label that stands for the actor."""
        return self.labels(label)[0]

    def preferring(self, known: Container[str]) -> Identity:
        """The same clusters, with the labels in `known` (a registry's) before all others."""
        sort = {
            members: tuple(sorted(members, key=lambda m: m not in known))
            for members in self.cluster_of.values()
        }
        return Identity({label: sort[members] for label, members in self.cluster_of.items()})


def build_identity(same: Iterable[tuple[str, str]]) -> Identity:
    """The clusters that the pairs judged the same give."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for left, right in same:
        neighbours[left].add(right)
        neighbours[right].add(left)
    cluster_of: dict[str, tuple[str, ...]] = {}
    for label in neighbours:
        if label in cluster_of:
            continue
        cluster, frontier = {label}, [label]
        while frontier:
            fresh = neighbours[frontier.pop()] - cluster
            cluster |= fresh
            frontier += fresh
        members = tuple(sorted(cluster, key=_rank))
        cluster_of |= dict.fromkeys(members, members)
    return Identity(cluster_of)


def require_consistent(
    left: str, right: str, *, same: bool, verdicts: Mapping[tuple[str, str], bool]
) -> None:
    """Raises QueryError where judging `left` and `right` would contradict the other pairs in force."""
    others = {pair: verdict for pair, verdict in verdicts.items() if pair != tuple(sorted((left, right)))}
    identity = build_identity(pair for pair, verdict in others.items() if verdict)
    lefts, rights = identity.labels(left), identity.labels(right)
    if not same:
        if right in lefts:
            raise QueryError(
                f"{left!r} and {right!r} are one actor by other judgements ({', '.join(lefts)}). "
                "Judge one of those pairs different first."
            )
        return
    apart = _judged_apart(lefts, rights, others)
    if apart:
        raise QueryError(
            f"{left!r} and {right!r} cannot be the same: {apart[0]!r} and {apart[1]!r} were judged "
            "different. Take that judgement back first."
        )


def _judged_apart(
    lefts: Collection[str], rights: Collection[str], verdicts: Mapping[tuple[str, str], bool]
) -> tuple[str, str] | None:
    for (a, b), same in sorted(verdicts.items()):
        if not same and ((a in lefts and b in rights) or (a in rights and b in lefts)):
            return a, b
    return None


def _rank(label: str) -> tuple[bool, str]:
    looks_like_id = label.islower() and " " not in label
    return not looks_like_id, label
