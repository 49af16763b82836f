"""A machine that lost everything, and another one in its place, get it back from the backups."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.deploy.machine import NAME, Machine, new_folder
from tests.deploy.people import House, Person, house, secrets_on, until
from tests.deploy.playbook import Played, Site

pytestmark = pytest.mark.deploy

KEPT = ("var/lib/pgbackrest", "var/backups/silabo")
STOP = (
    "systemctl stop silabo-web.socket silabo-web silabo-answers silabo-tasks weaviate"
    " postgresql@15-main"
)
# The database as a restore left it that broke half-way.
LOSE = (
    "touch /var/lib/postgresql/15/main.restoring; rm -rf /var/lib/postgresql/15/main/global"
    " /var/lib/silabo/data/files /var/lib/silabo/keys /var/lib/weaviate/*"
)


@dataclass
class Before:
    """What was there: a question with its answer, and the names of the keys."""

    question: str
    answer: dict[str, Any]
    keys: str


def keys(machine: Machine) -> str:
    """The names of the keys that the tool signs with."""
    return machine.ssh("ls /var/lib/silabo/keys").stdout


def back_up(machine: Machine) -> None:
    """Let all that is there now be in the backups."""
    machine.ssh("systemctl start silabo-backup-files", timeout_s=300)
    machine.ssh("cd / && runuser -u postgres -- pgbackrest --stanza=silabo check", timeout_s=300)


@pytest.fixture(scope="module")
def before(student: Person, site: Site) -> Before:
    """Something that is worth having back."""
    asked = student.ask().json()["id"]
    found = student.answer(asked)
    back_up(site.machine)
    return Before(asked, found["answer"], keys(site.machine))


@pytest.fixture(scope="module")
def restored(before: Before, site: Site) -> Played:
    """The machine lost all of it, and was given it back."""
    site.machine.ssh(STOP, timeout_s=400)
    site.machine.ssh(LOSE)
    played = site.play("restore.yml", silabo_restore=NAME)

    assert played.code == 0, played.output[-4000:]
    return played


@pytest.fixture(scope="module")
def second(
    restored: Played, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A fresh machine that has only the disk with the backups, and the same variables."""
    back_up(site.machine)
    machine = Machine.start(new_folder())
    try:
        for place in KEPT:
            # To nobody's name: its users have other numbers.
            shutil.copytree(site.machine.root / place, machine.root / place, symlinks=True)
        another = Site(machine, tmp_path_factory.mktemp("second"))
        with house(another) as town:
            played = another.play("restore.yml", silabo_restore=NAME)

            assert played.code == 0, played.output[-4000:]
            yield town
    finally:
        machine.stop()


def test_a_restore_wants_the_machines_name(student: Person, site: Site) -> None:
    refused = site.play("restore.yml")

    assert refused.code != 0
    assert "If you mean it" in " ".join(refused.output.split())
    assert refused.changed == 0
    assert student.browser.get("/healthz").status_code == 200


def test_what_a_machine_lost_comes_back(
    restored: Played, before: Before, student: Person, site: Site
) -> None:
    assert student.answer(before.question)["answer"] == before.answer
    assert keys(site.machine) == before.keys
    assert "are whole" in site.machine.ssh("silabo backup check").stdout
    assert secrets_on(site.machine, restored.output) == []


def test_questions_are_answered_after_a_restore(restored: Played, town: House) -> None:
    letters = town.letters()
    student = town.open("3")
    found = student.answer(student.ask().json()["id"])

    assert "1 de octubre" in str(found)
    until(town.letters, lambda count: count > letters)


def test_the_settings_are_in_each_snapshot(restored: Played, site: Site) -> None:
    back_up(site.machine)
    secrets = "/etc/silabo/backup/secrets"
    restic = f"restic --repository-file {secrets}/address --password-file {secrets}/password"
    kept = f"{restic} --no-cache dump latest /var/lib/silabo-backup/settings/environment"
    serves = site.machine.ssh("cat /opt/silabo/current/environment").stdout

    assert site.machine.ssh(kept).stdout == serves
    assert "SILABO_" in serves


def test_what_was_there_is_aside(restored: Played, site: Site) -> None:
    found = site.machine.ssh("ls -d /var/lib/postgresql/15/main*").stdout.split()

    assert [each.partition("-")[0].rpartition("/")[2] for each in found] == [
        "main",
        "main.before",  # what was there
        "main.before",  # an empty one, with which the play came as far as this
    ]
    assert site.machine.ssh(f"cat {found[1]}/PG_VERSION").stdout.strip() == "15"


def test_backups_go_on_after_a_restore(restored: Played, site: Site) -> None:
    again = site.play()
    drilled = site.play("drill.yml")

    assert (again.code, again.changed) == (0, 0), again.output[-4000:]
    assert drilled.code == 0, drilled.output[-4000:]


def test_a_fresh_machine_takes_the_place_of_another(second: House, before: Before) -> None:
    machine, letters = second.site.machine, second.letters()
    student = second.open("3")
    found = student.answer(student.ask().json()["id"])

    assert student.answer(before.question)["answer"] == before.answer
    assert "1 de octubre" in str(found)
    assert keys(machine) == before.keys
    assert "are whole" in machine.ssh("silabo backup check").stdout
    until(second.letters, lambda count: count > letters)
