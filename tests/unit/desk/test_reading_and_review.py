"""Reading from the desk and reviewing there: from a pasted text to verdicts, as the pages do it."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from oathbook.desk.state import Desk

PATIENCE_S = 60.0
# An emoji of two UTF-16 units, a combining mark, a joined emoji, and right-to-left letters before the claim.
ODD = (
    "🎥 e\u0301tude 👩‍👩‍👧 (بيان): On 7 March 2015, Boko Haram pledged allegiance to Islamic State. "
    "The group showed the oath in a video that was published on its channel in the evening, and a spokesman "
    "of the army said that soldiers had seen it. The words are بايع التنظيم الدولة 🏴 in the video."
)


def wait_for(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    end = time.monotonic() + PATIENCE_S
    while job["state"] in {"waiting", "running"}:
        if time.monotonic() > end:
            raise AssertionError(f"the reading does not end: {job}")
        job = client.get(f"/api/v1/reading/jobs/{job['id']}").json()
    return job


def read_text(client: TestClient, text: str, **other: str) -> dict[str, Any]:
    answer = client.post("/api/v1/reading/text", json={"text": text, **other})
    assert answer.status_code == 202, answer.text
    return wait_for(client, answer.json())


def first_in_queue(client: TestClient) -> dict[str, Any]:
    items = client.get("/api/v1/review/queue", params={"as_of": "2015-04", "limit": 5}).json()["items"]
    return items[0]


def test_offsets_are_code_points_whatever_stands_before(client: TestClient) -> None:
    job = read_text(client, ODD, published="2015-03-08", source="Sahel Courier")
    assert job["claims_new"] >= 1
    documents = client.get("/api/v1/documents", params={"words": "🎥"}).json()["items"]
    listed = documents or client.get("/api/v1/documents").json()["items"]
    found = [client.get(f"/api/v1/documents/{item['id']}").json() for item in listed]
    document = next(d for d in found if d["text"] == ODD)
    assert document["code_points"] == len(ODD)
    assert document["claims"]
    for claim in document["claims"]:
        assert document["text"][claim["start"] : claim["end"]] == claim["quote"]
        units = document["text"].encode("utf-16-le")
        assert units[2 * claim["start"] : 2 * claim["end"]].decode("utf-16-le", "ignore") != claim["quote"]


def test_a_text_of_right_to_left_letters_says_so(client: TestClient) -> None:
    read_text(
        client,
        "أعلنت الجماعة في بيان لها أنها بايعت التنظيم في شهر مارس",
        title="بيان",
        published="2015-03-08",
    )
    items = client.get("/api/v1/documents").json()["items"]
    (item,) = [i for i in items if i["title"] == "بيان"]
    assert item["direction"] == "rtl"
    assert client.get(f"/api/v1/documents/{item['id']}").json()["document"]["direction"] == "rtl"


def test_a_selection_becomes_a_claim_at_its_code_points(client: TestClient) -> None:
    read_text(client, ODD, published="2015-03-08")
    items = client.get("/api/v1/documents").json()["items"]
    document_id = next(
        i["id"] for i in items if client.get(f"/api/v1/documents/{i['id']}").json()["text"] == ODD
    )
    start = ODD.index("بايع التنظيم")
    body = {
        "start": start,
        "end": start + len("بايع التنظيم"),
        "fields": {"kind": "pledge", "subject": "boko-haram", "object": "islamic-state", "when": "2015-03"},
    }
    answer = client.post(f"/api/v1/documents/{document_id}/claims", json=body)
    assert answer.status_code == 201, answer.text
    claim = answer.json()
    assert claim["quote"] == "بايع التنظيم"
    assert (claim["verdict"], claim["subject"]["name"]) == ("confirmed", "Boko Haram")
    wrong = client.post(f"/api/v1/documents/{document_id}/claims", json=body | {"end": 10_000})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "bad_question")


def test_faults_of_files_are_told_one_by_one_and_the_rest_is_read(client: TestClient) -> None:
    good = b"On 12 March 2015, Islamic State accepted the pledge of Boko Haram, again."
    files = [
        ("files", ("good.txt", good, "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")),
    ]
    answer = client.post("/api/v1/reading/files", files=files, data={"published": "2015-03-13"})
    assert answer.status_code == 202
    job = wait_for(client, answer.json())
    assert (job["state"], job["documents_new"], job["done"]) == ("done", 1, 3)
    assert [fault["name"] for fault in job["failed"]] == ["empty.txt", "picture.png"]
    assert all(fault["cause"] for fault in job["failed"])


def test_a_folder_is_read_and_one_that_is_not_there_is_named(client: TestClient, tmp_path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("On 9 March 2015, Boko Haram pledged allegiance to Islamic State anew.")
    answer = client.post("/api/v1/reading/folder", json={"path": str(folder), "published": "2015-03-10"})
    assert wait_for(client, answer.json())["documents_new"] == 1
    missing = client.post("/api/v1/reading/folder", json={"path": str(folder / "none")})
    assert missing.status_code == 404
    assert str(folder / "none") in missing.json()["error"]["message"]


def test_the_queue_begins_with_the_claim_on_which_most_hangs(client: TestClient) -> None:
    queue = client.get("/api/v1/review/queue", params={"as_of": "2015-04"}).json()
    impacts = [item["impact"] for item in queue["items"]]
    assert impacts[0] > 0.1
    assert impacts[0] >= max(impacts) * 0.5
    assert queue["total"] == len(queue["items"])


def test_a_verdict_does_what_its_preview_said_and_can_be_taken_back(client: TestClient) -> None:
    item = first_in_queue(client)
    claim_id, clocks = item["claim"]["id"], {"as_of": "2015-04"}
    effect = item["effects"][0]
    pair = f"{effect['subject']['id']}/{effect['principal']['id']}"

    def probability() -> float:
        found = client.get(f"/api/v1/evidence/{pair}", params=clocks).json()
        return float(found["assessment"]["probability"])

    before = probability()
    preview = client.post(
        f"/api/v1/claims/{claim_id}/preview", params=clocks, json={"verdict": "rejected"}
    ).json()
    told = next(e for e in preview["effects"] if f"{e['subject']['id']}/{e['principal']['id']}" == pair)
    assert told["before"] == pytest.approx(before, abs=1e-3)
    assert probability() == before  # a preview records nothing
    given = client.post(f"/api/v1/claims/{claim_id}/review", params=clocks, json={"verdict": "rejected"})
    assert given.status_code == 200
    assert given.json()["review"]["by"] == "Reviewer"
    assert probability() == pytest.approx(told["after"], abs=0.02)
    undone = client.post(f"/api/v1/claims/{claim_id}/review", params=clocks, json={"verdict": None})
    assert undone.json()["claim"]["verdict"] is None
    assert probability() == pytest.approx(before, abs=1e-6)
    reviews = client.get(f"/api/v1/claims/{claim_id}").json()["reviews"]
    assert [r["verdict"] for r in reviews] == ["rejected", None]
    assert reviews[1]["supersedes"] == reviews[0]["id"]


def test_a_correction_shows_at_once_on_every_page(client: TestClient) -> None:
    (pledge, *_) = client.get("/api/v1/claims", params={"subject": "boko-haram", "kind": "pledge"}).json()[
        "items"
    ]
    claim_id = pledge["id"]
    fields = {"object": "al-qaeda"}
    body = {"verdict": "corrected", "fields": fields}
    answer = client.post(f"/api/v1/claims/{claim_id}/review", params={"as_of": "2015-04"}, json=body)
    assert answer.status_code == 200, answer.text
    group = answer.json()["claim"]["subject"]["id"]
    shown = client.get(f"/api/v1/groups/{group}", params={"as_of": "2015-04"}).json()
    assert "al-qaeda" in {s["principal"]["id"] for s in shown["standings"]}
    overview = client.get("/api/v1/overview", params={"as_of": "2015-04"}).json()
    row = next(r for r in overview["groups"] if r["group"]["id"] == group)
    assert any(share["principal"] == "al-qaeda" for p in row["series"] for share in p["shares"])


def test_two_reviewers_do_not_overrule_each_other_unseen(client: TestClient) -> None:
    claim_id = first_in_queue(client)["claim"]["id"]
    first = client.post(f"/api/v1/claims/{claim_id}/review", json={"verdict": "confirmed"}).json()["review"]
    seen = {"verdict": "rejected", "supersedes": first["id"]}
    assert client.post(f"/api/v1/claims/{claim_id}/review", json=seen).status_code == 200
    late = client.post(f"/api/v1/claims/{claim_id}/review", json=seen)
    assert (late.status_code, late.json()["error"]["code"]) == (409, "reviewed_meanwhile")


def test_a_faulty_correction_is_refused_before_anything_is_recorded(client: TestClient, desk: Desk) -> None:
    claim_id = first_in_queue(client)["claim"]["id"]
    mark = desk.mark()
    for fields in ({"nonsense": 1}, {"when": "yesterday"}, {"kind": "hug"}, {"quote": "other words"}, {}):
        body = {"verdict": "corrected", "fields": fields}
        for path in ("preview", "review") if "quote" not in fields else ("review",):
            answer = client.post(f"/api/v1/claims/{claim_id}/{path}", json=body)
            assert answer.status_code in {400, 422}, (path, fields, answer.text)
    assert desk.mark() == mark


def test_merged_actors_are_one_on_the_next_page_and_two_again_when_taken_back(client: TestClient) -> None:
    body = {"left": "boko-haram", "right": "al-mourabitoun", "same": True}
    assert client.post("/api/v1/judgements", json=body).status_code == 201
    merged = client.get("/api/v1/groups/boko-haram").json()
    assert merged["merged_labels"] or merged["group"]["id"] == "al-mourabitoun"
    assert client.post("/api/v1/judgements", json=body | {"same": None}).status_code == 201
    assert client.get("/api/v1/groups/boko-haram").json()["merged_labels"] == []


def test_a_verdict_is_among_what_changed_since(client: TestClient, clock: Any) -> None:
    since = client.get("/api/v1/book").json()["last_recorded"]
    nothing = client.get("/api/v1/changes", params={"since": since, "as_of": "2015-06"}).json()
    assert (nothing["claims"], nothing["items"]) == (0, [])
    claim_id = first_in_queue(client)["claim"]["id"]
    clock.now += timedelta(hours=1)
    client.post(f"/api/v1/claims/{claim_id}/review", json={"verdict": "rejected"})
    changed = client.get("/api/v1/changes", params={"since": since, "as_of": "2015-06"}).json()
    assert changed["reviews"] == 1
    assert changed["items"]
    assert changed["items"][0]["after"] < changed["items"][0]["before"]
