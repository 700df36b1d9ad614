"""`score` as a table and as JSON, from predictions and by running the extractor."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TEXT = "In March 2015, Boko Haram pledged allegiance to Islamic State."
QUOTE = "Boko Haram pledged allegiance to Islamic State"
CLAIM = {
    "kind": "pledge",
    "subject": "boko-haram",
    "object": "islamic-state",
    "when": "2015-03",
    "quote": QUOTE,
    "start": TEXT.index(QUOTE),
    "end": TEXT.index(QUOTE) + len(QUOTE),
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    actors = {
        "boko-haram": {"name": "Boko Haram", "type": "organisation", "aliases": []},
        "islamic-state": {"name": "Islamic State", "type": "organisation", "aliases": ["ISIS"]},
    }
    (folder / "actors.json").write_text(json.dumps(actors), "utf-8")
    (folder / "one.json").write_text(json.dumps({"id": "one", "text": TEXT, "claims": [CLAIM]}), "utf-8")
    return folder


def predict(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder.parent / "mine.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_predictions_are_scored_as_json(run: Run, gold: Path) -> None:
    right = CLAIM | {"doc": "one", "object": "ISIS", "frame": "x"}
    wrong = CLAIM | {"doc": "one", "kind": "break"}
    told = run("score", gold, "--predictions", predict(gold, right, wrong), "--json")
    assert told.code == 0
    assert (told.json["core"]["precision"], told.json["core"]["recall"]) == (0.5, 1.0)
    assert told.json["grounded"] == 1.0
    assert told.json["qualified"]["when_exact"]["share"] == 1.0
    assert set(told.json["kinds"]) == {"pledge", "break"}


def test_nothing_to_score_is_null_and_a_dash(run: Run, gold: Path) -> None:
    empty = predict(gold)
    assert run("score", gold, "--predictions", empty, "--json").json["core"]["precision"] is None
    assert "–" in run("score", gold, "--predictions", empty).out


def test_errors_are_listed_with_reasons(run: Run, gold: Path) -> None:
    wrong = predict(gold, CLAIM | {"doc": "one", "object": "al-qaeda"})
    told = run("score", gold, "--predictions", wrong, "--errors", COLUMNS="200")
    assert "other object: al-qaeda" in told.out
    assert "missed" in told.out
    assert "extra" in told.out
    errors = run("score", gold, "--predictions", wrong, "--errors", "--json").json["errors"]
    assert [(e["side"], e["doc"]) for e in errors] == [("missed", "one"), ("extra", "one")]


def test_predictions_for_unknown_documents_are_mentioned(run: Run, gold: Path) -> None:
    told = run("score", gold, "--predictions", predict(gold, CLAIM | {"doc": "two"}))
    assert "1 documents of" in told.err


def test_without_predictions_the_extractor_is_run(run: Run, gold: Path) -> None:
    told = run("score", gold, "--json")
    assert told.code == 0
    assert told.json["kinds"]["pledge"]["matched"] == 1
    assert told.json["grounded"] == 1.0


def test_faulty_gold_is_a_usage_error_with_its_file(run: Run, gold: Path) -> None:
    (gold / "one.json").write_text("{", "utf-8")
    told = run("score", gold)
    assert told.code == 2
    assert "one.json:1: no JSON" in told.err


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    told = run("score", tmp_path / "nowhere")
    assert told.code == 1
    assert "there is no such file or folder" in told.err
