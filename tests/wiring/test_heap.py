"""What every question would have looked through for garbage is set apart at the start."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = 50_000  # objects; imports and the application are several times as many
WEB = "from wiring import web; web.start(web.create())"
WORKER = (
    "from dramatiq import Worker; from worker import broker;"
    "broker.emit_before('worker_boot', Worker(broker))"
)


@pytest.mark.parametrize("start", [WEB, WORKER], ids=["web", "worker"])
def test_what_a_process_begins_with_is_looked_through_no_more(folder: Path, start: str) -> None:
    environment = {"SILABO_DATA_DIR": str(folder), "SILABO_KEYS_DIR": str(folder)}
    if start is WORKER:
        environment["SILABO_REDIS_URL"] = "redis://127.0.0.1:9/0"  # nothing is asked of it
    shown = subprocess.run(
        [sys.executable, "-c", f"{start}; import gc; print(gc.get_freeze_count(), flush=True)"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(shown.stdout) > MADE
