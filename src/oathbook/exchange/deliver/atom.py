"""What does news look like as a feed? Atom 1.0 (RFC 4287), the newest first.

Invariant: the file is whole at any moment, since it is put in place by renaming.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from oathbook.errors import Undelivered
from oathbook.exchange.deliver.channel import clean, title_of
from oathbook.ledger import NewsRow

_ATOM = "http://www.w3.org/2005/Atom"


def write_atom(news: Sequence[NewsRow], path: Path, *, feed_id: str, updated: datetime) -> None:
    """Writes the news (newest first) as a feed; `updated` stands where there is no news yet. Raises Undelivered."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"urn:oathbook:{feed_id}")
    _add(feed, "title", "Oathbook: what the watches found")
    _add(feed, "updated", _moment(news[0].recorded if news else updated))
    _add(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", "Oathbook")
    for item in news:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"urn:oathbook:{item.id}")
        _add(entry, "title", title_of(item))
        _add(entry, "updated", _moment(item.recorded))
        _add(entry, "content", "\n".join(clean(line) for line in item.said.get("why", ()))).set(
            "type", "text"
        )
        for url in dict.fromkeys(c.get("url") for c in item.said.get("claims", ())):
            if isinstance(url, str) and url.startswith(("http://", "https://")):
                link = {"rel": "related", "href": clean(url)}
                ET.SubElement(entry, f"{{{_ATOM}}}link", link)
    ET.indent(feed)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")
        partial.replace(path)
    except OSError as e:
        raise Undelivered(str(path), f"the feed cannot be written: {e.strerror}.") from e


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = text
    return child


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
