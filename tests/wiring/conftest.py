import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from silabo.adapters.parser.child import ChildReader
from silabo.storage import database
from tests import ports
from wiring import web
from wiring.parts import System
from wiring.settings import PREFIX, Settings


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which nothing is set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test, which does not exist yet, with all that is kept in it."""
    data = tmp_path / "data"
    monkeypatch.setenv("SILABO_DATA_DIR", str(data))
    monkeypatch.setenv("SILABO_KEYS_DIR", str(data / "keys"))
    monkeypatch.setenv("SILABO_EMBEDDING_MODEL", "none")  # installed or not
    return data


@pytest.fixture
def installed(folder: Path, empty_database: Path, tool_keys: Path) -> Path:
    """The same folder after `flask db upgrade` and `flask keys new`."""
    folder.mkdir()
    shutil.copy(empty_database, folder / "silabo.sqlite")
    shutil.copytree(tool_keys, folder / "keys")
    return folder


@pytest.fixture
def handlers() -> Iterator[None]:
    """Give the root its handlers and level back."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def system(folder: Path, handlers: None, parser: ChildReader) -> Iterator[System]:
    """The system as wsgi.py has it, with the commands on its application."""
    yield web.create()
    database.close_all()


@pytest.fixture
def app(system: System) -> Flask:
    """The application as wsgi.py has it, with its commands."""
    return system.app


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    return ports.free_port()
