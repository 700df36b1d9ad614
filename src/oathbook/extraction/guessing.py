"""Whom a run of capitals names that no list knows: an organisation, a person, or nobody.

An organisation shows in its head word ("X Front", "Katibat X") or in what is said beside it ("calling itself X",
"X, a militia"); a person in a title, a kunya or two plain words. Invariant: a guess never cuts a name that the
registry knows as an organisation, and once made it holds for every later mention in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from oathbook.actors import Registry
from oathbook.extraction.words import nouns, plain
from oathbook.model import ActorType

_CAP = r"[A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĠĢĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ'][\w'-]*[\w]|[A-Z]\.?"
_JOIN = r"(?:al|el|ul|ag|bin|ibn|ben|ould|wuld|de|del|della|der|van|von|la|le|du|des|da|do|dos|e|wa|wal|un|ud|ur|pour|et|y)"
_CONNECT = r"(?:of|for|and|in)(?:\ the)?|of\ the|for\ the"
_ARTICLE = r"(?:al|el|as|ash|an|ad|ar|at|az|e|ul|ur)-"
_RUN = re.compile(
    rf"(?<![\w])(?:(?:al|el|ul)-)?(?:{_CAP})"
    rf"(?:(?:\ (?:{_JOIN}\ )?|\ (?:{_CONNECT})\ |-)(?:{_ARTICLE})?(?:{_CAP}))*"
)
_SMALL = frozenset({"of", "for", "and", "in", "the"})
_ORG_WORDS = re.compile(
    r"\b(?:Front|Brigades?|Army|Movement|Battalions?|Militia|Guerr?illas?|Forces?|Fighters|Jabhat|Jaysh|Jaish|Liwa|Katibat|Katiba|"
    r"Jund|Ansar|Jama'?at|Jamaa|Harakat|Hizb|Hezb|Lashkar|Tehr[ie]+k|Tehreek|Brotherhood|Mujahid[ei]+n|Faylaq|Tahrir|Saraya|"
    r"Kata'?ib|Asa'?ib|Resistance|Liberation|Revolutionary|Insurgents?|Vanguard|Commandos?|Tigers|Rebels?|Coalition|Alliance|Group|"
    r"Organi[sz]ation|Council|Union|Party|Frente|Ejército|Movimiento|Fuerzas|Mouvement|Armée|Forces|Rassemblement|Ejercito|"
    r"Column|Columna|Bloc|Bloque|Squad|Cartel|Clan|Network|Caliphate|Emirate|Vilayat|Wilayat|Province|Guards?|Shura|Maktab|"
    r"Mai-Mai|Nyatura|Raia|Dissidents|Faction|Wing|Unit|Corps|Regiment|Legion|Volunteers|Defen[cs]e|Patriots?|Patriotic|"
    r"Martyrs|Avengers|Warriors|Confederation|Federation|Fedayeen|Mukhtar|Usrat|Firqat|Quwat|Nusrat|Nusra|Tanzim|Junud)\b"
)
# Of these a name may end in, and be nobody armed: they want a word of naming or of the subject beside them.
_OTHER_BODY = re.compile(
    r"\b(?:University|Institute|Cent(?:er|re)|College|School|Hospital|Hotel|Mosque|Church|Street|Road|Airport|Bridge|Stadium|"
    r"Ministry|Department|Committee|Commission|Court|Parliament|Senate|Congress|Bank|Company|Ltd|Inc|Corp|Times|Post|News|"
    r"Herald|Courier|Gazette|Telegraph|Tribune|Journal|Magazine|Radio|Television|TV|FC|United|City|Club|Championship|League|"
    r"Cup|Airlines|Embassy|Consulate|Foundation|Museum|Theatre|Observatory|Agency|Monitor|Panel|Mission|Prison|Palace|Square|"
    r"Camp|Base|Valley|River|Lake|Mountains?|Island|Desert|Forest|Bay|Sea|Ocean|Province|District|State|County|Region|Wire)\b"
)
# Heads of bodies that mostly bear no arms: they count where the words around them do.
_CIVIL_HEADS = frozenset(
    "party union council group organisation organization network alliance coalition federation confederation unit clan "
    "volunteers province guard guards partido".split()
)
_ARMED = re.compile(
    r"\b(?:armed|arms|weapons|militia\w*|insurgen\w+|guerr?illas?|rebel\w*|jihad\w*|militants?|fighters?|gunmen|paramilitar\w+|"
    r"separatists?|commanders?|combatants?|allegiance|warlords?|ceasefire|emir)\b",
    re.IGNORECASE,
)
# "Eagles of Nafusa Brigade", "Sons of the River": such a head makes a body where the words around it speak of arms.
_MARTIAL = re.compile(
    r"(?:Eagles|Lions|Sons|Hawks|Falcons|Knights|Martyrs|Soldiers|Swords?|Heroes|Wolves|Guardians|Defenders|Protectors|Avengers|"
    r"Shields?|Banners?|Revolutionaries|Youth|Men|Vipers|Panthers|Scorpions|Thunder|Grandsons|Descendants) (?:of|for) "
)
_AROUND = 220  # characters
_OUTLET = re.compile(r"\b(?:News|Times|Post|Radio|Observatory|Agency|Monitor|Wire)\b")
_STATE_HEADS = frozenset(
    "army forces force navy police guard guards government council parliament defense defence union".split()
)
_TITLE = re.compile(
    r"(?:\b(?:Mullah|Mulla|Maulvi|Mawlawi|Maulana|Mufti|Sheikh|Shaykh|Sheik|Imam|Qari|Haji|Hajji|Ustadz|Ustaz|Emir|Amir|Caliph|General|Gen\.?|"
    r"Colonel|Col\.?|Major|Maj\.?|Captain|Capt\.?|Lieutenant|Lt\.?|Sergeant|Brigadier|Commander|Cmdr\.?|Comandante|Commandant|Mr\.?|Mrs\.?|"
    r"Ms\.?|Dr\.?|Professor|Prof\.?|President|Minister|Prime\ Minister|Senator|Governor|Ambassador|Father|Sister|Bishop|alias|Malam|"
    r"Mallam|Ayatollah|Hojatoleslam|Sayyid|Sayed|Cpl\.?|Sgt\.?|Comrade|Don|Sir|Lord|King|Prince|Judge|Spokesman|leader|chief|commander|emir|"
    r"spokesman|spokesperson|founder|warlord|cleric|preacher|analyst|researcher|historian|brother))\s+$"
)
_KUNYA = re.compile(r"^(?:Abu|Abou|Abo|Umm|Um|Ibn)\b|\b(?:bin|ibn|ould|ag)\b|\b[Aa]l-[A-Z]")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&/.-]{1,9}(?:-[A-Za-z]+)?$")
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
# A capital before a place that belongs to the place's own name or to nobody's.
_BEFORE_PLACES = re.compile(
    r"(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower|Greater|Old|New|Inner|Outer|Mount|Lake|Fort|"
    r"Port|Camp|San|Santa|Saint|St|Ciudad|Wadi|Jabal|Jebel|Tal|Tell|Deir|Bab|Ras|Umm|Ain|Ayn|Beit|Bir|Kafr|Dar|Bani|Beni|El|Al|"
    r"Operation|Radio|Hotel|Real|Sporting|Lord|Lady|Gulf|Cape|River|Bay|Isle|District|Province|State|City|Sultanate|Emirate|Vilayat|"
    r"Wilayat|Near|Inside|Rebel|Free|Downtown|Nearby|Outside|Federal|Rural|Republic|De|Los|Las|La|Le)"
)
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )([A-ZÀ-Þ][a-zà-ÿ'-]{2,}) $")
_SKIP_ACRONYMS = frozenset(
    "TV AP PM AM US UK EU UN MP MPS CEO VIP ID HIV AIDS GPS FM AK RPG IED IEDS NGO NGOS PR GMT UTC USD OK II III IV VI".split()
)
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday ramadan eid christmas easter shawwal".split()
)
# Words that open a sentence and may as well open a name: "Eastern Youth Brigade", "Islamic Jihad Union".
_BOTH = frozenset(
    "north south east west northern southern eastern western central islamic islamist muslim sunni shia jihad god united "
    "new free popular national first second third people".split()
)
_GROUP_NOUN = (
    r"(?:group|militia|movement|faction|brigade|gang|outfit|organi[sz]ation|alliance|coalition|network|cell|battalion|insurgency|"
    r"sect|cartel|splinter|offshoot|rebels?|guerrillas?|militants|front|army|unit|wing|column|umbrella|band)"
)
# "calling itself the", "a gang known as the", "a new armed group, the"
_SELF_NAMED = re.compile(
    r"\b(?:(?:call(?:s|ed|ing)?|nam(?:es|ed|ing)|styl(?:es|ed|ing)|dub(?:s|bed|bing)|rebrand(?:s|ed|ing)|renam(?:es|ed|ing)) "
    r"(?:itself|themselves)(?: as)?|under the (?:name|banner)(?: of)?|in the name of)(?: the)? [\"']?$"
)
_CALLED = re.compile(
    rf"\b{_GROUP_NOUN}\b(?: [\w-]+){{0,4}}? ?(?:\(|, )?(?:called|named|known (?:\w+ )?as|dubbed|nicknamed|styled)(?: the)? [\"']?$"
)
_APPOSED = re.compile(
    rf"\b(?:[Aa]n?|new|armed|rebel|jihadist|militant|little-known|this|another)\b(?: [\w-]+){{0,4}} {_GROUP_NOUN}[,:]?(?: the)? [\"']?$"
)
# "X, a little-known militia", "X (PFLK), which is an armed group"
_DEFINED = re.compile(
    r"[\"']?(?: \([^)\n]{2,40}\))?,?[\"']?\s(?:which |that )?(?:(?:is|was|are|were) )?(?:an?|the|one of the|another)\s"
    r"(?:(?!of\b|in\b|from\b|for\b|who\b|with\b|by\b)[\w'-]+\s){0,5}?" + _GROUP_NOUN + r"\b(?!')"
    r"(?! (?:leader|commander|chief|member|fighter|spokes\w+|figure|official|boss|veteran|ideologue|emir|supporter|officer))"
)
_LINKED = re.compile(
    r"-(?:led|backed|linked|held|controlled|based|aligned|sponsored|trained|funded|brokered|run|born)$"
)
_MOST_WORDS = 9
# "Defence Secretary Delfin Lorenzana", "Major-General Salah Jok": an office in capitals is no part of the name.
_OFFICE = re.compile(
    r"(?:[A-Z]{2,6} )?"
    r"(?:(?:Deputy|Vice|Acting|Former|Ex|Then|Interim|Assistant|Associate|First|Second|Senior|Chief|Prime|Foreign|Interior|"
    r"Defen[cs]e|Information|Justice|Finance|Home|Internal|External|Security|Army|Navy|Police|State|Intelligence|Military|"
    r"Special|Attorney|Major|Maj\.?|Lieutenant|Lt\.?|Brigadier|Brig\.?|Rear|Field|Staff|Director|Secretary|Supreme|Overall|"
    r"Rebel|Local|Emir|Affairs)[ -])*"
    r"(?:Minister|Secretary|Secretary[ -]General|President|Premier|General|Gen\.?|Colonel|Col\.?|Commander|Cmdr\.?|Captain|Capt\.?|"
    r"Major|Maj\.?|Sergeant|Sgt\.?|Lieutenant|Lt\.?|Chief of (?:the )?(?:(?:Defen[cs]e|General|Army) )?Staff|Commissioner|Director|"
    r"Ambassador|Governor|Mayor|Senator|Sen\.?|Congress(?:man|woman)|Rep\.?|Representative|Spokes(?:man|woman|person)|Professor|"
    r"Prof\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Admiral|Marshal|Envoy|Comrade|Chairman|Leader|Chief|Rev\.?|Reverend|Bishop|Father|Fr\.?|"
    r"Constable|Inspector|Superintendent|Corporal|Cpl\.?|Private|Pvt\.?|Officer|Detective|Warrant Officer|Brigadier|Commodore)"
    r"(?: [IV]+)? (?=(?:al-)?[A-ZÀ-Þ][\w'-]*[a-zà-ÿ])"
)


def iter_runs(text: str) -> Sequence[tuple[int, int]]:
    """The runs of capitals of a text, with the small words inside them and without an office before a name."""
    return [(after_office(text, m.start(), m.end()), m.end()) for m in _RUN.finditer(text)]


def after_office(text: str, start: int, end: int) -> int:
    """Where the name begins in a run that begins with an office; `start` where it begins with none."""
    office = _OFFICE.match(text, start, end)
    if office is None or is_body(text, office.end(), end):  # "General Union of Workers"
        return start
    return office.end()


def is_announced(text: str, a: int, b: int) -> bool:
    """Whether the words beside a run say that it is the name of an armed group."""
    before = text[max(0, a - 90) : a]
    return bool(
        _SELF_NAMED.search(before)
        or _CALLED.search(before)
        or _APPOSED.search(before)
        or _DEFINED.match(text, b)
    )


def is_body(text: str, a: int, b: int) -> bool:
    """Whether the head word of a run makes it an organisation."""
    phrase = text[a:b]
    if " " not in phrase and "-" not in phrase:
        return False
    if _MARTIAL.match(phrase):
        return True
    head = re.split(r" (?:of|for|in)(?: the)? ", phrase)[0]
    last = head.rsplit(maxsplit=1)[-1]
    if _ORG_WORDS.fullmatch(last) or _ORG_WORDS.match(head):
        return not (_OTHER_BODY.fullmatch(last) and not _ORG_WORDS.match(head))
    return phrase == head and bool(_ORG_WORDS.search(phrase)) and not _OTHER_BODY.search(phrase)


def is_civil(text: str, a: int, b: int) -> bool:
    """Whether a run is headed by a word of civil life and nothing around it speaks of arms."""
    head = re.split(r" (?:of|for)(?: the)? ", text[a:b])[0].rsplit(maxsplit=1)[-1].lower()
    civil = head in _CIVIL_HEADS or _MARTIAL.match(text[a:b])
    return bool(civil) and not _ARMED.search(text, max(0, a - _AROUND), b + _AROUND)


def is_force_of_state(phrase: str) -> bool:
    """ "Ukraine Army": the army of a state, which is the state."""
    return phrase.rsplit(maxsplit=1)[-1].lower() in _STATE_HEADS and phrase.count(" ") == 1


def clip(
    text: str, start: int, end: int, starts: frozenset[int], registry: Registry
) -> tuple[int, int] | None:
    """The part of a run that can be a name: no dates, no demonyms alone, no word that only opens a sentence."""
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if text[end - 2 : end] == "'s":
        words[-1] = (words[-1][0], end - 2)
    while words and _is_plain(text, *words[0], starts, registry, whole=text[words[0][0] : words[-1][1]]):
        words.pop(0)
        while words and text[slice(*words[0])] in _SMALL:
            words.pop(0)
    while words and (_is_dull(text[slice(*words[-1])]) or text[slice(*words[-1])] in _SMALL):
        words.pop()
    if not words or len(words) > _MOST_WORDS + 3:
        return None
    a, b = words[0][0], words[-1][1]
    return (a, b) if b - a > 2 else None


def without_rest(text: str, a: int, b: int) -> int:
    """Where a run that is no organisation ends: "Ahmed Said of Kidal" is Ahmed Said."""
    phrase = text[a:b]
    joint = re.search(r" (?:of|for|and|in)(?: the)? ", phrase)
    return a + joint.start() if joint and not _ORG_WORDS.search(phrase[: joint.start()]) else b


def _is_plain(text: str, a: int, b: int, starts: frozenset[int], registry: Registry, *, whole: str) -> bool:
    word = text[a:b]
    lower = word.lower().strip("'")
    if _is_dull(word) or (word in registry.demonyms and not _names_body(whole)):
        return True
    if lower in _BOTH and _names_body(whole):
        return False
    if lower in plain("opening"):
        return True
    return a in starts and (
        lower in nouns("group", "fighter", "leader", "post")
        or (lower.endswith(("ing", "ly", "ed")) and not _FIRST_NAME.fullmatch(lower))
    )


def _names_body(whole: str) -> bool:
    """Whether a run of three words and more has an organisation's word after its first two: "Eastern Youth Brigade"."""
    words = whole.split()
    return len(words) >= 3 and any(_ORG_WORDS.fullmatch(w) for w in words[2:])


