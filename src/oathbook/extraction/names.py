"""Which stretches of a document name somebody or some place: registry, gazetteer, and names nobody listed.

Invariant: names lie in text order and do not overlap; the registry outranks the gazetteer, which outranks
a guess from capitals. A name that the registry lacks keeps the words as written and a guessed type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from oathbook.actors import Matcher, Mention, PlaceMention, Registry
from oathbook.extraction.background import state_of
from oathbook.extraction.words import nouns, plain
from oathbook.model import ActorType, Party

PlaceFinder = Callable[[str], tuple[PlaceMention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a document, with the party it stands for. `provisional`: the registry does not know it."""

    start: int
    end: int
    party: Party
    provisional: bool = False

    @property
    def type(self) -> ActorType | None:
        """What kind of party it names."""
        return self.party.type


_CAP = r"[A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĠĢĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ'][\w'-]*[\w]|[A-Z]\.?"
_JOIN = r"(?:al|el|ul|ag|bin|ibn|ben|ould|wuld|de|del|della|der|van|von|la|le|du|des|da|do|dos|e|wa|wal|un|ud|ur|pour|et|y)"
_CONNECT = r"(?:of|for|and|in)(?:\ the)?|of\ the|for\ the"
_ARTICLE = r"(?:al|el|as|ash|an|ad|ar|at|az|e|ul|ur)-"
_RUN = re.compile(
    rf"(?<![\w])(?:(?:al|el|ul)-)?(?:{_CAP})"
    rf"(?:(?:\ (?:{_JOIN}\ )?|\ (?:{_CONNECT})\ |-)(?:{_ARTICLE})?(?:{_CAP}))*"
)
_ORG_WORDS = re.compile(
    r"\b(?:Front|Brigades?|Army|Movement|Battalions?|Militia|Guerr?illas?|Forces?|Fighters|Jabhat|Jaysh|Jaish|Liwa|Katibat|Katiba|"
    r"Jund|Ansar|Jama'?at|Jamaa|Harakat|Hizb|Hezb|Lashkar|Tehr[ie]+k|Tehreek|Brotherhood|Mujahid[ei]+n|Faylaq|Tahrir|Saraya|"
    r"Kata'?ib|Asa'?ib|Resistance|Liberation|Revolutionary|Insurgents?|Vanguard|Commandos?|Tigers|Rebels?|Coalition|Alliance|Group|"
    r"Organi[sz]ation|Council|Union|Party|Frente|Ejército|Movimiento|Fuerzas|Mouvement|Armée|Forces|Rassemblement|Ejercito|"
    r"Column|Columna|Bloc|Bloque|Squad|Cartel|Clan|Network|Caliphate|Emirate|Vilayat|Wilayat|Province|Guards?|Shura|Maktab|"
    r"Mai-Mai|Nyatura|Raia|Dissidents|Faction|Wing|Unit|Corps|Regiment|Legion|Volunteers|Defen[cs]e|Patriots?|Patriotic)\b"
)
_OTHER_BODY = re.compile(
    r"\b(?:University|Institute|Cent(?:er|re)|College|School|Hospital|Hotel|Mosque|Church|Street|Road|Airport|Bridge|Stadium|"
    r"Ministry|Department|Committee|Commission|Court|Parliament|Senate|Congress|Bank|Company|Ltd|Inc|Corp|Times|Post|News|"
    r"Herald|Courier|Gazette|Telegraph|Tribune|Journal|Magazine|Radio|Television|TV|FC|United|City|Club|Championship|League|"
    r"Cup|Airlines|Embassy|Consulate|Foundation|Museum|Theatre|Observatory|Agency|Monitor|Panel|Mission|Prison|Palace|Square|"
    r"Camp|Base|Valley|River|Lake|Mountains?|Island|Desert|Forest|Bay|Sea|Ocean|Province|District|State|County|Region)\b"
)
_TITLE = re.compile(
    r"(?:\b(?:Mullah|Mulla|Maulvi|Mawlawi|Maulana|Mufti|Sheikh|Shaykh|Sheik|Imam|Qari|Haji|Hajji|Ustadz|Ustaz|Emir|Amir|Caliph|General|Gen\.?|"
    r"Colonel|Col\.?|Major|Maj\.?|Captain|Capt\.?|Lieutenant|Lt\.?|Sergeant|Brigadier|Commander|Cmdr\.?|Comandante|Commandant|Mr\.?|Mrs\.?|"
    r"Ms\.?|Dr\.?|Professor|Prof\.?|President|Minister|Prime\ Minister|Senator|Governor|Ambassador|Father|Sister|Bishop|alias|Malam|"
    r"Mallam|Ayatollah|Hojatoleslam|Sayyid|Sayed|Cpl\.?|Sgt\.?|Comrade|Don|Sir|Lord|King|Prince|Judge|Spokesman|leader|chief|commander|emir|"
    r"spokesman|spokesperson|founder|warlord|cleric|preacher|analyst|researcher|historian|brother|named|called))\s+$"
)
_KUNYA = re.compile(r"^(?:Abu|Abou|Abo|Umm|Um|Ibn)\b|\b(?:bin|ibn|ould|ag)\b|\b[Aa]l-[A-Z]")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&/.-]{1,9}(?:-[A-Za-z]+)?$")
_BRACKETED = re.compile(r"\s*\(\s*(?:the |formerly |or |also )?[\"']?([A-Z][\w/&.' -]{1,24}?)[\"']?\s*[),;]")
_PEOPLES = re.compile(
    r"\b(?:Christians|Muslims|Jews|Hindus|Sikhs|Buddhists|Yazidis|Yezidis|Copts|Alawites|Druze|Shiites|Shias|Sunnis|Kurds|Arabs|Turks|"
    r"Turkmens?|Tuaregs?|Fulanis?|Hausas?|Hazaras?|Pashtuns?|Tamils|Rohingyas?|Chechens|Uighurs|Uyghurs|\w+(?:ians|icans|nese))$"
)
# Two capitals that no gazetteer has, after a preposition that persons do not follow: a town in this text.
_AFTER_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Aa]t|into|towards?|(?:town|village|city|district|port|area|suburb) of) "
    r"((?:[A-ZÀ-Þ][\w'-]+)(?: [A-ZÀ-Þ][\w'-]+)+)(?!'s|[\w-])"
)
# First names that end like participles and adverbs.
_FIRST_NAME = re.compile(
    r"m[ou]ham+[ae]d|mahmed|ahmed|ham(?:me)?d?ed|sa[iy]e?ed|sayed|kh?aled|wal(?:ee|i)d|majed|rashed|zayed|fahed|raed|ubed|obeid|"
    r"fred|alfred|wilfred|jared|manfred|mildred|ted|ned|reed|king|irving|ming|xing|jing|ping|ling|kelly|billy|sally|molly|emily|"
    r"lily|ally|aly|\w*oulibaly|italy|henning|fleming|manning|golding"
)
_SKIP_ACRONYMS = frozenset(
    "TV AP PM AM US UK EU UN MP MPS CEO VIP ID HIV AIDS GPS FM AK RPG IED IEDS NGO NGOS PR GMT UTC USD OK II III IV VI".split()
)
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday ramadan eid christmas easter shawwal".split()
)


