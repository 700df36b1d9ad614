"""Which claims hold these words, how do they spread, and where do the words stand in the quotes?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from oathbook.desk.schemas.common import Named
from oathbook.desk.schemas.evidence import Facet, Facets, Hit, SearchOut, Snip
from oathbook.desk.state import Clocks, Desk, Paging
from oathbook.desk.views.claims import claims_out
from oathbook.desk.views.completion import complete_actors
from oathbook.model import Entry

COUNTED = 1_000  # the newest of what was found, over which facets are counted
FACETS = 12
_WORD = re.compile(r"[\w*]+")


def search_claims(
    desk: Desk,
    clocks: Clocks,
    page: Paging,
    asked: str,
    *,
    kinds: Sequence[str] | None,
    source: str | None,
    actor: str | None,
    year: int | None,
    unreviewed: bool = False,
) -> SearchOut:
    """What was found, newest first, with facets over the newest of it."""
    query = desk.book.query(
        text=asked if asked.strip() else None,
        unreviewed=unreviewed,
        kinds=kinds,
        source=source,
        actor=actor,
        since=None if year is None else date(year, 1, 1),
        until=None if year is None else date(year, 12, 31),
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        newest_first=True,
    )
    newest = desk.once(
        ("found", query), lambda: desk.book.ledger.find_entries(replace(query, limit=COUNTED + 1))
    )
    exact = len(newest) <= COUNTED
    end = page.offset + page.limit
    shown: Sequence[Entry] = newest[page.offset : end]
    if end > COUNTED and not exact:
        shown = desk.book.ledger.find_entries(replace(query, offset=page.offset, limit=page.limit))
    words = asked.replace("*", " ").replace('"', " ").strip()
    # Names of the registry that no claim uses are no answer to a search of claims.
    hits = (
        [h for h in complete_actors(desk, words, limit=12, kind=None).items if h.claims][:6] if words else []
    )
    return SearchOut(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        query=asked,
        total=min(len(newest), COUNTED),
        exact_total=exact,
        offset=page.offset,
        limit=page.limit,
        actors=[Named(id=h.id, name=h.name, in_registry=h.in_registry, type=h.type) for h in hits],
        items=[Hit(claim=claim, snippet=snippet(claim.quote, asked)) for claim in claims_out(desk, shown)],
        facets=_facets(desk, newest[:COUNTED]),
    )


def snippet(quote: str, asked: str) -> list[Snip]:
    """The quote cut into runs that match a word of the question and runs that do not."""
    words = [_fold(word) for word in _WORD.findall(asked)]
    snips: list[Snip] = []
    last = 0
    for found in re.finditer(r"\w+", quote):
        if _matches(_fold(found.group()), words):
            if found.start() > last:
                snips.append(Snip(text=quote[last : found.start()], hit=False))
            snips.append(Snip(text=found.group(), hit=True))
            last = found.end()
    if last < len(quote):
        snips.append(Snip(text=quote[last:], hit=False))
    return snips


def _matches(word: str, asked: Sequence[str]) -> bool:
    return any(word.startswith(w[:-1]) if w.endswith("*") else word == w for w in asked)


def _fold(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in bare if not unicodedata.combining(c))


def _facets(desk: Desk, entries: Sequence[Entry]) -> Facets:
    actors: Counter[str] = Counter()
    for entry in entries:
        claim = entry.claim
        actors.update(
            {p.label for p in (claim.subject, claim.object, claim.from_, claim.of) if p is not None}
        )

    def facet(counts: Counter[str], *, names: bool = False) -> list[Facet]:
        return [
            Facet(value=value, label=desk.book.name_of(value) if names else value.replace("_", " "), count=n)
            for value, n in counts.most_common(FACETS)
        ]

    return Facets(
        kinds=facet(Counter(e.claim.kind.value for e in entries)),
        sources=facet(Counter(e.source for e in entries if e.source is not None)),
        actors=facet(actors, names=True),
        years=facet(Counter(str(((e.claim.when and e.claim.when.first) or e.known).year) for e in entries)),
        verdicts=facet(Counter("unreviewed" if e.verdict is None else e.verdict.value for e in entries)),
        counted=len(entries),
    )
