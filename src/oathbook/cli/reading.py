"""`oathbook read` and `oathbook extract`: reports in, claims into the book or onto standard output."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oathbook.cli.exit_codes import ExitCode
from oathbook.cli.model_options import (
    FRAMES,
    BaseUrlOption,
    ExtractorOption,
    MaxRequestsOption,
    MaxTokensOption,
    ModelOption,
    model_settings,
    tell_dropped,
)
from oathbook.cli.options import BookOption, JsonOption, PublishedOption, SourceOption
from oathbook.cli.progress import show_progress
from oathbook.cli.terminal import count, out, print_json, say, table, text
from oathbook.errors import UnreadableInput

if TYPE_CHECKING:
    from datetime import date

    from oathbook.engine import ReadReport
    from oathbook.extraction.extractor import Extractor
    from oathbook.extraction.protocol import DocumentExtractor
    from oathbook.model import Claim, Document
    from oathbook.reading import RawInput

Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes that read. Default: 1 for little, one per core for much.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Files, folders (all levels), or - for standard input.")
]


def read(
    paths: Paths,
    *,
    published: PublishedOption = None,
    source: SourceOption = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Read documents anew that the book holds, after a change of frames."),
    ] = False,
    workers: Workers = None,
    extractor: ExtractorOption = FRAMES,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    max_requests: MaxRequestsOption = None,
    max_tokens: MaxTokensOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take the claims from reports into the book.

    Plain text, Markdown, HTML, JSON and JSON lines, each told by its content. Reading the same report twice
    changes nothing; a reading that was cut off goes on where it stopped. What cannot be read is named, the
    rest goes on, and the exit code is 1.

    [bold]Examples[/bold]

      oathbook read reports/
      oathbook read article.txt --published 2018-01-24 --source "Sahel Courier"
      cat page.html | oathbook read -
      oathbook read reports/ --extractor openai --model small --base-url http://127.0.0.1:8080/v1
    """
    from oathbook.book import open_book

    settings = model_settings(extractor, model, base_url, max_requests, max_tokens)
    with open_book(book) as opened, show_progress() as progress:
        report = opened.read(
            paths,
            extractor=None if settings is None else opened.model_extractor(**settings),
            published=published,
            source=source,
            again=again,
            workers=workers,
            stdin=sys.stdin.buffer if "-" in paths else None,
            progress=progress,
        )
    _tell(report, as_json=as_json)


def examples(*, book: BookOption = None, as_json: JsonOption = False) -> None:
    """Read the example reports that come with Oathbook into the book.

    Two dozen short reports of 2004 to 2019 with invented outlets, about events as publicly reported: a book to
    look around in. Reading them twice changes nothing.

    [bold]Examples[/bold]

      oathbook examples --book try.oathbook
      oathbook serve --book try.oathbook --open
    """
    from oathbook.book import open_book

    with open_book(book) as opened, show_progress() as progress:
        report = opened.read_examples(progress=progress)
    _tell(report, as_json=as_json)


