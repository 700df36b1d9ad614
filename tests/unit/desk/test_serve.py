"""Which addresses the desk may be served at, and how."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from oathbook.book import Book
from oathbook.desk.serve import Serving, is_loopback, require_safe, serve
from oathbook.errors import QueryError

PASSWORD = "correct horse battery"
TLS = {"certificate": Path("cert.pem"), "key": Path("key.pem")}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machines_own_addresses_need_nothing(host: str) -> None:
    assert is_loopback(host)
    require_safe(Serving(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "desk.example"])
def test_an_address_that_others_can_reach_needs_a_password_and_tls(host: str) -> None:
    for serving in (
        Serving(host=host),
        Serving(host=host, token=False),
        Serving(host=host, **TLS),
        Serving(host=host, insecure=True),
        Serving(host=host, password=PASSWORD),
    ):
        with pytest.raises(QueryError, match="reached by others"):
            require_safe(serving)
    require_safe(Serving(host=host, password=PASSWORD, **TLS))
    require_safe(Serving(host=host, password=PASSWORD, insecure=True))


def test_a_short_password_and_half_a_certificate_are_refused() -> None:
    with pytest.raises(QueryError, match="12 characters"):
        require_safe(Serving(password="short"))
    with pytest.raises(QueryError, match="both"):
        require_safe(Serving(certificate=Path("cert.pem")))


def test_a_port_that_is_taken_is_named(book: Book) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(QueryError, match=f"Port {port}"):
            serve(book, Serving(port=port), say=print)
