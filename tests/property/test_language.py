"""Whatever the text: repair keeps its length, segments and sentences lose nothing, keep order and never raise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from oathbook.language.repair import repair
from oathbook.language.segments import find_segments
from oathbook.language.sentences import find_sentences

_PIECES = st.sampled_from(
    [
        "Boko Haram", "swore allegiance", "to Islamic State", "in March 2015", "The group", "Gen. Makenga", "the TTP", "U.S.",
        "- ", "* ", "23. ", "(b) ", "14:30 GMT", "7 March:", "Q: ", "By Jane Doe", "Read more", "Image caption:", "\n", "\n\n",
        " ", ". ", "! ", "? ", '"', "'", ", ", ": ", "…", "\u00a0", "\u201c", "\u201d", "\t", "Öcalan", "القاعدة", "A | B | C | D",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map("".join))


def _visible(text: str) -> str:
    return "".join(text.split())


@given(TEXTS)
def test_repair_keeps_the_length_and_every_line_break(text: str) -> None:
    repaired = repair(text)
    assert len(repaired) == len(text)
    assert [i for i, c in enumerate(repaired) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(TEXTS)
def test_repair_is_done_once(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(TEXTS)
def test_segments_lie_in_order_and_lose_no_visible_character(text: str) -> None:
    text = repair(text)
    segments = find_segments(text)
    at = 0
    for s in segments:
        assert at <= s.start < s.end
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        at = s.end
    assert _visible("".join(text[s.start : s.end] for s in segments)) == _visible(text)


@given(TEXTS)
def test_sentences_lie_in_order_and_lose_no_visible_character(text: str) -> None:
    text = repair(text)
    spans = find_sentences(text)
    at = 0
    for a, b in spans:
        assert at <= a < b
        assert text[a:b] == text[a:b].strip()
        at = b
    assert _visible("".join(text[a:b] for a, b in spans)) == _visible(text)
