"""What every page asks for: both clocks, one shape of error, pages, tags that follow the book."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from oathbook.desk.state import Desk
from oathbook.model import Verdict

READS = (
    "book", "overview", "network", "groups", "groups/boko-haram", "documents", "claims", "review/queue",
    "evidence/boko-haram/islamic-state", "map", "search?q=pledged", "search", "sources", "actors?q=boko",
    "judgements", "vocabulary", "session", "reading/jobs", "places?q=mal",
    "diff?before=2015-03-01&clock=as_of&as_of=2015-06", "changes?since=2018-01-01T00:00:00Z",
)  # fmt: skip


@pytest.mark.parametrize("path", READS)
def test_every_read_answers(reader: TestClient, path: str) -> None:
    answer = reader.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"


def test_partial_dates_mean_their_last_day_and_are_echoed(reader: TestClient) -> None:
    answer = reader.get("/api/v1/overview", params={"as_of": "2015-03", "known_by": "2016"}).json()
    assert (answer["as_of"], answer["known_by"]) == ("2015-03-31", "2016-12-31")


def test_what_was_published_later_is_on_no_page(reader: TestClient) -> None:
    before, after = (
        reader.get("/api/v1/evidence/boko-haram/islamic-state", params={"known_by": day, "as_of": day}).json()
        for day in ("2015-03-09", "2015-03-14")
    )
    signs = [{o["sign"] for o in e["reasons_for"]} for e in (before, after)]
    assert "accepted" not in signs[0]
    assert "accepted" in signs[1]
    early = reader.get("/api/v1/overview", params={"known_by": "2015-03-01"}).json()
    assert early["groups"] == []
    assert early["histogram"] == []


def test_shares_and_none_make_up_one_in_every_point(reader: TestClient) -> None:
    overview = reader.get("/api/v1/overview").json()
    assert overview["groups"]
    for row in overview["groups"]:
        months = [point["month"] for point in row["series"]]
        assert months == sorted(months)
        for point in row["series"]:
            tied = sum(s["pledged"] + s["accepted"] + s["operational"] + s["split"] for s in point["shares"])
            assert 0.97 <= point["none"] + tied <= 1.03, (row["group"]["id"], point)


def test_a_principal_has_one_colour_on_every_page(reader: TestClient) -> None:
    pages = ("overview", "network", "groups/boko-haram", "groups/al-mourabitoun")
    slots = [
        {p["id"]: p["slot"] for p in reader.get(f"/api/v1/{page}").json()["principals"]} for page in pages
    ]
    assert slots[0]
    assert all(found == slots[0] for found in slots)


def test_the_basis_becomes_mutual_once_the_principal_has_accepted(reader: TestClient) -> None:
    series = reader.get("/api/v1/groups/boko-haram").json()["series"]
    assert series[-1]["basis"] == "mutual"
    earlier = reader.get("/api/v1/groups/boko-haram", params={"known_by": "2015-03-10"}).json()["series"]
    assert earlier[-1]["basis"] == "claimed"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("groups/no-such-group-at-all", 404, "not_found"),
        ("documents/doc1-none", 404, "not_found"),
        ("claims/clm1-none", 404, "not_found"),
        ("reading/jobs/job-none", 404, "not_found"),
        ("overview?as_of=yesterday", 400, "bad_question"),
        ("overview?top=0", 422, "invalid"),
        ("claims?kind=hug", 422, "invalid"),
        ("documents?limit=100000", 422, "invalid"),
        ("changes?since=2018-01-01T00:00:00", 400, "bad_question"),
        ("nothing", 404, "not_found"),
        ("diff?before=2020&clock=as_of&as_of=2015", 400, "bad_question"),
    ],
)
def test_errors_have_one_shape(reader: TestClient, path: str, status: int, code: str) -> None:
    answer = reader.get(f"/api/v1/{path}")
    body = answer.json()
    assert (answer.status_code, body["error"]["code"]) == (status, code), body
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "status", "details"}
    assert body["error"]["message"]


def test_a_reader_may_not_write(reader: TestClient) -> None:
    writes = ("judgements", "claims/x/review", "documents/x/claims", "reading/text", "reading/folder")
    bodies = (
        {"left": "a", "right": "b", "same": True},
        {"verdict": "confirmed"},
        {"start": 0, "end": 1, "fields": {"kind": "pledge"}},
        {"text": "x"},
        {"path": "/"},
    )
    for path, body in zip(writes, bodies, strict=True):
        answer = reader.post(f"/api/v1/{path}", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed"), path


def test_pages_follow_one_another_without_gap_or_overlap(reader: TestClient) -> None:
    whole = reader.get("/api/v1/claims").json()
    parts = [
        reader.get("/api/v1/claims", params={"offset": n, "limit": 1}).json()["items"]
        for n in range(whole["total"])
    ]
    assert [c["id"] for part in parts for c in part] == [c["id"] for c in whole["items"]]


def test_a_tag_spares_the_answer_until_something_is_recorded(client: TestClient) -> None:
    first = client.get("/api/v1/overview")
    tag = first.headers["etag"]
    same = client.get("/api/v1/overview", headers={"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == tag
    other = client.get("/api/v1/overview?as_of=2015", headers={"If-None-Match": tag})
    assert other.status_code == 200
    client.post("/api/v1/judgements", json={"left": "a", "right": "b", "same": False})
    assert client.get("/api/v1/overview", headers={"If-None-Match": tag}).status_code == 200


def test_an_error_bears_no_tag(reader: TestClient) -> None:
    assert "etag" not in reader.get("/api/v1/documents/doc1-none").headers


def test_completion_finds_by_any_name_the_best_first(reader: TestClient) -> None:
    items = reader.get("/api/v1/actors", params={"q": "isis"}).json()["items"]
    assert items[0]["id"] == "islamic-state"
    half = reader.get("/api/v1/actors", params={"q": "boko"}).json()["items"]
    assert half[0]["id"] == "boko-haram"


def test_a_snippet_is_the_quote_cut_and_never_markup(reader: TestClient) -> None:
    found = reader.get("/api/v1/search", params={"q": "pledg*"}).json()
    assert found["items"]
    for item in found["items"]:
        assert "".join(snip["text"] for snip in item["snippet"]) == item["claim"]["quote"]
        assert any(snip["hit"] for snip in item["snippet"])


def test_the_brief_is_a_page_that_runs_nothing(reader: TestClient) -> None:
    page = reader.get("/brief/boko-haram", params={"as_of": "2016"})
    assert page.status_code == 200
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Boko Haram" in page.text


def test_the_documentation_needs_no_other_host_and_no_script(reader: TestClient) -> None:
    page = reader.get("/api/docs")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "://" not in page.text.replace("http://www.w3.org", "")
    for path in ("/api/v1/overview", "/api/v1/review/queue"):
        assert path in page.text


def test_a_map_of_any_day_counts_what_a_query_for_that_day_finds(desk: Desk, client: TestClient) -> None:
    for entry, place in zip(desk.book.claims(), ("Gao", "Nowhere at all", "Gao"), strict=False):
        desk.book.ledger.review(entry.id, Verdict.CORRECTED, fields={"place": place}, by="ana")
    for day in ("2014-12-31", "2015-03-20", "2020-01-01"):
        query = desk.book.query(as_of=day, known_by="2020-01-01")
        counted = sum(row.claims for row in desk.book.ledger.claims_by_place(query))
        shown = client.get("/api/v1/map", params={"as_of": day, "known_by": "2020-01-01"}).json()
        assert sum(place["claims"] for place in shown["places"]) + shown["unplaced_claims"] == counted
    assert counted == 3
    assert shown["unplaced"] == ["Nowhere at all"]
