"""Who is named in a text? The one entrance to matching: build it once, ask it for every document."""

from __future__ import annotations

from oathbook.actors.gate import Gate
from oathbook.actors.hits import find_hits, has_strong_hit
from oathbook.actors.mention import Mention
from oathbook.actors.names import Lines, Trie, registry_names
from oathbook.actors.registry import Registry
from oathbook.actors.resolve import resolve
from oathbook.actors.stream import Stream
from oathbook.model import ActorType

GATED = frozenset({ActorType.ORGANISATION, ActorType.PERSON})


class Matcher:
    """Finds the names of a registry's actors and sources in texts."""

    __slots__ = ("_gate", "_trie", "registry")

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._trie = Trie(registry_names(registry))
        self._gate = Gate((s, n) for s, n in self._trie.names if n.strong and n.type in GATED)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in a document's text, in order and not overlapping, resolved as far as it decides."""
        stream = Stream(text)
        lines = Lines(text)
        hits = find_hits(stream, self._trie, lines)
        return resolve(stream, hits, lines, self.registry) if hits else ()

    def any(self, text: str) -> bool:
        """Whether `text` names an organisation or a person strongly: the gate before all other work."""
        return any(
            has_strong_hit(Stream(passage), self._trie, Lines(passage), GATED)
            for passage in self._gate.passages(text)
        )


def build_matcher(registry: Registry) -> Matcher:
    """A matcher for all names of `registry`."""
    return Matcher(registry)
