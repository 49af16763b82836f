from pathlib import Path

import pytest

from wiring.parts import System, build
from wiring.settings import Settings

ADDRESS = "https://tool.example"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, tool_keys: Path) -> System:
    """The tool, put together once: a launch keeps everything in the database."""
    folder = tmp_path_factory.mktemp("launches")
    return build(Settings(public_url=ADDRESS, data_dir=folder, keys_dir=tool_keys, time_zone="UTC"))


@pytest.fixture
def system(built: System, db: None) -> System:
    """The tool on the empty database of this test."""
    return built
