"""Is a match a time at all? The words around it decide: May the minister, 2000 men, the 23 March Movement.

Each question looks at the few words on either side of a match; the word lists are data
(data/times/names.toml).
"""

from __future__ import annotations

import re
from datetime import date

from oathbook.language.times import names
from oathbook.language.times.patterns import SPACE

Match = re.Match[str]

_FIRST_YEAR = 1900  # a bare number below is a count or a name more often than a year
_YEARS_AHEAD = 10
_LAST_YEAR_UNDATED = 2060
_LEFT = 48  # characters looked at on the left: four or five words
_ANY_MONTH = names.any_of(names.FULL_MONTHS)


def _before(words: str, after: str = r"[\s-]+") -> re.Pattern[str]:
    """A pattern for text that ends in one of `words`."""
    return re.compile(rf"(?<!\w)(?:{words}){after}$", re.IGNORECASE)


_TIME_WORDS = (
    "in|since|until|till|by|before|after|during|of|from|last|this|next|that|early|mid|late|between|and"
    "|through|throughout"
)
_BEFORE_MAY = _before(rf"{_TIME_WORDS}|the|a|its|his|their")
_BEFORE_MONTH = _before(
    rf"{_TIME_WORDS}|to|or|the|an?|its|his|their|our|her|every|each|for|end|as of",
    r"[\s-]+(?:early[\s-]+|mid[\s-]+|late[\s-]+|about |around )?",
)
_ARTICLE = _before("the|an?|its|his|their|her|our")
_EVENT_AHEAD = re.compile(
    r"\s+(?!(?:government|cabinet|era|premiership|administration|on|to|and|of|in|from|against)\b)[a-z]"
)
_COLOUR = _before("Black|Red|White", r"\s+")
_CAPTION = re.compile(r"[,(\[]\s*$")
_CAPTION_END = re.compile(r"\s*(?:[.:;)\]–—-]|$|['’]s\b)")
_MONTH_ON = re.compile(
    rf"(?:\s*[,–—-]\s*|\s+(?:and|or|to|through|until)\s+)(?:{_ANY_MONTH})\b", re.IGNORECASE
)
_MONTH_AHEAD = re.compile(rf"\s+(?:of\s+)?(?:{_ANY_MONTH})\b", re.IGNORECASE)

_CAPITAL = re.compile(r"[^\S\n]+([A-Z]\w*)")
_NAME_HEAD = re.compile(r"(?:[^\S\n]+\d{1,2}(?:st|nd|rd|th)?)?[^\S\n]+([A-Z]\w*)")
_OPENER = re.compile(r"(\w+)[^\S\n]+(?:\d{1,2}[^\S\n]+)?$")
_JOINING = re.compile(r"(?<!\w)(?:and|or|to|for|every|each|end)[\s-]+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.?\s*$")
_WORD_AHEAD = re.compile(r"[\s-]+([A-Za-z]+)")
_ON = re.compile(r"(?<!\w)on\s+(?:\w+day,?\s+)?$", re.IGNORECASE)
_BETWEEN = _before("between", r"\s+(?:the )?")

