"""Is this document worth reading? Cheap and safe: whatever holds a strong name passes.

Each strong name has one pivot word, the one fewest names share. A text is cut into its distinct words in C
(`bytes.translate`, `split`) and only words never seen before are folded; a text without a pivot is turned
away at once. Around a pivot all other words of the name must stand; the passages where they do are handed
back, for the real matching to decide.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from oathbook.actors.names import Case, Name
from oathbook.actors.normalise import fold
from oathbook.actors.ordinary import ORDINARY
from oathbook.actors.stream import Stream

_MEMORY = 400_000  # distinct words remembered: about 40 MB at the very most
_LINKS = 3  # links that may stand between two words of a name ("Lashkar e Taiba")
_UNSEEN = frozenset({"(", ")", "and"})  # lost with the separators, or written &
_SEPARATORS = bytes(c for c in range(128) if not (chr(c).isalnum() or chr(c) in "'`-."))
_SEPARATOR = re.compile("[" + re.escape(_SEPARATORS.decode()) + "]")
_TABLE = bytes(32 if c in _SEPARATORS else c for c in range(256))
_TYPOGRAPHY = [(c.encode(), b" ") for c in "«»“”„…—–•\u00a0\u2003\u2009\u200b\u202f\ufeff。،؛"] + [
    (c.encode(), b"'") for c in "’‘"
]
_PUNCTUATION = re.compile(r"[\W_]+")
_ORDINARY = frozenset(sub for word in ORDINARY for sub in fold(word))
_NO_PART = 0  # the entry of all words that no name contains


class _Entry(NamedTuple):
    word: bytes
    subs: tuple[str, ...]
    pivot_of: list[tuple[frozenset[str], tuple[str, ...]]]  # the names it is the pivot of: their words


class Gate:
    """Turns away texts that hold no name; remembers the words it has met."""

    __slots__ = ("_acronyms", "_any_case", "_entries", "_known", "_pivots", "_vocabulary")

    def __init__(self, names: Iterable[tuple[tuple[str, ...], Name]]) -> None:
        keyed = list(names)
        shared = Counter(sub for subs, _ in keyed for sub in subs)
        self._vocabulary = frozenset(shared)
        self._acronyms: set[str] = set()
        self._pivots: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._any_case: set[str] = set()  # pivots that need no capital
        for subs, name in keyed:
            if name.acronym is not None and _SEPARATOR.search(name.written) is None:
                self._acronyms.add(name.acronym)
                continue
            rare = min(
                (case is not Case.CAPITAL, len(sub) < 4, sub in _ORDINARY, shared[sub], sub)
                for sub, case in zip(subs, name.cases, strict=True)
                if sub not in _UNSEEN
            )
            self._pivots[rare[-1]].add(tuple(sub for sub in subs if sub not in _UNSEEN))
            if rare[0]:
                self._any_case.add(rare[-1])
        self._forget()

    def passages(self, text: str) -> Iterator[str]:
        """The lines of `text`, with a line about them, where a strong name may stand; none where none can."""
        raw = text.encode("utf-8", "surrogatepass")
        if not raw.isascii():
            for old, new in _TYPOGRAPHY:
                raw = raw.replace(old, new)
        if len(self._known) > _MEMORY:
            self._forget()
        words = raw.translate(_TABLE).split()
        distinct = set(words)
        met = set(map(self._known.get, distinct))
        if None in met:
            self._learn([word for word in distinct if word not in self._known])
            met = set(map(self._known.get, distinct))
        met.discard(_NO_PART)
        entries = [self._entries[k] for k in met if k is not None]
        promising = [entry for entry in entries if entry.pivot_of]
        if not promising:
            return
        present: set[str] = set().union(*[entry.subs for entry in entries])
        triggers: list[tuple[str, int]] = []
        for entry in promising:
            possible = [subs for needed, subs in entry.pivot_of if needed <= present]
            reach = max((1, *map(len, possible))) * (1 + _LINKS)
            if possible and self._stands(entry.word, possible, words, reach):
                triggers.append((entry.word.decode("utf-8", "surrogatepass"), reach))
        if triggers:
            yield from _lines_with(triggers, text)

    def _stands(self, word: bytes, possible: list[tuple[str, ...]], words: list[bytes], reach: int) -> bool:
        """Whether one of the `possible` names stands within `reach` words of `word` somewhere, in its order."""
        k = -1
        for _ in range(words.count(word)):
            k = words.index(word, k + 1)
            near = words[max(0, k - reach) : k + reach + 1]
            subs = [sub for w in near for sub in self._entries[self._known[w]].subs]
            if any(_follow(name, subs) for name in possible):
                return True
        return False

    def _forget(self) -> None:
        self._known: dict[bytes, int] = {}  # words met, with their place among the entries
        self._entries: list[_Entry] = [_Entry(b"", (), [])]

    def _learn(self, words: list[bytes]) -> None:
        for word in words:
            subs = tuple(sub for sub in _fold(word) if sub in self._vocabulary)
            pivots = [sub for sub in subs if sub in self._pivots]
            if word.islower() and b"-" not in word:
                pivots = [sub for sub in pivots if sub in self._any_case]
            pivot_of = [(frozenset(name), name) for pivot in pivots for name in self._pivots[pivot]]
            if not word.islower() and not self._acronyms.isdisjoint(_acronym_forms(word)):
                pivot_of.append((frozenset(), ()))  # an acronym needs no other word
            if subs or pivot_of:
                self._known[word] = len(self._entries)
                self._entries.append(_Entry(word, subs, pivot_of))
            else:
                self._known[word] = _NO_PART


def _follow(name: tuple[str, ...], subs: list[str]) -> bool:
    """Whether the words of `name` stand in `subs` one after the other, with few others between."""
    if not name:
        return True
    for start in (k for k, sub in enumerate(subs) if sub == name[0]):
        k = start
        for sub in name[1:]:
            window = subs[k + 1 : k + 2 + _LINKS]
            if sub not in window:
                break
            k += 1 + window.index(sub)
        else:
            return True
    return False


def _fold(word: bytes) -> tuple[str, ...]:
    text = word.decode("utf-8", "surrogatepass")
    one_word = text.isalpha() and (text.isupper() or text[1:].islower())
    return fold(text) if one_word else Stream(text).subs


def _acronym_forms(word: bytes) -> set[str]:
    """What could be an acronym in a word that holds points and hyphens: every run of its parts."""
    text = word.decode("utf-8", "surrogatepass")
    parts = [part for part in _PUNCTUATION.split(text) if part]
    return {"".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}


def _begin(text: str, position: int, reach: int) -> int:
    """Where the line before that of `position` begins; further up while the lines between hold few words."""
    start, between = text.rfind("\n", 0, position), 0
    while start >= 0 and between < reach:
        above = text.rfind("\n", 0, start)
        between += len(text[above + 1 : start].split())
        start = above
    return start + 1


def _end(text: str, position: int, reach: int) -> int:
    """Where the line after that of `position` ends; further down while the lines between hold few words."""
    end, between = text.find("\n", position), 0
    while end >= 0 and between < reach:
        below = text.find("\n", end + 1)
        between += len(text[end + 1 : below if below >= 0 else len(text)].split())
        end = below
    return len(text) if end < 0 else end


def _lines_with(triggers: list[tuple[str, int]], text: str) -> Iterator[str]:
    """Each stretch of lines that has one of the words, with as many lines about it as its name can reach into."""
    plain = text.replace("’", "'").replace("‘", "'")
    spans: list[tuple[int, int]] = []
    for word, reach in triggers:
        position = plain.find(word)
        while position >= 0:
            start, end = _begin(plain, position, reach), _end(plain, position, reach)
            spans.append((start, end))
            position = plain.find(word, end)
    done = 0
    for start, end in sorted(spans):
        if end > done:
            yield text[start:end]
            done = end
