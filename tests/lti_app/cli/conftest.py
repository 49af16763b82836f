import pytest
from click.testing import Result

from tests.lti_app.cli.running import Run
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
