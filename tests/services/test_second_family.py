"""The main way over the whole second family, each server and each process on its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from silabo.storage import database
from tests import seeds
from tests.faults.house import House
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.services.scripted_ollama import EMBEDDING_MODEL, MODEL, ScriptedOllama
from tests.services.scripted_smtp import ScriptedSmtp
from tests.services.scripted_writers import Behaviour
from tests.services.weaviate import KEY, Weaviate
from tests.tasks.work import eventually

pytestmark = pytest.mark.service

RULES = b"""# Reglas

## Parciales

El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4. Vale 35 % de la nota.
"""


@pytest.fixture
def model() -> Iterator[ScriptedOllama]:
    server = ScriptedOllama(pace_s=0.02)
    yield server
    server.stop()


@pytest.fixture
def smtp() -> Iterator[ScriptedSmtp]:
    server = ScriptedSmtp()
    yield server
    server.stop()


@pytest.fixture
def house(
    *,
    postgresql_server: Postgresql,
    redis_server: Redis,
    weaviate_server: Weaviate,
    model: ScriptedOllama,
    smtp: ScriptedSmtp,
    tmp_path: Path,
) -> Iterator[House]:
    redis_server.client().flushall()
    made = House(
        tmp_path,
        postgresql_server.new_database("family"),
        redis_server.url,
        settings={
            "SILABO_WEAVIATE_URL": f"http://127.0.0.1:{weaviate_server.port}",
            "SILABO_WEAVIATE_GRPC_PORT": str(weaviate_server.grpc_port),
            "SILABO_WEAVIATE_KEY": KEY,
            "SILABO_WEAVIATE_PREFIX": "Family",
            "SILABO_OLLAMA_URL": model.url,
            "SILABO_MODEL": MODEL,
            "SILABO_EMBEDDING_MODEL": EMBEDDING_MODEL,
            "SILABO_SMTP_URL": f"smtp://127.0.0.1:{smtp.port}?starttls=none",
            "SILABO_WEB_PROCESSES": "2",
        },
    )
    made.prepare(ready=False)
    made.web()
    made.workers()
    yield made
    made.end()


class Member:
    """Somebody with a bearer token."""

    def __init__(self, house: House, role: str = "learner") -> None:
        self.house = house
        token = house.token(seeds.member(sub=role), role=role)
        self.headers = {"Authorization": f"Bearer {token}"}
        database.close_all()

    def get(self, path: str) -> Any:
        return requests.get(self.house.url(path), headers=self.headers, timeout=60)

    def upload(self, name: str, text: bytes) -> str:
        response = requests.post(
            self.house.url("/api/documents"),
            files={"file": (name, text)},
            headers=self.headers,
            timeout=60,
        )
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    def ask(self, text: str) -> str:
        response = requests.post(
            self.house.url("/api/questions"), json={"text": text}, headers=self.headers, timeout=60
        )
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    def question(self, public_id: str) -> Any:
        return self.get(f"/api/questions/{public_id}").json()


def test_a_document_a_question_a_written_answer_and_its_letter(
    house: House, smtp: ScriptedSmtp
) -> None:
    teacher, student = Member(house, "instructor"), Member(house)
    document = teacher.upload("Reglas.md", RULES)
    read = eventually(
        lambda: teacher.get(f"/api/documents/{document}").json()["state"] == "ready", within_s=60
    )
    asked = student.ask("¿Cuándo es el primer parcial?")
    answered = eventually(lambda: student.question(asked)["state"] == "answered", within_s=60)
    answer = student.question(asked)["answer"]
    posted = eventually(lambda: len(smtp.messages) == 1, within_s=60)

    assert read
    assert answered
    assert answer["kind"] == "generated"
    assert "1 de octubre" in answer["sentences"][0]["text"]
    assert answer["citations"][0]["title"] == "Reglas"
    assert posted
    assert "1 de octubre" in smtp.messages[0].get_body(("plain",)).get_content()


def test_a_lying_model_is_not_believed(house: House, model: ScriptedOllama) -> None:
    model.behave(Behaviour.LYING)
    teacher, student = Member(house, "instructor"), Member(house)
    document = teacher.upload("Reglas.md", RULES)
    read = eventually(
        lambda: teacher.get(f"/api/documents/{document}").json()["state"] == "ready", within_s=60
    )
    asked = student.ask("¿Cuándo es el primer parcial?")
    answered = eventually(lambda: student.question(asked)["state"] == "answered", within_s=60)
    answer = student.question(asked)["answer"]

    assert read
    assert answered
    assert answer["kind"] == "extractive"
    assert "1 de octubre" in answer["sentences"][0]["text"]


def test_everything_says_that_it_is_ready(house: House) -> None:
    # Its workers say that they live at their first sweep.
    ready = eventually(lambda: requests.get(house.url("/readyz"), timeout=60).ok, within_s=60)
    health = requests.get(house.url("/readyz"), timeout=60)

    assert ready, health.text
    assert health.status_code == 200, health.text
    assert all(part["ok"] for part in health.json().values())
