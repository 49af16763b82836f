"""Clocks that are wrong, migrations that are killed, and panels that come and go by the hundred."""

import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
import requests

from silabo.storage import database, tables, upgrade
from tests.faults.house import ANSWERS, ROOT, House
from tests.services.mariadb import MariaDb
from tests.services.running import program
from tests.tasks.work import eventually

pytestmark = pytest.mark.service

DYING_UPGRADE = """
import os, signal, sys
from silabo.storage import database, upgrade

database.bind(sys.argv[1])
chosen, execute, left = database.database.obj, database.database.obj.execute_sql, [int(sys.argv[2])]

def dying(statement, *args, **kwargs):
    if statement.startswith("CREATE"):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(statement, *args, **kwargs)

chosen.execute_sql = dying
upgrade.upgrade()
"""
IDLE = 500


@pytest.mark.row("fault-42")
@pytest.mark.parametrize("shift", ["-1h", "+1h"])
def test_a_worker_whose_clock_is_wrong_answers_once(house: House, shift: str) -> None:
    house.web()
    wrong = house.worker(ANSWERS, before=[program("faketime"), "-f", shift])
    for _ in range(5):
        house.ask(house.token())
    took_part = eventually(lambda: b"question_answered" in wrong.log.read_bytes())
    # A person has only so many questions waiting: a slow machine would refuse the next ones.
    house.workers()
    begun = house.settled()
    asked = [house.ask(house.token()).status_code for _ in range(5)]
    settled = house.settled()

    assert took_part
    assert begun
    assert asked == [201] * 5
    assert settled
    assert house.report().clean
    assert house.report().recovered == 0
    assert house.letters() == 10


@pytest.mark.row("fault-47")
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
@pytest.mark.parametrize("step", [0, 7, 30])
def test_a_migration_that_is_killed_half_way_is_run_again(
    request: pytest.FixtureRequest, kind: str, step: int
) -> None:
    server = request.getfixturevalue(f"{kind}_server")
    url = server.new_database(f"half{step}")
    command = [sys.executable, "-c", DYING_UPGRADE, url, str(step)]
    killed = subprocess.run(command, cwd=ROOT, check=False, timeout=60)
    database.close_all()
    database.bind(url)
    done = upgrade.upgrade()
    missing = upgrade.missing()
    with database.connection():
        tables.Platform.select().count()
    database.close_all()

    assert killed.returncode == -signal.SIGKILL
    assert done
    assert missing == []


def panel(house: House) -> HTTPConnection:
    """A panel between two looks: its connection stays open."""
    connection = HTTPConnection("127.0.0.1", house.port, timeout=60)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    return connection


@pytest.mark.row("fault-48")
def test_idle_and_dropped_panels_hold_nobody_up(house: House) -> None:
    web = house.web()
    house.workers()
    token = house.token()
    opened = [panel(house) for _ in range(IDLE)]
    for connection in opened[: IDLE // 2]:
        connection.close()
    asked = house.ask(token)
    answered = eventually(lambda: house.state(asked.json()["id"]) == "answered")
    card = requests.get(
        house.url(f"/fragments/questions/{asked.json()['id']}"),
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    for connection in opened[IDLE // 2 :]:
        connection.close()

    assert asked.status_code == 201
    assert answered
    assert card.status_code == 200
    assert web.process.poll() is None


def test_mariadb_carries_the_whole_way_too(
    mariadb_server: MariaDb, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    redis = request.getfixturevalue("redis_server")
    redis.client().flushall()
    house = House(tmp_path, mariadb_server.new_database("faults"), redis.url)
    house.prepare()
    try:
        house.web(web_processes="2")
        house.workers()
        for _ in range(10):
            house.ask(house.token())
        settled = house.settled()
        report = house.report()
    finally:
        house.end()

    assert settled
    assert report.clean
    assert len(house.accepted) == 10
