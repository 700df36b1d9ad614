"""Names to actors: the registry of who is known, and whom a text names.

`load_registry` reads the data files, `build_matcher` makes the matcher that finds actors and sources in text,
`build_place_finder` the same for places; `apply_judgements` applies what people judged to be the same.
"""

from oathbook.actors.judgements import Judgement, apply_judgements, canonical_ids
from oathbook.actors.matcher import Matcher, build_matcher
from oathbook.actors.mention import Mention, Strength
from oathbook.actors.normalise import normalise
from oathbook.actors.places import PlaceMention, build_place_finder, country_of
from oathbook.actors.registry import Registry, load_registry
from oathbook.actors.sources import find_source, source_of
from oathbook.actors.tables import Place

__all__ = [
    "Judgement",
    "Matcher",
    "Mention",
    "Place",
    "PlaceMention",
    "Registry",
    "Strength",
    "apply_judgements",
    "build_matcher",
    "build_place_finder",
    "canonical_ids",
    "country_of",
    "find_source",
    "load_registry",
    "normalise",
    "source_of",
]
