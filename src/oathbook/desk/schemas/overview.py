"""What do Overview, Network and Group show? Series of allegiance, marks of events, ties, claims over time."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from oathbook.desk.schemas.claims import ClaimOut
from oathbook.desk.schemas.common import (
    AssessmentOut,
    Basis,
    Clocks,
    Levels,
    Model,
    Named,
    Paged,
    Share,
    StandingOut,
    Status,
    When,
)

Glyph = Literal["pledge", "acceptance", "denial", "split", "break", "leader", "merge", "attack", "other"]


class Principal(Named):
    """One with whom groups stand; `slot` is its colour: 1 to 5, 0 for those that fold into `other`."""

    short: str
    slot: int
    groups: int = Field(description="How many groups more likely than not stand with it on the day.")


class Point(Model):
    """A group's allegiance in one month. Between two points values run straight."""

    month: str = Field(description="YYYY-MM; the values hold at its end.")
    none: float
    shares: list[Share]
    basis: Basis | None = Field(description="Of the heaviest tie; null where there is none.")


class Mark(Model):
    """An event as several claims tell it, to be drawn at its time."""

    group: str
    other: str | None
    kind: str
    glyph: Glyph
    label: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    certainty: Literal["certain", "probable", "possible"]
    claims: int
    origins: int
    claim_id: str = Field(description="One claim that tells of it.")


class GroupRow(Model):
    """A group in the chart of the Overview."""

    group: Named
    region: str | None
    country: str | None
    parent: str | None
    claims: int
    first: date | None = Field(description="The first day that a claim for one of its ties tells of.")
    leader: Named | None
    now: StandingOut | None = Field(description="Its likeliest tie on the day; null where it has none.")
    series: list[Point] = Field(description="The months thinned so that no value is off by more than .01.")


class GroupPage(Paged):
    """Some of the groups, without their series."""

    as_of: date
    known_by: date
    items: list[GroupRow]


class Month(Model):
    """How many claims became known in a month."""

    month: str
    reviewed: int
    unreviewed: int


class Change(Model):
    """An assessment that moved, and why."""

    subject: Named
    principal: Named
    before: float | None
    after: float
    word_before: str | None
    word_after: str
    status_before: Status | None
    status_after: Status
    why: str
    claims: list[ClaimOut] = Field(description="The claims that moved it, the heaviest first, at most 3.")


class BookOut(Model):
    """The book that is open."""

    name: str = Field(description="The whole path or address.")
    title: str = Field(description="A short name to show.")
    read_only: bool
    documents: int
    claims: int
    unreviewed: int
    first_published: date | None
    last_published: date | None
    last_recorded: datetime | None
    size_bytes: int
    head: str = Field(description="The last hash of the chain: noted elsewhere, it vouches for all.")
    mark: int = Field(description="The number of the last step recorded; grows with every one.")


class Overview(Clocks):
    """Who was aligned with whom over time."""

    book: BookOut
    finding: str = Field(description="One sentence.")
    first: date | None = Field(description="The first day that the chart has to show.")
    last: date | None
    principals: list[Principal] = Field(description="Heaviest first.")
    groups: list[GroupRow] = Field(description="Heaviest first, at most `top`.")
    other_groups: int = Field(description="How many groups were left out.")
    other_series: list[Point] = Field(description="Their mean.")
    marks: list[Mark]
    histogram: list[Month]


class Changes(Model):
    """What has changed since the reader last looked."""

    since: datetime
    until: datetime
    mark: int
    documents: int
    claims: int
    reviews: int
    items: list[Change]
    more: int = Field(description="How many further pairs changed and are not listed.")


class Node(Named):
    """A party in the network, with its shares of allegiance on the day."""

    region: str | None
    country: str | None
    claims: int
    none: float | None
    shares: list[Share]
    is_principal: bool
    slot: int


class TieOut(Model):
    """A tie on the day: thickness is probability, fill is basis."""

    subject: str
    other: str
    type: Literal["allegiance", "ally", "rival", "command"]
    probability: float | None = Field(description="Null for ties that the model does not weigh.")
    low: float | None
    high: float | None
    word: str | None
    status: Status | None = Field(description="Read off the levels; Evidence tells endings and disputes.")
    levels: Levels | None
    basis: Basis
    since: When | None
    origins: int
    claims: int


class Network(Clocks):
    """Who stands with whom on the day."""

    first: date | None
    last: date | None
    principals: list[Principal]
    nodes: list[Node]
    ties: list[TieOut]
    events: list[Mark] = Field(description="What happened in the months around the day.")
    hidden_nodes: int
    hidden_ties: int


class Alias(Model):
    """A name; a weak one needs the document's help."""

    name: str
    weak: bool


class LeaderOut(Model):
    """A person who leads or led the group."""

    person: Named
    role: str | None
    since: When | None
    until: When | None
    over: bool
    claims: int
    origins: int
    claim_ids: list[str]


class TieRow(Model):
    """An ally or a rival."""

    other: Named
    type: Literal["ally", "rival"]
    since: When | None
    over: bool
    claims: int
    origins: int
    claim_ids: list[str]


class FactionOut(Model):
    """A part of the group that went its own way, or a branch."""

    faction: Named
    relation: Literal["branch", "splinter", "successor", "predecessor"]
    when: When | None
    claims: int
    claim_ids: list[str]


class Dot(Model):
    """A claim over time: above the line where it speaks for the tie, below where against."""

    claim_id: str
    principal: str
    date: dt.date
    earliest: dt.date | None
    latest: dt.date | None
    kind: str
    glyph: Glyph
    weight_nats: float
    independent: bool = Field(description="Filled: an origin of its own; open: a repeat of one.")
    sentence: str
    source: str | None


class Group(Clocks):
    """Everything about one group, on the day."""

    group: Named
    aliases: list[Alias]
    region: str | None
    country: str | None
    ideology: str | None
    parent: Named | None
    from_year: int | None
    to_year: int | None
    wikidata: str | None
    merged_labels: list[str] = Field(description="Other labels that were judged to mean the same actor.")
    claims: int
    finding: str
    first: date | None
    last: date | None
    principals: list[Principal]
    series: list[Point]
    standings: list[AssessmentOut]
    followers: list[StandingOut]
    allies: list[TieRow]
    rivals: list[TieRow]
    leaders: list[LeaderOut]
    factions: list[FactionOut]
    dots: list[Dot]
    marks: list[Mark]
