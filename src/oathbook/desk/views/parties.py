"""What is a party called, and what else does the registry say of it?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from oathbook.book import Book
from oathbook.desk.schemas.common import Direction, Named, When
from oathbook.model import ActorType, Interval

SHORT_CHARACTERS = 14
_RTL = frozenset({"R", "AL"})


def named(book: Book, label: str) -> Named:
    """The party under `label`."""
    actor = book.registry.actors.get(label)
    if actor is None:  # in angles: speakers that the text does not name, such as `<officials>`
        return Named(id=label, name=label.strip("<>"), in_registry=False)
    return Named(id=label, name=actor.name, in_registry=True, type=actor.type.value)


def short_name(book: Book, label: str) -> str:
    """The shortest usual name of a party, for a label in a chart: an acronym where there is one."""
    actor = book.registry.actors.get(label)
    if actor is None:
        return label
    acronyms = [name for name in (*actor.aliases, *actor.weak) if 2 <= len(name) <= 6 and name.isupper()]
    if len(actor.name) <= SHORT_CHARACTERS or not acronyms:
        return actor.name
    return acronyms[0]


def is_group(book: Book, label: str) -> bool:
    """Whether a party has a row of its own in charts: an organisation, or words that nobody has placed."""
    actor = book.registry.actors.get(label)
    return actor is None or actor.type is ActorType.ORGANISATION


def when_out(interval: Interval | None) -> When | None:
    """A time with the days it can mean."""
    if interval is None:
        return None
    return When(edtf=interval.edtf, earliest=interval.first, latest=interval.last)


def earliest_of(intervals: Iterable[Interval | None]) -> Interval | None:
    """The interval that begins first."""
    known = [i for i in intervals if i is not None and (i.first or i.last) is not None]
    return min(known, key=lambda i: (i.first or i.last, i.edtf), default=None)


def direction_of(text: str) -> Direction:
    """The direction that most letters at the beginning of a text have; digits and marks do not count."""
    strong = [unicodedata.bidirectional(c) for c in text[:2_000]]
    right = sum(kind in _RTL for kind in strong)
    return "rtl" if right > strong.count("L") else "ltr"
