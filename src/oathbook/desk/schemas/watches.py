"""What do watches look like to the desk? Standing questions, and what they found."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from oathbook.desk.schemas.common import Model

WatchName = Literal["claims", "principal", "probability", "pledge", "new-actors", "contradictions"]


class WatchIn(Model):
    """What is to be asked from now on."""

    kind: WatchName | None = Field(
        default=None, description="Null: claims of an actor, or a tie's probability."
    )
    actor: str | None = None
    principal: str | None = None
    source: str | None = None
    days: int | None = Field(default=None, description="How long a pledge may stay unanswered.")


class WatchOut(Model):
    """A standing question."""

    id: str
    kind: WatchName
    sentence: str
    actor: str | None
    principal: str | None
    since: datetime
    by: str


class NewsOut(Model):
    """What a watch found."""

    id: str
    watch_id: str
    title: str
    why: list[str]
    claim_ids: list[str]
    recorded: datetime


class Watches(Model):
    """The standing questions, oldest first, and the news, newest first."""

    items: list[WatchOut]
    news: list[NewsOut]