def _is_dull(word: str) -> bool:
    return word.lower().strip(".'") in _DATE_WORDS


def guess_type(text: str, a: int, b: int, starts: frozenset[int]) -> ActorType | None:
    """What kind of party a run names by its shape and the title before it; None for nobody."""
    phrase = text[a:b]
    before = text[max(0, a - 24) : a]
    if _TITLE.search(before) and not is_body(text, a, b):
        return ActorType.PERSON
    if is_body(text, a, b):
        return None if is_civil(text, a, b) else ActorType.ORGANISATION
    if _LINKED.search(phrase):
        return None
    if _OTHER_BODY.search(phrase):
        return ActorType.OUTLET if _OUTLET.search(phrase) else None
    if _PEOPLES.search(phrase):
        return None
    if _KUNYA.search(phrase) and not _ORG_WORDS.search(phrase):
        return ActorType.PERSON
    if _ORG_WORDS.search(phrase):
        return None
    if _ACRONYM.match(phrase):
        if a in starts:  # a word in capitals opens a headline or a caption
            return None
        return None if phrase.upper() in _SKIP_ACRONYMS or len(phrase) > 8 else ActorType.ORGANISATION
    if before.rstrip().endswith((" the", "The")) or phrase.isupper():
        return None
    count = len(phrase.split())
    return ActorType.PERSON if 2 <= count <= 5 else None


