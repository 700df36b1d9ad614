"""Which stretches of a document name somebody or some place: registry, gazetteer, and names nobody listed.

Invariant: names lie in text order and do not overlap; the registry outranks the gazetteer, which outranks
a guess from capitals. A name that the registry lacks keeps the words as written and a guessed type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from oathbook.actors import Matcher, Mention, PlaceMention, Registry
from oathbook.extraction.background import state_of
from oathbook.extraction.guessing import (
    after_office,
    clip,
    find_towns,
    first_name_before,
    guess_type,
    has_title,
    is_announced,
    is_body,
    is_civil,
    is_force_of_state,
    iter_runs,
    last_word,
    without_rest,
)
from oathbook.model import ActorType, Party

PlaceFinder = Callable[[str], tuple[PlaceMention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a document, with the party it stands for. `provisional`: the registry does not know it.

    `sort` and `country` are what the gazetteer says of a place, or of a capital that stands for its state.
    """

    start: int
    end: int
    party: Party
    provisional: bool = False
    sort: str | None = None
    country: str | None = None

    @property
    def type(self) -> ActorType | None:
        """What kind of party it names."""
        return self.party.type


_BRACKETED = re.compile(r"\s*\(\s*(?:the |formerly |or |also )?[\"']?([A-Z][\w/&.' -]{1,24}?)[\"']?\s*[),;]")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&/.-]{1,9}(?:-[A-Za-z]+)?$")


def find_names(
    text: str, registry: Registry, matcher: Matcher, places: PlaceFinder, *, sentence_starts: frozenset[int]
) -> tuple[Name, ...]:
    """All names in a repaired text. `sentence_starts` are where a capital means nothing."""
    known = _merge([_from_mention(m) for m in matcher.find(text)], _linked_demonyms(text, registry))
    located = [_from_place(m) for m in places(text) if not _is_surname(text, m, known)]
    covered = _merge(_locate_capitals(known, located), located)
    covered = _merge(_unknown_bodies(text, covered, sentence_starts, registry), covered)
    covered = _merge(_whole_kunyas(text, covered), covered)
    guessed = _unknown_persons(text, covered, sentence_starts, registry)
    return tuple(_bind_again(_bind_shortened(_bind_acronyms(text, _merge(covered, guessed)), registry)))


def _bind_again(names: list[Name]) -> list[Name]:
    """Names that another mention explains: a bare surname by the only full name with it, a guess by what is sure.

    "The news agency Al-Akhbar" once, "Al-Akhbar" from then on.
    """
    sure = {n.party.written: n.party for n in names if not n.provisional and n.type is not None}
    for n in names:
        if n.type is ActorType.OUTLET and not n.provisional and (m := _LAST_CAPITAL.search(n.party.written)):
            sure.setdefault(m.group(), n.party)  # "the Mauritanian news agency Al-Akhbar"
    whole = _surnames(names)
    names = [
        replace(n, party=next(iter(own.values())))
        if n.type is ActorType.PERSON
        and n.party.actor is None
        and " " not in n.party.written
        and len(own := whole.get(last_word(n.party.written), {})) == 1
        else n
        for n in names
    ]
    return [
        replace(n, party=sure[n.party.written], provisional=False)
        if n.provisional and n.party.written in sure
        else n
        for n in names
    ]


def _bind_shortened(names: list[Name], registry: Registry) -> list[Name]:
    """ "Hafiz Saeed" beside "Hafiz Saeed Khan" is the same man, unless the text names the other one's organisation."""
    named = {n.party.actor for n in names}
    persons = [n for n in names if n.type is ActorType.PERSON and " " in n.party.written]
    full = {n.party.written: n.party for n in persons if n.party.written.count(" ") >= _LONG}
    meant: dict[str, Party] = {}
    for short, actor in {(n.party.written, n.party.actor) for n in persons}:
        if named & {*registry.leads.get(actor or "", ())}:
            continue
        longer = {q.label: q for written, q in full.items() if written.startswith(f"{short} ")}
        if len(longer) == 1:
            meant[short] = replace(next(iter(longer.values())), written=short)
    if not meant:
        return names
    return [replace(n, party=meant[n.party.written]) if n.party.written in meant else n for n in names]


_LAST_CAPITAL = re.compile(r"(?<=agency )[A-Z][\w-]+$|(?<=newspaper )[A-Z][\w-]+$|(?<=channel )[A-Z][\w-]+$")
_LONG = 2  # spaces in a name that others may shorten by its last word

_LINKED_DEMONYM = re.compile(
    r"(?<![\w-])(?:pro-)?([A-ZÀ-Þ]\w+)(?:-(?:backed|led|sponsored|supported|funded|trained|armed|allied|run)\b)?"
)


