"""`watch`: asked once, looked at after each reading, told once, sent until it was taken."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Run = Callable[..., Any]
NEWS = "In June 2020, Sahrawi broke with Islamic State.\n"


@pytest.fixture
def read(run: Run, book: Path) -> Callable[[str], None]:
    def read(report: str) -> None:
        told = run(
            "read",
            "-",
            "--book",
            book,
            "--source",
            "Courier",
            "--published",
            "2020-07-01",
            stdin=report.encode(),
        )
        assert told.code == 0, told.err

    return read


@pytest.fixture
def hook() -> Iterator[SimpleNamespace]:
    """A server that answers with `status` and keeps the ids it was sent."""
    state = SimpleNamespace(status=200, ids=[], url="")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.ids.append([item["id"] for item in body["news"]])
            self.send_response(state.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


def add(run: Run, book: Path, *arguments: str) -> Any:
    return run("watch", "add", *arguments, "--by", "ana", "--book", book)


def test_what_is_read_after_a_watch_began_is_told_once_with_its_words(
    run: Run, book: Path, read: Callable[[str], None]
) -> None:
    assert add(run, book, "Sahrawi").code == 0
    assert "Nothing new. 1 watch looked." in run("watch", "run", "--book", book).err
    read(NEWS)
    told = run("watch", "run", "--book", book)
    flat = " ".join(told.out.split())
    assert "broke with Islamic State" in flat
    assert "Courier, 2020-07-01" in flat
    assert "pledged" not in flat
    again = run("watch", "run", "--book", book)
    assert again.out == ""
    assert "Nothing new" in again.err
    assert len(run("watch", "news", "--book", book, "--json").json) == 1


def test_all_kinds_can_be_watched_listed_and_removed(run: Run, book: Path) -> None:
    for arguments in (
        ("Sahrawi",),
        ("Sahrawi", "ISIS"),
        ("Sahrawi", "--for", "principal"),
        ("--for", "pledge", "--days", "30"),
        ("--for", "new-actors"),
        ("--for", "contradictions", "--source", "Courier"),
    ):
        assert add(run, book, *arguments).code == 0, arguments
    listed = run("watch", "list", "--book", book, "--json").json
    assert [w["kind"] for w in listed] == [
        "claims",
        "probability",
        "principal",
        "pledge",
        "new-actors",
        "contradictions",
    ]
    assert run("watch", "run", "--book", book).code == 0
    short = listed[0]["id"].removeprefix("wat1-")[:8]
    assert run("watch", "remove", short, "--by", "ben", "--book", book).code == 0
    assert len(run("watch", "list", "--book", book, "--json").json) == 5
    assert run("watch", "remove", short, "--by", "ben", "--book", book).code == 2
    assert run("check", "--book", book).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "is about one actor"),
        (("Sahrawi", "--for", "everything"), "cannot be watched: claims, principal"),
        (("Sahrawi", "--for", "probability"), "wants a principal"),
        (("Sahrawi", "ISIS", "--for", "claims"), "takes no principal"),
        (("Sahrawi", "--for", "new-actors"), "not about one actor"),
        (("Sahrawi", "--days", "3"), "watch for pledges"),
        (("Sahrawi", "--source", "Courier"), "contradictions only"),
        (("Nobody Known By This",), "No actor matches"),
    ],
)
def test_a_watch_that_makes_no_sense_is_told(
    run: Run, book: Path, arguments: tuple[str, ...], said: str
) -> None:
    told = add(run, book, *arguments)
    assert told.code == 2
    assert said in told.err


def test_what_a_webhook_did_not_take_is_sent_again_and_then_no_more(
    run: Run, book: Path, read: Callable[[str], None], hook: SimpleNamespace
) -> None:
    add(run, book, "Sahrawi")
    read(NEWS)
    options = ("--webhook", hook.url, "--allow-private", "--allow-http", "--book", book)
    hook.status = 503
    failed = run("watch", "run", *options)
    assert failed.code == 1
    assert "it answered 503. It waits for the next run." in failed.err
    hook.status = 200
    assert run("watch", "run", *options).code == 0
    assert run("watch", "run", *options).code == 0
    assert len(hook.ids) == 2
    assert hook.ids[0] == hook.ids[1]


def test_a_webhook_on_this_machine_is_refused_by_default(
    run: Run, book: Path, read: Callable[[str], None], hook: SimpleNamespace
) -> None:
    add(run, book, "Sahrawi")
    read(NEWS)
    told = run("watch", "run", "--webhook", hook.url, "--allow-http", "--book", book)
    assert told.code == 1
    assert "inside a network" in told.err
    assert hook.ids == []


def test_feed_and_lines_are_written(
    run: Run, book: Path, read: Callable[[str], None], tmp_path: Path
) -> None:
    add(run, book, "Sahrawi")
    read(NEWS)
    feed, lines = tmp_path / "feed.xml", tmp_path / "news.jsonl"
    for _ in range(2):
        run("watch", "run", "--atom", feed, "--lines", lines, "--book", book)
    assert feed.read_text("utf-8").count("<entry>") == 1
    (line,) = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert line["claims"][0]["quote"] in NEWS


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--mail-to", "a@example.org"), "--mail-to, --mail-from and --smtp together"),
        (
            (
                "--mail-to",
                "a@b.org",
                "--mail-from",
                "c@d.org",
                "--smtp",
                "mail.example",
                "--smtp-security",
                "hope",
            ),
            "starttls, tls, none",
        ),
    ],
)
def test_half_a_mail_is_told(run: Run, book: Path, options: tuple[str, ...], said: str) -> None:
    told = run("watch", "run", *options, "--book", book)
    assert told.code == 2
    assert said in told.err
