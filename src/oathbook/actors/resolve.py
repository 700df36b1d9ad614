"""Whom does each name mean in this document? What the document says about its own names comes first.

In order: acronyms that it introduces in brackets; strong names; then weak names and surnames, which go to the
one candidate that a strong name has brought in (before them, else anywhere), else to the one candidate whose
organisation, leader or parent is strongly named. A capital that does what states do is its state. What that
leaves open stays open, with its candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from oathbook.actors.hits import Hit
from oathbook.actors.mention import Mention, Strength
from oathbook.actors.names import LineCase, Lines, begins_sentence
from oathbook.actors.normalise import normalise, plain
from oathbook.actors.ordinary import BEFORE_SURNAME, CALENDAR, GIVEN, ORDINARY, TITLES
from oathbook.actors.registry import Registry
from oathbook.actors.stream import Stream
from oathbook.model import ActorType

_ACRONYM = r"(?P<acronym>[A-Z0-9][\w/&-]{1,11})"
_QUOTE = "[\"“”'‘’]?"
# (ABC), (the ABC), (ABC in French), ("ABC")
_BRACKET = re.compile(
    rf"\s?\(\s*(?:[a-z]{{2,12}} ){{0,3}}{_QUOTE}{_ACRONYM}{_QUOTE}(?:[,; ][^()\n]{{0,60}})?\)"
)
_EXPANSION = re.compile(r"(?:(?:[^\W\d_]|['’-])+\s+){0,11}(?:[^\W\d_]|['’-])+\s?\($")
# token_set_ratio; "Alliance of Democratic Forces" against "Allied Democratic Forces" is 85.
_SAME_EXPANSION = 80.0
_PLACED = re.compile(
    r"\b(?:in|at|near|to|from|of|outside|around|into|across|towards?|through|via|for|on)\s$", re.IGNORECASE
)
_DATELINE_AFTER = re.compile(r"\s?(?:,|\(|—|–|/|-\s|:)")
_VERB_AFTER = re.compile(
    r"\s(?:also |had |has |have |never |then )?(?:has|had|is|was|will|would|did|says?|said|\w{3,}ed)\b"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w'’-]*)")


def resolve(stream: Stream, hits: list[Hit], lines: Lines, registry: Registry) -> tuple[Mention, ...]:
    """The mentions of one document, in order and not overlapping."""
    bound = _bracket_acronyms(stream.text, hits, registry)
    hits = _bind(stream.text, hits, bound)
    strong = _strong_places(hits)
    _prefer_named(stream.text, hits, strong)
    hits = _add_surnames(stream, hits)
    hits = [h for h in hits if not _is_part_of_other_name(stream.text, h, hits, lines, registry)]
    hits = [h for h in hits if not _is_only_a_place(stream.text, h)]
    strong = _strong_places(hits)
    bound_to_nobody = {acronym for acronym, owner in bound.items() if owner is None}
    return tuple(_mention(stream.text, hit, strong, bound_to_nobody, registry) for hit in hits)


def _strong_places(hits: Iterable[Hit]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        if hit.owner is not None:
            places[hit.owner].append(hit.start)
    return places


def _mention(
    text: str, hit: Hit, strong: dict[str, list[int]], nobody: set[str], registry: Registry
) -> Mention:
    span = text[hit.start : hit.end]
    if hit.owner is not None:
        actor: str | None = hit.owner
        candidates: tuple[str, ...] = ()
        strength = Strength.STRONG
    else:
        candidates = tuple(dict.fromkeys((*hit.strong, *hit.weak)))
        actor = _choose(hit, candidates, strong, registry)
        if actor is None and len(candidates) == 1 and _acts(text, hit):
            actor = candidates[0]
        strength = Strength.WEAK
    types = {hit.types[key] for key in ((actor,) if actor is not None else candidates)}
    kind = types.pop() if len(types) == 1 else (ActorType.ORGANISATION if span in nobody else None)
    return Mention(
        start=hit.start,
        end=hit.end,
        text=span,
        actor=actor,
        type=kind,
        candidates=candidates,
        strength=strength,
    )


def _choose(
    hit: Hit, candidates: Sequence[str], strong: Mapping[str, list[int]], registry: Registry
) -> str | None:
    named = [key for key in candidates if key in strong]
    before = [key for key in named if strong[key][0] < hit.start]
    for group in (before, named):
        if len(group) == 1:
            return group[0]
    if named:
        return None
    vouchers = [registry.vouchers(key) for key in candidates]
    for depth in (0, 1):
        vouched = [k for k, v in zip(candidates, vouchers, strict=True) if not v[depth].isdisjoint(strong)]
        if len(vouched) == 1:
            return vouched[0]
    if len(hit.strong) > 1 and not any(near for near, _ in vouchers if not near.isdisjoint(strong)):
        at_home = [key for key in hit.strong if registry.state_of(key) in strong]
        return at_home[0] if len(at_home) == 1 else None
    return None


# -- acronyms in brackets ------------------------------------------------------------------------------------


def _bracket_acronyms(text: str, hits: list[Hit], registry: Registry) -> dict[str, str | None]:
    """What the document itself says its acronyms mean; None for a group that the registry does not know."""
    if "(" not in text:
        return {}
    bound: dict[str, str | None] = {}
    ends = {hit.end: hit for hit in hits}
    by_start = {hit.start: hit for hit in hits}
    for hit in hits:
        match = _BRACKET.match(text, hit.end)
        if match is None or hit.owner is None:
            continue
        acronym, owner = match["acronym"], hit.owner
        if sum(c.isupper() for c in acronym) < 2 and not _is_initials(acronym, text[hit.start : hit.end]):
            continue
        if hit.types[owner] not in {ActorType.ORGANISATION, ActorType.BODY}:
            continue
        known = by_start.get(match.start("acronym"))
        claimed = known is not None and owner in (*known.strong, *known.weak)
        free = known is None or ActorType.ORGANISATION in known.types.values()
        if claimed or (free and _spells(acronym, _own_names(owner, registry, text[hit.start : hit.end]))):
            bound.setdefault(acronym, owner)
    for hit in hits:
        span = text[hit.start : hit.end]
        opens = text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"
        if not opens or span in bound or sum(c.isupper() for c in span) < 2 or not span.isalnum():
            continue
        outside = text[: hit.start - 1].rstrip()
        expansion = _EXPANSION.search(text, max(0, hit.start - 120), hit.start)
        if len(outside) in ends or expansion is None:
            continue
        words = expansion.group()[:-1].split()
        phrase = _spelling_phrase(span, words)
        if phrase is not None and not _is_known_expansion(phrase, hit, registry):
            bound[span] = None
    return bound


def _is_initials(acronym: str, name: str) -> bool:
    """Whether an acronym written as a word (Jem, Eta) is made of the name's first letters."""
    initials = "".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper())
    return len(acronym) > 2 and acronym.isalpha() and acronym.lower() == initials.lower()


