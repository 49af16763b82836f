import os
from collections.abc import Callable
from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.passages import IndexEntry


def forked(work: Callable[[], None]) -> int:
    """Do something in a child that was forked, which ends there. Its exit status."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def opened(path: Path) -> int:
    """How often this process has a file open."""
    links = [Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd")]
    return sum(os.path.realpath(link) == str(path) for link in links)


@pytest.fixture
def index(tmp_path: Path) -> EmbeddedIndex:
    """An index that this process has open, with a passage."""
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.add(1, 1, [IndexEntry(1, "", "parcial", "es")])
    return index


def test_a_forked_child_opens_the_index_anew(tmp_path: Path, index: EmbeddedIndex) -> None:
    path = tmp_path / "index.sqlite"
    before = opened(path)

    def work() -> None:
        index.add(1, 2, [IndexEntry(2, "", "parcial", "es")])
        assert opened(path) == before + 1
        index.close()

    assert forked(work) == 0
    assert opened(path) == before == 1
    assert index.count(1, 1, 2) == 2


def test_a_forked_child_leaves_the_connection_of_its_parent_alone(
    tmp_path: Path, index: EmbeddedIndex
) -> None:
    path = tmp_path / "index.sqlite"

    def work() -> None:
        index.close()
        assert opened(path) == 1

    assert forked(work) == 0
    assert index.count(1, 1) == 1
