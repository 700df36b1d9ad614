"""Data files: every fault is found, and named with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oathbook.actors.registry import registry_of
from oathbook.actors.tables import is_acronym, read_tables
from oathbook.errors import DataFileError

Write = Callable[..., Path]
GOOD = "boko-haram;Boko Haram;;;organisation;africa;Nigeria;jihadist;;2002;;"

FAULTS = {
    "a bad id": ("organisations", GOOD.replace("boko-haram", "Boko_Haram"), "id 'Boko_Haram'"),
    "no name": ("organisations", GOOD.replace(";Boko Haram;", ";;"), "name is empty"),
    "a bad type": ("organisations", GOOD.replace("organisation", "gang"), "type 'gang' is none of"),
    "a bad region": ("organisations", GOOD.replace("africa", "sahel"), "region 'sahel' is none of"),
    "a bad ideology": ("organisations", GOOD.replace("jihadist", "bad"), "ideology 'bad' is none of"),
    "a bad year": ("organisations", GOOD.replace("2002", "ca. 2002"), "from 'ca. 2002' is no year"),
    "years in the wrong order": ("organisations", GOOD.replace("2002;;", "2002;1999;"), "from 2002 is after"),
    "a bad wikidata id": ("organisations", GOOD + "12", "wikidata '12'"),
    "an empty alias": ("organisations", GOOD.replace(";;;o", ";BH | | JAS;;o"), "aliases: an empty item"),
    "a parent that is not there": (
        "organisations",
        GOOD.replace(";;2002", ";nobody;2002"),
        "parent 'nobody'",
    ),
    "too many cells": ("organisations", GOOD + ";;;", "15 cells, but the header has 12"),
    "a leader of nothing": ("people", "shekau;Shekau;;;nobody;;;;", "org 'nobody'"),
    "a state that is an organisation": ("states", "mali;Mali;;;organisation;africa;", "type 'organisation'"),
    "a letter that is none": ("sources", "x;X News;;G;;;", "letter 'G'"),
    "a side that is not there": ("sources", "x;X News;;B;nobody;;", "side 'nobody'"),
    "a bad domain": ("sources", "x;X News;;B;;;http://x", "domain 'http://x'"),
    "a succession of nothing": ("successions", "a;b;2016", "earlier 'a' is no actor's id"),
    "a bad date": ("successions", "a;b;July 2016", "when: 'July 2016'"),
    "a bad kind of place": ("places", "Kidal;;hamlet;Mali;1;1", "kind 'hamlet'"),
    "a latitude off the globe": ("places", "Kidal;;town;Mali;91;1", "lat 91"),
    "a demonym of nowhere": ("demonyms", "Malian;", "a demonym needs its country"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named_with_its_file_and_line(case: str, write: Write, tmp_path: Path) -> None:
    table, row, says = FAULTS[case]
    write(tmp_path, **{table: f"# a comment\n\n{row}"})
    faults = read_tables([tmp_path]).faults
    assert faults[0].path == tmp_path / f"{table}.tsv"
    assert faults[0].line == 4
    assert says in faults[0].fault
    assert str(faults[0]).startswith(f"{tmp_path / table}.tsv:4: ")


def test_all_faults_are_collected_and_loading_raises_the_first(write: Write, tmp_path: Path) -> None:
    write(tmp_path, organisations=f"{GOOD}\n{GOOD}\nb;B;;;gang;africa;;;;;;")
    assert [f.line for f in read_tables([tmp_path]).faults] == [3, 4]
    with pytest.raises(DataFileError, match=r"id 'boko-haram' stands twice; first at organisations\.tsv:2"):
        registry_of([tmp_path])


def test_an_unknown_and_a_missing_column_are_both_named(write: Write, tmp_path: Path) -> None:
    write(tmp_path, header="demonym;land", demonyms="Malian;Mali")
    assert [f.fault.split(";")[0] for f in read_tables([tmp_path]).faults] == [
        "unknown column 'land'",
        "missing column 'country'",
    ]


def test_columns_may_stand_in_any_order(write: Write, tmp_path: Path) -> None:
    write(tmp_path, header="country;demonym", demonyms="Mali;Malian")
    assert registry_of([tmp_path]).demonyms == {"Malian": "Mali"}


def test_a_name_may_strongly_name_only_one_actor(write: Write, tmp_path: Path) -> None:
    write(tmp_path, organisations=f"{GOOD}\nother;Other;boko-haram | BOKO HARAM;;organisation;africa;;;;;;")
    faults = read_tables([tmp_path]).faults
    assert faults[0].line == 3
    assert "'boko-haram' also strongly names 'boko-haram' (organisations.tsv:2)" in faults[0].fault


def test_transliterations_may_meet_because_the_plain_spelling_decides(write: Write, tmp_path: Path) -> None:
    rows = "a;Ansaroul Islam;;;organisation;africa;;;;;;\nb;Ansar al-Islam;;;organisation;africa;;;;;;"
    assert not read_tables([write(tmp_path, organisations=rows)]).faults


def test_a_weak_name_may_be_shared(write: Write, tmp_path: Path) -> None:
    rows = "a;Alpha;;the Front;organisation;africa;;;;;;\nb;Beta;;the Front;organisation;africa;;;;;;"
    assert not read_tables([write(tmp_path, organisations=rows)]).faults


def test_a_file_that_is_not_utf8_is_a_fault_at_the_line_where_it_breaks(tmp_path: Path) -> None:
    (tmp_path / "demonyms.tsv").write_bytes("demonym\tcountry\nSéléka\tx".encode("latin-1"))
    (fault,) = read_tables([tmp_path]).faults
    assert (fault.line, "not UTF-8" in fault.fault) == (2, True)


def test_a_file_of_unknown_name_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "peoples.tsv").write_text("x")
    assert "no table is called that" in read_tables([tmp_path]).faults[0].fault


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no such folder"):
        registry_of([tmp_path / "nowhere"])


def test_an_empty_file_says_which_header_it_wants(tmp_path: Path) -> None:
    (tmp_path / "demonyms.tsv").write_text("")
    assert "it should read demonym country" in read_tables([tmp_path]).faults[0].fault


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, True) for name in ("IS", "HuA", "M23", "3R", "U.S.", "AQIM", "Al-Q")]
    + [(name, False) for name in ("ISWAP", "Amal", "IS group", "A")],
)
def test_acronyms_are_short_and_of_capitals(name: str, expected: bool) -> None:
    assert is_acronym(name) is expected
