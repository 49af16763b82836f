"""Asks each part how it is: for /readyz, the status and `flask doctor`."""

import time

from peewee import PeeweeException

from silabo.domain.errors import ServiceError
from silabo.domain.ports import PassageIndex
from silabo.domain.queues import Health
from silabo.storage import database, deliveries, questions, upgrade, workers
from silabo.storage.leases import MOST_TOLD
from tasks.embedded import EmbeddedWorkers
from tasks.remote import RemoteWorkers
from wiring.index import IndexTrial, index_health
from wiring.model_servers import model_health
from wiring.settings import Settings

BELIEVED_S = 10.0


class Checkup:
    """The health of the parts of one process."""

    def __init__(
        self,
        settings: Settings,
        index: PassageIndex,
        running: EmbeddedWorkers | RemoteWorkers | None = None,
    ) -> None:
        """Ask nothing yet. A process that only works has nothing `running` beside it."""
        self._trial = IndexTrial(settings, index)
        self._settings = settings
        self._index = index
        self._workers = running
        self._model: tuple[float, Health] | None = None
        self._whole = False

    def run(self) -> dict[str, Health]:
        """The state of each part, by its name."""
        return {"database": self.database(), "queue": self._queue(), **self._others()}

    def parts(self) -> dict[str, Health]:
        """The same without the queue, which a process that only works cannot be asked about."""
        return {"database": self.database(), **self._others()}

    def _others(self) -> dict[str, Health]:
        return {"index": self.index(), "model": self.model(), "mail": self.mail()}

    def database(self) -> Health:
        """Whether the database answers and has all its tables."""
        try:
            if not database.answers():
                return Health(False, "does not answer")
            missing = upgrade.missing()
            lacking = [] if missing else self._lacking()
        except (PeeweeException, OSError, ServiceError):
            return Health(False, "does not answer")
        if missing:
            return Health(False, f"needs `flask db upgrade` ({len(missing)} steps)")
        if lacking:
            more = f", and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            return Health(False, f"differs from what this release needs: {lacking[0]}{more}")
        return Health(True, self._settings.database.partition(":")[0])

    def index(self) -> Health:
        """Whether the index answers, and a search in it finds what is known to be there."""
        health = index_health(self._settings, self._index)
        if not health.ok or not self.database().ok:
            return health
        try:
            fault = self._trial.fault()
        except ServiceError:
            return health  # the database's
        return Health(False, f"{health.detail}: {fault}") if fault else health

    def model(self) -> Health:
        """Whether the models are there, as they were at most a few seconds ago: machines ask often,
        and a server that is away takes its time to be so.
        """
        if self._model is None or time.monotonic() - self._model[0] > BELIEVED_S:
            self._model = (time.monotonic(), model_health(self._settings))
        return self._model[1]

    def mail(self) -> Health:
        """How the letters stand. Answers are read without them: mail that is away stops nothing."""
        kind = "SMTP" if self._settings.smtp_url else "a folder"
        try:
            post = deliveries.post()
        except ServiceError:
            return Health(False, "the database does not answer")
        put_off = f", {post.put_off} put off ({post.reason})" if post.put_off else ""
        return Health(True, f"{kind}, {_many(post.waiting)} waiting{put_off}")

    def _lacking(self) -> list[str]:
        # Tables that were whole once stay so while a process lives: machines ask often.
        if self._whole:
            return []
        lacking = upgrade.lacking()
        self._whole = not lacking
        return lacking

    def _queue(self) -> Health:
        try:
            waiting = _many(questions.waiting())
            if isinstance(self._workers, RemoteWorkers):
                return _remote(self._workers, waiting)
        except ServiceError:
            return Health(False, "the database does not answer")
        if self._workers is None or not self._workers.alive:
            return Health(False, "no worker runs in this process")
        return Health(True, f"embedded, {waiting} waiting")


def _many(waiting: int) -> str:
    return f"{waiting} or more" if waiting >= MOST_TOLD else str(waiting)


def _remote(doorbell: RemoteWorkers, waiting: str) -> Health:
    idle = [queue for queue, processes in workers.working().items() if not processes]
    if idle:
        return Health(False, f"no worker process for {', '.join(idle)}, {waiting} waiting")
    if doorbell.silent:
        return Health(True, f"Redis does not answer, workers look by themselves, {waiting} waiting")
    return Health(True, f"Redis, {waiting} waiting")
