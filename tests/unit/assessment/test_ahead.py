"""The model's own rates ahead: chances of a first step within so many months."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.assessment import Background, load_parameters
from oathbook.assessment.ahead import look_ahead
from oathbook.assessment.gathering import gather

DAY = date(2016, 6, 30)


def ahead(entries, day=DAY, months=12):
    parameters, background = load_parameters(), Background()
    return look_ahead(gather(entries, background, parameters), day, background, parameters, months=months)


@pytest.fixture
def accepted(entry):
    return [
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13", source="Herald"),
    ]


def test_a_longer_look_never_gives_a_smaller_chance(accepted) -> None:
    looks = [ahead(accepted, months=m)["g"] for m in (0, 1, 6, 12, 24)]
    for step in ("pledge", "split", "switch"):
        values = [getattr(look, step) for look in looks]
        assert values[0] == pytest.approx(0, abs=1e-12)
        assert values == sorted(values)
        assert 0 < values[-1] < 1


def test_a_changed_leader_raises_the_chance_of_a_split_and_only_for_a_while(entry, accepted) -> None:
    change = entry("replace", "anna", "boris", of="g", when="2016-06-01", published="2016-06-02")
    calm, upset = ahead(accepted)["g"], ahead([*accepted, change])["g"]
    assert upset.split > 1.5 * calm.split
    old = entry("replace", "anna", "boris", of="g", when="2015-06-01", published="2015-06-02")
    assert ahead([*accepted, old])["g"].split < 1.5 * calm.split


def test_only_who_stands_with_somebody_can_leave_him(entry, accepted) -> None:
    loose = [entry("rival", "h", "p", when="2015-03-07", published="2015-03-08")]
    looks = ahead([*accepted, *loose])
    assert looks["g"].principal == "p"
    assert looks["h"].principal is None
    assert looks["g"].switch > looks["h"].switch


def test_claims_published_after_the_day_do_not_count(entry, accepted) -> None:
    late = entry("break", "g", "p", when="2016-05-01", published="2016-07-01")
    assert ahead([*accepted, late]) == ahead(accepted)