def find_names(
    text: str, registry: Registry, matcher: Matcher, places: PlaceFinder, *, sentence_starts: frozenset[int]
) -> tuple[Name, ...]:
    """All names in a repaired text. `sentence_starts` are where a capital means nothing."""
    known = _merge([_from_mention(m) for m in matcher.find(text)], _linked_demonyms(text, registry))
    covered = _merge(known, [_from_place(m) for m in places(text) if not _is_surname(text, m, known)])
    guessed = _guess(text, covered, sentence_starts, registry)
    return tuple(_bind_acronyms(text, _merge(covered, guessed)))


_LINKED_DEMONYM = re.compile(
    r"(?<![\w-])(?:pro-)?([A-ZÀ-Þ]\w+)(?:-(?:backed|led|sponsored|supported|funded|trained|armed|allied|run)\b)?"
)


def _linked_demonyms(text: str, registry: Registry) -> list[Name]:
    """States inside adjectives: "Iranian-backed", "pro-Iranian"."""
    found = []
    for m in _LINKED_DEMONYM.finditer(text):
        linked = m.end() > m.end(1) or m.start() < m.start(1)
        country = registry.demonyms.get(m.group(1)) if linked else None
        state = state_of(registry, country) if country else None
        if state is not None:
            party = Party(written=m.group(1), actor=state, type=ActorType.STATE)
            found.append(Name(start=m.start(1), end=m.end(1), party=party))
    return found


