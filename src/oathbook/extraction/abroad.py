"""Claims from French and Spanish texts: patterns over words and names, without a parser.

A first light: what one sentence says with both its parties by name, plus "son chef", "su líder", "ce serment" of the
organisation last spoken of. Invariant: as for English, every quote stands in the document at its offsets, and what cannot
be resolved gives nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from oathbook.actors import Matcher, Registry
from oathbook.data import FOLDER, read_text
from oathbook.extraction.frames import Frame, parse_frames
from oathbook.extraction.merging import merge_claims
from oathbook.extraction.names import Name, PlaceFinder, find_names
from oathbook.extraction.signatures import SIGNATURES
from oathbook.language.repair import repair
from oathbook.language.segments import SegmentKind, find_segments
from oathbook.language.sentences import find_sentences
from oathbook.model import (
    ActorType,
    Certainty,
    Claim,
    Document,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

LANGUAGES = ("fr", "es")
_ELIDED = r"(?:[ldsncjmt]|qu|lorsqu|puisqu|jusqu)"
_TOKEN = re.compile(rf"{_ELIDED}'(?=\w)|\w[\w'-]*|[^\w\s]", re.IGNORECASE)
_ELISION = re.compile(rf"(?<![\w'])((?i:{_ELIDED}))'(?=[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language: its frames, and the words of `data/words/LANGUAGE.toml` by what they say."""

    code: str
    frames: tuple[Frame, ...]
    words: Mapping[str, frozenset[str]]
    speakers: Mapping[str, str]
    months: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One sentence: its tokens as words or ⟦name⟧, where each stands in the line and in the text."""

    shown: str
    at: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]
    start: int
    end: int


@lru_cache(maxsize=4)
def load_tongue(code: str) -> Tongue:
    """The frames and words of `fr` or `es`."""
    files = sorted((FOLDER / "frames" / code).glob("*.toml"))
    frames = [f for p in files for f in parse_frames(f"{code}/{p.name}", p.read_text("utf-8"))]
    table = tomllib.loads(read_text("words", f"{code}.toml"))
    return Tongue(
        code=code,
        frames=tuple(frames),
        words={name: frozenset(words) for name, words in table["words"].items()},
        speakers=table["speakers"],
        months={name: n for n, name in enumerate(table["months"], 1)},
    )


def read_abroad(
    document: Document, code: str, registry: Registry, matcher: Matcher, places: PlaceFinder
) -> tuple[tuple[Claim, ...], int]:
    """The claims of a text in the language `code`, and how many sentences it has."""
    tongue = load_tongue(code)
    text = _prepared(document.text, tongue)
    spans = [
        (segment.start + a, segment.start + b)
        for segment in find_segments(text)
        if segment.kind is not SegmentKind.FURNITURE
        for a, b in find_sentences(text[segment.start : segment.end])
    ]
    starts = frozenset(a for a, _ in spans)
    found = find_names(text, registry, matcher, places, sentence_starts=starts)
    names = [_without_article(n, text) for n in found if _is_usable(n, starts)]
    claims: list[Claim] = []
    spoken_of: Party | None = None
    for start, end in spans:
        local = tuple(n for n in names if n.start >= start and n.end <= end)
        line = _line(text, start, end, local, tongue, spoken_of)
        new = list(_read_line(line, tongue, document.text, spoken_of, claims, registry))
        claims += new
        made = [c.object for c in new if c.kind in {Kind.MERGE, Kind.FORM} and c.object is not None]
        here = made or [n.party for n in local if n.type is ActorType.ORGANISATION]
        spoken_of = here[0] if here else spoken_of
    merged = merge_claims(_without_weaker(claims))
    return tuple(sorted(merged, key=lambda c: (c.start, c.end, c.kind.value))), len(spans)


def _prepared(text: str, tongue: Tongue) -> str:
    """The text with names freed of elided articles, and those that the language writes small in capitals; same length."""
    plain = _ELISION.sub(lambda m: m.group(1) + " ", repair(text))
    small = "|".join(sorted(tongue.words["small_names"]))
    return re.sub(rf"\b(?:{small})\b", lambda m: m.group().capitalize(), plain)


def _is_usable(name: Name, starts: frozenset[int]) -> bool:
    """A guess from capitals is believed only in mid-sentence: there a capital means a name in these languages."""
    return name.type is not None and not (name.provisional and name.start in starts)


def _without_article(name: Name, text: str) -> Name:
    """ "Al Estado Islámico" in small letters: the preposition is no Arabic article."""
    return replace(name, start=name.start + 3) if text.startswith("al ", name.start) else name


# -- lines and patterns --------------------------------------------------------------------------------------


def _line(
    text: str, start: int, end: int, names: tuple[Name, ...], tongue: Tongue, spoken_of: Party | None
) -> _Line:
    shown, at, spans, used = "", [], [], list(names)
    by_start = {n.start: k for k, n in enumerate(names)}
    position = start
    previous = ""
    while position < end:
        k = by_start.get(position)
        if k is not None:
            word, stop = f"⟦{k}⟧", names[k].end
        else:
            m = _TOKEN.match(text, position)
            if m is None:
                position += 1
                continue
            stop = min([m.end(), *(n.start for n in names if position < n.start < m.end())])
            word = text[position:stop].lower().removesuffix("'")
            if spoken_of is not None and _is_description(word, previous, stop, tongue, names):
                used.append(Name(start=position, end=stop, party=spoken_of))
                word = f"⟦{len(used) - 1}⟧"
        at.append(len(shown))
        spans.append((position, stop))
        shown += word + " "
        previous, position = word, stop
    return _Line(shown=shown, at=tuple(at), spans=tuple(spans), names=tuple(used), start=start, end=end)


def _is_description(word: str, previous: str, stop: int, tongue: Tongue, names: Sequence[Name]) -> bool:
    """ "Le groupe", "la banda" with no name beside it: the organisation last spoken of."""
    if word not in tongue.words["groups"] or previous not in tongue.words["definite"]:
        return False
    return not any(stop <= n.start <= stop + 4 for n in names)


_PIECE = re.compile(
    r"\[(?P<slot>[SO])\]|\{(?P<alt>[^}]+)\}|<(?P<a>a)>|<(?P<any>\*)?(?P<low>\d+)-(?P<high>\d+)>|(?P<word>[^\s\[\]{}<>]+)"
)


@lru_cache(maxsize=1024)
def _compiled(pattern: str, code: str) -> re.Pattern[str]:
    tongue = load_tongue(code)
    before = "|".join(sorted(map(re.escape, tongue.words["before_names"]), key=len, reverse=True))
    joints = "|".join(sorted(map(re.escape, tongue.words["joints"])))
    people = "|".join(sorted(map(re.escape, tongue.words["people"])))
    lead = f"(?:(?:(?:{before})|(?:{people})(?: (?:de|d|du|des|del))?) )*"
    parts = []
    at = 0
    for m in _PIECE.finditer(pattern):
        at = m.end()
        if m.group("word") == "?":
            continue
        optional = pattern[at : at + 1] == "?"
        if m.group("slot"):
            slot = m.group("slot")
            body = rf"(?P<{slot}>{lead}⟦\d+⟧ (?:(?:(?:{joints}) )+{lead}⟦\d+⟧ )*)"
        elif m.group("alt"):
            body = "(?:" + "|".join(re.escape(a.strip()) for a in m.group("alt").split("|")) + ") "
        elif m.group("a"):
            body = r"(?:, (?:[^\s,;()]+ ){1,12}, )?(?:(?:, )?(?:qui|que) )?"
        elif m.group("low"):
            word = r"[^\s;]+ " if m.group("any") else r"[^\s⟦,;()]+ "
            body = rf"(?:{word}){{{m.group('low')},{m.group('high')}}}?"
        else:
            word = m.group("word")
            optional = optional or (word.endswith("?") and len(word) > 1)
            body = re.escape(word.rstrip("?") if len(word) > 1 else word) + " "
        parts.append(f"(?:{body})?" if optional else body)
    return re.compile("(?<!\\S)" + "".join(parts))


_STATES = frozenset({ActorType.STATE, ActorType.BODY, ActorType.PLACE, None})
_SLOT = re.compile(r"⟦(\d+)⟧")


def _read_line(
    line: _Line,
    tongue: Tongue,
    document_text: str,
    spoken_of: Party | None,
    told: Sequence[Claim],
    registry: Registry,
) -> Iterator[Claim]:
    so_far = list(told)
    for frame in tongue.frames:
        for pattern in frame.patterns:
            for m in _compiled(pattern, tongue.code).finditer(line.shown):
                if pattern[0] == "[" and not _opens(m, line, tongue, aside=bool(_ASIDE.match(pattern))):
                    continue
                for claim in _claims(frame, m, line, tongue, document_text, spoken_of, so_far, registry):
                    so_far.append(claim)
                    yield claim


_ASIDE = re.compile(
    r"\[[SO]\] (?:<a> )?,"
)  # "pour le GSIM, affilié à al-Qaïda": an apposition goes with any case


def _opens(m: re.Match[str], line: _Line, tongue: Tongue, *, aside: bool) -> bool:
    """Whether the party that a match begins with is no complement of what stands before, and no end of a list of verbs."""
    before = line.shown[: m.start()].split()[-1:]
    if set(before) & tongue.words["of" if aside else "not_before_subject"]:
        return False
    first = min((s for s in (m.start(g) for g in m.groupdict()) if s >= 0), default=m.start())
    rest = _SLOT.sub("", line.shown[first : m.end()], count=1).split()[:1]
    return not before or not set(rest) & (tongue.words["joints"] - {","})


def _claims(
    frame: Frame, m: re.Match[str], line: _Line, tongue: Tongue, document_text: str, spoken_of: Party | None,
    told: Sequence[Claim], registry: Registry,
) -> Iterator[Claim]:  # fmt: skip
    tokens = [i for i, at in enumerate(line.at) if m.start() <= at < m.end()]
    start, end = line.spans[tokens[0]][0], line.spans[tokens[-1]][1]
    subjects = _side(frame, "subject", m, line, spoken_of, told, registry)
    objects = _side(frame, "object", m, line, spoken_of, told, registry)
    facts = _facts(m, line, tongue)
    for s in subjects:
        for o in objects:
            if s is not None and o is not None and s.label == o.label:
                continue
            if (
                frame.kind is not Kind.DESIGNATE
                and s is not None
                and {s.type, o.type if o else None} <= _STATES
            ):
                continue  # states among themselves make no claim
            yield Claim(
                kind=frame.kind,
                subject=s,
                object=_as_place(frame.kind, o),
                scope=_scope(frame, s),
                role=frame.fixed.get("role"),
                when=_when(line, tokens, tongue, document_text),
                polarity=facts.polarity,
                certainty=facts.certainty,
                realis=facts.realis,
                said_by=_speaker(line, tongue),
                quote=document_text[start:end],
                start=start,
                end=end,
                reading=round(frame.trust * 0.85, 3),
                frame=frame.id,
                extractor="",
            )


def _side(
    frame: Frame, role: str, m: re.Match[str], line: _Line, spoken_of: Party | None, told: Sequence[Claim],
    registry: Registry,
) -> list[Party | None]:  # fmt: skip
    """The parties of one side that its kind and frame allow; one None where the frame has no such side."""
    signature = SIGNATURES[frame.kind]
    allowed = signature.subject if role == "subject" else signature.object
    wanted = frame.types.get(role)
    slot = "S" if role == "subject" else "O"
    if slot in m.re.groupindex and m.group(slot):
        found = [line.names[int(k)].party for k in _SLOT.findall(m.group(slot))]
        if role in signature.principal:
            found = [_organisation(p, line, registry) for p in found]
        return [p for p in found if _fits(p, allowed, wanted)]
    path = frame.roles.get(role)
    if path is not None and path.alternatives == (("context",),):
        at = line.spans[next(i for i, at in enumerate(line.at) if at >= m.start())][0]
        earlier = [n.party for n in line.names if n.type is ActorType.ORGANISATION and n.start < at]
        return [*earlier[:1]] or ([spoken_of] if spoken_of is not None else [])
    if path is not None and path.alternatives == (("pledger",),):
        pledges = [c.subject for c in told if c.kind is Kind.PLEDGE and c.subject is not None]
        return [*pledges[-1:]]
    return [None]


def _organisation(party: Party, line: _Line, registry: Registry) -> Party:
    """A leader on a principal's side stands for his organisation, where the sentence names it."""
    if party.type is ActorType.PERSON and party.actor is not None:
        led = registry.leads.get(party.actor, ())
        return next((n.party for n in line.names if n.party.actor in led), party)
    return party


