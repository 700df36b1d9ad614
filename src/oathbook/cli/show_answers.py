"""How do answers look to a person? The finding first, then what it rests on: short quotes, sources, dates.

Invariant: a likelihood and a confidence never stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rich.console import Console
from rich.padding import Padding

from oathbook.analysis.answers import Standing, Tie, TimelineAnswer, TurningPoint, WhoAnswer, WhyAnswer
from oathbook.analysis.findings import find_stand, likelihood
from oathbook.analysis.network import NetworkAnswer
from oathbook.analysis.phrases import NameOf, phrase, quote, shared_hedge, whence
from oathbook.assessment import Assessment, EqualTie, Reason, Status
from oathbook.cli.terminal import columns, count, plain, table, text
from oathbook.model import Entry, Interval

HINT = 0.1  # ties less likely than that are left to --json
MANY = 12  # rows of followers, allies and rivals shown before "and n more"
LEAST_SHARE = 0.005  # ways of standing less likely than that are not named
QUOTES = 3  # quotes shown per reason
WIDE = 96  # columns from which on the basis has a column of its own
_STYLES = {Status.ACCEPTED: "green", Status.OPERATIONAL: "green", Status.BROKEN: "red", Status.NONE: "dim"}


def show_who(answer: WhoAnswer, name_of: NameOf, console: Console) -> None:
    """Prints whom the actor stands with and why, who stands with it, its leaders, allies and rivals."""
    _show_head(answer.name, answer.actor, console)
    console.print(text(find_stand(answer, name_of)))
    _show_days(answer.as_of, answer.known_by, console)
    if answer.is_empty:
        return
    if answer.principals:
        _show_standings("Stands with", answer.principals, name_of, console)
        _show_grid(
            (
                "Because",
                [row for s in answer.principals for row in _because(s, name_of)],
            ),
            console,
        )
    if answer.followers:
        shown = answer.followers[:MANY]
        _show_standings("Stand with it", shown, name_of, console)
        _show_rest(len(answer.followers) - len(shown), console)
    people_and_ties = [
        (
            "Leaders",
            [
                _leader(leader.person, leader.role, leader.since, leader.over, name_of)
                for leader in answer.leaders
            ],
        ),
        ("Allies", [_tie(tie, name_of) for tie in answer.allies]),
        ("Rivals", [_tie(tie, name_of) for tie in answer.rivals]),
    ]
    if any(listed for _, listed in people_and_ties):
        console.print()
    for title, listed in people_and_ties:
        if listed:
            more = [f"and {len(listed) - MANY} more"] if len(listed) > MANY else []
            line = text("; ".join(listed[:MANY] + more))
            console.print(columns(7, [(title, line)]))


def show_timeline(answer: TimelineAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the turning points in order of time, then those without one."""
    _show_head(answer.name, answer.actor, console)
    console.print(text(_find_span(answer)))
    _show_days(answer.as_of, answer.known_by, console)
    width = max((len(point.when or "") for point in answer.points), default=0)
    for title, points in (("", answer.points), ("Time not given", answer.undated)):
        if not points:
            continue
        console.print()
        if title:
            console.print(f"[bold]{title}[/bold]")
        rows = []
        for point in points:
            what = f"[bold]{text(_what(point, name_of))}[/bold]"
            rows += [(text(point.when or ""), what), ("", _evidence(point, name_of))]
        if title:  # no times, no column for them
            for _, line in rows:
                console.print(Padding(line, (0, 0, 0, 2)))
        else:
            console.print(columns(width, rows))


