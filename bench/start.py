"""How long `make run` takes to be ready from the second time on."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import timed
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
RUNS = 5


def measure() -> Iterator[str]:
    """The time until the address is printed, beside a Python that imports Flask."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "SILABO_DATA_DIR": folder,
            "SILABO_KEYS_DIR": f"{folder}/keys",
            "SILABO_PORT": str(free_port()),
            "SILABO_PRACTICE_PORT": str(free_port()),
        }
        _until_ready(environment)
        ready = timed("make run, second time", lambda: _until_ready(environment), RUNS)
    bare = timed("a Python that imports Flask", _import_flask, RUNS)
    yield ready.beside(bare, "3000 ms")


def _until_ready(environment: dict[str, str]) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "wiring.practice"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with run:
        for line in run.stdout or ():
            if line.startswith("Open "):
                break
        run.terminate()


def _import_flask() -> None:
    subprocess.run([sys.executable, "-c", "import flask"], check=True)
