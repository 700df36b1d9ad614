"""May this program send to that address? The guard that every request to an address of a user's passes.

Invariant: the machine that was checked is the machine that is connected to, whatever its name means a moment
later; and nothing is sent inside the user's own network unless he allowed it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit, urlunsplit

from oathbook.errors import Undelivered

Resolve = Callable[[str, int], list[str]]
"""From a host and a port to the addresses of its machines."""

_T = TypeVar("_T")

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A checked address: `url` names the machine by its number, `host` and `sni` as the user did."""

    url: str
    host: str
    sni: str


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def check_address(
    url: str, *, allow_private: bool = False, allow_http: bool = False, resolve: Resolve = resolve
) -> Destination:
    """Where to send for `url`. Raises Undelivered where it is no web address or not one that is allowed.

    Refused unless `allow_private`: a host any of whose addresses is not public (private, loopback,
    link-local, shared, multicast, or one of these inside an IPv6 address). Plain HTTP needs `allow_http`.
    """
    shown = without_secrets(url)
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as e:
        raise Undelivered(shown, f"this is no web address: {e}.") from e
    host = parts.hostname
    if parts.scheme not in _PORTS or not host:
        raise Undelivered(shown, "this is no web address. Write https://host/path.")
    if parts.username is not None or parts.password is not None:
        raise Undelivered(shown, "a name or password in the address would end up in logs. Leave it out.")
    if parts.scheme == "http" and not allow_http:
        raise Undelivered(shown, "plain HTTP can be read on the way. Write https:// or allow it explicitly.")
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as e:
        raise Undelivered(shown, f"the host {host} is not found ({e}).") from e
    if not addresses:
        raise Undelivered(shown, f"the host {host} has no address.")
    if not allow_private:
        inside = [address for address in addresses if not is_public(address)]
        if inside:
            raise Undelivered(
                shown,
                f"{host} is {inside[0]}, an address inside a network. Allow private addresses to send there.",
            )
    return _pinned(parts, addresses[0], host, port)


def is_public(address: str) -> bool:
    """Whether the address can be reached by anybody; an IPv4 address inside an IPv6 one is judged as itself."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        embedded = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
        if embedded:
            return is_public(str(embedded))
        if number in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)))
    return number.is_global and not number.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def without_secrets(url: str) -> str:
    """The address as it may be shown: only its scheme, host and port, since the rest may be a secret."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the address"
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.hostname else "the address"


def _pinned(parts: SplitResult, address: str, host: str, port: int) -> Destination:
    bare = address.partition("%")[0]
    shown = f"[{bare}]" if ":" in bare else bare
    given = f"[{host}]" if ":" in host else host
    named = given if port == _PORTS[parts.scheme] else f"{given}:{port}"
    return Destination(
        url=urlunsplit((parts.scheme, f"{shown}:{port}", parts.path or "/", parts.query, "")),
        host=named,
        sni=host,
    )


def run_apart(request: Coroutine[Any, Any, _T]) -> _T:
    """Runs a request to its end on a thread of its own: a notebook's thread has an event loop running already."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, request).result()
