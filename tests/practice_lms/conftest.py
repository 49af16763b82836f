import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions, create_app
from tests.practice_lms.acting_tool import ANA, ActingTool
from tests.practice_lms.signing_tool import SigningTool, serving


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


@pytest.fixture(scope="session")
def signing_tool() -> Iterator[SigningTool]:
    """A tool that publishes its key on this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with serving(SigningTool()) as running:
        yield running


@pytest.fixture
def signed(options: PracticeOptions, signing_tool: SigningTool) -> ActingTool:
    """A browser that is Ana, at an LMS whose first tool is the one that signs."""
    theirs = replace(options, tool_url=signing_tool.url)
    made = create_app(theirs)
    made.testing = True
    acting = ActingTool(made.test_client(), theirs)
    acting.be(ANA)
    return acting
