"""Names to actors: the registry of who is known, and whom a text names."""

from oathbook.actors.matcher import Matcher, build_matcher
from oathbook.actors.mention import Mention, Strength
from oathbook.actors.normalise import normalise
from oathbook.actors.registry import Registry, load_registry
from oathbook.actors.tables import Place

__all__ = [
    "Matcher",
    "Mention",
    "Place",
    "Registry",
    "Strength",
    "build_matcher",
    "load_registry",
    "normalise",
]
