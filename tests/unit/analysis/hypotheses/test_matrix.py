"""The matrix, its weights, its order and what that hangs on, on cases worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from oathbook.analysis.hypotheses import Hypothesis, Mark, Pattern, Question, answer_hypotheses
from oathbook.analysis.hypotheses.matrix import find_row
from oathbook.ledger import CellRow
from oathbook.model import Kind

DAY = date(2018, 6, 1)


def pattern(mark: str, kind: str, object_: str) -> Pattern:
    return Pattern(mark=Mark(mark), kinds=frozenset({Kind(kind)}), object=(object_,))


QUESTION = Question(
    id="q",
    title="Where do they go?",
    since=date(2018, 1, 1),
    hypotheses=(
        Hypothesis(
            id="join",
            name="They join Q",
            patterns=(pattern("CC", "defect", "q"), pattern("I", "move", "home")),
        ),
        Hypothesis(
            id="home",
            name="They go home",
            patterns=(pattern("C", "move", "home"), pattern("I", "defect", "q")),
        ),
        Hypothesis(id="stay", name="They stay", patterns=(pattern("II", "defect", "q"),)),
    ),
)


def ask(entries, *, cells=(), trust=lambda _: 0.5, as_of=DAY, known_by=DAY, question=QUESTION):
    return answer_hypotheses(
        question,
        entries,
        as_of=as_of,
        known_by=known_by,
        members=lambda name: frozenset({name}),
        trust=trust,
        cells=cells,
    )


def cell(entry, hypothesis: str, mark: str | None, *, day: int = 1, note: str | None = None) -> CellRow:
    moment = datetime(2020, 1, day, tzinfo=UTC)
    return CellRow(
        question="q",
        hypothesis=hypothesis,
        claim_id=entry.id,
        mark=mark,
        note=note,
        by="ana",
        recorded=moment,
    )


@pytest.fixture
def defection(entry):
    return entry("defect", "isis", "q", source="Courier")


@pytest.fixture
def homecoming(entry):
    return entry("move", "fighters", "home", source="Gazette")


def scores(answer) -> dict[str, tuple[float, float]]:
    return {s.hypothesis: (round(s.inconsistency, 6), round(s.consistency, 6)) for s in answer.scores}


def test_the_matrix_of_two_claims_is_what_a_hand_makes_of_it(defection, homecoming) -> None:
    answer = ask([defection, homecoming])
    first, second = answer.rows
    assert [c.mark for c in first.cells] == ["CC", "I", "II"]
    assert [c.mark for c in second.cells] == ["I", "C", "N"]
    assert first.weight == second.weight == 0.5
    assert first.diagnosticity == pytest.approx((3 + 4 + 1) / 3 / 4)
    assert second.diagnosticity == pytest.approx((2 + 1 + 1) / 3 / 4)
    assert scores(answer) == {"join": (0.5, 1.0), "home": (0.5, 0.5), "stay": (1.0, 0.0)}
    assert [s.hypothesis for s in answer.scores] == ["join", "home", "stay"]
    assert answer.decided_by == "consistency"
    assert answer.unmatched == ()


def test_two_origins_weigh_more_than_one_and_a_copy_adds_nothing(entry) -> None:
    words = "dozens of their men walked over to the other camp"
    first = entry("defect", "isis", "q", source="Courier", quote=words)
    copy = entry("defect", "isis", "q", source="Gazette", quote=words)
    other = entry("defect", "isis", "q", source="Herald")
    assert ask([first]).rows[0].weight == 0.5
    assert ask([first, copy]).rows[0].weight == 0.5
    assert ask([first, copy, other]).rows[0].weight == 0.75


def test_the_order_of_arrival_decides_nothing(entry, defection, homecoming) -> None:
    third = entry("defect", "isis", "q", source="Herald", when="2018-02")
    answers = [ask(list(order)) for order in permutations([defection, homecoming, third])]
    assert all(answer == answers[0] for answer in answers)


def test_only_what_was_known_and_had_begun_and_falls_into_the_questions_window_counts(entry) -> None:
    late = entry("defect", "isis", "q", published="2018-07-01")
    to_come = entry("defect", "isis", "q", when="2018-07", source="Herald")
    long_ago = entry("defect", "isis", "q", when="2017", source="Gazette")
    assert ask([late, to_come, long_ago]).rows == ()
    assert len(ask([late], known_by=date(2018, 7, 1), as_of=date(2018, 7, 1)).rows) == 1


def test_a_persons_cell_stands_in_place_of_the_patterns_and_says_what_it_overrode(
    defection, homecoming
) -> None:
    answer = ask([defection, homecoming], cells=[cell(defection, "join", "N", note="A feint.")])
    row = next(r for r in answer.rows if r.id == defection.id)
    assert (row.cells[0].mark, row.cells[0].overrides, row.cells[0].by) == ("N", "CC", "ana")
    assert row.cells[0].because == "A feint."
    assert scores(answer)["join"] == (0.5, 0.0)


def test_of_two_cells_in_one_row_the_newest_counts_for_the_whole_row(entry, defection) -> None:
    second = entry("defect", "isis", "q", source="Herald")
    older, newer = cell(defection, "join", "II", day=1), cell(second, "join", "C", day=2)
    (row,) = ask([defection, second], cells=[older, newer]).rows
    assert row.cells[0].mark == "C"


def test_a_person_can_bring_in_a_claim_that_no_pattern_means(entry) -> None:
    oath = entry("pledge", "isis", "r")
    assert ask([oath]).rows == ()
    (row,) = ask([oath], cells=[cell(oath, "stay", "C")]).rows
    assert [c.mark for c in row.cells] == ["N", "N", "C"]


def test_cells_of_a_hypothesis_that_the_file_lost_do_nothing(defection) -> None:
    assert ask([defection], cells=[cell(defection, "gone", "II")]) == ask([defection])


def test_what_the_order_hangs_on_is_found_by_leaving_it_out(entry, defection, homecoming) -> None:
    """Without the Gazette's homecoming nothing speaks against `join`; without the Courier `home` leads."""
    answer = ask([defection, homecoming])
    by_name = {(w.what, w.name): w for w in answer.without}
    without_courier = by_name["outlet", "Courier"]
    assert without_courier.leader_changes
    assert without_courier.scores[0].hypothesis == "home"
    without_gazette = by_name["outlet", "Gazette"]
    assert not without_gazette.leader_changes
    assert by_name["row", defection.id].scores == without_courier.scores


