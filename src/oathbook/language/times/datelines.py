"""Is a date the report's own? Agency datelines, "Published on …", a line that ends in that date."""

from __future__ import annotations

import re
from datetime import date

from oathbook.model.interval import Interval

_CITY_IN_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-/ ]{2,40}(?:\s?\([\w .]+\))?(?:,\s[A-Z][\w.'’ ]{1,30}){0,2},\s*(?:\w+day,?\s*)?$"
)
_CITY = re.compile(
    r"[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){0,3}(?:,\s[A-Z][\w.'’ ]{1,30}){0,2},\s*(?:\w+day,?\s*)?$"
)
_AFTER_CAPITALS = re.compile(r"[^\S\n]*(?:[-–—:]|\([^)\n]{2,60}\)|\.\s?[-–—])")
_AFTER = re.compile(r"[^\S\n]*(?:\([^)\n]{2,60}\)[^\S\n]*[-–—:]|[-–—]{1,2}\s)")
_STAMP = re.compile(
    r"(?:\b(?:(?:first )?published|posted|(?:last )?(?:updated|modified)|filed|retrieved|accessed|archived"
    r"|date of (?:report|issue|publication))\b|^date\b)(?:\s+on)?\s*:?\s*(?:\w+day,?\s*)?$",
    re.IGNORECASE,
)


def is_dateline(text: str, start: int, end: int, interval: Interval | None, published: date | None) -> bool:
    """Whether the date at `start:end` is the report's, and never the time of what it tells."""
    line_start = text.rfind("\n", 0, start) + 1
    if start - line_start > 120:
        return False
    before = text[line_start:start].lstrip()
    if _CITY_IN_CAPITALS.fullmatch(before):
        return bool(_AFTER_CAPITALS.match(text, end))
    if _CITY.fullmatch(before):
        return bool(_AFTER.match(text, end))
    if _STAMP.search(before):
        return True
    if published is None or interval is None or not interval.first == interval.last == published:
        return False
    line_end = text.find("\n", end)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    alone = len(line) - (end - start) <= 12 and not re.search(r"[.!?:]\s*$", line)
    heads = not line[end - line_start :].strip(" *_|)]") and bool(re.search(r"\d{4}", text[start:end]))
    return alone or heads
