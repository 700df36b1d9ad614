"""`oathbook watch`: standing questions, looked at after each reading, with their news on paper or on the wire."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oathbook.cli.exit_codes import ExitCode
from oathbook.cli.options import (
    BookOption,
    ByOption,
    JsonOption,
    name_of_user,
    open_for_reading,
    open_for_writing,
)
from oathbook.cli.terminal import columns, count, out, print_json, say, table, text
from oathbook.errors import QueryError

if TYPE_CHECKING:
    from rich.console import Console

    from oathbook.analysis.watch import Watch
    from oathbook.exchange.deliver import Channel
    from oathbook.ledger import NewsRow

PASSWORD_VARIABLE = "OATHBOOK_SMTP_PASSWORD"  # noqa: S105 - the variable's name
_MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}

watch = typer.Typer(
    name="watch",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@watch.callback()
def about() -> None:
    """Standing questions: what has come up since you last looked.

    A watch is asked once and looked at after every reading. What it finds is told once: the book keeps what
    was told, and to whom it was sent.

    [bold]Examples[/bold]

      oathbook watch add boko-haram
      oathbook watch add boko-haram islamic-state
      oathbook read reports/ && oathbook watch run
    """


def add(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Whom it is about, where it is about one.")
    ] = None,
    principal: Annotated[
        str | None, typer.Argument(metavar="PRINCIPAL", help="The other side of a tie.")
    ] = None,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="KIND",
            help="claims, principal, probability, pledge, new-actors or contradictions. Default: claims; "
            "with a PRINCIPAL probability.",
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(metavar="N", help="For pledge: how long one may stay unanswered. Default: 90."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="For contradictions: only this outlet or speaker.")
    ] = None,
    by: ByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask from now on; what holds today is no news.

      claims          what is newly told of an actor, and what is taken back
      principal       whom an actor stands with, and how
      probability     whether the likelihood of a tie crosses into another ICD 203 band
      pledge          pledges that stay without an answer, are answered, fall due, or are broken
      new-actors      organisations and people named for the first time
      contradictions  a source that says the opposite of what it said of the same time

    [bold]Examples[/bold]

      oathbook watch add boko-haram
      oathbook watch add al-mourabitoun --for principal
      oathbook watch add boko-haram islamic-state
      oathbook watch add --for pledge --days 60
      oathbook watch add --for contradictions --source "Sahel Courier"
    """
    with open_for_writing(book) as opened:
        made = opened.add_watch(actor, principal, kind=kind, source=source, days=days, by=name_of_user(by))
        sentence = made.sentence(opened.name_of)
    if as_json:
        print_json(_watch_to_json(made))
    else:
        say(f"Watched from now on as {_short(made.id)}: {sentence}.")


def list_watches(*, book: BookOption = None, as_json: JsonOption = False) -> None:
    """The standing questions.

    [bold]Examples[/bold]

      oathbook watch list
    """
    with open_for_reading(book) as opened:
        watches = opened.watches()
        if as_json:
            print_json([_watch_to_json(watch) for watch in watches])
            return
        if not watches:
            say("Nothing is watched. `oathbook watch add ACTOR` asks the first question.")
            return
        made = table("watch", "what", "since", "by")
        for standing in watches:
            since = standing.since.date().isoformat()
            made.add_row(
                _short(standing.id), text(standing.sentence(opened.name_of)), since, text(standing.by)
            )
        out().print(made)


