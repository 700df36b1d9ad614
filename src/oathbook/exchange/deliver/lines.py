"""How does news get into a file that other programs read on? One JSON object a line, added at the end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oathbook.errors import Undelivered
from oathbook.exchange.deliver.channel import channel_id, news_to_json
from oathbook.ledger import NewsRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesFile:
    """A file that grows by a line for each piece of news."""

    path: Path

    @property
    def id(self) -> str:
        """The same for the same file."""
        return channel_id("lines", str(self.path.absolute()))

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    def send(self, news: Sequence[NewsRow]) -> None:
        """Appends all lines in one write."""
        lines = "".join(json.dumps(news_to_json(item), ensure_ascii=False) + "\n" for item in news)
        try:
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(lines)
        except OSError as e:
            raise Undelivered(str(self.path), f"nothing can be added to it: {e.strerror}.") from e
