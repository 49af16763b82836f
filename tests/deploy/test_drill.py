"""The weekly drill on the whole server: green over the backup that is there, red over a damaged
one.
"""

from collections.abc import Iterator

import pytest

from tests.deploy.people import Person
from tests.deploy.playbook import Site

pytestmark = pytest.mark.deploy


@pytest.fixture
def damaged(student: Person, site: Site) -> Iterator[str]:
    """A file of the database's newest backup with one byte changed; mended afterwards."""
    largest = (
        "find /var/lib/pgbackrest/backup/silabo/latest/ -name '*.gz' -o -name '*.zst' -o -name"
        " '*.lz4' | xargs ls -S | head -1"
    )
    path = site.machine.ssh(largest).stdout.strip()
    site.machine.ssh(f"cp -a {path} /srv/whole")
    site.machine.ssh(
        f"printf '\\377\\000\\377' | dd of={path} bs=1 seek=2000 conv=notrunc status=none"
    )
    yield path
    site.machine.ssh(f"cp -a /srv/whole {path}; rm /srv/whole")


def test_a_drill_brings_the_backup_back_and_finds_everything(student: Person, site: Site) -> None:
    student.answer(student.ask().json()["id"])
    drilled = site.play("drill.yml")

    assert drilled.code == 0, drilled.output[-4000:]


def test_a_drill_over_a_damaged_backup_fails(damaged: str, site: Site) -> None:
    drilled = site.play("drill.yml")

    assert drilled.code != 0, damaged
