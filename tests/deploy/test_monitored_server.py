"""The monitoring beside all other roles, on a fresh machine of its own: what stops and what fills
up is told by letter.
"""

import json
from collections.abc import Iterator

import pytest

from tests.deploy.machine import Machine, new_folder
from tests.deploy.people import RULES, House, house, until
from tests.deploy.playbook import Played, Site

pytestmark = pytest.mark.deploy

ALERT_S = 900  # five minutes that an alert lasts first, the looks in between, and a slow machine
WATCHED = {"silabo", "node", "prometheus"}
# A disk of its own, so that the machine's is not filled: services start on it anew.
SMALL_DISK = """
set -e
systemctl stop 'silabo-*.service' silabo-web.socket
cp -a /var/lib/silabo /srv/data
mount -t tmpfs -o mode=0700,size=$(($(du -sm /srv/data | cut -f1) + 600))m tmpfs /var/lib/silabo
cp -a /srv/data/. /var/lib/silabo
systemctl start silabo-web.socket silabo-web silabo-answers silabo-tasks
free=$(df --output=avail -B1 /var/lib/silabo | tail -1)
fallocate -l $((free * 97 / 100)) /var/lib/silabo/filled
"""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Played]]:
    """A fresh machine with everything, and what the playbook said."""
    machine = Machine.start(new_folder())
    try:
        site = Site(machine, tmp_path_factory.mktemp("watched"))
        with house(site) as running:
            played = site.play("site.yml", silabo_monitoring=True)

            assert played.code == 0, played.output[-4000:]
            running.register()
            yield running, played
    finally:
        machine.stop()


def test_a_second_run_with_monitoring_changes_nothing(watched: tuple[House, Played]) -> None:
    town, _ = watched
    again = town.site.play("site.yml", silabo_monitoring=True)

    assert (again.code, again.changed) == (0, 0), again.output[-4000:]


def test_all_that_is_watched_answers_and_no_alert_stands(watched: tuple[House, Played]) -> None:
    town, _ = watched
    until(lambda: _answers(town), lambda found: found == dict.fromkeys(WATCHED, True), ALERT_S)

    assert _firing(town) == set()


def test_a_stopped_ollama_and_a_disk_that_fills_are_told_in_one_letter_each(
    watched: tuple[House, Played],
) -> None:
    town, _ = watched
    town.open("5", role="Instructor").upload("evaluacion.md", RULES)
    town.site.machine.ssh("systemctl stop ollama")
    town.site.machine.ssh(SMALL_DISK, timeout_s=300)
    found = until(
        lambda: _told(town),
        lambda told: {"SilaboPartAway", "SilaboDiskFills"} <= told.keys(),
        ALERT_S,
    )

    assert (found["SilaboPartAway"], found["SilaboDiskFills"]) == (1, 1)
    # What is asked meanwhile is kept: it waits for the model as long as its patience says.
    assert town.open("3").ask().status_code == 201


def _answers(town: House) -> dict[str, bool]:
    """Whether Prometheus reaches what it reads, by job."""
    said = town.site.machine.ssh(
        "promtool query instant -o json http://127.0.0.1:9090 up", check=False
    ).stdout
    return {each["metric"]["job"]: each["value"][1] == "1" for each in json.loads(said or "[]")}


def _firing(town: House) -> set[str]:
    """The alerts that Alertmanager has."""
    said = town.site.machine.ssh(
        "amtool alert query --alertmanager.url=http://127.0.0.1:9093 -o json"
    ).stdout
    return {each["labels"]["alertname"] for each in json.loads(said)}


def _told(town: House) -> dict[str, int]:
    """How many letters of Alertmanager have come to the administrator, by alert."""
    told: dict[str, int] = {}
    for each in town.relay.journal:
        subject = str(each.message["Subject"])
        if each.recipient == "admin@example.org" and subject.startswith("[FIRING"):
            name = subject.split("] ", 1)[1].split(maxsplit=1)[0]
            told[name] = told.get(name, 0) + 1
    return told
