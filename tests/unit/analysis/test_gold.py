"""Gold and prediction files are read whole or refused with the place of their fault."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from oathbook.analysis.gold import read_gold, read_predictions
from oathbook.analysis.parties import build_parties
from oathbook.analysis.score import score_documents
from oathbook.errors import DataFileError, UnreadableInput
from oathbook.model import Count, Kind, Polarity

TEXT = "Alpha swore loyalty to Beta."
CLAIM = {
    "kind": "pledge",
    "subject": "alpha",
    "object": "beta",
    "quote": "swore loyalty",
    "start": 6,
    "end": 19,
}
REAL_GOLD = Path(os.environ.get("OATHBOOK_GOLD", Path(__file__).parents[4] / "shared" / "gold" / "dev"))


def write(folder: Path, name: str, value: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(value), "utf-8")
    return path


def gold_document(**changes: Any) -> dict[str, Any]:
    return {"id": "one", "text": TEXT, "claims": [CLAIM]} | changes


def test_a_folder_gives_its_documents_and_actors(tmp_path: Path) -> None:
    write(tmp_path, "one.json", gold_document(published="2018-01-24", source="Courier"))
    write(tmp_path, "actors.json", {"alpha": {"name": "Alpha", "type": "organisation", "aliases": ["A"]}})
    gold = read_gold([tmp_path])
    assert [d.id for d in gold.documents] == ["one"]
    assert gold.documents[0].document.name == "one"
    assert str(gold.documents[0].document.published) == "2018-01-24"
    assert gold.actors["alpha"].aliases == ("A",)


def test_a_file_takes_the_actors_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "one.json", gold_document())
    write(tmp_path, "actors.json", {"alpha": {"name": "Alpha", "type": "organisation"}})
    assert "alpha" in read_gold([path]).actors


def test_fields_left_out_are_at_their_default(tmp_path: Path) -> None:
    full = CLAIM | {"polarity": "-", "count": {"min": 24, "max": 99}, "when": "2015", "from": "gamma"}
    claims = read_gold([write(tmp_path, "one.json", gold_document(claims=[CLAIM, full]))]).documents[0].claims
    assert claims[0].polarity is Polarity.POSITIVE
    assert claims[1].polarity is Polarity.NEGATIVE
    assert claims[1].count == Count(min=24, max=99)
    assert claims[1].from_ is not None
    assert claims[1].from_.label == "gamma"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"claims": [CLAIM | {"kind": "oath"}]}, "claims.0.kind"),
        ({"claims": [CLAIM | {"mood": "grim"}]}, "claims.0.mood"),
        ({"claims": [CLAIM | {"when": "2015-13"}]}, "there is no month 13"),
        ({"claims": [CLAIM | {"quote": "swore fealty"}]}, "not the quote"),
        ({"claims": [CLAIM | {"count": {"min": 9, "max": 2}}]}, "count out of order"),
        ({"published": "January"}, "published"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    path = write(tmp_path, "one.json", gold_document(**changes))
    with pytest.raises(DataFileError, match=fault) as caught:
        read_gold([path])
    assert caught.value.path == path


def test_two_documents_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.json", gold_document())
    write(tmp_path, "b.json", gold_document())
    with pytest.raises(DataFileError, match="'one' is taken"):
        read_gold([tmp_path])


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no gold document"):
        read_gold([tmp_path])
    with pytest.raises(UnreadableInput, match="no such file"):
        read_gold([tmp_path / "nowhere"])


def test_predictions_are_grouped_by_document(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    extra = {"doc": "one", "reading": 0.7, "frame": "pledge-swear", "needs_anchor": True}
    path.write_text(f"{json.dumps(CLAIM | extra)}\n\n{json.dumps(CLAIM | extra | {'doc': 'two'})}\n", "utf-8")
    predictions = read_predictions(path)
    assert {doc: len(claims) for doc, claims in predictions.items()} == {"one": 1, "two": 1}
    assert (predictions["one"][0].kind, predictions["one"][0].reading) == (Kind.PLEDGE, 0.7)


@pytest.mark.parametrize(
    ("line", "fault"),
    [(json.dumps(CLAIM), "names no document"), ("{", "no JSON"), ('{"doc": "one"}', "kind: Field required")],
)
def test_a_faulty_prediction_is_named_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(f"{json.dumps(CLAIM | {'doc': 'one'})}\n{line}\n", "utf-8")
    with pytest.raises(DataFileError, match=fault) as caught:
        read_predictions(path)
    assert caught.value.line == 2


@pytest.mark.skipif(not REAL_GOLD.is_dir(), reason="the annotated development set is not here")
def test_the_development_set_scores_full_marks_against_itself() -> None:
    gold = read_gold([REAL_GOLD])
    result = score_documents(
        gold.documents, {d.id: d.claims for d in gold.documents}, build_parties(gold.actors)
    )
    assert result.all.f1 == result.strict.f1 == result.grounded == 1.0
    assert all(share.share == 1.0 for share in result.fields.values())
