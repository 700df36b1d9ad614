"""How does the desk come up? One process on this machine, answering before anything heavy is loaded.

Invariant: it binds to another address than this machine's own only with a password, and then over TLS or on the
word that something in front of it does that.
"""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from oathbook.book import Book
from oathbook.clock import Clock, system_clock
from oathbook.desk.app import build_app
from oathbook.desk.security import LOOPBACK, Gate
from oathbook.desk.state import Desk
from oathbook.desk.users import local_user
from oathbook.errors import QueryError

HOST, PORT = "127.0.0.1", 8642
TRIES = 20  # ports that are tried upwards from the usual one, where nobody asked for one
LEAST_PASSWORD = 12  # characters
ANSWER_WITHIN_S = 3  # what a request at hand has when the desk goes down


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the desk is to be reached. `port` None takes the usual one or the next that is free; 0 any.

    `names` are further names under which it may be addressed. `insecure` says that plain HTTP will do on
    another address than this machine's own, since TLS is done in front of it.
    """

    host: str = HOST
    port: int | None = None
    token: bool = True
    password: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    insecure: bool = False
    names: tuple[str, ...] = ()
    user: str | None = None


def serve(
    book: Book,
    serving: Serving,
    *,
    say: Callable[[str], None],
    open_browser: bool = False,
    clock: Clock = system_clock,
) -> None:
    """Serves the desk until it is interrupted; `say` is told the address once it answers.

    Raises QueryError for an address that may not be served like that, or a port that is taken.
    """
    require_safe(serving)
    listening = _listen(serving)
    port = listening.getsockname()[1]
    desk = Desk(book=book, clock=clock, user=local_user(serving.user, read_only=book.ledger.read_only))
    gate = Gate(
        hosts=LOOPBACK | {serving.host, *serving.names},
        token=secrets.token_urlsafe(24) if serving.token and serving.password is None else None,
        password=serving.password,
        port=port,
        secure=serving.certificate is not None or serving.insecure,
    )
    address = f"{'http' if serving.certificate is None else 'https'}://{_bracketed(serving.host)}:{port}/"
    if gate.token is not None:
        address += f"?token={gate.token}"

    def announce() -> None:
        say(address)
        threading.Thread(target=desk.warm_up, name="oathbook-warm-up", daemon=True).start()
        if open_browser:
            with suppress(webbrowser.Error):
                webbrowser.open(address)

    config = uvicorn.Config(
        build_app(desk, gate=gate),
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=ANSWER_WITHIN_S,
        ssl_certfile=serving.certificate,
        ssl_keyfile=serving.key,
    )
    with listening, suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is meant to end
        _Announcing(config, announce, on_exit=desk.jobs.close).run(sockets=[listening])


def require_safe(serving: Serving) -> None:
    """Raises QueryError for an address that others can reach and that is not protected."""
    if (serving.certificate is None) != (serving.key is None):
        raise QueryError("TLS needs both --certificate and --key.")
    if serving.password is not None and len(serving.password) < LEAST_PASSWORD:
        raise QueryError(f"The password has fewer than {LEAST_PASSWORD} characters. Choose a longer one.")
    if is_loopback(serving.host):
        return
    if serving.password is None:
        raise QueryError(
            f"{serving.host} can be reached by others: that needs a password (--password-file FILE). "
            "Without --host, only this machine can open the desk."
        )
    if serving.certificate is None and not serving.insecure:
        raise QueryError(
            f"{serving.host} can be reached by others: give --certificate and --key for TLS, "
            "or --insecure where something in front of the desk does TLS."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name: it may mean anything
        return False


class _Announcing(uvicorn.Server):
    """A server that says when it answers, and lets go of open streams when it is told to end."""

    def __init__(
        self, config: uvicorn.Config, announce: Callable[[], None], *, on_exit: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._announce, self._on_exit = announce, on_exit

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Comes up and says so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._announce()

    def handle_exit(self, sig: int, frame: object) -> None:
        """Ends the streams first: they would keep their connections open."""
        threading.Thread(target=self._on_exit, daemon=True).start()
        super().handle_exit(sig, frame)  # type: ignore[arg-type]  # the frame is passed on as it came


def _listen(serving: Serving) -> socket.socket:
    """A socket at the address. Raises QueryError where it is taken or not this machine's."""
    wanted = range(PORT, PORT + TRIES) if serving.port is None else (serving.port,)
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    cause = ""
    for port in wanted:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((serving.host, port))
        except OSError as e:
            listening.close()
            cause = e.strerror or str(e)
            continue
        return listening
    asked = f"Port {serving.port}" if serving.port is not None else f"Every port from {PORT} to {wanted[-1]}"
    raise QueryError(f"{asked} at {serving.host} cannot be used: {cause}. Name another with --port.")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
