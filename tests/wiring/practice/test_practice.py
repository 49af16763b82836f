import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lti_app.lti.keys import key_ids
from silabo.adapters.document_files import FolderFiles
from silabo.domain.queues import Queue
from silabo.storage import database, documents
from silabo.storage.tables import Course, Deployment, Document, Platform, Version
from tests.ports import free_port
from tests.tasks.work import eventually
from wiring.parts import build
from wiring.practice import reset, run
from wiring.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    yield Settings(data_dir=tmp_path / "data", keys_dir=tmp_path / "keys", time_zone="UTC")
    database.close_all()


@pytest.fixture
def listening() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_the_practice_lms_is_registered_with_two_courses_and_their_documents(
    settings: Settings,
) -> None:
    run.prepare(settings)

    platform = Platform.get()
    files = [path for path in settings.files.rglob("*") if path.is_file()]
    assert platform.issuer == settings.practice_address
    assert Deployment.get().deployment_id == run.DEPLOYMENT_ID
    assert Course.select().count() == 2
    assert {row.state for row in Version.select()} == {"received"}
    assert len(files) == Version.select().count() >= 2
    assert len(key_ids(settings.keys_dir)) == 1


def test_preparing_twice_is_preparing_once(settings: Settings) -> None:
    def everything() -> list[int]:
        tables = (Platform, Deployment, Course, Document, Version)
        return [table.select().count() for table in tables]

    run.prepare(settings)
    once, keys = everything(), key_ids(settings.keys_dir)

    run.prepare(settings)

    assert everything() == once
    assert key_ids(settings.keys_dir) == keys


def test_a_demo_document_that_was_deleted_stays_deleted(settings: Settings) -> None:
    run.prepare(settings)
    document = Document.get()
    documents.remove(document.course_id, document.public_id)
    build(settings).workers.run(Queue.UPKEEP)

    run.prepare(settings)

    kept = [each.public_id for each in documents.listed(document.course_id)]
    assert document.public_id not in kept
    assert Version.get(Version.document == document.id).state == "deleted"


def test_another_port_of_the_practice_lms_is_another_platform(settings: Settings) -> None:
    run.prepare(settings)

    run.prepare(settings.model_copy(update={"practice_port": 9001}))

    assert Platform.select().count() == 2


COMMAND = re.compile(
    r"(?:SILABO_DATA_DIR=(\S+) )?SILABO_PORT=(\d+) SILABO_PRACTICE_PORT=(\d+) make"
)


@pytest.mark.parametrize("name", ["PORT", "PRACTICE_PORT"])
def test_a_port_that_is_taken_is_said_with_one_command_that_starts(
    folder: Path,
    listening: int,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    free_port: int,
) -> None:
    other = "PRACTICE_PORT" if name == "PORT" else "PORT"
    monkeypatch.setenv(f"SILABO_{name}", str(listening))
    monkeypatch.setenv(f"SILABO_{other}", str(free_port))

    status = run.main()

    said = capsys.readouterr().out
    data, *ports = COMMAND.findall(said)[0]
    assert status == 1
    assert said.startswith(f"Port {listening} is taken by another program.\n")
    assert said.count("\n") == 2
    assert data == str(folder)
    assert str(free_port) in ports
    assert str(listening) not in ports
    assert not folder.exists()


def test_both_ports_taken_are_one_sentence_and_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    with socket.socket() as one, socket.socket() as other:
        for server, name in ((one, "PORT"), (other, "PRACTICE_PORT")):
            server.bind(("127.0.0.1", 0))
            server.listen()
            monkeypatch.setenv(f"SILABO_{name}", str(server.getsockname()[1]))
        status = run.main()

    said = capsys.readouterr().out
    assert status == 1
    assert "are taken by another program." in said
    assert len(COMMAND.findall(said)) == 1
    assert said.count("\n") == 2


