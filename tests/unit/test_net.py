"""Which addresses may be sent to: public ones over HTTPS, others only when allowed, and always the one checked."""

from __future__ import annotations

import pytest

from oathbook.errors import Undelivered
from oathbook.net import check_address, is_public, without_secrets


def to(*addresses: str):
    return lambda _host, _port: list(addresses)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_an_address_inside_a_network_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(Undelivered, match="inside a network"):
        check_address("https://hook.example/x", resolve=to(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_a_public_address_is_let_through_by_its_number(address: str) -> None:
    destination = check_address("https://hook.example/x?y=1", resolve=to(address))
    shown = f"[{address}]" if ":" in address else address
    assert destination.url == f"https://{shown}:443/x?y=1"
    assert (destination.host, destination.sni) == ("hook.example", "hook.example")


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Undelivered, match=r"10\.0\.0\.1"):
        check_address("https://hook.example/", resolve=to("93.184.216.34", "10.0.0.1"))


def test_a_private_address_is_let_through_when_allowed() -> None:
    destination = check_address("https://desk.local:8443/", allow_private=True, resolve=to("192.168.1.5"))
    assert destination.url == "https://192.168.1.5:8443/"
    assert destination.host == "desk.local:8443"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://hook.example/", "plain HTTP"),
        ("ftp://hook.example/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("hook.example", "no web address"),
        ("https://", "no web address"),
        ("https://hook.example:99999/", "no web address"),
        ("https://[::1/", "no web address"),
        ("https://user:secret@hook.example/", "name or password"),
    ],
)
def test_what_is_no_web_address_or_would_leak_is_refused(url: str, said: str) -> None:
    with pytest.raises(Undelivered, match=said) as caught:
        check_address(url, resolve=to("93.184.216.34"))
    assert "secret" not in str(caught.value)


def test_a_host_that_is_not_found_is_told() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Undelivered, match="is not found"):
        check_address("https://nowhere.invalid/", resolve=fails)
    with pytest.raises(Undelivered, match="no address"):
        check_address("https://nowhere.invalid/", resolve=to())


def test_an_address_is_shown_without_its_path_which_may_be_a_secret() -> None:
    assert without_secrets("https://hook.example:8443/T0KEN?k=v") == "https://hook.example:8443"
    assert without_secrets("https://[::1/") == "the address"
