from pathlib import Path

import pytest

from silabo.adapters.course_search import CourseSearches
from silabo.adapters.document_files import FolderFiles
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.memory_feed import MemoryFeed
from silabo.adapters.parser.child import ChildReader
from silabo.delivery.compose import LetterOptions
from tasks.parts import Parts
from tests.tasks.work import Work


@pytest.fixture
def parts(db: None, tmp_path: Path) -> Parts:
    """The embedded parts, on folders of this test."""
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    return Parts(
        index=index,
        search=CourseSearches(index).of,
        reader=ChildReader(),
        files=FolderFiles(tmp_path / "files"),
        mailer=MailFolder(tmp_path / "mail", MessageWriter("Sílabo <silabo@tool.example>")),
        letters=LetterOptions("https://tool.example", "silabo@tool.example"),
        worker="host:1",
        jitter=lambda: 0.5,
        feed=MemoryFeed(),
    )


@pytest.fixture
def work(parts: Parts) -> Work:
    """A course with these parts, and short ways to bring work into it."""
    return Work(parts)
