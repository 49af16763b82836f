"""A course whose answers a scripted model writes, and what became of a question in it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from silabo.domain.drafts import DraftEvent, SentenceAccepted, Told
from silabo.domain.questions import Question
from silabo.storage import tables
from tests.services import scripted_ollama
from tests.tasks.work import Work
from wiring.settings import Settings

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
MORE = "El primer parcial dura dos horas y se rinde con calculadora."


class Ear:
    """A `LiveFeed` that remembers what it was told; `heard` is set by the first sentence."""

    def __init__(self) -> None:
        self.events: list[DraftEvent] = []
        self.heard = threading.Event()

    @contextmanager
    def writing(self, question: str) -> Iterator[Told]:
        yield self.tell

    def tell(self, event: DraftEvent) -> None:
        self.events.append(event)
        if isinstance(event, SentenceAccepted):
            self.heard.set()

    @property
    def kinds(self) -> list[type[DraftEvent]]:
        return [type(event) for event in self.events]


def settings_for(url: str, folder: Path, **changes: object) -> Settings:
    values = {
        "ollama_url": url,
        "model": scripted_ollama.MODEL,
        "embedding_model": "none",
        "data_dir": folder,
        "public_url": "https://tool.example",
    }
    return Settings(**{**values, **changes})


def checked(work: Work, asked: str) -> Question:
    """The question as it stands; it has at most one answer and owes at most one letter."""
    rows = tables.Answer.select().count(), tables.Delivery.select().count()
    question = work.question(asked)

    assert rows == ((1, 1) if question.answer else (0, 0))
    return question
