"""A small registry of few actors whose names are chosen to lay traps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oathbook.actors import Matcher, Registry, build_matcher
from oathbook.actors.registry import registry_of
from oathbook.actors.tables import HEADERS

ORGANISATIONS = """
al-qaeda;al-Qaeda;al-Qaida | القاعدة;AQ;organisation;global;;jihadist;;1988;;
islamic-state;Islamic State;ISIS | ISIL | Daesh | IS;Caliphate;organisation;global;;jihadist;;2013;;
islamic-state-in-the-greater-sahara;Islamic State in the Greater Sahara;ISGS;;organisation;africa;Mali;jihadist;islamic-state;2015;;
boko-haram;Boko Haram;;;organisation;africa;Nigeria;jihadist;;2002;;
al-shabaab;al-Shabaab;al-Shabab;;organisation;africa;Somalia;jihadist;;2006;;
ansar-al-sunna-mozambique;Ansar al-Sunna (Mozambique);ISIS-Mozambique;al-Shabab;organisation;africa;Mozambique;jihadist;;2017;;
al-mourabitoun;al-Mourabitoun;al-Murabitoun;;organisation;africa;Mali;jihadist;;2013;;
ansaroul-islam;Ansaroul Islam;;;organisation;africa;Burkina Faso;jihadist;;2016;;
ansar-al-islam;Ansar al-Islam;;;organisation;middle-east;Iraq;jihadist;;2001;;
al-nusra-front;al-Nusra Front;Jabhat al-Nusra | Nusra;the Front;organisation;middle-east;Syria;jihadist;al-qaeda;2012;2016;
nour-al-din-al-zenki;Nour al-Din al-Zenki;;Zenki;organisation;middle-east;Syria;islamist;;2011;;
lashkar-e-taiba;Lashkar-e-Taiba;LeT;Lashkar;organisation;south-asia;Pakistan;jihadist;;1987;;
jamaat-ul-ahrar;Jamaat-ul-Ahrar;JuA;Ahrar;organisation;south-asia;Pakistan;jihadist;;2014;;
ahrar-al-sham;Ahrar al-Sham;;Ahrar;organisation;middle-east;Syria;islamist;;2011;;
hezbollah;Hezbollah;;;organisation;middle-east;Lebanon;shia-islamist;;1982;;
kurdish-hizbullah;Kurdish Hizbullah;;Hizbullah;organisation;middle-east;Turkey;islamist;;1980;;
official-ira;Official IRA;;Officials;organisation;europe;Ireland;nationalist;;1969;;
farc;Revolutionary Armed Forces of Colombia;FARC;;organisation;americas;Colombia;left;;1964;;
farc-first-front;FARC First Front;;;organisation;americas;Colombia;left;farc;2016;;
m23;March 23 Movement;M23;;organisation;africa;Democratic Republic of the Congo;rebel;;2012;;
ndfb-s;NDFB (Songbijit);NDFB(S);;organisation;south-asia;India;separatist;;2012;;
allied-democratic-forces;Allied Democratic Forces;ADF;;organisation;africa;Uganda;jihadist;;1995;;
ypg;People's Protection Units;YPG;;organisation;middle-east;Syria;left;;2011;;
haqqani-network;Haqqani network;;;organisation;south-asia;Afghanistan;jihadist;;1980;;
"""
PEOPLE = """
abubakar-shekau;Abubakar Shekau;;Shekau;boko-haram;leader;2009;2021;
adnan-abu-walid-al-sahrawi;Adnan Abu Walid al-Sahrawi;;Sahrawi;islamic-state-in-the-greater-sahara | al-mourabitoun;founder;2011;2021;
abdelmalek-droukdel;Abdelmalek Droukdel;Abu Musab Abdul Wadud;;al-qaeda;emir;2004;2020;
osama-bin-laden;Osama bin Laden;;;al-qaeda;founder;1988;2011;
abu-musab-al-barnawi;Abu Musab al-Barnawi;;;boko-haram;leader;2016;;
khalid-al-barnawi;Khalid al-Barnawi;;;boko-haram;commander;2012;;
"""
STATES = """
mali;Mali;Malian army;Bamako;state;africa;
turkey;Turkey;Türkiye | Turkish army;Ankara;state;middle-east;
lebanon;Lebanon;;Beirut;state;middle-east;
united-states;United States;US | U.S.;Washington;state;americas;
"""
SOURCES = """
the-guardian;The Guardian;;B;;United Kingdom;theguardian.com
site-intelligence-group;SITE Intelligence Group;SITE;B;;United States;siteintelgroup.com
agence-france-presse;Agence France-Presse;AFP;A;;France;afp.com
amaq;Amaq News Agency;;E;islamic-state;;
"""
SUCCESSIONS = "al-nusra-front;ahrar-al-sham;2016-07"
PLACES = """
Mali;;country;Mali;17;-4
Syria;;country;Syria;35;38
Idlib;;city;Syria;35.9;36.6
Tripoli;;city;Libya;32.9;13.2
Tripoli;;city;Lebanon;34.4;35.8
Lebanon;;country;Lebanon;33.9;35.5
Oman;;country;Oman;21;57
Reading;;town;United Kingdom;51.5;-1
Power;;town;Mali;14;-4
al-Bab;;town;Syria;36.4;37.5
"""
DEMONYMS = "Malian;Mali\nSyrian;Syria"

TABLES = {
    "organisations": ORGANISATIONS,
    "people": PEOPLE,
    "states": STATES,
    "sources": SOURCES,
    "successions": SUCCESSIONS,
    "places": PLACES,
    "demonyms": DEMONYMS,
}

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def write() -> Write:
    """Writes tables (rows of `;`-separated cells) into a folder, under the right header or the one given."""

    def write(folder: Path, *, header: str | None = None, **tables: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in tables.items():
            first = "\t".join(HEADERS[table]) if header is None else header.replace(";", "\t")
            body = rows.strip("\n").replace(";", "\t")
            (folder / f"{table}.tsv").write_text(f"{first}\n{body}\n", encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def registry(write: Write, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return registry_of([write(tmp_path_factory.mktemp("actors"), **TABLES)])


@pytest.fixture(scope="session")
def matcher(registry: Registry) -> Matcher:
    return build_matcher(registry)
