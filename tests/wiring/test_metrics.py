"""Metrics of a process: nothing without a port; with one, figures and no person."""

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import values

from silabo.domain import happenings
from silabo.domain.happenings import ASKED
from tests.tasks.work import eventually
from wiring import web
from wiring.parts import System
from wiring.settings import load

ROOT = Path(__file__).parents[2]
LOADS_ITS_CLIENT = """
import sys, wsgi
wsgi.system.metrics.start()
print("prometheus_client" in sys.modules)
"""


@pytest.fixture
def counting(
    installed: Path, handlers: None, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> Iterator[System]:
    """A system that counts, and whose metrics can be read."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")  # put back at the end
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    monkeypatch.setenv("SILABO_METRICS_PORT", str(free_port))
    system = web.create()
    system.metrics.start()
    yield system
    system.metrics.stop()
    happenings.listen(None)
    system.close()


def read(system: System) -> str:
    address = f"http://127.0.0.1:{system.settings.metrics_port}/metrics"
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def test_without_a_port_nothing_is_loaded_kept_or_opened(installed: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADS_ITS_CLIENT],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert found.stdout == "False\n"
    assert not (installed / "metrics").exists()


def test_figures_are_told_of_what_happened_and_of_what_stands(counting: System) -> None:
    started = eventually(lambda: "silabo_build" in read(counting))
    ASKED.note()
    client = counting.app.test_client()
    client.get("/healthz")
    client.get("/questions/ana@example.org")
    told = read(counting)

    assert started
    assert "silabo_questions_asked_total 1.0" in told
    assert 'silabo_requests_total{route="/healthz",status="200"} 1.0' in told
    assert 'silabo_requests_total{route="none",status="404"} 1.0' in told
    assert 'silabo_questions{state="queued"} 0.0' in told
    assert 'silabo_part_works{part="database"} 1.0' in told
    assert 'silabo_disk_free_bytes{folder="data"}' in told
    assert "example.org" not in told


def test_a_database_that_is_away_is_told_and_the_rest_too(
    counting: System, installed: Path
) -> None:
    started = eventually(lambda: "silabo_build" in read(counting))
    counting.close()
    (installed / "silabo.sqlite").unlink()
    told = read(counting)

    assert started
    assert 'silabo_part_works{part="database"} 0.0' in told
    assert "silabo_questions{" not in told
    assert "silabo_disk_free_bytes" in told


def away(*_: object) -> None:
    raise OSError(116, "Stale file handle")


def test_a_disk_that_is_away_leaves_the_rest_told(
    counting: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = eventually(lambda: "silabo_build" in read(counting))
    monkeypatch.setattr(shutil, "disk_usage", away)
    told = read(counting)

    assert started
    assert 'silabo_questions{state="queued"} 0.0' in told
    assert "silabo_disk_free_bytes{" not in told


def test_a_command_that_a_server_runs_counts_nothing(
    installed: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_METRICS_PORT", str(free_port))
    subprocess.run([sys.executable, "-m", "flask", "settings"], cwd=ROOT, check=True)

    assert not (installed / "metrics").exists()


def test_a_folder_that_cannot_be_written_leaves_the_tool_without_metrics(
    installed: Path,
    free_port: int,
    handlers: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setenv("SILABO_METRICS_PORT", str(free_port))
    (installed / "metrics").write_text("a file")
    system = web.create()
    system.metrics.start()
    system.metrics.stop()
    system.close()

    assert "metrics_not_counted" in capsys.readouterr().err


def test_the_port_of_metrics_is_another_one_than_that_of_the_tool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SILABO_PORT", "8000")
    monkeypatch.setenv("SILABO_METRICS_PORT", "8000")
    _, problems = load()

    assert problems == ["SILABO_METRICS_PORT: it has to be another one than SILABO_PORT"]
