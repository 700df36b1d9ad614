"""One party read for one role of a claim, and the small words that stand for parties."""

from __future__ import annotations

from dataclasses import dataclass

from oathbook.model import Count, Party, Scope

PERSON_PRONOUNS = frozenset("he him his she her himself herself".split())
THING_PRONOUNS = frozenset("it its itself".split())
PLURAL_PRONOUNS = frozenset("they them their themselves".split())
FIRST_PRONOUNS = frozenset("we us our i me my ourselves".split())
PRONOUNS = PERSON_PRONOUNS | THING_PRONOUNS | PLURAL_PRONOUNS
QUANTIFIERS = frozenset(
    "some several many most few dozens hundreds thousands scores all both others rest half number part one two three four five "
    "majority parts much bulk swathes chunk handful dozen hundred thousand any none each tens lot either neither".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """One party for one role: the likeliest first, `others` when it was resolved from the context.

    `sure` is the share of such readings that are right; `start`, `end` are the words it was read from.
    """

    party: Party
    start: int
    end: int
    scope: Scope = Scope.GROUP
    count: Count | None = None
    others: tuple[Party, ...] = ()
    sure: float = 1.0
    anaphor: bool = False


def from_context(
    ranked: list[Party],
    start: int,
    end: int,
    sure: float,
    *,
    scope: Scope = Scope.GROUP,
    count: Count | None = None,
) -> list[Filler]:
    """The likeliest of `ranked` with the next three as its other readings; nothing of nobody."""
    if not ranked:
        return []
    first, others = ranked[0], tuple(ranked[1:4])
    return [
        Filler(party=first, start=start, end=end, scope=scope, others=others, sure=sure, anaphor=True, count=count)
    ]  # fmt: skip
