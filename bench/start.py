"""How long `make run` takes to be ready from the second time on."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bench.figures import Figure, timed
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
        command = [sys.executable, "-m", "wiring.practice"]
        _, *later = [until_said(command, "Open ", environment) for _ in range(1 + RUNS)]
    bare = timed("a Python that imports Flask", _import_flask, RUNS)
    yield Figure("make run, second time", later).beside(bare, "3000 ms")


def until_said(command: Sequence[str], word: str, environment: Mapping[str, str]) -> float:
    """Milliseconds from the start of a program until a line of it begins so; its end is waited for
    and not counted.

    Raises `RuntimeError` where it ends without saying so.
    """
    started = perf_counter()
    run = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with run:
        said = any(line.startswith(word) for line in run.stdout or ())
        taken = (perf_counter() - started) * 1000
        run.terminate()
    if not said:
        raise RuntimeError(f"{' '.join(command)} did not say {word!r}")
    return taken


def _import_flask() -> None:
    subprocess.run([sys.executable, "-c", "import flask"], check=True)
