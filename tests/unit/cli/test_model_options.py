"""`read` and `extract` with a language model: off by default, gated, counted, and refused half configured."""

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
REPORT = "In March 2015, Boko Haram pledged allegiance to Islamic State."


def proposal(**change: Any) -> dict[str, Any]:
    none = dict.fromkeys(("from", "by", "of", "place", "role"))
    usual = {
        "kind": "pledge",
        "subject": "Boko Haram",
        "object": "Islamic State",
        "quote": "Boko Haram pledged allegiance to Islamic State",
        "when": "March 2015",
        "said_by": [],
        "scope": "group",
        "polarity": "+",
        "certainty": "certain",
        "realis": "actual",
        "ended": False,
    }
    return none | usual | change


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A server that proposes one true claim and one with an invented quote; its cache is the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    state = SimpleNamespace(asked=0, keys=[], url="")
    claims = [proposal(), proposal(quote="Boko Haram swore an oath")]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            state.asked += 1
            state.keys.append(self.headers.get("Authorization"))
            content = json.dumps({"claims": claims})
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


def options(model: SimpleNamespace) -> tuple[str, ...]:
    return ("--extractor", "openai", "--model", "small", "--base-url", model.url)


def test_a_models_claims_go_into_the_book_and_its_inventions_are_counted(
    run: Run, tmp_path: Path, model: SimpleNamespace
) -> None:
    book = tmp_path / "new.oathbook"
    told = run(
        "read",
        "-",
        *options(model),
        "--book",
        book,
        "--json",
        stdin=REPORT.encode(),
        OATHBOOK_LLM_API_KEY="k3y",
    )
    assert told.code == 0
    assert told.json["claims_new"] == 1
    assert told.json["dropped"] == {"quote": 1}
    assert "1 proposal of the model dropped: 1 a quote that is not in the text word for word." in told.err
    (claim,) = run("claims", "--book", book, "--json").lines
    assert claim["quote"] in REPORT
    assert model.keys == ["Bearer k3y"]


def test_the_same_reports_are_not_asked_about_again(run: Run, tmp_path: Path, model: SimpleNamespace) -> None:
    for name in ("one", "one", "two"):
        run("read", "-", *options(model), "--book", tmp_path / f"{name}.oathbook", stdin=REPORT.encode())
    assert model.asked == 1


def test_extract_prints_a_models_claims(run: Run, model: SimpleNamespace) -> None:
    told = run("extract", "-", *options(model), "--json", stdin=REPORT.encode())
    (claim,) = told.lines
    assert (claim["frame"], claim["when"]) == ("model", "2015-03")
    assert "1 proposal of the model dropped" in told.err


def test_nothing_is_sent_anywhere_by_default(run: Run, tmp_path: Path, model: SimpleNamespace) -> None:
    run("read", "-", "--book", tmp_path / "new.oathbook", stdin=REPORT.encode(), OATHBOOK_LLM_API_KEY="k3y")
    assert model.asked == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--model", "small"), "want --extractor openai"),
        (("--extractor", "openai"), "wants --model NAME and --base-url URL"),
        (("--extractor", "oracle"), "no extractor: frames, openai"),
        (("--extractor", "openai", "--model", "m", "--base-url", "nowhere"), "no web address"),
    ],
)
@pytest.mark.parametrize("command", ["read", "extract"])
def test_half_a_model_is_told(
    run: Run, tmp_path: Path, command: str, arguments: tuple[str, ...], said: str
) -> None:
    book = ("--book", tmp_path / "new.oathbook") if command == "read" else ()
    told = run(command, "-", *arguments, *book, stdin=REPORT.encode())
    assert told.code == 2
    assert said in told.err
