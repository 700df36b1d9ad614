"""What do the data files say, and where are they at fault? Every fault carries its file and line.

Invariant: what `read_tables` returns without faults refers only to ids that exist, and no name strongly names
two actors. The files are UTF-8, tab separated, with a header; `#` starts a comment line; lists are ` | `.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from oathbook.actors.normalise import plain_name
from oathbook.errors import DataFileError
from oathbook.model import Actor, ActorType, Interval, Source, Succession

REGIONS = frozenset(
    {"africa", "middle-east", "south-asia", "east-asia", "central-asia", "europe", "americas", "global"}
)
IDEOLOGIES = frozenset(
    {
        "jihadist",
        "shia-islamist",
        "islamist",
        "nationalist",
        "separatist",
        "left",
        "right",
        "ethnic",
        "sectarian",
    }
    | {"criminal-political", "state-aligned", "rebel"}
)
ORGANISATION_TYPES = frozenset({ActorType.ORGANISATION.value, ActorType.STATE.value, ActorType.BODY.value})
STATE_TYPES = frozenset({ActorType.STATE.value, ActorType.BODY.value})
PLACE_KINDS = frozenset({"country", "region", "city", "town", "site", "area"})
ADMIRALTY_LETTERS = frozenset("ABCDEF")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEAR = re.compile(r"[12]\d{3}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_EARTH_KM = 20_000  # no place spreads further than half way round
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


HEADERS = {
    "organisations": _words("id name aliases weak type region country ideology parent from to wikidata"),
    "people": _words("id name aliases weak org role from to wikidata"),
    "states": _words("id name aliases weak type region wikidata"),
    "sources": _words("id name aliases letter side country domain"),
    "successions": _words("earlier later when"),
    "places": _words("name aliases kind country lat lon"),
    "demonyms": _words("demonym country"),
    "extents": _words("name radius_km"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer; `country` is None for a country or a region of several."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(slots=True)
class Tables:
    """All that the files say, and what is wrong with them.

    `countries` gives an organisation's main country, `leads` a person's organisations, `roles` the post held;
    `extents` how far from its point a place of that name spreads, in km;
    `where` gives the file and line that a row came from.
    """

    actors: dict[str, Actor] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    leads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    demonyms: dict[str, str] = field(default_factory=dict)
    extents: dict[str, float] = field(default_factory=dict)
    faults: list[DataFileError] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    where: dict[str, tuple[Path, int]] = field(default_factory=dict)
    source_where: dict[str, tuple[Path, int]] = field(default_factory=dict)
    succession_where: list[tuple[Path, int]] = field(default_factory=list)


class Row(NamedTuple):
    """One line of one file: its cells by column."""

    path: Path
    line: int
    cells: dict[str, str]

    def fault(self, text: str) -> DataFileError:
        """That `text` is wrong here."""
        return DataFileError(self.path, self.line, text)


def read_tables(folders: Sequence[Path]) -> Tables:
    """The tables of all `folders`; a row of a later folder replaces the row of its id in an earlier one."""
    tables = Tables()
    for folder in folders:
        _read_folder(folder, tables)
    tables.faults.extend(_cross_faults(tables))
    return tables


def table_files(folder: Path) -> tuple[list[tuple[str, Path]], list[DataFileError]]:
    """The files of a folder with the table each belongs to, and a fault for each that belongs to none."""
    if not folder.is_dir():
        return [], [DataFileError(folder, None, "there is no such folder of actor files")]
    found: list[tuple[str, Path]] = []
    faults: list[DataFileError] = []
    for path in sorted(folder.glob("*.tsv")) + sorted(folder.glob("gazetteer/*.tsv")):
        table = path.stem.split("-")[0]
        if table in HEADERS:
            found.append((table, path))
        else:
            known = ", ".join(f"{name}*.tsv" for name in HEADERS)
            faults.append(DataFileError(path, None, f"no table is called that; the tables are {known}"))
    order = list(HEADERS)
    return sorted(found, key=lambda f: (order.index(f[0]), f[1])), faults


def read_rows(path: Path, header: tuple[str, ...], faults: list[DataFileError]) -> Iterator[Row]:
    """The rows of one file; what cannot be a row goes to `faults`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = e.object[: e.start].count(b"\n") + 1
        faults.append(DataFileError(path, line, "the file is not UTF-8: save it as UTF-8"))
        return
    columns: list[str] | None = None
    for number, line_text in enumerate(text.split("\n"), start=1):
        row_text = line_text.rstrip("\r")
        if not row_text.strip() or row_text.startswith("#"):
            continue
        cells = row_text.split("\t")
        if columns is None:
            columns = [cell.strip() for cell in cells]
            header_faults = _header_faults(columns, header)
            if header_faults:
                faults.extend(DataFileError(path, number, fault) for fault in header_faults)
                return
        elif len(cells) > len(columns):
            faults.append(
                DataFileError(path, number, f"{len(cells)} cells, but the header has {len(columns)} columns")
            )
        else:
            cells += [""] * (len(columns) - len(cells))
            yield Row(path, number, {c: cell.strip() for c, cell in zip(columns, cells, strict=True)})
    if columns is None:
        faults.append(DataFileError(path, 1, f"no header; it should read {' '.join(header)}"))