def show_why(answer: WhyAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the finding, the reasons for and against with their quotes, and what is missing."""
    assessment = answer.assessment
    arrow = plain("→")
    console.print(f"[bold]{text(answer.subject_name)} {arrow} {text(answer.principal_name)}[/bold]")
    standing = assessment.standing[0].upper() + assessment.standing[1:]
    tie = f"That it stands with {answer.principal_name}"
    console.print(text(f"{standing}. {tie}: {likelihood(assessment)}."))
    console.print(text(_spread(assessment)))
    console.print(text(f"Confidence {assessment.confidence}. {assessment.confidence_reason}"))
    _show_days(assessment.as_of, assessment.known_by, console)
    if assessment.clash is not None:
        console.print()
        console.print("[bold]Clash[/bold]")
        rows = [row for reason in assessment.clash for row in _reason_rows(reason, name_of)]
        console.print(columns(5, rows))
    for title, reasons in (
        ("For", answer.reasons_for),
        ("Against", answer.reasons_against),
        ("Without weight", answer.without_weight),
    ):
        if reasons:
            console.print()
            console.print(f"[bold]{title}[/bold]")
            rows = [row for reason in reasons for row in _reason_rows(reason, name_of)]
            console.print(columns(5, rows))
    changes = _told_changes(assessment)
    if changes:
        console.print()
        console.print("[bold]What would change it[/bold]")
        for line in changes:
            console.print(Padding(text(line), (0, 0, 0, 2)))
    if answer.missing:
        console.print()
        console.print("[bold]Missing[/bold]")
        for sentence in answer.missing:
            console.print(Padding(text(sentence), (0, 0, 0, 2)))


def _spread(assessment: Assessment) -> str:
    """The ways of standing with their shares, likeliest first, and how far the likelihood may move."""
    levels = assessment.levels
    ways = {
        "no tie": levels.none,
        "pledged, not accepted": levels.pledged,
        "accepted": levels.accepted,
        "operational": levels.operational,
        "split": levels.split,
    }
    shares = [f"{way} {p:.0%}" for way, p in sorted(ways.items(), key=lambda w: -w[1]) if p >= LEAST_SHARE]
    low, high = assessment.interval
    return f"{', '.join(shares)[:1].upper()}{', '.join(shares)[1:]}. It may be {low:.0%} to {high:.0%}."


def _told_changes(assessment: Assessment) -> list[str]:
    """The one more claim, well trusted, that would give another status; one line a status."""
    by_status: dict[str, list[str]] = {}
    for change in assessment.changes:
        if change.chance == max(c.chance for c in assessment.changes):
            by_status.setdefault(change.status.value, []).append(
                f"{change.sign.replace('_', ' ')} ({change.probability:.0%})"
            )
    return [f"{status}: {', '.join(signs)}" for status, signs in by_status.items()]


def show_network(answer: NetworkAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the ties of each kind: allegiance likelier than a hint, current alliances and rivalries, leaders."""
    shown = [tie for tie in answer.ties if tie.assessment.levels.tied >= HINT]
    likely = sum(tie.assessment.probability >= 0.5 for tie in answer.ties)
    pairs = count(len(answer.ties), "pair")
    console.print(text(f"{pairs} that claims name; {likely:,} likelier than not to stand together."))
    _show_days(answer.as_of, answer.known_by, console)
    if shown:
        made = table("group", "stands with", "likelihood", "standing", "confidence", "basis")
        for tie in shown:
            a = tie.assessment
            cells = [name_of(tie.subject), name_of(tie.object), likelihood(a), a.standing]
            cells += [a.confidence.value, _basis(a.claims, a.origins)]
            made.add_row(*map(text, cells), style=_STYLES.get(a.status))
        console.print(made)
    rest = len(answer.ties) - len(shown)
    if rest:
        console.print(
            f"  and {rest} with less than {HINT:.0%} for any tie; --json lists them all", style="dim"
        )
    _show_equals("Allied", answer.alliances, name_of, console)
    _show_equals("Rival", answer.rivalries, name_of, console)
    if answer.commands:
        console.print("\n[bold]Led by[/bold]")
        rows = [
            (
                text(name_of(c.actor)),
                text(name_of(c.term.person) + (f" ({c.term.role})" if c.term.role else "")),
            )
            for c in answer.commands
        ]
        console.print(columns(max(len(left) for left, _ in rows), rows))


def _find_span(answer: TimelineAnswer) -> str:
    dated, undated = len(answer.points), len(answer.undated)
    if not dated and not undated:
        return "No claim in the book speaks of it."
    parts = []
    if dated:
        first, last = ((answer.points[n].when or "").removesuffix("/..") for n in (0, -1))
        span = f"in {first}" if first == last else f"from {first} to {last}"
        parts.append(f"{count(dated, 'turning point')} {span}")
    if undated:
        parts.append(
            f"{undated:,} more without a time"
            if dated
            else f"{count(undated, 'turning point')} without a time"
        )
    return ", ".join(parts) + "."


def _show_head(name: str, actor: str, console: Console) -> None:
    label = f"  [dim]{text(actor)}[/dim]" if name != actor else ""
    console.print(f"[bold]{text(name)}[/bold]{label}")


def _show_days(as_of: date, known_by: date, console: Console) -> None:
    known = "then" if as_of == known_by else known_by.isoformat()
    console.print(text(f"As of {as_of}, from what was published by {known}."), style="dim")


def _show_standings(head: str, standings: Sequence[Standing], name_of: NameOf, console: Console) -> None:
    wide = console.width >= WIDE
    made = table(head, "likelihood", "standing", *(["since", "confidence", "basis"] if wide else []))
    made.columns[1].no_wrap = True
    for column in made.columns[3:]:
        column.no_wrap = True
    for standing in standings:
        assessment = standing.assessment
        cells = [name_of(standing.other), likelihood(assessment), assessment.standing]
        basis = _basis(assessment.claims, assessment.origins)
        if wide:
            cells += [str(standing.since or plain("–")), assessment.confidence.value, basis]
        else:
            since = f"since {standing.since}; " if standing.since else ""
            cells[-1] += f"\n{since}{basis}; confidence {assessment.confidence}"
        made.add_row(*map(text, cells), style=_STYLES.get(assessment.status))
    console.print(made)


def _because(standing: Standing, name_of: NameOf) -> list[tuple[str, str, str]]:
    """The heaviest reason, and before it the one that speaks for a tie where that is another."""
    reasons = standing.assessment.reasons
    spoken_for = next((r for r in reasons if r.tie > 0 and r.weight_nats), None)
    shown = [r for r in dict.fromkeys((spoken_for, *reasons[:1])) if r is not None]
    names = (name_of(standing.other), *[""] * len(shown))
    return [
        (name, reason.rule, cited(reason.entries[0], name_of))
        for name, reason in zip(names, shown, strict=False)
    ]


def _show_grid(titled: tuple[str, list[tuple[str, str, str]]], console: Console) -> None:
    title, rows = titled
    if not rows:
        return
    console.print(f"[bold]{title}[/bold]")
    lines = []
    for name, rule, cited in rows:
        lines += [(text(name), text(rule)), ("", cited)]
    width = min(max(len(name) for name, _, _ in rows), max(12, console.width // 3))
    console.print(columns(width, lines))


def _leader(person: str, role: str | None, since: Interval | None, over: bool, name_of: NameOf) -> str:
    parts = [
        part
        for part in (role, "formerly" if over else None, f"since {since}" if since and not over else None)
        if part
    ]
    return name_of(person) + (f" ({', '.join(parts)})" if parts else "")


def _tie(tie: Tie, name_of: NameOf) -> str:
    parts = [_basis(len(tie.entries), tie.origins)]
    parts += [f"since {tie.since}"] if tie.since and not tie.over else []
    parts += [_intensity(tie.weighed)]
    return f"{name_of(tie.other)} ({', '.join(parts)})"


def _intensity(tie: EqualTie) -> str:
    """`intensity 0.81`, or why there is none to speak of."""
    if tie.over:
        return f"over, by {tie.last_told}"
    if not tie.is_current:
        return f"faded, last told of {tie.last_told}"
    return f"intensity {tie.intensity:.2f}"


def _show_equals(title: str, ties: Sequence[EqualTie], name_of: NameOf, console: Console) -> None:
    shown = [tie for tie in ties if tie.is_current and not tie.over]
    if shown:
        made = table(title, "and", "intensity", "last told of", "basis", right=("intensity",))
        for tie in shown:
            cells = [name_of(tie.left), name_of(tie.right), f"{tie.intensity:.2f}", str(tie.last_told)]
            made.add_row(*map(text, [*cells, _basis(tie.claims, tie.origins)]))
        console.print(made)
    rest = len(ties) - len(shown)
    if rest:
        noun = count(rest, title.lower() + " pair")
        console.print(f"  and {noun} whose tie is over or has faded; --json lists them all", style="dim")


def _show_rest(number: int, console: Console) -> None:
    if number > 0:
        console.print(f"  and {number} more; --json lists them all", style="dim")


def _reason_rows(reason: Reason, name_of: NameOf) -> list[tuple[str, str]]:
    weight = f"{reason.weight_nats:+.2f}" if reason.weight_nats else plain("    –")
    rows = [(weight, text(reason.rule))]
    rows += [("", cited(entry, name_of, with_time=True)) for entry in reason.entries[:QUOTES]]
    rest = len(reason.entries) - QUOTES
    if rest > 0:
        rows.append(("", f"[dim]and {rest} more of the same origin[/dim]"))
    return rows


def _evidence(point: TurningPoint, name_of: NameOf) -> str:
    """The best quote with its origin, and how many more say the same."""
    shown = cited(point.entries[0], name_of)
    rest = len(point.entries) - 1
    if not rest:
        return shown
    origins = f"{point.origins} origins in all" if point.origins > 1 else "all of one origin"
    return f"{shown} [dim]and {count(rest, 'more claim', 'more claims')}, {origins}[/dim]"


def cited(entry: Entry, name_of: NameOf, *, with_time: bool = False) -> str:
    """The quote and where it stands, as markup."""
    when = f" ({entry.claim.when})" if with_time and entry.claim.when is not None else ""
    return f"{text(quote(entry))}{text(when)} [dim]{text('— ' + whence(entry, name_of))}[/dim]"


def _basis(claims: int, origins: int) -> str:
    return f"{count(claims, 'claim')}, {count(origins, 'origin')}"


def _what(point: TurningPoint, name_of: NameOf) -> str:
    surest = shared_hedge(entry.claim for entry in point.entries)
    return phrase(replace(point.entries[0].claim, certainty=surest), name_of)