def _linked_demonyms(text: str, registry: Registry) -> list[Name]:
    """States inside adjectives: "Iranian-backed", "pro-Iranian"."""
    found = []
    for m in _LINKED_DEMONYM.finditer(text):
        linked = m.end() > m.end(1) or m.start() < m.start(1)
        country = registry.demonyms.get(m.group(1)) if linked else None
        state = state_of(registry, country) if country else None
        if state is not None:
            party = Party(written=m.group(1), actor=state, type=ActorType.STATE)
            found.append(Name(start=m.start(1), end=m.end(1), party=party))
    return found


def _from_mention(m: Mention) -> Name:
    actor = m.actor
    if actor is None and len(m.candidates) == 1 and m.text.isupper():
        actor = m.candidates[0]  # an acronym that only one actor goes by
    party = Party(written=m.text, actor=actor, type=m.type, candidates=m.candidates)
    return Name(start=m.start, end=m.end, party=party)


def _is_surname(text: str, m: PlaceMention, known: list[Name]) -> bool:
    first = None if " " in m.text else first_name_before(text, m.start)
    return first is not None and not any(n.start < first[1] and first[0] < n.end for n in known)


def _from_place(m: PlaceMention) -> Name:
    sorts = {place.kind for place in m.candidates}
    countries = {place.name if place.kind == "country" else place.country for place in m.candidates}
    return Name(
        start=m.start,
        end=m.end,
        party=Party(written=m.text, type=ActorType.PLACE),
        sort=sorts.pop() if len(sorts) == 1 else None,
        country=countries.pop() if len(countries) == 1 else m.place.country if m.place is not None else None,
    )


def _locate_capitals(known: list[Name], located: list[Name]) -> list[Name]:
    """ "Juba" is South Sudan where it speaks, and a town where people flee from it."""
    towns = {(n.start, n.end): n for n in located if n.sort in {"city", "town"}}
    return [
        replace(n, sort="city" if (n.start, n.end) in towns else "country")
        if n.type is ActorType.STATE
        else n
        for n in known
    ]


def _merge(first: Iterable[Name], second: Iterable[Name]) -> list[Name]:
    """Both, the first winning where they overlap unless the second is much the longer."""
    kept = list(first)
    taken = [(n.start, n.end) for n in kept]
    for n in second:
        if not any(n.start < b and a < n.end for a, b in taken):
            kept.append(n)
            taken.append((n.start, n.end))
    return sorted(kept, key=lambda n: n.start)


# A name may be made of these: "Idlib Brigade", "Abu Zubair Brigade", "Front for the Liberation of Kassala".
_SWALLOWED = frozenset({ActorType.PLACE, ActorType.STATE, ActorType.PERSON, None})


def _unknown_bodies(text: str, covered: list[Name], starts: frozenset[int], registry: Registry) -> list[Name]:
    """Organisations that no list knows, by their head word or by what is said beside them, at every mention."""
    spans: list[tuple[int, int]] = []
    for start, end in iter_runs(text):
        if end - start < 4 or text[start:end].isupper():
            continue
        for part in _parts(text, start, end):
            named = part[0] not in starts and is_announced(text, *part)
            span = part if named else clip(text, *part, starts, registry)
            if span is None or _is_taken(span, covered):
                continue
            inside = any(n.start < span[1] and span[0] < n.end for n in covered)
            announced = is_announced(text, *span)
            if announced or (
                is_body(text, *span)
                and not is_civil(text, *span)
                and not (inside and is_force_of_state(text[slice(*span)]))
            ):
                spans.append(span)
    parties = {text[a:b]: Party(written=text[a:b], type=ActorType.ORGANISATION) for a, b in spans}
    found = {a: Name(start=a, end=b, party=parties[text[a:b]], provisional=True) for a, b in spans}
    for written, party in parties.items():
        if " " in written:
            for m in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text):
                if not _is_taken(m.span(), covered):
                    found.setdefault(
                        m.start(), Name(start=m.start(), end=m.end(), party=party, provisional=True)
                    )
    return _merge(sorted(found.values(), key=lambda n: n.start - n.end), [])


