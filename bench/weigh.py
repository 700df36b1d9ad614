"""How well does the model weigh claims, and how fast? `python -m bench.weigh [--speed CLAIMS | --fit-map]`.

Prints a table for base, sparse, hostile and unseen worlds (bench/worlds.py): accuracy and Brier score over the
five levels, log loss, Brier score and expected calibration error of "aligned"; the shipped model, what it loses
without its parts, and every rival, raw and recalibrated by a map fitted on other worlds of the same density.
Questions: every pair with a claim by K, K the ends of years 4 to 15, D = K, K - 6 and K - 24 months. Then the
gates, with intervals from resampling groups within worlds.
"""

# ruff: noqa: ARG001 - every method is handed the same, and takes what it needs
from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from bench.rivals import RIVALS
from bench.worlds import BEGIN, DENSITIES, Settings, World, make_world
from oathbook.assessment import assess_groups
from oathbook.assessment.calibration import Floats, Ints, fit_map
from oathbook.assessment.gathering import gather
from oathbook.assessment.model import (
    Evidence,
    distribute,
    lay_chains,
    learn_reliability,
    weigh_statements_of,
)
from oathbook.assessment.parameters import Parameters, load_parameters
from oathbook.assessment.refit import refit_lifts, with_lifts
from oathbook.assessment.statements import Statements, month_of, settle
from oathbook.assessment.values import Background
from oathbook.model import Entry, Party

BEFORE_DAYS = (0, 183, 730)
BINS = 10
ADJUDICATED, REFIT_SEED = 1000, 800
REFITTED = "lifts refitted on 1,000 claims"
MODEL = "this model"
_TO_IDENTITY = 0.1  # ridge of the shipped map: what worlds teach must not bend a small book's answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Of one method on one set of questions."""

    accuracy: float
    brier: float
    log_loss: float
    aligned: float
    ece: float


@dataclass(slots=True)
class Answers:
    """What every method says to the same questions; `truth` and `group` (world and group) go with them."""

    truth: Ints
    group: Ints
    levels: dict[str, Floats]


def score(levels: Floats, truth: Ints) -> Scores:
    """The figures of the table."""
    hot = np.eye(5)[truth]
    p, y = np.clip(levels[:, 2:].sum(axis=1), 0, 1), (truth >= 2).astype(float)
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    gap = np.abs(np.bincount(bins, weights=p, minlength=BINS) - np.bincount(bins, weights=y, minlength=BINS))
    return Scores(
        accuracy=float((levels.argmax(axis=1) == truth).mean()),
        brier=float(((levels - hot) ** 2).sum(axis=1).mean()),
        log_loss=float(-np.log(np.clip(levels[np.arange(len(truth)), truth], 1e-6, 1)).mean()),
        aligned=float(((p - y) ** 2).mean()),
        ece=float(gap.sum() / max(count.sum(), 1)),
    )


Variant = Callable[[World, Statements, date, Parameters], Callable[[date], Floats]]


def shipped(world: World, s: Statements, known_by: date, parameters: Parameters) -> Callable[[date], Floats]:
    """The model at the reliabilities that its sources start with."""
    return _ask(weigh_statements_of(s, Background(), parameters), known_by, parameters)


def learned(world: World, s: Statements, known_by: date, parameters: Parameters) -> Callable[[date], Floats]:
    """The model with reliabilities learned from the same claims."""
    return _ask(learn_reliability(s, Background(), parameters, known_by=known_by), known_by, parameters)


def pairs_alone(
    world: World, s: Statements, known_by: date, parameters: Parameters
) -> Callable[[date], Floats]:
    """A chain for each pair, as if a group could have many main allegiances."""
    return shipped(world, replace(s, candidate=np.zeros(len(s.pairs), dtype=bool)), known_by, parameters)


def copies_counted(
    world: World, s: Statements, known_by: date, parameters: Parameters
) -> Callable[[date], Floats]:
    """Every copy as an origin of its own."""
    weighed = weigh_statements_of(s, Background(), parameters)
    scale = 1 / np.maximum(weighed.weight, 1e-9)[:, None]
    alone = replace(
        weighed, weight=np.ones(len(s)), after=weighed.after * scale, before=weighed.before * scale
    )
    return _ask(alone, known_by, parameters)


