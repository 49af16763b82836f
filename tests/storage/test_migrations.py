import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from silabo.domain.errors import ServiceError
from silabo.storage import database, questions, upgrade
from silabo.storage.tables import TABLES, Answer, CourseAsked, PersonAsked, Question
from tests import seeds

ALL = sorted(path.stem for path in upgrade.MIGRATIONS.glob("[0-9]*.py"))

KILLED_HALF_WAY = """
import os, signal, sys
from silabo.storage import database, upgrade

def die(statement):
    if statement.startswith("CREATE TABLE") and '"question"' in statement.partition("(")[0]:
        os.kill(os.getpid(), signal.SIGKILL)

database.bind(sys.argv[1])
with database.connection():
    database.database.connection().set_trace_callback(die)
    upgrade.upgrade()
"""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A database that has no table yet."""
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    database.bind(url)
    yield url
    database.close_all()


def tables_of(url: str) -> set[str]:
    connection = sqlite3.connect(url.partition(":///")[2])
    try:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    finally:
        connection.close()
    return {name for (name,) in rows} - {"sqlite_sequence", "schema_migration"}


def test_an_empty_database_gets_every_table_as_the_code_has_it(url: str) -> None:
    before = upgrade.missing()
    applied = upgrade.upgrade()

    assert applied == before == ALL
    assert tables_of(url) == {table._meta.table_name for table in TABLES}
    assert upgrade.differences() == ""
    assert upgrade.missing() == []


def test_a_second_upgrade_does_nothing(url: str) -> None:
    upgrade.upgrade()

    assert upgrade.upgrade() == []


def test_a_database_can_go_down_and_up_again(url: str) -> None:
    upgrade.upgrade()
    taken_back = [name for _ in ALL for name in upgrade.downgrade()]
    left = tables_of(url)
    applied = upgrade.upgrade()

    assert taken_back == applied[::-1] == ALL[::-1]
    assert left == set()
    assert upgrade.differences() == ""


def test_a_column_that_is_not_there_is_named(url: str) -> None:
    upgrade.upgrade()
    with database.connection():
        database.database.execute_sql("ALTER TABLE course DROP COLUMN label")

    assert "label" in upgrade.differences()
    assert upgrade.lacking() == ["column course.label is missing"]


@pytest.mark.row("load-4")
@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        ("DROP TABLE trouble", ["table trouble is missing"]),
        ("DROP INDEX delivery_key", ["index over delivery (key, unique) is missing"]),
        ("ALTER TABLE course ADD COLUMN colour VARCHAR(9)", []),
        ("ALTER TABLE course ADD COLUMN colour VARCHAR(9) NOT NULL DEFAULT 'red'", []),
        ("CREATE INDEX by_hand ON course (title)", []),
        (
            "DROP TABLE trouble; CREATE TABLE trouble (id INTEGER NOT NULL PRIMARY KEY, "
            "code VARCHAR(32) NOT NULL UNIQUE, since_at INTEGER NOT NULL, colour TEXT NOT NULL)",
            ["column trouble.colour is not known, and must be filled"],
        ),
    ],
    ids=["table", "index", "newer", "newer with a default", "index by hand", "must be filled"],
)
def test_what_this_release_lacks_is_named_and_what_is_there_besides_is_not(
    url: str, statement: str, sentences: list[str]
) -> None:
    upgrade.upgrade()
    with database.connection():
        database.database.connection().executescript(statement)

    assert [each for each in upgrade.lacking() if not each.startswith("index over trouble")] == (
        sentences
    )


def test_a_migration_whose_process_was_killed_half_way_completes(url: str) -> None:
    command = [sys.executable, "-c", KILLED_HALF_WAY, url]
    killed = subprocess.run(command, timeout=50, check=False, cwd=Path(__file__).parents[2])
    upgrade.upgrade()

    assert killed.returncode == -signal.SIGKILL
    assert upgrade.differences() == ""


@pytest.mark.row("load-2")
def test_a_migration_that_was_done_but_not_noted_is_run_again(url: str) -> None:
    # What a kill leaves on a database whose table definitions are not transactional.
    runner = Runner(database.database.obj, str(upgrade.MIGRATIONS))
    again = []
    with database.connection():
        for name in ALL:
            runner.up(name)
            runner.History.delete().where(runner.History.name == name).execute()
            again += runner.up(name)

    assert again == ALL
    assert upgrade.differences() == ""


@pytest.mark.row("load-2")
def test_tables_without_a_history_are_completed(url: str) -> None:
    first = ALL[0]
    runner = Runner(database.database.obj, str(upgrade.MIGRATIONS))
    with database.connection():
        runner.up(first)
        for statement in ("DROP TABLE delivery", "DELETE FROM schema_migration"):
            database.database.execute_sql(statement)
    applied = upgrade.upgrade()

    assert applied == ALL
    assert upgrade.differences() == ""


def test_questions_of_the_last_day_are_counted_when_a_database_learns_to_count(url: str) -> None:
    upgrade.upgrade()
    who = old_question("a", hours=1)
    old_question("b", hours=1, kind="generated")
    old_question("c", hours=1, kind="extractive")
    old_question("d", hours=30)
    while upgrade.downgrade() != ["0002_what_was_asked"]:
        pass
    upgrade.upgrade()

    assert who == (1, 1)
    for table in (PersonAsked, CourseAsked):
        assert [(row.questions, row.written) for row in table.select()] == [(3, 2)]


def old_question(key: str, *, hours: int, kind: str = "") -> tuple[int, int]:
    """Keep a question from before, open or with an answer; return its person and course."""
    with database.connection():
        who = seeds.member()
        # All of one minute, whatever moment of it the test runs in.
        now = database.now_ms() // 60_000 * 60_000
        row = Question.create(
            public_id=key,
            person=who[0],
            course=who[1],
            idempotency_key=key,
            text="¿Cuándo?",
            language="es",
            state="answered" if kind else "queued",
            asked_at=now - hours * 3_600_000,
        )
        if kind:
            Answer.create(
                public_id=key,
                question=row,
                revision=1,
                kind=kind,
                language="es",
                sentences=[],
                searched=[],
                nearest=[],
                took_ms=1,
                created_at=now,
            )
    return who


@pytest.mark.parametrize("folder", ["plain", "with space", "a#b", "a?b=c", "año"])
def test_a_database_lies_where_its_address_says(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    database.bind(f"sqlite:///{tmp_path / folder / 'silabo.sqlite'}")
    upgrade.upgrade()
    database.close_all()

    assert (tmp_path / folder / "silabo.sqlite").is_file()


@pytest.mark.parametrize("address", ["oracle://host/name", "nonsense", "sqlite://", "sqlite:///"])
def test_an_address_that_names_no_database_is_refused(db: None, address: str) -> None:
    with pytest.raises(ValueError, match=r"sqlite|not supported"):
        database.bind(address)


def test_choosing_a_database_opens_nothing(tmp_path: Path) -> None:
    database.bind(f"sqlite:///{tmp_path / 'later.sqlite'}")

    assert list(tmp_path.iterdir()) == []


def test_a_database_without_tables_is_a_service_that_fails(url: str) -> None:
    with pytest.raises(ServiceError, match="the database failed in waiting"):
        questions.waiting()


def test_what_is_no_database_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "silabo.sqlite"
    path.write_bytes(b"this is not a database " * 100)
    database.bind(f"sqlite:///{path}")
    answered = database.answers()
    database.close_all()

    assert not answered


def test_a_database_answers(db: None) -> None:
    assert database.answers()


def test_what_a_database_has_had_stays_noted_when_its_rows_are_taken_out(db: None) -> None:
    runner = Runner(database.database.obj, str(upgrade.MIGRATIONS))
    with database.connection():
        runner.History.create(name="a later one").delete_instance()

    assert upgrade.missing() == []
