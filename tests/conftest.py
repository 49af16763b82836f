"""What tests of all rooms share: a database of their own, and the whole embedded system on it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Playwright, sync_playwright
from werkzeug.routing import Rule

from ingest.formats import TEXT
from lti_app.lti.keys import new_key
from silabo.adapters.parser.child import ChildReader
from silabo.storage import database, upgrade
from tests.lms import FakePlatform, register
from tests.world import World
from wiring.parts import System, build
from wiring.settings import Settings

pytest_plugins = ["tests.in_memory", "tests.services.fixtures"]

ADDRESS = "https://tool.example"


def pytest_collection_finish() -> None:
    """Keep the garbage collector from what was collected: thousands of tests that stay to the end,
    and that it would go through again and again while they run, a fifth of the time.
    """
    gc.freeze()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once: a second one beside it cannot be."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session", autouse=True)
def _found_by_words() -> Iterator[None]:
    """What tests start finds passages by their words, whether the embedding model is installed or
    not; tests of meaning say so.
    """
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SILABO_EMBEDDING_MODEL", "none")
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates, compiled once for all the applications of a run: each would compile its own."""
    options = Flask.jinja_options
    cache = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    Flask.jinja_options = {**options, "bytecode_cache": cache}
    yield
    Flask.jinja_options = options


@pytest.fixture(scope="session", autouse=True)
def _compiled_addresses() -> Iterator[None]:
    """How the addresses of views are written, compiled once: each application has the same."""
    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    compile_builder = Rule._compile_builder

    def once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture(scope="session")
def parser() -> ChildReader:
    """The program that reads files, running: readers of this process share it."""
    reader = ChildReader()
    reader.read(b"Text.", TEXT)
    return reader


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no row, made once."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite"
    database.bind(f"sqlite:///{path}")
    upgrade.upgrade()
    database.close_all()  # with its last connection the write-ahead log goes into the file
    return path


@pytest.fixture
def db(empty_database: Path, tmp_path: Path) -> Iterator[None]:
    """An empty database of this test alone."""
    shutil.copy(empty_database, tmp_path / "silabo.sqlite")
    database.bind(f"sqlite:///{tmp_path / 'silabo.sqlite'}")
    yield
    database.close_all()


@pytest.fixture(scope="session")
def tool_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one key of the tool: making one takes longer than most tests."""
    folder = tmp_path_factory.mktemp("keys")
    new_key(folder)
    return folder


@pytest.fixture
def system(db: None, tmp_path: Path, tool_keys: Path, parser: ChildReader) -> System:
    """The whole tool on folders of this test; its workers run only when a test runs them."""
    settings = Settings(
        public_url=ADDRESS, data_dir=tmp_path, keys_dir=tmp_path / "keys", time_zone="UTC"
    )
    shutil.copytree(tool_keys, settings.keys_dir)
    return build(settings)


@pytest.fixture(scope="session")
def platform_key() -> rsa.RSAPrivateKey:
    """A platform's signing key: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def platform(system: System, platform_key: rsa.RSAPrivateKey) -> Iterator[FakePlatform]:
    """A registered platform whose key set can be fetched."""
    fake = FakePlatform(key=platform_key, address=ADDRESS)
    register(fake)
    with fake.serving():
        yield fake


@pytest.fixture
def world(system: System, platform: FakePlatform) -> World:
    """The system, a platform, and short ways to launch, upload and ask."""
    return World(system, platform)