def _header_faults(columns: list[str], header: tuple[str, ...]) -> list[str]:
    expected = f"the columns are {' '.join(header)}"
    faults = [f"unknown column {c!r}; {expected}" for c in columns if c not in header]
    faults += [f"missing column {c!r}; {expected}" for c in header if c not in columns]
    faults += [f"column {c!r} stands twice" for c in sorted({c for c in columns if columns.count(c) > 1})]
    return faults


def _read_folder(folder: Path, tables: Tables) -> None:
    files, faults = table_files(folder)
    tables.faults.extend(faults)
    seen: dict[str, Row] = {}  # ids of this layer: twice here is a fault, twice over two layers overrides
    seen_sources: dict[str, Row] = {}
    for table, path in files:
        read = _READERS[table]
        for row in read_rows(path, HEADERS[table], tables.faults):
            try:
                read(row, tables, seen_sources if table == "sources" else seen)
            except DataFileError as fault:
                tables.faults.append(fault)
            else:
                tables.counts[table] = tables.counts.get(table, 0) + 1


def _read_organisation(row: Row, tables: Tables, seen: dict[str, Row]) -> None:
    key = _new_id(row, seen)
    ideology = _choice(row, "ideology", IDEOLOGIES) if row.cells["ideology"] else None
    from_year, to_year = _years(row)
    tables.actors[key] = Actor(
        id=key,
        name=_name(row),
        type=ActorType(_choice(row, "type", ORGANISATION_TYPES)),
        aliases=_list(row, "aliases"),
        weak=_list(row, "weak"),
        region=_choice(row, "region", REGIONS),
        ideology=ideology,
        parent=row.cells["parent"] or None,
        from_year=from_year,
        to_year=to_year,
        wikidata=_wikidata(row),
    )
    tables.countries[key] = row.cells["country"]
    tables.where[key] = (row.path, row.line)


def _read_person(row: Row, tables: Tables, seen: dict[str, Row]) -> None:
    key = _new_id(row, seen)
    from_year, to_year = _years(row)
    tables.actors[key] = Actor(
        id=key,
        name=_name(row),
        type=ActorType.PERSON,
        aliases=_list(row, "aliases"),
        weak=_list(row, "weak"),
        from_year=from_year,
        to_year=to_year,
        wikidata=_wikidata(row),
    )
    tables.leads[key] = _list(row, "org")
    tables.roles[key] = row.cells["role"]
    tables.where[key] = (row.path, row.line)


def _read_state(row: Row, tables: Tables, seen: dict[str, Row]) -> None:
    key = _new_id(row, seen)
    tables.actors[key] = Actor(
        id=key,
        name=_name(row),
        type=ActorType(_choice(row, "type", STATE_TYPES)),
        aliases=_list(row, "aliases"),
        weak=_list(row, "weak"),
        region=_choice(row, "region", REGIONS) if row.cells["region"] else None,
        wikidata=_wikidata(row),
    )
    tables.where[key] = (row.path, row.line)


def _read_source(row: Row, tables: Tables, seen: dict[str, Row]) -> None:
    key = _new_id(row, seen)
    domain = row.cells["domain"].lower() or None
    if domain is not None and not _DOMAIN.fullmatch(domain):
        raise row.fault(f"domain {domain!r} is no host name such as example.org")
    tables.sources[key] = Source(
        id=key,
        name=_name(row),
        aliases=_list(row, "aliases"),
        letter=_choice(row, "letter", ADMIRALTY_LETTERS),
        side=row.cells["side"] or None,
        country=row.cells["country"] or None,
        domain=domain,
    )
    tables.source_where[key] = (row.path, row.line)


def _read_succession(row: Row, tables: Tables, _seen: dict[str, Row]) -> None:
    earlier, later, when = (row.cells[c] for c in HEADERS["successions"])
    if not earlier or not later or earlier == later:
        raise row.fault("a succession needs an earlier id and another, later id")
    if when:
        try:
            Interval.parse(when)
        except ValueError as e:
            raise row.fault(f"when: {e}") from e
    succession = Succession(earlier=earlier, later=later, when=when or None)
    if succession not in tables.successions:
        tables.successions.append(succession)
        tables.succession_where.append((row.path, row.line))


def _read_place(row: Row, tables: Tables, _seen: dict[str, Row]) -> None:
    tables.places.append(
        Place(
            name=_name(row),
            kind=_choice(row, "kind", PLACE_KINDS),
            aliases=_list(row, "aliases"),
            country=row.cells["country"] or None,
            lat=_degrees(row, "lat", 90),
            lon=_degrees(row, "lon", 180),
        )
    )


def _read_demonym(row: Row, tables: Tables, _seen: dict[str, Row]) -> None:
    demonym, country = row.cells["demonym"], row.cells["country"]
    if not demonym or not country:
        raise row.fault("a demonym needs its country")
    tables.demonyms[demonym] = country


