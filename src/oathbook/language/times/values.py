"""What is a time expression? A stretch of text, its meaning, its anchor, how it stands to an event.

Invariant: `interval` is None unless everything that it needs was given; a duration or a link never has one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oathbook.language.times.meanings import Meaning, Need
from oathbook.model.interval import Interval


class Relation(StrEnum):
    """How the time stands to what is said to happen."""

    AT = "at"
    SINCE = "since"  # "since 2014", "after March 2015": the interval is open at its end
    UNTIL = "until"  # "until July 2016", "by 2015": the interval is open at its start
    BETWEEN = "between"  # "from 2012 to 2016", "15 and 16 March": both ends are said
    DURATION = "duration"  # "for two years": how long, never when; interval is None
    LINK = "link"  # "six weeks after" + clause: joins two times; interval is None, see resolve()
    DATELINE = "dateline"  # "BAMAKO, March 20 (Agency) -": the report's own date, no claim's


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time in the text: `text == document[start:end]` in code points.

    `needs` says which anchor the interval rests on. With PUBLICATION it is None unless the publication
    date was given; with CONTEXT it is None until `resolve` gets the time that the narrative has
    reached. `point` is the interval without its relation: in "until July 2016, when it changed its
    name" the interval is ../2016-07 and the point 2016-07.
    """

    start: int
    end: int
    text: str
    interval: Interval | None
    point: Interval | None
    needs: Need
    relation: Relation
    meaning: Meaning = field(repr=False)
