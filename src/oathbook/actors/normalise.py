"""When are two spellings one name? `normalise` answers by folding; it is idempotent.

Two depths. `plain` takes away only what typography adds: case, diacritics, apostrophes and ayn marks. `fold`
goes on to what transliteration varies: o/u, e/i, y/i, w/u, q/k, dh/d, doubled letters, a final h, and glued
articles (Hizbul, Abdelmalek, Nureddin). The deep fold may bring two actors together (Ansarul Islam of Burkina
Faso, Ansar al-Islam of Iraq); then the plain spelling decides between them, see `names`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘`´ʿʾʻʼʽˈ′"
HYPHENS = "-‐‑‒–"

_MARKS = "\u0300-\u036f\u064b-\u0652\u0670"
_WORD = rf"[^\W_{APOSTROPHES}]|[{_MARKS}]"
WORD = re.compile(rf"(?:{_WORD})+(?:[{APOSTROPHES}]+(?:{_WORD})+)*|[&()]")
_ASCII_WORD = re.compile(r"[a-z0-9]+|[&()]")
_POSSESSIVE = re.compile(rf"(?<=\w\w)[{APOSTROPHES}]s$", re.IGNORECASE)

# Dropped wherever they stand as a word of their own.
ARTICLES = frozenset({"al", "el", "ul"})
# Dropped only when a hyphen ties them to the next word: alone they are English, Spanish or French words.
TIED_ARTICLES = frozenset(
    {"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "el", "es", "ess", "ez", "il", "l"}
    | {"ud", "un", "ur", "us", "uz"}
)
SPACED_ARTICLES = frozenset({"ash", "ud", "ur"})
IZAFET = frozenset({"e", "i"})  # Lashkar-e-Taiba, Sipah-i-Sahaba
THE = "the"
_DROPPABLE = ARTICLES | TIED_ARTICLES | IZAFET | {THE}

_SPECIAL = str.maketrans(
    dict.fromkeys(APOSTROPHES + "ـ")
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه"}
)
_CLASSES = str.maketrans("oeywq", "uiiuk")
_DOUBLED = re.compile(r"(.)\1+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
# Abdelmalek, Abdulqadir, Abdiqadir, Abdurrahman -> abd + the name; Abdullah(i) is a name of its own.
_ABD = re.compile(r"abd(?:[aeiou]l|i(?=[^l])|[aeou](?=r|ss|nn|zz|tt|dd))(?!la)(.{4,})")
# Sirajuddin, Nureddine -> siraj + din; a single d only after u, or Mujahedin would fall apart.
_UDDIN = re.compile(r"(.{3,}?)(?:[aeu]dd|ud)[ie]{1,2}ne?")

# Spellings of one common word that no letter class brings together, in folded letters.
_SAME: dict[str, tuple[str, ...]] = {
    spelling: tuple(standard.split())
    for standard, spellings in {
        "abd": "abdul abdil abdal",
        "abdula": "abdala",
        "abu bakr": "abubakr abubakar abubakir abubikr",
        "bakr": "bakar bakir bikr",
        "ahmad": "ahmid",
        "and": "&",
        "bin": "ibn",
        "cintri": "cintir",
        "difinci": "difinsi",
        "din": "dini idin idini udini",
        "faisal": "fisal",
        "hizbula": "hizbala",
        "husin": "husain",
        "iusuf": "iusif",
        "jaish": "jish",
        "muhamad": "muhamid",
        "shikh": "shaikh",
        "suliman": "sulaiman",
        "taiba": "tuiba taiaba",
        "tihrik": "tahrik",
        "ua": "ual",
        "uilaiat": "vilaiat uilaia vilaiit uilaiit",
        "urganisatiun": "urganizatiun",
        "usman": "uthman",
    }.items()
    for spelling in spellings.split()
}


def normalise(name: str) -> str:
    """The spelling under which all spellings of one name meet.

    >>> normalise("Ansar al-Sharīʿah") == normalise("Ansar ash-Sharia") == normalise("ansarul sharia")
    True
    """
    tokens = [m for m in WORD.finditer(name) if plain(m.group())]
    kept = [m for m in tokens if not is_dropped(plain(strip_possessive(m.group())), name, m.end())]
    subs = [sub for m in kept or tokens[-1:] for sub in fold(strip_possessive(m.group()))]
    return " ".join(subs)


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """The word without case, diacritics and apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", word.translate(_SPECIAL).casefold()).translate(_SPECIAL)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def plain_name(name: str) -> str:
    """A whole name in plain words, one space between them, articles kept, a leading "the" left out."""
    if name.isascii() and "'" not in name and "`" not in name:
        words = _ASCII_WORD.findall(name.lower())
    else:
        words = [plain(strip_possessive(m.group())) for m in WORD.finditer(name)]
    return " ".join(words[1:] if words[:1] == [THE] and len(words) > 1 else words)


def strip_possessive(word: str) -> str:
    """The word without a possessive 's."""
    return _POSSESSIVE.sub("", word)


def is_dropped(word: str, text: str, end: int) -> bool:
    """Whether the plain `word` that ends at `end` of `text` is an article or a link and no part of a name."""
    if word == THE or word in ARTICLES:
        return True
    if word in TIED_ARTICLES or word in IZAFET:
        following = text[end : end + 1]
        if following and following in HYPHENS:
            return True
        apart = following != "" and (following in APOSTROPHES or not following.isalnum())
        return apart and (word in SPACED_ARTICLES or word == "e")
    return False


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> tuple[str, ...]:
    """The folded parts of one word: mostly one, more where spelling may glue (Abdelmalek: abd, malik)."""
    bare = plain(word)
    if bare in "&()":
        return _SAME.get(bare, (bare,)) if bare else (word,)
    runs: list[str] = _RUNS.findall(bare)
    if len(runs) > 1 and not _DROPPABLE.isdisjoint(runs):
        return ("".join(runs),)  # "e0" is no link and a nought
    return tuple(sub for run in runs for sub in _settle(run)) or (bare,)


def _split(run: str) -> tuple[str, ...]:
    if m := _ABD.fullmatch(run):
        return ("abd", m[1])
    if (m := _UDDIN.fullmatch(run)) and m[1] not in _DROPPABLE:
        return (m[1], "din")
    return (run,)


def _settle(part: str) -> tuple[str, ...]:
    """`part` split and folded until nothing changes: what makes `normalise` idempotent."""
    pieces = _split(part)
    if len(pieces) > 1:
        return tuple(sub for piece in pieces for sub in _settle(piece))
    folded = _fold_letters(part)
    if folded in _SAME:
        return _SAME[folded]
    # A fold that gives an article or a link would be dropped the next time: such a word stays as it is.
    return (part,) if folded == part or folded in _DROPPABLE else _settle(folded)


def _fold_letters(part: str) -> str:
    if len(part) < 3 or not part.isascii():
        return part
    folded = part.translate(_CLASSES).replace("dh", "d").replace("dj", "j")
    if len(part) > 3:
        folded = _DOUBLED.sub(r"\1", folded)
    if len(folded) > 3 and folded[-1] == "h" and folded[-2] in "aiu":
        folded = folded[:-1]
    if len(folded) > 5 and folded.endswith("ul"):  # Ansarul, Hizbul, Jamaatul
        folded = folded[:-2]
    return folded
