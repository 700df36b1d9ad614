"""Where do names stand in a text, before the document decides whose they are? They never overlap."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from oathbook.actors.names import Lines, Name, Trie, fits
from oathbook.actors.normalise import plain_name
from oathbook.actors.stream import Stream
from oathbook.model import ActorType


@dataclass(slots=True, kw_only=True, eq=False)
class Hit:
    """Words `i` to `j` of the stream can be a name: of `strong` actors by itself, of `weak` ones with help.

    Several strong owners mean that only the document can tell. A hit added by the document (a surname, an
    acronym in brackets) has no names of the registry.
    """

    i: int
    j: int
    start: int
    end: int
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    types: dict[str, ActorType]
    ordinary: bool = False

    @property
    def owner(self) -> str | None:
        """The one actor it names by itself, if there is one."""
        return self.strong[0] if len(self.strong) == 1 else None


def find_hits(stream: Stream, trie: Trie, lines: Lines) -> list[Hit]:
    """All hits in order. Of two that overlap the earlier wins, at one place the longer; yet a weak name
    gives way to a strong one that begins inside it and ends after it."""
    hits: list[Hit] = []
    root, subs = trie.root, stream.subs
    i, size = 0, len(stream)
    while i < size:
        hit = _hit_at(stream, trie, i, lines) if subs[i] in root else None
        if hit is None:
            i += 1
            continue
        if not hit.strong and _stronger_inside(stream, trie, hit, lines):
            i += 1
            continue
        hits.append(hit)
        i = hit.j + 1
    return hits


def has_strong_hit(stream: Stream, trie: Trie, lines: Lines, types: Container[ActorType]) -> bool:
    """Whether the stream holds a strong name of an actor of one of `types`."""
    root, subs = trie.root, stream.subs
    for i in range(len(stream)):
        if subs[i] in root:
            hit = _hit_at(stream, trie, i, lines)
            if hit is not None and any(hit.types[owner] in types for owner in hit.strong):
                return True
    return False


def _stronger_inside(stream: Stream, trie: Trie, hit: Hit, lines: Lines) -> bool:
    for k in range(hit.i + 1, hit.j + 1):
        inner = _hit_at(stream, trie, k, lines)
        if inner is not None and inner.strong and inner.j > hit.j:
            return True
    return False


def _hit_at(stream: Stream, trie: Trie, i: int, lines: Lines) -> Hit | None:
    for j, names in trie.lookup(stream, i):
        fitting = [name for name in names if fits(name, stream, i, j, lines)]
        if fitting and _is_whole(stream, i, j, fitting):
            return _hit(stream, i, j, fitting)
    return None


def _is_whole(stream: Stream, i: int, j: int, names: list[Name]) -> bool:
    """Whether no letters are glued to it, save that a strong name may have a capital glued behind it."""
    text, start, end = stream.text, stream.starts[i], stream.full_ends[j]
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() and stream.leads[i] == start:
        return False
    if after.isalnum() or after == "_":
        return stream.closes[j] and after.isupper() and any(n.strong and n.acronym is None for n in names)
    return before != "_"


def _hit(stream: Stream, i: int, j: int, names: list[Name]) -> Hit:
    exact = all(name.acronym is not None for name in names)
    start = stream.starts[i] if exact else stream.leads[i]
    end = stream.ends[j]
    strong = [name for name in names if name.strong]
    if any(name.type is not ActorType.OUTLET for name in strong):
        strong = [name for name in strong if name.type is not ActorType.OUTLET]
    if len({name.owner for name in strong}) > 1:  # brought together by folding: the plain spelling decides
        spelling = plain_name(stream.text[start:end])
        strong = [name for name in strong if name.plain == spelling] or strong
    owners = tuple(dict.fromkeys(name.owner for name in strong))
    if strong and len(strong) < len(names):
        owners += _written_just_so(names, owners, plain_name(stream.text[start:end]))
    return Hit(
        i=i,
        j=j,
        start=start,
        end=end,
        strong=owners,
        weak=tuple(dict.fromkeys(n.owner for n in names if not n.strong and n.owner not in owners)),
        types={name.owner: name.type for name in names},
        ordinary=any(name.ordinary for name in names),
    )


def _written_just_so(names: list[Name], strong: tuple[str, ...], spelling: str) -> tuple[str, ...]:
    """The owners of weak names in exactly this spelling, where the strong ones are only spelt like it.

    "Hizbullah" folds to Lebanon's Hezbollah, but it is how Turkey's Hizbullah is written.
    """
    if any(name.strong and (name.acronym is not None or name.plain == spelling) for name in names):
        return ()
    weak = (name.owner for name in names if not name.strong and name.plain == spelling)
    return tuple(dict.fromkeys(owner for owner in weak if owner not in strong))
