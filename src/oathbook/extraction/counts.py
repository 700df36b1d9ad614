"""How many: numbers and number words of people in a phrase, as a lower bound, a best figure, an upper bound."""

from __future__ import annotations

import re

from oathbook.model import Count

_UNITS = {w: n for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)}  # fmt: skip
_TENS = {
    w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
# What vague words stand for; the bounds are those of the claims vocabulary.
_VAGUE = {
    "tens of thousands": Count(min=20_000, max=99_999),
    "hundreds of thousands": Count(min=200_000, max=999_999),
    "thousands": Count(min=2_000, max=9_999),
    "several thousand": Count(min=2_000, max=9_999),
    "a few thousand": Count(min=2_000, max=9_999),
    "hundreds": Count(min=200, max=999),
    "several hundred": Count(min=200, max=999),
    "a few hundred": Count(min=200, max=999),
    "scores": Count(min=40, max=99),
    "dozens": Count(min=24, max=99),
    "several dozen": Count(min=24, max=99),
    "a few dozen": Count(min=24, max=99),
    "a couple of hundred": Count(best=200),
    "a couple hundred": Count(best=200),
    "half a dozen": Count(best=6),
}
_WORDS = "|".join([*_UNITS, *_TENS, *_SCALES])
_SCALE = "|".join(_SCALES)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?: (?:{_SCALE}))?(?!\w)"
    rf"|(?:a )?(?:{_SCALE})\b|(?:(?:{_WORDS})(?:[ -](?:and )?(?=(?:{_WORDS})\b))?)+\b)"
)
_AT_LEAST = frozenset(
    {
        "at least",
        "more than",
        "over",
        "no fewer than",
        "no less than",
        "not less than",
        "upwards of",
        "as few as",
    }
)
_AT_MOST = frozenset(
    {"up to", "at most", "fewer than", "less than", "as many as", "no more than", "not more than"}
)
_ABOUT = frozenset(
    {"some", "about", "around", "nearly", "almost", "roughly", "approximately", "an estimated", "exactly"}
)
_QUALIFIER = "|".join(sorted(map(re.escape, _AT_LEAST | _AT_MOST | _ABOUT), key=len, reverse=True))
_VAGUES = "|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True))
_COUNT = re.compile(
    rf"\b(?<!\bno )(?:(?P<qualifier>{_QUALIFIER})\s+)?(?:"
    rf"(?P<vague>{_VAGUES})\b"
    rf"|(?:between )?(?P<low>{_NUMBER})\s*(?:-|to|and)\s*(?P<high>{_NUMBER})"
    rf"|(?P<number>{_NUMBER}))(?![,.]?\d|(?:st|nd|rd|th)\b|-(?!strong)[a-z])",
    re.IGNORECASE,
)
# One whole count, for patterns that want to see what stands around it.
COUNT = (
    rf"(?<!\bno )(?:(?:{_QUALIFIER})\s+)?(?:{_VAGUES}|(?:between )?{_NUMBER}(?:\s*(?:-|to|and)\s*{_NUMBER})?)"
)


def find_count(text: str) -> Count | None:
    """The first count in `text`, or None. Years and dates must have been taken out by the caller."""
    for m in _COUNT.finditer(text):
        count = _read(m)
        if count is not None:
            return count
    return None


def _read(m: re.Match[str]) -> Count | None:
    qualifier = (m["qualifier"] or "").lower()
    if m["vague"]:
        return _bounded(_VAGUE[m["vague"].lower()], qualifier)
    if m["low"]:
        low, high = _value(m["low"]), _value(m["high"])
        if low is not None and high is not None and low < high:
            return Count(min=_in_scale(low, m["high"]), max=high)
        whole = _value(m.string[m.start("low") : m.end("high")])  # "twenty-five" is no range
        return _qualified(low if whole is None or m["low"][0].isdigit() else whole, qualifier)
    return _qualified(_value(m["number"]), qualifier)


def _bounded(count: Count, qualifier: str) -> Count:
    if count.best is None:
        return count
    return _qualified(count.best, qualifier) or count


def _qualified(number: int | None, qualifier: str) -> Count | None:
    if number is None:
        return None
    if qualifier in _AT_LEAST:
        return Count(min=number)
    if qualifier in _AT_MOST:
        return Count(max=number)
    return Count(best=number)


def _in_scale(low: int, high: str) -> int:
    """ "two to three hundred": the two are hundreds as well."""
    words = high.lower().split()
    scale = _SCALES.get(words[-1], 1) if len(words) > 1 else 1
    return low * scale if low < scale else low


def _value(text: str) -> int | None:
    text = text.strip().lower().replace(",", "")
    m = re.fullmatch(rf"(\d+(?:\.\d+)?)(?: ({_SCALE}))?", text)
    if m:
        return int(float(m.group(1)) * _SCALES.get(m.group(2) or "", 1))
    total = current = 0
    for word in re.split(r"[ -]+", text):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word not in {"and", "a", ""}:
            return None
    return total + current or None


def add_counts(first: Count, second: Count) -> Count:
    """Both together, "two officers and three civilians": bounded on a side only where either is."""

    def low(c: Count) -> int:
        return c.best if c.best is not None else (c.min or 0)

    if first.best is not None and second.best is not None:
        return Count(best=first.best + second.best)
    return Count(min=low(first) + low(second))
