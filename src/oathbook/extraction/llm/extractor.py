"""Document -> claims, by a language model: cut into pieces, asked about one by one, held to the gate.

Invariant: a document whose model did not answer gives no claims at all and is named; it is never half read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from oathbook.errors import UnreadableInput
from oathbook.extraction.extractor import Extraction, Extractor
from oathbook.extraction.llm.cache import Cache
from oathbook.extraction.llm.client import Budget, Client, check_base_url
from oathbook.extraction.llm.gate import Text, let_through
from oathbook.extraction.llm.prompt import prompt_version
from oathbook.extraction.llm.schema import Answer
from oathbook.extraction.names import find_names
from oathbook.language.segments import SegmentKind, find_segments
from oathbook.language.sentences import find_sentences
from oathbook.language.times import find_times
from oathbook.model import Claim, Document

PIECE_CHARACTERS = 6000  # of a report to a request: small enough for a small model's window
_GIVE_UP_AFTER = 3  # documents in a row that the server did not answer for


@dataclass(slots=True, kw_only=True)
class ModelExtractor:
    """A model's client with the registry, matcher and gate of the frames' extractor `base`."""

    base: Extractor
    client: Client
    cache: Cache
    _failed: dict[str, UnreadableInput] = field(default_factory=dict)
    _in_a_row: int = 0

    @property
    def version(self) -> str:
        """The model and the question it is asked: `openai:small-model:3f9c21ab`."""
        return f"openai:{self.client.model}:{prompt_version()}"

    def extract_many(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The claims of each document, in order. Raises UnreadableInput where the server does not answer."""
        for document in documents:
            yield self.extract(document)

    def extract(self, document: Document) -> Extraction:
        """The claims of one document."""
        words = document.text.count(" ") + 1
        if not self.base.matcher.any(document.text):  # the same gate as the frames', before anything is sent
            return Extraction(claims=(), unresolved_times=0, sentences=0, parsed=0, words=words)
        if document.id in self._failed:  # the engine asks once more for the one that failed
            raise self._failed[document.id]
        try:
            extraction = self._ask_about(document, words)
        except UnreadableInput as e:
            self._failed[document.id] = e
            self._in_a_row += self.client.budget.spent is None
            raise
        self._in_a_row = 0
        return extraction

    def _ask_about(self, document: Document, words: int) -> Extraction:
        text = self._prepare(document)
        dropped: Counter[str] = Counter()
        claims: dict[str, Claim] = {}
        pieces = _cut(text.sentences)
        for start, end in pieces:
            proposals = self._propose(document, document.text[start:end], dropped)
            for claim in let_through(proposals, text, (start, end), extractor=self.version, dropped=dropped):
                claims.setdefault(claim.key(document.id), claim)
        ordered = tuple(sorted(claims.values(), key=lambda c: (c.start, c.end, c.kind.value)))
        return Extraction(
            claims=ordered,
            unresolved_times=sum(claim.needs_anchor for claim in ordered),
            sentences=len(text.sentences),
            parsed=len(text.sentences),
            words=words,
            dropped=tuple(sorted(dropped.items())),
        )

    def _propose(self, document: Document, piece: str, dropped: Counter[str]) -> list[object]:
        question = (self.client.base_url, self.client.model, prompt_version(), piece)
        answer = self.cache.find(*question)
        if answer is None:
            if self._in_a_row >= _GIVE_UP_AFTER:
                raise UnreadableInput(
                    document.name or document.id,
                    f"was not read: {self.client.host} did not answer for {_GIVE_UP_AFTER} documents in a row.",
                    "Read it again when it answers.",
                )
            answer = self.client.ask(piece, name=document.name or document.id)
            self.cache.keep(answer, *question)
        try:
            return list(Answer.model_validate(json.loads(answer)).claims)
        except (ValidationError, ValueError):
            dropped["form"] += 1
            return []

    def _prepare(self, document: Document) -> Text:
        sentences = [
            (segment.start + a, segment.start + b)
            for segment in find_segments(document.text)
            if segment.kind is not SegmentKind.FURNITURE
            for a, b in find_sentences(document.text[segment.start : segment.end])
        ]
        starts = frozenset(
            next((i for i in range(a, b) if document.text[i].isalnum()), a) for a, b in sentences
        )
        return Text(
            text=document.text,
            sentences=sentences,
            names=find_names(
                document.text,
                self.base.registry,
                self.base.matcher,
                self.base.places,
                sentence_starts=starts,
            ),
            times=find_times(document.text, published=document.published),
            registry=self.base.registry,
        )


def build_model_extractor(
    base: Extractor,
    *,
    base_url: str,
    model: str,
    api_key: str | None = None,
    max_requests: int | None = None,
    max_tokens: int | None = None,
    timeout_s: float = 120.0,
    cache: Path | None = None,
) -> ModelExtractor:
    """An extractor that asks `model` at `base_url`. Raises QueryError where that is no address to ask at."""
    client = Client(
        base_url=check_base_url(base_url),
        model=model,
        api_key=api_key,
        budget=Budget(max_requests=max_requests, max_tokens=max_tokens),
        timeout_s=timeout_s,
    )
    return ModelExtractor(base=base, client=client, cache=Cache(folder=cache))


def _cut(sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of whole sentences, none longer than a piece unless one sentence is."""
    pieces: list[tuple[int, int]] = []
    for start, end in sentences:
        if pieces and end - pieces[-1][0] <= PIECE_CHARACTERS:
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return pieces