def no_silence(
    world: World, s: Statements, known_by: date, parameters: Parameters
) -> Callable[[date], Floats]:
    """Unclaimed attacks say nothing."""
    weighed = weigh_statements_of(s, Background(), parameters)
    quiet = (s.sign != parameters.numbers["silence"])[:, None]
    return _ask(replace(weighed, after=weighed.after * quiet), known_by, parameters)


def refitted(settings: Settings, parameters: Parameters, *, claims: int = ADJUDICATED) -> Parameters:
    """The parameters with lifts refitted on so many claims, drawn from a world of their own, that are adjudicated."""
    world = make_world(settings, REFIT_SEED)
    known_by = BEGIN + timedelta(days=365 * settings.years - 1)
    s = settle(gather(world.entries, Background(), parameters), known_by, parameters)
    sided = np.array([s.actors[g][0] == "g" and s.actors[p][0] == "p" for g, p in s.pairs], dtype=bool)
    told = np.flatnonzero((s.speaker >= 0) & sided[s.pair] & (s.sign != parameters.numbers["silence"]))
    chosen = np.sort(np.random.default_rng(REFIT_SEED).permutation(told)[:claims])
    truth = []
    for n in chosen:
        group, principal = (s.actors[int(a)] for a in s.pairs[s.pair[n]])
        truth.append(world.level(group, principal, _last_day(int(s.after[n]))))
    found = refit_lifts(s, Background(), chosen, np.array(truth), parameters, known_by=known_by)
    print(
        f"refitting on {found.claims:,} claims: share {found.share}, {found.gain:+.3f} nats a claim held out"
    )
    return with_lifts(parameters, found.lifts)


def _last_day(month: int) -> date:
    return date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)


def _ask(weighed: object, known_by: date, parameters: Parameters) -> Callable[[date], Floats]:
    chains = lay_chains(weighed, parameters, as_of=known_by)  # type: ignore[arg-type]
    evidence = Evidence(weighed)  # type: ignore[arg-type]

    def ask(as_of: date) -> Floats:
        found = distribute(
            weighed,  # type: ignore[arg-type]
            chains,
            evidence,
            as_of=as_of,
            known_by=known_by,
            parameters=parameters,
            endings=False,
        )
        return found.levels

    return ask


VARIANTS: dict[str, Variant] = {
    MODEL: shipped,
    "with learned reliability": learned,
    "independent pairs": pairs_alone,
    "copies counted": copies_counted,
    "without silence": no_silence,
}


def answer(
    worlds: Iterable[World],
    parameters: Parameters,
    *,
    variants: Iterable[str],
    rivals: Iterable[str],
    years: Iterable[int],
) -> Answers:
    """The questions of these worlds and what each method says."""
    truth: list[int] = []
    groups: list[int] = []
    levels: dict[str, list[Floats]] = {name: [] for name in (*variants, *rivals)}
    for number, world in enumerate(worlds):
        gathered = gather(world.entries, Background(), parameters)
        for year in years:
            known_by = BEGIN + timedelta(days=365 * year - 1)
            s = settle(gathered, known_by, parameters)
            weighed = weigh_statements_of(s, Background(), parameters)
            asks = {name: VARIANTS[name](world, s, known_by, parameters) for name in variants}
            spoken = np.flatnonzero(np.bincount(s.pair, minlength=len(s.pairs)) > 0)
            names = [(s.actors[g], s.actors[p]) for g, p in s.pairs]
            kept = [n for n in spoken if names[n][0][0] == "g" and names[n][1][0] == "p"]
            for before in BEFORE_DAYS:
                as_of = known_by - timedelta(days=before)
                truth += [world.level(*names[n], as_of) for n in kept]
                groups += [number * 100_000 + int(names[n][0][1:]) for n in kept]
                for name, ask in asks.items():
                    levels[name].append(ask(as_of)[kept])
                for name in rivals:
                    levels[name].append(RIVALS[name](s, weighed.origins, month_of(as_of), parameters)[kept])
    return Answers(
        truth=np.array(truth),
        group=np.array(groups),
        levels={name: np.concatenate(parts) for name, parts in levels.items()},
    )


def resampled(aligned: Floats, rival: Floats, group: Ints, *, draws: int = 200) -> tuple[float, float]:
    """5th and 95th percentile of the share of the rival's squared error saved, groups drawn anew."""
    random = np.random.default_rng(7)
    names, place = np.unique(group, return_inverse=True)
    ours = np.bincount(place, weights=aligned)
    theirs = np.bincount(place, weights=rival)
    saved = []
    for _ in range(draws):
        drawn = random.integers(len(names), size=len(names))
        saved.append(1 - ours[drawn].sum() / theirs[drawn].sum())
    return float(np.quantile(saved, 0.05)), float(np.quantile(saved, 0.95))


def report(
    density: str, settings: Settings, parameters: Parameters, *, seeds: int, years: Iterable[int], full: bool
) -> dict[str, float]:
    """Prints one density's table; gives the figures that the gates need."""
    variants = [*(VARIANTS if full else [MODEL]), REFITTED]
    better = refitted(settings, parameters)
    VARIANTS[REFITTED] = lambda world, s, known_by, _: shipped(world, s, known_by, better)
    train = answer(
        (make_world(settings, 900 + n) for n in range(2)),
        parameters, variants=variants, rivals=RIVALS, years=list(years)[1::3] or years,
    )  # fmt: skip
    test = answer(
        (make_world(settings, n) for n in range(seeds)),
        parameters, variants=variants, rivals=RIVALS, years=years,
    )  # fmt: skip
    shares = np.bincount(test.truth, minlength=5) / len(test.truth)
    print(f"\n{density}: {len(test.truth):,} questions, levels {np.round(shares, 3).tolist()}")
    print(f"{'method':<44} acc   Brier5 logloss aligned ECE")
    best, errors = ("", 9.0), {}
    figures: dict[str, float] = {}
    for name, raw in test.levels.items():
        fitted = fit_map(train.levels[name], train.truth).apply(raw)
        rows = [(name, raw), ("— recalibrated", fitted)]
        if name == MODEL:
            rows.insert(1, ("— with the shipped map", parameters.calibration.apply(raw)))
        for label, levels in rows:
            x = score(levels, test.truth)
            print(
                f"{label:<44} {x.accuracy:.3f} {x.brier:.3f}  {x.log_loss:.3f}   {x.aligned:.4f}  {x.ece:.3f}"
            )
            if label == name == MODEL:
                figures["raw ece"] = x.ece
            if label == "— with the shipped map":
                figures["shipped aligned"], figures["shipped ece"] = x.aligned, x.ece
        x = score(fitted, test.truth)
        errors[name] = (fitted[:, 2:].sum(axis=1) - (test.truth >= 2)) ** 2
        if name == MODEL:
            figures |= {"aligned": x.aligned, "ece": x.ece, "brier": x.brier, "log loss": x.log_loss}
        if name in RIVALS and x.aligned < best[1]:
            best = (name, x.aligned)
    figures["saved"] = 1 - figures["aligned"] / best[1]
    low, high = resampled(errors[MODEL], errors[best[0]], test.group)
    print(
        f"saves {figures['saved']:.0%} ({low:.0%} to {high:.0%}) of the error of the best rival, {best[0]} "
        f"({figures['aligned']:.4f} against {best[1]:.4f}); with the shipped map "
        f"{1 - figures['shipped aligned'] / best[1]:.0%}"
    )
    return figures


def gates(found: dict[str, dict[str, float]]) -> list[str]:
    """Prints each gate with what was reached; gives those that were missed."""
    wanted = [
        ("base", "saved", ">=", 0.40),
        ("sparse", "saved", ">=", 0.20),
        ("hostile", "saved", ">=", 0.25),
    ]
    for density in found:
        wanted += [(density, "raw ece", "<=", 0.03), (density, "ece", "<=", 0.012)]
    wanted += [("base", "brier", "<=", 0.066), ("base", "log loss", "<=", 0.135)]
    missed = []
    print("\ngates")
    for density, name, way, bound in wanted:
        if density not in found:
            continue
        value = found[density][name]
        met = value >= bound if way == ">=" else value <= bound
        print(f"  {density:<8} {name:<9} {value:.4f} {way} {bound:<6} {'met' if met else 'MISSED'}")
        if not met:
            missed.append(f"{density} {name}")
    return missed