def _tell(report: ReadReport, *, as_json: bool) -> None:
    """What a reading did, on the screen or as JSON. Raises Exit where something could not be read."""
    _list_failures(report.failed)
    tell_dropped(dict(report.dropped))
    if as_json:
        print_json(_report_to_json(report))
    else:
        _print_report(report)
    if report.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def extract(
    paths: Paths,
    *,
    published: PublishedOption = None,
    source: SourceOption = None,
    own: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="A folder with your own frames/ and actors/, as beside a book."),
    ] = None,
    workers: Workers = None,
    extractor: ExtractorOption = FRAMES,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    max_requests: MaxRequestsOption = None,
    max_tokens: MaxTokensOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the claims of reports, with no book.

    With --json one claim a line, in the fields of the claims vocabulary plus [bold]doc[/bold]: the id that a
    JSON document gives itself, else its path.

    [bold]Examples[/bold]

      oathbook extract article.txt --published 2018-01-24
      oathbook extract reports/ --json > claims.jsonl
    """
    from oathbook.analysis.questions import to_day
    from oathbook.book import extract_documents
    from oathbook.engine import choose_workers
    from oathbook.reading import iter_inputs
    from oathbook.settings import own_data_in

    failed: list[UnreadableInput] = []
    over = _over_frames(model_settings(extractor, model, base_url, max_requests, max_tokens))
    day = None if published is None else to_day(published)
    inputs = list(iter_inputs(paths, stdin=sys.stdin.buffer if "-" in paths else None))
    documents = _iter_documents(inputs, day, source, failed)
    if workers is None:
        workers = choose_workers(sum(raw.size_bytes or 0 for raw in inputs))
    found = unresolved = 0
    dropped: Counter[str] = Counter()
    made = table("doc", "kind", "subject", "object", "when", "said by", "quote")
    own_data = None if own is None else own_data_in(own)
    for document, extraction in extract_documents(
        documents, own=own_data, failed=failed, workers=workers, over=over
    ):
        found += len(extraction.claims)
        dropped.update(dict(extraction.dropped))
        unresolved += extraction.unresolved_times
        for claim in extraction.claims:
            if as_json:
                print_json(claim.to_json() | {"doc": document.name})
            else:
                made.add_row(*_row(document.name, claim))
    if not as_json and found:
        out().print(made)
    _list_failures(failed)
    tell_dropped(dict(sorted(dropped.items())))
    say(count(found, "claim") + _unresolved(unresolved))
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _over_frames(settings: dict[str, Any] | None) -> Callable[[Extractor], DocumentExtractor] | None:
    """What builds a model's extractor over the frames' one; None where the frames read."""
    if settings is None:
        return None
    from oathbook.extraction.llm import build_model_extractor
    from oathbook.settings import cache_folder

    return partial(build_model_extractor, cache=cache_folder() / "model", **settings)


def _iter_documents(
    inputs: list[RawInput], published: date | None, source: str | None, failed: list[UnreadableInput]
) -> Iterator[Document]:
    from oathbook.reading import read_documents

    for raw in inputs:
        for item in read_documents(raw, published=published, source=source):
            if isinstance(item, UnreadableInput):
                failed.append(item)
            else:
                yield item


def _row(name: str, claim: Claim) -> tuple[str, ...]:
    sign = "not " if claim.polarity.value == "-" else ""
    said_by = " < ".join(claim.said_by)
    cells = (
        name,
        sign + claim.kind.value,
        claim.subject or "",
        claim.object or "",
        claim.when or "",
        said_by,
        claim.quote,
    )
    return tuple(text(cell) for cell in cells)


def _list_failures(failed: list[UnreadableInput] | tuple[UnreadableInput, ...]) -> None:
    for error in failed:
        say(f"not read: {error}")


def _print_report(report: ReadReport) -> None:
    made = table("read", "", right=("",))
    made.add_row("documents, new", f"{report.documents_new:,}")
    made.add_row("documents, read before", f"{report.documents_known:,}")
    made.add_row("inputs that could not be read", f"{len(report.failed):,}")
    made.add_row("claims, new", f"{report.claims_new:,}")
    made.add_row("claims whose time is unresolved", f"{report.unresolved_times:,}")
    out().print(made)
    if report.unread:
        told = ", ".join(f"{number:,} {language}" for language, number in report.unread)
        say(f"Kept, but in languages that are not read: {told}.")
    if report.hint:
        say(f"{count(report.unresolved_times, 'relative date')} could not be resolved. {report.hint}")


def _report_to_json(report: ReadReport) -> dict[str, object]:
    return {
        "documents_new": report.documents_new,
        "documents_known": report.documents_known,
        "claims_new": report.claims_new,
        "unresolved_times": report.unresolved_times,
        "words": report.words,
        "unread": dict(report.unread),
        "dropped": dict(report.dropped),
        "failed": [
            {"name": error.name, "cause": error.cause, "remedy": error.remedy} for error in report.failed
        ],
    }


def _unresolved(number: int) -> str:
    from oathbook.engine import DATE_HINT

    return f", {number:,} with a relative date that is unresolved. {DATE_HINT}" if number else ""