def _from_mention(m: Mention) -> Name:
    actor = m.actor
    if actor is None and len(m.candidates) == 1 and m.text.isupper():
        actor = m.candidates[0]  # an acronym that only one actor goes by
    party = Party(written=m.text, actor=actor, type=m.type, candidates=m.candidates)
    return Name(start=m.start, end=m.end, party=party)


# A capital before a place that belongs to the place's own name or to nobody's.
_BEFORE_PLACES = re.compile(
    r"(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower|Greater|Old|New|Inner|Outer|Mount|Lake|Fort|"
    r"Port|Camp|San|Santa|Saint|St|Ciudad|Wadi|Jabal|Jebel|Tal|Tell|Deir|Bab|Ras|Umm|Ain|Ayn|Beit|Bir|Kafr|Dar|Bani|Beni|El|Al|"
    r"Operation|Radio|Hotel|Real|Sporting|Lord|Lady|Gulf|Cape|River|Bay|Isle|District|Province|State|City|Sultanate|Emirate|Vilayat|"
    r"Wilayat|Near|Inside|Rebel|Free|Downtown|Nearby|Outside|Federal|Rural|Republic|De|Los|Las|La|Le)"
)
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )([A-ZÀ-Þ][a-zà-ÿ'-]{2,}) $")


def _is_surname(text: str, m: PlaceMention, known: list[Name]) -> bool:
    """ "Momodu Bama" is a man and not the town of Bama: a first name stands before it, in mid-sentence."""
    if " " in m.text:
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, m.start - 24), m.start)
    if before is None or any(n.start < before.end(1) and before.start(1) < n.end for n in known):
        return False
    word = before.group(1)
    lower = word.casefold()
    return not (
        _BEFORE_PLACES.fullmatch(word)
        or word.endswith(("'s", "n", "i", "ese"))
        or lower in _DATE_WORDS
        or lower in plain("opening")
        or _ORG_WORDS.fullmatch(word)
        or _OTHER_BODY.fullmatch(word)
    )


def _from_place(m: PlaceMention) -> Name:
    return Name(start=m.start, end=m.end, party=Party(written=m.text, type=ActorType.PLACE))


def _merge(first: Iterable[Name], second: Iterable[Name]) -> list[Name]:
    """Both, the first winning where they overlap unless the second is much the longer."""
    kept = list(first)
    taken = [(n.start, n.end) for n in kept]
    for n in second:
        if not any(n.start < b and a < n.end for a, b in taken):
            kept.append(n)
            taken.append((n.start, n.end))
    return sorted(kept, key=lambda n: n.start)


def _guess(text: str, covered: list[Name], starts: frozenset[int], registry: Registry) -> list[Name]:
    """Names of which only their shape tells; a surname alone goes with its full name in the same text."""
    busy = [(n.start, n.end) for n in covered]
    towns = {m.group(1) for m in _AFTER_LOCATIVE.finditer(text)}
    found: list[Name] = []
    full: dict[str, Party] = {}
    singles: list[tuple[int, int, str]] = []
    for m in _RUN.finditer(text):
        span = _clip(text, m.start(), m.end(), starts, busy, registry)
        if span is None:
            continue
        a, b = span
        words = text[a:b]
        type_ = _guess_type(text, a, b, starts)
        if type_ is ActorType.PERSON and words in towns and not _TITLE.search(text[max(0, a - 24) : a]):
            type_ = ActorType.PLACE
        if type_ is None:
            if " " not in words and not words.isupper():
                singles.append((a, b, words))
            continue
        party = Party(written=words, type=type_)
        if type_ is ActorType.PERSON:
            party = full.setdefault(_last(words), party) if " " not in words else party
            full.setdefault(_last(words), party)
        found.append(Name(start=a, end=b, party=party, provisional=True))
    for a, b, word in singles:
        if _last(word) in full:
            found.append(Name(start=a, end=b, party=full[_last(word)], provisional=True))
    return found


