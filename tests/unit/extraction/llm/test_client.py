"""A server is asked with patience and within a budget, whatever it does, and the key goes nowhere else."""

from __future__ import annotations

import time

import pytest

from oathbook.errors import QueryError, UnreadableInput
from oathbook.extraction.llm.client import Budget, Client, check_base_url

GOOD = '{"claims": []}'


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def client(server, waited):
    def make(**options) -> Client:
        usual = {"base_url": server.url, "model": "small", "timeout_s": 5.0, "sleep": waited.append}
        return Client(**(usual | options))

    return make


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again_with_growing_patience(server, client, waited, status) -> None:
    server.steps = [server.sends(status), server.sends(status), server.sends(status), server.says(GOOD)]
    assert client().ask("text", name="r") == GOOD
    assert waited == [1.0, 2.0, 4.0]


def test_a_server_that_says_when_to_come_back_is_believed_up_to_a_minute(server, client, waited) -> None:
    server.steps = [
        server.sends(429, Retry_After="7"),
        server.sends(429, Retry_After="86400"),
        server.says(GOOD),
    ]
    client().ask("text", name="r")
    assert waited == [7.0, 60.0]


def test_a_server_that_stays_in_trouble_is_given_up_by_name(server, client) -> None:
    server.steps = [server.sends(503)]
    with pytest.raises(UnreadableInput, match=r"r: was not read: http://127\.0\.0\.1:\d+: it answered 503"):
        client().ask("text", name="r")
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "response_format"),
        (401, "OATHBOOK_LLM_API_KEY"),
        (403, "not allowed"),
        (404, "no such address or model"),
        (302, "a redirect, which is not followed"),
    ],
)
def test_a_refusal_is_final_and_says_what_to_do(server, client, status: int, said: str) -> None:
    server.steps = [server.sends(status, Location="http://127.0.0.1:9/")]
    with pytest.raises(UnreadableInput, match=said):
        client(api_key="s3cret").ask("text", name="r")
    assert len(server.requests) == 1


@pytest.mark.parametrize("bad", ["", "no JSON", '{"claims": [', "[1, 2]", "null", None])
def test_an_answer_that_is_no_json_object_is_asked_for_again(server, client, bad) -> None:
    server.steps = [server.says(bad), server.says(GOOD)]
    assert client().ask("text", name="r") == GOOD
    assert len(server.requests) == 2


def test_an_answer_that_was_cut_off_is_told_as_such(server, client) -> None:
    server.steps = [server.says('{"claims": [', finish="length")]
    with pytest.raises(UnreadableInput, match="was cut off"):
        client().ask("text", name="r")


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": 3}]}']
)
def test_what_is_no_chat_completion_is_told_as_such(server, client, body: bytes) -> None:
    server.steps = [server.sends(200, body)]
    with pytest.raises(UnreadableInput, match="no chat completion"):
        client(attempts=2).ask("text", name="r")


def test_a_server_that_never_answers_is_given_up_at_the_deadline(server, client) -> None:
    server.steps = [lambda _: server.release.wait(30)]
    start = time.monotonic()
    with pytest.raises(UnreadableInput, match=r"did not answer within 0\.3 s"):
        client(timeout_s=0.3, attempts=2).ask("text", name="r")
    assert time.monotonic() - start < 10


def test_a_server_that_drips_is_given_up_at_the_deadline(server, client) -> None:
    def drip(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.release.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.steps = [drip]
    with pytest.raises(UnreadableInput, match="did not answer within"):
        client(timeout_s=0.5, attempts=1).ask("text", name="r")


def test_an_endless_answer_is_cut_at_its_limit(server, client) -> None:
    def flood(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not server.release.is_set():
            handler.wfile.write(b"x" * 65536)

    server.steps = [flood]
    with pytest.raises(UnreadableInput, match="larger than 2,000,000 bytes"):
        client(timeout_s=30).ask("text", name="r")
    assert len(server.requests) == 1


def test_nobody_at_the_other_end_is_told(client) -> None:
    with pytest.raises(UnreadableInput, match="could not be reached"):
        client(base_url="http://127.0.0.1:9/v1", attempts=2).ask("text", name="r")


def test_requests_and_tokens_are_counted_and_retries_are_requests(server, client) -> None:
    server.steps = [server.sends(500), server.says(GOOD, tokens=120)]
    asked = client(budget=Budget(max_requests=2))
    asked.ask("text", name="r")
    assert (asked.budget.requests, asked.budget.tokens) == (2, 120)
    with pytest.raises(UnreadableInput, match="budget of 2 requests is spent"):
        asked.ask("text", name="r")


def test_a_budget_of_tokens_ends_the_asking(server, client) -> None:
    server.steps = [server.says(GOOD, tokens=120)]
    asked = client(budget=Budget(max_tokens=100))
    asked.ask("text", name="r")
    with pytest.raises(UnreadableInput, match=r"budget of 100 tokens is spent \(120 used\)"):
        asked.ask("text", name="r")


def test_tokens_are_guessed_for_a_server_that_does_not_count(server, client) -> None:
    server.steps = [server.says(GOOD, tokens=None)]
    asked = client()
    asked.ask("x" * 300, name="r")
    assert asked.budget.tokens == (300 + len(GOOD)) // 3


def test_the_key_is_in_no_message_and_no_picture_of_the_client(server, client) -> None:
    server.steps = [server.sends(401)]
    asked = client(api_key="s3cret")
    with pytest.raises(UnreadableInput) as caught:
        asked.ask("text", name="r")
    assert "s3cret" not in f"{caught.value} {asked!r}"
    assert server.keys == ["Bearer s3cret"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("api.example.org/v1", "no web address"),
        ("ftp://api.example.org", "no web address"),
        ("https://user:secret@api.example.org", "Leave it out"),
        ("https://api.example.org/v1?key=secret", "Leave it out"),
        ("http://93.184.216.34/v1", "plain HTTP"),
    ],
)
def test_an_address_that_would_leak_is_refused(url: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        check_base_url(url)


def test_a_server_of_ones_own_may_be_asked_over_plain_http() -> None:
    assert check_base_url("http://127.0.0.1:8080/v1/") == "http://127.0.0.1:8080/v1"
    assert check_base_url("https://api.example.org/v1") == "https://api.example.org/v1"
