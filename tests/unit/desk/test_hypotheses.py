"""Hypotheses and watches over the wire."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from oathbook.book import open_book
from oathbook.desk.app import build_app
from oathbook.desk.state import Desk

CLOCKS = {"as_of": "2018-06-01", "known_by": "2018-06-01"}
BOKO = CLOCKS | {"group": "boko-haram"}
FILE = """
id = "own"
title = "Who took the oath?"

[[hypotheses]]
id = "yes"
name = "It was taken"

[[hypotheses.patterns]]
mark = "CC"
kinds = ["accept"]

[[hypotheses]]
id = "no"
name = "It was not"
"""


def matrix(client: TestClient, **query: str) -> dict:  # type: ignore[type-arg]
    got = client.get("/api/v1/hypotheses", params=query)
    assert got.status_code == 200, got.text
    return got.json()  # type: ignore[no-any-return]


def test_every_group_is_asked_whom_it_stands_with(client: TestClient) -> None:
    told = matrix(client, **BOKO)
    assert [h["id"] for h in told["question"]["hypotheses"]] == ["islamic-state", "alone"]
    assert told["scores"][0]["hypothesis"] == "islamic-state"
    assert {row["kind"] for row in told["rows"]} >= {"pledge", "accept"}


def test_a_persons_mark_takes_the_place_of_the_patterns_and_is_taken_back(client: TestClient) -> None:
    row = matrix(client, **BOKO)["rows"][0]
    before = row["cells"][0]["mark"]
    cell = {"hypothesis": "islamic-state", "claim": row["claim_id"], "mark": "II"}

    def mark() -> dict:  # type: ignore[type-arg]
        rows = matrix(client, **BOKO)["rows"]
        return next(r for r in rows if r["claim_id"] == row["claim_id"])["cells"][0]  # type: ignore[no-any-return]

    assert client.post("/api/v1/hypotheses/cells", params=BOKO, json=cell).status_code == 201
    assert (mark()["mark"], mark()["overrides"]) == ("II", before)
    assert mark()["by"]
    client.post("/api/v1/hypotheses/cells", params=BOKO, json=cell | {"mark": None})
    assert (mark()["mark"], mark()["by"]) == (before, None)


def test_a_hypothesis_that_is_none_is_refused_by_name(client: TestClient) -> None:
    row = matrix(client, **BOKO)["rows"][0]["claim_id"]
    cell = {"hypothesis": "nobody", "claim": row, "mark": "C"}
    got = client.post("/api/v1/hypotheses/cells", params=BOKO, json=cell)
    assert got.status_code == 404
    assert "nobody" in got.json()["error"]["message"]


def test_the_users_own_questions_lie_beside_the_book(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own" / "hypotheses"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(FILE, "utf-8")
    monkeypatch.setenv("OATHBOOK_OWN", str(tmp_path / "own"))
    copy = tmp_path / "copy.oathbook"
    copy.write_bytes(filled.read_bytes())
    with (
        open_book(copy) as book,
        TestClient(build_app(Desk(book=book)), base_url="http://127.0.0.1") as client,
    ):
        listed = client.get("/api/v1/hypotheses/questions").json()["items"]
        assert [(q["id"], q["own"]) for q in listed] == [("own", True)]
        told = matrix(client, id="own", **CLOCKS)
        assert told["scores"][0]["name"] == "It was taken"
        missing = client.get("/api/v1/hypotheses", params={"id": "none", **CLOCKS})
        assert missing.status_code == 404


def test_what_is_told_of_an_actor_can_be_watched_until_it_is_ended(client: TestClient) -> None:
    asked = client.post("/api/v1/watches", json={"actor": "boko-haram"})
    assert asked.status_code == 201, asked.text
    assert asked.json()["sentence"] == "What is told of Boko Haram"
    assert [w["id"] for w in client.get("/api/v1/watches").json()["items"]] == [asked.json()["id"]]
    assert client.post("/api/v1/watches/look").json()["news"] == []
    assert client.delete(f"/api/v1/watches/{asked.json()['id']}").status_code == 200
    assert client.get("/api/v1/watches").json()["items"] == []
