"""Which names could stand at a place in a text? A trie of all names by their folded words, with case rules.

A name is strong when it alone names its actor, weak when the document must help. Short acronyms match in
their exact case; names made of ordinary words need their capitals; a name of up to four folded letters
matches only in its plain spelling, because there folding brings too many words together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from oathbook.actors.normalise import APOSTROPHES, HYPHENS, THE, fold, plain, plain_name
from oathbook.actors.ordinary import GENERIC, LITTLE, ORDINARY
from oathbook.actors.registry import Registry
from oathbook.actors.stream import Stream
from oathbook.actors.tables import is_acronym
from oathbook.model import ActorType

_SHORT = 4
_INNER_POSSESSIVE = re.compile(rf"(?<=\w)[{APOSTROPHES}]s(?=\s)")
_CONNECTORS = frozenset(
    {"of", "for", "and", "in", "de", "la", "del", "des", "du", "et", "y", "wa", "the", "on", "to"}
    | {"ag", "bin", "ibn", "ben", "ould", "von", "van"}
)
_THE_BEFORE = re.compile(r"\bthe\s$", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(r"\b(?:he|she|it|what|who|there|this|that|here)\s$", re.IGNORECASE)
_OPENING = " \t\"'“”‘’«»([*#>-"


class Case(Enum):
    """What a word of a name asks of the same word in a text."""

    ANY = 0
    CAPITAL = 1
    GENERIC = 2  # a capital, unless it is the sort of group after a distinctive name


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One name of one actor or source, ready to be matched."""

    owner: str
    type: ActorType
    strong: bool
    written: str
    plain: str
    cases: tuple[Case, ...]
    distinctive: bool
    acronym: str | None = None  # its letters and digits, when they must stand in exactly this case
    ordinary: bool = False  # one ordinary word
    short: bool = False
    needs_the: bool = False


class Trie:
    """All names by their folded words."""

    __slots__ = ("names", "root")

    def __init__(self, names: Iterable[tuple[tuple[str, ...], Name]]) -> None:
        self.root: dict[str, _Node] = {}
        self.names: list[tuple[tuple[str, ...], Name]] = []
        for subs, name in names:
            self.names.append((subs, name))
            node = self.root.setdefault(subs[0], _Node())
            for sub in subs[1:]:
                node = node.children.setdefault(sub, _Node())
            if all(n.owner != name.owner or n.written != name.written for n in node.names):
                node.names.append(name)

    def lookup(self, stream: Stream, i: int) -> Iterator[tuple[int, list[Name]]]:
        """The names that may stand from word `i` on, longest first, with the word that each list ends on."""
        node = self.root.get(stream.subs[i])
        if node is None or not stream.opens[i]:
            return
        found: list[tuple[int, list[Name]]] = []
        j, size = i, len(stream)
        while True:
            if node.names and stream.closes[j]:
                found.append((j, node.names))
            if j + 1 >= size or not node.children:
                break
            following = node.children.get(stream.subs[j + 1])
            if following is None or not stream.joined(j):
                break
            node, j = following, j + 1
        yield from reversed(found)


class _Node:
    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.names: list[Name] = []


def registry_names(registry: Registry) -> Iterator[tuple[tuple[str, ...], Name]]:
    """Every name of every actor and source under each of its folded forms."""
    for actor in registry.actors.values():
        for written in (actor.name, *actor.aliases):
            yield from spell(actor.id, actor.type, written, strong=True)
            if _is_pronounced(written):  # Isis, Farc: some papers write them so, but it could be a word
                yield from spell(actor.id, actor.type, written.title(), strong=False)
        for written in actor.weak:
            yield from spell(actor.id, actor.type, written, strong=False)
    for source in registry.sources.values():
        for written in (source.name, *source.aliases):
            yield from spell(source.id, ActorType.OUTLET, written, strong=True)


def _is_pronounced(name: str) -> bool:
    """Whether a name is an acronym of four letters that can be read as a word."""
    word = name.lower()
    return (
        len(name) == 4
        and name.isalpha()
        and name.isupper()
        and word not in ORDINARY
        and bool(set(word) & set("aeiou"))
    )


def spell(
    owner: str, kind: ActorType, written: str, *, strong: bool
) -> Iterator[tuple[tuple[str, ...], Name]]:
    """`written` under its folded words; also unsplit (McKevitt) and without apostrophe (Peoples Front)."""
    forms = [written]
    if _INNER_POSSESSIVE.search(written):
        forms.append(_INNER_POSSESSIVE.sub("s", written))
    seen: set[tuple[str, ...]] = set()
    for form in forms:
        stream = Stream(form)
        if not len(stream):
            continue
        name = _name(stream, owner, kind, strong=strong)
        variants = [stream.subs]
        if form.isalnum():
            variants.append(fold(form))
        if stream.leads[0] < stream.starts[0] and len(stream) == 1:
            variants.append(fold(form.replace("-", "").replace(" ", "")))  # Alqaeda
        for subs in variants:
            if subs not in seen:
                seen.add(subs)
                same_words = len(subs) == len(name.cases)
                yield subs, name if same_words else replace(name, cases=name.cases[:1] * len(subs))


