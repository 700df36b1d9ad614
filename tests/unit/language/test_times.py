"""The grammar of time: what a phrase in a sentence is read as, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.language.times import (
    Need,
    Relation,
    TimeExpression,
    duration_start,
    find_times,
    resolve,
    since,
    until,
)
from oathbook.model.interval import Interval

PUBLISHED = date(2017, 5, 18)  # a Thursday


def _read(sentence: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [
        (e.text, None if e.interval is None else e.interval.edtf)
        for e in find_times(sentence, published=published)
    ]


def _only(sentence: str, published: date | None = PUBLISHED) -> TimeExpression:
    found = find_times(sentence, published=published)
    assert len(found) == 1, found
    return found[0]


ABSOLUTE = [
    # days
    ("The oath was sworn on 7 March 2015.", "7 March 2015", "2015-03-07"),
    ("The oath was sworn on March 7, 2015, in Sambisa.", "March 7, 2015", "2015-03-07"),
    ("The oath was sworn on March 7 2015 by video.", "March 7 2015", "2015-03-07"),
    ("He was shot on the 7th of March, 2015.", "the 7th of March, 2015", "2015-03-07"),
    ("He was shot on the 29 of August of 2016.", "the 29 of August of 2016", "2016-08-29"),
    ("He was shot on Sunday, 8 March 2015.", "Sunday, 8 March 2015", "2015-03-08"),
    ("He was shot on Sunday, March 8th, 2015.", "Sunday, March 8th, 2015", "2015-03-08"),
    ("The video of 2015-03-07 shows him.", "2015-03-07", "2015-03-07"),
    ("The file bears the date 2015/03/07.", "2015/03/07", "2015-03-07"),
    ("Sent 2015-03-07T14:05:11Z by a courier.", "2015-03-07T14:05:11Z", "2015-03-07"),
    ("The decree of 31.12.2014 bans it.", "31.12.2014", "2014-12-31"),
    ("The decree of 23/11/2014 bans it.", "23/11/2014", "2014-11-23"),
    ("The decree of 11/23/2014 bans it.", "11/23/2014", "2014-11-23"),
    ("On Sept. 11, 2012, the mission burned.", "Sept. 11, 2012", "2012-09-11"),
    ("On 9 Oct 2016 the smaller group gave in.", "9 Oct 2016", "2016-10-09"),
    ("A man arrested 5 may 2015 spoke.", "5 may 2015", "2015-05-05"),
    ("Freed on February 29, 2016, he fled.", "February 29, 2016", "2016-02-29"),
    # months
    ("In March 2015 the two merged.", "March 2015", "2015-03"),
    ("In April, 2014, the two merged.", "April, 2014", "2014-04"),
    ("In July of 2016 the front split.", "July of 2016", "2016-07"),
    ("Its May 2015 oath went unanswered.", "May 2015", "2015-05"),
    ("By mid-March 2013 it was over; not before.", "By mid-March 2013", "../2013-03"),
    ("In late November 2012 the town fell.", "late November 2012", "2012-11"),
    ("At the end of November 2012 the town fell.", "the end of November 2012", "2012-11"),
    ("The merger of Dec. 2011 failed.", "Dec. 2011", "2011-12"),
    ("The statement is dated 2015-03 in the file.", "2015-03", "2015-03"),
    ("In\nMarch\n2015 the two merged.", "March\n2015", "2015-03"),
    # years
    ("The group was founded in 2002 by a preacher.", "2002", "2002"),
    ("The 2017 fall of the city scattered them.", "2017", "2017"),
    ("After the 2016 announcement he left.", "2016", "2016"),
    ("Its 2015 pledge was never revoked.", "2015", "2015"),
    ("An abortive 2013 merger soured them.", "2013", "2013"),
    ("The rebels' short-lived 2016 truce ended.", "2016", "2016"),
    ("The 2016 Doha agreement was void.", "2016", "2016"),
    ("In 2014 fighters loyal to him took the port.", "2014", "2014"),
    ("The front (1998) came first.", "1998", "1998"),
    ("The Continuity faction dates from 1986.", "1986", "1986"),
    ("As early as 2012 the two had talked.", "2012", "2012"),
    ("In the year 1994 it was banned.", "the year 1994", "1994"),
    ("Kidal, 2014. Fighters pose with a flag.", "2014", "2014"),
    ("2015 saw the first split.", "2015", "2015"),
    ("2013: He leaves the group.", "2013", "2013"),
    ("Around 2006 he met the emir.", "Around 2006", "2006~"),
    ("It was formed circa March 1991.", "circa March 1991", "1991-03~"),
    # parts of years
    ("In early 2016 it was recognised.", "early 2016", "2016-01/2016-04"),
    ("In mid-2016 it was recognised.", "mid-2016", "2016-05/2016-08"),
    ("In the middle of 2019 they fought.", "the middle of 2019", "2019-05/2019-08"),
    ("In late 2012 he quit.", "late 2012", "2012-09/2012-12"),
    ("Late in 2012 he quit.", "Late in 2012", "2012-09/2012-12"),
    ("He quit at the end of 2012.", "the end of 2012", "2012-12"),
    ("He quit at the beginning of 2016.", "the beginning of 2016", "2016-01"),
    ("He quit at the start of 2016.", "the start of 2016", "2016-01"),
    ("In the first half of 2014 it grew.", "the first half of 2014", "2014-01/2014-06"),
    ("In the second half of 2014 it shrank.", "the second half of 2014", "2014-07/2014-12"),
    ("In the third quarter of 2015 it shrank.", "the third quarter of 2015", "2015-07/2015-09"),
    ("Q3 2015 was quiet.", "Q3 2015", "2015-07/2015-09"),
    ("H1 2016 was quiet.", "H1 2016", "2016-01/2016-06"),
    ("In the first weeks of 2016 he hid.", "the first weeks of 2016", "2016-01"),
    ("In the first three months of 2015 he hid.", "the first three months of 2015", "2015-01/2015-03"),
    ("In the last two months of 2015 he hid.", "the last two months of 2015", "2015-11/2015-12"),
    ("In the early-to-mid 2012 fighting he fell.", "the early-to-mid 2012", "2012-01/2012-08"),
    ("In the first week of March 2015 he hid.", "the first week of March 2015", "2015-03-01/2015-03-07"),
    ("In the last week of June 2015 he hid.", "the last week of June 2015", "2015-06-24/2015-06-30"),
    # seasons
    ("They left in the summer of 1996.", "the summer of 1996", "1996-22"),
    ("They left in spring 2011.", "spring 2011", "2011-21"),
    ("They left in the fall of 2014.", "the fall of 2014", "2014-23"),
    ("They left in the autumn of 2003.", "the autumn of 2003", "2003-23"),
    ("They left in the winter of 2014-15.", "the winter of 2014-15", "2014-24"),
    ("The 2014 summer offensive began.", "The 2014 summer", "2014-22"),
    # decades
    ("The maquis of the 1990s is gone.", "the 1990s", "199X"),
    ("It began in the early 1990s.", "the early 1990s", "1990/1993"),
    ("It began in the mid-1990s.", "the mid-1990s", "1994/1996"),
    ("It began in the late 1990s.", "the late 1990s", "1997/1999"),
    ("It began in the 2000s.", "the 2000s", "200X"),
    ("It began in the '80s.", "the '80s", "198X"),
    ("It began in the first half of the 1990s.", "the first half of the 1990s", "1990/1994"),
    ("It began at the end of the 1980s.", "the end of the 1980s", "1989"),
    # feasts and the Islamic calendar
    ("A raid at Christmas 2014 killed ten.", "Christmas 2014", "2014-12-25"),
    ("On Christmas Eve 2009 he was shot.", "Christmas Eve 2009", "2009-12-24"),
    ("On New Year's Day 2016 a bomb went off.", "New Year's Day 2016", "2016-01-01"),
    ("On New Year’s Eve 2016 a gunman struck.", "New Year’s Eve 2016", "2016-12-31"),
    ("The Easter Sunday 2019 bombings killed many.", "Easter Sunday 2019", "2019-04-21"),
    ("The 2019 Easter Sunday bombings killed many.", "The 2019 Easter Sunday", "2019-04-21"),
    ("On Good Friday 2015 he was freed.", "Good Friday 2015", "2015-04-03"),
    ("A truce for Eid al-Fitr 2018 held.", "Eid al-Fitr 2018", "2018-06-15~"),
    ("A truce for Eid ul-Adha 2015 held.", "Eid ul-Adha 2015", "2015-09-24~"),
    ("At Ashura 2016 pilgrims died.", "Ashura 2016", "2016-10-12~"),
    ("At Nowruz 2015 he called a ceasefire.", "Nowruz 2015", "2015-03-21~"),
    ("In Ramadan 2015 it urged attacks.", "Ramadan 2015", "2015-06-18~/2015-07-17~"),
    ("The recording of Shawwal 1436 is old.", "Shawwal 1436", "2015-07-18~/2015-08-15~"),
    ("The caliphate was declared on 1 Ramadan 1435.", "1 Ramadan 1435", "2014-06-29~"),
    ("The letter, of Dhu al-Hijjah 1436, is signed.", "Dhu al-Hijjah 1436", "2015-09-15~/2015-10-14~"),
    ("The letter is dated 26 Sha'ban 1438 AH.", "26 Sha'ban 1438 AH", "2017-05-23~"),
    ("The letter is of 1436 AH.", "1436 AH", "2014-10-25~/2015-10-14~"),
]


@pytest.mark.parametrize(("sentence", "text", "edtf"), ABSOLUTE)
@pytest.mark.parametrize("published", [PUBLISHED, None], ids=["dated", "undated"])
def test_an_absolute_time_is_read_with_or_without_a_publication_date(
    sentence: str, text: str, edtf: str, published: date | None
) -> None:
    found = find_times(sentence, published=published)
    assert [(e.text, str(e.interval)) for e in found] == [(text, edtf)]
    assert found[0].needs is Need.NONE


RANGES = [
    ("Between January and May 2013 many deserted.", "Between January and May 2013", "2013-01/2013-05"),
    ("From 2012 to 2016 he led it.", "From 2012 to 2016", "2012/2016"),
    ("From 2012 until 2016 he led it.", "From 2012 until 2016", "2012/2016"),
    ("Between 1990 and 2000 it grew.", "Between 1990 and 2000", "1990/2000"),
    ("In 2014-2016 the two fought.", "2014-2016", "2014/2016"),
    ("In 2014–16 the two fought.", "2014–16", "2014/2016"),
    ("In 2014/15 the two fought.", "2014/15", "2014/2015"),
    ("The 1991–2002 war made him.", "1991–2002", "1991/2002"),
    ("He lived there (1972 - 2015).", "1972 - 2015", "1972/2015"),
    ("On 15 and 16 March 2013 they crossed.", "15 and 16 March 2013", "2013-03-15/2013-03-16"),
    ("They met on 5-7 March 2015.", "5-7 March 2015", "2015-03-05/2015-03-07"),
    ("They met on March 5-7, 2015.", "March 5-7, 2015", "2015-03-05/2015-03-07"),
    ("They met from May 5 to 7, 2025.", "from May 5 to 7, 2025", "2025-05-05/2025-05-07"),
    ("Between 3 and 9 March 2015 they met.", "Between 3 and 9 March 2015", "2015-03-03/2015-03-09"),
    ("From 5 May to 3 June 2014 they fought.", "From 5 May to 3 June 2014", "2014-05-05/2014-06-03"),
    ("The September-October 2014 siege failed.", "September-October 2014", "2014-09/2014-10"),
    ("From November to March 2015 he hid.", "From November to March 2015", "2014-11/2015-03"),
    ("From March 2014 to June 2015 he hid.", "From March 2014 to June 2015", "2014-03/2015-06"),
    ("From 2012 to March 2015 he hid.", "From 2012 to March 2015", "2012/2015-03"),
    ("On the night of 14-15 April 2014 girls were taken.", "14-15 April 2014", "2014-04-14/2014-04-15"),
]


@pytest.mark.parametrize(("sentence", "text", "edtf"), RANGES)
def test_a_stretch_with_both_ends_is_one_expression(sentence: str, text: str, edtf: str) -> None:
    found = _only(sentence)
    assert (found.text, str(found.interval), found.relation) == (text, edtf, Relation.BETWEEN)


OPEN_ENDED = [
    ("It has been banned since 2014.", "since 2014", "2014/..", Relation.SINCE),
    ("It has been banned ever since 2011.", "ever since 2011", "2011/..", Relation.SINCE),
    ("It has been banned since at least 2009.", "since at least 2009", "2009/..", Relation.SINCE),
    ("Banned since the middle of 2019, it hides.", "since the middle of 2019", "2019-05/..", Relation.SINCE),
    ("Banned since early 2015, it hides.", "since early 2015", "2015-01/..", Relation.SINCE),
    ("Banned since 4 March 2015, it hides.", "since 4 March 2015", "2015-03-04/..", Relation.SINCE),
    ("Banned since the 1990s, it hides.", "since the 1990s", "199X/..", Relation.SINCE),
    ("At war since the 2011 uprising, they tire.", "since the 2011", "2011/..", Relation.SINCE),
    ("After March 2015 it grew.", "After March 2015", "2015-03/..", Relation.SINCE),
    ("From 2012 onwards it grew.", "From 2012 onwards", "2012/..", Relation.SINCE),
    ("He led it (2012-present).", "2012-present", "2012/..", Relation.SINCE),
    ("From 2012 to the present he led it.", "From 2012 to the present", "2012/..", Relation.SINCE),
    ("The post-2003 order bred it.", "post-2003", "2003/..", Relation.SINCE),
    ("It held the town until July 2016.", "until July 2016", "../2016-07", Relation.UNTIL),
    ("It held the town till late 2012.", "till late 2012", "../2012-12", Relation.UNTIL),
    ("It held the town up to 2015.", "up to 2015", "../2015", Relation.UNTIL),
    ("It was gone by the mid-1980s.", "by the mid-1980s", "../1986", Relation.UNTIL),
    ("By 2015 it had split.", "By 2015", "../2015", Relation.UNTIL),
    ("By April 2005 the name was back.", "By April 2005", "../2005-04", Relation.UNTIL),
    ("Before March 2015 it was small.", "Before March 2015", "../2015-03", Relation.UNTIL),
    ("Prior to March 2015 it was small.", "Prior to March 2015", "../2015-03", Relation.UNTIL),
    ("In pre-2011 Syria it was small.", "pre-2011", "../2011", Relation.UNTIL),
    ("It has fought there since February.", "since February", "2017-02/..", Relation.SINCE),
    ("It has fought there since Sunday.", "since Sunday", "2017-05-14/..", Relation.SINCE),
    ("It has fought there since last week.", "since last week", "2017-05-08/..", Relation.SINCE),
    ("It has fought there since the end of April.", "since the end of April", "2017-04/..", Relation.SINCE),
    ("It fought there until mid-March.", "until mid-March", "../2017-03", Relation.UNTIL),
    ("It will be gone by the end of the year.", "by the end of the year", "../2017-12", Relation.UNTIL),
]


@pytest.mark.parametrize(("sentence", "text", "edtf", "relation"), OPEN_ENDED)
def test_a_preposition_that_opens_an_end_belongs_to_the_expression(
    sentence: str, text: str, edtf: str, relation: Relation
) -> None:
    found = _only(sentence)
    assert (found.text, str(found.interval), found.relation) == (text, edtf, relation)


def test_the_point_is_the_interval_without_its_relation() -> None:
    found = _only("It held the town until July 2016, when it withdrew.")
    assert (str(found.interval), str(found.point)) == ("../2016-07", "2016-07")


PUBLICATION = [
    # days
    ("The army said so today.", "today", "2017-05-18"),
    ("The army said so yesterday.", "yesterday", "2017-05-17"),
    ("The army said so yesterday evening.", "yesterday evening", "2017-05-17"),
    ("The council meets tomorrow.", "tomorrow", "2017-05-19"),
    ("Talks resume tonight.", "tonight", "2017-05-18"),
    ("He was shot last night.", "last night", "2017-05-17"),
    ("He was shot the day before yesterday.", "the day before yesterday", "2017-05-16"),
    ("He was shot this morning.", "this morning", "2017-05-18"),
    ("It said on Sunday that he was dead.", "Sunday", "2017-05-14"),
    ("It said on Thursday that he was dead.", "Thursday", "2017-05-18"),
    ("It said on Friday that he was dead.", "Friday", "2017-05-12"),
    ("It said last Thursday that he was dead.", "last Thursday", "2017-05-11"),
    ("It said last Friday that he was dead.", "last Friday", "2017-05-12"),
    ("It said this Wednesday that he was dead.", "this Wednesday", "2017-05-17"),
    ("It said this past Sunday that he was dead.", "this past Sunday", "2017-05-14"),
    ("The two meet next Monday.", "next Monday", "2017-05-22"),
    ("It said early on Monday that he was dead.", "early on Monday", "2017-05-15"),
    ("It said late Monday that he was dead.", "late Monday", "2017-05-15"),
    ("On Monday night he fled.", "Monday night", "2017-05-15"),
    ("Monday's ambush killed ten.", "Monday", "2017-05-15"),
    ("On Tuesday last week he fled.", "Tuesday last week", "2017-05-09"),
    ("On Friday of last week he fled.", "Friday of last week", "2017-05-12"),
    ("The rivals clashed over the weekend.", "over the weekend", "2017-05-13/2017-05-14"),
    ("The rivals clashed last weekend.", "last weekend", "2017-05-13/2017-05-14"),
    # weeks, months, years
    ("The rivals clashed last week.", "last week", "2017-05-08/2017-05-14"),
    ("The rivals clashed late last week.", "late last week", "2017-05-08/2017-05-14"),
    ("The rivals clashed this week.", "this week", "2017-05-15/2017-05-21"),
    ("The rivals clashed earlier this week.", "earlier this week", "2017-05-15/2017-05-21"),
    ("The rivals meet next week.", "next week", "2017-05-22/2017-05-28"),
    ("It was listed last month.", "last month", "2017-04"),
    ("It was listed early last month.", "early last month", "2017-04"),
    ("It was listed at the end of last month.", "the end of last month", "2017-04"),
    ("It was listed earlier this month.", "earlier this month", "2017-05"),
    ("It will be listed next month.", "next month", "2017-06"),
    ("It was listed last year.", "last year", "2016"),
    ("It was listed in late last year's shake-up.", "late last year's", "2016-09/2016-12"),
    ("It was listed earlier this year.", "earlier this year", "2017"),
    ("It was listed in early this year.", "early this year", "2017-01/2017-04"),
    ("It was listed at the start of this year.", "the start of this year", "2017-01"),
    ("It will vote early next year.", "early next year", "2018-01/2018-04"),
    ("It was listed in the second half of last year.", "the second half of last year", "2016-07/2016-12"),
    # yearless dates
    ("It said so on 6 February.", "6 February", "2017-02-06"),
    ("It said so on December 4th.", "December 4th", "2016-12-04"),
    ("It said so on Oct. 24.", "Oct. 24", "2016-10-24"),
    ("It said so on 29th August.", "29th August", "2016-08-29"),
    ("Who on the 29 of August announced it?", "the 29 of August", "2016-08-29"),
    ("It said so on May 18.", "May 18", "2017-05-18"),
    ("It said so on 29 February.", "29 February", "2016-02-29"),
    ("On 3 and 4 April they fought.", "3 and 4 April", "2017-04-03/2017-04-04"),
    ("They fought from May 5 to 7.", "from May 5 to 7", "2017-05-05/2017-05-07"),
    ("They fought from October to December.", "from October to December", "2016-10/2016-12"),
    ("They fought from Monday to Wednesday.", "from Monday to Wednesday", "2017-05-15/2017-05-17"),
    ("It joined them in July.", "July", "2016-07"),
    ("It joined them in May.", "May", "2017-05"),
    ("It joined them in mid-March.", "mid-March", "2017-03"),
    ("It joined them at the end of April.", "the end of April", "2017-04"),
    ("The October attack was its last.", "October", "2016-10"),
    ("The May oath was its last.", "May", "2017-05"),
    ("He lost his seat in June's election.", "June", "2016-06"),
    ("Bentiu, June. Boys carry rifles.", "June", "2016-06"),
    ("The series continues on 25 May.", "25 May", "2017-05-25"),
    ("It joined them in December of the last year.", "December of the last year", "2016-12"),
    ("It joined them in July last year.", "July last year", "2016-07"),
    ("It was sealed on February 3rd this year.", "February 3rd this year", "2017-02-03"),
    ("It joined them last August.", "last August", "2016-08"),
    ("It joined them last May.", "last May", "2016-05"),
    ("It joined them this April.", "this April", "2017-04"),
    ("It votes next March.", "next March", "2018-03"),
    ("It joined them last summer.", "last summer", "2016-22"),
    ("It joined them this spring.", "this spring", "2017-21"),
    ("It joined them in the autumn.", "the autumn", "2016-23"),
    ("A bomb went off at Christmas.", "Christmas", "2016-12-25"),
    ("A bomb went off on New Year's Eve.", "New Year's Eve", "2016-12-31"),
    ("It struck during Ramadan.", "Ramadan", "2016-06-07~/2016-07-06~"),
    ("It struck on Eid al-Adha last year.", "Eid al-Adha last year", "2016-09-13~"),
    # counted
    ("He died ten days ago.", "ten days ago", "2017-05-08"),
    ("He died 3 weeks ago.", "3 weeks ago", "2017-04-27~"),
    ("He died a fortnight ago.", "a fortnight ago", "2017-05-04~"),
    ("He died five months ago.", "five months ago", "2016-12"),
    ("He died 18 months ago.", "18 months ago", "2015-11"),
    ("He died two years ago.", "two years ago", "2015"),
    ("He died a year ago.", "a year ago", "2016"),
    ("He died about three years ago.", "about three years ago", "2014~"),
    ("He died a decade ago.", "a decade ago", "2007~"),
    ("He died twenty-one years ago.", "twenty-one years ago", "1996"),
    ("He died two or three years ago.", "two or three years ago", "2014/2015"),
    ("He died 48 hours ago.", "48 hours ago", "2017-05-16"),
    ("He died the month before last.", "the month before last", "2017-03"),
    ("In the past three months it grew.", "the past three months", "2017-02/2017-05"),
    ("Over the last two years it grew.", "the last two years", "2015/2017"),
    ("In the past decade it grew.", "the past decade", "2007/2017"),
]


@pytest.mark.parametrize(("sentence", "text", "edtf"), PUBLICATION)
def test_a_time_told_from_the_publication_rests_on_its_date(sentence: str, text: str, edtf: str) -> None:
    found = _only(sentence)
    assert (found.text, str(found.interval), found.needs) == (text, edtf, Need.PUBLICATION)


@pytest.mark.parametrize(("sentence", "text"), [row[:2] for row in PUBLICATION])
def test_a_time_told_from_the_publication_stays_open_without_its_date(sentence: str, text: str) -> None:
    found = _only(sentence, published=None)
    assert (found.text, found.interval, found.point) == (text, None, None)
    assert found.needs is Need.PUBLICATION


UPCOMING = [
    ("The rivals will meet on Saturday.", "2017-05-20"),
    ("On Saturday the two rivals will meet.", "2017-05-20"),
    ("The court is due to rule on 12 December.", "2017-12-12"),
    ("The party is set to vote in March.", "2018-03"),
    ("He said on Saturday that they will meet.", "2017-05-13"),
    ("On Saturday he said that they will meet.", "2017-05-13"),
]


@pytest.mark.parametrize(("sentence", "edtf"), UPCOMING)
def test_a_clause_about_the_future_looks_ahead_and_a_report_back(sentence: str, edtf: str) -> None:
    assert str(_only(sentence).interval) == edtf


CONTEXT = [
    ("Three months later they swore an oath.", "Three months later", "2016-10-09", "2017-01"),
    ("Two days later they swore an oath.", "Two days later", "2017-12-02", "2017-12-04"),
    ("The oath was accepted five days later.", "five days later", "2015-03-07", "2015-03-12"),
    ("The oath was accepted two weeks later.", "two weeks later", "2015-03-07", "2015-03-21~"),
    ("A year later it was gone.", "A year later", "2014-06", "2015"),
    ("Four years later it was gone.", "Four years later", "2014", "2018"),
    ("A decade later it was gone.", "A decade later", "1994", "2004~"),
    ("It was gone a year on.", "a year on", "2014", "2015"),
    ("A month earlier it had been listed.", "A month earlier", "2014-06-10", "2014-05"),
    ("Two years or so earlier he had left.", "Two years or so earlier", "1998-09", "1996~"),
    ("Under a truce agreed two days earlier it left.", "two days earlier", "2017-07-23", "2017-07-21"),
    ("Three days before, it had chosen him.", "Three days before", "2016-07-26", "2016-07-23"),
    ("They had slipped away the night before.", "the night before", "2016-12-07", "2016-12-06"),
    ("It was dissolved the year after.", "the year after", "2007-08", "2008"),
    ("After two days the spokesman took it.", "After two days", "2015-06-21", "2015-06-23"),
    ("48 hours later he was dead.", "48 hours later", "2015-06-21", "2015-06-23"),
    ("The following year it split.", "The following year", "1973-12", "1974"),
    ("The next year it split.", "The next year", "1973", "1974"),
    ("The previous year it had split.", "The previous year", "1973", "1972"),
    ("The same year it split.", "The same year", "2014-03", "2014"),
    ("It split that year.", "that year", "2014-03-05", "2014"),
    ("It split later that year.", "later that year", "2014-03-05", "2014"),
    ("It split in late that year's turmoil.", "late that year's", "2014-03", "2014-09/2014-12"),
    ("The following month it split.", "The following month", "2014-12-30", "2015-01"),
    ("It split that month.", "that month", "2014-12-30", "2014-12"),
    ("The next day it split.", "The next day", "2014-12-31", "2015-01-01"),
    ("It split on the same day.", "the same day", "2014-12-31", "2014-12-31"),
    ("It split the previous day.", "the previous day", "2016-07-23", "2016-07-22"),
    ("The following week it split.", "The following week", "2017-05-18", "2017-05-22/2017-05-28"),
    ("It split that December.", "that December", "2004-10", "2004-12"),
    ("It split that autumn.", "that autumn", "2006-06", "2006-23"),
    ("It split that winter.", "that winter", "2007-01", "2006-24"),
    ("It split the following spring.", "the following spring", "2006-06", "2007-21"),
    ("It split the following January.", "the following January", "2006-06", "2007-01"),
    ("It split the previous March.", "the previous March", "2006-06", "2006-03"),
    ("It split that Friday.", "that Friday", "2017-05-18", "2017-05-19"),
    ("It split the following Thursday.", "the following Thursday", "2017-05-18", "2017-05-25"),
    ("In December of that year it split.", "December of that year", "2016-07", "2016-12"),
    ("In May of the following year it split.", "May of the following year", "2016-07", "2017-05"),
    ("It split by the end of that year.", "by the end of that year", "2016-07", "../2016-12"),
    ("It was an ally until that month.", "until that month", "2015-05", "../2015-05"),
    ("Until then it was an ally.", "Until then", "2015-01-26", "../2015-01-26"),
    ("Since then it has been an ally.", "Since then", "2015-01-26", "2015-01-26/.."),
    ("Before that, all were allies.", "Before that", "2019-06", "../2019-06"),
    ("His aides said so at the time.", "at the time", "2014", "2014"),
]


@pytest.mark.parametrize(("sentence", "text", "context", "edtf"), CONTEXT)
def test_a_time_told_from_another_waits_for_that_one(
    sentence: str, text: str, context: str, edtf: str
) -> None:
    found = _only(sentence)
    assert (found.text, found.interval, found.needs) == (text, None, Need.CONTEXT)
    assert str(resolve(found, context=Interval.parse(context))) == edtf


@pytest.mark.parametrize(
    ("sentence", "context"),
    [
        ("Three months later they left.", "2015"),
        ("Two days later they left.", "2015-03"),
        ("Two weeks later they left.", "2015-03"),
        ("The next day they left.", "2015-03"),
        ("That month they left.", "2015"),
        ("That Friday they left.", "2015-03"),
        ("A year later they left.", "2014/2016"),
        ("The following year they left.", "199X"),
        ("Three months later they left.", "2016-01/2016-04"),
    ],
)
def test_a_context_too_coarse_to_count_from_gives_nothing(sentence: str, context: str) -> None:
    assert resolve(_only(sentence), context=Interval.parse(context)) is None


def test_an_open_context_counts_from_the_end_that_is_given() -> None:
    later = _only("A year later it was gone.")
    assert str(resolve(later, context=Interval.parse("2014/.."))) == "2015"
    assert str(resolve(later, context=Interval.parse("../2014-03"))) == "2015"


@pytest.mark.parametrize(
    ("sentence", "context", "edtf"),
    [
        ("It withdrew on 1 December.", "2012-11-20", "2012-12-01"),
        ("It withdrew in January.", "2014-12", "2015-01"),
        ("It withdrew in March.", "2012", "2012-03"),
        ("It has held out since February.", "2012", "2012-02/.."),
        ("From May 5 to 7 it met.", "2012", "2012-05-05/2012-05-07"),
        ("It withdrew during Ramadan.", "2014-08-01", "2014-06-29~/2014-07-28~"),
    ],
)
def test_a_yearless_date_takes_the_year_that_the_narrative_has_reached(
    sentence: str, context: str, edtf: str
) -> None:
    found = _only(sentence)
    assert found.needs is Need.PUBLICATION
    assert str(resolve(found, context=Interval.parse(context))) == edtf


@pytest.mark.parametrize("sentence", ["He left in 2014.", "He left on Sunday.", "He left last August."])
def test_a_time_that_needs_no_context_is_not_moved_by_one(sentence: str) -> None:
    found = _only(sentence)
    assert resolve(found, context=Interval.parse("1999-04-05")) == found.interval


@pytest.mark.parametrize(
    ("sentence", "text", "main", "other"),
    [
        ("The town fell six weeks after they came.", "six weeks after", "2016-12-07", "2016-10-26~"),
        ("It was outlawed the year after the murder.", "the year after", "1992", "1991"),
        ("It was born ten days before the vote.", "ten days before", "2020-12-17", "2020-12-27"),
    ],
)
def test_a_link_gives_the_time_of_the_event_that_it_introduces(
    sentence: str, text: str, main: str, other: str
) -> None:
    found = _only(sentence)
    assert (found.text, found.relation, found.interval) == (text, Relation.LINK, None)
    assert str(resolve(found, context=Interval.parse(main))) == other


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("They fought for two years.", "for two years"),
        ("After two years of war they met.", "After two years"),
        ("It ended a decade of hostilities.", "a decade"),
        ("It follows ten years of war.", "ten years"),
        ("He was jailed for 20 years.", "for 20 years"),
        ("Mansour agreed within a day.", "within a day"),
        ("Four in five died in four decades of conflict.", "in four decades"),
    ],
)
def test_a_length_of_time_is_never_a_date(sentence: str, text: str) -> None:
    found = _only(sentence)
    assert (found.text, found.relation, found.interval) == (text, Relation.DURATION, None)
    assert resolve(found, context=Interval.parse("2014")) is None


def test_the_start_of_a_length_of_time_follows_from_its_end() -> None:
    found = _only("He had been dead for two years.")
    assert str(duration_start(found, end=Interval.parse("2015-07"))) == "2013"
    assert duration_start(_only("He left in 2014."), end=Interval.parse("2015")) is None


DATELINES = [
    "BAMAKO, March 20 (Sahel Wire) - The head of the group is dead.",
    "BAMAKO, 20 March 2017 (Sahel Wire) — The head of the group is dead.",
    "PESHAWAR, March 13 - Two groups have merged.",
    "SRINAGAR, July 27: The media arm has spoken.",
    "KABUL, Afghanistan, 12 June 2016 — The group is split.",
    "Gao, Jan. 5 (Sahel Wire) - The group is split.",
    "A headline\n\nCAIRO, Nov 14 (Nile Agency) - The group is split.",
    "Published on 07/04/2015",
    "Posted 10 January 2017 by a reader",
    "Last updated: 3 March 2017",
    "Date of report: 19 August 2016",
    "The Monitor | 18 May 2017\n\nThe group is split.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_the_reports_own_date_is_a_dateline(text: str) -> None:
    if "07/04/2015" in text:
        found = find_times(text, published=date(2015, 4, 7))
    else:
        found = find_times(text, published=PUBLISHED)
    assert [e.relation for e in found] == [Relation.DATELINE]


@pytest.mark.parametrize(
    "text",
    [
        "Malakal, May 2015. Fighters leave the town.",
        "In Gao, on 5 January 2015 - a Monday - he left.",
        "He left the town of Gao on 3 March 2017.",
        "- February 2012: The group is set up.",
    ],
)
def test_a_caption_or_an_entry_of_a_timeline_is_no_dateline(text: str) -> None:
    assert {e.relation for e in find_times(text, published=PUBLISHED)} == {Relation.AT}


NOT_TIMES = [
    # verbs, names, modals
    "The group may pledge itself to another.",
    "Theresa May condemned the attack.",
    "Mrs May told parliament so.",
    "May the dead rest.",
    "Fighters march on the town.",
    "MARCH ON, he cried. THEY MAY ATTACK.",
    "The March on Rome is their model.",
    "June Carter and April Jones were freed.",
    "An august assembly met in the sun.",
    "The second man sat down.",
    "Mar Thoma church was burned.",
    "Ramadan Shalah leads it.",
    "He was called Rajab by all.",
    # numbers
    "About 2,000 men and 2015 fighters fled.",
    "The 2000 fighters fled with 1900 rifles.",
    "A force of 2000 men took it.",
    "Some 2000 natives of the region left.",
    "It numbers between 300 and 2000 fighters.",
    "Report No. 2014 is out, as is resolution 1989.",
    "They ran Windows 2000 on it.",
    "It cost $2015, or 2015%, at 2015 GMT.",
    "See www.example.org/2015/03/x or http://example.org/a-2014.",
    "Write to cell2015@example.org or unit_2014.",
    "Operation 1027 began.",
    "He is 45 years old, the boy a 15-year-old.",
    "It struck in 2000 villages.",
    "Channel 2015 and Flight 2014 are off.",
    # names with dates in them
    "The 23 March Movement is gone.",
    "The Mouvement du 23 mars (M23) is gone.",
    "The February 17 Martyrs Brigade is gone.",
    "The April 6 Movement is gone.",
    "Revolutionary Organization 17 November is gone.",
    "They met on June 30 Street.",
    "The Black September gunmen are dead.",
    "On Black Friday the shops are full; Bloody Sunday is remembered.",
    "The Sunday Times and the Friday Mosque are near.",
    "The Arab Spring passed it by.",
    "The Easter Rising and Christmas Island are far.",
    "After 9/11 all changed.",
    "The fall of the city was near.",
    # habits and vague times
    "They meet every Friday and on Sundays.",
    "He is now hiding, and was recently seen.",
    "He was killed a few weeks ago, or in recent days.",
    "Days later he was dead, or some months later.",
    "More than a decade ago he left, less than a week after her.",
    "Two and a half years later he left.",
    "He left half a year ago.",
    "The group is today extinct; today's world is dull.",
    "It pays twice a year, five barrels a day.",
    "At the same time, at the time of writing, it was quiet.",
    # no such day
    "It met on 05/04/2015 or so.",
]


@pytest.mark.parametrize("sentence", NOT_TIMES)
def test_what_is_no_time_is_left_alone(sentence: str) -> None:
    assert find_times(sentence, published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In March 20 people died.", [("March", "2017-03")]),
        ("On March 20 people died.", [("March 20", "2017-03-20")]),
        ("On 15 and 16 March 718 men crossed.", [("15 and 16 March", "2017-03-15/2017-03-16")]),
        ("In May and June 2015 it hid.", [("May", "2015-05"), ("June 2015", "2015-06")]),
        ("On 5 March and 7 April 2015 it met.", [("5 March", "2015-03-05"), ("7 April 2015", "2015-04-07")]),
        (
            "He was declared dead in 2009, 2013, 2014 and 2016.",
            [("2009", "2009"), ("2013", "2013"), ("2014", "2014"), ("2016", "2016")],
        ),
        (
            "On June 3, 2014, and again on July 5, it struck.",
            [("June 3, 2014", "2014-06-03"), ("July 5", "2016-07-05")],
        ),
        ("It was listed by resolution 1989 (2011).", [("2011", "2011")]),
        ("The party's talks of 31 June 2015 failed.", [("June 2015", "2015-06")]),
        (
            "Founded in 1959, it split in 1974 and was gone by 2018.",
            [("1959", "1959"), ("1974", "1974"), ("by 2018", "../2018")],
        ),
        ("It came in May 2012.\n\n12 men followed.", [("May 2012", "2012-05")]),
        ("The end came in March\n\n2015 was calm.", [("March", "2017-03"), ("2015", "2015")]),
    ],
)
def test_neighbouring_times_and_numbers_are_kept_apart(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert _read(sentence) == expected


def test_a_numeric_date_is_read_by_the_publication_date_where_it_is_ambiguous() -> None:
    assert _read("Issued 07/04/2021.", date(2021, 4, 7)) == [("07/04/2021", "2021-04-07")]
    assert _read("Issued 07/04/2021.", date(2021, 7, 4)) == [("07/04/2021", "2021-07-04")]
    assert _read("Issued 08/03/2021.", date(2021, 4, 7)) == [("08/03/2021", "2021-03-08")]
    assert _read("Issued 08/03/2021.", None) == []


def test_a_bare_year_far_beyond_the_publication_is_a_number() -> None:
    assert _read("By 2020 it shall be free.") == [("By 2020", "../2020")]
    assert _read("In 2048 it shall be free.") == []


def test_since_and_until_open_an_interval() -> None:
    assert str(since(Interval.parse("2014-05/2014-08"))) == "2014-05/.."
    assert str(until(Interval.parse("2014-05/2014-08"))) == "../2014-08"
    assert since(Interval.parse("../2014")) is None
    assert until(Interval.parse("2014/..")) is None