_APART = re.compile(
    r" and (?:the )?| in (?:the )?|(?<!People)(?<!Workers)(?<!Women)(?<!Lord)(?<!Peasants)'s "
)
_ONE_OF_ITS_AIMS = re.compile(r" (?:of|for) (?:the )?[\w-]+ and ")
_OF = re.compile(r" (?:of|for) (?:the )?")


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What "and" and "in" join, except inside one name; and of "John Smith of the Labour Party" the party."""
    edges = [start]
    if not _ONE_OF_ITS_AIMS.search(text, start, end):
        edges += [x for m in _APART.finditer(text, start, end) for x in m.span()]
    edges.append(end)
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        joint = _OF.search(text, a, b)
        yield a, b
        if joint is not None and not is_body(text, a, b) and is_body(text, joint.end(), b):
            yield joint.end(), b


def _is_taken(span: tuple[int, int], covered: list[Name]) -> bool:
    """Whether a name stands there that the run may not swallow: a known organisation, or more than a part of it."""
    a, b = span
    for n in covered:
        if n.start < b and a < n.end:
            part = a <= n.start and n.end <= b and n.end - n.start < b - a
            known = n.party.actor is not None and n.type not in _SWALLOWED
            if known or not part:
                return True
    return False


def _gaps(text: str, run: tuple[int, int], covered: list[Name]) -> Iterator[tuple[int, int]]:
    """What the names in a run leave of it: the man of "John Smith of the Labour Party" and "ELN Commander Luis Mora"."""
    inside = [n for n in covered if n.start < run[1] and run[0] < n.end]
    bodies = [n for n in inside if n.provisional and n.type is ActorType.ORGANISATION]
    if not inside:
        yield run
    elif len(bodies) == len(inside):
        yield run[0], bodies[0].start
    if inside and (man := after_office(text, inside[-1].end + 1, run[1])) > inside[-1].end + 1:
        yield man, run[1]


_FULL_KUNYA = re.compile(
    r"\b(?:Abu|Abou|Abo|Umm) (?:[A-Z][\w'-]+ ?){1,3}(?:(?:al|el|ul|as|ash|at|ar)[- ][A-Z][\w'-]+)?"
)


def _whole_kunyas(text: str, covered: list[Name]) -> list[Name]:
    """ "Abu Yasin al-Homsi", of which a list knows only some Yasin."""
    found = []
    for m in _FULL_KUNYA.finditer(text):
        a, b = m.start(), m.start() + len(m.group().rstrip())
        inside = [n for n in covered if n.start < b and a < n.end]
        if inside and all(n.type is ActorType.PERSON and a < n.start and n.end <= b for n in inside):
            party = Party(written=text[a:b], type=ActorType.PERSON)
            found.append(Name(start=a, end=b, party=party, provisional=True))
    return found


def _unknown_persons(
    text: str, covered: list[Name], starts: frozenset[int], registry: Registry
) -> list[Name]:
    """Names of which only their shape tells; a surname alone goes with its full name in the same text."""
    found: list[Name] = []
    full: dict[str, Party] = {}
    towns = find_towns(text)
    singles: list[tuple[int, int, str]] = []
    for start, end in (gap for run in iter_runs(text) for gap in _gaps(text, run, covered)):
        span = clip(text, start, end, starts, registry)
        if span is None:
            continue
        a, b = span[0], without_rest(text, *span)
        words = text[a:b]
        type_ = guess_type(text, a, b, starts) if b - a > 2 else None
        if type_ is ActorType.PERSON and words in towns and not has_title(text, a):
            type_ = ActorType.PLACE
        if type_ is None:
            if " " not in words and not words.isupper():
                singles.append((a, b, words))
            continue
        party = Party(written=words, type=type_)
        if type_ is ActorType.PERSON:
            party = full.setdefault(last_word(words), party) if " " not in words else party
            full.setdefault(last_word(words), party)
        found.append(Name(start=a, end=b, party=party, provisional=True))
    for surname, parties in _surnames(covered).items():
        if len(parties) == 1:
            full.setdefault(surname, *parties.values())
    for a, b, word in singles:
        if last_word(word) in full:
            found.append(Name(start=a, end=b, party=full[last_word(word)], provisional=True))
    return found


def _known_short(text: str, name: Name, names: Sequence[Name]) -> Party | None:
    """ "Some new spelling (JNIM)": who it is, where the registry knows the acronym."""
    m = _BRACKETED.match(text, name.end) if name.provisional and name.type is ActorType.ORGANISATION else None
    if m is None:
        return None
    at = m.start(1)
    known = next(
        (n.party for n in names if n.start == at and n.party.actor is not None and not n.provisional), None
    )
    return (
        None
        if known is None or known.type is not ActorType.ORGANISATION
        else replace(known, written=name.party.written)
    )


def _surnames(names: Iterable[Name]) -> dict[str, dict[str, Party]]:
    """The last words of the persons' full names, each with who bears it in this text."""
    found: dict[str, dict[str, Party]] = {}
    for n in names:
        if n.type is ActorType.PERSON and " " in n.party.written:
            found.setdefault(last_word(n.party.written), {}).setdefault(n.party.label, n.party)
    return found


def _bind_acronyms(text: str, names: list[Name]) -> list[Name]:
    """ "the Alliance of Free Men (AFM)": from here on AFM means the alliance in this text."""
    names = [
        replace(n, party=known, provisional=False) if (known := _known_short(text, n, names)) else n
        for n in names
    ]
    bound: dict[str, Party] = {}
    for n in names:
        m = _BRACKETED.match(text, n.end)
        if m and n.provisional and n.type is ActorType.ORGANISATION:
            short = m.group(1)
            if _ACRONYM.match(short):
                bound.setdefault(short, n.party)
    if not bound:
        return names
    return [
        replace(n, party=bound[text[n.start : n.end]])
        if n.party.actor is None and text[n.start : n.end] in bound
        else n
        for n in names
    ]
