"""The entrance for `dramatiq worker:broker`: a process that works, and serves no page."""

import sys

from silabo.storage import database
from tasks.attendance import Attendance
from tasks.process import Process
from tasks.redis_broker import BellsOnRedis, redis_broker
from wiring import crash, heap, logs, tables
from wiring.health import Checkup
from wiring.metrics import Metrics
from wiring.noting import note_settings
from wiring.parts import widths, worker_parts
from wiring.settings import load
from wiring.settings.errors import refusal


def create() -> BellsOnRedis:
    """The broker of worker.py, with the actors on it. Connects to nothing before it works."""
    settings, problems = load()
    if not settings.redis_url:
        problems = [
            *problems,
            "SILABO_REDIS_URL: without Redis the work is done in the web process",
        ]
    if problems:
        sys.exit(refusal(problems))
    logs.configure(production=settings.production)
    crash.arm(settings)
    database.bind(settings.database)
    broker = redis_broker(settings.redis_url, widths=widths(settings))
    parts = worker_parts(settings)
    process = Process(parts, broker, widths(settings))
    metrics = Metrics(settings, Checkup(settings, parts.index).parts)

    def first() -> None:
        tables.say_what_is_missing()
        note_settings(settings, "worker")
        heap.set_apart()
        metrics.start()

    broker.add_middleware(Attendance(process, first=first, last=metrics.stop))
    return broker
