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
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {
    "tens of thousands": Count(min=20_000, max=99_999),
    "hundreds of thousands": Count(min=200_000, max=999_999),
    "thousands": Count(min=2_000, max=9_999),
    "several thousand": Count(min=2_000, max=9_999),
    "hundreds": Count(min=200, max=999),
    "several hundred": Count(min=200, max=999),
    "a few hundred": Count(min=200, max=999),
    "scores": Count(min=40, max=99),
    "dozens": Count(min=24, max=99),
    "several dozen": Count(min=24, max=99),
    "a dozen": Count(best=12),
}
_VAGUE_PATTERN = re.compile(r"\b(" + "|".join(sorted(_VAGUE, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_WORDS = "|".join([*_UNITS, *_TENS, *_SCALES, "a hundred", "a thousand"])
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?: (?:hundred|thousand|million))?|(?:(?:{_WORDS})(?:[ -](?:and )?)?)+)"
_RANGE = re.compile(rf"\b(?:between )?({_NUMBER})\s*(?:-|to|and)\s*({_NUMBER})\b", re.IGNORECASE)
_QUALIFIED = re.compile(
    rf"\b(?:(at least|more than|over|no fewer than|not less than|upwards of|some|about|around|nearly|almost|up to|"
    rf"at most|fewer than|less than|roughly|approximately|an estimated|as many as)\s+)?({_NUMBER})(?![\w.,]*\d)\b",
    re.IGNORECASE,
)
_AT_LEAST = frozenset({"at least", "more than", "over", "no fewer than", "not less than", "upwards of"})
_AT_MOST = frozenset({"up to", "at most", "fewer than", "less than", "as many as"})


def find_count(text: str) -> Count | None:
    """The first count in `text`, or None. Years and dates must have been taken out by the caller."""
    vague = _VAGUE_PATTERN.search(text)
    exact = _QUALIFIED.search(text)
    if vague and (exact is None or vague.start() <= exact.start()):
        return _VAGUE[vague.group(1).lower()]
    if exact is None:
        return None
    span = _RANGE.match(text, exact.start(2))
    if span:
        low, high = _value(span.group(1)), _value(span.group(2))
        if low is not None and high is not None and low < high:
            return Count(min=low, max=high)
    number = _value(exact.group(2))
    if number is None:
        return None
    qualifier = (exact.group(1) or "").lower()
    if qualifier in _AT_LEAST:
        return Count(min=number)
    if qualifier in _AT_MOST:
        return Count(max=number)
    return Count(best=number)


def _value(text: str) -> int | None:
    text = text.strip().lower().replace(",", "")
    m = re.fullmatch(r"(\d+(?:\.\d+)?)(?: (hundred|thousand|million))?", text)
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
