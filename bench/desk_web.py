"""What the desk's pages weigh and how quick they are: `python -m bench.desk_web [--groups 120] [--nodes 5000]`.

Sizes are those of the built files. Times are measured in a real browser on this machine, each the median of several;
the chart of many groups and the network of many parties are fed by a stand-in for two answers of the server, so that
the browser's part is measured and nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src" / "oathbook" / "desk" / "static"
ARGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LIMITS = {
    "initial script, gzipped KB": 60,
    "first load, raw KB": 320,
    "first contentful paint, ms": 800,
    "overview complete, ms": 1_500,
    "step of the date, ms": 120,
    "pan of the network, ms a frame": 25,
    "date change of the network, ms": 40,
}
# Everything that was fetched but the answers of the API, as it lies on the disk.
WEIGHT = """performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
    .filter(e => !e.name.includes('/api/')).reduce((n, e) => n + e.decodedBodySize, 0)"""
CLOCKS = "asof=2018-02-01&known=2018-03-31"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=120)
    parser.add_argument("--nodes", type=int, default=5_000)
    parser.add_argument("--ties", type=int, default=20_000)
    asked = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("The pages are measured in Debian's chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    figures: dict[str, float] = {"initial script, gzipped KB": script_kb()}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "examples.oathbook") as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium, args=ARGS)
        figures |= first_load(browser, address)
        figures |= date_step(browser, address, asked.groups)
        figures |= big_network(browser, address, asked.nodes, asked.ties)
        browser.close()
    print(f"{'figure':36} {'measured':>9} {'limit':>7}")
    for name, limit in LIMITS.items():
        print(f"{name:36} {figures[name]:9.1f} {limit:7}{'' if figures[name] <= limit else '  over'}")


def script_kb() -> float:
    """The scripts without which the Overview cannot be shown."""
    (entry,) = re.findall(r'src="\./(assets/[^"]+\.js)"', (STATIC / "index.html").read_text("utf-8"))
    (own,) = (STATIC / "assets").glob("Overview-*.js")
    found, pending = set[Path](), [STATIC / entry, own]
    while pending:
        if (script := pending.pop()) not in found:
            found.add(script)
            imports = re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', script.read_text("utf-8"))
            pending += [script.parent / name for name in imports]
    return sum(len(gzip.compress(path.read_bytes())) for path in found) / 1000


@contextmanager
def serving(book: Path) -> Iterator[str]:
    """The desk over the example reports."""
    command = [sys.executable, "-m", "oathbook"]
    subprocess.run(
        [*command, "read", "--book", str(book), "examples/reports"], cwd=ROOT, check=True, capture_output=True
    )
    options = ["serve", "--book", str(book), "--port", "0", "--no-token"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
        if found is None:
            sys.exit("The desk did not come up.")
        try:
            yield found[0].rstrip("/")
        finally:
            process.terminate()


def first_load(browser: Any, address: str, times: int = 5) -> dict[str, float]:
    """A newcomer's first look at the Overview, with an empty cache; the server has answered once before."""
    paints, completes, sizes = [], [], []
    for _ in range(times + 1):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(f"{address}/#/overview?{CLOCKS}")
        page.wait_for_selector(".card svg .group")
        completes.append(page.evaluate("performance.now()"))
        page.wait_for_load_state("networkidle")
        paints.append(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        )
        sizes.append(page.evaluate(WEIGHT) / 1000)
        context.close()
    return {
        "first load, raw KB": sizes[-1],
        "first contentful paint, ms": statistics.median(paints[1:]),
        "overview complete, ms": statistics.median(completes[1:]),
    }


def fed(context: Any, answers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]]) -> None:
    """Lets answers of the server be changed on their way."""

    def changed(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Any], None]:
        def handle(route: Any) -> None:
            got = route.fetch()
            route.fulfill(response=got, body=json.dumps(change(got.json())))

        return handle

    for path, change in answers.items():
        context.route(re.compile(rf"/api/v1/{path}\?"), changed(change))


