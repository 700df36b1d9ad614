"""A name in a text: where, and whom it names. Invariant: the document's `text[start:end]` is its `text`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oathbook.model import ActorType


class Strength(StrEnum):
    """How a name names: by itself, or with the document's help."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One name as it stands in a text. `actor` is an actor's id, or a source's where `type` is OUTLET.

    Where the document does not decide, `actor` is None and `candidates` are the ids it could be (none for an
    acronym that the document itself gives to a group nobody knows). A weak name that the document did decide
    keeps its candidates, the chosen one among them.
    """

    start: int
    end: int
    text: str
    actor: str | None
    type: ActorType | None
    candidates: tuple[str, ...] = ()
    strength: Strength = Strength.STRONG
