"""What would the book hold of a world whose truth is known? Simulated groups, sources and claims.

A world is drawn from one seed: groups pledge to principals, are accepted, act for them, split and leave;
sources of different worth report it late, vaguely and wrongly, quote experts, copy one another, and some make
things up for their side. `base`, `sparse` and `hostile` differ in how much is reported and by whom; `unseen`
breaks the model's own assumptions: two allegiances at once, factions that pledge elsewhere, false stories told
by many in their own words, sources that change, principals that fall silent, renewed pledges.

Nothing here is read from the model's parameters: it is another hand's account of how such worlds go.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from oathbook.model import Certainty, Claim, Entry, Interval, Kind, Party, Polarity, Scope

BEGIN = date(2005, 1, 1)
_READ = datetime(2026, 1, 1, tzinfo=UTC)
NONE, PLEDGED, ACCEPTED, OPERATIONAL, SPLIT = range(5)
_STAY_YEARS = {NONE: 4.0, PLEDGED: 0.6, ACCEPTED: 0.8, OPERATIONAL: 4.0, SPLIT: 1.5}
# Where a stay ends: (level, whether with another principal, share).
_NEXT = {
    NONE: ((PLEDGED, False, 0.83), (ACCEPTED, False, 0.17)),
    PLEDGED: ((ACCEPTED, False, 0.72), (NONE, False, 0.22), (PLEDGED, True, 0.06)),
    ACCEPTED: ((OPERATIONAL, False, 0.80), (NONE, False, 0.11), (SPLIT, False, 0.05), (PLEDGED, True, 0.04)),
    OPERATIONAL: ((NONE, False, 0.46), (SPLIT, False, 0.27), (PLEDGED, True, 0.27)),
    SPLIT: ((OPERATIONAL, False, 0.40), (NONE, False, 0.42), (PLEDGED, True, 0.18)),
}
_CLAIMS_ATTACK = {NONE: 0.03, PLEDGED: 0.30, ACCEPTED: 0.70, OPERATIONAL: 0.70, SPLIT: 0.35}
_WORDS = (
    "river dawn market council spokesman ridge convoy elders valley recording audio district border fighters "
    "camp statement analysts channel oath banner commander northern eastern village courier winter harvest"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What kind of world: how much is reported, by whom, and which assumptions are broken."""

    groups: int = 200
    principals: int = 30
    camps: int = 6
    years: int = 15
    reports: float = 2.3  # mean number of first-hand reports of an event
    chatter: float = 2.2  # states told of per group and year, by fame
    attacks: float = 3.0  # attacks of a group a year that are reported
    noise: float = 0.35  # baseless claims per group and year
    wires: int = 6
    monitors: int = 4
    outlets: int = 28
    blogs: int = 12
    partisans: int = 10
    fabrications: float = 4.0  # made-up claims per partisan and year
    copies: float = 0.9  # mean copies of a claim
    unseen: bool = False