_YEAR_PREPOSITION = _before(
    r"in|since|until|till|during|before|after|throughout|through|early|late|mid|post|pre|dated?|circa|by|from|between|year"
    r"|as of|early as|late as|back to|spring|summer|autumn|winter|both|either|c\.",
    r"[\s-]+(?:(?:about|around|at least|or around|roughly|early|late|mid)[\s-]+)?",
)
_PLAIN_IN = _before("in|since|until|till|during", r"\s+")
_LOOSE_PREPOSITION = _before("of|to|for|around|about|into|than|and|or|with|on|over|ca", r"\.?\s+")
_YEAR_BEFORE = re.compile(
    r"(?<![\d,])(?:19|20)\d\ds?\s*(?:,|,?\s*(?:and|or|to|&|versus|than in)|[-–—])\s*$", re.IGNORECASE
)
_DETERMINED = re.compile(
    r"(?:(?<!\w)(?:the|an?|his|her|its|their|our|this|that|another|any|no|every|each|several|two|three|first|second)"
    r"|['’]s|s['’])\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_NOUN_AHEAD = re.compile(r"[\s-]+[A-Za-z]")
_PLURAL_AHEAD = re.compile(r"\s+(?:[a-z-]+\s)?[a-z]+s\b")
_LINE_START = re.compile(r"(?:^|\n)[^\w\n]*$")
_SENTENCE_START = re.compile(r"[.!?]\s+$")
_YEAR_VERB = re.compile(r"(?:\s+(?:saw|was|brought|marked|began|ended|has|had|proved|became|would)\b|[:–—])")
_CLOSED = re.compile(r"\s*(?:[).;:\]]|,|$|\n|[-–—]\s)")
_POSSESSIVE = re.compile(r"['’]s\b")
_PARENTHESIS = re.compile(r"[(\[](?:[^()\n]{0,30}[\s,;])?$")
_PLACE_COMMA = re.compile(r"[A-Z][\w'’.-]+,\s+$")
_AGE = re.compile(
    r"(?:post|pre|mid|early|late|since)-$", re.IGNORECASE
)  # a hyphen that may stand before a year
_TO_PRESENT = re.compile(
    rf"(?:\s?[–—-]\s?|{SPACE}to{SPACE})(?:the{SPACE})?(?:present|now|today|date)\b", re.IGNORECASE
)
_WEB = re.compile(r"https?://|www\.|@|\w\.\w{2,}/|#")
_CHUNK_START = re.compile(r"\S*$")
_CHUNK_END = re.compile(r"\S*")

_BEFORE_SEASON = _before("in|during|over|throughout|since|until|till|by|before|after|this", r"\s+")
_BEFORE_RAMADAN = _before(
    "in|during|since|before|after|of|until|throughout|by|the|this|last|holy month of", r"\s+"
)
_BEFORE_FEAST = _before(
    r"on|at|during|over|since|before|after|until|by|last|this|next|around|of|for|celebrat\w+|mark\w*",
    r"\s+(?:the )?",
)
_NOT_ONE_WEEKDAY = frozenset(("every", "each", "any", "easter", "good", "palm"))
_NOWADAYS = _before("is|are|remains?|stands?|exists?|still|even|of|until|to|as|and|than", r"\s+")
_CLAUSE_END = re.compile(
    r"\s*(?:[.,;:!?)\]–—\"”»]|$|\n\s*\n|\s(?:and|but|or|with|leaving|when|while|in|on|at|by|near|from|under|over|inside|"
    r"outside|it)\b)"
)
_CLAUSE_START = re.compile(r"(?:^|[.,;:!?(\n\"“«–—]|\b(?:and|but|that))\s*$")
_MEASURED = re.compile(r"\s+(?:of|in|under|as|at|on|with|without|from|away|spent|behind)\b", re.IGNORECASE)


def _left(m: Match, start: int | None = None) -> str:
    start = m.start() if start is None else start
    return m.string[max(0, start - _LEFT) : start]


def _word_ahead(text: str, end: int) -> str:
    ahead = _WORD_AHEAD.match(text, end)
    return ahead[1] if ahead else ""


def _word_before(m: Match, name: str) -> str:
    before = _WORD_BEFORE.search(_left(m, m.start(name)))
    return before[1].lower() if before else ""


def _heads(m: Match, heads: frozenset[str]) -> bool:
    """Whether a capitalised word of `heads` follows: "Friday Mosque", "23 March Movement"."""
    after = _CAPITAL.match(m.string, m.end())
    return after is not None and after[1] in heads


# -- months --


def is_month(m: Match, *, has_number: bool, is_part: bool = False) -> bool:
    """Whether the month of `m` is one, and no verb, name or modal."""
    written = m["month"].rstrip(".")
    lowered = written.lower()
    if is_in_name(m):
        return False
    if has_number and (written[0].isupper() or lowered not in {"may", "march", "mar"}):
        return True
    if has_number:  # "may 5 men", but "5 may 2015": small letters only where the shape leaves no doubt
        return bool(m.groupdict().get("year"))
    if not written[0].isupper() or (written.isupper() and lowered in names.DOUBTFUL_MONTHS):
        return False
    if lowered not in names.FULL_MONTHS:  # "since Oct." is a month, "Mar Mattai" a monastery
        return m["month"].endswith(".") and bool(_BEFORE_MAY.search(_left(m)))
    if lowered not in names.DOUBTFUL_MONTHS:
        return not _COLOUR.search(_left(m))
    return is_part or _is_doubtful_month(m, lowered)


def _is_doubtful_month(m: Match, month: str) -> bool:
    left, text, end = _left(m), m.string, m.end()
    if _ARTICLE.search(left):
        return bool(_EVENT_AHEAD.match(text, end))
    before = _BEFORE_MAY if month in {"may", "march"} else _BEFORE_MONTH
    if _MONTH_ON.match(text, end):
        return True
    if before.search(left):  # "in April Islamic State split", but "and April Jones"
        return not (_JOINING.search(left) and _CAPITAL.match(text, end))
    return bool(_CAPTION.search(left)) and bool(_CAPTION_END.match(text, end))


def is_in_name(m: Match) -> bool:
    """Whether the date is part of a name: 23 March Movement, June 30 Street, Organization 17 November."""
    after = _NAME_HEAD.match(m.string, m.end())
    if after and after[1] in names.NAME_HEADS:
        return True
    before = _OPENER.search(_left(m))
    if before is None or before[1].lower() not in names.NAME_OPENERS:
        return False
    return before[1][0].isupper() or before[1] == "group"


def counts_something(text: str, end: int, start: int) -> bool:
    """Whether the number that ends at `end` counts what follows: "in March 20 people"."""
    is_counted = _word_ahead(text, end).lower() in names.COUNTED
    return is_counted and not _ON.search(text[max(0, start - 20) : start])


def month_follows(text: str, end: int) -> bool:
    """Whether a month's name follows, so that the last figure belongs to it."""
    return bool(_MONTH_AHEAD.match(text, end))


def follows_between(m: Match) -> bool:
    """Whether "between" stands right before."""
    return bool(_BETWEEN.search(_left(m)))


# -- years --


def is_year_number(year: int, published: date | None) -> bool:
    """Whether a bare number of four figures may be a year."""
    last = _LAST_YEAR_UNDATED if published is None else published.year + _YEARS_AHEAD
    return _FIRST_YEAR <= year <= last


def is_label(m: Match) -> bool:
    """Whether the figures number something, or stand in an address: "No. 2014", "Resolution 1989", a link."""
    text, start, end = m.string, m.start(), m.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "-" and _AGE.search(text[max(0, start - 6) : start]):
        return False
    if before and (before in "$€£¥#/@=&_+.,:-" or before.isalnum()):
        return True
    if after and (after in "%/_=&@#" or (after == "-" and text[end + 1 : end + 2].isdigit())):
        return True
    chunk = _CHUNK_START.search(text, max(0, start - 80), start)
    chunk_end = _CHUNK_END.match(text, end)
    if _WEB.search(text, chunk.start() if chunk else start, chunk_end.end() if chunk_end else end):
        return True
    word = _WORD_BEFORE.search(_left(m))
    return word is not None and word[1].lower() in names.LABELS


def is_year(m: Match, published: date | None) -> bool:
    """Whether a bare number of four figures is a year where it stands."""
    if not is_year_number(int(m["year"]), published):
        return False
    if m.groupdict().get("part"):
        return True
    return not is_label(m) and _is_year_here(m.string, m.start("year"), m.end("year"))


def _is_year_here(text: str, start: int, end: int) -> bool:
    left = text[max(0, start - _LEFT) : start]
    ahead = _word_ahead(text, end)
    counts = ahead.islower() and ahead in names.COUNTED
    if _TO_PRESENT.match(text, end):
        return True
    if _YEAR_PREPOSITION.search(
        left
    ):  # "in 2014 fighters took" is a year, "from 2000 men" and "in 2000 villages" none
        return ahead not in names.COUNTED_PLACES and (not counts or bool(_PLAIN_IN.search(left)))
    if counts:
        return False
    is_possessive = bool(_POSSESSIVE.match(text, end))
    if _YEAR_BEFORE.search(left) or _PARENTHESIS.search(left) or _LOOSE_PREPOSITION.search(left):
        return is_possessive or not _PLURAL_AHEAD.match(text, end)
    if _LINE_START.search(left):
        return is_possessive or bool(_CLOSED.match(text, end) or _YEAR_VERB.match(text, end))
    if _SENTENCE_START.search(left):
        return is_possessive or bool(_YEAR_VERB.match(text, end))
    if _PLACE_COMMA.search(left):
        return bool(_CLOSED.match(text, end))
    return is_possessive or bool(_DETERMINED.search(left) and _NOUN_AHEAD.match(text, end))


# -- weekdays, seasons, feasts --


def is_weekday(m: Match) -> bool:
    """Whether a day of the week is meant: not Black Friday, the Friday Mosque, every Sunday."""
    before = _word_before(m, "weekday")
    if not m["weekday"][0].isupper() or before in names.WEEKDAY_OPENERS or before in _NOT_ONE_WEEKDAY:
        return False
    after = _CAPITAL.match(m.string, m.end("weekday"))
    return after is None or after[1] not in names.WEEKDAY_HEADS


def is_season(m: Match) -> bool:
    """Whether a season is meant: not the Arab Spring, not the Winter Palace."""
    return _word_before(m, "season") not in names.SEASON_OPENERS and not _heads(
        m, names.NAME_HEADS | {"Olympics", "Games", "Palace"}
    )


def is_in_season(m: Match) -> bool:
    """Whether a season with neither year nor "last" stands as a time: "in the spring", "over the summer"."""
    return bool(_BEFORE_SEASON.search(_left(m)))


def is_hijri(m: Match, *, has_year: bool) -> bool:
    """Whether a month of the Islamic calendar is meant, not a man of that name."""
    if not m["hijri"][0].isupper():
        return False
    if has_year:
        return True
    if _CAPITAL.match(m.string, m.end()):
        return False
    groups = m.groupdict()
    if groups.get("which") or groups.get("day") or "month of" in m[0].lower():
        return True
    return m["hijri"].lower() in names.HIJRI_BARE and bool(_BEFORE_RAMADAN.search(_left(m)))


def is_festival(m: Match, name: str, *, is_chosen: bool) -> bool:
    """Whether the feast is a time: not Christmas Island; `is_chosen` by a year or by "last"."""
    if not m["festival"][0].isupper() or _heads(m, names.NAME_HEADS):
        return False
    row = names.FESTIVALS[name]
    return is_chosen or bool(row.get("bare")) or bool(_BEFORE_FEAST.search(_left(m)))


# -- words that measure --


def is_nowadays(m: Match) -> bool:
    """Whether "today" means these times: "is today extinct", "today's world"."""
    return bool(_NOWADAYS.search(_left(m))) or bool(_POSSESSIVE.match(m.string, m.end()))


def ends_phrase(text: str, end: int) -> bool:
    """Whether nothing depends on the phrase that ends here: a stop, or a new phrase, follows."""
    return bool(_CLAUSE_END.match(text, end))


def starts_clause(m: Match) -> bool:
    """Whether the match opens a sentence or clause."""
    return bool(_CLAUSE_START.search(_left(m)))


def is_measured(text: str, end: int) -> bool:
    """Whether what follows says what the length is of: "after two years of war"."""
    return bool(_MEASURED.match(text, end))
