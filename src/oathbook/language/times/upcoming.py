"""Does the clause around a time speak of the future? Then "on Saturday" is the next one, else the last."""

from __future__ import annotations

import re

_REACH = 70
_FUTURE_BEFORE = re.compile(
    r"(?<!\w)(?:will|shall|['’]ll|due|scheduled for|planned for|expected|slated for|to be held"
    r"|(?:is|are) (?:due|set|scheduled|expected|planned|slated|supposed|likely|going) to)"
    r"(?:\s+(?!say|said|told|that\b|after\b|since\b|because\b|which\b|who\b)[\w'’-]+){0,7}\s+"
    r"(?:(?:on|in|by|until|before|next|this)\s+)?$",
    re.IGNORECASE,
)
_FUTURE_AFTER = re.compile(
    r",?\s+(?:(?!said|who|which|that|was|were|had|has|have\b)[\w'’-]+\s+){0,6}?"
    r"(?:will|shall|(?:is|are) (?:due|set|scheduled|expected|planned|to))\b",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:\n\"“«]\s*)(?:(?:on|in|by|next)\s+)?$", re.IGNORECASE)


def is_upcoming(text: str, start: int, end: int) -> bool:
    """Whether the time lies ahead: "will meet on Saturday", "On Saturday the two will meet"."""
    before = text[max(0, start - _REACH) : start]
    if _FUTURE_BEFORE.search(before):
        return True
    return bool(_OPENS_SENTENCE.search(before)) and bool(_FUTURE_AFTER.match(text, end, end + _REACH))
