"""The command that takes pictures says how it is used, and takes none meanwhile."""

import subprocess
import sys


def test_its_help_is_no_folder() -> None:
    command = [sys.executable, "-m", "tests.flows.screenshots", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)

    assert "--states" in done.stdout
    assert "folder" in done.stdout