def test_a_speaker_is_left_out_through_all_the_outlets_that_quote_him(entry, homecoming) -> None:
    said = [
        entry("defect", "isis", "q", source=outlet, said_by=("Otto",)) for outlet in ("Courier", "Herald")
    ]
    answer = ask([*said, homecoming])
    (row,) = [r for r in answer.rows if r.point.kind is Kind.DEFECT]
    assert row.weight == 0.5
    without = next(w for w in answer.without if (w.what, w.name) == ("origin", "Otto"))
    assert without.scores[0].hypothesis == "home"
    courier = next(w for w in answer.without if w.name == "Courier")
    assert not courier.order_changes


def test_evidence_that_speaks_against_all_alike_decides_nothing(defection) -> None:
    question = Question(
        id="q",
        title="T",
        hypotheses=tuple(
            Hypothesis(id=i, name=i, patterns=(pattern("I", "defect", "q"),)) for i in ("a", "b")
        ),
    )
    answer = ask([defection], question=question)
    assert answer.decided_by == "nothing"
    assert answer.rows[0].diagnosticity == 0
    assert not any(w.leader_changes for w in answer.without)


def test_a_claim_is_found_by_the_start_of_its_id(defection, homecoming) -> None:
    answer = ask([defection, homecoming])
    assert find_row(answer, defection.id.removeprefix("clm1-")[:8]) == defection.id
    assert find_row(answer, defection.id) == defection.id
    assert find_row(answer, "zzz") is None
    assert find_row(answer, "clm1-") is None
