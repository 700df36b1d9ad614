"""What may a model answer? A list of claims in words of the text: no offset, id or date is ever taken from it.

Invariant: an answer that parses has every field of the schema and no other.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from oathbook.model import Certainty, Kind, Polarity, Realis, Scope

MOST_CLAIMS = 200  # of one piece of text
_Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Quote = Annotated[str, StringConstraints(min_length=1, max_length=600)]


class Proposal(BaseModel):
    """One claim as a model proposes it; every text is to stand in the report word for word."""

    model_config = ConfigDict(extra="forbid", strict=False)

    kind: Kind
    subject: _Words | None
    object: _Words | None
    from_: Annotated[_Words | None, Field(alias="from")]
    by: _Words | None
    of: _Words | None
    quote: _Quote
    when: _Words | None
    place: _Words | None
    role: _Words | None
    said_by: Annotated[list[_Words], Field(max_length=4)]
    scope: Scope
    polarity: Polarity
    certainty: Certainty
    realis: Realis
    ended: bool


class Answer(BaseModel):
    """A whole answer; proposals are checked one by one, so that a bad one costs no good one."""

    model_config = ConfigDict(extra="forbid")

    claims: Annotated[list[Any], Field(max_length=MOST_CLAIMS)]


def json_schema() -> dict[str, Any]:
    """The schema in the strict form that servers hold a model to: all fields required, no others."""
    words = {"type": ["string", "null"]}

    def one_of(values: Any) -> dict[str, Any]:
        return {"type": "string", "enum": [item.value for item in values]}

    properties: dict[str, Any] = {
        "kind": one_of(Kind),
        "subject": words,
        "object": words,
        "from": words,
        "by": words,
        "of": words,
        "quote": {"type": "string"},
        "when": words,
        "place": words,
        "role": words,
        "said_by": {"type": "array", "items": {"type": "string"}},
        "scope": one_of(Scope),
        "polarity": one_of(Polarity),
        "certainty": one_of(Certainty),
        "realis": one_of(Realis),
        "ended": {"type": "boolean"},
    }
    claim = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }
