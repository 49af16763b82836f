from dataclasses import replace

import pytest
from click.testing import Result

from lti_app.lti.options import LtiOptions
from tests.lms import register
from tests.lti_app.cli.running import Run
from tests.lti_app.lti.moodle import Moodle
from wiring.commands import install_commands
from wiring.parts import System


@pytest.fixture
def run(system: System) -> Run:
    """Runs a `flask` command."""
    install_commands(system, [])

    def command(*words: str) -> Result:
        result = system.app.test_cli_runner().invoke(args=list(words))
        # Anything else than an end that the command chose is a failure of it.
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return command


@pytest.fixture
def options(system: System) -> LtiOptions:
    """What the tool is told, on an address of this machine that needs no https."""
    return replace(system.lti, address="http://localhost:8000")


@pytest.fixture
def known(moodle: Moodle, options: LtiOptions) -> Moodle:
    """A Moodle that is registered."""
    register(moodle.platform)
    return moodle
