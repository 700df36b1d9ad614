"""The desk as its users meet it: the served program in a real browser, from an empty profile, with no network.

Every page is watched: a request to another host, an error in the console or a failed script fails the test.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from oathbook.book import open_book
from oathbook.model import Document

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser: make setup-dev")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("The desk is tried in Debian's chromium: apt-get install chromium", allow_module_level=True)

ROOT = Path(__file__).parents[3]
ARGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-color-profile=srgb --font-render-hinting=none"
).split()
CLOCKS = {"asof": "2018-02-01", "known": "2018-03-31"}
WAIT_MS = 30_000
sync_api.expect.set_options(timeout=WAIT_MS)
# One report with what breaks offsets: an emoji, letters with combining marks, a joined emoji, Arabic.
ODD = Document(
    text=(
        "Bamako 🎥 — A film shows the oath.\n\n"
        "On 3 May 2017 👩‍👩‍👧 Ansar Dine pledged allegiance to al-Qaeda, the Cafe\u0301 de la Paix heard.\n\n"
        "قال التنظيم في بيانه إنه بايع أمير الجماعة."
    ),
    title="An oath on film",
    source="Sahel Courier",
    published=date(2017, 5, 4),
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of the example reports and the odd one; tests that write take a copy."""
    path = tmp_path_factory.mktemp("desk") / "examples.oathbook"
    command = [sys.executable, "-m", "oathbook", "examples", "--book", str(path), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert told["documents_new"] > 20
    with open_book(path) as book:
        book.read_documents([ODD])
    return path


@contextmanager
def serving(book: Path, *options: str) -> Iterator[str]:
    """The address of the desk over a book, while it is served."""
    command = [
        sys.executable,
        "-m",
        "oathbook",
        "serve",
        "--book",
        str(book),
        "--port",
        "0",
        "--no-token",
        "--as",
        "Tester",
    ]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found is not None
            yield found[0].rstrip("/")
        finally:
            process.terminate()


Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves a book of one test's choice."""
    return serving


@pytest.fixture(scope="session")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over the examples, for tests that only look."""
    copy = tmp_path_factory.mktemp("served") / "examples.oathbook"
    shutil.copy(filled, copy)
    with serving(copy) as at:
        yield at


@pytest.fixture
def own_address(filled: Path, tmp_path: Path) -> Iterator[str]:
    """A desk of one test's own, for tests that write."""
    copy = tmp_path / "examples.oathbook"
    shutil.copy(filled, copy)
    with serving(copy) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


@dataclass
class Watched:
    """What a page did that it must not do."""

    host: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def watch(self, page: sync_api.Page) -> None:
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def _request(self, request: sync_api.Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.faults.append(f"another host: {request.url}")

    def _console(self, message: sync_api.ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in self.allowed):
            self.faults.append(f"console: {message.text}")


Open = Callable[..., "Desk"]


@dataclass
class Desk:
    """A page of the desk in a browser."""

    page: sync_api.Page
    address: str
    watched: Watched

    def go(self, name: str, **params: str) -> sync_api.Page:
        """Opens a page of the desk by its link and waits until it is read."""
        # From elsewhere: a link that differs in its hash only is no new load for the browser.
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}/#/{name}?{urlencode(CLOCKS | params)}")
        return self.settle()

    def settle(self) -> sync_api.Page:
        self.page.wait_for_load_state("networkidle", timeout=WAIT_MS)
        return self.page

    def until(self, name: str, value: str | None, *, other: bool = False) -> None:
        """Waits until a parameter of the address is `value`, or is another."""
        has = "([n, v, other]) => (new URLSearchParams(location.hash.split('?')[1]).get(n) === v) !== other"
        self.page.wait_for_function(has, arg=[name, value, other])

    def param(self, name: str) -> str | None:
        """A parameter of the address as it stands in the page; what the driver knows of it lags behind."""
        found = re.search(rf"[?&]{name}=([^&]*)", self.page.evaluate("location.hash"))
        return None if found is None else found[1]


@pytest.fixture
def open_desk(browser: sync_api.Browser) -> Iterator[Open]:
    """Opens a desk in a browser with an empty profile."""
    contexts: list[tuple[sync_api.BrowserContext, Watched]] = []

    def opened(address: str, *, width: int = 1440, height: int = 900, theme: str = "light") -> Desk:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
        context.set_default_timeout(WAIT_MS)
        page, watched = context.new_page(), Watched(urlsplit(address).netloc)
        watched.watch(page)
        contexts.append((context, watched))
        return Desk(page, address, watched)

    yield opened
    faults = [fault for _, watched in contexts for fault in watched.faults]
    for context, _ in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def desk(open_desk: Open, address: str) -> Desk:
    """The desk over the examples at 1440 × 900."""
    return open_desk(address)


@pytest.fixture
def own_desk(open_desk: Open, own_address: str) -> Desk:
    """A desk that the test may write to."""
    return open_desk(own_address)