def many_groups(count: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The Overview's answer with its groups repeated under other names."""

    def change(told: dict[str, Any]) -> dict[str, Any]:
        rows = [row for row in told["groups"] if row["series"]]
        more = []
        for n in range(count):
            row = rows[n % len(rows)]
            name = {**row["group"], "id": f"g{n}", "name": f"{row['group']['name']} {n}"}
            more.append({**row, "group": name, "parent": None})
        return {**told, "groups": more}

    return change


def date_step(browser: Any, address: str, groups: int) -> dict[str, float]:
    """The median time from a step of a dragged date to the next painted frame."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    fed(context, {"overview": many_groups(groups)})
    page = context.new_page()
    page.goto(f"{address}/#/overview?{CLOCKS}")
    page.wait_for_selector(".card svg .group")
    page.wait_for_load_state("networkidle")
    took = page.evaluate(
        """async () => {
            const box = document.querySelector('svg .handle rect').getBoundingClientRect(), out = [];
            const at = (type, x) => (type === 'pointerdown' ? document.querySelector('svg .handle rect') : window)
                .dispatchEvent(new PointerEvent(type, { clientX: x, clientY: box.y + 5, bubbles: true, cancelable: true }));
            at('pointerdown', box.x);
            for (let i = 1; i <= 20; i++) {
                const from = performance.now();
                at('pointermove', box.x - i * 12);
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
                out.push(performance.now() - from);
            }
            at('pointerup', box.x - 240);
            return out;
        }"""
    )
    context.unroute_all(behavior="ignoreErrors")
    context.close()
    return {"step of the date, ms": statistics.median(took)}


def many_parties(nodes: int, ties: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The network's answer with as many parties and ties, drawn with a fixed seed and the date."""

    def change(told: dict[str, Any]) -> dict[str, Any]:
        chance = random.Random(told["as_of"])  # noqa: S311 - a picture, not a secret
        first, tie = told["nodes"][0], next(t for t in told["ties"] if t["type"] == "allegiance")
        patrons = [p["id"] for p in told["principals"] if p["slot"]]
        more = [
            {
                **first,
                "id": f"n{n}",
                "name": f"Party {n}",
                "slot": 0,
                "is_principal": False,
                "claims": n % 90,
                "none": 0.5,
            }
            for n in range(nodes)
        ]
        between = [
            {
                **tie,
                "subject": f"n{chance.randrange(nodes)}",
                "other": patrons[n % len(patrons)] if n % 4 == 0 else f"n{chance.randrange(nodes)}",
                "type": "allegiance" if n % 4 == 0 else "ally" if n % 2 else "rival",
                "probability": 0.2 + chance.random() * 0.7,
            }
            for n in range(ties)
        ]
        return {**told, "nodes": told["nodes"] + more, "ties": told["ties"] + between}

    return change


def big_network(browser: Any, address: str, nodes: int, ties: int) -> dict[str, float]:
    """Frames of a pan, and the work of a change of the date, once its answer is there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    fed(context, {"network": many_parties(nodes, ties)})
    page = context.new_page()
    page.goto(f"{address}/#/network?{CLOCKS}&around=5000")
    page.wait_for_selector("canvas", timeout=180_000)
    page.wait_for_timeout(1_000)
    frames = page.evaluate(
        """async () => {
            const canvas = document.querySelector('canvas'), box = canvas.getBoundingClientRect(), out = [];
            const at = (to, type, x) => to.dispatchEvent(
                new PointerEvent(type, { clientX: box.x + x, clientY: box.y + 200, bubbles: true }));
            at(canvas, 'pointerdown', 300);
            for (let i = 1; i <= 40; i++) {
                const from = performance.now();
                at(window, 'pointermove', 300 + i * 4);
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
                out.push(performance.now() - from);
            }
            at(window, 'pointerup', 460);
            return out;
        }"""
    )
    page.wait_for_timeout(500)
    change = page.evaluate(
        """async () => {
            let parsed = 0;
            const json = Response.prototype.text;
            Response.prototype.text = async function () {
                const got = await json.call(this);
                parsed = performance.now();
                return got;
            };
            const spent = [];
            const note = list => spent.push(...list.getEntries().map(e => [e.startTime, e.duration]));
            new PerformanceObserver(note).observe({ entryTypes: ['longtask'] });
            document.querySelector('[aria-label="True on: one month earlier"]').click();
            for (let i = 0; i < 200 && !parsed; i++) await new Promise(done => setTimeout(done, 25));
            await new Promise(done => setTimeout(done, 1500));
            return spent.filter(([start, took]) => start + took > parsed).map(([, took]) => took);
        }"""
    )
    context.unroute_all(behavior="ignoreErrors")
    context.close()
    return {
        "pan of the network, ms a frame": statistics.median(frames),
        "date change of the network, ms": max(change, default=0.0),
    }


if __name__ == "__main__":
    main()
