"""What must hold of the model whatever the claims: order, copies, trust, support, clocks, sums."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from scipy.special import logit

from oathbook.assessment import Assessment, Background, assess_book, assess_group, load_parameters, weigh
from oathbook.model import Certainty, Claim, Entry, Interval, Kind, Party, Polarity, Verdict

DAY = date(2016, 12, 31)
_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)
KINDS = (Kind.PLEDGE, Kind.AFFILIATE, Kind.ACCEPT, Kind.BREAK, Kind.RIVAL, Kind.SPLIT, Kind.REJECT)
DOWNWARD = {Kind.ACCEPT, Kind.REJECT}


def entry(
    kind: Kind,
    group: str,
    principal: str,
    *,
    source: str,
    published: date,
    words: str = "",
    verdict: Verdict | None = None,
    **fields: Any,
) -> Entry:
    subject, object_ = (principal, group) if kind in DOWNWARD else (group, principal)
    quote = words or f"{kind} {source} {published}"
    claim = Claim(
        kind=kind, subject=Party(written=subject), object=Party(written=object_), quote=quote, start=0,
        end=len(quote), **fields,
    )  # fmt: skip
    document = f"doc {source} {published} {kind} {group} {principal}"
    return Entry(
        id=claim.key(document), claim=claim, document_id=document, title=None, source=source, url=None,
        published=published, read=_MOMENT, recorded=_MOMENT, verdict=verdict,
    )  # fmt: skip


def story(seed: int, count: int = 25) -> list[Entry]:
    """Claims about three groups and three principals, drawn from one seed."""
    r = random.Random(seed)  # noqa: S311 - drawn claims guard nothing
    made = []
    for _ in range(count):
        published = date(r.randrange(2012, 2017), r.randrange(1, 13), r.randrange(1, 28))
        when = r.choice((None, Interval.day(published), Interval.parse(f"{published:%Y}")))
        made.append(
            entry(
                r.choice(KINDS), f"g{r.randrange(3)}", f"p{r.randrange(3)}", source=f"Outlet {r.randrange(8)}",
                published=published, when=when, certainty=r.choice(list(Certainty)),
                polarity=r.choice((Polarity.POSITIVE, Polarity.POSITIVE, Polarity.NEGATIVE)),
                said_by=r.choice(((), (), ("An Expert",), ("g0",))),
            )
        )  # fmt: skip
    return list({e.id: e for e in made}.values())


def figures(assessed: tuple[Assessment, ...]) -> dict[tuple[str, str], tuple[float, ...]]:
    return {
        (a.subject, a.principal): (a.levels.none, a.levels.pledged, a.levels.accepted, a.levels.operational)
        for a in assessed
    }


def book(entries: list[Entry], known_by: date = DAY) -> dict[tuple[str, str], tuple[float, ...]]:
    return figures(assess_book(entries, as_of=DAY, known_by=known_by))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    entries = story(seed)
    shuffled = random.Random(seed).sample(entries, len(entries))  # noqa: S311
    one, two = book(entries), book(shuffled)
    assert one.keys() == two.keys()
    for pair, levels in one.items():
        assert levels == pytest.approx(two[pair], abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_levels_are_likelihoods_that_sum_to_one(seed: int) -> None:
    for a in assess_book(story(seed), as_of=DAY, known_by=DAY):
        shares = (a.levels.none, a.levels.pledged, a.levels.accepted, a.levels.operational, a.levels.split)
        assert sum(shares) == pytest.approx(1)
        assert all(0 < p < 1 for p in shares)


@pytest.mark.parametrize("seed", range(4))
def test_what_was_published_later_changes_nothing(seed: int) -> None:
    known = date(2014, 6, 30)
    entries = story(seed)
    early = [e for e in entries if e.known <= known]
    late, soon = book(entries, known), book(early, known)
    assert late.keys() == soon.keys()
    for pair, levels in late.items():
        assert levels == pytest.approx(soon[pair], abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_claims_about_others_change_nothing(seed: int) -> None:
    entries = story(seed)
    mine = [e for e in entries if "g0" in {e.claim.subject.label, e.claim.object.label}]
    ours = {a.principal: a.levels for a in assess_group("g0", mine, as_of=DAY, known_by=DAY).assessments}
    theirs = {a.principal: a.levels for a in assess_group("g0", entries, as_of=DAY, known_by=DAY).assessments}
    assert ours == theirs


WORDS = "the commander and his men swore before the elders of the valley to hear and obey the caliph"


def test_a_verbatim_copy_moves_it_by_less_than_one_in_a_hundred() -> None:
    first = entry(Kind.PLEDGE, "g", "p", source="A", published=date(2016, 9, 1), words=WORDS)
    other = entry(Kind.AFFILIATE, "g", "p", source="C", published=date(2016, 5, 1))
    alone = weigh("g", "p", [first, other], as_of=DAY, known_by=DAY)
    for number in range(1, 10):
        copies = [
            entry(Kind.PLEDGE, "g", "p", source=f"B{n}", published=date(2016, 9, 2), words=WORDS)
            for n in range(number)
        ]
        copied = weigh("g", "p", [first, other, *copies], as_of=DAY, known_by=DAY)
        assert copied.origins == alone.origins
        assert copied.probability == pytest.approx(alone.probability, abs=0.01)
        assert copied.levels.tied == pytest.approx(alone.levels.tied, abs=0.02)


def test_words_made_of_a_rows_fields_are_nobodys_copy() -> None:
    made = [
        entry(Kind.PLEDGE, "g", "p", source=s, published=date(2016, 9, 1), words="g pledges allegiance to p")
        for s in ("A", "B", "C")
    ]
    assert weigh("g", "p", made, as_of=DAY, known_by=DAY).origins == 3


def test_a_better_source_moves_it_at_least_as_far() -> None:
    claim = [entry(Kind.AFFILIATE, "g", "p", source="A", published=date(2016, 9, 1))]
    by_letter = [
        weigh(
            "g", "p", claim, as_of=DAY, known_by=DAY, background=Background(letters={"A": letter})
        ).probability
        for letter in "EDCBA"
    ]
    assert by_letter == sorted(by_letter)
    assert by_letter[0] > weigh("g", "p", [], as_of=DAY, known_by=DAY).probability


def test_more_independent_support_never_lowers_it() -> None:
    """Up to a thousandth near certainty: the more is told of a group, the more its quiet months say."""
    entries: list[Entry] = []
    before = 0.0
    for number in range(12):
        entries.append(
            entry(
                Kind.AFFILIATE, "g", "p", source=f"Outlet {number}", published=date(2016, 10 + number % 3, 5)
            )
        )
        after = weigh("g", "p", entries, as_of=DAY, known_by=DAY).probability
        assert after >= before - 0.001
        before = after


def test_a_claim_in_ones_own_interest_weighs_least_and_one_against_it_most() -> None:
    """A boast of an affiliate, the same from a stranger; a division told by a stranger, and by the group."""
    boast, told = (
        weigh("g", "p", [entry(Kind.AFFILIATE, "g", "p", source="A", published=DAY, said_by=(who,))], as_of=DAY, known_by=DAY)
        for who in ("p", "somebody else")
    )  # fmt: skip
    assert boast.probability < told.probability
    tie = entry(Kind.ACCEPT, "g", "p", source="B", published=date(2015, 6, 1))
    foreign, own = (
        weigh("g", "p", [tie, entry(Kind.SPLIT, "g", "p", source="A", published=DAY, said_by=(who,))], as_of=DAY, known_by=DAY)
        for who in ("somebody else", "g")
    )  # fmt: skip
    assert foreign.levels.split < own.levels.split


def test_a_rejected_claim_is_gone_and_a_confirmed_one_weighs_more() -> None:
    plain, rejected, confirmed = (
        weigh("g", "p", [entry(Kind.PLEDGE, "g", "p", source="A", published=DAY, verdict=v, reading=0.6)], as_of=DAY, known_by=DAY)
        for v in (None, Verdict.REJECTED, Verdict.CONFIRMED)
    )  # fmt: skip
    assert rejected.claims == 0
    assert confirmed.levels.tied > plain.levels.tied > rejected.levels.tied


def test_an_influence_is_what_taking_the_claim_out_does() -> None:
    """Everything else held: that a group's first and last claims, and how much is told of it, frame its chain."""
    shipped = load_parameters()
    unframed = shipped.model_copy(update={"quiet": shipped.quiet.model_copy(update={"share": 0.0})})
    entries = [
        entry(Kind.PLEDGE, "g", "p", source="A", published=date(2015, 1, 1)),
        entry(Kind.ACCEPT, "g", "p", source="B", published=date(2015, 9, 1)),
        entry(Kind.RIVAL, "g", "p", source="C", published=date(2016, 3, 1)),
        entry(Kind.AFFILIATE, "g", "p", source="D", published=date(2016, 11, 1)),
    ]
    whole = weigh("g", "p", entries, as_of=DAY, known_by=DAY, parameters=unframed)
    for middle in entries[1:3]:
        (reason,) = [r for r in whole.reasons if r.entries == (middle,)]
        rest = [e for e in entries if e is not middle]
        left = weigh("g", "p", rest, as_of=DAY, known_by=DAY, parameters=unframed).probability
        assert reason.weight_nats == pytest.approx(logit(whole.probability) - logit(left), abs=1e-6)
        assert abs(reason.weight_nats) > 0.1


