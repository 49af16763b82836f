import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.adapters import embedded_index
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError


@pytest.fixture
def other(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another process that is at work on the new file of an index."""
    connection = sqlite3.connect(
        tmp_path / "index.sqlite", isolation_level=None, check_same_thread=False
    )
    connection.execute("create table something (x)")
    connection.execute("begin")
    yield connection
    connection.close()


# Who reads lets others read, and holds up only the change to the write-ahead log.
@pytest.mark.parametrize("act", ["select * from something", "insert into something values (1)"])
def test_a_new_file_that_another_process_uses_is_waited_for(
    tmp_path: Path, other: sqlite3.Connection, act: str
) -> None:
    other.execute(act).fetchall()
    timer = threading.Timer(0.2, lambda: other.execute("commit"))
    timer.start()
    held = EmbeddedIndex(tmp_path / "index.sqlite").count(1, 1)
    timer.join()

    assert held == 0


def test_a_file_that_stays_locked_is_a_service_that_fails(
    tmp_path: Path, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_index, "_BUSY_S", 0.1)
    other.execute("select * from something").fetchall()

    with pytest.raises(ServiceError):
        EmbeddedIndex(tmp_path / "index.sqlite").count(1, 1)
