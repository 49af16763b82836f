from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions, create_app
from tests.practice_lms.acting_tool import ANA, ActingTool


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all tests: making an RSA key takes long."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def options(key_folder: Path, tmp_path: Path) -> PracticeOptions:
    return PracticeOptions(
        issuer="http://127.0.0.1:8001",
        tool_url="http://localhost:8000",
        client_id="silabo-practice",
        deployment_id="1",
        key_folder=key_folder,
        mail_folder=tmp_path / "mail",
    )


@pytest.fixture
def app(options: PracticeOptions) -> Flask:
    made = create_app(options)
    made.testing = True
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is nobody yet."""
    return app.test_client()


@pytest.fixture
def tool(client: FlaskClient, options: PracticeOptions) -> ActingTool:
    """A browser that is Ana, a student of Álgebra, and the tool."""
    acting = ActingTool(client, options)
    acting.be(ANA)
    return acting
