"""Each claim takes the time that its own clause tells, and no other.

In each sentence the *starred* word opens the claim; the reports are of 24 January 2018, a Wednesday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import _slots, build_extractor
from oathbook.extraction.names import find_names
from oathbook.extraction.timing import heading_time, interval_for, place_times, time_of
from oathbook.language.parser import Sentence, parse
from oathbook.language.sentences import find_sentences
from oathbook.language.times import find_times
from oathbook.model import Interval, Kind

PUBLISHED = date(2018, 1, 24)

Time = Callable[..., str | None]

OWN_CLAUSE = [
    ("pledge", "Boko Haram *pledged* allegiance to the Islamic State in March 2015.", "2015-03"),
    ("pledge", "On 7 March 2015, Abubakar Shekau *swore* allegiance to Islamic State.", "2015-03-07"),
    ("pledge", "In 2014 Ansar al-Islam *joined* Islamic State.", "2014"),
    ("pledge", "Last March the Macina Liberation Front *joined* JNIM.", "2017-03"),
    ("attack", "Al-Shabaab *attacked* Mogadishu on Monday.", "2018-01-22"),
    ("attack", "Boko Haram *attacked* Maiduguri last week.", "2018-01-15/2018-01-21"),
    ("die", "Hakimullah Mehsud was *killed* by a drone in November 2013.", "2013-11"),
    ("die", "Mullah Omar *died* in Karachi in 2013.", "2013"),
    ("form", "Hassan Hattab *founded* the GSPC in September 1998.", "1998-09"),
    ("form", "Lashkar-e-Taiba was *founded* in the late 1980s.", "1987/1989"),
    ("rename", "The CNDP *became* the M23 in 2012.", "2012"),
    ("gain", "Al-Shabaab *captured* Kismayo in August 2008.", "2008-08"),
    ("lose", "Islamic State *lost* Sirte in December 2016.", "2016-12"),
    ("break", "Ansaru *broke* with Boko Haram in January 2012.", "2012-01"),
    ("designate", "The United States *listed* Ansar Dine as a terrorist organisation on 21 March 2013.", "2013-03-21"),
    ("dissolve", "ETA *dissolved* itself in May 2018.", "2018-05"),
    ("replace", "Qasim al-Raymi *succeeded* Nasir al-Wuhayshi in June 2015.", "2015-06"),
    ("rival", "The PKK has *fought* Turkey since 1984.", "1984/.."),
    ("rival", "Al-Qaeda and ISIS have *fought* each other since early 2014.", "2014-01/.."),
    ("gain", "Al-Shabaab *held* Kismayo until September 2012.", "../2012-09"),
    ("lead", "Droukdel *led* AQIM from 2004 to 2020.", "2004/2020"),
    ("lead", "Haibatullah Akhundzada has *led* the Taliban since May 2016.", "2016-05/.."),
    ("lead", "Abu Musab al-Zarqawi *headed* al-Qaeda in Iraq until June 2006.", "../2006-06"),
    ("rename", "Jabhat Fatah al-Sham was *called* the Nusra Front until July 2016.", "2016-07"),
    ("recruit", "Al-Shabaab has been *recruiting* children since 2010.", "2010/.."),
    ("move", "Some 200 fighters *fled* to Libya in December.", "2017-12"),
    ("defect", "Dozens of Boko Haram fighters *surrendered* to the Nigerian army on Sunday.", "2018-01-21"),
    ("pledge", "Boko Haram *pledged* allegiance to the Islamic State.", None),
    ("attack", "Al-Shabaab *attacked* a base near Kismayo.", None),
]  # fmt: skip

RELATIVE_CLAUSES = [
    ("pledge", "Al-Shabaab, which *joined* al-Qaeda in February 2012, attacked Mogadishu on Monday.", "2012-02"),
    ("attack", "Al-Shabaab, which joined al-Qaeda in February 2012, *attacked* Mogadishu on Monday.", "2018-01-22"),
    ("die", "Droukdel, who was *killed* in June 2016, was the leader of AQIM.", "2016-06"),
    ("lead", "Droukdel, who was killed in June 2016, was the *leader* of AQIM.", None),
    ("split", "Jamaat-ul-Ahrar, which *split* from the TTP in 2014, rejoined it in March 2015.", "2014"),
    ("pledge", "Jamaat-ul-Ahrar, which split from the TTP in 2014, *rejoined* it in March 2015.", "2015-03"),
    ("break", "The faction that *left* Boko Haram in 2012 is called Ansaru.", "2012"),
    ("attack", "Boko Haram, founded in 2002, *attacked* the town of Bama.", None),
    ("form", "Boko Haram, *founded* in 2002, attacked the town of Bama.", "2002"),
    ("gain", "The town of Kidal, *captured* by Ansar Dine in 2012, was retaken by France in 2013.", "2012"),
    ("gain", "The town of Kidal, captured by Ansar Dine in 2012, was *retaken* by France in 2013.", "2013"),
    ("break", "Al-Qaeda never forgave the Nusra Front, which *broke* with it in July 2016.", "2016-07"),
]  # fmt: skip

SPEECH = [
    ("die", "AQIM said on Friday that Droukdel had been *killed*.", None),
    ("die", "AQIM said on Friday that Droukdel had been *killed* in June 2016.", "2016-06"),
    ("break", "The spokesman told reporters on Monday that Ansaru had *left* Boko Haram.", None),
    ("pledge", "AQIM announced on Friday that it was *joining* Islamic State.", "2018-01-19"),
    ("pledge", "AQIM announced on Friday that it had *joined* Islamic State.", None),
    ("merge", "AQIM announced on Friday its *merger* with al-Mourabitoun.", "2018-01-19"),
    ("break", "Nour al-Din al-Zenki announced on 20 July 2017 its *departure* from the alliance.", "2017-07-20"),
    ("break", "In a statement dated 5 May 2013 Ansaru *declared* its break with Boko Haram.", "2013-05-05"),
    ("lead", "In a video released in June 2014, Abu Bakr al-Baghdadi was *named* leader of ISIS.", "2014-06"),
    ("pledge", "In an audio message of 7 March 2015 Shekau *swore* allegiance to Islamic State.", "2015-03-07"),
    ("accept", "Zawahiri *welcomed* the oath in a video of February 2012.", "2012-02"),
    ("pledge", "Analysts said in 2016 that the group was likely to *join* Islamic State.", None),
    ("attack", "The army said the militants *attacked* Baga on Tuesday.", "2018-01-23"),
]  # fmt: skip

OTHER_CLAUSES = [
    ("lose", "Hayat Tahrir al-Sham took Idlib on Sunday after Ahrar al-Sham *withdrew*.", None),
    ("gain", "Hayat Tahrir al-Sham *took* Idlib on Sunday after Ahrar al-Sham withdrew.", "2018-01-21"),
    ("disavow", "Musa left Hizbul Mujahideen on 13 May 2017 after it *disowned* him.", None),
    ("break", "Musa *left* Hizbul Mujahideen on 13 May 2017 after it disowned him.", "2017-05-13"),
    ("rival", "Jund al-Aqsa left the alliance in October 2015 because Ahrar al-Sham had *attacked* it.", None),
    ("break", "Jund al-Aqsa *left* the alliance in October 2015 because Ahrar al-Sham had attacked it.", "2015-10"),
    ("pledge", "Al-Mourabitoun *rejoined* AQIM in December 2015 after it had broken with it in 2012.", "2015-12"),
    ("break", "Al-Mourabitoun rejoined AQIM in December 2015 after it had *broken* with it in 2012.", "2012"),
    ("merge", "JNIM was formed in March 2017 when Ansar Dine and the Macina Liberation Front *merged*.", "2017-03"),
    ("form", "JNIM was *formed* in March 2017 when Ansar Dine and the Macina Liberation Front merged.", "2017-03"),
    ("gain", "When ISIS emerged in 2014, it *seized* Mosul.", "2014"),
    ("move", "As ISIS lost Mosul in 2017, its fighters *fled* to Libya.", "2017"),
    ("die", "The quarrel came into the open in November 2017, when the group *arrested* Sami al-Uraydi.", "2017-11"),
    ("break", "The Nusra Front was a branch of al-Qaeda until July 2016, when it *broke* with it.", "2016-07"),
    ("dissolve", "The two fought each other until the LVF *dissolved* itself in October 2005.", "2005-10"),
    ("rival", "The two *fought* each other until the LVF dissolved itself in October 2005.", "../2005-10"),
    ("rival", "The group *fought* the Houthis until a ceasefire in April 2016.", "../2016-04"),
    ("rival", "Since breaking with al-Qaeda in 2016, the Nusra Front has *fought* ISIS.", "2016/.."),
    ("break", "Since *breaking* with al-Qaeda in 2016, the Nusra Front has fought ISIS.", "2016"),
    ("pledge", "Ansar al-Islam *joined* al-Qaeda after the invasion of 2003.", None),
    ("attack", "If it had merged with AQIM in 2012, Ansar Dine would have *attacked* Bamako.", None),
]  # fmt: skip

LINKS = [
    ("gain", "Puntland troops entered Qandala on Wednesday, six weeks after Islamic State *seized* the town.", "2017-12-13~"),
    ("gain", "Three months after al-Shabaab attacked Afmadow in January 2012, it *seized* Kismayo.", "2012-04"),
    ("attack", "Three months after al-Shabaab *attacked* Afmadow in January 2012, it seized Kismayo.", "2012-01"),
    ("break", "Jund al-Aqsa was expelled in January 2017, a year after it *left* Jaish al-Fatah.", "2016"),
    ("die", "Shekau swore the oath on 7 March 2015. Two days later his deputy was *killed*.", "2015-03-09"),
    ("merge", "Ansar Dine left the talks in 2016. The following year it *merged* with AQIM.", "2017"),
    ("disavow", "The TTP lost its spokesman in August 2014. It *expelled* him the following month.", "2014-09"),
    ("attack", "Boko Haram split in August 2016. In December of that year it *attacked* Diffa.", "2016-12"),
    ("attack", "Years later, Ansar al-Islam *attacked* Kirkuk.", None),
    ("merge", "The two groups *merged* the following year.", None),
]  # fmt: skip

COORDINATION = [
    ("pledge", "In October 2015 Mumin left al-Shabaab and *swore* an oath to Islamic State.", "2015-10"),
    ("break", "In October 2015 Mumin *left* al-Shabaab and swore an oath to Islamic State.", "2015-10"),
    ("accept", "In March 2015 Boko Haram swore the oath and Islamic State *accepted* it.", "2015-03"),
    ("accept", "Boko Haram swore the oath in March 2015 and Islamic State *accepted* it.", None),
    ("rename", "The FARC laid down its arms in 2017 and *changed* its name.", "2017"),
    ("split", "The BIFF joined Islamic State in August 2014 but has since *divided*.", None),
    ("gain", "Al-Shabaab joined al-Qaeda in 2012 and later *captured* Barawe.", None),
    ("lose", "The Taliban captured Kunduz on 28 September 2015 and *withdrew* from it on 13 October.", "2015-10-13"),
    ("gain", "M23 *captured* Goma on 20 November 2012 and withdrew from it on 1 December.", "2012-11-20"),
    ("merge", "MUJAO was created in 2011 and *merged* with the Masked Brigade in August 2013.", "2013-08"),
    ("form", "MUJAO was *created* in 2011 and merged with the Masked Brigade in August 2013.", "2011"),
    ("die", "He joined al-Qaeda in 1998 and was *killed* in Yemen in 2011.", "2011"),
    ("pledge", "He *joined* al-Qaeda and was killed in Yemen in 2011.", None),
]  # fmt: skip

INFINITIVES_AND_PARTICIPLES = [
    ("pledge", "Sahrawi broke with Belmokhtar in May 2015 to *declare* loyalty to Islamic State.", "2015-05"),
    ("ally", "The movement gave up its neutrality last November to *fight* alongside the army.", "2017-11"),
    ("attack", "Boko Haram raided Baga in January 2015, *killing* hundreds of civilians.", "2015-01"),
    ("break", "The United States urged Ansar Dine in March to *break* with AQIM.", None),
    ("dissolve", "Ocalan called in February 2015 on the PKK to *disband*.", None),
    ("pledge", "The rebels promised in 2016 to *join* the army.", None),
    ("dissolve", "The PKK *ceased* to exist in April 2002.", "2002-04"),
    ("pledge", "A video of July 2016 showed the men *pledging* allegiance to Islamic State.", "2016-07"),
    ("rival", "Jund al-Aqsa joined Fatah al-Sham in October 2016 to escape a *war* with Ahrar al-Sham.", None),
]  # fmt: skip

NOUNS = [
    ("pledge", "His May 2015 *oath* to Islamic State divided al-Mourabitoun.", "2015-05"),
    ("merge", "The 2014 *merger* of the two movements failed.", "2014"),
    ("split", "Al-Qaeda condemned the July 2016 *split* of the Nusra Front.", "2016-07"),
    ("reject", "Al-Qaeda *rejected* the rupture of July 2016.", None),
    ("break", "The *rupture* of July 2016 angered al-Qaeda.", "2016-07"),
    ("lose", "The 2017 *fall* of Raqqa weakened Islamic State.", "2017"),
    ("move", "The 2017 fall of Raqqa saw hundreds of fighters *fleeing*.", "2017"),
    ("die", "The *death* of Hapilon on Monday leaves the group without an emir.", "2018-01-22"),
    ("ally", "On 29 April 2017 the group entered into an *alliance* with Ansar al-Tawhid.", "2017-04-29"),
    ("form", "The NDFB expelled its *founder* Ranjan Daimary in 2008.", None),
    ("rival", "ISIS attacked its *rival* Ahrar al-Sham on Monday.", None),
    ("lead", "The Taliban's *leader*, Mullah Mansour, was killed in May 2016.", None),
    ("lead", "He was the *leader* of the group from 2010 to 2014.", "2010/2014"),
    ("lead", "Godane became the *emir* of al-Shabaab in 2008.", "2008"),
    ("affiliate", "Until 2016 the Nusra Front was a *branch* of al-Qaeda.", "../2016"),
    ("rival", "The Nusra Front has been an *enemy* of ISIS since 2014.", "2014/.."),
    ("affiliate", "Al-Shabaab, an *affiliate* of al-Qaeda, attacked Mogadishu on Monday.", None),
    ("member", "Hafiz Saeed Khan, until January 2015 a *commander* of the TTP, leads the new branch.", "../2015-01"),
    ("lead", "Hafiz Saeed Khan, until January 2015 a commander of the TTP, *leads* the new branch.", None),
    ("claim_attack", "Islamic State on Wednesday *claimed* responsibility for the attack that killed 30 people on Tuesday.", "2018-01-23"),
    ("claim_attack", "The TTP *claimed* the attack that left more than 140 people dead in December 2014.", "2014-12"),
]  # fmt: skip

CHRONOLOGY = [
    ("pledge", "March 2015: Boko Haram *swears* allegiance to Islamic State.", "2015-03"),
    ("die", "- 7 March 2015: Nigerian troops *kill* a commander of Boko Haram.", "2015-03-07"),
    ("gain", "2014 - ISIS *captures* Mosul.", "2014"),
    ("gain", "June 2014\nISIS *captures* Mosul.", "2014-06"),
    ("gain", "June 2014\n\nISIS *captures* Mosul.", "2014-06"),
    ("gain", "June 2014: A caliphate is declared. ISIS *captures* Mosul.", "2014-06"),
    ("accept", "October 2014: A council meets in Derna. On 13 November Baghdadi *accepts* its oath.", "2014-11-13"),
    ("lead", "June 2014: A caliphate is declared. Baghdadi is its *leader*.", None),
    ("die", "January 2015: The group confirms that Zahawi has *died*.", None),
    ("gain", "June 2014: It was the first that we heard of them.\nISIS *captured* Mosul.", None),
]  # fmt: skip

CASES = [
    *OWN_CLAUSE, *RELATIVE_CLAUSES, *SPEECH, *OTHER_CLAUSES, *LINKS, *COORDINATION, *INFINITIVES_AND_PARTICIPLES, *NOUNS,
    *CHRONOLOGY,
]  # fmt: skip


@pytest.fixture(scope="session")
def time() -> Time:
    """The time, in EDTF, of the starred word of a text, read by the real parser."""
    extractor = build_extractor(load_registry())

    def read(kind: str, starred: str, published: date | None = PUBLISHED) -> str | None:
        at = starred.index("*")
        text = starred.replace("*", "")
        times = find_times(text, published=published)
        spans = [(line + a, line + b) for line, part in _lines(text) for a, b in find_sentences(part)]
        names = find_names(
            text,
            extractor.registry,
            extractor.matcher,
            extractor.places,
            sentence_starts=frozenset(a for a, _ in spans),
        )
        context: Interval | None = None
        for a, b in spans:
            local = [n for n in names if a <= n.start and n.end <= b]
            (tree,) = parse(text, [Sentence(start=a, end=b, slots=tuple(_slots(text, a, b, local, times)))])
            placed, context = place_times(tree, times, context)
            if a <= at < b:
                trigger = next(i for i in range(len(tree)) if tree.starts[i] <= at < tree.ends[i])
                timed = time_of(tree, trigger, Kind(kind), placed, (), heading_time(text, a, times))
                interval = None if timed is None else interval_for(timed, Kind(kind))
                return None if interval is None else interval.edtf
        raise AssertionError(f"no sentence holds the starred word of {starred!r}")

    return read


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(("kind", "starred", "expected"), CASES, ids=[c[1][:80] for c in CASES])
def test_a_claim_takes_the_time_of_its_own_clause_and_no_other(
    kind: str, starred: str, expected: str | None, time: Time
) -> None:
    assert time(kind, starred) == expected


@pytest.mark.parametrize(
    "starred",
    [
        "Al-Shabaab *attacked* Mogadishu on Monday.",
        "Last March the Macina Liberation Front *joined* JNIM.",
        "Boko Haram *attacked* Maiduguri last week.",
        "It *captured* Goma in May.",
    ],
)
def test_without_a_publication_date_relative_times_stay_unknown(starred: str, time: Time) -> None:
    assert time("attack", starred, None) is None


def test_the_day_of_publication_never_stands_in_for_a_missing_time(time: Time) -> None:
    timeless = [c for c in CASES if c[2] is None]
    assert all(time(kind, starred) != PUBLISHED.isoformat() for kind, starred, _ in timeless[:12])
