"""News to send, and real servers of the tests' own: one for HTTP that misbehaves on demand, one for SMTP."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from oathbook.ledger import NewsRow


@pytest.fixture
def news() -> Callable[..., NewsRow]:
    def make(number: int = 1, **said: Any) -> NewsRow:
        usual = {
            "kind": "claims",
            "about": "What is told of Boko Haram",
            "title": "Boko Haram pledged allegiance",
            "why": ["“pledged” — Courier"],
            "claims": [],
            "claims_total": 0,
        }
        return NewsRow(
            id=f"new1-{number}",
            watch_id="wat1-x",
            said=usual | said,
            recorded=datetime(2020, 1, number, tzinfo=UTC),
        )

    return make


@dataclass
class Received:
    """What a server got, and how it is to answer the next request."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False
    silent: bool = False
    release: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@pytest.fixture
def web() -> Iterator[Received]:
    """An HTTP server on this machine."""
    state = Received()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.requests.append(
                {"path": self.path, "headers": dict(self.headers), "body": json.loads(body)}
            )
            if state.silent:
                state.release.wait(30)
                return
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            while state.endless and not state.release.is_set():
                try:
                    self.wfile.write(b"x" * 65536)
                except OSError:
                    return

        def do_GET(self) -> None:
            state.requests.append({"path": self.path, "headers": {}, "body": None})
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/hook/SECRET"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state
    state.release.set()
    server.shutdown()
    server.server_close()


@dataclass
class Mailbox:
    """What an SMTP server took, and whom it refuses."""

    port: int = 0
    messages: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    hang_up: bool = False
    commands: list[str] = field(default_factory=list)


@pytest.fixture
def smtp() -> Iterator[Mailbox]:
    """A mail server on this machine, which speaks as much of RFC 5321 as a client needs."""
    box = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            if box.hang_up:
                return
            self.say("220 mail.test")
            while line := self.rfile.readline().decode().strip():
                box.commands.append(line)
                verb = line.split()[0].upper()
                if verb == "RCPT":
                    address = line.partition("<")[2].partition(">")[0]
                    if address in box.refused:
                        self.say("550 no such box")
                        continue
                    box.receivers.append(address)
                    self.say("250 ok")
                elif verb == "DATA":
                    self.say("354 go on")
                    lines = []
                    while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                        lines.append(text)
                    box.messages.append("\n".join(lines))
                    self.say("250 taken")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    box.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield box
    server.shutdown()
    server.server_close()
