"""The Book: stages wired together, own data found, names and days understood."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import oathbook
import oathbook.actors
import oathbook.extraction.extractor
from oathbook import settings
from oathbook.analysis.questions import to_day, to_kind
from oathbook.book import Book, open_book
from oathbook.engine import ReadProgress
from oathbook.errors import Ambiguous, LedgerError, NotFound, QueryError
from oathbook.model import Actor, ActorType, Claim, ClaimQuery, Document, Kind, Party

TEXT = "In March 2015, Boko Haram pledged allegiance to Islamic State. Islamic State accepted the pledge."
NOW = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def built_once() -> Iterator[None]:
    """Registry and extractor take seconds to build; all tests share them, as they may: they are frozen."""
    extractors: dict[tuple[int, Path | None], Any] = {}
    build = oathbook.extraction.extractor.build_extractor

    def once(registry: Any, *, frames_dir: Path | None = None) -> Any:
        key = (id(registry), frames_dir)
        if key not in extractors:
            extractors[key] = build(registry, frames_dir=frames_dir)
        return extractors[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oathbook.actors, "load_registry", functools.cache(oathbook.actors.load_registry))
        patch.setattr(oathbook.extraction.extractor, "build_extractor", once)
        yield


def clock() -> datetime:
    return NOW


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "test.oathbook", clock=clock) as opened:
        yield opened


def record(book: Book, *claims: Claim, text: str = "x" * 50, source: str = "Courier") -> None:
    document = Document(text=text, source=source, published=date(2018, 1, 24))
    run = book.ledger.start_run("by-hand", {})
    book.ledger.record(document, claims, run_id=run, read=NOW)
    book.ledger.end_run(run)


def claim(kind: str, subject: str, object_: str) -> Claim:
    return Claim(
        kind=Kind(kind),
        subject=Party(written=subject),
        object=Party(written=object_),
        quote="x" * 9,
        start=0,
        end=9,
    )


def test_reading_tells_what_it_did_and_how_far_it_is(book: Book, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    told: list[ReadProgress] = []
    report = book.read([tmp_path / "a.txt", tmp_path / "b.txt"], published="2015-04-01", progress=told.append)
    assert (report.documents_new, report.documents_known) == (1, 0)
    assert report.claims_new == book.count(ClaimQuery()) > 0
    assert [error.name for error in report.failed] == [str(tmp_path / "b.txt")]
    assert report.hint is None
    assert [(p.done, p.total) for p in told][-1] == (2, 2)
    assert told[-1].claims == report.claims_new


def test_one_path_need_not_be_in_a_list(book: Book, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert book.read(tmp_path / "a.txt").documents_new == 1
    assert book.read(str(tmp_path / "a.txt")).documents_known == 1


def test_documents_at_hand_are_read_without_files(book: Book) -> None:
    report = book.read_documents(
        [Document(text=TEXT, name="one"), Document(text=TEXT, name="the same again")]
    )
    assert (report.documents_new, report.documents_known) == (1, 1)


def test_a_text_that_no_frames_are_for_is_kept_marked_and_counted(book: Book) -> None:
    german = "Boko Haram hat dem Islamischen Staat die Treue geschworen, wie die Gruppe am Samstag mitteilte."
    french = (
        "Boko Haram a prêté allégeance à l'État islamique en mars 2015, selon des habitants de Maiduguri."
    )
    report = book.read_documents([Document(text=german, name="g"), Document(text=french, name="f")])
    assert (report.documents_new, report.unread, report.claims_new) == (2, (("de", 1),), 1)
    assert [book.ledger.get_document(Document(text=t).id).language for t in (german, french)] == ["de", "fr"]


def test_what_was_read_answers(book: Book) -> None:
    book.read_documents([Document(text=TEXT, source="Courier", published=date(2015, 4, 1))])
    answer = book.who("Boko Haram", as_of="2016", known_by="2016")
    assert answer.name == "Boko Haram"
    assert answer.principals[0].other == "islamic-state"
    assert book.who("boko-haram", known_by="2014").is_empty
    assert book.timeline("boko-haram", kinds=["pledge"]).points[0].when == "2015-03"
    assert book.why("boko-haram", "islamic-state").reasons_for


def test_who_and_why_give_the_same_assessment(book: Book) -> None:
    record(book, claim("pledge", "boko-haram", "islamic-state"), claim("attack", "boko-haram", "a town"))
    record(book, claim("claim_attack", "islamic-state", "a town"), text="x" * 60, source="Monitor")
    who = book.who("boko-haram").principals[0].assessment
    from_above = book.who("islamic-state").followers[0].assessment
    why = book.why("boko-haram", "islamic-state").assessment
    assert who == from_above
    assert (who.levels, who.status, who.reasons) == (why.levels, why.status, why.reasons)


def test_filters_take_names_partial_days_and_words(book: Book) -> None:
    record(book, claim("pledge", "boko-haram", "islamic-state"), claim("rival", "boko-haram", "some militia"))
    assert len(book.claims()) == 2
    assert [e.claim.kind for e in book.claims(actor="ISIS")] == [Kind.PLEDGE]
    assert [e.claim.kind for e in book.claims(kinds=["rival"], known_by="2018")] == [Kind.RIVAL]
    assert len(book.claims(known_by="2017")) == 0
    assert len(book.claims(limit=1)) == 1
    assert book.claims().to_polars().height == 2
    with pytest.raises(QueryError, match="no kind of claim"):
        book.claims(kinds=["oath"])


def test_an_unknown_filter_is_refused(book: Book) -> None:
    with pytest.raises(TypeError):
        book.claims(mood="grim")


def test_names_are_found_in_the_registry_and_then_in_the_claims(book: Book) -> None:
    record(book, claim("rival", "Some Militia", "islamic-state"))
    assert book.find_actor("Daesh") == "islamic-state"
    assert book.find_actor("some militia") == "Some Militia"
    with pytest.raises(NotFound):
        book.find_actor("Another Militia")
    assert (book.name_of("islamic-state"), book.name_of("Some Militia")) == ("Islamic State", "Some Militia")


def test_an_ambiguous_name_names_its_candidates(book: Book) -> None:
    for region in ("north", "south"):
        book.ledger.add_actor(
            Actor(
                id=f"zarnu-{region}", name=f"Zarnu {region}", type=ActorType.ORGANISATION, weak=("the Zarnu",)
            )
        )
    with pytest.raises(Ambiguous) as caught:
        book.find_actor("the Zarnu")
    assert caught.value.candidates == ("zarnu-north", "zarnu-south")


def test_actors_that_the_book_added_go_by_their_names(book: Book) -> None:
    book.ledger.add_actor(Actor(id="zarnu-brigade", name="Zarnu Brigade", type=ActorType.ORGANISATION))
    assert book.find_actor("zarnu brigade") == "zarnu-brigade"
    assert book.name_of("zarnu-brigade") == "Zarnu Brigade"


def test_labels_judged_the_same_answer_as_one(book: Book) -> None:
    record(book, claim("pledge", "Some Militia", "islamic-state"), claim("ally", "the militia", "al-qaeda"))
    assert book.who("Some Militia").allies == ()
    book.ledger.judge("Some Militia", "the militia", same=True, by="me")
    with open_book(Path(book.ledger.name), clock=clock) as again:
        answer = again.who("the militia")
        assert [s.other for s in answer.principals] == ["islamic-state"]
        assert [tie.other for tie in answer.allies] == ["al-qaeda"]


def test_a_rating_in_the_book_goes_before_the_registry(book: Book) -> None:
    assert book.letters(["Courier of Nowhere"]) == {}
    book.ledger.rate_source("Courier of Nowhere", "B", by="me")
    assert book.letters(["Courier of Nowhere"]) == {"Courier of Nowhere": "B"}


def test_a_book_that_is_not_there_is_made_only_when_asked(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="There is no book"):
        open_book(tmp_path / "none.oathbook", create=False)
    assert not (tmp_path / "none.oathbook").exists()


def test_the_default_book_and_its_folder_are_made_where_the_user_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OATHBOOK_BOOK", str(tmp_path / "deep" / "er" / "my.oathbook"))
    with open_book() as opened:
        assert opened.documents is not None
    assert (tmp_path / "deep" / "er" / "my.oathbook").exists()


def test_without_a_name_the_book_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OATHBOOK_BOOK", raising=False)
    path = Path(settings.default_book())
    assert path.name == "book.oathbook"
    assert "oathbook" in path.parent.name.lower()


def test_own_data_lies_beside_the_book_or_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OATHBOOK_OWN", raising=False)
    book = tmp_path / "sahel.oathbook"
    assert settings.find_own_data(book) == settings.OwnData()
    (tmp_path / "sahel.oathbook.d" / "frames").mkdir(parents=True)
    assert settings.find_own_data(book) == settings.OwnData(frames=tmp_path / "sahel.oathbook.d" / "frames")
    assert settings.find_own_data("postgresql://host/db") == settings.OwnData()
    (tmp_path / "mine" / "actors").mkdir(parents=True)
    monkeypatch.setenv("OATHBOOK_OWN", str(tmp_path / "mine"))
    for where in (book, "postgresql://host/db", None):
        assert settings.find_own_data(where) == settings.OwnData(actors=tmp_path / "mine" / "actors")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-06-30", date(2016, 6, 30), date(2016, 6, 30)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_partial_date_means_its_first_or_last_day(written: str, first: date, last: date) -> None:
    assert (to_day(written, first=True), to_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["", "June", "2016-13", "30-06-2016", "2016/.."])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(QueryError, match="Write 2016, 2016-06 or 2016-06-30"):
        to_day(written)


def test_kinds_are_known_by_their_words() -> None:
    assert to_kind("claim_attack") is Kind.CLAIM_ATTACK


def test_everything_exported_is_there_and_nothing_else_is_promised() -> None:
    assert all(getattr(oathbook, name) is not None for name in oathbook.__all__)
    assert sorted(oathbook.__all__) == oathbook.__all__
    assert set(oathbook.__all__) == set(dir(oathbook))
    with pytest.raises(AttributeError, match="no attribute 'oath'"):
        _ = oathbook.oath


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("spacy", "sqlalchemy", "polars", "rich")
    probe = f"import sys, oathbook; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_extract_gives_the_claims_of_a_text() -> None:
    claims = oathbook.extract(
        "Last August, Boko Haram pledged allegiance to Islamic State.", published="2018-01-24"
    )
    (pledge,) = [c for c in claims if c.kind is Kind.PLEDGE]
    assert pledge.subject is not None
    assert pledge.subject.label == "boko-haram"
    assert str(pledge.when) == "2017-08"
    assert oathbook.extract("Prices of onions rose in the market.") == ()
