"""From files as they lie on disk to documents: every format, every fault, and the same answer each time."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

import oathbook.reading
from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading import RawInput, iter_inputs, read_documents

PROSE = "Two men of the River Front swore an oath to the Harbour Council.\n\nThe front said nothing.\n"
PAGE = f"""<!doctype html><html><head><meta property="article:published_time" content="2016-08-04">
<meta property="og:site_name" content="The Northern Gazette"></head><body><article>
<p>{PROSE.replace(chr(10) + chr(10), "</p><p>")}</p></article></body></html>"""


def read(data: bytes | str, **options: date | str) -> list[Document | UnreadableInput]:
    data = data.encode() if isinstance(data, str) else data
    return list(read_documents(RawInput(name="f", data=data), **options))  # type: ignore[arg-type]


def write_folder(folder: Path) -> Path:
    """One file of every kind, each with a name that says something else."""
    files: dict[str, bytes] = {
        "01-page.txt": PAGE.encode(),
        "02-text.html": PROSE.encode(),
        "03-note.json": f"---\ntitle: An oath\nsource: Gazette\ndate: 2016-08-04\n---\n{PROSE}".encode(),
        "04-one.md": json.dumps({"id": "own", "text": PROSE, "published": "2016-08-04"}, indent=1).encode(),
        "05-many.csv": "".join(
            json.dumps({"text": PROSE, "title": str(n)}) + "\n" for n in range(2)
        ).encode(),
        "06-wide.txt": PROSE.encode("utf-16"),
        "07-windows.txt": "Le front a prêté serment à Gao.".encode("cp1252"),
        "08-empty.txt": b"",
        "09-blank.txt": b" \n\n",
        "10-pdf.txt": b"%PDF-1.4 ...",
        "11-packed.txt": gzip.compress(PROSE.encode()),
        "12-noise.txt": bytes(range(256)) * 4,
        "13-broken.json": b'{"text": "cut',
        "14-menu.html": b"<!doctype html><nav><a href=/>Home</a></nav>",
        "15-deep.json": b"[" * 200_000,
    }
    with zipfile.ZipFile(folder / "16-word.txt", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "17-link.txt").symlink_to("nowhere")
    os.mkfifo(folder / "18-pipe.txt")
    return folder


def test_a_folder_of_every_kind_gives_each_document_or_one_error_that_names_its_file(tmp_path: Path) -> None:
    found: dict[str, list[str]] = {"read": [], "refused": []}
    for raw in iter_inputs([str(write_folder(tmp_path))]):
        for item in read_documents(raw):
            if isinstance(item, Document):
                found["read"].append(item.name.rpartition("/")[2])
            else:
                assert item.name == raw.name
                found["refused"].append(f"{item.name.rpartition('/')[2]}: {item.cause}")
    assert found == {
        "read": [
            "01-page.txt", "02-text.html", "03-note.json", "own", "05-many.csv:1", "05-many.csv:2",
            "06-wide.txt", "07-windows.txt",
        ],
        "refused": [
            "08-empty.txt: is empty.",
            "09-blank.txt: holds nothing but white space.",
            "10-pdf.txt: is a PDF, which this version does not read yet.",
            "11-packed.txt: is gzip data.",
            "12-noise.txt: is binary data, not text.",
            "13-broken.json: is broken JSON: Unterminated string starting at at column 10.",
            "14-menu.html: is a web page with no article in it.",
            "15-deep.json: is JSON nested too deeply to be a report.",
            "16-word.txt: is a Word document (docx), which this version does not read yet.",
            "17-link.txt: is a link to something that cannot be reached.",
            "18-pipe.txt: is a named pipe, not a file.",
        ],
    }  # fmt: skip


def test_reading_the_same_files_twice_gives_the_same_documents(tmp_path: Path) -> None:
    paths = [str(write_folder(tmp_path))]
    once, again = (
        [
            item if isinstance(item, Document) else str(item)
            for raw in iter_inputs(paths)
            for item in read_documents(raw)
        ]
        for _ in range(2)
    )
    assert once == again


def test_the_format_does_not_depend_on_how_the_bytes_arrive(tmp_path: Path) -> None:
    path = tmp_path / "report.bin"
    path.write_bytes(PAGE.encode())
    (file,) = iter_inputs([str(path)])
    (piped,) = iter_inputs(["-"], stdin=io.BytesIO(PAGE.encode()))
    (from_file,), (from_pipe,) = read_documents(file), read_documents(piped)
    assert isinstance(from_file, Document)
    assert isinstance(from_pipe, Document)
    assert from_file.id == from_pipe.id
    assert (from_file.name, from_pipe.name) == (str(path), "-")


@pytest.mark.parametrize(
    "data",
    [
        PROSE,
        f"---\ntitle: x\n---\n{PROSE}",
        json.dumps({"text": PROSE}),
        json.dumps({"text": PROSE}) + "\n" + json.dumps({"text": "Other."}),
        f"<html><body><p>{PROSE}</p></body></html>",
    ],
    ids=["text", "markdown", "json", "json lines", "html"],
)
def test_in_every_format_day_and_outlet_from_outside_reach_a_silent_document(data: str) -> None:
    item = read(data, published=date(2000, 1, 1), source="Somebody")[0]
    assert isinstance(item, Document)
    assert (item.published, item.source) == (date(2000, 1, 1), "Somebody")


def test_plain_text_is_kept_to_the_character() -> None:
    (item,) = read(PROSE)
    assert isinstance(item, Document)
    assert item.text == PROSE


def test_one_damaged_line_of_json_lines_does_not_spoil_the_accents_of_the_others() -> None:
    good = json.dumps({"text": "The café — “closed” — is in Gao."}, ensure_ascii=False).encode()
    bad = '{"text": "a café — cut '.encode() + b'\xff"}'
    first, broken, last = read(b"\n".join([good, bad, good]))
    assert isinstance(first, Document)
    assert first.text == "The café — “closed” — is in Gao."
    assert isinstance(broken, UnreadableInput)
    assert broken.name == "f:2"
    assert isinstance(last, Document)


def test_a_fault_found_while_listing_comes_out_where_its_documents_would() -> None:
    (raw,) = iter_inputs(["no-such-file"])
    (item,) = read_documents(raw)
    assert item is raw.fault


def test_the_page_reader_is_loaded_only_when_there_is_a_page() -> None:
    """Start-up counts: nothing slow is imported with the room."""
    code = "import sys, oathbook.reading as r; list(r.read_documents(r.RawInput(name='f', data=b'A text.')));"
    code += (
        "sys.exit(any(m in sys.modules for m in ('lxml', 'trafilatura', 'charset_normalizer', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_the_room_exports_is_what_it_says() -> None:
    assert oathbook.reading.__all__ == [
        "LIMIT_BYTES",
        "RawInput",
        "example_inputs",
        "iter_inputs",
        "read_documents",
    ]
    assert all(hasattr(oathbook.reading, name) for name in oathbook.reading.__all__)
