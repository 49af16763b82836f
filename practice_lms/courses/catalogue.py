"""What the demo courses are called, and which documents they have."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

COURSES_DIR = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Document:
    """A file that an instructor would upload, and the text that it is built from.

    The two paths are equal where a document is handed out as it is written.
    """

    path: Path
    source: Path


@dataclass(frozen=True, slots=True)
class Course:
    """A demo course. `revised` is the date that its built files carry."""

    folder: Path
    label: str
    title: str
    language: str
    revised: datetime
    documents: tuple[Document, ...]


def courses() -> list[Course]:
    """The demo courses, by the names of their folders."""
    return [_course(path) for path in sorted(COURSES_DIR.glob("*/course.toml"))]


def _course(path: Path) -> Course:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    folder = path.parent
    return Course(
        folder=folder,
        label=facts["label"],
        title=facts["title"],
        language=facts["language"],
        revised=facts["revised"],
        documents=tuple(
            Document(folder / "documents" / entry["name"], folder / entry["source"])
            for entry in facts["documents"]
        ),
    )
