"""How are the pieces of a time expression spelt? In rules `{name}` is a piece, a blank is white space.

White space may hold one line break but no blank line, so that an expression never reaches over a paragraph.
"""

from __future__ import annotations

import re

from oathbook.language.times import names

SPACE = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
_ABBREVIATIONS = names.any_of(m for m in names.MONTHS if m not in names.FULL_MONTHS)
_AFTER_FIGURES = r"(?![\w%]|[.,:]\d)"  # no "2015th", "15%", "15.5", "15,000", "15:30"
_ORDINAL = r"[12]\d|3[01]|0?[1-9]"
_WHICH = r"this past|this coming|this|last|next|that same|that very|that"
_WHICH_OF_TEXT = r"the (?:very )?(?:same|following|next|previous|preceding)"
_YEAR_WORD = (
    r"(?:this|last|next|that(?: same)?|the (?:same|following|next|previous|preceding|last|past)) year"
)
_PART = (
    r"(?:the |the very |very )?"
    r"(?P<part>(?:early|mid|late)(?:(?: |-)to(?: |-)(?:mid|late))?"
    r"|beginning|start|outset|dawn|middle|end|close"
    r"|(?:first|second|latter|last) half"
    r"|(?:first|second|third|fourth|last|final|1st|2nd|3rd|4th) quarter"
    r"|(?:first|opening|early|last|final|closing|latter|later) (?:few )?(?:days|weeks|months|part|years))"
    r"(?:-|\s)(?:(?:of|in) )?(?:the (?:year )?)?"
)

PIECES = {
    "number": (
        r"\d{1,3}|half a dozen|a dozen|an?"
        rf"|(?:{names.any_of(names.TENS)})(?:(?: |-)(?:one|two|three|four|five|six|seven|eight|nine))?"
        rf"|{names.any_of(names.NUMBERS)}"
    ),
    "day": rf"(?P<day>{_ORDINAL})(?:st|nd|rd|th)?{_AFTER_FIGURES}",
    "last_day": rf"(?P<last_day>{_ORDINAL})(?:st|nd|rd|th)?{_AFTER_FIGURES}",
    "to": r"(?P<join>\s?[-–—]\s?| to | and | or | & |/| until | till | through )",
    "month": rf"(?P<month>(?:{names.any_of(names.FULL_MONTHS)})(?!\w)|(?:{_ABBREVIATIONS})(?!\w)\.?)",
    "full_month": rf"(?P<month>{names.any_of(names.FULL_MONTHS)})(?!\w)",
    "weekday": rf"(?P<weekday>{names.any_of(names.FULL_WEEKDAYS)})(?!\w)",
    # a weekday that only goes with a date: "Sunday, March 19"
    "on_weekday": rf"(?:(?:{names.any_of(names.WEEKDAYS)})(?!\w)\.?,? (?:the )?)?",
    "season": r"(?P<season>spring|summer|autumn|winter)(?!\w)",
    "any_season": r"(?P<season>spring|summer|autumn|fall|winter)(?!\w)",
    "year": rf"(?P<year>(?:1[5-9]|20)\d\d){_AFTER_FIGURES}",
    "year_word": rf"(?P<year_word>{_YEAR_WORD})",
    # a year after a month or a day
    "circa": r"(?P<rough>(?:about|around|circa|c\.|roughly|in or around) )?",
    "in_year": (
        rf"(?:, ?| |,? of )(?P<year>(?:1[5-9]|20)\d\d){_AFTER_FIGURES}| (?:of )?(?P<year_word>{_YEAR_WORD})"
    ),
    "part": _PART,
    "which": rf"(?P<which>{_WHICH}|{_WHICH_OF_TEXT})",
    "unit": r"(?P<unit>days?|nights?|weeks?|weekends?|fortnights?|months?|years?|decades?)",
    "one_unit": r"(?P<unit>day|night|week|weekend|fortnight|month|year|decade)",
    "units": r"(?P<unit>days|nights|weeks|weekends|fortnights|months|years|decades)",
    "other_units": r"days|weeks|months|years|decades",
    "from_there": r"ago|later|earlier|before|after",
    "hijri_month": rf"(?P<hijri>{names.any_of(names.HIJRI_MONTHS)})(?!\w)",
    "hijri_year": r"(?P<hijri_year>1[345]\d\d)(?: ?(?:ah|h|hijri))?",
    "festival": rf"(?P<festival>{names.any_of(names.FESTIVALS)})(?!\w)",
    "rough": r"(?P<rough>(?:about|around|some|roughly|approximately|nearly|almost|circa|c\.) )?",
    "daytime": r"morning|afternoon|evening|night|noon|midday|dawn|dusk|midnight",
}


def expand(template: str) -> str:
    """The pattern that `template` stands for."""
    pieces = {name: f"(?:{piece})" for name, piece in PIECES.items()}
    return re.sub(r"\{([a-z]\w*)\}", lambda m: pieces[m[1]], template).replace(" ", SPACE)


def compiled(template: str) -> re.Pattern[str]:
    """The compiled pattern of `template`, case folded, ending at the end of a word."""
    return re.compile(rf"(?:{expand(template)})(?!\w)", re.IGNORECASE)
