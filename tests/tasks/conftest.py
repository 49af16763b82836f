from pathlib import Path

import pytest

from silabo.adapters.parser.child import ChildReader
from tasks.parts import Parts
from tests.tasks.work import Work, embedded_parts


@pytest.fixture
def parts(db: None, tmp_path: Path, parser: ChildReader) -> Parts:
    """The embedded parts, on folders of this test."""
    return embedded_parts(tmp_path)


@pytest.fixture
def work(parts: Parts) -> Work:
    """A course with these parts, and short ways to bring work into it."""
    return Work(parts)
