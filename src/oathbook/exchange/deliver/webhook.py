"""How does news get to another program's address? One POST of JSON, with no trust in what answers.

Invariant: a request goes to the machine that was checked (`oathbook.net`) and nowhere else: no redirect is
followed, no proxy of the environment is used; and it ends within its deadline, whatever the other side does.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from oathbook.errors import Undelivered
from oathbook.exchange.deliver.channel import channel_id, news_to_json
from oathbook.ids import content_id
from oathbook.ledger import NewsRow
from oathbook.net import Destination, Resolve, check_address, resolve, run_apart, without_secrets

MOST_NEWS = 100  # to a request
MOST_BYTES = 1_000_000  # of a request's body
DEADLINE_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address that is posted to. Private addresses and plain HTTP are for those who allow them."""

    url: str
    allow_private: bool = False
    allow_http: bool = False
    deadline_s: float = DEADLINE_S
    resolve: Resolve = resolve

    @property
    def id(self) -> str:
        """The same for the same address."""
        return channel_id("webhook", self.url)

    @property
    def name(self) -> str:
        """Scheme and host: the rest of the address may be a secret."""
        return without_secrets(self.url)

    def send(self, news: Sequence[NewsRow]) -> None:
        """Posts the news, so many to a request. Raises Undelivered at the first that is not answered with 2xx."""
        for at in range(0, len(news), MOST_NEWS):
            listed = [news_to_json(item) for item in news[at : at + MOST_NEWS]]
            body = json.dumps({"news": listed}).encode()
            if len(body) > MOST_BYTES:  # then without the claims in full, whose ids are kept
                body = json.dumps({"news": [_shortened(item) for item in listed]}).encode()
            destination = check_address(
                self.url,
                allow_private=self.allow_private,
                allow_http=self.allow_http,
                resolve=self.resolve,
            )
            key = content_id("req", [item["id"] for item in listed])
            try:
                run_apart(_post_within(self.deadline_s, destination, body, key))
            except TimeoutError as e:
                raise Undelivered(self.name, f"it did not answer within {self.deadline_s:g} s.") from e
            except _Answered as e:
                raise Undelivered(self.name, str(e)) from e


class _Answered(Exception):
    """The other side answered, or broke off, and not with success."""


async def _post_within(deadline_s: float, destination: Destination, body: bytes, key: str) -> None:
    async with asyncio.timeout(deadline_s):
        await _post(destination, body, key)


async def _post(destination: Destination, body: bytes, key: str) -> None:
    import httpx

    headers = {
        "Host": destination.host,
        "Content-Type": "application/json",
        "User-Agent": "oathbook",
        "Idempotency-Key": key,
    }
    try:
        async with (
            httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=DEADLINE_S) as client,
            client.stream(
                "POST",
                destination.url,
                content=body,
                headers=headers,
                extensions={"sni_hostname": destination.sni},
            ) as response,
        ):
            status = response.status_code  # the body of the answer is of no interest and is not read
    except httpx.HTTPError as e:
        raise _Answered(f"it could not be reached ({type(e).__name__}: {e}).") from e
    if 300 <= status < 400:
        raise _Answered(f"it answered {status}, a redirect, which is not followed. Name the final address.")
    if not 200 <= status < 300:
        raise _Answered(f"it answered {status}.")


def _shortened(item: dict[str, object]) -> dict[str, object]:
    claims = item.get("claims")
    ids = [c.get("id") for c in claims if isinstance(c, dict)] if isinstance(claims, list) else []
    return {**item, "claims": ids, "shortened": True}
