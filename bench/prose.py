"""Plain news that has nothing to do with armed organisations: sport, business, weather and local politics.

The same seed gives the same reports, and no two of a stream are alike: the sentences are put together from
parts whose combinations run into the millions. The words of this subject that plain news uses too (break
ranks, merge, pledge, leader, attack, front) are in it on purpose.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

WORDS = 600  # of a report: what an agency's longer piece has

_SLOTS: dict[str, tuple[str, ...]] = {
    "first": tuple("Anna Marek Ines Tomas Julia Peter Nadia Oscar Ruth Felix Clara Daniel Ewa Hugo Lena Paul Rosa "
                   "Simon Vera Walter Greta Ivan Marta Noel".split()),
    "last": tuple("Kowalska Lindgren Moreau Pereira Novak Whitfield Brandt Castellan Dufour Eriksen Fontaine Grant "
                  "Halloran Jansen Keller Lombardi Mercer Okafor Petersen Quinn Rossi Sandoval Tanaka Vance".split()),
    "town": tuple("Ashford Bellmere Carrow Dunwick Eastvale Fernhill Garston Highmoor Ingleby Kelsall Larkfield "
                  "Marwood Norbury Oakhampton Penrose Redmarsh Stanway Thornbury Upwell Westbrook".split()),
    "country": ("Germany", "Brazil", "Japan", "Canada", "Poland", "Spain", "Kenya", "Norway", "Chile", "Italy",
                "Portugal", "Ghana", "France", "Mexico", "Australia"),
    "day": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    "month": tuple("January February March April May June September October November".split()),
    "season": ("spring", "summer", "autumn", "winter"),
    "firm": ("Halden Foods", "Northgate Rail", "Brightwater Energy", "Castell Paper", "Ordway Motors",
             "Meridian Glass", "Pike and Lowell", "Tarn Software", "Ellesmere Dairies", "Corvid Logistics"),
    "good": ("milk powder", "window glass", "rail carriages", "solar panels", "printing paper", "delivery vans",
             "frozen vegetables", "accounting software", "cement", "garden furniture"),
    "team": ("the Ravens", "Dunwick Town", "Carrow Athletic", "the Harbour Giants", "Penrose United",
             "the Marwood Eleven", "Norbury Rovers", "the Lakeside Foxes"),
    "sport": ("football", "handball", "rugby", "hockey", "cricket", "basketball", "rowing", "cycling"),
    "party": ("the Civic List", "the Greens", "the Labour group", "the Conservatives", "the Liberals",
              "the Ratepayers' Alliance", "the Rural Union"),
    "issue": ("the new tram line", "a tax on second homes", "the closing of two libraries", "a bridge over the canal",
              "night flights", "school meals", "the harbour fees", "parking near the hospital", "the water tariff"),
    "expert": ("a forecaster", "an economist", "the club's physician", "a lecturer in planning", "a union official",
               "an analyst at a bank", "the head of the chamber of commerce", "a retired coach"),
    "weather": ("heavy rain", "a late frost", "strong winds from the west", "thick fog", "an early heat wave",
                "wet snow", "thunderstorms", "a dry spell"),
    "harm": ("flooded cellars", "closed two mountain roads", "delayed the morning trains", "damaged the cherry crop",
             "brought down power lines", "kept fishing boats in the harbour", "cancelled the open-air concert"),
    "feeling": ("relieved", "disappointed", "cautious", "surprised", "confident", "unimpressed", "hopeful"),
    "number": tuple(map(str, range(3, 98))),
    "big": tuple(f"{n},{m:03d}" for n in range(2, 40, 3) for m in (0, 140, 300, 450, 720)),
    "year": tuple(map(str, range(2001, 2024))),
    "group": ("supporters", "residents", "shareholders", "farmers", "parents", "commuters", "shopkeepers", "nurses"),
}  # fmt: skip

_SENTENCES: dict[str, tuple[str, ...]] = {
    "sport": (
        "{team} beat {team2} {number} to {number2} in {town} on {day}, with {last} scoring twice before the break.",
        "Coach {first} {last}, who took over in {month}, said the side had to attack earlier and defend as one.",
        "The front row was hurt again, and {last} left the field after {number} minutes with a strained knee.",
        "{last} has pledged to stay until {year} and denied reports that he would join a rival in {country}.",
        "The club's two youth sections will merge next {season}, {expert} said, which should save {big} a year.",
        "It was the {number}th win of the {season} for {team}, who now lead the {sport} league by {number2} points.",
        "Captain {first} {last} led from the front, won most duels and was applauded by {big} {group}.",
        "After a defeat in {country} many {group} had called for a new leader; on {day} they were {feeling}.",
        "The referee, {last2} of {town}, showed {number2} cards and was surrounded by players at the whistle.",
        "Tickets for the return match in {town2} go on sale on {day}, and {group} may bring two children free.",
        "In the women's game {team2} broke away late, {first2} {last2} adding a third goal from close range.",
        "The federation accepted the protest of {team} and will decide in {month} whether the match is replayed.",
    ),
    "business": (
        "{firm} will build a plant for {good} near {town}, the company said on {day}, and hire {number} people.",
        "Shares in {firm} rose by {number} per cent after it agreed to merge its unit in {country} with {firm2}.",
        "The takeover of {firm2} was rejected by its board, which called the offer of {big} million too low.",
        "{first} {last}, appointed chief executive in {month}, replaced {first2} {last2}, who had led it since {year}.",
        "Orders for {good} from {country} fell by {number} per cent in the {season}, according to {expert}.",
        "A splinter of smaller {group} broke ranks at the meeting and voted against the dividend.",
        "The alliance with {firm2} will end in {year}; both sides said that they had parted as friends.",
        "{firm} is under fire for its prices, and the regulator in {country} has threatened to act against it.",
        "Its biggest rival, {firm2}, declared a loss of {big} million and plans to close its office in {town}.",
        "Analysts were {feeling}: the price of {good} has been falling since {month}, said {expert}.",
        "The company claimed the market for {good} in {country} would recover by {year}, which {last2} doubts.",
        "Workers at {town2} ended a strike of {number} days after the union accepted a rise of {number2} per cent.",
    ),
    "weather": (
        "{weather} {harm} around {town} on {day}, and {expert} expects more of it before the weekend.",
        "Temperatures of {number} degrees were measured in {town2}, the most in {month} since {year}.",
        "The front that crossed {country} moved on towards the coast, leaving {big} homes without power for a while.",
        "Volunteers from {town} and {town2} joined forces to fill sandbags; {number} of them worked until dawn.",
        "The fire brigade was called {number} times, said its chief, {first} {last}, who praised the {group}.",
        "A state of alert is kept until {day}, and {group} were asked to stay away from the river.",
        "Schools in {town2} stay closed, and the council opened {number} shelters for those who had to leave home.",
        "Insurers put the damage at {big} million, much less than in {year}, when {weather} {harm}.",
        "By {day} the worst should be over, said {expert}, though {group} remained {feeling}.",
        "Growers of apples lost a third of the crop, said {last2}, whose orchard lies west of {town}.",
    ),
    "politics": (
        "The council of {town} argued about {issue} until midnight on {day} and adjourned without a vote.",
        "{first} {last}, who leads {party}, accused the mayor of breaking a promise made in {year}.",
        "Two members left {party} for {party2}, saying that they could no longer support {issue}.",
        "The coalition is split over {issue}: {party2} threatens to quit it unless the budget is changed.",
        "A march against {issue} drew {big} {group}, the organisers claimed; the police counted fewer.",
        "{last2} denied that he had pledged his vote in return for a post and called the report an attack on him.",
        "The minister, back from talks in {country}, said that a treaty on fisheries would be signed in {month}.",
        "{party} and {party2} may form an alliance after the election in {month}, said {expert}.",
        "The new leader of the opposition in {country}, {first2} {last2}, promised to fight for {issue}.",
        "A poll of {big} voters has {party} at {number2} per cent; {group} above sixty were the most {feeling}.",
        "The court in {town2} ruled that the council had gone too far over {issue} and must pay {big}.",
        "Nobody claimed the leaflets that turned up on {day}, and {party2} said it had nothing to do with them.",
    ),
}


def iter_plain_news(count: int, *, seed: int = 1, words: int = WORDS) -> Iterator[str]:
    """`count` different reports of about `words` words each, with a headline and paragraphs."""
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        subjects = rng.sample(sorted(_SENTENCES), k=2)
        headline = _fill(rng.choice(_SENTENCES[subjects[0]]), rng).rstrip(".").split(",")[0]
        paragraphs, total = [headline], 0
        while total < words:
            subject = subjects[0] if rng.random() < 0.8 else subjects[1]
            chosen = rng.sample(_SENTENCES[subject], k=rng.randint(2, 4))
            paragraphs.append(" ".join(_fill(sentence, rng) for sentence in chosen))
            total += len(paragraphs[-1].split())
        yield "\n\n".join(paragraphs)


def _fill(sentence: str, rng: random.Random) -> str:
    slots = {}
    for name, values in _SLOTS.items():
        slots[name], slots[f"{name}2"] = rng.sample(values, k=2)
    filled = sentence.format(**slots)
    return filled[0].upper() + filled[1:]
