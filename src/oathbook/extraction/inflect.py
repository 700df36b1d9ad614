"""The written forms of an English verb or noun, so that frames name only the base form.

Regular spelling rules plus a table of the irregular verbs and nouns (`data/words/irregular.toml`).
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from oathbook.data import read_text

_VOWELS = "aeiou"
# Verbs of one written vowel and consonant that double it, beside all one-syllable ones.
_DOUBLING = frozenset(
    "kidnap handicap worship program "
    "travel label cancel signal model channel fuel counsel level quarrel marshal funnel tunnel unravel dispel "
    "admit begin commit defer expel impel occur omit permit prefer propel rebel rebut recur refer regret repel submit transfer "
    "transmit unpin outbid outfit acquit abet abut allot annul appal compel concur confer control deter disbar equip excel "
    "enrol fulfil instal incur infer inter patrol".split()
)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(read_text("words", "irregular.toml"))
    return data


@lru_cache(maxsize=8192)
def verb_forms(base: str) -> dict[str, str]:
    """Each written form of the verb `base` and its part of speech: VB, VBZ, VBD, VBN or VBG.

    A form that serves as both past and participle is VBD here; the parser tells them apart.
    """
    irregular = _irregular()["verbs"].get(base)
    past, participle = irregular or (_past(base), _past(base))
    forms = {base: "VB", _third(base): "VBZ", _ing(base): "VBG"}
    for form in participle.split("|"):
        forms[form] = "VBN"
    for form in past.split("|"):
        forms[form] = "VBD"
    return forms


@lru_cache(maxsize=8192)
def noun_forms(base: str) -> tuple[str, ...]:
    """The singular and plural of the noun `base` (which may end a phrase of several words)."""
    irregular = _irregular()["nouns"].get(base)
    if irregular:
        return (base, *irregular)
    return (base, _plural(base))


def _third(base: str) -> str:
    if base == "have":
        return "has"
    return _plural(base)


def _plural(base: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)$", base) or base in {
        "go",
        "do",
        "undergo",
        "forgo",
        "veto",
        "hero",
        "echo",
    }:
        return base + "es"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + "s"


def _doubles(base: str) -> bool:
    if base in _DOUBLING:
        return True
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtz]", base)) and base[-1] not in "wxy"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    if _doubles(base):
        return f"{base}{base[-1]}ed|{base}ed" if base.endswith("l") else f"{base}{base[-1]}ed"
    return base + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    if _doubles(base) or base in {
        "put",
        "cut",
        "quit",
        "set",
        "split",
        "win",
        "run",
        "get",
        "let",
        "hit",
        "sit",
        "shut",
    }:
        return f"{base}{base[-1]}ing"
    return base + "ing"
