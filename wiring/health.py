"""Asks each part how it is: for /readyz, the status and `flask doctor`."""

from peewee import PeeweeException

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from silabo.domain.queues import Health
from silabo.storage import database, questions, upgrade
from tasks.embedded import EmbeddedWorkers
from wiring.settings import Settings


class Checkup:
    """The health of the parts of one process."""

    def __init__(self, settings: Settings, index: EmbeddedIndex, workers: EmbeddedWorkers) -> None:
        """Ask nothing yet."""
        self._settings = settings
        self._index = index
        self._workers = workers

    def run(self) -> dict[str, Health]:
        """The state of each part, by its name."""
        return {
            "database": self.database(),
            "queue": self._queue(),
            "index": self.index(),
            "model": Health(True, "none: answers are quotations"),
        }

    def database(self) -> Health:
        """Whether the database answers and has all its tables."""
        try:
            if not database.answers():
                return Health(False, "does not answer")
            missing = upgrade.missing()
        except (PeeweeException, OSError, ServiceError):
            return Health(False, "does not answer")
        if missing:
            return Health(False, f"needs `flask db upgrade` ({len(missing)} steps)")
        return Health(True, self._settings.database.partition(":")[0])

    def index(self) -> Health:
        """Whether the index answers."""
        try:
            self._index.count(0, 0)
        except ServiceError:
            return Health(False, "does not answer")
        return Health(True, "embedded")

    def _queue(self) -> Health:
        if not self._workers.alive:
            return Health(False, "no worker runs in this process")
        try:
            return Health(True, f"embedded, {questions.waiting()} waiting")
        except ServiceError:
            return Health(False, "the database does not answer")
