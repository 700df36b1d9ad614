"""Which extractor reads: the frames, or a language model that the user names. One set of options for two commands."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from oathbook.cli.terminal import count, say
from oathbook.errors import QueryError

KEY_VARIABLE = "OATHBOOK_LLM_API_KEY"
FRAMES, OPENAI = "frames", "openai"

ExtractorOption = Annotated[
    str,
    typer.Option(
        "--extractor",
        metavar="WHICH",
        help="frames, on this machine; or openai: a language model at any OpenAI-compatible server.",
    ),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="For openai: the model's name there.")
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        help=f"For openai: the server, such as http://127.0.0.1:8080/v1. A key is taken from {KEY_VARIABLE}.",
    ),
]
MaxRequestsOption = Annotated[
    int | None, typer.Option("--max-requests", min=1, metavar="N", help="For openai: ask no more often.")
]
MaxTokensOption = Annotated[
    int | None,
    typer.Option("--max-tokens", min=1, metavar="N", help="For openai: ask no more after N tokens."),
]


def model_settings(
    extractor: str, model: str | None, base_url: str | None, max_requests: int | None, max_tokens: int | None
) -> dict[str, Any] | None:
    """The settings of a model's extractor; None where the frames read. Raises QueryError where they do not fit."""
    given = (model, base_url, max_requests, max_tokens)
    if extractor == FRAMES:
        if any(value is not None for value in given):
            raise QueryError("--model, --base-url, --max-requests and --max-tokens want --extractor openai.")
        return None
    if extractor != OPENAI:
        raise QueryError(f"{extractor!r} is no extractor: {FRAMES}, {OPENAI}.")
    if model is None or base_url is None:
        raise QueryError("--extractor openai wants --model NAME and --base-url URL.")
    return {
        "model": model,
        "base_url": base_url,
        "api_key": os.environ.get(KEY_VARIABLE) or None,
        "max_requests": max_requests,
        "max_tokens": max_tokens,
    }


def tell_dropped(dropped: dict[str, int]) -> None:
    """What the model proposed and the gate refused, on standard error."""
    from oathbook.extraction.llm.gate import REASONS

    total = sum(dropped.values())
    if total:
        parts = "; ".join(f"{number:,} {REASONS.get(reason, reason)}" for reason, number in dropped.items())
        say(f"{count(total, 'proposal')} of the model dropped: {parts}.")
