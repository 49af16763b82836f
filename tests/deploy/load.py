"""Asks questions one after the other while something else happens, and remembers each of them."""

import threading
import time
from types import TracebackType

import requests

from tests.deploy.people import Person

EVERY_S = 0.5


class Load:
    """A student who asks twice a second as long as this lasts."""

    def __init__(self, student: Person) -> None:
        """Ask nothing yet."""
        self._student = student
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.accepted: list[str] = []
        self.failed: list[str] = []
        self.longest_s = 0.0

    def __enter__(self) -> "Load":
        """Begin to ask."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ask no more."""
        self._ending.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._ending.wait(EVERY_S):
            begun = time.monotonic()
            try:
                asked = self._student.ask()
            except requests.RequestException as error:
                self.failed.append(repr(error))
            else:
                if asked.status_code == requests.codes.created:
                    self.accepted.append(asked.json()["id"])
                else:
                    self.failed.append(f"{asked.status_code} {asked.text[:200]}")
            self.longest_s = max(self.longest_s, time.monotonic() - begun)
