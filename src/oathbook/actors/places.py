"""Which places of the gazetteer does a text name? Kept apart from actors: Mali is both a state and a place.

A place matches in its plain spelling, or folded when it is long enough to stay itself, and always with its
capitals; a demonym ("Syrian") is no place. Towns that are ordinary words ("Man", "Reading") need a
preposition of place before them. Of several places of one name the document's countries choose; if they do
not, the candidates are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from oathbook.actors.names import Case, LineCase, Lines, Name, Trie, begins_sentence, spell
from oathbook.actors.normalise import ARTICLES, TIED_ARTICLES, plain_name
from oathbook.actors.registry import Registry
from oathbook.actors.stream import Stream
from oathbook.actors.tables import Place
from oathbook.model import ActorType

# What a merely folded spelling must be like: Idleb is Idlib, but Homs is not Hums, nor Djamel Jumayl.
_SURE_LENGTH = 5
_SURE_LIKENESS = 80.0
_BEFORE_PLACE = re.compile(
    r"\b(?:in|at|near|to|from|of|outside|around|inside|into|across|towards?|through|via|over|for)"
    r"(?: the)?(?: (?:town|city|village|district|province|region|island|area|state) of)?\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place's name in a text; `place` is None where the document does not say which of `candidates`."""

    start: int
    end: int
    text: str
    place: Place | None
    candidates: tuple[Place, ...]


def build_place_finder(registry: Registry) -> Callable[[str], tuple[PlaceMention, ...]]:
    """A function that gives the places a text names, in order and not overlapping."""
    trie = Trie(_place_names(registry.places))
    places, demonyms = registry.places, registry.demonyms

    def find_places(text: str) -> tuple[PlaceMention, ...]:
        stream, lines = Stream(text), Lines(text)
        found: list[tuple[int, int, tuple[Place, ...]]] = []
        i = 0
        while i < len(stream):
            hit = _place_at(stream, trie, i, lines)
            if hit is None:
                i += 1
                continue
            j, numbers = hit
            if text[stream.starts[i] : stream.ends[j]] in demonyms:
                i = j + 1
                continue
            found.append((stream.leads[i], stream.ends[j], tuple(places[n] for n in numbers)))
            i = j + 1
        countries = _countries(found)
        return tuple(
            PlaceMention(
                start=start, end=end, text=text[start:end], place=_choose(cands, countries), candidates=cands
            )
            for start, end, cands in found
        )

    return find_places


def country_of(demonym: str, registry: Registry) -> str | None:
    """The country whose people a word names ("Malian" is Mali's), None where none is known."""
    return registry.demonyms.get(demonym) or registry.demonyms.get(demonym.capitalize())


def _place_names(places: tuple[Place, ...]) -> Iterator[tuple[tuple[str, ...], Name]]:
    for number, place in enumerate(places):
        for written in (place.name, *place.aliases):
            yield from spell(str(number), ActorType.PLACE, written, strong=True)


def _place_at(stream: Stream, trie: Trie, i: int, lines: Lines) -> tuple[int, tuple[int, ...]] | None:
    text = stream.text
    for j, names in trie.lookup(stream, i):
        start, end = stream.starts[i], stream.ends[j]
        if text[start - 1 : start].isalnum() or text[stream.full_ends[j] : stream.full_ends[j] + 1].isalnum():
            continue
        bare = plain_name(text[start:end])
        exact = [n for n in names if _without_article(n.plain) == _without_article(bare)]
        fitting = exact or [n for n in names if _nearly(bare, n.plain)]
        fitting = [n for n in fitting if _capitals(n, stream, i) and _informative(n, text, start, lines)]
        if fitting:
            return j, tuple(dict.fromkeys(int(n.owner) for n in fitting))
    return None


def _without_article(spelling: str) -> str:
    first, _, rest = spelling.partition(" ")
    return rest if rest and (first in ARTICLES or first in TIED_ARTICLES) else spelling


def _nearly(spelling: str, name: str) -> bool:
    return (
        len(spelling) >= _SURE_LENGTH
        and spelling[0] == name[0]
        and fuzz.ratio(spelling, name) >= _SURE_LIKENESS
    )


def _capitals(name: Name, stream: Stream, i: int) -> bool:
    if name.acronym is not None and stream.text[stream.starts[i] :][: len(name.written)] != name.written:
        return False
    return all(
        case is Case.ANY or not stream.opens[i + k] or not stream.text[stream.starts[i + k]].islower()
        for k, case in enumerate(name.cases)
    )


def _informative(name: Name, text: str, start: int, lines: Lines) -> bool:
    if not name.ordinary:
        return True
    if lines.case(start) is not LineCase.MIXED or begins_sentence(text, start):
        return False
    return _BEFORE_PLACE.search(text, max(0, start - 40), start) is not None


def _countries(found: list[tuple[int, int, tuple[Place, ...]]]) -> set[str]:
    named = {c[0].name for _, _, c in found if len(c) == 1 and c[0].kind == "country"}
    return named | {c[0].country for _, _, c in found if len(c) == 1 and c[0].country is not None}


def _choose(candidates: tuple[Place, ...], countries: set[str]) -> Place | None:
    if len(candidates) == 1:
        return candidates[0]
    wholes = [place for place in candidates if place.kind == "country"]
    inside = [place for place in candidates if place.country in countries]
    for group in (wholes, inside):
        if len(group) == 1:
            return group[0]
    return None
