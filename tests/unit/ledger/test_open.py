"""Opening: a book is recognised, made, brought up to date or refused in words, and never harmed by trying."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import oathbook.ledger
from oathbook.errors import LedgerError, NotABook
from oathbook.ledger import open_ledger, tables
from oathbook.model import ClaimQuery, Document

NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.oathbook"


@pytest.fixture
def made(path: Path) -> Path:
    """A book with one document, closed."""
    with open_ledger(path) as ledger:
        ledger.record(Document(text="A report."), [], run_id=ledger.start_run("frames-1", {}), read=NOW)
    return path


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_book_that_was_made_opens_again_with_what_it_held(made: Path) -> None:
    with open_ledger(made) as ledger:
        assert ledger.stats().documents == 1
    assert sorted(p.name for p in made.parent.iterdir()) == [made.name], "a closed book is one file"


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "a?b#c.db", "Книга.db", "sub'quote.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with open_ledger(tmp_path / name) as ledger:
        ledger.start_run("frames-1", {})
    with open_ledger(tmp_path / name, read_only=True) as ledger:
        assert ledger.stats().runs == 1
    assert {p.name for p in tmp_path.iterdir()} <= {name, f"{name}-wal", f"{name}-shm"}


def test_a_file_of_another_kind_is_refused_and_left_as_it_was(path: Path) -> None:
    path.write_text("Dear reader, this is no database at all.")
    with pytest.raises(NotABook, match="does not begin as a SQLite file"):
        open_ledger(path)
    assert path.read_text().startswith("Dear reader")


def test_a_sqlite_file_of_another_program_is_refused_and_left_as_it_was(path: Path) -> None:
    change(path, "CREATE TABLE photo (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotABook, match="another program"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_sqlite_file_with_another_programs_mark_is_refused_though_it_is_empty(path: Path) -> None:
    change(path, "PRAGMA application_id = 77", "CREATE TABLE x (y)", "DROP TABLE x")
    with pytest.raises(NotABook, match="another program"):
        open_ledger(path)


def test_a_book_of_a_newer_version_is_refused_with_both_versions(made: Path) -> None:
    change(made, f"UPDATE {tables.VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    with pytest.raises(NotABook, match=r"newer Oathbook \(schema 9999; this one knows 0003\)"):
        open_ledger(made)


def test_an_empty_file_becomes_a_book(path: Path) -> None:
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.check().sound


def test_a_making_cut_off_before_its_tables_is_completed(path: Path) -> None:
    change(path, "PRAGMA journal_mode = WAL")
    with open_ledger(path) as ledger:
        assert ledger.stats().documents == 0


def test_a_damaged_book_is_told_as_damaged(made: Path) -> None:
    content = bytearray(made.read_bytes())
    content[100:4096] = bytes(3996)  # all of the first page but its header
    made.write_bytes(content)
    with pytest.raises(LedgerError, match="is damaged"):
        open_ledger(made)


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_missing_book_is_not_made_unless_asked_for(path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(LedgerError, match="There is no book at"):
        open_ledger(path, **options)
    assert not path.exists()


def test_a_folder_and_a_missing_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotABook, match="is a folder"):
        open_ledger(tmp_path)
    with pytest.raises(LedgerError, match="no folder"):
        open_ledger(tmp_path / "missing" / "book.oathbook")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(LedgerError, match=r"ana:\*\*\*@127\.0\.0\.1:1/") as refusal:
        open_ledger("postgresql://ana:secret@127.0.0.1:1/books")
    assert "secret" not in str(refusal.value)


def test_eight_openings_at_once_make_one_book(path: Path) -> None:
    def open_and_start(number: int) -> str:
        with open_ledger(path) as ledger:
            return ledger.start_run("frames-1", {"number": number})

    with ThreadPoolExecutor(8) as pool:
        runs = set(pool.map(open_and_start, range(8)))
    with open_ledger(path) as ledger:
        assert ledger.stats().runs == len(runs) == 8
        assert ledger.check().sound


def test_the_tables_that_the_code_knows_are_those_that_the_migrations_build(path: Path) -> None:
    with open_ledger(path):
        pass
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        options = {"version_table": tables.VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        warnings.simplefilter("ignore", sa.exc.SAWarning)  # an index over an expression cannot be reflected
        differences = [d for d in compare_metadata(context, tables.metadata) if d[0] != "remove_index"]
        order = {
            name: [column["name"] for column in sa.inspect(connection).get_columns(name)]
            for name in tables.metadata.tables
        }
    engine.dispose()
    assert differences == []
    assert order == {name: [c.name for c in table.columns] for name, table in tables.metadata.tables.items()}


def test_the_version_that_the_code_knows_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(oathbook.ledger.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == tables.SCHEMA_VERSION


def test_every_table_refuses_updates_and_deletes(made: Path) -> None:
    connection = sqlite3.connect(made)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    connection.close()
    wanted = {f"{table}_no_{change}" for table in tables.metadata.tables for change in ("update", "delete")}
    assert set(names) == wanted


def test_an_existing_book_opens_without_alembic(made: Path) -> None:
    program = f"""
        import sys
        from oathbook.ledger import open_ledger
        with open_ledger({str(made)!r}) as ledger:
            ledger.stats()
        assert "alembic" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True)


def test_a_backup_is_a_whole_book_taken_while_others_write(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.oathbook"
    with open_ledger(made) as ledger, ledger._store.writing():
        ledger.backup(copy)
    with open_ledger(copy, read_only=True) as ledger:
        assert ledger.check().sound
        assert ledger.stats().documents == 1
    assert not list(tmp_path.glob("*.partial"))


def test_a_backup_never_replaces_a_file(made: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("precious")
    with open_ledger(made) as ledger:
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(taken)
        with pytest.raises(LedgerError, match="no folder"):
            ledger.backup(tmp_path / "missing" / "copy")
    assert taken.read_text() == "precious"


def test_a_book_opened_for_reading_only_answers_text_queries(made: Path) -> None:
    with open_ledger(made, read_only=True) as ledger:
        assert ledger.find_entries(ClaimQuery(text="report")) == ()


def test_removed_triggers_are_told_as_a_warning(made: Path) -> None:
    with open_ledger(made) as ledger:
        assert not any("Triggers" in warning for warning in ledger.check().warnings)
    change(made, "DROP TRIGGER log_no_delete")
    with open_ledger(made) as ledger:
        assert any("Triggers" in warning for warning in ledger.check().warnings)
