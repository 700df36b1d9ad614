"""A webhook is posted to once, safely, and whatever the other side does is told."""

from __future__ import annotations

import time

import pytest

from oathbook.errors import Undelivered
from oathbook.exchange.deliver import Webhook


def hook(web, **options) -> Webhook:
    return Webhook(url=web.url, **({"allow_private": True, "allow_http": True} | options))


def test_the_news_is_posted_as_json_with_a_key_that_tells_a_second_copy(web, news) -> None:
    hook(web).send([news(1), news(2)])
    hook(web).send([news(1), news(2)])
    first, second = web.requests
    assert first["path"] == "/hook/SECRET"
    assert [item["id"] for item in first["body"]["news"]] == ["new1-1", "new1-2"]
    assert first["body"]["news"][0]["title"] == "Boko Haram pledged allegiance"
    assert first["headers"]["Idempotency-Key"] == second["headers"]["Idempotency-Key"]
    assert first["headers"]["Host"].startswith("127.0.0.1")


def test_nothing_is_sent_to_this_machine_unless_it_is_allowed(web, news) -> None:
    with pytest.raises(Undelivered, match="inside a network"):
        hook(web, allow_private=False).send([news()])
    with pytest.raises(Undelivered, match="plain HTTP"):
        hook(web, allow_http=False).send([news()])
    assert web.requests == []


def test_a_redirect_is_told_and_not_followed(web, news) -> None:
    web.status, web.headers = 302, {"Location": web.url + "/elsewhere"}
    with pytest.raises(Undelivered, match="302, a redirect, which is not followed"):
        hook(web).send([news()])
    assert len(web.requests) == 1


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_a_refusal_is_told_by_its_number(web, news, status: int) -> None:
    web.status = status
    with pytest.raises(Undelivered, match=f"it answered {status}"):
        hook(web).send([news()])


def test_a_server_that_never_answers_is_given_up_at_the_deadline(web, news) -> None:
    web.silent = True
    start = time.monotonic()
    with pytest.raises(Undelivered, match=r"did not answer within 0\.3 s"):
        hook(web, deadline_s=0.3).send([news()])
    assert time.monotonic() - start < 10


def test_an_endless_answer_is_not_read(web, news) -> None:
    web.status, web.endless = 200, True
    hook(web, deadline_s=5).send([news()])
    assert len(web.requests) == 1


def test_nobody_at_the_other_end_is_told(news) -> None:
    gone = Webhook(url="http://127.0.0.1:9/", allow_private=True, allow_http=True)
    with pytest.raises(Undelivered, match="could not be reached"):
        gone.send([news()])


def test_the_name_of_a_webhook_and_its_errors_hold_no_secret(web, news) -> None:
    web.status = 500
    channel = hook(web)
    with pytest.raises(Undelivered) as caught:
        channel.send([news()])
    assert "SECRET" not in f"{caught.value} {channel.name} {channel.id}"
    assert channel.id != Webhook(url=web.url + "x").id


def test_much_news_goes_in_several_requests(web, news) -> None:
    hook(web).send([news(n % 28 + 1) for n in range(150)])
    assert [len(r["body"]["news"]) for r in web.requests] == [100, 50]


def test_a_request_that_grew_too_large_keeps_the_ids_of_its_claims(web, news) -> None:
    claims = [{"id": f"clm1-{n}", "quote": "x" * 2000} for n in range(20)]
    hook(web).send([news(n % 28 + 1, claims=claims) for n in range(60)])
    (request,) = web.requests
    assert request["body"]["news"][0]["claims"][:2] == ["clm1-0", "clm1-1"]
    assert request["body"]["news"][0]["shortened"] is True


def test_a_proxy_of_the_environment_is_not_used(web, news, monkeypatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    hook(web).send([news()])
    assert len(web.requests) == 1


def test_the_machine_that_was_checked_is_the_one_connected_to(web, news) -> None:
    """A name that means another machine when it is asked again is not asked again."""
    answers = iter([["127.0.0.1"], ["203.0.113.1"]])
    url = web.url.replace("127.0.0.1", "rebinding.test")
    channel = Webhook(url=url, allow_private=True, allow_http=True, resolve=lambda *_: next(answers))
    channel.send([news()])
    (request,) = web.requests
    assert request["headers"]["Host"].startswith("rebinding.test:")
