from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lti_app import tokens
from silabo.storage import registrations
from tests.lti_app.lti.attempts import Attempt
from tests.lti_app.lti.invitations import INVITE
from tests.world import World
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


@pytest.fixture
def attempt(world: World) -> Attempt:
    return Attempt(world)


@pytest.fixture
def client(system: System) -> FlaskClient:
    """A browser that comes from anywhere."""
    return system.app.test_client()


@pytest.fixture
def invited(system: System) -> None:
    """An invitation that nobody used yet."""
    registrations.invite(tokens.digest(INVITE), "Uni Moodle")
