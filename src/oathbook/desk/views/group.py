"""What is known of one group on a day: its ties, its people, its parts, and every claim over time."""

from __future__ import annotations

from oathbook.analysis.answers import Leadership, Standing, Tie
from oathbook.assessment import happens
from oathbook.desk.schemas.common import Named
from oathbook.desk.schemas.overview import Alias, Dot, FactionOut, Group, LeaderOut, TieRow
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.assessments import assessment_out
from oathbook.desk.views.claims import sentence
from oathbook.desk.views.events import glyph_of
from oathbook.desk.views.finding import group_finding
from oathbook.desk.views.overview import marks_of
from oathbook.desk.views.parties import earliest_of, is_group, named, when_out
from oathbook.desk.views.standing import (
    all_principals,
    claims_of,
    extent,
    points,
    standing_of,
    who,
)
from oathbook.model import Entry, Interval, Kind

LEAST_FOLLOWER = 0.05  # who is less likely to follow is no follower
MOST_FOLLOWERS = 200
MOST_DOTS = 1_000  # a chart with more is a smear; the newest are kept


def show_group(desk: Desk, clocks: Clocks, name: str) -> Group:
    """The group that goes by `name`, an id or any of its names. Raises NotFound or Ambiguous."""
    book = desk.book
    label = book.find_actor(name)
    registry = book.registry
    actor = registry.actors.get(label)
    answer = who(desk, label, clocks)
    field = desk.field(clocks.known_by)
    track = field.tracks.get(label)
    bounds = extent(desk, clocks.known_by)
    merged = book.ledger.identity().labels(label)
    return Group(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        group=named(book, label),
        aliases=[]
        if actor is None
        else [Alias(name=n, weak=False) for n in actor.aliases]
        + [Alias(name=n, weak=True) for n in actor.weak],
        region=None if actor is None else actor.region,
        country=registry.countries.get(label),
        ideology=None if actor is None else actor.ideology,
        parent=None if actor is None or actor.parent is None else named(book, actor.parent),
        from_year=None if actor is None else actor.from_year,
        to_year=None if actor is None else actor.to_year,
        wikidata=None if actor is None else actor.wikidata,
        merged_labels=[other for other in merged if other != label],
        claims=claims_of(desk).get(label, 0),
        finding=group_finding(desk, answer),
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
        principals=all_principals(desk, clocks),
        series=[] if track is None else points(track),
        standings=[assessment_out(desk, s.assessment, s.since) for s in answer.principals],
        followers=[
            standing_of(desk, follower, place, clocks.as_of)
            for follower, place in field.followers(label, clocks.as_of, least=LEAST_FOLLOWER)
            if is_group(book, follower.group)
        ][:MOST_FOLLOWERS],
        allies=[_tie(desk, tie) for tie in answer.allies],
        rivals=[_tie(desk, tie) for tie in answer.rivals],
        leaders=[_leader(desk, leader) for leader in answer.leaders],
        factions=_factions(desk, label, clocks),
        dots=[dot for standing in answer.principals for dot in _dots(desk, standing)][:MOST_DOTS],
        marks=marks_of(desk, [label], clocks)[label],
    )


def _tie(desk: Desk, tie: Tie) -> TieRow:
    return TieRow(
        other=named(desk.book, tie.other),
        type="ally" if tie.kind is Kind.ALLY else "rival",
        since=when_out(tie.since),
        over=tie.over,
        claims=len(tie.entries),
        origins=tie.origins,
        claim_ids=[entry.id for entry in tie.entries],
    )


def _leader(desk: Desk, leader: Leadership) -> LeaderOut:
    ends = (
        entry.claim.when
        for entry in leader.entries
        if entry.claim.ended
        or entry.claim.kind is Kind.DIE
        or (
            entry.claim.kind is Kind.REPLACE
            and entry.claim.object is not None
            and entry.claim.object.label == leader.person
        )
    )
    return LeaderOut(
        person=named(desk.book, leader.person),
        role=leader.role,
        since=when_out(leader.since),
        until=when_out(earliest_of(ends)) if leader.over else None,
        over=leader.over,
        claims=len(leader.entries),
        origins=leader.origins,
        claim_ids=[entry.id for entry in leader.entries],
    )


def _factions(desk: Desk, label: str, clocks: Clocks) -> list[FactionOut]:
    """Branches and successions that the registry knows, and splits that claims tell of."""
    registry = desk.book.registry
    told: dict[str, list[Entry]] = {}
    timeline = desk.book.timeline(
        label, kinds=[Kind.SPLIT, Kind.FORM], as_of=clocks.as_of, known_by=clocks.known_by
    )
    for point in timeline.points + timeline.undated:
        if point.subject is not None and point.object == label and point.kind is Kind.SPLIT:
            told.setdefault(point.subject, []).extend(point.entries)
    found = [
        _faction(
            named(desk.book, other),
            "splinter",
            earliest_of(entry.claim.when for entry in entries),
            [entry.id for entry in entries],
        )
        for other, entries in told.items()
    ]
    found += [
        _faction(named(desk.book, branch), "branch", None, [])
        for branch in registry.branches.get(label, ())
        if branch not in told
    ]
    for succession in registry.successions:
        when = None if succession.when is None else Interval.parse(succession.when)
        if succession.earlier == label:
            found.append(_faction(named(desk.book, succession.later), "successor", when, []))
        elif succession.later == label:
            found.append(_faction(named(desk.book, succession.earlier), "predecessor", when, []))
    return found


def _faction(faction: Named, relation: str, when: Interval | None, claim_ids: list[str]) -> FactionOut:
    return FactionOut.model_validate(
        {
            "faction": faction.model_dump(),
            "relation": relation,
            "when": None if when is None else when_out(when),
            "claims": len(claim_ids),
            "claim_ids": claim_ids,
        }
    )


def _dots(desk: Desk, standing: Standing) -> list[Dot]:
    """The claims that bear on a tie; of each origin the first is its own, the others repeat it."""
    return [
        Dot(
            claim_id=entry.id,
            principal=standing.other,
            date=happens(entry) or entry.known,
            earliest=None if entry.claim.when is None else entry.claim.when.first,
            latest=None if entry.claim.when is None else entry.claim.when.last,
            kind=entry.claim.kind.value,
            glyph=glyph_of(entry.claim),
            weight_nats=round(reason.weight_nats, 4),
            independent=rank == 0,
            sentence=sentence(desk, entry),
            source=entry.source,
        )
        for reason in standing.assessment.reasons
        for rank, entry in enumerate(reason.entries)
    ]