def _last(words: str) -> str:
    last = words.rsplit(maxsplit=1)[-1].casefold()
    return re.sub(r"^(?:al|el|ul)-", "", last.removesuffix("'s").removesuffix("'"))


def _clip(
    text: str, start: int, end: int, starts: frozenset[int], busy: list[tuple[int, int]], registry: Registry
) -> tuple[int, int] | None:
    """The part of a run of capitals that can be a name: no dates, no demonyms, no word that opens a sentence."""
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if text[end - 2 : end] == "'s":
        words[-1] = (words[-1][0], end - 2)
    while words and _is_plain(text, *words[0], starts, registry):
        words.pop(0)
        while words and text[slice(*words[0])] in {"of", "for", "and", "in", "the"}:
            words.pop(0)
    while words and (
        _is_dull(text[slice(*words[-1])]) or text[slice(*words[-1])] in {"of", "for", "and", "in", "the"}
    ):
        words.pop()
    if not words:
        return None
    a, b = words[0][0], words[-1][1]
    if any(a < y and x < b for x, y in busy):
        return None
    phrase = text[a:b]
    joint = re.search(r" (?:of|for|and|in)(?: the)? ", phrase)
    if joint and not _ORG_WORDS.search(phrase[: joint.start()]):
        b = a + joint.start()
    return (a, b) if b - a > 2 else None


def _is_plain(text: str, a: int, b: int, starts: frozenset[int], registry: Registry) -> bool:
    word = text[a:b]
    if _is_dull(word) or word in registry.demonyms:
        return True
    lower = word.lower().strip("'")
    if lower in plain("opening"):
        return True
    return a in starts and (
        lower in nouns("group", "fighter", "leader", "post")
        or (lower.endswith(("ing", "ly", "ed")) and not _FIRST_NAME.fullmatch(lower))
    )


def _is_dull(word: str) -> bool:
    return word.lower().strip(".'") in _DATE_WORDS


def _guess_type(text: str, a: int, b: int, starts: frozenset[int]) -> ActorType | None:
    phrase = text[a:b]
    before = text[max(0, a - 24) : a]
    if _TITLE.search(before):
        return ActorType.PERSON
    if _OTHER_BODY.search(phrase):
        return (
            ActorType.OUTLET
            if re.search(r"\b(?:News|Times|Post|Radio|Observatory|Agency|Monitor)\b", phrase)
            else None
        )
    if _PEOPLES.search(phrase):
        return None
    if _KUNYA.search(phrase) and not _ORG_WORDS.search(phrase):
        return ActorType.PERSON
    if _ORG_WORDS.search(phrase):
        return ActorType.ORGANISATION if " " in phrase or "-" in phrase else None
    if _ACRONYM.match(phrase):
        if a in starts:  # a word in capitals opens a headline or a caption
            return None
        return None if phrase.upper() in _SKIP_ACRONYMS or len(phrase) > 8 else ActorType.ORGANISATION
    if before.rstrip().endswith((" the", "The")) or phrase.isupper():
        return None
    count = len(phrase.split())
    return ActorType.PERSON if 2 <= count <= 5 else None


def _bind_acronyms(text: str, names: list[Name]) -> list[Name]:
    """ "the Alliance of Free Men (AFM)": from here on AFM means the alliance in this text."""
    bound: dict[str, Party] = {}
    for n in names:
        m = _BRACKETED.match(text, n.end)
        if m and n.provisional and n.type is ActorType.ORGANISATION:
            short = m.group(1)
            if _ACRONYM.match(short):
                bound.setdefault(short, n.party)
    if not bound:
        return names
    return [
        replace(n, party=bound[text[n.start : n.end]])
        if n.provisional and text[n.start : n.end] in bound
        else n
        for n in names
    ]
