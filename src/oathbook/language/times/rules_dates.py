"""Which phrases name a day, month, season, year or decade? Rules for dates as the calendar has them."""

from __future__ import annotations

from datetime import date

from oathbook.language.times import names, traps
from oathbook.language.times.meanings import Between, CalendarDate, Decade, Fixed, Which
from oathbook.language.times.table import (
    VAGUE,
    Built,
    Match,
    group,
    is_rough,
    month_of,
    part_of,
    rule,
    which_of,
    year_of,
)
from oathbook.model.interval import Interval

# -- in figures --


@rule(
    r"(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>[0-2]\d|3[01])(?:T\d\d:\d\d\S*)?",
    on="figure",
)
def _iso_day(m: Match, _: date | None) -> Built:
    return _fixed(int(m["y"]), int(m["m"]), int(m["d"]))


@rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?!-?\d)", on="figure")
def _iso_month(m: Match, _: date | None) -> Built:
    """2015-03 is a month, 2009-10 two years."""
    if int(m["m"]) == int(m["y"][2:]) + 1:
        return None
    return CalendarDate(year=int(m["y"]), month=int(m["m"]))


@rule(r"(?P<a>[0-2]?\d|3[01])(?P<sep>[-/.])(?P<b>[0-2]?\d|3[01])(?P=sep)(?P<y>(?:19|20)\d\d)", on="figure")
def _numeric(m: Match, published: date | None) -> Built:
    """Dots are European; otherwise the order must follow from the figures or from the publication date."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    day_first, month_first = _fixed(year, b, a), _fixed(year, a, b)
    if m["sep"] == "." or day_first is None or month_first is None:
        return day_first or (None if m["sep"] == "." else month_first)
    readings = {day_first, month_first}
    if published is not None and len(readings) > 1:
        today = Fixed(interval=Interval.day(published))
        readings = {today} & readings or {r for r in readings if r.interval.edtf <= today.interval.edtf}
    return readings.pop() if len(readings) == 1 else VAGUE


def _fixed(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(interval=Interval.day(date(year, month, day)))
    except ValueError:
        return None


# -- days and months --


@rule(
    r"{on_weekday}(?:the )?{day}(?: |-|(?: day)? of (?:the month of )?){month}{in_year}?",
    r"{on_weekday}(?:the )?{day}{to}{last_day} (?:of )?{month}{in_year}?",
    r"{on_weekday}{month} (?:the )?{day}{in_year}?",
    r"{on_weekday}{month} {day}{to}{last_day}{in_year}?",
    r"{day}-{month}-(?P<year>(?:19|20)\d\d)",
    on="month weekday",
)
def _day(m: Match, _: date | None) -> Built:
    day, last = int(m["day"]), group(m, "last_day")
    last_day = None if last is None else int(last)
    meaning = CalendarDate(year=year_of(m), month=month_of(m), day=day, last_day=last_day)
    join = (group(m, "join") or "").strip()
    if join in {"and", "or", "&", "/"} and last_day != day + 1 and not traps.follows_between(m):
        return None
    if not _is_valid(meaning) or not traps.is_month(m, has_number=True):
        return None
    if meaning.year is None and m.end() != m.end("month"):
        # "In March 20 people died", "from 5 May to 7 June": the last figure belongs to what follows
        is_other = traps.counts_something(m.string, m.end(), m.start()) or traps.month_follows(
            m.string, m.end()
        )
        return None if is_other else meaning
    return meaning


def _is_valid(meaning: CalendarDate) -> bool:
    """Whether the calendar has such days: 29 February needs a leap year, 31 June none."""
    if meaning.month is None or meaning.day is None:
        return True
    year = meaning.year if isinstance(meaning.year, int) else 2000
    try:
        first = date(year, meaning.month, meaning.day)
        return meaning.last_day is None or first < date(year, meaning.month, meaning.last_day)
    except ValueError:
        return False


@rule(r"{circa}{part}?{month}{in_year}", r"{part}{full_month}", on="month")
def _month(m: Match, _: date | None) -> Built:
    year, part = year_of(m), part_of(m)
    if not traps.is_month(m, has_number=year is not None, is_part=part is not None):
        return None
    return CalendarDate(year=year, month=month_of(m), part=part, approximate=is_rough(m))


@rule(r"{month}", on="month")
def _bare_month(m: Match, _: date | None) -> Built:
    return CalendarDate(month=month_of(m)) if traps.is_month(m, has_number=False) else None


@rule(r"{part}?{which} {full_month}(?: {day})?", on="month")
def _which_month(m: Match, _: date | None) -> Built:
    day = group(m, "day")
    if not m["month"][0].isupper() or (day and traps.counts_something(m.string, m.end(), m.start())):
        return None
    which = which_of(m["which"])
    meaning = CalendarDate(month=month_of(m), day=int(day) if day else None, which=which, part=part_of(m))
    return meaning if _is_valid(meaning) else None


_EDGES = {"first": 0, "second": 1, "third": 2}


@rule(
    r"the (?P<edge>first|second|third|last|final) (?P<unit>week|weekend|fortnight|ten days|10 days) "
    r"(?:of|in) {full_month}{in_year}?",
    on="unit",
)
def _week_of_month(m: Match, _: date | None) -> Built:
    if not traps.is_month(m, has_number=True):
        return None
    year, month = year_of(m), month_of(m)
    length = {"week": 7, "weekend": 0, "fortnight": 14}.get(m["unit"].lower(), 10)
    number = _EDGES.get(m["edge"].lower())
    if not length:
        return CalendarDate(year=year, month=month)
    if number is None:
        return CalendarDate(year=year, month=month, day=31 - length, last_day=31)
    first = 1 + number * length
    return CalendarDate(year=year, month=month, day=min(first, 28), last_day=min(first + length - 1, 31))


# -- years, parts of years, seasons, decades --


@rule(r"{circa}{part}?(?:(?:the )?year )?{year}", r"(?P<part>mid|early|late|end)-?{year}", on="figure")
def _year(m: Match, published: date | None) -> Built:
    if not traps.is_year(m, published):
        return None
    return CalendarDate(year=int(m["year"]), part=part_of(m), approximate=is_rough(m))


_AT_SOME_TIME = r"(?:earlier|later|sometime|some time)(?: in)?"


@rule(r"{part}?{year_word}(?:['’]s)?", _AT_SOME_TIME + " {year_word}", on="unit")
def _year_word(m: Match, _: date | None) -> Built:
    return CalendarDate(year=year_of(m), part=part_of(m))


@rule(r"the (?P<part>beginning|start|middle|end) of the year", on="unit")
def _part_of_the_year(m: Match, _: date | None) -> Built:
    return CalendarDate(year=Which.THIS, part=part_of(m))


@rule(r"(?P<quarter>q[1-4]|h[12]|[1-4]q),? (?:of )?{year}", on="figure")
def _quarter(m: Match, _: date | None) -> Built:
    part = m["quarter"].lower()
    return CalendarDate(year=int(m["year"]), part=f"q{part[0]}" if part.endswith("q") else part)


@rule(
    r"the (?P<edge>first|last|final|opening|closing) (?P<count>{number}) (?P<unit>months) of {year}",
    on="unit",
)
def _months_of_year(m: Match, _: date | None) -> Built:
    count, year = names.number(m["count"]), int(m["year"])
    if count is None or not 1 < count <= 12:
        return None
    first, last = (1, count) if m["edge"].lower() in {"first", "opening"} else (13 - count, 12)
    return Between(left=CalendarDate(year=year, month=first), right=CalendarDate(year=year, month=last))


@rule(
    r"{part}?(?:the )?{any_season}{in_year}(?:[-–/](?:(?:19|20)\d\d|\d\d))?",
    r"{part}?(?:the )?{year} {season}",
    on="season figure",
)
def _season_of_year(m: Match, _: date | None) -> Built:
    if not traps.is_season(m):
        return None
    return CalendarDate(year=year_of(m), season=names.SEASONS[m["season"].lower()])


@rule(r"{part}?{which} {any_season}", r"{part}?(?:the )?{season}", on="season")
def _season(m: Match, _: date | None) -> Built:
    which = group(m, "which")
    if not traps.is_season(m) or not (which or traps.is_in_season(m)):
        return None
    return CalendarDate(season=names.SEASONS[m["season"].lower()], which=which_of(which))


@rule(
    r"{part}?(?:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s",
    r"{part}?(?:the )['’]?(?P<decade>[2-9]0)['’]?s",
    on="figure",
)
def _decade(m: Match, _: date | None) -> Built:
    digits = m["decade"]
    return Decade(decade=int(digits) if len(digits) == 4 else 1900 + int(digits), part=part_of(m))


@rule(r"{year}(?:\s?[-–—]\s?|/)(?P<end>(?:19|20)\d\d|\d\d)(?![\w%]|[-.,:/]\d)", on="figure")
def _years(m: Match, published: date | None) -> Built:
    first = int(m["year"])
    last = int(m["end"]) if len(m["end"]) == 4 else first - first % 100 + int(m["end"])
    if not traps.is_year_number(first, published) or not first < last <= first + 60 or traps.is_label(m):
        return None
    return Between(left=CalendarDate(year=first), right=CalendarDate(year=last))