def print_map(parameters: Parameters, *, groups: int, years: Sequence[int]) -> None:
    """Prints the calibration map of all kinds of worlds together, for the parameter file."""
    levels, truth = [], []
    for density, settings in DENSITIES.items():
        worlds = (make_world(replace(settings, groups=groups), seed) for seed in (60, 61))
        found = answer(worlds, parameters, variants=[MODEL], rivals=[], years=years)
        levels.append(found.levels[MODEL])
        truth.append(found.truth)
        print(f"# {density}: {len(found.truth):,} questions", file=sys.stderr)
    fitted = fit_map(np.concatenate(levels), np.concatenate(truth), ridge=_TO_IDENTITY)
    print(f"# {sum(map(len, truth)):,} questions in all", file=sys.stderr)
    rows = ",\n".join("  [" + ", ".join(f"{x:.3f}" for x in row) + "]" for row in fitted.weights)
    print(f"weights = [\n{rows},\n]\nshift = [{', '.join(f'{x:.3f}' for x in fitted.shift)}]")


def print_speed(parameters: Parameters, *, claims: int) -> None:
    """Prints how long so many claims of 15 years take, and how much memory, and one group's share of it."""
    settings = replace(DENSITIES["base"], groups=100)
    small = make_world(settings, 3)
    copies = max(claims // len(small.entries), 1)

    def many() -> Iterator[Entry]:
        for n in range(copies):  # the same world under other names, made as it is read
            for e in small.entries:
                yield _renamed(e, n)

    started = time.process_time()
    gathered = gather(many(), Background(), parameters)
    read = time.process_time()
    known_by = BEGIN + timedelta(days=365 * 15 - 1)
    s = settle(gathered, known_by, parameters)
    weighed = weigh_statements_of(s, Background(), parameters)
    levels = _ask(weighed, known_by, parameters)(known_by)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    groups = len(np.unique(s.pairs[:, 0]))
    print(
        f"{copies * len(small.entries):,} claims, {groups:,} groups, {len(levels):,} pairs: gathered in "
        f"{read - started:.0f} s (the making of the claims included), weighed in {done - read:.0f} s of "
        f"processor time; peak {peak:.1f} GB"
    )
    mine = [e for e in small.entries if "g7" in {p.label for p in (e.claim.subject, e.claim.object) if p}]
    begun = time.process_time()
    assess_groups(
        ["g7"], mine, as_of=known_by, known_by=known_by, parameters=parameters, explained=lambda *_: False
    )
    print(f"one group, {len(mine)} claims: {1000 * (time.process_time() - begun):.0f} ms")


def _renamed(e: Entry, n: int) -> Entry:
    def other(party: Party | None) -> Party | None:
        return None if party is None else Party(written=f"{party.written}.{n}")

    c = e.claim
    claim = replace(c, subject=other(c.subject), object=other(c.object), of=other(c.of))
    return replace(e, id=f"{e.id}.{n}", document_id=f"{e.document_id}.{n}", claim=claim)


def main() -> int:
    """Prints the tables; 1 where a gate fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--densities", nargs="*", default=list(DENSITIES))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--groups", type=int, default=200, help="groups of a world")
    parser.add_argument("--years", type=int, nargs="*", default=[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    parser.add_argument("--plain", action="store_true", help="without the model's variants")
    parser.add_argument("--speed", type=int, default=0, metavar="CLAIMS", help="time so many claims instead")
    parser.add_argument("--fit-map", action="store_true", help="print the calibration map instead")
    options = parser.parse_args()
    parameters = load_parameters()
    if options.speed:
        print_speed(parameters, claims=options.speed)
        return 0
    if options.fit_map:
        print_map(parameters, groups=110, years=(5, 8, 11, 14))
        return 0
    started = time.perf_counter()
    found = {
        density: report(
            density,
            replace(DENSITIES[density], groups=options.groups),
            parameters,
            seeds=options.seeds,
            years=options.years,
            full=not options.plain,
        )
        for density in options.densities
    }
    missed = gates(found)
    print(f"\n{time.perf_counter() - started:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
