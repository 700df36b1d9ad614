"""What must a way out be able to do? Be told apart from others, and send, or say why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

from oathbook.errors import Undelivered
from oathbook.exchange.text import entry_to_json
from oathbook.ids import content_id
from oathbook.ledger import Ledger, NewsRow
from oathbook.model import Entry

MOST_CLAIMS = 20  # told with one piece of news; the book holds the rest
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


class Channel(Protocol):
    """A way out; `id` is the same for the same receiver and gives nothing of his address away."""

    @property
    def id(self) -> str:
        """What the book remembers the channel by."""

    @property
    def name(self) -> str:
        """What messages call it, without secrets."""

    def send(self, news: Sequence[NewsRow]) -> None:
        """Sends all of it. Raises Undelivered where it did not go out as a whole."""


def channel_id(kind: str, *address: str) -> str:
    """A hash of the address, since an address may itself be a secret."""
    return content_id("chn", [kind, *address])


def deliver(ledger: Ledger, channel: Channel) -> Undelivered | None:
    """Sends the channel what waits for it and records that; what hindered it, None where nothing did."""
    waiting = ledger.undelivered(channel.id)
    if not waiting:
        return None
    try:
        channel.send(waiting)
    except Undelivered as e:
        return e
    ledger.mark_delivered((news.id for news in waiting), channel.id)
    return None


def news_to_record(
    *, kind: str, about: str, title: str, why: Sequence[str], entries: Sequence[Entry]
) -> dict[str, Any]:
    """What the book keeps of a piece of news: its wording, with the first claims in full."""
    return {
        "kind": kind,
        "about": about,
        "title": title,
        "why": list(why),
        "claims": [entry_to_json(entry) for entry in entries[:MOST_CLAIMS]],
        "claims_total": len(entries),
    }


def news_to_json(news: NewsRow) -> dict[str, Any]:
    """One piece of news for programs."""
    return {"id": news.id, "watch": news.watch_id, "found": news.recorded.isoformat(), **news.said}


def news_to_text(news: NewsRow) -> str:
    """One piece of news for people: its title, why, and when it was found."""
    why = [f"  {clean(line)}" for line in news.said.get("why", ())]
    return "\n".join([title_of(news), *why, f"  (found {news.recorded:%Y-%m-%d %H:%M} UTC)"])


def title_of(news: NewsRow) -> str:
    """The title on one line."""
    return " ".join(clean(str(news.said.get("title", news.id))).split())


def clean(text: str) -> str:
    """The text without control characters, which a report may hold and a feed or a mail must not."""
    return _UNPRINTABLE.sub("", text)
