"""The feed is whole and well formed whatever a report holds; the file of lines only grows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from oathbook.errors import Undelivered
from oathbook.exchange.deliver import LinesFile, write_atom

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOW = datetime(2020, 2, 1, tzinfo=UTC)


def feed(path: Path, *news) -> ET.Element:
    write_atom(news, path, feed_id="fed1-x", updated=NOW)
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def test_a_feed_has_what_atom_asks_for(tmp_path: Path, news) -> None:
    claims = [{"url": "https://courier.example/1"}, {"url": "javascript:alert(1)"}, {"url": None}]
    root = feed(tmp_path / "feed.xml", news(2, claims=claims), news(1))
    assert root.findtext("a:updated", namespaces=ATOM) == "2020-01-02T00:00:00Z"
    ids = [e.findtext("a:id", namespaces=ATOM) for e in root.findall("a:entry", ATOM)]
    assert ids == ["urn:oathbook:new1-2", "urn:oathbook:new1-1"]
    links = [e.get("href") for e in root.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == ["https://courier.example/1"]


def test_a_feed_without_news_is_a_feed(tmp_path: Path) -> None:
    assert feed(tmp_path / "feed.xml").findtext("a:updated", namespaces=ATOM) == "2020-02-01T00:00:00Z"


def test_markup_and_control_characters_of_a_report_do_not_break_the_feed(tmp_path: Path, news) -> None:
    title = "<script>alert(1)</script>\x00\x08 & \u202esrever"
    root = feed(tmp_path / "feed.xml", news(1, title=title, why=["]]> \x1b[31mred"]))
    assert root.find("a:entry", ATOM).findtext("a:title", namespaces=ATOM) == (
        "<script>alert(1)</script> & srever"
    )
    assert "<script>" not in (tmp_path / "feed.xml").read_text("utf-8")


def test_a_feed_is_replaced_as_a_whole(tmp_path: Path, news) -> None:
    path = tmp_path / "feed.xml"
    feed(path, news(1), news(2))
    assert len(feed(path, news(3)).findall("a:entry", ATOM)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["feed.xml"]


def test_lines_are_added_and_never_changed(tmp_path: Path, news) -> None:
    channel = LinesFile(path=tmp_path / "news.jsonl")
    channel.send([news(1, title="one\nline")])
    channel.send([news(2), news(3)])
    lines = [json.loads(line) for line in channel.path.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["new1-1", "new1-2", "new1-3"]
    assert lines[0]["title"] == "one\nline"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, news) -> None:
    with pytest.raises(Undelivered, match="cannot be written"):
        write_atom([news()], tmp_path / "none" / "feed.xml", feed_id="x", updated=NOW)
    with pytest.raises(Undelivered, match="nothing can be added"):
        LinesFile(path=tmp_path / "none" / "news.jsonl").send([news()])