def remove(
    watch_id: Annotated[
        str, typer.Argument(metavar="WATCH", help="Its id, or the start of it, as `watch list` shows.")
    ],
    *,
    by: ByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask no more. What was told stays on record.

    [bold]Examples[/bold]

      oathbook watch remove 3f9c21ab
    """
    with open_for_writing(book) as opened:
        ended = opened.end_watch(watch_id, by=name_of_user(by))
        sentence = ended.sentence(opened.name_of)
    if as_json:
        print_json(_watch_to_json(ended))
    else:
        say(f"No longer watched: {sentence}.")


def news(
    *,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many, the newest first.")] = 20,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the watches have told so far.

    [bold]Examples[/bold]

      oathbook watch news --limit 5
    """
    from oathbook.exchange.deliver import news_to_json

    with open_for_reading(book) as opened:
        told = opened.ledger.news(limit=limit)
    if as_json:
        print_json([news_to_json(item) for item in told])
    elif told:
        _show_news(told, out())
    else:
        say("Nothing has been told yet.")


def run(
    *,
    atom: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the newest 100 as an Atom feed.")
    ] = None,
    lines: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Add each piece of news to a file of JSON lines.")
    ] = None,
    webhook: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Post JSON there; may be repeated.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let webhooks reach addresses inside your own network.")
    ] = False,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Let webhooks go over plain HTTP.")
    ] = False,
    mail_to: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Mail it there; may be repeated.")
    ] = None,
    mail_from: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The sender of mails.")] = None,
    smtp: Annotated[
        str | None, typer.Option(metavar="HOST[:PORT]", help="The server that sends the mails.")
    ] = None,
    smtp_security: Annotated[
        str, typer.Option(metavar="HOW", help="starttls, tls, or none for a server on this machine.")
    ] = "starttls",
    smtp_user: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=f"Log in so; the password is taken from {PASSWORD_VARIABLE}."),
    ] = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at every watch: what came up, and why; each piece of news once.

    A webhook gets POST requests of JSON over HTTPS. No redirect is followed, addresses inside a network are
    refused unless you allow them, and what was not taken is sent again by the next run with that address.

    [bold]Examples[/bold]

      oathbook watch run
      oathbook watch run --atom feed.xml --lines news.jsonl
      oathbook watch run --webhook https://desk.example.org/hooks/oathbook
      oathbook watch run --mail-to desk@example.org --mail-from oathbook@example.org --smtp mail.example.org
    """
    from oathbook.exchange.deliver import LinesFile, Webhook, news_to_json

    channels: list[Channel] = [] if lines is None else [LinesFile(path=lines)]
    channels += [
        Webhook(url=url, allow_private=allow_private, allow_http=allow_http) for url in webhook or ()
    ]
    if mail_to or smtp is not None or mail_from is not None:
        channels.append(_mail(mail_to or [], mail_from, smtp, smtp_security, smtp_user))
    with open_for_writing(book) as opened:
        report = opened.run_watches(channels)
        if atom is not None:
            opened.write_feed(atom)
    if as_json:
        print_json(
            {
                "looked": report.looked,
                "news": [news_to_json(item) for item in report.news],
                "undelivered": [{"where": f.where, "cause": f.cause} for f in report.undelivered],
            }
        )
    elif report.news:
        _show_news(report.news, out())
    elif report.looked:
        say(f"Nothing new. {count(report.looked, 'watch', 'watches')} looked.")
    else:
        say("Nothing is watched. `oathbook watch add ACTOR` asks the first question.")
    for fault in report.undelivered:
        say(f"not sent: {fault} It waits for the next run.")
    if report.undelivered:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _mail(to: list[str], sender: str | None, smtp: str | None, security: str, user: str | None) -> Channel:
    from oathbook.exchange.deliver import Mail, MailSecurity

    if not to or sender is None or smtp is None:
        raise QueryError("Mail wants --mail-to, --mail-from and --smtp together.")
    if security not in _MAIL_PORTS:
        raise QueryError(f"{security!r} is no way to protect mail: {', '.join(_MAIL_PORTS)}.")
    host, _, port = smtp.rpartition(":") if smtp.rpartition(":")[2].isdigit() else (smtp, "", "")
    return Mail(
        host=host.strip("[]"),
        port=int(port or _MAIL_PORTS[security]),
        sender=sender,
        to=tuple(to),
        security=MailSecurity(security),
        user=user,
        password=os.environ.get(PASSWORD_VARIABLE),
    )


def _show_news(listed: tuple[NewsRow, ...], console: Console) -> None:
    """Prints the news under what was asked, each title with its reasons."""
    last = None
    for item in listed:
        said = item.said
        if said["about"] != last:
            last = said["about"]
            console.print()
            console.print(f"[bold]{text(last)}[/bold]")
        console.print(columns(0, [("", text(said["title"]))]))
        console.print(columns(2, [("", f"[dim]{text(line)}[/dim]") for line in said["why"]]))


def _short(watch_id: str) -> str:
    return watch_id.removeprefix("wat1-")[:8]


def _watch_to_json(watch: Watch) -> dict[str, Any]:
    return {
        "id": watch.id,
        "kind": watch.kind.value,
        "actor": watch.actor,
        "principal": watch.principal,
        "source": watch.source,
        "days": watch.days if watch.kind.value == "pledge" else None,
        "since": watch.since.isoformat(),
        "by": watch.by,
    }
