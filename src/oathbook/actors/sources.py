"""Which outlet or monitor is meant by a document's source line, an attribution or an address?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from oathbook.actors.normalise import normalise, plain_name
from oathbook.actors.registry import Registry
from oathbook.model import Source

_REMARK = re.compile(r"\s*(?:\([^()]*\)|\[[^][]*\])\s*$")


def source_of(registry: Registry, *, name: str | None = None, url: str | None = None) -> Source | None:
    """The source a document comes from, by the name it gives (bracketed remarks aside), else its address."""
    named = find_source(registry, name) if name else None
    return named if named is not None or not url else find_by_address(registry, url)


def find_source(registry: Registry, name: str) -> Source | None:
    """The source that goes by `name`: its id, a name, a spelling of one, or its domain. None if unknown."""
    if name in registry.sources:
        return registry.sources[name]
    bare = _REMARK.sub("", name)
    for spelling, index in zip((plain_name(bare), normalise(bare)), registry.source_indexes, strict=True):
        if spelling in index:
            return registry.sources[index[spelling]]
    return find_by_address(registry, bare) if "." in bare and " " not in bare else None


def find_by_address(registry: Registry, url: str) -> Source | None:
    """The source whose domain `url` lies in: the longest of its host's parents that is some source's."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.lower().split(".")
    for k in range(len(labels) - 1):
        source = registry.domains.get(".".join(labels[k:]))
        if source is not None:
            return registry.sources[source]
    return None
