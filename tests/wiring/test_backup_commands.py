import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from silabo.adapters.document_files import FolderFiles
from silabo.domain.documents import Upload
from silabo.storage import database, documents, tables
from tests import seeds
from wiring import web


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["backup", *words])


@pytest.fixture
def original(installed: Path, app: Flask, folder: Path) -> Flask:
    """A system with a course, a document with its file, a question and its answer."""
    ana = seeds.member("3")
    data = "El examen parcial de Álgebra se celebra el 12 de marzo en el aula 3.".encode()
    version = "0b1f7c1e-0000-4000-8000-000000000001"
    stored = FolderFiles(folder / "files").save(version, io.BytesIO(data), limit=1_000)
    documents.add(ana[1], Upload(version, "Reglas.md", "text/markdown", stored.size, stored.sha256))
    assert seeds.claim_version().public_id == version
    tables.Version.update(state="rejected", lease_token=None).execute()
    seeds.ready(ana[1], data.decode(), name="Más.md")
    seeds.answered(ana)
    return app


@pytest.fixture
def with_files(original: Flask, folder: Path) -> Flask:
    """The same, with a file for every version."""
    for row in tables.Version.select():
        if not (folder / "files" / row.public_id[:2] / row.public_id).exists():
            data = f"text of {row.public_id}".encode()
            stored = FolderFiles(folder / "files").save(row.public_id, io.BytesIO(data), limit=999)
            tables.Version.update(sha256=stored.sha256).where(tables.Version.id == row.id).execute()
    return original


def test_a_copy_that_is_whole_passes(
    with_files: Flask, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, copy = tmp_path / "taken.json", tmp_path / "copy.sqlite"
    result = run(with_files, "take", "--copy", str(copy), str(taken))
    assert result.exit_code == 0, result.output
    seeds.ask(seeds.member("4"))
    database.close_all()
    monkeypatch.setenv("SILABO_DATABASE_URL", f"sqlite:///{copy}")

    checked = run(web.create().app, "check", "--against", str(taken))
    asked = run(web.create().app, "rehearse")

    assert checked.exit_code == 0, checked.output
    assert "ok    rows: " in checked.output
    assert "ok    files: all 2 are whole" in checked.output
    assert "ok    keys: 1 can sign" in checked.output
    assert asked.exit_code == 0, asked.output
    assert "ok    question: answered from Más, p1" in asked.output


def test_a_copy_with_another_number_of_rows_fails(with_files: Flask, tmp_path: Path) -> None:
    taken = tmp_path / "taken.json"
    run(with_files, "take", str(taken))
    seeds.ask(seeds.member("4"))

    result = run(with_files, "check", "--against", str(taken))

    assert result.exit_code == 1
    assert "WRONG rows: person has 2 rows up to 2, the original had 1 rows up to 1" in result.output


def test_a_copy_in_which_a_rule_is_broken_fails(with_files: Flask) -> None:
    tables.Passage.delete().execute()

    result = run(with_files, "check")

    assert result.exit_code == 1
    assert "WRONG rules: 1 ready versions have other passages than they count" in result.output


def test_a_file_that_is_another_or_missing_fails(with_files: Flask, folder: Path) -> None:
    first, second = sorted((folder / "files").glob("??/*"))
    data = bytearray(first.read_bytes())
    data[3] ^= 1
    first.write_bytes(data)
    second.unlink()

    result = run(with_files, "check")

    assert result.exit_code == 1
    assert f"{first.name} is another file" in result.output
    assert f"{second.name} is missing" in result.output


def test_files_that_came_after_the_copy_are_not_missed(with_files: Flask, folder: Path) -> None:
    for path in (folder / "files").glob("??/*"):
        path.unlink()

    assert run(with_files, "check").exit_code == 1
    assert run(with_files, "check", "--files-until", "2020-01-01T00:00:00").exit_code == 0


def test_a_key_that_is_damaged_or_missing_fails(with_files: Flask, folder: Path) -> None:
    (key,) = (folder / "keys").glob("*.pem")
    key.write_text(key.read_text()[:100])
    damaged = run(with_files, "check")
    key.unlink()
    missing = run(with_files, "check")

    assert (damaged.exit_code, missing.exit_code) == (1, 1)
    assert f"WRONG keys: {key.stem} cannot be read" in damaged.output
    assert "WRONG keys: there is none" in missing.output


def test_the_live_system_is_never_asked(with_files: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILABO_PRODUCTION", "1")
    monkeypatch.setenv("SILABO_PUBLIC_URL", "https://silabo.example.org")
    asked = tables.Question.select().count()

    result = run(web.create().app, "rehearse")

    assert result.exit_code == 1
    assert "this is the live system" in result.output
    assert tables.Question.select().count() == asked


def test_what_is_no_inventory_is_said(with_files: Flask, tmp_path: Path) -> None:
    (tmp_path / "taken.json").write_text(json.dumps([1]))

    result = run(with_files, "check", "--against", str(tmp_path / "taken.json"))

    assert result.exit_code == 1
    assert "not an inventory" in result.output


def test_a_database_without_tables_is_no_copy(app: Flask, folder: Path, tmp_path: Path) -> None:
    folder.mkdir()

    assert run(app, "take", str(tmp_path / "taken.json")).exit_code == 1
    assert "WRONG" in run(app, "check").output
    assert not (tmp_path / "taken.json").exists()
