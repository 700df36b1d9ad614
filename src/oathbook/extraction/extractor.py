"""Document -> claims: the stages in order, each a pure function of what the one before left.

Invariant: the same document and registry give the same claims in the same order, and every claim's quote
stands in the document at its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from oathbook.actors import Matcher, Registry, build_matcher, build_place_finder
from oathbook.extraction.abroad import LANGUAGES, read_abroad
from oathbook.extraction.ahead import find_ahead, find_heads_named_later
from oathbook.extraction.assemble import build_claims
from oathbook.extraction.attribution import Speakers, assign_quotations
from oathbook.extraction.background import state_by_capital
from oathbook.extraction.choose import choose_kinds, fold_killings, is_same_act
from oathbook.extraction.confidence import Signs, weigh
from oathbook.extraction.discourse import Discourse
from oathbook.extraction.frames import Frames, load_frames
from oathbook.extraction.homes import find_homes, settle_names
from oathbook.extraction.interest import is_of_interest
from oathbook.extraction.match import Hit, find_hits
from oathbook.extraction.merging import merge_claims
from oathbook.extraction.names import Name, PlaceFinder, find_names
from oathbook.extraction.noting import (
    find_topics,
    note_claims,
    note_introduced,
    note_names,
    note_offices,
    note_spelling,
    note_unparsed,
)
from oathbook.extraction.parties import Reader
from oathbook.extraction.quotations import find_quotations, quotation_at
from oathbook.extraction.surface import find_surface_hits
from oathbook.extraction.timing import Timed, heading_time, place_times
from oathbook.language.languages import ENGLISH, find_language
from oathbook.language.parser import STAND_INS, Sentence, Slot, parse
from oathbook.language.repair import repair
from oathbook.language.segments import SegmentKind, find_segments
from oathbook.language.sentences import find_sentences
from oathbook.language.times import TimeExpression, find_times
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Claim, Document, Granularity, Interval, Party

VERSION = "frames-2"
_LINK = re.compile(
    r"-(linked|affiliated|aligned|backed|led|inspired|allied|held|controlled|based|run|occupied|dominated|supported|sponsored|"
    r"loyal|connected|associated|funded|trained|ruled|leaning|friendly|born|style|era|related|armed|financed|commanded|founded|"
    r"trained|claimed|ordained|oriented|organised|organized|sympathising|supporting|branded)\b"
)
# "al-Qaeda linked factions", without its hyphen
_LOOSE_LINK = re.compile(
    r" (linked|affiliated|aligned|allied|backed|inspired|controlled)\b(?= (?:[a-z-]+ ){0,2}?(?:groups?|factions?|militants?|fighters|"
    r"rebels|jihadists?|insurgents?|[Ii]slamists?|organi[sz]ations?|networks?|cells?|outfits?|militias?|movements?|terrorists?|"
    r"extremists?|gunmen|brigades?|coalitions?|alliances?)\b)(?! (?:the|an?|its|his|their|to|with|by)\b)"
)
_PREFIX = re.compile(r"\b(pro|anti|ex|post|non|mid|trans|sub|inter)-$", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ' .,/-]{2,40}(?:,\s*[\w .]{1,30}?){0,3}(?:\s*\([^)\n]{2,40}\))?\s*(?:-{1,2}|—|:|\.)\s+(?=[A-Z\"'])"
)
_LIFE = re.compile(
    r"(?:(?:born|b\.|n[eé]e?|d\.|died)\b.*|(?:c\. ?)?(?:\d{1,2} \w+ |\w+ \d{1,2}, )?\d{4} ?[-\u2013]\s*"
    r"(?:(?:c\. ?)?(?:\d{1,2} \w+ |\w+ \d{1,2}, )?\d{4})?)\)$",
    re.IGNORECASE,
)
_TOWN = re.compile(
    r"([A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)(?:, [A-Z][\w. ]{2,12})?\s*(?::|-{1,2}|—)\s+(?=[A-Z\"'])"
)
_BULLET = re.compile(r"(?:[*•·▪‣-]|\d{1,3}[.)])\s+(?=\S)")
_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The claims of one document, and what was done to get them.

    `unresolved_times`: claims whose relative time wants a publication date. `signs`: of each claim's reading, in
    the order of the claims; None where a repetition named the parties. `dropped`: proposals of a language model
    that did not pass the gate, by reason. `language`: the text's, an ISO 639-1 code; None where nobody asked.
    """

    claims: tuple[Claim, ...]
    unresolved_times: int
    sentences: int
    parsed: int
    words: int
    signs: tuple[Signs | None, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    language: str | None = None

    @property
    def is_unread(self) -> bool:
        """Whether the text is in a language that no frames are for."""
        return self.language is not None and self.language not in {ENGLISH, *LANGUAGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """The registry, its matcher and the frames: everything that reading a document needs."""

    registry: Registry
    matcher: Matcher
    places: PlaceFinder
    frames: Frames
    version: str = VERSION

    def extract(self, document: Document) -> Extraction:
        """The claims of one document."""
        words = document.text.count(" ") + 1
        language = find_language(document.text)
        if language != ENGLISH:
            return self._extract_abroad(document, language, words)
        if not self.matcher.any(document.text) and not _speaks_of_arms(document.text):
            return _nothing(words)
        return _extract(self, document, words)

    def _extract_abroad(self, document: Document, language: str, words: int) -> Extraction:
        """French and Spanish by their patterns; of any other language nothing but its name."""
        if language not in LANGUAGES:
            return _nothing(words, language=language)
        claims, sentences = read_abroad(document, language, self.registry, self.matcher, self.places)
        claims = tuple(replace(c, extractor=self.version) for c in claims)
        return Extraction(
            claims=claims,
            unresolved_times=0,
            sentences=sentences,
            parsed=0,
            words=words,
            signs=(None,) * len(claims),
            language=language,
        )

    def extract_many(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The claims of each document, in order."""
        for document in documents:
            yield self.extract(document)


def build_extractor(registry: Registry, *, frames_dir: Path | None = None) -> Extractor:
    """An extractor over `registry` with the shipped frames and those of a user's own folder."""
    return Extractor(
        registry=registry,
        matcher=build_matcher(registry),
        places=build_place_finder(registry),
        frames=load_frames(frames_dir),
    )


_ARMED_WORDS = re.compile(
    r"\b(?:militia|insurgen|guerr?illa|jihadi|militant|rebel group|armed group|paramilitar|separatist|splinter|warlord|emir\b|"
    r"mujahid|terrorist (?:group|organi[sz]ation)|allegiance|bay'?ah?t?\b|fealty)",
    re.IGNORECASE,
)


def _speaks_of_arms(text: str) -> bool:
    """A text about groups that the registry does not know still names its subject."""
    return len({m.group().lower() for m in _ARMED_WORDS.finditer(text)}) >= 2


def _extract(extractor: Extractor, document: Document, words: int) -> Extraction:
    text = repair(document.text)
    spans = _sentence_spans(text, extractor.registry)
    names = find_names(
        text, extractor.registry, extractor.matcher, extractor.places, sentence_starts=_starts(text, spans)
    )
    homes = find_homes(text, extractor.registry, names)
    names = settle_names(names, extractor.registry, homes)
    if not is_of_interest(text, names, extractor.registry, extractor.places):
        return _nothing(words, sentences=len(spans))
    times = [t for t in find_times(text, published=document.published) if not _is_of_a_life(text, t)]
    cues = extractor.frames.cues
    sentences: list[tuple[Sentence, list[Name]]] = []
    for start, end in spans:
        local = [n for n in names if n.start >= start and n.end <= end]
        if _worth_parsing(text[start:end].lower(), local, cues):
            sentences.append(
                (Sentence(start=start, end=end, slots=tuple(_slots(text, start, end, local, times))), local)
            )
    trees = list(parse(text, [s for s, _ in sentences]))
    discourse = Discourse(homes=homes)
    readers = []
    note_unparsed(discourse, names, spans, {s.start for s, _ in sentences})
    note_spelling(discourse, extractor.registry, names)
    for tree, (_, local) in zip(trees, sentences, strict=True):
        number = _number(spans, tree.start)
        _mark_times(tree, times)
        reader = Reader(
            tree=tree,
            names=local,
            text=text,
            sentence=number,
            discourse=discourse,
            registry=extractor.registry,
        )
        readers.append(reader)
        note_names(reader)
        note_offices(reader)
    discourse.topics = find_topics(find_segments(text), text, names)
    discourse.ahead = find_ahead(readers)
    for reader in readers:
        note_introduced(reader)
    quotations = find_quotations(text)
    speakers = assign_quotations(text, readers, quotations, discourse)
    claims: list[Claim] = []
    signs: dict[_Key, Signs] = {}
    context: Interval | None = None
    for reader in readers:
        tree = reader.tree
        placed, context = place_times(tree, times, context)
        heading = heading_time(text, tree.start, times)
        before, reader.claims = len(claims), claims
        reader.speaker = _first_person(reader, speakers)
        hits = [*find_hits(tree, extractor.frames)]
        hits += find_surface_hits(reader, extractor.frames)
        hits += find_heads_named_later(reader, extractor.frames)
        claims[before:] = _read_sentence(
            reader, hits, placed, heading, speakers, document.text, extractor.version, signs
        )
    merged = tuple(sorted(merge_claims(claims), key=lambda c: (c.start, c.end, c.kind.value)))
    return Extraction(
        claims=merged,
        unresolved_times=sum(c.needs_anchor for c in merged),
        sentences=len(spans),
        parsed=len(sentences),
        words=words,
        signs=tuple(signs.get(_key(c)) for c in merged),
        language=ENGLISH,
    )


def _nothing(words: int, *, sentences: int = 0, language: str = ENGLISH) -> Extraction:
    return Extraction(
        claims=(), unresolved_times=0, sentences=sentences, parsed=0, words=words, language=language
    )


def _sentence_spans(text: str, registry: Registry) -> list[tuple[int, int]]:
    spans = []
    for segment in find_segments(text):
        if segment.kind is SegmentKind.FURNITURE:
            continue
        chunk = text[segment.start : segment.end]
        lead = _BULLET.match(chunk) or _DATELINE.match(chunk) or _capital(chunk, registry)
        skip = lead.end() if lead else 0
        spans += [
            (segment.start + skip + a, segment.start + skip + b) for a, b in find_sentences(chunk[skip:])
        ]
    return spans


def _is_of_a_life(text: str, t: TimeExpression) -> bool:
    """ "X (14 January 1967-)", "(born 1955)": when somebody was born is no time of what is told of him."""
    opened = text.rfind("(", max(0, t.start - 40), t.start)
    if opened < 0 or ")" in text[opened : t.start]:
        return False
    inside = text[opened + 1 : text.find(")", t.end, t.end + 40) + 1 or t.end + 1]
    return bool(_LIFE.match(inside))


def _capital(chunk: str, registry: Registry) -> re.Match[str] | None:
    """ "Dakar: Three groups ...": a dateline without capitals, told from a speaker by the place."""
    lead = _TOWN.match(chunk)
    return lead if lead and state_by_capital(registry, lead.group(1)) is not None else None


def _starts(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """Where a capital means nothing: the first letter of sentences and of quotations."""
    starts = set()
    for a, b in spans:
        starts.add(next((i for i in range(a, b) if text[i].isalnum()), a))
    starts.update(m.end() for m in re.finditer(r'(?:"|: |; |- |\()(?=[A-Z])', text))
    return frozenset(starts)


def _worth_parsing(lower: str, names: list[Name], cues: frozenset[str]) -> bool:
    """A sentence without a word that opens a frame gives no claim; nor does one that refers to nobody."""
    words = _WORD.findall(lower)
    if not any(
        w in cues or w.removesuffix("'s") in cues or any(part in cues for part in w.split("-")) for w in words
    ):
        return False
    return bool(names) or any(w in _ANAPHORS for w in words)


_ANAPHORS = frozenset(
    "it its they them their he his him she her who group groups organisation organization movement outfit militia fighters militants "
    "rebels insurgents jihadists faction factions we our us foreign commanders commander leader followers gunmen oath oaths pledge "
    "bay'ah bayat merger rupture deserters defectors guerrillas recruits two both latter former others some none neither either sides "
    "camps camp rivals pair army military government troops police soldiers officers forces leadership brigade battalion alliance "
    "front separatists militiamen".split()
)


def _slots(
    text: str, start: int, end: int, names: list[Name], times: Sequence[TimeExpression]
) -> Iterator[Slot]:
    """What the parser shall see as one word: names with their bracketed and "alias" doubles, and dates."""
    slots: list[Slot] = []
    for index, name in enumerate(names):
        if slots and name.start < slots[-1].end:
            continue
        type_ = (name.type or ActorType.ORGANISATION).value
        link = _LINK.match(text, name.end, end) or _LOOSE_LINK.match(text, name.end, end)
        prefix = _PREFIX.search(text, max(start, name.start - 6), name.start)
        if link or (prefix and prefix.end() == name.start):
            first = prefix.start() if prefix and not link else name.start
            last = link.end() if link else name.end
            word = (link or prefix).group(1).lower()  # type: ignore[union-attr]
            slots.append(
                Slot(
                    start=first, end=last, stand_in=STAND_INS["adjective"], name=index, type=type_, link=word
                )
            )
            continue
        stand_in = STAND_INS.get(type_, STAND_INS["organisation"])
        slots.append(
            Slot(
                start=name.start,
                end=_double_end(text, name, names, end),
                stand_in=stand_in,
                name=index,
                type=type_,
            )
        )
    for e in times:
        inside = start <= e.start and e.end <= end and e.interval is not None
        if inside and e.interval is not None and _DATE.match(e.text):
            if not any(s.start < e.end and e.start < s.end for s in slots):
                stand_in = STAND_INS["day" if e.interval.granularity is Granularity.DAY else "year"]
                slots.append(
                    Slot(start=e.start, end=e.end, stand_in=stand_in, fronted=_is_fronted(text, start, e))
                )
    yield from sorted(slots, key=lambda s: s.start)


_DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+|[A-Z][a-z]{2,8}\.? \d{1,2}\b|[A-Z][a-z]{2,8},? (?:of )?\d{4}$|\d{4}$)"
)


def _is_fronted(text: str, start: int, e: TimeExpression) -> bool:
    """ "In 2004 Osman left": without a comma the parser takes the year for his first name."""
    lead = text[start : e.start].strip(" *\"'-•")
    return (
        lead.lower() in {"in", "on", "by", "since", "during", "until", "before", "after", ""}
        and text[e.end : e.end + 2][1:].isalpha()
    )


_DOUBLE = re.compile(
    r"\s*\(\s*[\"']?((?:[A-ZÀ-Þ0-9][\w'./&-]*|of|the|for|and|in|al|de|la|du|des|\s|,)+)[\"']?\s*\)"
)
_ALIAS = re.compile(
    r",? \(?(?:alias|a\.k\.a\.?|aka|(?:also|better|widely|commonly|popularly) (?:known|called) (?:as|by)|known as|also called|"
    r"nicknamed|whose real name (?:is|was)|whose nom de guerre (?:is|was)|nom de guerre|real name)[ :]+(?:the )?[\"']?$"
)


def _double_end(text: str, name: Name, names: list[Name], end: int) -> int:
    """Where the name ends with its acronym in brackets or its alias."""
    at = name.end
    while True:
        bracket = _DOUBLE.match(text, at, end)
        if bracket:
            at = bracket.end()
            continue
        after = next((n for n in names if n.start > at), None)
        if (
            after is not None
            and after.start - at < 40
            and _ALIAS.fullmatch(text[at : after.start])
            and after.end <= end
        ):
            closed = (
                text.find(")", after.end, min(end, after.end + 40)) if "(" in text[at : after.start] else -1
            )
            if closed > 0 and "(" not in text[after.end : closed]:
                at = closed + 1
            else:
                at = after.end + (1 if text[after.end : after.end + 1] in {'"', ")"} else 0)
            continue
        return at


def _mark_times(tree: Tree, times: Sequence[TimeExpression]) -> None:
    """So that "in October" is no place and no party."""
    for e in times:
        if e.start < tree.end and tree.start < e.end:
            for i in range(len(tree)):
                if tree.starts[i] < e.end and e.start < tree.ends[i] and tree.names[i] is None:
                    tree.types[i] = "time"


def _number(spans: list[tuple[int, int]], start: int) -> int:
    return next(i for i, (a, _) in enumerate(spans) if a == start)


def _read_sentence(
    reader: Reader,
    hits: Sequence[Hit],
    times: Sequence[Timed],
    heading: Timed | None,
    speakers: Speakers,
    text: str,
    version: str,
    signs: dict[_Key, Signs],
) -> list[Claim]:
    """The claims of one sentence; while it is read, what it has said so far stands at the end of `reader.claims`.

    The signs of each reading are added to `signs`.
    """
    found: list[tuple[int, Claim, Signs]] = []
    by_pattern: set[int] = set()
    for hit in sorted(hits, key=lambda h: h.trigger):
        for claim, shown in build_claims(reader, hit, times, speakers, text, version, heading):
            found.append((hit.trigger, claim, shown))
            by_pattern |= {id(claim)} if hit.frame.patterns else set()
            reader.claims.append(claim)
    parsed = [c for _, c, _ in found if id(c) not in by_pattern]
    found = [f for f in found if id(f[1]) not in by_pattern or not any(is_same_act(c, f[1]) for c in parsed)]
    weighed = weigh(found)
    signs.update((_key(claim), shown) for claim, shown in weighed)
    told = [(trigger, claim) for (trigger, _, _), (claim, _) in zip(found, weighed, strict=True)]
    note_claims(reader, told)
    return choose_kinds(fold_killings(reader.tree, told))


_Key = tuple[str, int, int, str, str]


def _key(c: Claim) -> _Key:
    """What stays of a claim when repetitions complete it: its frame, its quote, its parties."""
    return c.frame or "", c.start, c.end, str(c.subject), str(c.object)


def _first_person(reader: Reader, speakers: Speakers) -> Party | None:
    """Who "we" is in this sentence: the speaker of its quotation, where he is an actor."""
    q = quotation_at(speakers.quotations, reader.tree.start + 1) or next(
        (q for q in speakers.quotations if reader.tree.start <= q.start < reader.tree.end), None
    )
    if q is None:
        return None
    for label in speakers.by_quotation.get(q.start, ()):
        for r in reader.discourse.remarks:
            if r.party.label == label and r.party.type in {ActorType.PERSON, ActorType.ORGANISATION}:
                return r.party
    return None
