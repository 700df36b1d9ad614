"""`oathbook serve` as a process: ready at once, gated, shut by one signal, and asking no other host."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

OATHBOOK = [sys.executable, "-m", "oathbook"]
REPORT = "On 7 March 2015, Boko Haram pledged allegiance to Islamic State.\n"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/(?:\?token=([\w-]+))?")
PATIENCE_S = 60.0


@contextmanager
def serving(*options: object, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its address without the token, and the token ("" where there is none)."""
    process = subprocess.Popen(
        [*OATHBOOK, "serve", "--port", "0", *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = ADDRESS.search(line)
        assert found is not None, (line, process.stderr and process.stderr.read() if not line else "")
        yield process, f"http://127.0.0.1:{found[1]}", found[2] or ""
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE_S)


def ask(address: str, path: str, token: str = "", body: object = None) -> tuple[int, str]:
    method = "GET" if body is None else "POST"
    answer = httpx.request(
        method, f"{address}{path}", headers=bearer(token), json=body, timeout=PATIENCE_S, trust_env=False
    )
    return answer.status_code, answer.text


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def listen(address: str, token: str = "") -> Any:
    headers = bearer(token)
    return httpx.stream(
        "GET", f"{address}/api/v1/events", headers=headers, timeout=PATIENCE_S, trust_env=False
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "test.oathbook"
    report = path.with_name("report.txt")
    report.write_text(REPORT)
    done = subprocess.run(
        [*OATHBOOK, "read", str(report), "--book", str(path), "--published", "2015-03-08"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return path


def test_the_desk_answers_under_its_printed_address_and_ends_on_one_signal(book: Path) -> None:
    with serving("--book", book) as (process, address, token):
        assert len(token) >= 24
        assert ask(address, "/api/v1/book")[0] == 401
        status, said = ask(address, "/api/v1/book", token)
        assert status == 200
        assert json.loads(said)["documents"] == 1
        status, said = ask(address, "/api/v1/groups/boko-haram?as_of=2015-04", token)
        assert status == 200
        assert json.loads(said)["standings"][0]["principal"]["id"] == "islamic-state"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0


def test_a_report_is_read_from_the_desk_and_told_as_a_stream(book: Path) -> None:
    with serving("--book", book) as (_, address, token):
        with listen(address, token) as stream:
            body = {
                "text": "On 12 March 2015, Islamic State accepted the pledge of Boko Haram.",
                "source": "Lake Dispatch",
                "published": "2015-03-13",
            }
            status, said = ask(address, "/api/v1/reading/text", token, body)
            assert status == 202
            job_id = json.loads(said)["id"]
            states = []
            kind = ""
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: ") and kind == "job":
                    job = json.loads(line.removeprefix("data: "))
                    if job["id"] == job_id:
                        states.append(job["state"])
                if states and states[-1] in {"done", "failed"}:
                    break
            assert states[-1] == "done"
        job = json.loads(ask(address, f"/api/v1/reading/jobs/{job_id}", token)[1])
        assert (job["documents_new"], job["failed"]) == (1, [])
        assert job["claims_new"] >= 1


def test_an_open_stream_does_not_keep_the_desk_from_ending(book: Path) -> None:
    with serving("--book", book, "--no-token") as (process, address, _), listen(address) as stream:
        assert next(stream.iter_lines())
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S / 2)


def test_another_address_than_this_machines_own_is_refused_without_a_password(book: Path) -> None:
    done = subprocess.run(
        [*OATHBOOK, "serve", "--book", str(book), "--host", "0.0.0.0"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 2
    assert "password" in done.stderr


def test_a_desk_over_a_read_only_book_lets_nobody_write(book: Path) -> None:
    with serving("--book", book, "--no-token", "--read-only") as (_, address, _):
        status, said = ask(address, "/api/v1/judgements", body={"left": "a", "right": "b", "same": True})
        assert status == 403
        assert json.loads(said)["error"]["code"] == "not_allowed"
        assert ask(address, "/api/v1/overview")[0] == 200


def test_the_served_process_opens_no_connection_of_its_own(book: Path) -> None:
    """Every socket of the process is the one it listens at, or a browser's to it."""
    with serving("--book", book, "--no-token") as (process, address, _):
        for path in ("/api/v1/overview", "/api/v1/network", "/api/docs"):
            assert ask(address, path)[0] == 200
        port = int(address.rsplit(":", 1)[1])
        inodes = set()
        for fd in Path(f"/proc/{process.pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                inodes.add(str(fd.readlink()).removeprefix("socket:[").removesuffix("]"))
        local = {
            int(fields[1].split(":")[1], 16)
            for table in ("tcp", "tcp6", "udp", "udp6")
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
            if (fields := line.split())[9] in inodes
        }
        assert local == {port}