def find_towns(text: str) -> frozenset[str]:
    """Names that stand where persons do not: "in Umm Siyala"."""
    return frozenset(m.group(1) for m in _AFTER_LOCATIVE.finditer(text))


def has_title(text: str, a: int) -> bool:
    """Whether a person's title stands before `a`."""
    return bool(_TITLE.search(text[max(0, a - 24) : a]))


def first_name_before(text: str, a: int) -> tuple[int, int] | None:
    """The first name that makes a surname of the place at `a`: "Momodu Bama" is a man and not the town of Bama."""
    before = _CAPITAL_BEFORE.search(text, max(0, a - 24), a)
    if before is None:
        return None
    word = before.group(1)
    lower = word.casefold()
    belongs = (
        _BEFORE_PLACES.fullmatch(word)
        or word.endswith(("'s", "n", "i", "ese"))
        or lower in _DATE_WORDS
        or lower in plain("opening")
        or _ORG_WORDS.fullmatch(word)
        or _OTHER_BODY.fullmatch(word)
    )
    return None if belongs else before.span(1)


def last_word(words: str) -> str:
    """The surname that a full name ends in, folded."""
    last = words.rsplit(maxsplit=1)[-1].casefold()
    return re.sub(r"^(?:al|el|ul)-", "", last.removesuffix("'s").removesuffix("'"))
