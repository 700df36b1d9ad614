"""A chat-completion server of the tests' own that misbehaves on demand, and a report with one pledge in it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.extraction.llm.cache import Cache
from oathbook.extraction.llm.client import Budget, Client
from oathbook.extraction.llm.extractor import ModelExtractor
from oathbook.model import Document

TEXT = (
    "In March 2015, Boko Haram pledged allegiance to Islamic State, SITE Intelligence Group said. "
    "The group had fought alone for years.\n\n"
    "Al-Qaeda has not commented."
)

PLEDGE: dict[str, Any] = {
    "kind": "pledge",
    "subject": "Boko Haram",
    "object": "Islamic State",
    "from": None,
    "by": None,
    "of": None,
    "quote": "Boko Haram pledged allegiance to Islamic State",
    "when": "In March 2015",
    "place": None,
    "role": None,
    "said_by": ["SITE Intelligence Group"],
    "scope": "group",
    "polarity": "+",
    "certainty": "certain",
    "realis": "actual",
    "ended": False,
}


@pytest.fixture(scope="session")
def base() -> Extractor:
    """The frames' extractor: its registry, matcher and places are what a model's proposals are held to."""
    return build_extractor(load_registry())


@pytest.fixture
def pledge() -> dict[str, Any]:
    """What a model should propose for the report."""
    return PLEDGE


@pytest.fixture
def report() -> Document:
    return Document(text=TEXT, source="Courier", published=date(2015, 4, 1), name="report.txt")


def says(content: Any, *, tokens: int | None = 100, finish: str = "stop") -> Callable[[Any], None]:
    """Answers with a chat completion whose words are `content`."""
    body: dict[str, Any] = {"choices": [{"message": {"content": content}, "finish_reason": finish}]}
    if tokens is not None:
        body["usage"] = {"total_tokens": tokens}
    return sends(200, json.dumps(body).encode())


def sends(status: int, body: bytes = b"{}", **headers: str) -> Callable[[Any], None]:
    """Answers with these bytes."""

    def send(handler: Any) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


@dataclass
class Server:
    """What it was asked, and what it is to answer: one step a request, the last one for ever."""

    steps: list[Callable[[Any], None]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    says = staticmethod(says)
    sends = staticmethod(sends)

    def answers(self, *claims: dict[str, Any] | Any, **more: Any) -> None:
        """From now on it proposes these claims."""
        self.steps = [says(json.dumps({"claims": list(claims)}), **more)]


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append({"path": self.path, **json.loads(body)})
            state.keys.append(self.headers.get("Authorization"))
            step = state.steps.pop(0) if len(state.steps) > 1 else state.steps[0]
            with suppress(OSError):  # the client goes away, as it should
                step(self)

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    yield state
    state.release.set()
    http.shutdown()
    http.server_close()


@pytest.fixture
def make(base: Extractor, server: Server) -> Callable[..., ModelExtractor]:
    """An extractor that asks the server and never waits before it asks again."""

    def make(*, cache: Any = None, budget: Budget | None = None, **client: Any) -> ModelExtractor:
        usual = {"base_url": server.url, "model": "small", "sleep": lambda _: None, "timeout_s": 5.0}
        made = Client(budget=budget or Budget(), **(usual | client))
        return ModelExtractor(base=base, client=made, cache=Cache(folder=cache))

    return make
