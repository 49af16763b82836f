import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from lti_app.lti.keys import key_ids
from silabo import __version__
from silabo.storage import upgrade
from wiring import web
from wiring.parts import System


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def prepared(installed: Path, app: Flask) -> Flask:
    """An application whose database and keys are made."""
    return app


def test_settings_are_shown_with_value_help_and_what_was_set(app: Flask, folder: Path) -> None:
    result = run(app, "settings")

    assert result.exit_code == 0
    assert f"* SILABO_DATA_DIR = {folder}\n" in result.output
    assert "  SILABO_PORT = 8000\n" in result.output
    assert "  SILABO_PRODUCTION = 0\n" in result.output
    assert "  SILABO_FILES_DIR = \n" in result.output
    assert "largest file that an instructor may upload, in MB" in result.output


def test_settings_that_are_wrong_are_said_and_fail(
    folder: Path, handlers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_PORT", "many")
    monkeypatch.setenv("SILABO_DATABASE_URL", "oracle://db/silabo")

    result = run(web.create().app, "settings")

    assert result.exit_code == 1
    assert "SILABO_PORT: " in result.stderr
    assert "SILABO_DATABASE_URL: " in result.stderr
    assert "SILABO_PORT = 8000" in result.stdout


def test_the_database_is_brought_up_to_date_once(app: Flask) -> None:
    first, second = run(app, "db", "upgrade"), run(app, "db", "upgrade")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "0001_first_tables" in first.output
    assert second.output == "The database is up to date.\n"
    assert upgrade.missing() == []


def test_a_new_key_is_named_and_readable_by_its_owner_only(app: Flask, folder: Path) -> None:
    result = run(app, "keys", "new")

    (kid,) = key_ids(folder / "keys")
    assert result.exit_code == 0
    assert f"{kid}.pem" in result.output
    assert "PRIVATE" not in result.output


def test_a_good_installation_has_nothing_to_mend(prepared: Flask, folder: Path) -> None:
    result = run(prepared, "doctor")

    assert result.exit_code == 0, result.output
    assert "WRONG" not in result.output
    assert f"data folder: {folder}" in result.output
    assert "keys: 1 in" in result.output


def test_the_version_is_said_by_a_command_and_by_the_doctor(prepared: Flask) -> None:
    said, examined = run(prepared, "version"), run(prepared, "doctor")

    assert said.output.startswith(f"Sílabo {__version__} (")
    assert f"ok    version: {__version__}\n" in examined.output


def test_a_fresh_installation_is_told_what_to_do(app: Flask) -> None:
    result = run(app, "doctor")

    assert result.exit_code == 1
    assert "WRONG database: " in result.output
    assert "`flask db upgrade`" in result.output
    assert "WRONG keys: none in " in result.output
    assert "`flask keys new`" in result.output


def test_the_doctor_starts_and_makes_nothing(system: System, folder: Path) -> None:
    run(system.app, "doctor")

    made = {path.name for path in folder.rglob("*")} if folder.exists() else set()
    assert made <= {"index.sqlite", "silabo.sqlite"}
    assert not system.workers.alive


def test_a_key_that_others_may_read_is_found(prepared: Flask, folder: Path) -> None:
    (kid,) = key_ids(folder / "keys")
    path = folder / "keys" / f"{kid}.pem"
    path.chmod(0o644)

    result = run(prepared, "doctor")

    assert result.exit_code == 1
    assert "WRONG keys: others may read one" in result.output
    assert f"chmod 600 {path}" in result.output
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_folder_that_cannot_be_written_is_found(prepared: Flask, folder: Path) -> None:
    (folder / "files").write_text("a file where a folder should be")

    result = run(prepared, "doctor")

    assert result.exit_code == 1
    assert (
        f"WRONG files folder: SILABO_DATA_DIR: {folder / 'files'} cannot be written"
        in result.output
    )


def test_an_index_that_is_damaged_is_found(prepared: Flask, folder: Path) -> None:
    (folder / "index.sqlite").write_bytes(b"no database at all " * 100)

    result = run(prepared, "doctor")

    assert result.exit_code == 1
    assert "WRONG index: does not answer" in result.output


def test_a_database_that_is_damaged_is_found(app: Flask, folder: Path) -> None:
    folder.mkdir()
    (folder / "silabo.sqlite").write_bytes(b"no database at all " * 100)

    result = run(app, "doctor")

    assert result.exit_code == 1
    assert "WRONG database: does not answer" in result.output


def test_a_database_without_its_tables_is_told_to_be_upgraded(app: Flask, folder: Path) -> None:
    folder.mkdir()

    result = run(app, "doctor")

    assert "WRONG database: needs `flask db upgrade`" in result.output


def test_before_the_first_upgrade_only_the_database_is_wrong_of_what_needs_it(
    app: Flask, folder: Path
) -> None:
    folder.mkdir()

    result = run(app, "doctor")

    assert "needs `flask db upgrade`" in result.output
    assert "the database failed in" not in result.output
    assert "letters:" not in result.output


@pytest.mark.parametrize(
    "words", [("lti", "list"), ("lti", "invite", "--name", "Uni"), ("lti", "doctor")]
)
def test_a_command_before_the_first_upgrade_says_what_to_do(
    app: Flask, words: tuple[str, ...]
) -> None:
    result = run(app, *words)

    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)  # a sentence, no traceback
    assert "flask doctor" in result.output


@pytest.mark.row("load-4")
def test_a_database_that_lacks_what_no_migration_makes_is_never_called_up_to_date(
    app: Flask, folder: Path
) -> None:
    run(app, "db", "upgrade")
    with closing(sqlite3.connect(folder / "silabo.sqlite")) as other:
        other.execute("drop table trouble")
        other.execute("create table trouble (id integer primary key, colour text not null)")
    upgraded, examined = run(app, "db", "upgrade"), run(app, "doctor")

    assert upgraded.exit_code == 1
    assert "up to date" not in upgraded.output
    assert "  column trouble.colour is not known, and must be filled\n" in upgraded.output
    assert "WRONG database: differs from what this release needs: column trouble" in examined.output


def test_a_database_of_something_else_is_found(app: Flask, folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "silabo.sqlite")) as other:
        other.execute("create table schema_migration (other text)")

    result = run(app, "doctor")

    assert "WRONG database: " in result.output


def test_a_full_disk_is_found(prepared: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiring.doctor.examination.LITTLE_SPACE", 10**18)

    result = run(prepared, "doctor")

    assert result.exit_code == 1
    assert "WRONG disk: " in result.output
    assert "make room" in result.output


def test_the_doctor_says_what_is_wrong_with_the_settings(
    folder: Path, handlers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_PORTT", "1")

    result = run(web.create().app, "doctor")

    assert result.exit_code == 1
    assert "WRONG settings: SILABO_PORTT: there is no such setting" in result.output


def test_the_doctor_of_a_server_names_its_address(
    folder: Path, handlers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_PRODUCTION", "1")
    monkeypatch.setenv("SILABO_PUBLIC_URL", "https://silabo.example.org")

    result = run(web.create().app, "doctor")

    assert "ok    address: https://silabo.example.org" in result.output


def test_putting_the_tool_together_opens_nothing(system: System, folder: Path) -> None:
    assert not folder.exists()
    assert not system.workers.alive
