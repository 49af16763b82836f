"""The embedded family: one process, one file, and a disk that may be full."""

import contextlib
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from silabo.storage import database, tables
from tests.faults.house import House
from tests.services.redis import Redis
from tests.tasks.work import eventually

pytestmark = pytest.mark.service

MEGABYTES = 3


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount(folder, MEGABYTES)
    yield folder
    # Lazily: a process that the test ended may hold it for a moment longer.
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def mount(folder: Path, megabytes: int, *, again: bool = False) -> None:
    options = f"size={megabytes}m" + (",remount" if again else "")
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


def sound(path: Path) -> bool:
    """Whether a database file is whole."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.row("fault-22")
def test_a_long_writer_is_waited_for_and_then_the_asker_is_told(small_house: House) -> None:
    small_house.web()
    token = small_house.token()
    path = small_house.folder / "silabo.sqlite"
    writer = sqlite3.connect(path, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    threading.Timer(2, writer.rollback).start()
    waited = small_house.ask(token, timeout_s=60)
    writer.execute("BEGIN IMMEDIATE")
    refused = small_house.ask(token, timeout_s=60)
    writer.rollback()
    writer.close()

    assert waited.status_code == 201
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert small_house.settled()
    assert small_house.report().clean


@pytest.mark.row("fault-22")
def test_every_accepted_row_outlives_a_killed_process(small_house: House) -> None:
    token = small_house.token()
    for _ in range(3):
        web = small_house.web()
        for _ in range(20):
            small_house.ask(token)
        web.kill_group()
    small_house.web()
    small_house.lapse()
    settled = small_house.settled()

    assert settled
    assert small_house.report().clean
    assert len(small_house.accepted) == 60
    assert sound(small_house.folder / "silabo.sqlite")


@pytest.mark.row("fault-23")
def test_a_full_disk_is_said_and_heals_when_there_is_room(tmp_path: Path, disk: Path) -> None:
    house = House(disk, f"sqlite:///{disk / 'silabo.sqlite'}", logs=tmp_path)
    house.prepare()
    try:
        house.web()
        token = house.token()
        database.close_all()
        fill(disk)
        # What its journal holds already has room for some more.
        asked = (house.ask(token) for _ in range(500))
        refused = next(each for each in asked if each.status_code != 201)
        read = requests.get(
            house.url("/api/questions"),
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )
        mount(disk, MEGABYTES * 4, again=True)
        accepted = house.ask(token)
        settled = house.settled()
        report = house.report()
    finally:
        house.end()

    assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
    assert refused.headers["Retry-After"]
    assert read.status_code == 200
    assert accepted.status_code == 201
    assert settled
    assert report.clean
    assert sound(disk / "silabo.sqlite")


@pytest.mark.row("fault-24")
def test_a_full_disk_for_files_leaves_nothing_of_the_upload(small_house: House, disk: Path) -> None:
    small_house.settings["SILABO_FILES_DIR"] = str(disk)
    small_house.web()
    token = small_house.token(role="instructor")
    refused = requests.post(
        small_house.url("/api/documents"),
        files={"file": ("Large.md", b"# Rules\n\n" + b"word " * 1_000_000)},
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    left = [path for path in disk.rglob("*") if path.is_file()]

    assert (refused.status_code, refused.json()["code"]) == (507, "disk_full")
    assert left == []
    with database.connection():
        assert tables.Document.select().count() == 1  # the one of the house


@pytest.mark.row("fault-25")
def test_a_full_disk_for_redis_holds_nobody_up(tmp_path: Path, disk: Path) -> None:
    server = Redis(disk / "redis")
    house = House(tmp_path, f"sqlite:///{tmp_path / 'silabo.sqlite'}", server.url)
    house.prepare()
    try:
        house.web()
        house.workers()
        fill(disk)
        asked = [house.ask(house.token()).status_code for _ in range(3)]
        settled = house.settled()
        report = house.report()
    finally:
        house.end()
        server.process.stop()

    assert asked == [201] * 3
    assert settled
    assert report.clean


def fill(folder: Path) -> None:
    """Write until nothing is left, of which others may take some meanwhile."""
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)


def test_the_embedded_family_serves_in_one_process_only(small_house: House) -> None:
    small_house.web()
    second = small_house.web(wait=False, port=str(small_house.port + 1))
    ended = eventually(lambda: second.process.poll() is not None)

    assert ended
    assert b"serves the data folder" in second.log.read_bytes()