def _own_names(owner: str, registry: Registry, span: str) -> list[str]:
    actor = registry.actors.get(owner)
    return [span] if actor is None else [span, actor.name, *actor.aliases]


def _spells(acronym: str, names: Iterable[str]) -> bool:
    """Whether some name has a word for the acronym's first letter and the letters in their order."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    for name in names:
        bare = plain(name)
        initials = [w[0] for w in re.findall(r"\w+", bare)]
        rest = iter(bare)
        if letters and letters[0] in initials and all(c in rest for c in letters):
            return True
    return False


def _spelling_phrase(acronym: str, words: list[str]) -> str | None:
    """The words right before a bracket whose capitals spell the acronym."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    for first in range(len(words) - 1, -1, -1):
        capitals = [plain(w)[:1] for w in words[first:] if w[0].isupper()]
        if capitals == letters and words[first][0].isupper() and len(letters) > 1:
            return " ".join(words[first:])
    return None


def _is_known_expansion(phrase: str, hit: Hit, registry: Registry) -> bool:
    folded = normalise(phrase)
    return any(
        fuzz.token_set_ratio(folded, normalise(name)) >= _SAME_EXPANSION
        for owner in (*hit.strong, *hit.weak)
        for name in _own_names(owner, registry, "")[1:]
    )


def _bind(text: str, hits: list[Hit], bound: dict[str, str | None]) -> list[Hit]:
    """The hits with the document's own acronyms put in, where the registry has others or none."""
    for hit in hits:
        span = text[hit.start : hit.end]
        if span in bound:
            owner = bound[span]
            hit.strong = () if owner is None else (owner,)
            hit.weak = ()
            if owner is not None:
                hit.types[owner] = hit.types.get(owner, ActorType.ORGANISATION)
    taken = _taken(hits)
    added = [
        Hit(
            i=-1,
            j=-1,
            start=m.start(),
            end=m.end(),
            strong=(owner,),
            weak=(),
            types={owner: ActorType.ORGANISATION},
        )
        for acronym, owner in bound.items()
        if owner is not None
        for m in re.finditer(rf"(?<![\w]){re.escape(acronym)}(?!\w)", text)
        if not taken(m.start(), m.end())
    ]
    return sorted([*hits, *added], key=lambda h: h.start)


def _taken(hits: Sequence[Hit]) -> Callable[[int, int], bool]:
    covered = {k for hit in hits for k in range(hit.start, hit.end)}
    return lambda start, end: any(k in covered for k in range(start, end))


# -- names that several could bear ---------------------------------------------------------------------------


def _prefer_named(text: str, hits: list[Hit], strong: dict[str, list[int]]) -> None:
    """Gives a strong name to another who bears it weakly, if the document names only the other in full.

    "al-Shabab" is the Somali group's, yet a report that names Islamic State Mozambique means the local one.
    """
    spellings: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.owner is not None:
            spellings[hit.owner].add(normalise(text[hit.start : hit.end]))
    for hit in hits:
        if hit.owner is None or not hit.weak or len(spellings[hit.owner]) > 1:
            continue
        others = [key for key in hit.weak if key in strong]
        if len(others) == 1:
            hit.weak = tuple(key for key in (hit.owner, *hit.weak) if key != others[0])
            hit.strong = (others[0],)


