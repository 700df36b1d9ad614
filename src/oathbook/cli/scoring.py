"""`oathbook score`: how well an extractor does against gold, as a table and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group
from rich.table import Table

from oathbook.cli.terminal import out, plain, print_json, say, table, text

if TYPE_CHECKING:
    from oathbook.analysis.misses import Miss
    from oathbook.analysis.score import Found, Score, Share

NOTHING = "–"


def score(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, or folders of them with an actors.json.")],
    *,
    predictions: Annotated[
        Path | None,
        typer.Option(
            help="Claims as `oathbook extract --json` prints them; without it the extractor is run."
        ),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List missed and extra claims with reasons.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score an extractor against annotated documents.

    Found, qualified, grounded and strict F1 as the claims vocabulary defines them, with 95 % intervals from
    1000 resamples of the documents.

    [bold]Examples[/bold]

      oathbook score gold/dev
      oathbook extract gold/dev/*.json --json > mine.jsonl; oathbook score gold/dev --predictions mine.jsonl
    """
    from oathbook.analysis.gold import read_gold, read_predictions
    from oathbook.analysis.misses import explain_misses
    from oathbook.analysis.score import score_documents
    from oathbook.book import extract_documents, scoring_parties

    annotated = read_gold(gold)
    if predictions is not None:
        found = read_predictions(predictions)
        strangers = found.keys() - {document.id for document in annotated.documents}
        if strangers:
            say(f"{len(strangers)} documents of {predictions} are not in the gold and are left out.")
    else:
        documents = [document.document for document in annotated.documents]
        found = {document.name: extraction.claims for document, extraction in extract_documents(documents)}
    parties = scoring_parties(annotated)
    result = score_documents(annotated.documents, found, parties)
    misses = [m for d in result.documents for m in explain_misses(d, parties)] if errors else []
    if as_json:
        print_json(_to_json(result) | ({"errors": [_miss_to_json(m) for m in misses]} if errors else {}))
        return
    console = out()
    console.print(Group(_found_table(result), _fields_table(result)))
    grounded = NOTHING if result.grounded is None else f"{result.grounded:.3f}"
    console.print(plain(f"Grounded {grounded} · {len(result.documents)} documents"))
    if errors:
        console.print(_errors_table(misses))


def _figure(value: float | None) -> str:
    return plain(NOTHING) if value is None else f"{value:.3f}"


def _found_table(result: Score) -> Table:
    figures = ("gold", "predicted", "matched", "precision", "recall", "F1", "95 %")
    made = table("found", *figures, right=figures)

    def add(name: str, found: Found, style: str | None = None) -> None:
        low_high = plain(
            NOTHING if found.interval is None else f"{found.interval[0]:.3f}–{found.interval[1]:.3f}"
        )
        counts = (str(found.gold), str(found.predicted), str(found.matched))
        shares = (_figure(found.precision), _figure(found.recall), _figure(found.f1))
        made.add_row(name, *counts, *shares, low_high, style=style)

    add("core kinds", result.core, "bold")
    add("all kinds", result.all, "bold")
    add("core, strict", result.strict_core)
    add("all, strict", result.strict)
    made.add_section()
    for kind, found in result.kinds.items():
        if found.gold or found.predicted:
            add(kind.value, found)
    return made


def _fields_table(result: Score) -> Table:
    figures = ("right", "matched", "share", "where marked", "share marked")
    made = table("qualified", *figures, right=figures)
    for name, share in result.fields.items():
        marked = f"{share.marked_right}/{share.marked}"
        row = (str(share.right), str(share.total), _figure(share.share), marked, _figure(share.marked_share))
        made.add_row(name.replace("_", " "), *row)
    return made


def _errors_table(misses: list[Miss]) -> Table:
    made = table("doc", "", "claim", "quote", "reason")
    for miss in misses:
        sign = "[red]missed[/red]" if miss.missed else "[yellow]extra[/yellow]"
        frame = f" ({miss.claim.frame})" if miss.claim.frame else ""
        claim = f"{miss.claim.kind} {miss.claim.subject} → {miss.claim.object}{frame}"
        made.add_row(text(miss.document), sign, text(claim), text(miss.claim.quote), text(miss.reason))
    return made


def _found_to_json(found: Found) -> dict[str, Any]:
    return {
        "gold": found.gold,
        "predicted": found.predicted,
        "matched": found.matched,
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        "interval": None if found.interval is None else list(found.interval),
    }


def _share_to_json(share: Share) -> dict[str, Any]:
    return {
        "right": share.right,
        "matched": share.total,
        "share": share.share,
        "marked_right": share.marked_right,
        "marked": share.marked,
        "marked_share": share.marked_share,
    }


def _to_json(result: Score) -> dict[str, Any]:
    return {
        "documents": len(result.documents),
        "core": _found_to_json(result.core),
        "all": _found_to_json(result.all),
        "strict_core": _found_to_json(result.strict_core),
        "strict": _found_to_json(result.strict),
        "grounded": result.grounded,
        "qualified": {name: _share_to_json(share) for name, share in result.fields.items()},
        "kinds": {kind.value: _found_to_json(f) for kind, f in result.kinds.items() if f.gold or f.predicted},
    }


def _miss_to_json(miss: Miss) -> dict[str, Any]:
    nearest = None if miss.nearest is None else miss.nearest.to_json()
    side = "missed" if miss.missed else "extra"
    return {
        "doc": miss.document,
        "side": side,
        "reason": miss.reason,
        "claim": miss.claim.to_json(),
        "nearest": nearest,
    }