DENSITIES = {
    "base": Settings(),
    "sparse": Settings(reports=0.7, chatter=0.45, attacks=0.8, noise=0.12, copies=0.6, fabrications=1.5),
    "hostile": Settings(partisans=24, fabrications=16.0, copies=2.2, noise=0.8, blogs=20),
    "unseen": Settings(unseen=True, reports=1.8, chatter=1.6),
}


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet: how often what it says is informed, before and after half of the years; its camp."""

    name: str
    kind: str
    informed: float
    later: float
    camp: int | None
    weight: float


@dataclass(slots=True)
class Stay:
    """A stretch of days, [start, end), in which a group stands so to a principal."""

    start: int
    end: int
    level: int
    principal: int


@dataclass(slots=True)
class World:
    """The truth and the claims. `stays` are by group; a group of `second` also has another allegiance."""

    settings: Settings
    seed: int
    sources: list[Source] = field(default_factory=list)
    experts: list[tuple[str, float]] = field(default_factory=list)
    stays: list[list[Stay]] = field(default_factory=list)
    second: dict[int, list[Stay]] = field(default_factory=dict)
    camp_of: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    copied_from: dict[str, str] = field(default_factory=dict)  # claim id -> id of what it was copied from

    def level(self, group: str, principal: str, day: date) -> int:
        """How the group really stood to the principal on the day."""
        g, p, at = int(group[1:]), int(principal[1:]), (day - BEGIN).days
        for stays in (self.stays[g], self.second.get(g, [])):
            for stay in stays:
                if stay.start <= at < stay.end and stay.principal == p and stay.level:
                    return stay.level
        return NONE

    def informed(self, source: str) -> float:
        """How often that source or expert is informed, over all years."""
        for one in self.sources:
            if one.name == source:
                return (one.informed + one.later) / 2
        return dict(self.experts).get(source, 0.7)


def make_world(settings: Settings, seed: int) -> World:
    """The world of that seed."""
    return _Maker(settings, seed).make()


class _Maker:
    def __init__(self, settings: Settings, seed: int) -> None:
        self.s, self.r = settings, random.Random(seed)  # noqa: S311 - a drawn world guards nothing
        self.world = World(settings=settings, seed=seed)
        self.days = settings.years * 365
        self.number = 0

    def make(self) -> World:
        s, r, world = self.s, self.r, self.world
        world.camp_of = [p % s.camps for p in range(s.principals)]
        self.fame = [1 / (p + 1) ** 0.8 for p in range(s.principals)]
        self.silent = {p for p in range(s.principals) if s.unseen and r.random() < 0.3}
        world.sources = list(self._sources())
        world.experts = [(f"Expert {n}", r.choice((0.6, 0.75, 0.9))) for n in range(40)]
        self.weights = [source.weight for source in world.sources]
        self.liked = []
        for g in range(s.groups):
            camp = r.randrange(s.camps)
            near = [w * (6.0 if world.camp_of[p] == camp else 1.0) for p, w in enumerate(self.fame)]
            liked: list[int] = []
            while len(liked) < r.choice((1, 2, 2, 3, 4)):
                p = r.choices(range(s.principals), near)[0]
                if p not in liked:
                    liked.append(p)
            self.liked.append(liked)
            world.stays.append(self._history(g))
            if s.unseen and r.random() < 0.12 and len(liked) > 1:
                begin = r.randrange(self.days)
                end = min(begin + int(r.gammavariate(2, 500)), self.days)
                world.second[g] = [Stay(begin, end, OPERATIONAL, liked[1])]
        for g in range(s.groups):
            self._tell(g)
        self._fabricate()
        if s.unseen:
            self._false_stories()
        world.entries.sort(key=lambda e: e.id)
        return world

    def _sources(self) -> Iterator[Source]:
        s, r = self.s, self.r
        kinds = (
            ("wire", s.wires, 0.90, 5.0),
            ("monitor", s.monitors, 0.94, 4.0),
            ("outlet", s.outlets, 0.78, 1.5),
            ("blog", s.blogs, 0.50, 1.0),
            ("partisan", s.partisans, 0.65, 1.0),
        )
        for kind, count, informed, weight in kinds:
            for n in range(count):
                worth = min(max(r.gauss(informed, 0.05), 0.2), 0.99)
                later = min(max(worth + r.gauss(0, 0.2), 0.2), 0.99) if s.unseen else worth
                camp = r.randrange(s.camps) if kind == "partisan" else None
                yield Source(f"{kind.title()} {n}", kind, worth, later, camp, weight * r.uniform(0.5, 1.5))

    # -- the truth ---------------------------------------------------------------------------------

    def _history(self, g: int) -> list[Stay]:
        r, liked = self.r, self.liked[g]
        stays: list[Stay] = []
        level, principal = NONE, liked[0]
        if r.random() < 0.15:
            level = OPERATIONAL
        at = -int(r.uniform(0, 365 * _STAY_YEARS[level]))
        deaths = [int(r.uniform(0, self.days)) for _ in range(self._poisson(0.15 * self.s.years))]
        while at < self.days:
            mean = 365 * _STAY_YEARS[level]
            end = at + max(int(r.gammavariate(2, mean / 2)), 5)
            follow = None
            for death in deaths:
                if max(at, 0) <= death < end and level in {ACCEPTED, OPERATIONAL} and r.random() < 0.25:
                    end, follow = max(death + r.randrange(5, 180), at + 5), (SPLIT, principal)
                    break
            stays.append(Stay(at, min(end, self.days), level, principal))
            at = end
            if follow is None:
                options = _NEXT[level]
                to, other, _ = options[r.choices(range(len(options)), [o[2] for o in options])[0]]
                if level == NONE:
                    principal = r.choices(liked, [self.fame[p] for p in liked])[0]
                elif other:
                    others = [p for p in liked if p != principal]
                    if others:
                        principal = r.choice(others)
                    else:
                        to = NONE
                level = to
            else:
                level, principal = follow
        self.deaths = getattr(self, "deaths", {})
        self.deaths[g] = sorted(deaths)
        return [stay for stay in stays if stay.end > 0]

    # -- what is told ------------------------------------------------------------------------------

    def _tell(self, g: int) -> None:
        r, s = self.r, self.s
        heard = 0.4 + 1.6 * r.random()  # some groups are hardly reported on
        stays = self.world.stays[g]
        for before, after in zip([None, *stays], stays, strict=False):
            if before is not None and after.start >= 0:
                for kind, subject_is_group, polarity, principal in self._events(before, after):
                    self._report(g, principal, kind, subject_is_group, polarity, after.start, heard)
        for stay in [*stays, *self.world.second.get(g, [])]:
            years = (stay.end - max(stay.start, 0)) / 365
            if years <= 0:
                continue
            for _ in range(self._poisson(s.chatter * heard * years)):
                at = r.randrange(max(stay.start, 0), stay.end)
                self._describe(g, stay, at)
        for _ in range(self._poisson(s.attacks * heard * s.years)):
            self._attack(g, r.randrange(self.days))
        for _ in range(self._poisson(s.noise * heard * s.years)):
            at = r.randrange(self.days)
            p = r.choice(self.liked[g]) if r.random() < 0.5 else self._anybody()
            self._write(g, p, *self._anything(), at, at, self._source(), {})
        for death in self.deaths[g]:
            if r.random() < 0.8:
                self._replace(g, death)
            if s.unseen and r.random() < 0.5:
                stay = next((x for x in stays if x.start <= death < x.end), None)
                if stay is not None and stay.level in {ACCEPTED, OPERATIONAL}:
                    self._report(g, stay.principal, Kind.PLEDGE, True, True, death + 20, heard)

    def _events(self, before: Stay, after: Stay) -> Iterator[tuple[Kind, bool, bool, int]]:
        r = self.r
        if before.level and (after.level == NONE or after.principal != before.principal):
            if before.level == PLEDGED:
                if r.random() < 0.5:
                    yield Kind.REJECT, False, True, before.principal
            elif r.random() < 0.7:
                yield Kind.BREAK, True, True, before.principal
            else:
                yield Kind.DISAVOW, False, True, before.principal
        fresh = after.level and (before.level == NONE or after.principal != before.principal)
        if fresh:
            yield Kind.PLEDGE, True, True, after.principal
        if after.level == ACCEPTED or (
            after.level == OPERATIONAL and before.level == SPLIT and r.random() < 0.5
        ):
            yield Kind.ACCEPT, False, True, after.principal
        if after.level == SPLIT:
            yield Kind.SPLIT, True, True, after.principal

    def _report(self, g: int, p: int, kind: Kind, up: bool, positive: bool, at: int, heard: float) -> None:
        mean = self.s.reports * heard * (0.6 + 1.2 * self.fame[p])
        for _ in range(self._poisson(mean)):
            said = at + int(self.r.lognormvariate(1.1, 1.2))
            if self.r.random() < 0.15:  # told again long after
                said = at + self.r.randrange(60, 1200)
            self._informed_or_not(g, p, kind, up, positive, at, said)

    def _describe(self, g: int, stay: Stay, at: int) -> None:
        """A state told of: as it is, or as it was some while ago."""
        r = self.r
        p = stay.principal
        if r.random() < 0.12:
            stale = at - r.randrange(60, 500)
            old = next((x for x in self.world.stays[g] if x.start <= stale < x.end), stay)
            stay = old
            p = old.principal
        if stay.level == NONE:
            p = r.choice(self.liked[g])
            if r.random() < 0.45:
                return
            kind, up, positive = r.choice(
                (
                    (Kind.AFFILIATE, True, False),
                    (Kind.RIVAL, True, True),
                    (Kind.AFFILIATE, True, False),
                    (Kind.ALLY, True, True),
                )
            )
        elif stay.level == PLEDGED:
            kind, up, positive = r.choice(
                (
                    (Kind.PLEDGE, True, True),
                    (Kind.ACCEPT, False, False),
                    (Kind.ACCEPT, False, False),
                    (Kind.AFFILIATE, True, True),
                )
            )
        elif stay.level == SPLIT:
            kind, up, positive = r.choice(
                (
                    (Kind.SPLIT, True, True),
                    (Kind.SPLIT, True, True),
                    (Kind.AFFILIATE, True, True),
                    (Kind.RIVAL, True, True),
                )
            )
        else:
            kind, up, positive = Kind.AFFILIATE, True, True
            if stay.level == ACCEPTED and r.random() < 0.3:
                kind, up = Kind.ACCEPT, False
        fields = (
            {"scope": Scope.FACTION}
            if self.s.unseen and stay.level == SPLIT and kind is Kind.AFFILIATE
            else {}
        )
        self._informed_or_not(g, p, kind, up, positive, None, at, **fields)

    def _informed_or_not(
        self,
        g: int,
        p: int,
        kind: Kind,
        up: bool,
        positive: bool,
        event: int | None,
        said: int,
        **fields: object,
    ) -> None:
        r = self.r
        if said >= self.days:
            return
        source = self._source()
        worth = source.informed if said < self.days / 2 else source.later
        speakers: tuple[str, ...] = ()
        if r.random() < 0.25:
            name, worth = r.choice(self.world.experts)
            speakers = (name,)
        if r.random() >= worth:
            kind, up, positive = self._anything()
            p = r.choice(self.liked[g]) if r.random() < 0.8 else self._anybody()
            event = said - r.randrange(0, 60) if event is not None else None
            fields = {}
        self._write(g, p, kind, up, positive, event, said, source, {"said_by": speakers, **fields})

    def _anything(self) -> tuple[Kind, bool, bool]:
        return self.r.choice(
            (
                (Kind.PLEDGE, True, True), (Kind.AFFILIATE, True, True), (Kind.AFFILIATE, True, False),
                (Kind.ACCEPT, False, True), (Kind.ACCEPT, False, False), (Kind.BREAK, True, True),
                (Kind.RIVAL, True, True), (Kind.SPLIT, True, True), (Kind.REJECT, False, True),
            )
        )  # fmt: skip

    def _attack(self, g: int, at: int) -> None:
        r = self.r
        place = f"Town {r.randrange(400)}"
        source = self._source()
        said = at + int(r.lognormvariate(0.5, 0.8))
        if said >= self.days:
            return
        when = BEGIN + timedelta(days=at)
        day = Interval.day(when)
        self._add(Kind.ATTACK, f"g{g}", place, said, source.name, (), day, True, {}, None)
        for stays in (self.world.stays[g], self.world.second.get(g, [])):
            stay = next((x for x in stays if x.start <= at < x.end), None)
            if stay is None:
                continue
            if stay.principal in self.silent and self.s.unseen:
                continue
            if r.random() < _CLAIMS_ATTACK[stay.level]:
                later = said + r.randrange(0, 5)
                if later < self.days:
                    self._add(
                        Kind.CLAIM_ATTACK,
                        f"p{stay.principal}",
                        place,
                        later,
                        self._source().name,
                        (),
                        day,
                        True,
                        {},
                        None,
                    )

    def _replace(self, g: int, at: int) -> None:
        said = at + int(self.r.lognormvariate(1.1, 1.0))
        if said < self.days:
            day = Interval.day(BEGIN + timedelta(days=at))
            fields = {"of": Party(written=f"g{g}")}
            names = (f"new leader {g}-{at}", f"old leader {g}-{at}")
            self._add(
                Kind.REPLACE, names[0], names[1], said, self._source().name, (), day, True, fields, None
            )

    def _fabricate(self) -> None:
        """Partisans claim groups for their own camp and deny them to the others."""
        r, s = self.r, self.s
        for source in self.world.sources:
            if source.camp is None:
                continue
            for _ in range(self._poisson(s.fabrications * s.years)):
                at, g = r.randrange(self.days), r.randrange(s.groups)
                own = [p for p in self.liked[g] if self.world.camp_of[p] == source.camp]
                others = [p for p in self.liked[g] if self.world.camp_of[p] != source.camp]
                if own:
                    kind, up, positive = r.choice(
                        ((Kind.PLEDGE, True, True), (Kind.AFFILIATE, True, True), (Kind.ACCEPT, False, True))
                    )
                    self._write(g, r.choice(own), kind, up, positive, at, at, source, {})
                elif others and r.random() < 0.5:
                    kind, up, positive = r.choice(
                        ((Kind.BREAK, True, True), (Kind.SPLIT, True, True), (Kind.AFFILIATE, True, False))
                    )
                    self._write(g, r.choice(others), kind, up, positive, at, at, source, {})

    def _false_stories(self) -> None:
        """What is not so, told by many in their own words within days."""
        r, s = self.r, self.s
        for _ in range(int(s.groups * s.years * 0.02)):
            g, at = r.randrange(s.groups), r.randrange(self.days)
            p = r.choice(self.liked[g])
            kind, up, positive = self._anything()
            for _ in range(r.randrange(3, 9)):
                self._write(g, p, kind, up, positive, at, at + r.randrange(8), self._source(), {})

    # -- how it is written -------------------------------------------------------------------------

    def _write(
        self, g: int, p: int, kind: Kind, up: bool, positive: bool, event: int | None, said: int,
        source: Source, fields: dict[str, object],
    ) -> None:  # fmt: skip
        r = self.r
        if said >= self.days:
            return
        if r.random() < 0.05:  # the extractor errs
            if r.random() < 0.5:
                kind, up, positive = self._anything()
            else:
                p = self._anybody()
        fields = dict(fields)
        speakers = fields.pop("said_by", ())
        fields["certainty"] = r.choices(list(Certainty), (0.7, 0.2, 0.1))[0]
        subject, object_ = (f"g{g}", f"p{p}") if up else (f"p{p}", f"g{g}")
        when = None if event is None else self._date(event, said)
        first = self._add(kind, subject, object_, said, source.name, speakers, when, positive, fields, None)
        n = self._copies()
        for _ in range(n):
            later = said + int(r.expovariate(0.5))
            copier = r.choice([x for x in self.world.sources if x.kind in {"outlet", "blog", "partisan"}])
            if later >= self.days or copier.name == source.name:
                continue
            kept = r.random() < 0.6
            shown = (speakers or (source.name,)) if kept else ()
            text = first.claim.quote if r.random() < 0.75 else None
            copy = self._add(kind, subject, object_, later, copier.name, shown, when, positive, fields, text)
            self.world.copied_from[copy.id] = first.id

    def _date(self, event: int, said: int) -> Interval | None:
        r = self.r
        noisy = event + (r.randrange(-20, 21) if r.random() < 0.15 else 0)
        day = BEGIN + timedelta(days=min(noisy, said))
        return r.choices(
            (Interval.day(day), Interval.parse(f"{day:%Y-%m}"), Interval.parse(f"{day:%Y}"), None),
            (1, 1, 0.5, 0.5),
        )[0]

    def _add(
        self, kind: Kind, subject: str, object_: str, said: int, source: str, speakers: object,
        when: Interval | None, positive: bool, fields: dict[str, object], text: str | None,
    ) -> Entry:  # fmt: skip
        self.number += 1
        words = text or " ".join(self.r.choices(_WORDS, k=14)) + f" in the words of item {self.number}"
        published = BEGIN + timedelta(days=said)
        claim = Claim(
            kind=kind,
            subject=Party(written=subject),
            object=Party(written=object_),
            quote=words,
            start=0,
            end=len(words),
            when=when,
            polarity=Polarity.POSITIVE if positive else Polarity.NEGATIVE,
            said_by=tuple(speakers),  # type: ignore[arg-type]
            **fields,  # type: ignore[arg-type]
        )
        document = f"doc-{self.number}"
        entry = Entry(
            id=claim.key(document), claim=claim, document_id=document, title=None, source=source,
            url=None, published=published, read=_READ, recorded=_READ,
        )  # fmt: skip
        self.world.entries.append(entry)
        return entry

    def _anybody(self) -> int:
        return self.r.choices(range(self.s.principals), self.fame)[0]

    def _source(self) -> Source:
        return self.r.choices(self.world.sources, self.weights)[0]

    def _copies(self) -> int:
        """Negative binomial with few large and many small: a Poisson of a gamma-distributed mean."""
        return self._poisson(self.r.gammavariate(0.5, self.s.copies / 0.5))

    def _poisson(self, mean: float) -> int:
        if mean > 50:
            return max(int(self.r.gauss(mean, mean**0.5) + 0.5), 0)
        count, product, limit = 0, self.r.random(), 2.718281828459045**-mean
        while product > limit:
            count += 1
            product *= self.r.random()
        return count


def without_texts(world: World) -> World:
    """The same world as a coder's table would tell it: no words, only fields."""
    entries = [
        replace(e, claim=replace(e.claim, quote=e.claim.kind.value, end=len(e.claim.kind.value)))
        for e in world.entries
    ]
    return replace(world, entries=entries)
