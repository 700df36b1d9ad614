"""How a book is opened: found to be one, created or brought up to date by migrating, or refused in words.

A book is recognised without Alembic; that is imported only where there is something to migrate.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.clock import Clock, system_clock
from oathbook.errors import LedgerError, NotABook
from oathbook.ledger.ledger import Ledger
from oathbook.ledger.store import WAIT_FOR_WRITER_S, Store
from oathbook.ledger.tables import APPLICATION_ID, SCHEMA_VERSION, VERSION_TABLE, metadata

_SQLITE_HEADER = b"SQLite format 3\0"
_POSTGRES_NAMES = ("postgresql", "postgres")


def open_ledger(
    where: str | Path,
    *,
    clock: Clock = system_clock,
    create: bool = True,
    read_only: bool = False,
    wait_s: float = WAIT_FOR_WRITER_S,
) -> Ledger:
    """The ledger at a path (SQLite) or at a `postgresql://…` address; a missing one is made where `create`.

    `wait_s` is how long a writing step waits for another process that is writing. Raises NotABook where
    something else is there or a newer version wrote it, LedgerError where there is nothing or no way in.
    """
    address = str(where)
    if address.split(":", 1)[0].split("+", 1)[0] in _POSTGRES_NAMES and "://" in address:
        store = _postgres_store(address, clock=clock, read_only=read_only, wait_s=wait_s)
    else:
        path = Path(address.removeprefix("sqlite:///")).expanduser()
        store = _sqlite_store(path, clock=clock, create=create, read_only=read_only, wait_s=wait_s)
    try:
        _bring_up_to_date(store, create=create)
    except BaseException:
        store.close()
        raise
    return Ledger(store)


def _sqlite_store(path: Path, *, clock: Clock, create: bool, read_only: bool, wait_s: float) -> Store:
    if path.is_dir():
        raise NotABook(
            f"{path} is a folder. Name the file of a book in it, such as {path / 'book.oathbook'}."
        )
    if not path.exists():
        if not create or read_only:
            raise LedgerError(f"There is no book at {path}. Reading reports into it makes one.")
        if not path.absolute().parent.is_dir():
            raise LedgerError(
                f"There is no folder {path.absolute().parent} to make a book in. Make it first."
            )
    else:
        try:
            with path.open("rb") as file:
                header = file.read(len(_SQLITE_HEADER))
        except OSError as e:
            raise LedgerError(f"{path} cannot be opened: {e.strerror}. Check its permissions.") from e
        if header not in (b"", _SQLITE_HEADER):
            raise NotABook(
                f"{path} is not a book: it does not begin as a SQLite file does. Name another path."
            )
    query = {"uri": "true", "mode": "ro" if read_only else "rwc"}
    url = sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    return Store(url, clock=clock, path=path, read_only=read_only, wait_s=wait_s)


def _postgres_store(address: str, *, clock: Clock, read_only: bool, wait_s: float) -> Store:
    try:
        url = sa.make_url(address).set(drivername="postgresql+psycopg")
        return Store(url, clock=clock, path=None, read_only=read_only, wait_s=wait_s)
    except sa.exc.ArgumentError as e:
        raise LedgerError("The address is not of the form postgresql://user@host/database.") from e
    except ModuleNotFoundError as e:
        raise LedgerError("A book on PostgreSQL needs psycopg: pip install 'oathbook[postgres]'.") from e


def _bring_up_to_date(store: Store, *, create: bool) -> None:
    with store.reading() as connection:
        version = _find_version(connection, store)
    if version == SCHEMA_VERSION:
        return
    if store.read_only:
        raise LedgerError(
            f"{store.name} {_state(version)} and was opened for reading only. "
            "Open it once for writing to bring it up to date."
        )
    if version is None and not create:
        raise LedgerError(f"There is no book at {store.name}. Reading reports into it makes one.")
    if store.is_sqlite and version is None:
        _turn_on_wal(store)
    with store.transaction() as connection:
        if _find_version(connection, store) != SCHEMA_VERSION:  # unless another process was faster
            _migrate(connection)


def _find_version(connection: Connection, store: Store) -> str | None:
    """The version that built the tables, None where there are none yet. Raises NotABook."""
    present = set(sa.inspect(connection).get_table_names())
    if store.is_sqlite:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if application != APPLICATION_ID and (application or present):
            raise NotABook(f"{store.name} is a SQLite file of another program. Name another path.")
    if VERSION_TABLE not in present:
        if ours := sorted(present & set(metadata.tables)):
            raise NotABook(
                f"{store.name} holds tables of another program ({', '.join(ours)}). Use a schema of its own."
            )
        return None
    version = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 - our constant
    if version is not None and version > SCHEMA_VERSION:
        raise NotABook(
            f"{store.name} was written by a newer Oathbook (schema {version}; "
            f"this one knows {SCHEMA_VERSION}). Upgrade Oathbook to open it."
        )
    return None if version is None else str(version)


def _state(version: str | None) -> str:
    return "holds no tables yet" if version is None else f"is of the older schema {version}"


def _turn_on_wal(store: Store) -> None:
    """Lets readers see the last commit while one process writes; the file remembers it."""
    assert store.writer is not None  # noqa: S101 - read-only stores were refused before
    connection = store.writer.raw_connection()  # since a journal cannot be changed inside a transaction
    try:
        mode = connection.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as e:
        raise LedgerError(
            f"{store.name} cannot be made a book ({e}). Another process may be at it: try again."
        ) from e
    finally:
        connection.close()
    if mode != ("wal",):
        raise LedgerError(
            f"{store.name}: its file system does not allow a shared journal. Keep the book on a local disk."
        )


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
