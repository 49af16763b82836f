"""How gunicorn serves wsgi.py: with threads, and embedded workers started after the fork.

Start it with `gunicorn -c wiring/gunicorn_config.py wsgi:app`.
"""

from typing import IO

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from wiring import web
from wiring.parts import System
from wiring.settings import load

settings, _ = load()

bind = f"127.0.0.1:{settings.port}"
workers = settings.web_processes
worker_class = "wiring.web_worker.GatheringWorker"
threads = 64
graceful_timeout = 30
control_socket_disable = True  # the socket would lie in the home folder, which may be read-only
accesslog = None  # who reads what, and when, is nobody's business

_locks: list[IO[bytes] | None] = []


def on_starting(server: Arbiter) -> None:
    """Refuse before the port is opened."""
    _locks.append(web.refuse_to_serve_badly(server.cfg.workers))


def post_worker_init(worker: Worker) -> None:  # noqa: ARG001 - gunicorn's signature
    """Start the embedded workers where the application serves."""
    web.start(_served())


def worker_exit(server: Arbiter, worker: Worker) -> None:  # noqa: ARG001 - gunicorn's signature
    """End the embedded workers with the process that serves."""
    if worker.app.callable is not None:  # None: the application never came up
        web.stop(_served())


def _served() -> System:
    # gunicorn imported it after the fork, and no earlier.
    from wsgi import system  # noqa: PLC0415

    return system