# -- surnames ------------------------------------------------------------------------------------------------


def _add_surnames(stream: Stream, hits: list[Hit]) -> list[Hit]:
    """Hits for the last name of every person named in full, and these persons as candidates of weak hits."""
    surnames: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        owner = hit.owner
        if owner is None or hit.types[owner] is not ActorType.PERSON or hit.i < 0 or hit.j == hit.i:
            continue
        last = stream.subs[hit.j]
        word = plain(stream.text[stream.starts[hit.j] : stream.ends[hit.j]])
        if len(last) >= 4 and last not in GIVEN and word not in ORDINARY and stream.opens[hit.j]:
            surnames[last].add(owner)
    if not surnames:
        return hits
    by_word = {k: hit for hit in hits if hit.i >= 0 for k in range(hit.i, hit.j + 1)}
    added: list[Hit] = []
    for k, sub in enumerate(stream.subs):
        owners = surnames.get(sub)
        if owners is None or not (stream.opens[k] and stream.closes[k]):
            continue
        covering = by_word.get(k)
        if covering is not None:
            if not covering.strong and covering.i == covering.j:
                covering.weak = tuple(dict.fromkeys((*covering.weak, *sorted(owners))))
                covering.types.update(dict.fromkeys(owners, ActorType.PERSON))
            continue
        first = k
        if k > 0 and stream.subs[k - 1] in BEFORE_SURNAME and stream.joined(k - 1) and k - 1 not in by_word:
            first = k - 1  # bin Laden, Ag Ghaly
        if not stream.text[stream.starts[k]].isupper() or _glued(stream, first, k):
            continue
        added.append(
            Hit(
                i=first,
                j=k,
                start=stream.leads[first],
                end=stream.ends[k],
                strong=(),
                weak=tuple(sorted(owners)),
                types=dict.fromkeys(owners, ActorType.PERSON),
            )
        )
    return sorted([*hits, *added], key=lambda h: h.start)


def _glued(stream: Stream, i: int, j: int) -> bool:
    start, end = stream.starts[i], stream.full_ends[j]
    return stream.text[start - 1 : start].isalnum() or stream.text[end : end + 1].isalnum()


def _is_part_of_other_name(text: str, hit: Hit, hits: list[Hit], lines: Lines, registry: Registry) -> bool:
    """Whether a bare surname stands in the full name of somebody else ("Ahmed Saleh", "Sahrawi Republic")."""
    owners = (*hit.strong, *hit.weak)
    if not owners or any(hit.types[key] is not ActorType.PERSON for key in owners):
        return False
    if any(c.isspace() for c in text[hit.start : hit.end]) or lines.case(hit.start) is not LineCase.MIXED:
        return False
    own = {word for key in owners for word in _words_of(key, registry)}
    before = _WORD_BEFORE.search(text, max(0, hit.start - 40), hit.start)
    if before is not None:
        word = plain(before[1]).rstrip(".")
        known = word in own or word in TITLES or word in ORDINARY or word in CALENDAR
        free = before[1][0].isupper() and not known and not begins_sentence(text, before.start(1))
        if free and not any(h is not hit and h.start <= before.start(1) < h.end for h in hits):
            return True
    after = _WORD_AFTER.match(text, hit.end)
    if after is None or not after[1][0].isupper():
        return False
    word = plain(after[1])
    known = word in own or word in TITLES or word in CALENDAR or word.isupper()
    return not known and not after[1].isupper() and not any(h.start == after.start(1) for h in hits)


def _words_of(actor: str, registry: Registry) -> set[str]:
    known = registry.actors[actor]
    return {plain(w) for name in (known.name, *known.aliases) for w in re.findall(r"[\w'’]+", name)}


def _acts(text: str, hit: Hit) -> bool:
    """Whether a weak name of a state does something here: "Washington blacklisted", "listed by London"."""
    if any(hit.types[key] is not ActorType.STATE for key in hit.weak):
        return False
    done_by = text[: hit.start].endswith((" by ", " By "))
    return done_by or _VERB_AFTER.match(text, hit.end) is not None


def _is_only_a_place(text: str, hit: Hit) -> bool:
    """Whether a weak name of a state (its capital) is no more than a place here: "in Bamako", a dateline."""
    if hit.strong or not hit.weak or any(hit.types[k] is not ActorType.STATE for k in hit.weak):
        return False
    if _PLACED.search(text, max(0, hit.start - 10), hit.start):
        return True
    begins_line = hit.start == 0 or text[hit.start - 1] == "\n"
    return begins_line and _DATELINE_AFTER.match(text, hit.end) is not None
