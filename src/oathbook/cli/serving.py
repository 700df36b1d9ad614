"""`oathbook serve`: the desk, in the browser of this machine."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Annotated

import typer

from oathbook.cli.options import BookOption
from oathbook.cli.terminal import say
from oathbook.errors import QueryError

PASSWORD = "OATHBOOK_PASSWORD"  # noqa: S105 - the name of a variable, not a password


def serve(
    *,
    book: BookOption = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=65535, help="Default: 8642, or the next that is free."),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the desk in the browser.")] = False,
    no_token: Annotated[
        bool, typer.Option("--no-token", help="Let every program of this machine in without the token.")
    ] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show the book; change nothing.")] = False,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Who gives the verdicts. Default: your login name."),
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Another than 127.0.0.1 needs a password and TLS.")
    ] = "127.0.0.1",
    hostname: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name of this desk; may be repeated.")
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=f"Ask for the password in its first line; or set {PASSWORD}."),
    ] = None,
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="TLS certificate, PEM.")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key, PEM.")] = None,
    insecure: Annotated[
        bool, typer.Option("--insecure", help="Plain HTTP on --host: something in front of it does TLS.")
    ] = False,
) -> None:
    """Serve the desk: the book in your browser, from this machine and to this machine only.

    It prints its address with a token that lets you in; nothing is asked of any other host. Ctrl-C ends it.

    [bold]Examples[/bold]

      oathbook serve --open
      oathbook serve --book sahel.oathbook --port 9000 --as "M. Diallo"
    """
    from oathbook.book import open_book
    from oathbook.desk.serve import Serving
    from oathbook.desk.serve import serve as serve_desk

    serving = Serving(
        host=host,
        port=port,
        token=not no_token,
        password=_password(password_file),
        certificate=certificate,
        key=key,
        insecure=insecure,
        names=tuple(hostname or ()),
        user=name or _login(),
    )
    with open_book(book, create=not read_only, read_only=read_only) as opened:
        serve_desk(opened, serving, say=_announce, open_browser=open_browser)


def _announce(address: str) -> None:
    typer.echo(f"The desk is open: {address}")
    say("Ctrl-C closes it.")


def _password(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(PASSWORD) or None
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        raise QueryError(f"{file} cannot be read for the password: {e}.") from e
    if not lines or not lines[0]:
        raise QueryError(f"{file} holds no password in its first line.")
    return lines[0]


def _login() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container
        return None
