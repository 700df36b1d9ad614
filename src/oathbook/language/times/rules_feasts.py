"""Which phrases name a feast or a time of the Islamic calendar? "Ramadan 2015", "Easter 2019"."""

from __future__ import annotations

from datetime import date

from oathbook.language.times import names, traps
from oathbook.language.times.meanings import Feast, HijriDate
from oathbook.language.times.table import Built, Match, group, rule, which_of, year_of

_WHICH = r"(?P<which>this|last|next|that|the (?:same|following|previous|next))"


@rule(
    r"(?:{day}(?: of)? )?(?:the )?(?:holy |fasting )?(?:month of )?{hijri_month},?(?: of)? {hijri_year}",
    r"(?:{day}(?: of)? )?(?:the )?(?:holy |fasting )?(?:month of )?{hijri_month}{in_year}?",
    r"{hijri_month} {day}(?:,? {hijri_year}|{in_year})?",
    _WHICH + r" {hijri_month}",
    on="hijri",
)
def _hijri(m: Match, _: date | None) -> Built:
    hijri_year, day, year = group(m, "hijri_year"), group(m, "day"), year_of(m)
    if not traps.is_hijri(m, has_year=hijri_year is not None or year is not None):
        return None
    return HijriDate(
        month=names.HIJRI_MONTHS[names.key_of(m["hijri"], names.HIJRI_MONTHS)],
        day=int(day) if day else None,
        year=year,
        hijri_year=int(hijri_year) if hijri_year else None,
        which=which_of(group(m, "which")),
    )


@rule(r"(?P<hijri_year>1[345]\d\d) ?(?:ah|hijri|h)", on="figure")
def _hijri_year(m: Match, _: date | None) -> Built:
    return HijriDate(month=None, hijri_year=int(m["hijri_year"]))


@rule(r"(?:the )?{year} {festival}", on="figure")
@rule(
    r"{festival}(?:,? (?:of |in )?{year}| (?:of )?{year_word})?",
    _WHICH + r" {festival}",
    on="feast month weekday unit",
)
def _festival(m: Match, _: date | None) -> Built:
    name, year, which = names.key_of(m["festival"], names.FESTIVALS), year_of(m), group(m, "which")
    if not traps.is_festival(m, name, is_chosen=year is not None or which is not None):
        return None
    return Feast(name=name, year=year, which=which_of(which))
