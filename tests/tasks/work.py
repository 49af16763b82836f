"""Short ways to bring work into the queues, and to see what came of it."""

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from ingest.passages import cut
from silabo.adapters.course_search import CourseSearches
from silabo.adapters.document_files import FolderFiles
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.memory_feed import MemoryFeed
from silabo.adapters.parser.child import ChildReader
from silabo.delivery.compose import LetterOptions
from silabo.domain.documents import Document, Upload
from silabo.domain.passages import Extract
from silabo.domain.ports import PassageIndex
from silabo.domain.questions import Question
from silabo.storage import documents, passages, questions, versions
from tasks.parts import Parts
from tests import seeds

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
SOON_S = 40  # long on any machine, and less than what pytest gives a test
ASKED = "¿Cuándo es el primer parcial?"


class Work:
    """One course and one student of it."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.ana = seeds.member()
        self.course = self.ana[1]

    def given(self, **changes: Any) -> Parts:
        """The parts with other ones among them."""
        return replace(self.parts, **changes)

    def over(self, index: PassageIndex) -> Parts:
        """The parts over another index."""
        return self.given(index=index, search=CourseSearches(index).of)

    def ask(self, text: str = ASKED, who: tuple[int, int] | None = None) -> str:
        """Ask, and give the public id."""
        return seeds.ask(who or self.ana, text).public_id

    def question(self, public_id: str) -> Question:
        """A question of the student as it stands."""
        return questions.get(self.course, self.ana[0], public_id)

    def answered(self) -> str:
        """A question whose letter is owed, and its public id."""
        public_id = self.ask()
        seeds.record(seeds.claim_question())
        return public_id

    def upload(self, name: str = "Reglas.md", text: str = RULES) -> Document:
        """Bring a document that waits to be read."""
        version = str(uuid4())
        stored = self.parts.files.save(version, io.BytesIO(text.encode()), limit=10_000_000)
        file = Upload(version, name, "text/markdown", stored.size, stored.sha256)
        return documents.add(self.course, file)

    def ready(self, *texts: str) -> int:
        """The number of a version that is ready and in the index, with its file."""
        self.upload(text=str(uuid4()))
        claimed = seeds.claim_version()
        read: Extract = seeds.extract(*texts)
        versions.keep_text(claimed, read, cut(read), "es")
        self.parts.index.add(self.course, claimed.id, passages.entries(claimed.id))
        versions.make_ready(claimed)
        return claimed.id

    def document(self, document: Document) -> Document:
        """A document as it stands."""
        return documents.get(self.course, document.public_id)


def embedded_parts(folder: Path) -> Parts:
    """The embedded parts, on folders in this one."""
    index = EmbeddedIndex(folder / "index.sqlite")
    return Parts(
        index=index,
        search=CourseSearches(index).of,
        reader=ChildReader(),
        files=FolderFiles(folder / "files"),
        mailer=MailFolder(folder / "mail", MessageWriter("Sílabo <silabo@tool.example>")),
        letters=LetterOptions("https://tool.example", "silabo@tool.example"),
        worker="host:1",
        jitter=lambda: 0.5,
        feed=MemoryFeed(),
    )


def eventually(holds: Callable[[], bool], *, within_s: float = SOON_S) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
