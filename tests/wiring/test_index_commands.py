"""`flask index check | rebuild`, over the embedded index."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from silabo.storage import embeddings, passages, tables, versions
from silabo.storage.database import connection
from tests import seeds
from tests.ports import free_port
from wiring import web
from wiring.parts import System


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["index", *words])


@pytest.fixture
def indexed(installed: Path, system: System) -> System:
    """Two courses with documents in the index."""
    for course in (seeds.member()[1], seeds.member(course="7")[1]):
        version = seeds.ready(course, "El parcial es en octubre.", "El final es en diciembre.")
        system.parts.index.add(course, version, passages.entries(version))
    return system


def public_ids() -> list[str]:
    with connection():
        return [row.public_id for row in tables.Course.select().order_by(tables.Course.id)]


def test_an_index_that_holds_all_is_said_to_be_whole(app: Flask, indexed: System) -> None:
    result = run(app, "check")

    assert result.exit_code == 0
    for each in public_ids():
        assert f"ok    {each}" in result.output
    assert result.output.count(": 2 of 2 passages") == 2


def test_a_course_that_the_index_lost_is_named(app: Flask, indexed: System) -> None:
    (course, version), *_ = versions.answering()
    indexed.parts.index.remove(course, version)
    result = run(app, "check")

    assert result.exit_code == 1
    assert f"WRONG {public_ids()[0]}" in result.output
    assert ": 0 of 2 passages" in result.output
    assert f"ok    {public_ids()[1]}" in result.output
    assert "1 not as they must be" in result.output


def test_a_rebuilt_index_is_whole_and_has_nothing_else(app: Flask, indexed: System) -> None:
    (course, version), *_ = versions.answering()
    indexed.parts.index.remove(course, version)
    indexed.parts.index.add(course, 99, passages.entries(version))
    result = run(app, "rebuild")

    assert result.exit_code == 0, result.output
    assert indexed.parts.index.count(course, version) == 2
    assert indexed.parts.index.count(course, 99) == 0
    assert run(app, "check").exit_code == 0


def test_one_course_can_be_rebuilt_alone(app: Flask, indexed: System) -> None:
    for course, version in versions.answering():
        indexed.parts.index.remove(course, version)
    result = run(app, "rebuild", "--course", public_ids()[1])

    assert result.exit_code == 0
    assert public_ids()[0] not in result.output
    assert [indexed.parts.index.count(*each) for each in versions.answering()] == [0, 2]


def test_a_course_that_is_unknown_is_said(app: Flask, indexed: System) -> None:
    result = run(app, "rebuild", "--course", "nobody")

    assert "There is no such course" in result.output


@pytest.mark.parametrize("word", ["check", "rebuild"])
def test_an_index_that_is_away_is_said(app: Flask, folder: Path, word: str) -> None:
    app.test_cli_runner().invoke(args=["db", "upgrade"])
    seeds.ready(seeds.member()[1], "El parcial es en octubre.")
    (folder / "index.sqlite").write_bytes(b"no database at all " * 100)
    result = run(app, word)

    assert result.exit_code == 1
    assert "does not answer" in result.output


def test_the_doctor_says_what_to_look_at_when_weaviate_is_away(
    folder: Path, handlers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_WEAVIATE_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("SILABO_WEAVIATE_KEY", "a secret")
    runner = web.create().app.test_cli_runner()
    runner.invoke(args=["db", "upgrade"])
    result = runner.invoke(args=["doctor"])

    assert "WRONG index: Weaviate did not answer" in result.output
    assert "its key and its gRPC port" in result.output
    assert "a secret" not in result.output + runner.invoke(args=["settings"]).output


def test_kept_vectors_are_forgotten_where_the_model_is_to_make_them_again(
    app: Flask, indexed: System
) -> None:
    with connection():
        embeddings.keep("a model", {"1" * 64: b"\0\0", "2" * 64: b"\0\0"})
    result = run(app, "rebuild", "--vectors")

    assert result.exit_code == 0, result.output
    assert "2 kept vectors forgotten." in result.output
    assert "workers bring the vectors" in result.output
    assert embeddings.forget() == 0


def test_a_search_that_finds_nothing_is_wrong_though_all_is_there(
    app: Flask, indexed: System
) -> None:
    path = indexed.settings.data_dir / "index.sqlite"
    (course, _), *_ = versions.answering()
    with closing(sqlite3.connect(path)) as index:
        # Its list of what it holds goes on to say that it has them.
        index.execute("delete from standing where course = ?", [course])
        index.execute("update words_of set changes = changes + 1 where course = ?", [course])
        index.commit()
    checked, doctor = run(app, "check"), app.test_cli_runner().invoke(args=["doctor"])
    ready = app.test_client().get("/readyz").json["index"]

    assert checked.exit_code == 1
    assert f"WRONG {public_ids()[0]}" in checked.output
    assert "2 of 2 passages; nothing is found by a passage's own words" in checked.output
    assert "WRONG index: embedded: nothing is found by a passage's own words" in doctor.output
    assert "`flask index rebuild` fills it from the" in doctor.output
    assert not ready["ok"]
    assert run(app, "rebuild").exit_code == 0
    assert run(app, "check").exit_code == 0
