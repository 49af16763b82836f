import pytest
from flask.testing import FlaskClient

from tests.lms import register
from tests.lti_app.lti.moodle import Moodle
from wiring.parts import System, build
from wiring.settings import Settings


@pytest.fixture
def system(db: None, settings: Settings) -> System:
    """A tool of its own: the cache of tokens lives as long as it."""
    return build(settings)


@pytest.fixture
def client(system: System, moodle: Moodle) -> FlaskClient:
    """A browser; the platform is registered."""
    register(moodle.platform)
    client = system.app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    client.environ_base["HTTP_HOST"] = "tool.example"
    return client
