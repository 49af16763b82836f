"""The web process as gunicorn really serves it, each time with a data folder of its own."""

import http.client
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from wiring.web import refuse_to_serve_badly

ROOT = Path(__file__).parents[2]
SERVE = ["-m", "gunicorn", "-c", "wiring/gunicorn_config.py"]
START_S = STOP_S = 50
Server = subprocess.Popen[str]
Start = Callable[..., Server]


@pytest.fixture
def start(folder: Path, free_port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts servers in this test's environment, and ends them with it."""
    monkeypatch.setenv("SILABO_PORT", str(free_port))
    started: list[Server] = []

    def begin(*options: str, module: tuple[str, ...] = (*SERVE,)) -> Server:
        process = subprocess.Popen(
            [sys.executable, *module, *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=STOP_S)


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def wait_for(port: int, path: str, server: Server) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError):
            if get(port, path)[0] == 200:
                return
        time.sleep(0.05)
    server.kill()
    pytest.fail(f"{path} does not answer: {server.communicate()[0]}")


def upgrade() -> None:
    subprocess.run(
        [sys.executable, "-m", "flask", "db", "upgrade"], cwd=ROOT, check=True, capture_output=True
    )


def test_the_tool_serves_is_ready_and_ends_cleanly_when_told(start: Start, free_port: int) -> None:
    upgrade()
    server = start("wsgi:app")
    wait_for(free_port, "/readyz", server)
    alive = get(free_port, "/healthz")

    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=STOP_S)

    assert alive[0] == 200
    assert json.loads(alive[1])["status"] == "alive"
    assert server.returncode == 0
    assert "workers_started" in said
    assert "workers_stopped" in said
    assert "Traceback" not in said


@pytest.mark.row("load-4")
def test_the_start_says_what_the_database_lacks(start: Start, folder: Path, free_port: int) -> None:
    upgrade()
    with closing(sqlite3.connect(folder / "silabo.sqlite")) as other:
        other.execute("alter table course drop column label")  # no migration brings it
    server = start("wsgi:app")
    wait_for(free_port, "/healthz", server)
    ready = get(free_port, "/readyz")

    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=STOP_S)

    assert ready[0] == 503
    assert "database_differs" in said
    assert "column course.label is missing" in said
    assert "Traceback" not in said


def test_a_second_process_on_the_same_data_ends_with_a_sentence(
    start: Start, folder: Path, free_port: int
) -> None:
    first = start("wsgi:app")
    wait_for(free_port, "/healthz", first)

    second = start("-b", "127.0.0.1:0", "wsgi:app")
    said, _ = second.communicate(timeout=STOP_S)

    assert second.returncode != 0
    assert f"another process serves the data folder {folder} already." in said
    assert "Traceback" not in said
    assert get(free_port, "/healthz")[0] == 200


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("SILABO_PUBLIC_ULR", "x", "did you mean SILABO_PUBLIC_URL?"),
        ("SILABO_TIME_ZONE", "Madrid", "SILABO_TIME_ZONE: not a time zone"),
        ("SILABO_MODEL_WARM_AT", "7:45", "SILABO_MODEL_WARM_AT: write times of day as 07:45"),
        ("SILABO_PRODUCTION", "1", "production needs an https address"),
        ("SILABO_DATABASE_URL", "oracle://db/silabo", "SILABO_DATABASE_URL: "),
    ],
)
def test_nothing_is_served_with_settings_that_are_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit) as ended:
        refuse_to_serve_badly(1)

    assert str(ended.value).startswith("Sílabo does not start:\n")
    assert reason in str(ended.value)
    assert not folder.exists()


def test_wrong_settings_end_gunicorn_before_the_port_is_opened(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_PUBLIC_ULR", "x")

    said, _ = (server := start("wsgi:app")).communicate(timeout=STOP_S)

    assert server.returncode != 0
    assert "SILABO_PUBLIC_ULR: there is no such setting" in said
    assert "Traceback" not in said
    assert "Listening" not in said


def test_without_redis_there_is_one_process(folder: Path) -> None:
    with pytest.raises(SystemExit, match=r"exactly one web process \(-w 1\)"):
        refuse_to_serve_badly(2)


def test_the_lock_is_held_as_long_as_it_is_open(folder: Path) -> None:
    with refuse_to_serve_badly(1), pytest.raises(SystemExit, match="another process serves"):
        refuse_to_serve_badly(1)

    refuse_to_serve_badly(1).close()

    assert folder.is_dir()


def test_a_data_folder_that_cannot_be_made_is_said(folder: Path) -> None:
    folder.write_text("a file where the folder should be")

    with pytest.raises(SystemExit, match="the data folder cannot be written") as ended:
        refuse_to_serve_badly(1)

    assert str(folder) in str(ended.value)


@pytest.mark.row("attack-42")
def test_a_server_writes_json_and_nothing_of_who_reads_what(
    start: Start, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_PRODUCTION", "1")
    monkeypatch.setenv("SILABO_PUBLIC_URL", "https://silabo.example.org")
    upgrade()
    server = start("--log-level", "warning", "wsgi:app")
    wait_for(free_port, "/readyz", server)
    get(free_port, "/lti/launch?canary=1")
    get(free_port, "/panel/canary")

    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=STOP_S)

    events = [json.loads(line)["event"] for line in said.splitlines()]
    assert "workers_started" in events
    assert "request_refused" in events
    assert "canary" not in said
