"""Which phrases name a time by its distance from another, or a length? "Last week", "two years ago"."""

from __future__ import annotations

from datetime import date

from oathbook.language.times import names, traps
from oathbook.language.times.meanings import (
    Duration,
    Link,
    Need,
    Period,
    Reference,
    Shift,
    Stretch,
    Unit,
    Weekday,
    Which,
)
from oathbook.language.times.table import (
    VAGUE,
    Built,
    Match,
    count_of,
    group,
    is_rough,
    rule,
    unit_of,
    which_of,
)

# -- days and weeks --

_DAYS_FROM_TODAY = {
    "last night": -1,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


@rule(
    r"(?P<word>today|yesterday|tomorrow)(?: {daytime})?",
    r"(?P<word>tonight|last night|this (?:morning|afternoon|evening))",
    r"(?P<word>the day before yesterday|the day after tomorrow)",
    on="day unit",
)
def _today(m: Match, _: date | None) -> Built:
    word = " ".join(m["word"].lower().split())
    if word == "today" and traps.is_nowadays(m):
        return VAGUE
    return Shift(count=_DAYS_FROM_TODAY.get(word, 0), unit=Unit.DAY, anchor=Need.PUBLICATION)


@rule(
    r"(?:(?:early|late)(?: on)? )?(?:{which} )?{weekday}(?:,? {daytime})?"
    r"(?:,? (?:of )?(?P<week>last|this|next) week)?",
    on="weekday",
)
def _weekday(m: Match, _: date | None) -> Built:
    if not traps.is_weekday(m):
        return None
    words, week = (group(m, "which") or "").lower(), group(m, "week")
    which = Which.UPCOMING if words.endswith("coming") else which_of(words)
    return Weekday(
        weekday=names.WEEKDAYS[m["weekday"].lower()],
        which=Which.NEAREST if which is Which.THIS else which,
        week=which_of(week) if week else None,
    )


@rule(
    r"(?:(?:earlier|later|early|late|sometime|some time|mid)(?:-| in | )"
    r"|the (?:beginning|start|middle|end) of )?{which} {one_unit}(?:['’]s)?",
    r"(?:over|at|during) the (?P<unit>weekend)",
    on="unit",
)
def _period(m: Match, _: date | None) -> Built:
    unit, which = unit_of(m), which_of(group(m, "which"))
    is_todays = unit is Unit.DAY and which in {Which.THIS, Which.LAST, Which.NEXT}
    if unit is Unit.YEAR or is_todays:
        return None
    return Period(unit=unit, which=Which.NEAREST if unit is Unit.WEEKEND and which is Which.LAST else which)


# -- so many units from an anchor --


@rule(
    r"{rough}(?P<count>{number})(?: (?:or|to) |-)?(?P<count_to>{number})? {unit}(?P<so> or so)? "
    r"(?P<way>ago|later|on|afterwards?|hence|earlier|previously|beforehand)",
    on="unit",
)
def _shift(m: Match, _: date | None) -> Built:
    count, way, second = count_of(m), m["way"].lower(), group(m, "count_to")
    if count is None or (way == "on" and not traps.ends_phrase(m.string, m.end())):
        return None
    sign = -1 if way in {"ago", "earlier", "previously", "beforehand"} else 1
    count_to = names.number(second) if second else None
    return Shift(
        count=sign * count,
        count_to=None if count_to is None else sign * count_to,
        unit=unit_of(m),
        anchor=Need.PUBLICATION if way == "ago" else Need.CONTEXT,
        approximate=is_rough(m),
    )


@rule(r"the (?P<unit>week|month|year) before last", on="unit")
def _before_last(m: Match, _: date | None) -> Built:
    return Shift(count=-2, unit=unit_of(m), anchor=Need.PUBLICATION)


@rule(r"(?P<count>24|48|72|96) hours (?P<way>ago|later|earlier|before)", on="unit")
def _hours(m: Match, _: date | None) -> Built:
    days, way = int(m["count"]) // 24, m["way"].lower()
    anchor = Need.PUBLICATION if way == "ago" else Need.CONTEXT
    return Shift(count=days if way == "later" else -days, unit=Unit.DAY, anchor=anchor)


@rule(
    r"{rough}(?P<count>{number}) {unit}(?P<so> or so)? (?P<way>before|after)",
    r"the (?P<unit>day|night|week|month|year|decade) (?P<way>before|after)",
    on="unit",
)
def _before_or_after(m: Match, _: date | None) -> Built:
    """`Three days before.` counts from the context; `six weeks after they fled` links two clauses."""
    count = count_of(m)
    if count is None:
        return None
    count = -count if m["way"].lower() == "before" else count
    if traps.ends_phrase(m.string, m.end()):
        return Shift(count=count, unit=unit_of(m), anchor=Need.CONTEXT, approximate=is_rough(m))
    return Link(count=count, unit=unit_of(m), approximate=is_rough(m))


@rule(r"after {rough}(?P<count>{number}) {unit}", on="unit")
def _after(m: Match, _: date | None) -> Built:
    """`After two days he accepted` is a time, `after two years of war` a length."""
    count = count_of(m)
    if count is None:
        return None
    if not traps.starts_clause(m) or traps.is_measured(m.string, m.end()):
        return Duration(count=count, unit=unit_of(m))
    return Shift(count=count, unit=unit_of(m), anchor=Need.CONTEXT, approximate=is_rough(m))


@rule(
    r"(?:the|these|this) (?P<way>past|last|previous|next|coming) (?P<count>{number}) {unit}",
    r"(?:the|this) (?P<way>past|coming) {one_unit}",
    r"the (?P<way>last) (?P<unit>week|month|year|decade)",
    on="unit",
)
def _stretch(m: Match, _: date | None) -> Built:
    count, way, unit = count_of(m), m["way"].lower(), unit_of(m)
    if unit is Unit.WEEKEND:
        return Period(unit=unit, which=Which.NEAREST)
    if count is None or way == "previous":
        return VAGUE
    return Stretch(count=count if way in {"next", "coming"} else -count, unit=unit)


# -- lengths of time, and times that name none --


@rule(
    r"(?:for|over|in|within|during|throughout|spent|lasting|lasted) "
    r"(?:about |around |some |nearly |almost |roughly |more than |over |at least |less than |up to |the )?"
    r"(?P<count>{number}|half an?|several|many|a few|some)(?:(?: (?:or|to|and a half)|-) ?(?:{number}))? "
    r"(?:full |whole |long |more |further |other )?{unit}",
    r"(?P<count>{number}) (?:full |whole |long |straight |consecutive |more )?{units}"
    r"(?= (?:of|in|under|as|without)\b)",
    r"(?P<count>{number}|several|many|a few) {units}(?!(?: |-)(?:old|of age))",
    r"(?P<count>an?) (?P<unit>decade|year|month|week)(?= of\b)",
    on="unit",
)
def _duration(m: Match, _: date | None) -> Built:
    return Duration(count=count_of(m), unit=unit_of(m))


@rule(
    r"(?:(?:just |only )?(?:a few|a couple of|several|some|many|a number of|a matter of|dozens of"
    r"|scores of|hundreds of)(?: more)? )?{units}(?: or (?:even )?(?:{other_units}))? "
    r"(?:ago|later|earlier|before|after|afterwards|beforehand|on)",
    r"(?:more than|less than|over|under|at least|no more than|fewer than|well over|just over|just under"
    r"|barely|up to|within|not) {number}(?: and a half)? {unit}(?: and a half)? {from_there}",
    r"{number}(?: and a half (?:{other_units})| {unit} and a half)(?: {from_there})?",
    r"half an? (?:day|week|month|year|decade|century)(?: {from_there})?",
    r"the other (?:day|night|week)",
    r"(?:in|over|during) (?:the )?"
    r"(?:recent|coming|last|past|following|next|previous|subsequent|later|early|earlier) "
    r"(?:few )?(?:{other_units})",
    on="unit",
)
def _vague(_: Match, __: date | None) -> Built:
    return VAGUE


@rule(
    r"at (?:the|that) time(?! (?:of|being|when)\b)",
    r"(?:in|during) the same period",
    r"on the same occasion",
    on="then",
)
def _at_the_time(_: Match, __: date | None) -> Built:
    return Reference()
