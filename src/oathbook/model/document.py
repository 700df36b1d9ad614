"""A report as it was read: its text never changes, and offsets into it are code points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oathbook.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with what is known of where and when it was published.

    `name` is what the user calls it: the id that a JSON document gives itself, else its path.
    `published` is the day of publication, None where neither the page nor the user says.
    """

    text: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    name: str = ""

    @property
    def id(self) -> str:
        """The hash of what was published: text, title, source, date and address; `name` does not count."""
        published = None if self.published is None else self.published.isoformat()
        return content_id("doc", [self.text, self.title, self.source, published, self.url])
