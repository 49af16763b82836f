"""How long asking takes: the row, the bell and the first passages, beside a bare insert."""

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import timed
from lti_app import tokens
from silabo.domain.people import Identity, Role
from silabo.domain.queues import Queue
from silabo.storage import people, platforms, sessions, tables
from silabo.storage.database import connection, now_ms
from wiring.parts import System, build
from wiring.practice import CLIENT_ID, DEPLOYMENT_ID, prepare
from wiring.settings import Settings

RUNS = 200
NO_CAPS = {
    "questions_open": 0,
    "questions_hour": 0,
    "questions_day": 0,
    "course_questions_hour": 0,
}
QUESTIONS = ("¿Cuándo es el primer parcial?", "¿Con qué nota se promociona?", "¿Qué es una base?")


def measure() -> Iterator[str]:
    """POST /api/questions in a course of three documents, without the network."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), keys_dir=Path(folder) / "keys", **NO_CAPS)
        prepare(settings)
        system = build(settings)
        _read_documents(system)
        client, token = system.app.test_client(), _session(settings)
        number = itertools.count()

        def ask() -> None:
            response = client.post(
                "/api/questions",
                json={"text": QUESTIONS[next(number) % len(QUESTIONS)]},
                headers={"Authorization": f"Bearer {token}"},
            )
            if response.status_code != 201 or not response.json["passages"]:
                raise RuntimeError(response.text)

        asked = timed("ask, with passages", ask, RUNS)
        bare = timed("a bare insert on a new connection", _insert, RUNS)
    yield asked.beside(bare, "p50 15 ms, p99 100 ms")


def _read_documents(system: System) -> None:
    while system.workers.run(Queue.DOCUMENTS):
        pass


def _session(settings: Settings) -> str:
    platform = platforms.find(settings.practice_address, CLIENT_ID)[0]
    identity = Identity(platform.id, DEPLOYMENT_ID, "3", "2", Role.LEARNER)
    person, course = people.admit(identity, language="es", time_zone="UTC")
    code, token = tokens.fresh(), tokens.fresh()
    launch = sessions.launch(
        person, course, identity, language="es", code_digest=tokens.digest(code)
    )
    sessions.open_by_code(launch, tokens.digest(code), tokens.digest(token))
    return token


def _insert() -> None:
    with connection():
        tables.Document.insert(
            public_id=tokens.fresh()[:36], course=1, title="x", created_at=now_ms()
        ).execute()
