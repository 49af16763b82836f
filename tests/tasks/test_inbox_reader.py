"""Who reads the inbox goes on after a line that broke, and ends when the process does."""

from collections.abc import Callable
from threading import Event, Thread

from silabo.domain.errors import ServiceError
from tasks.inbox import InboxReader
from tests.tasks.test_inbox import Pile
from tests.tasks.work import Work, eventually


class Cut(Pile):
    """An inbox whose line breaks at each wait."""

    opened = 0

    def watch(self, longest_s: float, stopped: Callable[[], bool]) -> None:
        self.opened += 1
        raise ServiceError("the inbox: cut")


def test_a_line_that_broke_often_and_worked_between_is_opened_again_soon(work: Work) -> None:
    cut = Cut()
    reader = InboxReader(work.given(inbox=cut), lambda _: None, first_pause_s=0.02)
    reader.start()
    often = eventually(lambda: cut.opened >= 12, within_s=10)
    reader.stop()

    assert often


class Stuck(Pile):
    """An inbox that does not come back from a wait before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.waits, self.let_go = Event(), Event()

    def watch(self, longest_s: float, stopped: Callable[[], bool]) -> None:
        self.waits.set()
        self.let_go.wait()


def test_a_process_ends_though_the_server_does_not_answer(work: Work) -> None:
    stuck = Stuck()
    reader = InboxReader(work.given(inbox=stuck), lambda _: None, stop_s=0.1)
    reader.start()
    waited = stuck.waits.wait(10)
    ending = Thread(target=reader.stop, daemon=True)
    ending.start()
    ending.join(5)
    ended = not ending.is_alive()
    stuck.let_go.set()
    ending.join()
    reader.stop()

    assert (waited, ended) == (True, True)