def _fits(party: Party, allowed: frozenset[object], wanted: frozenset[str] | None) -> bool:
    type_ = party.type
    if type_ is None:
        return False
    if wanted is not None:
        # a country is a place too
        return type_.value in wanted or (type_ is ActorType.STATE and "place" in wanted)
    return type_ in allowed


def _as_place(kind: Kind, party: Party | None) -> Party | None:
    if (
        party is not None
        and party.type is ActorType.STATE
        and kind in {Kind.GAIN, Kind.LOSE, Kind.CLAIM_ATTACK}
    ):
        return Party(written=party.written, type=ActorType.PLACE)
    return party


def _scope(frame: Frame, subject: Party | None) -> Scope:
    if subject is None:
        return Scope.FACTION if frame.kind is Kind.SPLIT else Scope.GROUP
    return Scope.PERSON if subject.type is ActorType.PERSON else Scope(frame.fixed.get("scope", Scope.GROUP))


# -- qualifiers ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    polarity: Polarity
    certainty: Certainty
    realis: Realis


def _facts(m: re.Match[str], line: _Line, tongue: Tongue) -> _Facts:
    """Denial, doubt and plan as the words inside the pattern, and just before it, tell them."""
    inside = m.group().split()
    before = line.shown[: m.start()].split()[-3:]
    said = {*inside, *before}
    denied = bool(said & tongue.words["denials"])
    certainty = Certainty.CERTAIN
    if said & tongue.words["possible"]:
        certainty = Certainty.POSSIBLE
    elif said & tongue.words["probable"]:
        certainty = Certainty.PROBABLE
    planned = bool(set(inside) & tongue.words["plans"])
    return _Facts(
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        certainty=certainty,
        realis=Realis.PROSPECTIVE if planned else Realis.ACTUAL,
    )


