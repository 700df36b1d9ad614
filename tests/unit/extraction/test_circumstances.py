"""The dead are counted as such, former states are over, and motives are given in the text's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.circumstances import find_deaths, is_over
from oathbook.extraction.extractor import _slots, build_extractor
from oathbook.extraction.names import find_names
from oathbook.language.parser import Sentence, parse
from oathbook.language.times import find_times
from oathbook.language.tree import Tree
from oathbook.model import Count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It killed 29 people at Omagh", Count(best=29)),
        ("killing at least 20 people", Count(min=20)),
        ("a bomb killed dozens", Count(min=24, max=99)),
        ("killing hundreds of soldiers", Count(min=200, max=999)),
        ("the killing of four U.S. special forces", Count(best=4)),
        ("the murder of three Turkish policemen", Count(best=3)),
        ("the massacre of 300 Shia villagers", Count(best=300)),
        ("the death of 12 peacekeepers", Count(best=12)),
        ("in which 18 soldiers died", Count(best=18)),
        ("at least 30 people were killed", Count(min=30)),
        ("a school attack that left more than 140 dead", Count(min=140)),
        ("left 14 soldiers dead", Count(best=14)),
        ("claimed more than 2,000 lives", Count(min=2_000)),
        ("have cost more than 270 lives", Count(min=270)),
        ("blamed for tens of thousands of deaths", Count(min=20_000, max=99_999)),
        ("responsible for about 1,700 of the 3,500 deaths", Count(best=1_700)),
        ("the death toll reached 40", Count(best=40)),
        ("killed two officers and three civilians", Count(best=5)),
        ("wounded 30 people and killed five", Count(best=5)),
        ("killing 6 and wounding 12", Count(best=6)),
        ("shot dead nine labourers", Count(best=9)),
        ("kidnapped 276 schoolgirls", None),
        ("seized 300 rifles", None),
        ("was killed in 2014", None),
        ("left the group with 20 followers", None),
        ("claimed 3 attacks", None),
        ("no one was killed", None),
    ],
)
def test_only_the_dead_are_counted(text: str, expected: Count | None) -> None:
    assert find_deaths(text) == expected


def test_of_two_figures_the_one_nearest_to_the_claim_counts() -> None:
    text = "claimed the attack that left 140 dead and has been blamed for 2,000 deaths"
    assert find_deaths(text, at=text.index("blamed")) == Count(best=2_000)
    assert find_deaths(text, at=0) == Count(best=140)


@pytest.fixture(scope="session")
def over() -> Callable[[str], bool]:
    """Whether the starred word tells a state that is over."""
    extractor = build_extractor(load_registry())

    def read(starred: str) -> bool:
        at, text = starred.index("*"), starred.replace("*", "")
        names = find_names(
            text, extractor.registry, extractor.matcher, extractor.places, sentence_starts=frozenset({0})
        )
        slots = tuple(_slots(text, 0, len(text), list(names), find_times(text, published=None)))
        (tree,) = parse(text, [Sentence(start=0, end=len(text), slots=slots)])
        return is_over(tree, _token(tree, at), [])

    return read


def _token(tree: Tree, at: int) -> int:
    return next(i for i in range(len(tree)) if tree.starts[i] <= at < tree.ends[i])


@pytest.mark.parametrize(
    "starred",
    [
        "Its former *leader*, Hashim al-Sheikh, joined Hayat Tahrir al-Sham.",
        "Mukhtar Robow, once the *spokesman* of al-Shabaab, surrendered.",
        "Olony, an *ally* of the government until May 2015, changed sides.",
        "Hafiz Saeed Khan, until then a *commander* of the TTP, became governor.",
        "Until 2016 the Nusra Front was a *branch* of al-Qaeda.",
        "Abu Musab al-Zarqawi *led* al-Qaeda in Iraq until June 2006.",
    ],
)
def test_former_once_and_until_end_a_state(starred: str, over: Callable[[str], bool]) -> None:
    assert over(starred)


@pytest.mark.parametrize(
    "starred",
    [
        "Its *leader*, Hashim al-Sheikh, joined Hayat Tahrir al-Sham.",
        "The *leader* of AQIM was killed in June 2020.",
        "The RSF is *led* by Hemedti, an ally of Burhan until the two fell out.",
        "Al-Shabaab, an *affiliate* of al-Qaeda, held Kismayo until 2012.",
        "Since 2016 Haibatullah Akhundzada has *led* the Taliban.",
    ],
)
def test_what_only_stands_beside_an_ended_state_goes_on(starred: str, over: Callable[[str], bool]) -> None:
    assert not over(starred)


@pytest.fixture(scope="session")
def reasons() -> Callable[[str], set[str | None]]:
    """The motives of the claims of a sentence."""
    from oathbook.model import Document

    extractor = build_extractor(load_registry())
    return lambda text: {c.reason for c in extractor.extract(Document(text=text)).claims}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ansaru broke with Boko Haram because its bombs killed Muslims.", "its bombs killed Muslims"),
        ("Ansaru broke with Boko Haram over the killing of Muslims.", "the killing of Muslims"),
        ("Zenki left Hayat Tahrir al-Sham, accusing it of tyranny.", "accusing it of tyranny"),
        (
            "Jund al-Aqsa swore allegiance to Jabhat Fatah al-Sham to escape destruction.",
            "to escape destruction",
        ),
        ("Ansaru broke with Boko Haram in protest at its bombings.", "in protest at its bombings"),
        ("Ansaru broke with Boko Haram in January 2012.", None),
    ],
)
def test_a_motive_is_given_in_the_words_of_the_text(
    text: str, reason: str | None, reasons: Callable[[str], set[str | None]]
) -> None:
    assert reason in reasons(text)