def test_the_arithmetic_of_a_claim_can_be_redone_by_hand() -> None:
    entries = story(2)
    for a in assess_group("g1", entries, as_of=DAY, known_by=DAY).assessments:
        for reason in a.reasons:
            one = reason.arithmetic
            assert one is not None
            without, likelihood, after = (
                np.array([x.none, x.pledged, x.accepted, x.operational, x.split])
                for x in (one.without, one.likelihood, one.with_)
            )
            redone = without * likelihood
            assert redone / redone.sum() == pytest.approx(after, abs=1e-6)


def test_silence_is_judged_after_sixty_days_and_not_before() -> None:
    heard = entry(Kind.CLAIM_ATTACK, "p", "Elsewhere", source="A", published=date(2014, 3, 1))
    tie = entry(Kind.PLEDGE, "g", "p", source="B", published=date(2014, 2, 1))
    attack = entry(
        Kind.ATTACK, "g", "Town", source="C", published=date(2014, 6, 1), when=Interval.day(date(2014, 6, 1))
    )
    signs = []
    for known in (date(2014, 7, 30), date(2014, 8, 1)):
        found = weigh("g", "p", [heard, tie, attack], as_of=known, known_by=known)
        signs.append("silence" in {reason.sign for reason in found.reasons})
    assert signs == [False, True]
