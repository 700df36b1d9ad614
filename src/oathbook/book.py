"""The Book: opens a ledger and wires the stages; the only room that knows them all.

Invariant: a document is recorded with its claims in one go, and a report counts only what was recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from oathbook.analysis.answers import Leadership, Tie, TimelineAnswer, WhoAnswer, WhyAnswer
from oathbook.analysis.parties import Parties, build_parties
from oathbook.analysis.questions import to_day, to_kind
from oathbook.clock import Clock, system_clock
from oathbook.engine import Make, Progress, ReadReport, choose_workers, extract_all, read_into
from oathbook.errors import NotFound, QueryError, UnreadableInput
from oathbook.exchange import Claims, write_csv, write_json_lines
from oathbook.ids import content_id
from oathbook.model import Actor, ActorType, Claim, ClaimQuery, Document, Entry, Kind, Source, Verdict
from oathbook.settings import OwnData, cache_folder, default_book, find_own_data, is_address

if TYPE_CHECKING:
    from oathbook.actors import Registry
    from oathbook.analysis.difference import DifferenceAnswer
    from oathbook.analysis.evidence import Evidence
    from oathbook.analysis.field import Field
    from oathbook.analysis.flows import FlowsAnswer, Period
    from oathbook.analysis.forecast import ForecastAnswer
    from oathbook.analysis.gold import Gold
    from oathbook.analysis.history import History
    from oathbook.analysis.hypotheses import HypothesesAnswer, Question
    from oathbook.analysis.learning import Lesson
    from oathbook.analysis.network import NetworkAnswer
    from oathbook.analysis.people import FactionsAnswer, LeadersAnswer
    from oathbook.analysis.pledges import PledgesAnswer
    from oathbook.analysis.provisional import Provisional
    from oathbook.analysis.sources import SourcesAnswer
    from oathbook.analysis.watch import Watch, WatchKind, WatchReport
    from oathbook.analysis.what_if import Shift, WhatIf
    from oathbook.assessment import Assessment, Parameters
    from oathbook.assessment.refit import Refitted
    from oathbook.assessment.statements import Gathered
    from oathbook.charts import Plots
    from oathbook.exchange.deliver import Channel
    from oathbook.exchange.importing import ImportReport
    from oathbook.extraction.extractor import Extraction, Extractor
    from oathbook.extraction.llm import ModelExtractor
    from oathbook.extraction.protocol import DocumentExtractor
    from oathbook.ledger import ActorRow, CheckReport, DocumentRow, Identity, Ledger, SourceRow
    from oathbook.reading import RawInput

Day = date | str | None
_CLAIM_ID_LENGTH = len(content_id("clm", None))


class Book:
    """A ledger with everything needed to fill it and to question it. Use it in a `with`, or close it."""

    def __init__(self, ledger: Ledger, *, own: OwnData | None = None, clock: Clock = system_clock) -> None:
        self._ledger = ledger
        self._own = own or OwnData()
        self._clock = clock
        self._kept_evidence: tuple[int, Evidence] | None = None

    def __enter__(self) -> Book:
        """The book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the ledger."""
        self.close()

    def close(self) -> None:
        """Closes the ledger; the book cannot be used afterwards."""
        self._ledger.close()

    @property
    def ledger(self) -> Ledger:
        """The ledger underneath: reviews, judgements, retractions and raw rows."""
        return self._ledger

    @cached_property
    def registry(self) -> Registry:
        """The shipped actors and sources, the user's own, and those that the book added."""
        return _build_registry(self._own, *self._added)

    @cached_property
    def parameters(self) -> Parameters:
        """The numbers of the model: the user's own file beside the book, else those that ship."""
        from oathbook.assessment import load_parameters

        return load_parameters(self._own.assessment)

    @property
    def _evidence(self) -> Evidence:
        """Built anew when something was recorded: it may have been a judgement, a rating, another outlet."""
        from oathbook.analysis.evidence import Evidence

        mark, kept = self._ledger.mark(), self._kept_evidence
        if kept is None or kept[0] != mark:
            found = Evidence(
                ledger=self._ledger,
                registry=self.registry,
                identity=self._identity,
                parameters=self.parameters,
            )
            kept = self._kept_evidence = (mark, found)
        return kept[1]

    @property
    def _identity(self) -> Identity:
        """Which labels mean one actor by the judgements in force, the registry's ids standing for the rest."""
        return self._ledger.identity().preferring(self.registry.actors)

    @property
    def _added(self) -> tuple[tuple[Actor, ...], tuple[Source, ...]]:
        """The actors and sources that this book added to the shipped ones."""
        return tuple(self._ledger.actors()), tuple(self._ledger.sources())

    @cached_property
    def _extractor(self) -> Extractor:
        from oathbook.extraction.extractor import build_extractor

        return build_extractor(self.registry, frames_dir=self._own.frames)

    @property
    def _make_extractor(self) -> Callable[[], Extractor]:
        """Builds the same extractor in another process."""
        return partial(_build_extractor, self._own, *self._added)

    # Reading

    def read(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        published: Day = None,
        source: str | None = None,
        stdin: BinaryIO | None = None,
        again: bool = False,
        workers: int | None = 1,
        extractor: DocumentExtractor | None = None,
        progress: Progress | None = None,
    ) -> ReadReport:
        """Takes the claims from files, folders and standard input (`-`) into the book; what was done.

        `published` and `source` stand in where a document does not give its own. Documents that this version
        of the extractor has read are passed over unless `again`. What cannot be read is in `failed`.
        `workers` are the processes that extract, None for as many as pay off; a script that asks for more
        than one keeps its own code under `if __name__ == "__main__":`, as `multiprocessing` wants it.
        Another `extractor` than the frames, such as `model_extractor(…)`, reads in this process.
        """
        from oathbook.reading import iter_inputs

        day = None if published is None else to_day(published)
        named = [paths] if isinstance(paths, str | Path) else paths
        inputs = list(iter_inputs([str(path) for path in named], stdin=stdin))
        return self._read(
            ((raw.name, _documents_of(raw, day, source)) for raw in inputs),
            total=len(inputs),
            workers=choose_workers(sum(raw.size_bytes or 0 for raw in inputs))
            if workers is None
            else workers,
            again=again,
            progress=progress,
            extractor=extractor,
        )

    def read_inputs(
        self,
        inputs: Sequence[RawInput],
        *,
        published: Day = None,
        source: str | None = None,
        again: bool = False,
        progress: Progress | None = None,
    ) -> ReadReport:
        """The same for bytes at hand, such as uploads: each `RawInput` carries its name and its data."""
        day = None if published is None else to_day(published)
        return self._read(
            ((raw.name, _documents_of(raw, day, source)) for raw in inputs),
            total=len(inputs),
            workers=1,
            again=again,
            progress=progress,
        )

    def read_examples(self, *, progress: Progress | None = None) -> ReadReport:
        """The same for the example reports that come with Oathbook."""
        from oathbook.reading import example_inputs

        return self.read_inputs(example_inputs(), progress=progress)

    def read_documents(
        self,
        documents: Iterable[Document],
        *,
        again: bool = False,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> ReadReport:
        """The same for documents at hand."""
        listed = list(documents)
        inputs = ((document.name, iter([document])) for document in listed)
        return self._read(inputs, total=len(listed), workers=workers, again=again, progress=progress)

    def _read(
        self,
        inputs: Iterable[tuple[str, Iterator[Document | UnreadableInput]]],
        *,
        total: int,
        workers: int,
        again: bool,
        progress: Progress | None,
        extractor: DocumentExtractor | None = None,
    ) -> ReadReport:
        from oathbook.extraction.extractor import VERSION

        here = extractor is not None or workers == 1
        return read_into(
            self._ledger,
            inputs,
            (lambda: extractor or self._extractor) if here else self._make_extractor,
            version=VERSION if extractor is None else extractor.version,
            total=total,
            clock=self._clock,
            workers=1 if here else workers,
            again=again,
            progress=progress,
        )

    def model_extractor(
        self,
        *,
        model: str,
        base_url: str,
        api_key: str | None = None,
        max_requests: int | None = None,
        max_tokens: int | None = None,
        timeout_s: float = 120.0,
        cache: Path | None = None,
    ) -> ModelExtractor:
        """An extractor for `read` that asks a language model at an OpenAI-compatible server.

        Whole reports are sent to it. Its claims pass only where their words stand in the report. `cache` is a
        folder for its answers, by default one in the user's cache folder. Raises QueryError.
        """
        from oathbook.extraction.llm import build_model_extractor

        return build_model_extractor(
            self._extractor,
            model=model,
            base_url=base_url,
            api_key=api_key,
            max_requests=max_requests,
            max_tokens=max_tokens,
            timeout_s=timeout_s,
            cache=cache or cache_folder() / "model",
        )

    def mark(self) -> int:
        """The number of the last step recorded: while it stays, so does every answer."""
        return self._ledger.mark()

    def document_of(
        self,
        text: str,
        *,
        title: str | None = None,
        source: str | None = None,
        published: Day = None,
        url: str | None = None,
    ) -> Document:
        """A document of a text at hand; what its front matter says wins over what is given. Not yet read.

        Raises UnreadableInput where there is no text, QueryError for a date that is none.
        """
        from oathbook.reading.plain import read_plain

        day = None if published is None else to_day(published)
        document = read_plain(text, name=title or "pasted text", published=day, source=source)
        return replace(document, title=title or document.title, url=document.url or url)

    # Claims that people coded

    def import_claims(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[int, str], None] | None = None,
    ) -> ImportReport:
        """Takes claims that people coded from CSV and JSON lines into the book; what was done.

        The columns are the fields of a claim and `source`, `published`, `url`, `note`; docs/guides/importing.md
        lists them. Each row becomes a document of its own. Faulty rows are in `failed`, the rest goes in; what
        the book holds already adds nothing. `progress` is told rows read, and where the last one stands.
        """
        from oathbook.exchange.coded_files import LIMIT_BYTES, iter_file
        from oathbook.reading import iter_inputs

        named = [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
        inputs = iter_inputs(named, stdin=stdin, limit_bytes=LIMIT_BYTES)
        rows = (row for raw in inputs for row in iter_file(raw))
        return self._import(rows, {"files": named}, progress)

    def import_rows(self, rows: Iterable[Mapping[str, Any]]) -> ImportReport:
        """The same for rows at hand, as dictionaries under the fields' names."""
        numbered = ((f"row {number}", row) for number, row in enumerate(rows, start=1))
        return self._import(numbered, {}, None)

    def _import(
        self,
        rows: Iterable[tuple[str, Mapping[str, Any] | UnreadableInput]],
        settings: Mapping[str, Any],
        progress: Callable[[int, str], None] | None,
    ) -> ImportReport:
        from oathbook.exchange.importing import import_rows

        registry = self.registry

        @cache
        def resolve(name: str) -> tuple[tuple[str, ActorType], ...]:
            return tuple((actor, registry.actors[actor].type) for actor in registry.spelt(name))

        return import_rows(
            self._ledger, rows, resolve=resolve, clock=self._clock, settings=settings, progress=progress
        )

    # Answers

    def who(
        self, actor: str, *, as_of: Day = None, known_by: Day = None, followers: bool = True
    ) -> WhoAnswer:
        """Whom `actor` (an id or a name) stands with as of a day, from what was published by another.

        Both days default to today; a partial date (`"2016"`, `"2016-06"`) means its last day. Without
        `followers` nobody else's ties are weighed: of a principal with many, that is most of the work.
        """
        from oathbook.analysis.who import answer_who

        evidence = self._evidence
        found, on, known = evidence.find_actor(actor), self._day(as_of), self._day(known_by)
        entries = evidence.for_actor(found, known) if followers else evidence.about(found, known)
        return answer_who(
            found,
            entries,
            as_of=on,
            known_by=known,
            background=evidence.background,
            name=self.name_of(found),
            followers=followers,
        )

    def why(self, subject: str, principal: str, *, as_of: Day = None, known_by: Day = None) -> WhyAnswer:
        """The claims for and against `subject` standing with `principal`, and what is missing."""
        from oathbook.analysis.why import answer_why

        evidence = self._evidence
        left, right = evidence.find_actor(subject), evidence.find_actor(principal)
        known = self._day(known_by)
        entries = evidence.for_pair(left, right, known)
        return answer_why(
            left,
            right,
            entries,
            as_of=self._day(as_of),
            known_by=known,
            background=evidence.background,
            names=(self.name_of(left), self.name_of(right)),
        )

    def network(self, *, as_of: Day = None, known_by: Day = None) -> NetworkAnswer:
        """How every group stands to every principal that claims name with it: one pass over the whole book."""
        from oathbook.analysis.network import BESIDE, answer_network

        evidence, known = self._evidence, self._day(known_by)
        return answer_network(
            evidence.pages(known),
            beside=evidence.of_kinds(tuple(sorted(BESIDE)), known),
            as_of=self._day(as_of),
            known_by=known,
            background=evidence.background,
        )

    def assess(self, *, known_by: Day = None, by: str) -> Lesson:
        """Learns from the claims known by a day how far each source is to be believed, and remembers it.

        Questions as known on that day or later then use it; those as known earlier do not.
        """
        from oathbook.analysis.learning import learn_sources

        evidence, known = self._evidence, self._day(known_by)
        lesson = learn_sources(
            evidence.pages(known), known_by=known, background=replace(evidence.background, learned=())
        )
        self._ledger.add_learned(lesson.counts, known_by=known, claims=lesson.claims, by=by)
        return lesson

    def refit(self, adjudicated: Path, *, known_by: Day = None) -> tuple[str, Refitted]:
        """A parameter file with lifts refitted on adjudicated claims, and what the refitting found.

        `adjudicated` is a CSV table of claim ids and of the level that the pair was really in at the time. Where
        held-out claims prove no better lifts, the file is the one that ships.
        """
        from oathbook.analysis.learning import fit_lifts, read_adjudicated
        from oathbook.assessment.refit import write_parameters

        evidence, known = self._evidence, self._day(known_by)
        found = fit_lifts(
            evidence.all(known),
            read_adjudicated(adjudicated),
            known_by=known,
            background=evidence.background,
        )
        return write_parameters(found.lifts), found

    def gather_field(self) -> Gathered:
        """All that the book's claims say, as numbers: what `lay_field` reads off for any day known. Takes a pass
        over the whole book."""
        from oathbook.analysis.field import gather_field

        evidence = self._evidence
        return gather_field(evidence.pages(date.max), evidence.background)

    def lay_field(self, gathered: Gathered, *, known_by: Day = None, until: Day = None) -> Field:
        """How every group stands in every month up to `until`, as known on a day."""
        from oathbook.analysis.field import lay_field

        return lay_field(
            gathered,
            self._evidence.background,
            known_by=self._day(known_by),
            until=self._day(until),
        )

    def gather_groups(self, groups: Iterable[str], *, recorded_by: datetime | None = None) -> Gathered:
        """The same for some groups, from the claims about them (as the book held them then): what brings a field
        up to date, and tells how it was."""
        from oathbook.analysis.field import gather_field

        evidence = replace(self._evidence, recorded_by=recorded_by)
        entries = {e.id: e for group in groups for e in evidence.about(group, date.max)}
        return gather_field(entries.values(), evidence.background)

    def timeline(
        self,
        actor: str,
        *,
        kinds: Iterable[Kind | str] | None = None,
        as_of: Day = None,
        known_by: Day = None,
    ) -> TimelineAnswer:
        """What happened to `actor`, in order: claims of one event gathered into turning points."""
        from oathbook.analysis.timeline import answer_timeline

        found, known = self.find_actor(actor), self._day(known_by)
        wanted = None if kinds is None else tuple(to_kind(kind) for kind in kinds)
        return answer_timeline(
            found,
            self._evidence.naming([found], known, wanted),
            as_of=self._day(as_of),
            known_by=known,
            kinds=wanted,
            name=self.name_of(found),
        )

    def history(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> History:
        """How `actor` stood to each principal over the years, by what was published by one day."""
        from oathbook.analysis.history import answer_history

        evidence, known = self._evidence, self._day(known_by)
        found = evidence.find_actor(actor)
        return answer_history(
            found,
            evidence.for_actor(found, known),
            as_of=self._day(as_of),
            known_by=known,
            background=evidence.background,
        )

    @property
    def plot(self) -> Plots:
        """The charts: `book.plot.timeline("boko-haram")`, `.network()`, `.flows()`."""
        from oathbook.charts import Plots

        return Plots(self)

    def difference(
        self,
        first: date | str,
        second: date | str,
        actor: str | None = None,
        *,
        learned: bool = False,
        as_of: Day = None,
        known_by: Day = None,
        least: float = 0.05,
    ) -> DifferenceAnswer:
        """What changed between two dates, or with `learned` what was learned between them, and by which claims.

        `learned` asks about the day `as_of`, the first date if none is given; otherwise `known_by` (today)
        counts for both. Shifts smaller than `least` are only counted.
        """
        from oathbook.analysis.difference import Clock as Which
        from oathbook.analysis.difference import View, answer_difference, make_views

        evidence = self._evidence
        views = make_views(
            to_day(first),
            to_day(second),
            clock=Which.KNOWLEDGE if learned else Which.WORLD,
            as_of=None if as_of is None else to_day(as_of),
            known_by=self._day(known_by),
        )

        def explain(subject: str, principal: str, view: View) -> Assessment:
            from oathbook.assessment import weigh

            entries = evidence.for_pair(subject, principal, view.known_by)
            return weigh(
                subject,
                principal,
                entries,
                as_of=view.as_of,
                known_by=view.known_by,
                background=evidence.background,
            )

        found = None if actor is None else evidence.find_actor(actor)

        def entries_by(known: date) -> Iterable[Entry]:
            return evidence.all(known) if found is None else evidence.for_actor(found, known)

        return answer_difference(
            entries_by,
            *views,
            explain=explain,
            background=evidence.background,
            organisations=evidence.organisations,
            actor=found,
            least=least,
        )

    def learned_sources(self, *, known_by: Day = None) -> SourcesAnswer:
        """How far each source and speaker has deserved belief, learned from all claims known by a day."""
        from oathbook.analysis.sources import answer_sources

        evidence, known = self._evidence, self._day(known_by)
        return answer_sources(evidence.pages(known), known_by=known, background=evidence.background)

    def flows(
        self,
        actor: str | None = None,
        *,
        by: Period | str = "year",
        since: Day = None,
        until: Day = None,
        known_by: Day = None,
    ) -> FlowsAnswer:
        """People moving between organisations and between places: how many, by month, by year or in all.

        `since` means the first day of a partial date, `until` its last.
        """
        from oathbook.analysis.flows import FLOW_KINDS, answer_flows, to_period

        evidence, known = self._evidence, self._day(known_by)
        found = None if actor is None else evidence.find_actor(actor)
        return answer_flows(
            evidence.of_kinds(FLOW_KINDS, known),
            actor=found,
            by=to_period(by),
            since=None if since is None else to_day(since, first=True),
            until=None if until is None else to_day(until),
            known_by=known,
        )

    def leaders(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> LeadersAnswer:
        """Who led `actor`, each with the earliest and latest days on which it began and ended."""
        from oathbook.analysis.people import answer_leaders, find_persons

        evidence, known = self._evidence, self._day(known_by)
        found = evidence.find_actor(actor)
        entries = evidence.naming([found], known)
        deaths = evidence.naming(find_persons(found, entries), known, (Kind.DIE,))
        return answer_leaders(
            found,
            {entry.id: entry for entry in (*entries, *deaths)}.values(),
            as_of=self._day(as_of),
            known_by=known,
            name=self.name_of(found),
        )

    def factions(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> FactionsAnswer:
        """The parts of `actor` and what came of it, with when they arose and whom they now stand with."""
        from oathbook.analysis.people import answer_factions

        evidence, known = self._evidence, self._day(known_by)
        found = evidence.find_actor(actor)
        answer = answer_factions(
            found,
            evidence.naming([found], known),
            as_of=self._day(as_of),
            known_by=known,
            branches=self.registry.branches.get(found, ()),
            name=self.name_of(found),
        )
        named = [faction.label for faction in answer.factions if faction.label is not None]
        who = {label: self.who(label, as_of=answer.as_of, known_by=known).principals for label in named}
        return answer.with_standings({k: standing[0].assessment for k, standing in who.items() if standing})

    def pledges(
        self,
        actor: str | None = None,
        *,
        as_of: Day = None,
        known_by: Day = None,
        ignored_after_days: int | None = None,
    ) -> PledgesAnswer:
        """Every pledge of the book, or to or by `actor`, with the stage that it has come to."""
        from oathbook.analysis.pledges import IGNORED_AFTER_DAYS, PLEDGE_KINDS, answer_pledges

        evidence, known = self._evidence, self._day(known_by)
        return answer_pledges(
            evidence.of_kinds(PLEDGE_KINDS, known),
            actor=None if actor is None else evidence.find_actor(actor),
            as_of=self._day(as_of),
            known_by=known,
            organisations=evidence.organisations,
            ignored_after_days=IGNORED_AFTER_DAYS if ignored_after_days is None else ignored_after_days,
        )

    def hypotheses(
        self, question: str | Path | Question, *, as_of: Day = None, known_by: Day = None
    ) -> HypothesesAnswer:
        """Which of a question's hypotheses the claims contradict least; the question is a TOML file's or given.

        People's own cells (`set_cell`) stand in place of what the file's patterns say.
        """
        from oathbook.analysis.hypotheses import answer_hypotheses, load_question
        from oathbook.analysis.hypotheses.gather import Names, gather_entries
        from oathbook.analysis.trust import trust_by_letters

        asked = load_question(Path(question)) if isinstance(question, str | Path) else question
        evidence, on, known = self._evidence, self._day(as_of), self._day(known_by)

        def followers(actor: str) -> list[str]:
            answer = self.who(actor, as_of=on, known_by=known)
            return [s.other for s in answer.followers if s.assessment.probability >= 0.5]

        names = Names(evidence=evidence, followers=followers)
        cells = self._ledger.cells(asked.id)
        entries = gather_entries(asked, names, known_by=known, cells=cells)
        outlets = {entry.source for entry in entries if entry.source is not None}
        return answer_hypotheses(
            asked,
            entries,
            as_of=on,
            known_by=known,
            members=names.members,
            trust=trust_by_letters(evidence.letters(outlets)),
            cells=cells,
            unknown=names.unknown(asked),
        )

    def questions(self) -> tuple[Question, ...]:
        """The questions of the user's own files of hypotheses, by name. DataFileError for one that is faulty."""
        from oathbook.analysis.hypotheses import load_question

        folder = self._own.hypotheses
        return () if folder is None else tuple(load_question(path) for path in sorted(folder.glob("*.toml")))

    def set_cell(
        self,
        question: str | Path | Question,
        hypothesis: str,
        claim: str,
        mark: str | None,
        *,
        note: str | None = None,
        by: str,
    ) -> str:
        """Puts a person's own mark (CC, C, N, I, II; None takes it back) into the matrix; the claim's whole id.

        `claim` is an id, or the start of one that stands in the matrix. It covers its whole row.
        """
        from oathbook.analysis.hypotheses import load_question
        from oathbook.analysis.hypotheses.matrix import find_row

        asked = load_question(Path(question)) if isinstance(question, str | Path) else question
        if hypothesis not in (ids := [h.id for h in asked.hypotheses]):
            raise NotFound("hypothesis", hypothesis, ids)
        found = claim if len(claim) == _CLAIM_ID_LENGTH else find_row(self.hypotheses(asked), claim)
        if found is None:
            raise NotFound("claim of the matrix", claim)
        self._ledger.set_cell(asked.id, hypothesis, found, mark, note=note, by=by)
        return found

    def what_if(
        self,
        claim_id: str,
        verdict: Verdict | None,
        *,
        fields: Mapping[str, Any] | None = None,
        as_of: Day = None,
        known_by: Day = None,
    ) -> tuple[Shift, ...]:
        """What the verdict would change in the ties of the claim's parties, the largest shift first.

        Nothing is recorded. `fields` come with `corrected`. Raises NotFound, QueryError.
        """
        entry = self._ledger.get_entry(claim_id)
        changed = self._ledger.preview(claim_id, verdict, fields=fields)
        evidence = self._evidence
        return self.ask_what_if(as_of=as_of, known_by=known_by).ask(
            None if entry.verdict is Verdict.REJECTED else evidence.relabel(entry),
            None if changed is None else evidence.relabel(changed),
        )

    def ask_what_if(self, *, as_of: Day = None, known_by: Day = None) -> WhatIf:
        """The same for one claim after another: its `ask` takes an entry and what would stand in its place."""
        from oathbook.analysis.what_if import WhatIf

        evidence, known = self._evidence, self._day(known_by)
        return WhatIf(
            lambda group: evidence.about(group, known),
            as_of=self._day(as_of),
            known_by=known,
            background=evidence.background,
        )

    def forecast(self, actor: str | None = None, *, as_of: Day = None) -> ForecastAnswer:
        """Who pledges, splits or switches within a year of a day, from what was known by it.

        Every chance stands beside the base rate, and `backtest` says how such forecasts have done in this
        book: walking forward, each year with what was known then.
        """
        from oathbook.analysis.forecast import answer_forecast

        evidence, origin = self._evidence, self._day(as_of)
        return answer_forecast(
            list(evidence.all(origin)),
            origin=origin,
            background=evidence.background,
            actor=None if actor is None else evidence.find_actor(actor),
            people=frozenset(a.id for a in self.registry.actors.values() if a.type is ActorType.PERSON),
        )

    # Standing questions

    def add_watch(
        self,
        actor: str | None = None,
        principal: str | None = None,
        *,
        kind: WatchKind | str | None = None,
        source: str | None = None,
        days: int | None = None,
        by: str,
    ) -> Watch:
        """Asks a question from now on: only what comes later is news.

        Without a `kind` an actor is watched for claims, an actor with a principal for the probability.
        `days` is how long a pledge may stay unanswered, `source` narrows a watch for contradictions.
        """
        from oathbook.analysis.watch import asked_to_json, start, watch_from_row

        chosen = _watch_kind(kind, principal)
        found = None if actor is None else self.find_actor(actor)
        other = None if principal is None else self.find_actor(principal)
        asked = asked_to_json(chosen, actor=found, principal=other, source=source, days=days)
        state = start(chosen, found, other, self)
        return watch_from_row(self._ledger.add_watch(chosen.value, asked, state, by=by))

    def watches(self) -> tuple[Watch, ...]:
        """The standing questions, oldest first."""
        from oathbook.analysis.watch import watch_from_row

        return tuple(watch_from_row(row) for row in self._ledger.watches())

    def end_watch(self, watch: str, *, by: str) -> Watch:
        """Asks no more; `watch` is an id or the start of one. Raises NotFound unless exactly one begins so."""
        bare, standing = watch.removeprefix("wat1-"), self.watches()
        found = [w for w in standing if bare and w.id.removeprefix("wat1-").startswith(bare)]
        if len(found) != 1:
            raise NotFound("watch", watch, [w.id for w in found or standing])
        self._ledger.end_watch(found[0].id, by=by)
        return found[0]

    def run_watches(self, channels: Sequence[Channel] = ()) -> WatchReport:
        """Asks every standing question; what came up is recorded, then sent to each channel, once.

        What a channel did not take waits for it: the next run with that channel sends it again.
        """
        from oathbook.analysis.watch import WatchReport, look
        from oathbook.exchange.deliver import deliver, news_to_record
        from oathbook.ledger import NewsRow

        evidence, today, news = self._evidence, self._day(None), list[NewsRow]()
        watches, queue = self.watches(), [channel.id for channel in channels]
        for watch in watches:
            for finding in look(watch, evidence, self, today=today):
                said = news_to_record(
                    kind=watch.kind.value,
                    about=watch.sentence(self.name_of),
                    title=finding.title,
                    why=finding.why,
                    entries=finding.entries,
                )
                row = self._ledger.add_news(
                    watch.id, said, keys=finding.keys, state=finding.state, channels=queue
                )
                news += [] if row is None else [row]
        faults = [deliver(self._ledger, channel) for channel in channels]
        undelivered = tuple(fault for fault in faults if fault is not None)
        return WatchReport(looked=len(watches), news=tuple(news), undelivered=undelivered)

    def write_feed(self, path: str | Path, *, limit: int = 100) -> None:
        """Writes the newest news as an Atom feed, in place of the file that is there."""
        from oathbook.exchange.deliver import write_atom

        feed_id = content_id("fed", self._ledger.name)
        write_atom(self._ledger.news(limit=limit), Path(path), feed_id=feed_id, updated=self._clock())

    def brief(
        self,
        actor: str,
        *,
        as_of: Day = None,
        known_by: Day = None,
        form: str = "html",
        remember: bool = True,
    ) -> str:
        """A brief on an actor as a page (`html` or `md`): finding, course, what changed, endnotes of sources.

        It is compared with the last brief on the actor that was remembered. Unless `remember`, or where the
        book is read only, the next brief is not compared with this one.
        """
        from oathbook.analysis.brief import build_brief, render, snapshot
        from oathbook.analysis.brief.chart import draw_course
        from oathbook.analysis.brief.course import course_days, take_course
        from oathbook.assessment import trace_group

        found, on, known = self.find_actor(actor), self._day(as_of), self._day(known_by)
        who = self.who(found, as_of=on, known_by=known)
        timeline = self.timeline(found, as_of=on, known_by=known)
        last = self._ledger.last_brief(found)

        evidence = self._evidence
        told = evidence.for_actor(found, known)

        traces = trace_group(found, told, until=on, known_by=known, background=evidence.background)
        best = max(who.principals, key=lambda s: s.assessment.probability, default=None)
        missing = () if best is None else self.why(found, best.other, as_of=on, known_by=known).missing
        points = (*timeline.points, *timeline.undated)
        course = take_course(course_days(points, on), traces, points)
        page = render(
            build_brief(
                who,
                timeline,
                evidence.naming([found], known),
                chart=draw_course(course, timeline.points, found, self.name_of),
                missing=missing,
                last=last,
                made=self._clock(),
                name_of=self.name_of,
            ),
            form,
        )
        if remember and not self._ledger.read_only:
            self._ledger.add_brief(found, as_of=on, known_by=known, found=snapshot(who))
        return page

    def entries_of_pair(self, group: str, principal: str, *, known_by: Day = None) -> list[Entry]:
        """The claims that say something of the group's tie to the principal, in the order of the ledger; labels."""
        evidence, known = self._evidence, self._day(known_by)
        return evidence.of_pair(group, principal, known)

    def timelines(
        self, actors: Sequence[str], *, kinds: Iterable[Kind], as_of: Day = None, known_by: Day = None
    ) -> dict[str, TimelineAnswer]:
        """The timelines of several actors at once, by their labels: one look into the book for all of them."""
        from oathbook.analysis.timeline import answer_timeline

        on, known, wanted = self._day(as_of), self._day(known_by), tuple(kinds)
        told = self._evidence.naming_each(actors, known, wanted)
        return {
            actor: answer_timeline(
                actor, entries, as_of=on, known_by=known, kinds=wanted, name=self.name_of(actor)
            )
            for actor, entries in told.items()
        }

    def entries_about_leaders(self, actors: Sequence[str], *, known_by: Day = None) -> dict[str, list[Entry]]:
        """The claims on who leads each of the actors, known by a day; actors by their labels."""
        return self._evidence.naming_each(actors, self._day(known_by), (Kind.LEAD, Kind.REPLACE))

    def entries_about_equals(self, actors: Sequence[str], *, known_by: Day = None) -> dict[str, list[Entry]]:
        """The claims on each actor's allies, rivals and leaders, known by a day; actors by their labels."""
        kinds = (Kind.ALLY, Kind.RIVAL, Kind.LEAD, Kind.REPLACE)
        return self._evidence.naming_each(actors, self._day(known_by), kinds)

    def equals_of(
        self, actor: str, entries: Iterable[Entry], *, as_of: Day = None, known_by: Day = None
    ) -> tuple[tuple[Tie, ...], tuple[Leadership, ...]]:
        """The allies and rivals of an actor, and its leaders, from `entries_about_equals`."""
        from oathbook.analysis.who import answer_equals

        return answer_equals(
            actor,
            entries,
            as_of=self._day(as_of),
            known_by=self._day(known_by),
            background=self._evidence.background,
        )

    def claims(self, query: ClaimQuery | None = None, **filters: Any) -> Claims:
        """The claims that pass every filter; the filters are the fields of `ClaimQuery`.

        Actors may be named by any of their names, days in part: `since` means the first day of a partial
        date, `until`, `as_of` and `known_by` its last.
        """
        return Claims(tuple(self._ledger.find_entries(query or self.query(**filters))))

    def actors(self) -> tuple[ActorRow, ...]:
        """Every party that claims name on any side, most claims first."""
        identity = self._identity
        return tuple(replace(row, label=identity.canonical(row.label)) for row in self._ledger.actor_counts())

    def provisional(self) -> tuple[Provisional, ...]:
        """The actors that the registry lacks, with their types and first mentions, most claims first."""
        from oathbook.analysis.provisional import find_provisional

        return find_provisional(self._ledger.first_mentions(), self._identity, self.registry.actors)

    def merge_actors(self, left: str, right: str, *, by: str) -> str:
        """Judges that two names mean one actor, so that questions about one find both; the id that stands
        for it. Nothing is rewritten, and `undo_judgement` takes it back. Raises QueryError, NotFound.
        """
        evidence = self._evidence
        labels = evidence.find_label(left), evidence.find_label(right)
        if labels[0] == labels[1]:
            raise QueryError(f"{left!r} and {right!r} are one actor already: {labels[0]}.")
        self._ledger.judge(*labels, same=True, by=by)
        return self._identity.canonical(labels[0])

    def part_actors(self, left: str, right: str, *, by: str) -> None:
        """Judges that two names mean two actors, so that nobody merges them by mistake."""
        evidence = self._evidence
        self._ledger.judge(evidence.find_label(left), evidence.find_label(right), same=False, by=by)

    def undo_judgement(self, left: str, right: str, *, by: str) -> bool:
        """Takes the judgement on this pair back; what it had said. QueryError where there is none in force."""
        from oathbook.analysis.provisional import find_judged

        evidence = self._evidence
        pair = evidence.find_label(left), evidence.find_label(right)
        same = find_judged(self._ledger.judgements(), *pair)
        self._ledger.judge(*pair, same=None, by=by)
        return same

    def sources(self) -> tuple[SourceRow, ...]:
        """Every outlet with its documents and claims, most claims first."""
        return self._ledger.source_counts()

    def documents(self) -> Iterator[DocumentRow]:
        """Every document, by day of publication."""
        return self._ledger.iter_documents()

    def letters(self, sources: Iterable[str]) -> dict[str, str]:
        """The Admiralty letters of these outlets; one that neither book nor registry knows is left out."""
        return self._evidence.letters(sources)

    def query(self, **filters: Any) -> ClaimQuery:
        """A `ClaimQuery` from what a person writes: names, partial dates, kinds as words."""
        for side in ("actor", "subject", "object"):
            if filters.get(side) is not None:
                filters[side] = self.find_actor(filters[side])
        if filters.get("since") is not None:
            filters["since"] = to_day(filters["since"], first=True)
        for name in ("until", "as_of", "known_by"):
            if filters.get(name) is not None:
                filters[name] = to_day(filters[name])
        if filters.get("kinds") is not None:
            filters["kinds"] = tuple(to_kind(kind) for kind in filters["kinds"])
        return ClaimQuery(**filters)

    def count(self, query: ClaimQuery) -> int:
        """How many claims pass, without fetching them."""
        return self._ledger.count_entries(query)

    def find_actor(self, name: str) -> str:
        """The id that `name` stands for. Raises NotFound with the nearest names, or Ambiguous."""
        return self._evidence.find_actor(name)

    def canonical(self, labels: Iterable[str]) -> set[str]:
        """The labels that stand for these, by the judgements in force."""
        identity = self._identity
        return {identity.canonical(label) for label in labels}

    @property
    def persons(self) -> frozenset[str]:
        """The actors that the registry calls persons."""
        return frozenset(a.id for a in self.registry.actors.values() if a.type is ActorType.PERSON)

    def name_of(self, label: str) -> str:
        """What an actor is called, else the label itself."""
        actor = self.registry.actors.get(label)
        return label if actor is None else actor.name

    # Upkeep

    def check(self) -> CheckReport:
        """Whether every quote stands in its document and every row is as it was recorded."""
        return self._ledger.check()

    def backup(self, path: str | Path) -> None:
        """A whole copy of the book, taken while it may be read and written."""
        self._ledger.backup(Path(path))

    def export(self, form: str, file: TextIO, *, query: ClaimQuery | None = None, bom: bool = False) -> int:
        """Writes claims as `csv` or `jsonl`; how many."""
        entries = self._ledger.iter_entries(query or ClaimQuery())
        if form == "csv":
            return write_csv(entries, file, bom=bom)
        if form == "jsonl":
            return write_json_lines(entries, file)
        raise QueryError(f"{form!r} is no export format: name csv or jsonl.")

    def _day(self, day: Day) -> date:
        return self._clock().date() if day is None else to_day(day)


def _watch_kind(kind: WatchKind | str | None, principal: str | None) -> WatchKind:
    from oathbook.analysis.watch import WatchKind

    if kind is None:
        return WatchKind.CLAIMS if principal is None else WatchKind.PROBABILITY
    try:
        return WatchKind(kind)
    except ValueError as e:
        raise QueryError(f"{kind!r} cannot be watched: {', '.join(WatchKind)}.") from e


def open_book(
    where: str | Path | None = None,
    *,
    create: bool = True,
    read_only: bool = False,
    clock: Clock = system_clock,
) -> Book:
    """The book at a path or a database address (default: OATHBOOK_BOOK, else one in the user's data folder).

    A user's own frames and actors are taken from the folder beside it, see `oathbook.settings`.
    """
    from oathbook.ledger import open_ledger

    place = default_book() if where is None else where
    if where is None and create and not is_address(place):
        # Nobody chose this place, so nobody has made its folder.
        Path(place).absolute().parent.mkdir(parents=True, exist_ok=True)
    ledger = open_ledger(place, clock=clock, create=create, read_only=read_only)
    return Book(ledger, own=find_own_data(place), clock=clock)


def extract_documents(
    documents: Iterable[Document],
    *,
    own: OwnData | None = None,
    failed: list[UnreadableInput] | None = None,
    workers: int = 1,
    over: Callable[[Extractor], DocumentExtractor] | None = None,
) -> Iterator[tuple[Document, Extraction]]:
    """Each document with what the extractor takes from it, in order; nothing is kept.

    A document on which the extractor fails goes to `failed` and is left out; without a list, it raises.
    `over` builds another extractor over the frames' one, which then works in this process.
    """
    frames = partial(_build_extractor, own or find_own_data(None))
    make: Make = frames if over is None else lambda: over(frames())
    for document, outcome in extract_all(documents, make, workers=workers if over is None else 1):
        if not isinstance(outcome, UnreadableInput):
            yield document, outcome
        elif failed is None:
            raise outcome
        else:
            failed.append(outcome)


def extract(
    text: str, *, published: Day = None, source: str | None = None, title: str | None = None
) -> tuple[Claim, ...]:
    """The claims of one text, in order; `published` lets relative dates be resolved."""
    day = None if published is None else to_day(published)
    document = Document(text=text, title=title, source=source, published=day)
    ((_, extraction),) = extract_documents([document])
    return extraction.claims


@cache
def _build_extractor(
    own: OwnData, actors: tuple[Actor, ...] = (), sources: tuple[Source, ...] = ()
) -> Extractor:
    """Built once a process: it takes a second, and `extract` is called in loops."""
    from oathbook.extraction.extractor import build_extractor

    return build_extractor(_build_registry(own, actors, sources), frames_dir=own.frames)


def _build_registry(own: OwnData, actors: Iterable[Actor], sources: Iterable[Source]) -> Registry:
    """The shipped actors and sources, the user's own, and those given; the later replace the earlier."""
    from oathbook.actors import load_registry

    registry = load_registry(own.actors)
    more_actors, more_sources = {a.id: a for a in actors}, {s.id: s for s in sources}
    if not more_actors and not more_sources:
        return registry
    return replace(
        registry,
        actors=dict(registry.actors) | more_actors,
        sources=dict(registry.sources) | more_sources,
    )


def scoring_parties(gold: Gold) -> Parties:
    """Which labels of gold and extractor mean the same party: the gold's actors, then the registry's."""
    from oathbook.actors import load_registry

    registry = load_registry(find_own_data(None).actors)
    claims = [claim for document in gold.documents for claim in document.claims]
    return build_parties(
        gold.actors, known=registry.actors, sources=registry.sources, leads=registry.leads, claims=claims
    )


def _documents_of(raw: Any, day: date | None, source: str | None) -> Iterator[Document | UnreadableInput]:
    from oathbook.reading import read_documents

    return read_documents(raw, published=day, source=source)
