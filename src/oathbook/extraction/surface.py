"""Patterns over words, for constructions that parsers lose.

A pattern is a line of words, slots and gaps: "[S] , a <1-6> of [X] , {swore|pledged} <allegiance> to [O]".
`[S]`, `[O]`, `[F]` are names (subject, object, from) or lists of them, `[=S]` exactly one name; `{a|b}` alternatives; `<list>` a word list;
`<1-6>` that many words that are no names, `<*1-6>` names included; `?` after a word or group makes it optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from oathbook.extraction.frames import Frame, Frames, word_lists
from oathbook.extraction.inflect import noun_forms
from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Reader
from oathbook.language.tree import Tree

_PIECE = re.compile(
    r"\[(?P<one>=)?(?P<slot>[SOFBX])\]|\{(?P<alt>[^}]+)\}|<(?P<any>\*)?(?P<low>\d+)-(?P<high>\d+)>|<(?P<list>[a-z_]+)>|(?P<word>[^\s\[\]{}<>]+)"
)
_ROLE = {"S": "subject", "O": "object", "F": "from", "B": "by"}


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> tuple[re.Pattern[str], tuple[frozenset[str], ...]]:
    """The expression, and sets of words of each of which a sentence must hold one: most sentences hold none."""
    parts: list[str] = []
    wanted: list[frozenset[str]] = []
    at = 0
    for m in _PIECE.finditer(pattern):
        at = m.end()
        if m.group("word") == "?":
            continue  # it belongs to the piece before it
        optional = pattern[at : at + 1] == "?"
        words: list[str] = []
        if m.group("slot"):
            slot = m.group("slot")
            alone = slot == "X" or m.group("one")
            body = (
                (rf"(?P<{slot}1>⟦\d+⟧) " if slot != "X" else r"⟦\d+⟧ ")
                if alone
                else rf"(?P<{slot}>⟦\d+⟧) (?:(?:, |and |or |, and )+⟦\d+⟧ )*"
            )
        elif m.group("alt"):
            words = [a.strip() for a in m.group("alt").split("|")]
            body = "(?:" + "|".join(map(re.escape, words)) + ") "
        elif m.group("low"):
            word = r"\S+ " if m.group("any") else r"[^\s⟦,;()]+ "
            body = rf"(?:{word}){{{m.group('low')},{m.group('high')}}}"
        elif m.group("list"):
            words = sorted(
                {f for w in word_lists()[m.group("list")] for f in noun_forms(w)}, key=len, reverse=True
            )
            body = "(?:" + "|".join(map(re.escape, words)) + ") "
        else:
            word = m.group("word")
            optional = optional or (word.endswith("?") and len(word) > 1)
            words = [word.rstrip("?") if len(word) > 1 else word]
            body = re.escape(words[0]) + " "
        if words and not optional:
            wanted.append(frozenset(w.split(" ", 1)[0] for w in words))
        parts.append(f"(?:{body})?" if optional else body)
    return re.compile("(?<!\\S)" + "".join(parts)), tuple(sorted(wanted, key=len))


_Pattern = tuple[Frame, re.Pattern[str], tuple[frozenset[str], ...]]


@lru_cache(maxsize=4)
def _by_word(frames: Frames) -> dict[str, dict[int, _Pattern]]:
    """The patterns, numbered in their order, by the words of the smallest set that they want; those that want none by ""."""
    found: dict[str, dict[int, _Pattern]] = {"": {}}
    every = ((frame, *_compile(pattern)) for frame in frames.patterns for pattern in frame.patterns)
    for at, (frame, expression, wanted) in enumerate(every):
        for word in wanted[0] if wanted else ("",):
            found.setdefault(word, {})[at] = (frame, expression, wanted)
    return found


def find_surface_hits(reader: Reader, frames: Frames) -> Iterator[Hit]:
    """Hits of pattern frames in one sentence."""
    if not frames.patterns:
        return
    tree = reader.tree
    shown: list[str] = []
    offsets: dict[int, int] = {}
    at = 0
    for i, word in enumerate(tree.words):
        if word == '"':
            continue  # a name in quotation marks is a name
        offsets[at] = i
        piece = f"⟦{i}⟧" if tree.names[i] is not None and tree.links[i] is None else word
        shown.append(piece)
        at += len(piece) + 1
    line = " ".join(shown) + " "
    here = frozenset(line.split(" "))
    by_word = _by_word(frames)
    opened = {at: pattern for word in here for at, pattern in by_word.get(word, {}).items()}
    for _, (frame, expression, wanted) in sorted((by_word[""] | opened).items(), key=lambda item: item[0]):
        if any(words.isdisjoint(here) for words in wanted):
            continue
        for m in expression.finditer(line):
            hit = _hit(frame, m, offsets, line, tree)
            if hit is not None:
                yield hit


_JOINED = re.compile(r"\b(?:and|or) ⟦\d+⟧ $")


def _hit(frame: Frame, m: re.Match[str], offsets: dict[int, int], line: str, tree: Tree) -> Hit | None:
    roles: dict[str, tuple[tuple[int, ...], ...]] = {}
    for slot, role in _ROLE.items():
        if slot in m.re.groupindex and m.group(slot):
            first = m.start(slot)
            listed = re.match(r"⟦\d+⟧ (?:(?:, |and |or |, and )+⟦\d+⟧ )*", line[first:])
            text = listed.group() if listed else m.group(slot)
            names = tuple(int(x) for x in re.findall(r"⟦(\d+)⟧", text))
            if not _JOINED.search(text):  # "to X, Y said" is no list: the name beside the words is meant
                names = names[:1] if first + len(text) >= m.end() else names[-1:]
            roles[role] = (names,)
        elif f"{slot}1" in m.re.groupindex and m.group(f"{slot}1"):
            roles[role] = ((int(m.group(f"{slot}1")[1:-1]),),)
    words = [
        i
        for offset, i in offsets.items()
        if m.start() <= offset < m.end() and not line.startswith("⟦", offset)
    ]
    if not words:
        return None
    verb = _main_word(words, tree)
    return Hit(frame=frame, trigger=verb, extra=(), roles=roles, literals={}, seat=verb)


def _main_word(words: list[int], tree: Tree) -> int:
    """The last verb of the match, else its middle: the nearest thing a pattern has to a trigger."""
    verbs = [i for i in words if tree.is_verb(i)]
    if verbs:
        return verbs[-1]
    return words[len(words) // 2]
