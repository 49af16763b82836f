"""Programs run as the user of the backup, and files that belong to it."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.services.running import run

USER = "postgres"  # Debian's; PostgreSQL refuses to run as root
ROOT = Path(__file__).parents[2]


def as_user(command: Sequence[str | Path]) -> list[str]:
    """A command as the user of the backup, who is not root, but may read this checkout."""
    words = [str(each) for each in command]
    if os.getuid():
        return words
    rights = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups", *rights, *words]


def execute(
    command: Sequence[str | Path], **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command as that user, to whatever end."""
    return subprocess.run(
        as_user(command),
        env={"PATH": os.environ["PATH"], **environment},  # noqa: TID251 - a child's own
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def must(command: Sequence[str | Path], **environment: str) -> str:
    """Run it; it must end well."""
    ended = execute(command, **environment)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended.stdout


def hand_over(folder: Path) -> None:
    """Let all in a folder belong to that user."""
    if not os.getuid():
        run(["chown", "-R", f"{USER}:{USER}", str(folder)])