def _speaker(line: _Line, tongue: Tongue) -> tuple[str, ...]:
    """ "Selon des analystes", "según X", "X affirme que"."""
    words = line.shown.split()
    for i, word in enumerate(words):
        if word in tongue.words["according"] and (word != "après" or words[i - 1 : i] == ["d"]):
            for after in words[i + 1 : i + 7]:
                slot = _SLOT.fullmatch(after)
                if slot:
                    return (line.names[int(slot.group(1))].party.label,)
                if after in tongue.speakers:
                    return (tongue.speakers[after],)
        if word in tongue.words["sayings"] and i + 1 < len(words) and words[i + 1] in {"que", "qu"}:
            last = [s for s in (_SLOT.fullmatch(w) for w in words[:i]) if s]
            if last:
                return (line.names[int(last[0].group(1))].party.label,)
    return ()


_YEAR = re.compile(r"(?:19|20)\d\d")


def _when(line: _Line, tokens: Sequence[int], tongue: Tongue, document_text: str) -> Interval | None:
    """The date that stands in the clause of the match: a day, a month or a year, "depuis 2014" as open."""
    words = [document_text[a:b].lower() for a, b in line.spans]
    last = next((i for i in range(tokens[-1] + 1, len(words)) if words[i] in {",", ";", "."}), len(words))
    first = next((i + 1 for i in range(tokens[0] - 1, -1, -1) if words[i] in {";", "."}), 0)
    for i in range(first, last):
        if not _YEAR.fullmatch(words[i]):
            continue
        back = [w for w in words[max(first, i - 4) : i] if w not in {"de", "del", "le", "el", "du", "1er"}]
        edtf = words[i]
        if back and back[-1] in tongue.months:
            edtf += f"-{tongue.months[back[-1]]:02d}"
            if len(back) > 1 and back[-2].isdigit() and 1 <= int(back[-2]) <= 31:
                edtf += f"-{int(back[-2]):02d}"
        if back and back[0] in tongue.words["since"]:
            edtf += "/.."
        try:
            return Interval.parse(edtf)
        except ValueError:
            return None
    return None


def _without_weaker(claims: Sequence[Claim]) -> list[Claim]:
    """Of two kinds read from the same parties in the same words the narrower stays: a chief is no member."""
    stronger = {Kind.MEMBER: {Kind.LEAD}, Kind.PLEDGE: {Kind.DEFECT}, Kind.AFFILIATE: {Kind.SPLIT}}
    kept = []
    for c in claims:
        rivals = stronger.get(c.kind, set())
        if not any(
            o.kind in rivals
            and o.subject == c.subject
            and o.object == c.object
            and o.start < c.end
            and c.start < o.end
            for o in claims
        ):
            kept.append(c)
    return kept
