"""What a book can be asked and told: the one class that the rooms above know of the ledger.

Every method is one question or one step; each step is one transaction, on the disk when the method returns.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from oathbook.errors import LedgerError, OathbookError
from oathbook.ledger import (
    by_hand,
    fulltext,
    learning,
    listing,
    pages,
    record,
    registers,
    reviews,
    standing_questions,
)
from oathbook.ledger import check as checking
from oathbook.ledger import query as asking
from oathbook.ledger.identity import Identity
from oathbook.ledger.store import Store
from oathbook.ledger.values import (
    ActorRow,
    BriefRow,
    CellRow,
    CheckReport,
    DocumentRow,
    JudgementRow,
    LearnedRow,
    MentionRow,
    MonthRow,
    NewsRow,
    PlaceRow,
    RatingRow,
    Recorded,
    ReviewRow,
    Since,
    SourceRow,
    Stats,
    Touched,
    WatchRow,
)
from oathbook.model import Actor, Claim, ClaimPage, ClaimQuery, Document, Entry, Source, Verdict


class Ledger:
    """An open book, made by `open_ledger`; a context manager that closes it. Several threads may use it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def name(self) -> str:
        """Where the book is, fit to be shown."""
        return self._store.name

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return self._store.read_only

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Brings the text index up to date where nobody else is writing, and gives the connections back."""
        try:
            fulltext.refresh(self._store)
            self._store.refresh_statistics()
        finally:
            self._store.close()

    # -- recording ---------------------------------------------------------------------------

    def start_run(self, extractor: str, settings: Mapping[str, Any]) -> str:
        """The id of a new run of this extractor version; `settings` are anything that JSON holds."""
        return record.start_run(self._store, extractor, settings)

    def end_run(self, run_id: str) -> None:
        """Records that the run ended; a second time adds nothing. Raises NotFound."""
        record.end_run(self._store, run_id)
        self._store.refresh_statistics()

    def record(self, document: Document, claims: Sequence[Claim], *, run_id: str, read: datetime) -> Recorded:
        """Records a document with its claims, whole or not at all; what is there already adds nothing.

        Raises Ungrounded before anything is written where a quote does not stand at its place, NotFound where
        there is no such run, UnreadableInput where a text holds what no database keeps.
        """
        (recorded,) = self.record_many([(document, claims, read)], run_id=run_id)
        return recorded

    def record_many(
        self,
        items: Iterable[tuple[Document, Sequence[Claim], datetime]],
        *,
        run_id: str,
        on_refusal: Callable[[Document, OathbookError], None] | None = None,
    ) -> Iterator[Recorded]:
        """Records (document, claims, read) one after another, about a thousand claims to a transaction.

        Lazy: nothing is recorded unless it is iterated to its end. A `Recorded` is given only once its
        document is on the disk. A refused document goes to `on_refusal` and the rest goes on; without it, the
        error is raised after what came before has been recorded.
        """
        return record.record_many(self._store, items, run_id=run_id, on_refusal=on_refusal)

    def has_document(self, document_id: str, *, extractor: str) -> bool:
        """Whether this extractor version has already gone over the document."""
        return record.has_document(self._store, document_id, extractor=extractor)

    # -- asking ------------------------------------------------------------------------------

    def find_entries(self, query: ClaimQuery) -> tuple[Entry, ...]:
        """The claims that the query asks for, by day of publication, document and place in the text.

        An actor, a subject, an object or a speaker is asked for by its label; labels judged the same find one
        another. Corrected claims are found by, and given with, what they now say. Claims of documents without
        a date come last.
        """
        return tuple(self.iter_entries(query))

    def iter_entries(self, query: ClaimQuery, *, in_order: bool = True) -> Iterator[Entry]:
        """As `find_entries`, a page in memory at a time: for exports of a whole book.

        Unless `in_order`, they come as they lie in the book, which is quicker: for what no order decides.
        """
        if query.text is not None:
            fulltext.refresh(self._store)
        with self._store.reading() as connection:
            yield from asking.iter_entries(connection, self._store, query, in_order=in_order)

    def iter_pages(self, query: ClaimQuery) -> Iterator[ClaimPage]:
        """The claims that the query asks for as pages of columns, in no order: for what weighs a whole book."""
        with self._store.reading() as connection:
            yield from asking.iter_pages(connection, self._store, query)

    def count_entries(self, query: ClaimQuery) -> int:
        """How many claims the query asks for, its limit and offset aside."""
        if query.text is not None:
            fulltext.refresh(self._store)
        with self._store.reading() as connection:
            return asking.count_entries(connection, self._store, query)

    def get_entry(self, claim_id: str) -> Entry:
        """The claim as it stands, also where it was rejected or retracted. Raises NotFound."""
        with self._store.reading() as connection:
            return asking.get_entry(connection, claim_id)

    def known_claims(self, claim_ids: Sequence[str]) -> frozenset[str]:
        """Those of the ids that are claims of this book, rejected and retracted ones too."""
        with self._store.reading() as connection:
            return asking.find_known(connection, claim_ids)

    def get_document(self, document_id: str) -> Document:
        """The document with its whole text. Raises NotFound."""
        with self._store.reading() as connection:
            return listing.get_document(connection, document_id)

    def get_document_row(self, document_id: str) -> DocumentRow:
        """The document without its text. Raises NotFound."""
        with self._store.reading() as connection:
            return pages.get_document(connection, document_id)

    def iter_documents(self, *, source: str | None = None) -> Iterator[DocumentRow]:
        """The documents, of one source or of all, by day of publication (those without one last)."""
        with self._store.reading() as connection:
            yield from listing.iter_documents(connection, source=source)

    def source_counts(self) -> tuple[SourceRow, ...]:
        """Every source with its documents and claims, most claims first."""
        with self._store.reading() as connection:
            return listing.source_counts(connection)

    def actor_counts(self) -> tuple[ActorRow, ...]:
        """Every party that claims name, most claims first; labels judged the same are one."""
        with self._store.reading() as connection:
            return listing.actor_counts(connection)

    def is_named(self, label: str) -> bool:
        """Whether some claim that stands names a party by this very label."""
        with self._store.reading() as connection:
            return asking.is_named(connection, label)

    def first_mentions(self) -> tuple[MentionRow, ...]:
        """Every party that is only words as written, with the claim that named it first."""
        with self._store.reading() as connection:
            return listing.first_mentions(connection)

    def stats(self) -> Stats:
        """The totals of the book."""
        with self._store.reading() as connection:
            return listing.stats(connection, self._store)

    # -- what a screen asks for --------------------------------------------------------------

    def mark(self) -> int:
        """The number of the last step recorded: while it stays, so does every answer."""
        with self._store.reading() as connection:
            return pages.find_mark(connection)

    def page_documents(
        self,
        *,
        source: str | None = None,
        known_by: date | None = None,
        unreviewed: bool = False,
        words: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[tuple[DocumentRow, ...], int]:
        """One page of the documents, newest first, and how many there are.

        `unreviewed` keeps those with claims that await a verdict, `words` those with them in title or name.
        """
        with self._store.reading() as connection:
            return pages.page_documents(
                connection,
                source=source,
                known_by=known_by,
                unreviewed=unreviewed,
                words=words,
                offset=offset,
                limit=limit,
            )

    def claims_by_month(self, *, known_by: date | None = None) -> tuple[MonthRow, ...]:
        """How many claims became known in each month, oldest first; months without any are left out."""
        with self._store.reading() as connection:
            return pages.claims_by_month(connection, known_by=known_by)

    def claims_by_place(self, query: ClaimQuery) -> tuple[PlaceRow, ...]:
        """How many claims of each kind, subject and day the query finds at each place, as claims write it."""
        with self._store.reading() as connection:
            return pages.claims_by_place(connection, self._store, query)

    def verdicts_by_source(self) -> dict[tuple[str | None, str], int]:
        """How many claims of each source have each verdict in force."""
        with self._store.reading() as connection:
            return pages.verdicts_by_source(connection)

    def source_names(self) -> tuple[str, ...]:
        """The outlets that documents name, by alphabet."""
        with self._store.reading() as connection:
            return pages.source_names(connection)

    def count_claims(self) -> int:
        """How many claims were recorded, standing or not; at once, however many they are."""
        with self._store.reading() as connection:
            return pages.count_claims(connection)

    def touched_since(self, mark: int) -> Touched | None:
        """The labels that the claims recorded, judged or withdrawn after a mark name; None where it may be all."""
        with self._store.reading() as connection:
            return pages.touched_since(connection, mark)

    def recorded_since(self, moment: datetime) -> Since:
        """How much was recorded after a moment, and which parties it is about."""
        with self._store.reading() as connection:
            return pages.recorded_since(connection, moment)

    # -- what people say ---------------------------------------------------------------------

    def review(
        self,
        claim_id: str,
        verdict: Verdict | None,
        *,
        fields: Mapping[str, Any] | None = None,
        by: str,
        supersedes: str | None = None,
    ) -> str:
        """The id of the review that now stands for the claim; None as verdict takes the earlier ones back.

        `fields` (with `corrected` only) are laid over the claim, and over earlier corrections, under the
        names of `Claim.to_json`; confirming a corrected claim confirms the correction. `supersedes` is the
        last review that the reviewer saw: QueryError where another came since. Raises NotFound, Ungrounded.
        """
        return reviews.review(self._store, claim_id, verdict, fields=fields, by=by, supersedes=supersedes)

    def preview(
        self, claim_id: str, verdict: Verdict | None, *, fields: Mapping[str, Any] | None = None
    ) -> Entry | None:
        """The claim as the verdict would leave it, None where it would be rejected; nothing is recorded.

        Raises NotFound, QueryError as `review` does.
        """
        with self._store.reading() as connection:
            entry = asking.get_entry(connection, claim_id)
            return reviews.preview(connection, entry, verdict, fields=fields)

    def add_claim(self, document_id: str, *, start: int, end: int, fields: Mapping[str, Any], by: str) -> str:
        """The id of a claim that a person adds at a place of the text; it counts as confirmed by that person.

        `fields` are under the names of `Claim.to_json`, `kind` among them. Adding the same twice adds nothing.
        Raises NotFound, QueryError.
        """
        return by_hand.add_claim(self._store, document_id, start=start, end=end, fields=fields, by=by)

    def reviews(self, claim_id: str) -> tuple[ReviewRow, ...]:
        """All reviews of a claim, oldest first. Raises NotFound."""
        with self._store.reading() as connection:
            return reviews.find_reviews(connection, claim_id)

    def retract(self, target_id: str, *, reason: str, by: str) -> str:
        """Takes back a claim, a document with all its claims, or an earlier retraction; gives its id."""
        return reviews.retract(self._store, target_id, reason=reason, by=by)

    def judge(self, left: str, right: str, *, same: bool | None, by: str) -> None:
        """Records that two labels mean one actor, or two; None takes the judgement back.

        Nothing is merged: questions follow the judgements in force. QueryError where it contradicts them.
        """
        registers.judge(self._store, left, right, same=same, by=by)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """Every judgement ever made, oldest first."""
        with self._store.reading() as connection:
            return registers.find_judgements(connection)

    def identity(self, *, recorded_by: datetime | None = None) -> Identity:
        """Which labels mean one actor, by the judgements in force (then)."""
        with self._store.reading() as connection:
            return registers.find_identity(connection, recorded_by=recorded_by)

    def add_actor(self, actor: Actor) -> None:
        """Adds an actor of this book's own, or a newer state of it."""
        registers.add_actor(self._store, actor)

    def actors(self) -> tuple[Actor, ...]:
        """The actors that this book added, by id."""
        with self._store.reading() as connection:
            return registers.find_actors(connection)

    def add_source(self, source: Source) -> None:
        """Adds a source of this book's own, or a newer state of it."""
        registers.add_source(self._store, source)

    def sources(self) -> tuple[Source, ...]:
        """The sources that this book added, by id."""
        with self._store.reading() as connection:
            return registers.find_sources(connection)

    def rate_source(self, source: str, letter: str, *, by: str) -> None:
        """Rates a source with an Admiralty letter; the last one given is in force."""
        registers.rate_source(self._store, source, letter, by=by)

    def rating_rows(self, source: str) -> tuple[RatingRow, ...]:
        """Every letter that the source was given in this book, oldest first."""
        with self._store.reading() as connection:
            return registers.find_rating_rows(connection, source)

    def ratings(self, *, recorded_by: datetime | None = None) -> dict[str, str]:
        """The letter in force (then) of each source that was rated in this book."""
        with self._store.reading() as connection:
            return registers.find_ratings(connection, recorded_by=recorded_by)

    # -- what people keep asking -------------------------------------------------------------

    def set_cell(
        self, question: str, hypothesis: str, claim_id: str, mark: str | None, *, note: str | None, by: str
    ) -> None:
        """Records what a claim means for a hypothesis of a question; None takes it back. Raises NotFound."""
        standing_questions.set_cell(self._store, question, hypothesis, claim_id, mark, note=note, by=by)

    def cells(self, question: str, *, recorded_by: datetime | None = None) -> tuple[CellRow, ...]:
        """The cells of a question that are in force (then), oldest first."""
        with self._store.reading() as connection:
            return standing_questions.find_cells(connection, question, recorded_by=recorded_by)

    def add_watch(
        self, kind: str, asked: Mapping[str, Any], state: Mapping[str, Any], *, by: str
    ) -> WatchRow:
        """Asks a standing question from now on. QueryError where it stands already."""
        return standing_questions.add_watch(self._store, kind, asked, state, by=by)

    def end_watch(self, watch_id: str, *, by: str) -> None:
        """Stops asking. Raises NotFound where no such watch stands."""
        standing_questions.end_watch(self._store, watch_id, by=by)

    def watches(self, *, ended: bool = False) -> tuple[WatchRow, ...]:
        """The standing questions, oldest first, each with its newest state; with `ended` those of the past, too."""
        with self._store.reading() as connection:
            return standing_questions.find_watches(connection, ended=ended)

    def told(self, watch_id: str) -> frozenset[str]:
        """The keys of everything that this watch has told."""
        with self._store.reading() as connection:
            return standing_questions.find_told(connection, watch_id)

    def add_news(
        self,
        watch_id: str,
        said: Mapping[str, Any],
        *,
        keys: Iterable[str],
        state: Mapping[str, Any],
        channels: Iterable[str] = (),
    ) -> NewsRow | None:
        """Records what a watch found and queues it for the channels; None where all its keys were told."""
        return standing_questions.add_news(
            self._store, watch_id, said, keys=keys, state=state, channels=channels
        )

    def news(self, *, limit: int | None = None) -> tuple[NewsRow, ...]:
        """What the watches found, newest first."""
        with self._store.reading() as connection:
            return standing_questions.find_news(connection, limit=limit)

    def undelivered(self, channel: str) -> tuple[NewsRow, ...]:
        """The news that wait for a channel, oldest first."""
        with self._store.reading() as connection:
            return standing_questions.find_undelivered(connection, channel)

    def mark_delivered(self, news_ids: Iterable[str], channel: str) -> None:
        """Records that these news went out on the channel."""
        standing_questions.mark_delivered(self._store, news_ids, channel)

    def add_learned(
        self, counts: Mapping[tuple[str, int], tuple[float, float]], *, known_by: date, claims: int, by: str
    ) -> None:
        """Remembers what was learned of sources from so many claims, all known by that day."""
        learning.add_learned(self._store, counts, known_by=known_by, claims=claims, by=by)

    def learned(self) -> tuple[LearnedRow, ...]:
        """What was learned of sources: the last snapshot for each day known, by day."""
        with self._store.reading() as connection:
            return learning.find_learned(connection)

    def add_brief(self, actor: str, *, as_of: date, known_by: date, found: Mapping[str, Any]) -> None:
        """Remembers a brief that was given out."""
        standing_questions.add_brief(self._store, actor, as_of=as_of, known_by=known_by, found=found)

    def last_brief(self, actor: str) -> BriefRow | None:
        """The last brief on the actor that was given out, None where there was none."""
        with self._store.reading() as connection:
            return standing_questions.find_last_brief(connection, actor)

    # -- keeping -----------------------------------------------------------------------------

    def check(self, *, progress: Callable[[int, int], None] | None = None) -> CheckReport:
        """Looks at every row, quote and hash again; `progress` is told links checked and their number."""
        with self._store.reading() as connection:
            return checking.check(connection, self._store, progress=progress)

    def backup(self, path: str | Path) -> None:
        """Copies the book as it stands to a new file, even while others write. Raises LedgerError."""
        target = Path(path).expanduser()
        if self._store.path is None:
            raise LedgerError(
                "A book on PostgreSQL is backed up by its own tool: pg_dump --format=custom DATABASE."
            )
        if target.exists():
            raise LedgerError(f"{target} exists already. Name a new file for the backup.")
        if not target.absolute().parent.is_dir():
            raise LedgerError(f"There is no folder {target.absolute().parent} for the backup. Make it first.")
        source_uri = self._store.path.absolute().as_uri() + "?mode=ro"
        partial = target.with_name(target.name + ".partial")
        try:
            with (
                closing(sqlite3.connect(source_uri, uri=True)) as book,
                closing(sqlite3.connect(partial)) as copy,
            ):
                book.backup(copy)
            partial.rename(target)  # so that a file of that name is always a whole book
        except (sqlite3.Error, OSError) as e:
            partial.unlink(missing_ok=True)
            raise LedgerError(f"The backup to {target} failed ({e}); the book itself is untouched.") from e