def _name(stream: Stream, owner: str, kind: ActorType, *, strong: bool) -> Name:
    written = stream.text
    words = [plain(written[stream.starts[i] : stream.ends[i]]) for i in range(len(stream))]
    distinctive = any(w not in ORDINARY and w not in _CONNECTORS and w not in "()&" for w in words)
    cases: list[Case] = []
    for i, word in enumerate(words):
        if (i > 0 and word in _CONNECTORS) or not (
            written[stream.starts[i]].isupper() or written[stream.leads[i]].isupper()
        ):
            cases.append(Case.ANY)
        else:
            cases.append(Case.GENERIC if distinctive and i > 0 and word in GENERIC else Case.CAPITAL)
    acronym = "".join(c for c in written if c.isalnum()) if is_acronym(written) else None
    ordinary = acronym is None and len(set(stream.starts)) == 1 and words[0] in ORDINARY
    begins_with_the = plain(written.split(maxsplit=1)[0]) == THE
    return Name(
        owner=owner,
        type=kind,
        strong=strong,
        written=written,
        plain=plain_name(written),
        cases=tuple(cases),
        distinctive=distinctive,
        acronym=acronym,
        ordinary=ordinary,
        short=sum(map(len, stream.subs)) <= _SHORT,
        needs_the=ordinary and (begins_with_the or kind is ActorType.OUTLET),
    )


def fits(name: Name, stream: Stream, i: int, j: int, lines: Lines) -> bool:
    """Whether words `i` to `j` of the stream are written so that they can be `name`."""
    text, start, end = stream.text, stream.starts[i], stream.ends[j]
    if name.acronym is not None:
        return _is_acronym(name.acronym, text, start, end, lines)
    for k, case in enumerate(name.cases):
        if case is not Case.ANY and not _capital(name, case, stream, i + k, first=k == 0):
            return False
    if name.short and plain_name(text[start:end]).split()[-1] != name.plain.split()[-1]:
        return False
    if name.needs_the:
        return _THE_BEFORE.search(text, max(0, start - 5), start) is not None
    return not (name.ordinary and _uninformative_capital(text, start, lines))


def _is_acronym(acronym: str, text: str, start: int, end: int, lines: Lines) -> bool:
    """Whether the span is these letters in this case, and no little word (IS, US) in a line of capitals."""
    span = text[start:end]
    if span != acronym and "".join(c for c in span if c.isalnum()) != acronym:
        return False
    if any(c.isspace() for c in span):
        return False
    if acronym.lower() not in LITTLE:
        return True
    emphasis = _PRONOUN_BEFORE.search(text, max(0, start - 7), start)
    return emphasis is None and lines.case(start) is not LineCase.UPPER


def _capital(name: Name, case: Case, stream: Stream, p: int, *, first: bool) -> bool:
    text, start, lead = stream.text, stream.starts[p], stream.leads[p]
    letter = text[start]
    if letter.isupper() or not stream.opens[p] or letter.lower() == letter.upper():
        return True
    if lead < start and (text[lead].isupper() or (text[start - 1] in HYPHENS and name.distinctive)):
        return True  # Al-qaeda, al-qaeda
    if not first and name.distinctive and text[start - 1] in HYPHENS:
        return True  # Lashkar-e-taiba
    return case is Case.GENERIC


def _uninformative_capital(text: str, start: int, lines: Lines) -> bool:
    """Whether any word would have a capital here: a sentence begins, or the line is a headline."""
    return lines.case(start) is not LineCase.MIXED or begins_sentence(text, start)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    before = text[max(0, start - 12) : start].rstrip(_OPENING)
    return not before or before[-1] in ".!?:…\n\r•|"


class LineCase(Enum):
    """How a line is written."""

    MIXED = 0
    TITLE = 1  # The Words of a Headline
    UPPER = 2


class Lines:
    """The case of each line of one text, found when asked for."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, LineCase] = {}

    def case(self, position: int) -> LineCase:
        """The case of the line in which `position` lies."""
        first = self._text.rfind("\n", 0, position) + 1
        if first not in self._known:
            last = self._text.find("\n", position)
            self._known[first] = _line_case(self._text[first : last if last >= 0 else len(self._text)])
        return self._known[first]


def _line_case(line: str) -> LineCase:
    words = [w for w in re.findall(r"[^\W\d_]+", line) if w.upper() != w.lower()]
    if len(words) >= 3 and all(w.isupper() for w in words):
        return LineCase.UPPER
    long = [w for w in words if len(w) >= 4]
    if len(long) >= 3 and len(words) <= 25 and sum(w[0].isupper() for w in long) >= 0.85 * len(long):
        return LineCase.TITLE
    return LineCase.MIXED