def test_the_same_port_for_both_is_one_sentence(
    folder: Path,
    free_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SILABO_PORT", str(free_port))
    monkeypatch.setenv("SILABO_PRACTICE_PORT", str(free_port))

    status = run.main()

    said = capsys.readouterr().out
    _, *ports = COMMAND.findall(said)[0]
    assert status == 1
    assert f"are the same, {free_port}" in said
    assert ports[0] == str(free_port) != ports[1]
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SILABO_DATA_DIR", str(tmp_path / "file" / "data"))
    for name, port in zip(("PORT", "PRACTICE_PORT"), free_ports(2), strict=True):
        monkeypatch.setenv(f"SILABO_{name}", str(port))

    status = run.main()

    assert status == 1
    assert "cannot be made" in capsys.readouterr().out


def test_a_port_that_is_taken_on_the_newer_protocol_alone_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket(socket.AF_INET6) as server:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            server.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6")
        server.listen()
        monkeypatch.setenv("SILABO_PORT", str(server.getsockname()[1]))

        status = run.main()

    assert status == 1
    assert "is taken" in capsys.readouterr().out


def test_the_practice_lms_is_never_part_of_a_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SILABO_PRODUCTION", "1")
    monkeypatch.setenv("SILABO_PUBLIC_URL", "https://silabo.example.org")

    status = run.main()

    assert status == 1
    assert "SILABO_PRODUCTION: the practice LMS is for trying" in capsys.readouterr().out
    assert not folder.exists()


def lines_until(process: "subprocess.Popen[str]", wanted: str) -> list[str]:
    """What a process says until it says this."""
    assert process.stdout
    found: list[str] = []
    for line in process.stdout:
        found.append(line)
        if wanted in line:
            break
    return found


def free_ports(count: int) -> list[int]:
    return [free_port() for _ in range(count)]


def test_a_second_one_in_the_same_folder_says_where_the_first_is_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    *first, third, fourth = free_ports(4)
    for name, port in zip(("PORT", "PRACTICE_PORT"), first, strict=True):
        monkeypatch.setenv(f"SILABO_{name}", str(port))
    with running() as process:
        said = lines_until(process, "Open http")
        requested = status(first[1], "/")
        monkeypatch.setenv("SILABO_PORT", str(third))
        monkeypatch.setenv("SILABO_PRACTICE_PORT", str(fourth))
        second = subprocess.run(
            [sys.executable, "-m", "wiring.practice"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        emptied = reset.main(), capsys.readouterr().out
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=50)

    running_at = f"http://127.0.0.1:{first[1]}"
    assert second.returncode == 1
    assert second.stderr == ""
    assert second.stdout == (
        f"It runs already, with the data folder {folder}: open {running_at}\n"
        f"This starts another one beside it: SILABO_DATA_DIR={folder}/2"
        f" SILABO_PORT={third} SILABO_PRACTICE_PORT={fourth} make run\n"
    )
    assert emptied[0] == 1
    assert f"Sílabo runs with the data folder {folder} ({running_at}): end it" in emptied[1]
    assert (folder / "silabo.sqlite").exists()
    # What the practice LMS was asked for stands in the log, and leaves the terminal its address.
    log = (folder / "tool.log").read_text()
    assert requested == 200
    assert "'GET / HTTP/1.1' 200" in log
    assert "\x1b" not in log
    assert "GET" not in "".join(said) + rest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_command_starts_both_and_one_signal_ends_both(
    folder: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, practice_port = free_ports(2)
    monkeypatch.setenv("SILABO_PORT", str(port))
    monkeypatch.setenv("SILABO_PRACTICE_PORT", str(practice_port))
    with running() as process:
        said = lines_until(process, "Open http")
        answers = [status(each, path) for each, path in ((port, "/healthz"), (practice_port, "/"))]
        process.send_signal(number)
        rest, _ = process.communicate(timeout=50)

    assert f"http://127.0.0.1:{practice_port}" in "".join(said)
    assert answers == [200, 200]
    assert process.returncode == 0
    assert "Traceback" not in "".join(said) + rest
    assert not answers_at(port)
    assert not answers_at(practice_port)


def test_a_tool_that_does_not_start_is_said_with_what_it_wrote(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port, practice_port = free_ports(2)
    monkeypatch.setenv("SILABO_PORT", str(port))
    monkeypatch.setenv("SILABO_PRACTICE_PORT", str(practice_port))
    monkeypatch.setattr(run, "GUNICORN", ["json.tool", "no-such-file"])
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        ended = run.main()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        database.close_all()

    said = capsys.readouterr().out
    assert ended == 1
    assert "The tool did not start" in said
    assert "no-such-file" in said
    # A process that is being started beside this one may hold its sockets for a moment.
    assert eventually(lambda: not answers_at(practice_port))


def test_a_tool_that_dies_ends_the_command_with_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, practice_port = free_ports(2)
    monkeypatch.setenv("SILABO_PORT", str(port))
    monkeypatch.setenv("SILABO_PRACTICE_PORT", str(practice_port))
    with running() as process:
        lines_until(process, "Open http")
        time.sleep(0.6)
        for tool in children(process.pid):
            os.kill(tool, signal.SIGTERM)
        process.communicate(timeout=50)

    assert process.returncode == 1
    assert not answers_at(port)
    assert not answers_at(practice_port)


@contextmanager
def running() -> Iterator["subprocess.Popen[str]"]:
    """The command of `make run`, ended with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wiring.practice"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watch = threading.Timer(40, process.kill)
    watch.start()
    try:
        yield process
    finally:
        watch.cancel()
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=50)


def children(process: int) -> list[int]:
    """The processes that a process started (proc(5), `children`)."""
    return [
        int(each)
        for path in Path(f"/proc/{process}/task").glob("*/children")
        for each in path.read_text().split()
    ]


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def answers_at(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_first_run_that_is_interrupted_leaves_no_course_without_its_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path, keys_dir=tmp_path / "keys")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(FolderFiles, "save", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.prepare(settings)
    run.prepare(settings)
    count = Document.select().count()
    database.close_all()

    assert count == 5
