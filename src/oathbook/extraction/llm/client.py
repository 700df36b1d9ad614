"""How is a server asked, and for how much at most? One request at a time, within a budget, with patience.

Invariant: no request is sent beyond the budget, none waits longer than its deadline, no more of an answer is
read than its limit, and the key goes to no other host and into no message.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from oathbook.errors import QueryError, UnreadableInput
from oathbook.extraction.llm.prompt import messages, response_format
from oathbook.net import is_public, resolve, run_apart, without_secrets

MOST_BYTES = 2_000_000  # of an answer
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
_RETRIED = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_CHARACTERS_A_TOKEN = 3  # a low guess, for servers that do not say what they used


@dataclass(slots=True)
class Budget:
    """What may be spent, and what has been; None is no limit."""

    max_requests: int | None = None
    max_tokens: int | None = None
    requests: int = 0
    tokens: int = 0

    @property
    def spent(self) -> str | None:
        """Which limit is reached; None while there is something left."""
        if self.max_requests is not None and self.requests >= self.max_requests:
            return f"the budget of {self.max_requests:,} requests is spent"
        if self.max_tokens is not None and self.tokens >= self.max_tokens:
            return f"the budget of {self.max_tokens:,} tokens is spent ({self.tokens:,} used)"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A server and a model of it. `attempts` is how often one piece of text is asked about at most."""

    base_url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    budget: Budget = field(default_factory=Budget)
    timeout_s: float = 120.0
    attempts: int = 4
    sleep: Callable[[float], None] = time.sleep

    @property
    def host(self) -> str:
        """What messages call the server."""
        return without_secrets(self.base_url)

    def ask(self, text: str, *, name: str) -> str:
        """The model's answer about `text`, as it wrote it. Raises UnreadableInput naming `name`."""
        wait_s, last = FIRST_WAIT_S, ""
        for attempt in range(self.attempts):
            spent = self.budget.spent
            if spent is not None:
                raise UnreadableInput(
                    name,
                    f"was not read: {spent}.",
                    "Read it again with a larger budget: what was read stays.",
                )
            if attempt:
                self.sleep(wait_s)
            self.budget.requests += 1
            answer = _post(self, {"model": self.model, "temperature": 0, **_question(text)})
            if answer.text is not None and _is_json(answer.text):
                self._count(answer, text)
                return answer.text
            self._count(answer, text)
            last = answer.fault or "it answered with what is no JSON"
            if not answer.retry:
                break
            wait_s = min(max(answer.retry_after_s or 0.0, FIRST_WAIT_S * 2**attempt), LONGEST_WAIT_S)
        raise UnreadableInput(name, f"was not read: {self.host}: {last}.", "Read it again when it answers.")

    def _count(self, answer: _Answer, text: str) -> None:
        guessed = (len(text) + len(answer.text or "")) // _CHARACTERS_A_TOKEN
        if answer.text is not None:
            self.budget.tokens += guessed if answer.tokens is None else answer.tokens


def check_base_url(base_url: str) -> str:
    """The address without a slash at its end. Raises QueryError where it is none, or one that would show the key."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port or 0
    except ValueError as e:
        raise QueryError(f"{base_url!r} is no web address: {e}.") from e
    if parts.scheme not in ("http", "https") or not host:
        raise QueryError(f"{base_url!r} is no web address. Write https://host/v1.")
    if parts.username is not None or parts.query or parts.fragment:
        raise QueryError("The address of the server holds a name, a query or a fragment. Leave it out.")
    if parts.scheme == "http":
        try:
            public = any(is_public(address) for address in resolve(host, port or 80))
        except (OSError, UnicodeError) as e:
            raise QueryError(f"The host {host} is not found ({e}).") from e
        if public:
            raise QueryError(
                f"{without_secrets(base_url)} is asked over plain HTTP: reports and key could be read on the way. "
                "Write https://."
            )
    return base_url.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    text: str | None = None
    tokens: int | None = None
    fault: str | None = None
    retry: bool = True
    retry_after_s: float | None = None


def _question(text: str) -> dict[str, Any]:
    return {"messages": messages(text), "response_format": response_format()}


def _post(client: Client, body: dict[str, Any]) -> _Answer:
    try:
        return run_apart(_within(client, json.dumps(body).encode()))
    except TimeoutError:
        return _Answer(fault=f"it did not answer within {client.timeout_s:g} s")


async def _within(client: Client, body: bytes) -> _Answer:
    async with asyncio.timeout(client.timeout_s):
        return await _send(client, body)


async def _send(client: Client, body: bytes) -> _Answer:
    import httpx

    headers = {"Content-Type": "application/json", "User-Agent": "oathbook"}
    if client.api_key:
        headers["Authorization"] = f"Bearer {client.api_key}"
    try:
        async with (
            httpx.AsyncClient(follow_redirects=False, timeout=client.timeout_s) as http,
            http.stream(
                "POST", f"{client.base_url}/chat/completions", content=body, headers=headers
            ) as response,
        ):
            if response.status_code != 200:
                return _refusal(response.status_code, response.headers.get("Retry-After"))
            received = bytearray()
            async for chunk in response.aiter_bytes():
                received += chunk
                if len(received) > MOST_BYTES:
                    return _Answer(fault=f"its answer is larger than {MOST_BYTES:,} bytes", retry=False)
    except httpx.HTTPError as e:
        return _Answer(fault=f"it could not be reached ({type(e).__name__})")
    return _read(bytes(received))


def _refusal(status: int, retry_after: str | None) -> _Answer:
    if status in _RETRIED:
        wait_s = float(retry_after) if retry_after is not None and retry_after.isdigit() else None
        return _Answer(fault=f"it answered {status}", retry_after_s=wait_s)
    hint = {
        400: ": it may not know `response_format` with a JSON schema, or the model",
        401: ": it wants a key, see OATHBOOK_LLM_API_KEY",
        403: ": the key is not allowed to",
        404: ": no such address or model",
    }.get(status, ": a redirect, which is not followed" if 300 <= status < 400 else "")
    return _Answer(fault=f"it answered {status}{hint}", retry=False)


def _read(body: bytes) -> _Answer:
    """The model's words in the server's answer; a shape that is no chat completion is a fault."""
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        return _Answer(fault="its answer is no chat completion")
    usage = answer.get("usage")
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    counted = tokens if isinstance(tokens, int) and tokens >= 0 else None
    if not isinstance(text, str):
        return _Answer(text="", tokens=counted, fault="the model refused to answer")
    if choice.get("finish_reason") == "length":
        return _Answer(text=text, tokens=counted, fault="the model's answer was cut off")
    return _Answer(text=text, tokens=counted)


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
