"""The small profile loses its data, and is given it back: all of it, or an earlier moment of it;
and what fails on the way loses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.deploy.machine import NAME, Machine, new_folder
from tests.deploy.people import RULES, House, Person, house
from tests.deploy.playbook import Played, Site
from tests.deploy.test_tiny import TINY

pytestmark = pytest.mark.deploy

SECRETS = "/etc/silabo/backup/secrets"
RESTIC = f"restic --no-cache --repository-file {SECRETS}/address --password-file {SECRETS}/password"
DATA = "/var/lib/silabo/data"
LOSE = f"systemctl stop silabo-web.socket silabo-web && rm -rf {DATA}/* /var/lib/silabo/keys"
# What no program of ours would keep: a snapshot whose database is none.
BROKEN = (
    "echo 'no database' > /var/lib/silabo-taken/silabo.sqlite && "
    f"{RESTIC} backup {DATA}/files /var/lib/silabo/keys /var/lib/silabo-taken && "
    "chown -R silabo-backup: /var/backups/silabo"
)
NAMES = "silabo-backup-files.timer silabo-drill.timer"
TIMERS = f"systemctl is-enabled {NAMES}; systemctl is-active {NAMES}; true"


@dataclass
class Before:
    """What was there: two questions, a snapshot between them, and the keys' names."""

    student: Person
    first: str
    second: str
    snapshot: str
    keys: str


def keep(machine: Machine) -> str:
    """Take a snapshot; its id."""
    machine.ssh("systemctl start silabo-backup-files", timeout_s=300)
    return machine.ssh(f"{RESTIC} snapshots latest | grep -oE '^[0-9a-f]{{8}}'").stdout.strip()


def seen(before: Before, question: str) -> int:
    """What the server answers who asks for a question."""
    student = before.student
    response = student.browser.get(f"/api/questions/{question}", headers=student.headers)
    return response.status_code


def asides(machine: Machine) -> list[str]:
    """What restores put aside."""
    return machine.ssh("find /var/lib/silabo -name '*.before-*' -prune").stdout.split()


def restore(town: House, **changes: object) -> Played:
    """Bring it back."""
    return town.site.play("restore.yml", **TINY, silabo_restore=NAME, **changes)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A fresh machine of this profile."""
    machine = Machine.start(new_folder())
    try:
        site = Site(machine, tmp_path_factory.mktemp("restored"))
        with house(site) as running:
            played = site.play("site.yml", **TINY)

            assert played.code == 0, played.output[-4000:]
            running.register()
            yield running
    finally:
        machine.stop()


@pytest.fixture(scope="module")
def before(tiny: House) -> Before:
    """Something that is worth having back."""
    machine = tiny.site.machine
    tiny.open("5", role="Instructor").upload("evaluacion.md", RULES)
    student = tiny.open("3")
    first = student.ask().json()["id"]
    student.answer(first)
    snapshot = keep(machine)
    second = student.ask("¿En qué aula es el primer parcial?").json()["id"]
    student.answer(second)
    keep(machine)
    return Before(student, first, second, snapshot, machine.ssh("ls /var/lib/silabo/keys").stdout)


@pytest.fixture(scope="module")
def refused(tiny: House, before: Before) -> tuple[Played, str, int]:
    """A restore with a password that is not the backups': what it said, timers, a question."""
    wrong = restore(tiny, vault_silabo_backup_password="another-canary-0123456789")
    return wrong, tiny.site.machine.ssh(TIMERS).stdout, seen(before, before.second)


@pytest.fixture(scope="module")
def restored(tiny: House, before: Before, refused: tuple[Played, str, int]) -> str:
    """Its data was lost and came back: what Sílabo says of it."""
    machine = tiny.site.machine
    machine.ssh(LOSE)
    played = restore(tiny)

    assert played.code == 0, played.output[-4000:]
    assert [seen(before, each) for each in (before.first, before.second)] == [200, 200]
    assert machine.ssh("ls /var/lib/silabo/keys").stdout == before.keys
    return machine.ssh("silabo backup check").stdout


@pytest.fixture(scope="module")
def half(tiny: House, restored: str) -> tuple[Played, str]:
    """A restore that breaks half-way, over a snapshot that is none: what it said, and the
    timers.
    """
    tiny.site.machine.ssh(BROKEN)
    return restore(tiny), tiny.site.machine.ssh(TIMERS).stdout


@pytest.fixture(scope="module")
def earlier(tiny: House, before: Before, half: tuple[Played, str]) -> Played:
    """After it, a restore of the snapshot between the two questions."""
    played = restore(tiny, silabo_restore_snapshot=before.snapshot)

    assert played.code == 0, played.output[-4000:]
    return played


def test_a_snapshot_holds_the_settings_that_serve(tiny: House, before: Before) -> None:
    kept = "/var/lib/silabo-backup/settings/environment"
    ssh = tiny.site.machine.ssh

    assert ssh(f"{RESTIC} dump {before.snapshot} {kept}").stdout == (
        ssh("cat /opt/silabo/current/environment").stdout
    )


def test_a_wrong_password_is_said_before_anything_stops(refused: tuple[Played, str, int]) -> None:
    played, timers, question = refused

    assert played.code != 0
    assert "cannot be read" in " ".join(played.output.split())
    assert "canary" not in played.output
    assert timers.split() == ["enabled", "enabled", "active", "active"]
    assert question == 200


def test_all_that_was_lost_comes_back(restored: str) -> None:
    assert "are whole" in restored
    assert "WRONG" not in restored


def test_a_restore_that_breaks_leaves_no_timer_that_would_keep_its_half(
    half: tuple[Played, str],
) -> None:
    played, timers = half

    assert played.code != 0
    assert timers.split() == ["disabled", "disabled", "inactive", "inactive"]


def test_an_earlier_snapshot_comes_back_by_its_name(
    tiny: House, before: Before, earlier: Played
) -> None:
    assert [seen(before, each) for each in (before.first, before.second)] == [200, 404]
    assert tiny.site.machine.ssh(TIMERS).stdout.split()[2:] == ["active", "active"]


def test_what_a_broken_restore_put_aside_is_there_after_the_next(
    tiny: House, earlier: Played
) -> None:
    machine = tiny.site.machine
    count = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM"
    count = f"{count} question').fetchone()[0])\""
    databases = sorted(each for each in asides(machine) if each.endswith("Z") and "sqlite" in each)
    original = machine.ssh(f'python3 -c "{count} {databases[0]}').stdout

    # The original, the broken one over it, and the empty one with which the machine was set up.
    assert len(databases) == 3
    assert original.strip() == "2"
    assert len({each.partition(".before-")[2] for each in asides(machine)}) == 3


def test_an_empty_system_is_not_kept_on_top_of_another_machines(
    tiny: House, earlier: Played
) -> None:
    # As on a machine that takes the place of another, with its disk.
    machine = tiny.site.machine
    machine.ssh("mv /var/lib/silabo-backup/known /srv/known")
    played = tiny.site.play("site.yml", "--start-at-task", "backup : Programs of Debian", **TINY)
    machine.ssh("mv /srv/known /var/lib/silabo-backup/known")

    assert played.code != 0
    assert "Bring them back with restore.yml" in " ".join(played.output.split())
