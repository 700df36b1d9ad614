"""On which day was that? The day that a date or date and time as machines and pages write it stands for.

Only a whole and unambiguous day counts: `2018-01` and `03/04/2018` give None, nothing is guessed. The day
is the one written, in the place where it was written: it is not moved to UTC.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ZONE = r"(?:\s*(?:[a-z]{1,5}|(?:utc|gmt)?[+-]\d{2}:?\d{2}|[+-]\d{2})(?:\s*\([a-z ]+\))?)?"
_CLOCK = rf"(?:,?\s+(?:at\s+)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s*[ap]\.?m\.?)?{_ZONE})?"
_ISO_CLOCK = rf"(?:(?:t|\s+)\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?{_ZONE})?"

_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # ISO 8601, also with slashes, and a clock after T or a space
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_ISO_CLOCK}",
        # ISO 8601, basic format
        rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:t\d{{4,6}}{_ZONE})?",
        # RFC 2822 and the same in words: Wed, 24 Jan 2018 10:00:00 +0100
        rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}}){_CLOCK}",
        # January 24, 2018
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}}){_CLOCK}",
    )
)
_LONGEST = 80


def parse_day(text: str) -> date | None:
    """The day that `text` names, or None where it names none, only a part of one, or one of two."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match is None:
            continue
        month = match["month"].casefold()
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        try:
            return date(int(match["year"]), number, int(match["day"]))
        except ValueError:  # the 31st of June
            return None
    return None
