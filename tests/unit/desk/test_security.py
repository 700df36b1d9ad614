"""The gate: who may talk to the desk, and what may run in its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from oathbook.desk.app import build_app
from oathbook.desk.security import Gate
from oathbook.desk.state import Desk

TOKEN = "a-long-secret-of-this-test"
PASSWORD = "correct horse battery"
HOME = "http://127.0.0.1"


@pytest.fixture
def gated(desk: Desk) -> Iterator[TestClient]:
    app = build_app(desk, gate=Gate(token=TOKEN, port=1))
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:8642", "[::2]"])
def test_a_foreign_host_is_refused_whatever_is_asked(client: TestClient, host: str) -> None:
    """A page that has its own name point at this machine sends its own name."""
    for path in ("/", "/api/v1/book", "/assets/x.js"):
        assert client.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642", "localhost", "localhost:1", "[::1]:8642"])
def test_this_machines_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/v1/book", headers={"Host": host}).status_code == 200


def test_nothing_of_the_book_is_given_without_the_token(gated: TestClient) -> None:
    answer = gated.get("/api/v1/overview")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "no_token"
    page = gated.get("/")
    assert page.status_code == 401
    assert "Boko" not in page.text
    assert gated.get("/?token=wrong").status_code == 401


def test_the_printed_address_lets_in_once_and_a_cookie_from_then_on(gated: TestClient) -> None:
    first = gated.get(f"/groups/boko-haram?as_of=2016&token={TOKEN}")
    assert first.status_code == 303
    assert first.headers["location"] == "/groups/boko-haram?as_of=2016"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert gated.get("/api/v1/book").status_code == 200


def test_a_redirect_after_the_token_never_leaves_the_desk(gated: TestClient) -> None:
    for path in ("//evil.example/", "/%2Fevil.example", "//evil.example"):
        location = gated.get(f"{HOME}{path}?token={TOKEN}").headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")


def test_a_program_may_bear_the_token_in_a_header(gated: TestClient) -> None:
    assert gated.get("/api/v1/book", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert gated.get("/api/v1/book", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_cookie_of_another_start_is_worth_nothing(gated: TestClient, desk: Desk) -> None:
    gated.get(f"/?token={TOKEN}")
    value = gated.cookies["oathbook-1"]
    with TestClient(build_app(desk, gate=Gate(token=TOKEN, port=1)), base_url=HOME) as other:
        other.cookies.set("oathbook-1", value)
        assert other.get("/api/v1/book").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_write_from_another_origin_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post(
        "/api/v1/judgements", json={"left": "a", "right": "b", "same": True}, headers=headers
    )
    assert answer.status_code == 403
    assert client.get("/api/v1/judgements").json()["items"] == []


def test_the_desks_own_pages_may_write(client: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    answer = client.post(
        "/api/v1/judgements", json={"left": "a", "right": "b", "same": True}, headers=headers
    )
    assert answer.status_code == 201


def test_a_write_that_names_no_origin_needs_the_token_itself(gated: TestClient) -> None:
    gated.get(f"/?token={TOKEN}")
    body = {"left": "a", "right": "b", "same": True}
    assert gated.post("/api/v1/judgements", json=body).status_code == 403
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert gated.post("/api/v1/judgements", json=body, headers=bearer).status_code == 201


def test_another_page_may_not_even_read(client: TestClient) -> None:
    assert client.get("/api/v1/book", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_no_answer_lets_a_page_run_what_is_not_a_file_of_the_desk(client: TestClient) -> None:
    for path in ("/", "/api/docs", "/api/v1/book", "/api/v1/nothing", "/groups/boko-haram"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
        assert scripts.split() == ["script-src", "'self'"], path
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


def test_a_password_lets_in_and_many_wrong_ones_shut_the_door(desk: Desk) -> None:
    app = build_app(desk, gate=Gate(password=PASSWORD, port=1))
    headers = {"Origin": HOME}
    with TestClient(app, base_url=HOME, follow_redirects=False) as client:
        assert client.get("/api/v1/book").status_code == 401
        assert 'type="password"' in client.get("/").text
        wrong = client.post("/login", data={"password": "guess"}, headers=headers)
        assert wrong.status_code == 401
        right = client.post("/login", data={"password": PASSWORD}, headers=headers)
        assert right.status_code == 303
        assert client.get("/api/v1/book").status_code == 200
    shut = build_app(desk, gate=Gate(password=PASSWORD, port=1))
    with TestClient(shut, base_url=HOME, follow_redirects=False) as client:
        for _ in range(20):
            client.post("/login", data={"password": "guess"}, headers=headers)
        assert client.post("/login", data={"password": PASSWORD}, headers=headers).status_code == 401


def test_no_file_beside_the_built_ones_is_ever_sent(desk: Desk, tmp_path) -> None:
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<title>desk</title>")
    (static / "assets" / "a-1234.js").write_text("1")
    (tmp_path / "secret.txt").write_text("hidden words")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    with TestClient(build_app(desk, static=static), base_url=HOME) as client:
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/link.txt"):
            assert "hidden words" not in client.get(path).text, path
        asset = client.get("/assets/a-1234.js")
        assert asset.headers["content-type"].startswith("text/javascript")
        assert "immutable" in asset.headers["cache-control"]
        assert client.get("/assets/missing.js").status_code == 404
        for path in ("/", "/groups/boko-haram", "/evidence/a/b"):
            page = client.get(path)
            assert "desk" in page.text
            assert page.headers["cache-control"] == "no-cache"