def _read_extent(row: Row, tables: Tables, _seen: dict[str, Row]) -> None:
    try:
        radius_km = float(row.cells["radius_km"])
    except ValueError as e:
        raise row.fault(f"radius_km: {row.cells['radius_km']!r} is no number") from e
    if not 0 < radius_km <= _EARTH_KM:
        raise row.fault(f"radius_km: {radius_km} is not between 0 and {_EARTH_KM}")
    tables.extents[_name(row)] = radius_km


_READERS: dict[str, Callable[[Row, Tables, dict[str, Row]], None]] = {
    "organisations": _read_organisation,
    "people": _read_person,
    "states": _read_state,
    "sources": _read_source,
    "successions": _read_succession,
    "places": _read_place,
    "demonyms": _read_demonym,
    "extents": _read_extent,
}


def _new_id(row: Row, seen: dict[str, Row]) -> str:
    key = row.cells["id"]
    if not _ID.fullmatch(key):
        raise row.fault(f"id {key!r} is not lower-case words joined by hyphens, such as boko-haram")
    if key in seen:
        first = seen[key]
        raise row.fault(f"id {key!r} stands twice; first at {first.path.name}:{first.line}")
    seen[key] = row
    return key


def _name(row: Row) -> str:
    name = row.cells["name"]
    if not any(c.isalnum() for c in name):
        raise row.fault("the name is empty")
    return name


def _list(row: Row, column: str) -> tuple[str, ...]:
    cell = row.cells[column]
    if not cell:
        return ()
    items = tuple(item.strip() for item in cell.split("|"))
    if not all(items):
        raise row.fault(f"{column}: an empty item between the bars")
    return items


def _choice(row: Row, column: str, choices: frozenset[str]) -> str:
    value = row.cells[column]
    if value not in choices:
        raise row.fault(f"{column} {value!r} is none of {', '.join(sorted(choices))}")
    return value


def _years(row: Row) -> tuple[int | None, int | None]:
    years: list[int | None] = []
    for column in ("from", "to"):
        value = row.cells[column]
        if value and not _YEAR.fullmatch(value):
            raise row.fault(f"{column} {value!r} is no year of four digits")
        years.append(int(value) if value else None)
    first, last = years
    if first is not None and last is not None and first > last:
        raise row.fault(f"from {first} is after to {last}")
    return first, last


def _wikidata(row: Row) -> str | None:
    value = row.cells["wikidata"]
    if value and not _WIKIDATA.fullmatch(value):
        raise row.fault(f"wikidata {value!r} is no id such as Q12345")
    return value or None


def _degrees(row: Row, column: str, limit: int) -> float | None:
    value = row.cells[column]
    if not value:
        return None
    try:
        degrees = float(value)
    except ValueError as e:
        raise row.fault(f"{column} {value!r} is no number of degrees") from e
    if not -limit <= degrees <= limit:
        raise row.fault(f"{column} {value} is not between -{limit} and {limit}")
    return degrees


def _cross_faults(tables: Tables) -> Iterator[DataFileError]:
    actors = tables.actors
    for key, actor in actors.items():
        if actor.parent is not None and actor.parent not in actors:
            yield DataFileError(*tables.where[key], f"parent {actor.parent!r} is no actor's id")
        for org in tables.leads.get(key, ()):
            if org not in actors:
                yield DataFileError(*tables.where[key], f"org {org!r} is no actor's id")
    for key, source in tables.sources.items():
        if source.side is not None and source.side not in actors:
            yield DataFileError(*tables.source_where[key], f"side {source.side!r} is no actor's id")
    for succession, where in zip(tables.successions, tables.succession_where, strict=True):
        for column, key in (("earlier", succession.earlier), ("later", succession.later)):
            if key not in actors:
                yield DataFileError(*where, f"{column} {key!r} is no actor's id")
    yield from _shared_names(((a.id, a.name, a.aliases) for a in actors.values()), tables.where)
    yield from _shared_names(
        ((s.id, s.name, s.aliases) for s in tables.sources.values()), tables.source_where
    )


def _shared_names(
    named: Iterable[tuple[str, str, tuple[str, ...]]], where: dict[str, tuple[Path, int]]
) -> Iterator[DataFileError]:
    owners: dict[str, str] = {}
    for key, name, aliases in named:
        for alias in (name, *aliases):
            owner = owners.setdefault(spelling_key(alias), key)
            if owner != key:
                path, line = where[owner]
                yield DataFileError(
                    *where[key],
                    f"{alias!r} also strongly names {owner!r} ({path.name}:{line}); make it weak in both, or"
                    " leave it out of one",
                )


def spelling_key(name: str) -> str:
    """What two strong names may not share: the plain spelling, or for short acronyms the exact one."""
    return name if is_acronym(name) else plain_name(name)


def is_acronym(name: str) -> bool:
    """Whether a name is of at most 4 letters in one word with two capitals or a digit (IS, HuA, M23, 3R)."""
    if len(name) > 9 or " " in name:
        return False
    letters = [c for c in name if c.isalnum()]
    if not 1 < len(letters) <= 4:
        return False
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 or (capitals >= 1 and any(c.isdigit() for c in letters))
