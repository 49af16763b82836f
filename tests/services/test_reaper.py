"""A run that is ended leaves no server behind."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tasks.work import eventually

ROOT = Path(__file__).parents[2]
# Starts a server as tests do, and one that does not end when it is asked to.
RUN = """
import sys, time
from pathlib import Path
from tests.services.running import Process
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
folder = Path(sys.argv[1])
print(Process(["sleep", "60"], folder).pid, Process([sys.executable, "-c", DEAF], folder).pid)
sys.stdout.flush()
time.sleep(60)
"""


@pytest.mark.row("way-4")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_no_server_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with run:
        assert run.stdout
        servers = [int(each) for each in run.stdout.readline().split()]
        run.send_signal(number)

    assert len(servers) == 2
    assert eventually(lambda: not any(map(lives, servers)), within_s=30)


def lives(pid: int) -> bool:
    with suppress(OSError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
