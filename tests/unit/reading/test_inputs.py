"""Finding what to read: order, hidden files, links, limits, and faults that stop nothing."""

from __future__ import annotations

import io
import os
import shutil
import socket
from pathlib import Path

import pytest

from oathbook.errors import UnreadableInput
from oathbook.reading import LIMIT_BYTES, RawInput, iter_inputs


def write(path: Path, text: str = "The council met in the village.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def fault_of(raw: RawInput) -> str:
    with pytest.raises(UnreadableInput) as caught:
        raw.load()
    return str(caught.value)


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "reports" / "one.txt", "Hello")
    monkeypatch.chdir(tmp_path)
    (raw,) = iter_inputs(["reports/one.txt"])
    assert (raw.name, raw.size_bytes, raw.load()) == ("reports/one.txt", 5, b"Hello")


def test_a_folder_gives_its_files_at_all_levels_by_name_without_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y/x.txt", "c.txt", ".hidden.txt", ".git/config", "a/.secret"):
        write(tmp_path / name)
    names = [Path(raw.name).relative_to(tmp_path).as_posix() for raw in iter_inputs([str(tmp_path)])]
    assert names == ["a/y/x.txt", "a/z.txt", "b.txt", "c.txt"]


def test_a_hidden_file_named_outright_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / ".draft.txt", "Hello")
    (raw,) = iter_inputs([str(path)])
    assert raw.load() == b"Hello"


def test_paths_keep_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    paths = [str(write(tmp_path / name)) for name in ("b.txt", "a.txt")]
    assert [raw.name for raw in iter_inputs(paths)] == paths


def test_files_are_not_opened_before_they_are_loaded(tmp_path: Path) -> None:
    path = write(tmp_path / "late.txt", "early")
    (raw,) = iter_inputs([str(path)])
    path.write_text("later", encoding="utf-8")
    assert raw.load() == b"later"


def test_a_file_that_vanishes_before_it_is_loaded_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "gone.txt")
    (raw,) = iter_inputs([str(path)])
    path.unlink()
    assert fault_of(raw) == f"{path}: does not exist. Check the spelling of the path."


def test_a_missing_path_costs_only_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "there.txt", "Hello")
    missing, there = iter_inputs([str(tmp_path / "no.txt"), str(path)])
    assert "does not exist" in fault_of(missing)
    assert there.load() == b"Hello"


def test_a_folder_without_files_says_so(tmp_path: Path) -> None:
    write(tmp_path / ".hidden")
    (tmp_path / "empty").mkdir()
    (raw,) = iter_inputs([str(tmp_path)])
    assert "is a folder with no files to read" in fault_of(raw)


def test_a_folder_that_vanishes_while_it_is_listed_costs_only_itself(tmp_path: Path) -> None:
    for name in ("a.txt", "b/one.txt", "c.txt"):
        write(tmp_path / name)
    raws = iter_inputs([str(tmp_path)])
    first = next(raws)
    shutil.rmtree(tmp_path / "b")
    faulty, last = raws
    assert first.name.endswith("a.txt")
    assert "does not exist" in fault_of(faulty)
    assert last.name.endswith("c.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path / "closed" / "one.txt")
    write(tmp_path / "open.txt")
    (tmp_path / "closed").chmod(0)
    try:
        faulty, last = iter_inputs([str(tmp_path)])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert "Permission denied" in fault_of(faulty)
    assert last.fault is None


def test_a_broken_link_is_called_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    (raw,) = iter_inputs([str(tmp_path)])
    assert "is a link to something that cannot be reached" in fault_of(raw)


def test_links_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    raws = list(iter_inputs([str(tmp_path)]))
    assert [raw.name.rpartition("/")[2] for raw in raws] == ["one.txt", "self"]
    assert "link" in fault_of(raws[1])


def test_a_linked_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "one.txt", "Hello")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "linked").symlink_to(tmp_path / "elsewhere")
    (raw,) = iter_inputs([str(tmp_path / "reports")])
    assert raw.load() == b"Hello"


def test_pipes_sockets_and_devices_are_refused_without_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("plug")
        causes = [fault_of(raw) for raw in iter_inputs(["pipe", "plug", "/dev/zero"])]
    assert [cause.split(" is ")[1].split(",")[0] for cause in causes] == [
        "a named pipe",
        "a socket",
        "a device",
    ]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, ""])
def test_a_path_that_cannot_exist_is_a_fault(path: str) -> None:
    (raw,) = iter_inputs([path])
    assert raw.fault is not None


def test_an_address_is_told_apart_from_a_missing_file() -> None:
    (raw,) = iter_inputs(["https://gazette.example/report"])
    assert "is an address, and this version reads files only" in fault_of(raw)


def test_a_file_name_that_is_not_utf8_has_a_printable_name(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123  Path takes no bytes
            file.write(b"Hello")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (raw,) = iter_inputs([str(tmp_path)])
    assert raw.name.endswith("caf\\xe9.txt")
    assert raw.load() == b"Hello"


def test_standard_input_is_read_from_what_was_handed_in() -> None:
    (raw,) = iter_inputs(["-"], stdin=io.BytesIO(b"Hello"))
    assert (raw.name, raw.size_bytes, raw.load()) == ("-", 5, b"Hello")


def test_standard_input_that_was_not_handed_in_is_a_fault() -> None:
    (raw,) = iter_inputs(["-"])
    assert "none was handed in" in fault_of(raw)


def test_standard_input_that_is_closed_is_a_fault() -> None:
    stream = io.BytesIO(b"Hello")
    stream.close()
    (raw,) = iter_inputs(["-"], stdin=stream)
    assert "cannot be read" in fault_of(raw)


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LIMIT_BYTES + 1024 * 1024)  # sparse: it takes no room
    (raw,) = iter_inputs([str(path)])
    assert raw.size_bytes == LIMIT_BYTES + 1024 * 1024
    assert "is 65.0 MiB, more than the 64.0 MiB that one input may have. Split it" in fault_of(raw)


def test_the_limit_itself_is_allowed_and_one_more_byte_is_not(tmp_path: Path) -> None:
    path = write(tmp_path / "five.txt", "12345")
    (raw,) = iter_inputs([str(path)], limit_bytes=5)
    assert raw.load() == b"12345"
    path.write_text("123456", encoding="utf-8")  # it grows between listing and loading
    assert "more than the 5 bytes" in fault_of(raw)
    (piped,) = iter_inputs(["-"], stdin=io.BytesIO(b"123456"), limit_bytes=5)
    assert "more than the 5 bytes" in fault_of(piped)
