"""Whoever notes what a course showed holds that note, and nobody who asks waits for it."""

import threading
from collections.abc import Callable

from silabo.storage import disagreements, living, sights, tables
from silabo.storage.database import transaction
from tests import seeds


class Held:
    """A row that another thread holds for the block."""

    def __init__(self, hold: Callable[[], object]) -> None:
        self._hold = hold
        self._holds, self._free = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Held":
        self._thread.start()
        assert self._holds.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def let_go(self) -> None:
        self._free.set()
        self._thread.join(10)

    @transaction
    def _run(self) -> None:
        self._hold()
        self._holds.set()
        self._free.wait(10)


def test_what_is_said_of_a_version_meanwhile_is_not_lost(db: str) -> None:
    _, course = seeds.member()
    disagreements.keep(course, 7, [])
    with Held(lambda: sights.held(course)) as held:
        noting = threading.Thread(target=disagreements.keep, args=(course, 8, []))
        noting.start()
        noting.join(0.5)
        waited = noting.is_alive()
        held.let_go()
        noting.join(10)
    living.look_again(course, 7)

    assert waited
    assert tables.Sight.get(tables.Sight.course == course).compared == [8]
