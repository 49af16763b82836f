"""The weekly drill on the whole server: green over the backup that is there, red over a damaged
one.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.deploy.people import House, Person, secrets_on, until
from tests.deploy.playbook import Site

pytestmark = pytest.mark.deploy


@pytest.fixture
def damaged(student: Person, site: Site) -> Iterator[str]:
    """A file of the database's newest whole backup with one byte changed; mended afterwards."""
    # Of a whole one: the drill takes a backup first, which leans on it for all that did not change.
    largest = (
        "find $(ls -d /var/lib/pgbackrest/backup/silabo/*F | tail -1) -name '*.gz' -o"
        " -name '*.zst' -o -name '*.lz4' | xargs ls -S | head -1"
    )
    path = site.machine.ssh(largest).stdout.strip()
    site.machine.ssh(f"cp -a {path} /srv/whole")
    site.machine.ssh(
        f"printf '\\377\\000\\377' | dd of={path} bs=1 seek=2000 conv=notrunc status=none"
    )
    yield path
    site.machine.ssh(f"cp -a /srv/whole {path}; rm /srv/whole")


def alarms(town: House, since: int) -> list[str]:
    """Which failures were told since so many letters, by whom and to whom."""
    return [
        f"{each.message['Subject']}: {each.sender} to {each.recipient}"
        for each in town.relay.journal[since:]
        if "failed on" in str(each.message["Subject"])
    ]


def test_what_is_written_is_kept_elsewhere_a_minute_later(
    student: Person, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    student.answer(student.ask().json()["id"])
    written = site.machine.ssh(
        "runuser -u postgres -- psql -At", text="SELECT pg_walfile_name(pg_current_wal_lsn())"
    ).stdout.strip()
    began = time.monotonic()
    until(lambda: newest_kept(site), lambda kept: kept >= written, within_s=200)
    took_s = time.monotonic() - began
    with capsys.disabled():
        sys.stdout.write(f"\nthe log was kept {took_s:.0f} s after a question was answered\n")

    assert took_s < 60 + 15  # and the time to hand it over and to look


def newest_kept(site: Site) -> str:
    """The newest file of the log in the archive."""
    told = site.machine.ssh("cd / && runuser -u postgres -- pgbackrest info --output=json").stdout
    return max(str(each["max"]) for each in json.loads(told)[0]["archive"])


def test_a_drill_brings_the_backup_back_and_finds_everything(student: Person, site: Site) -> None:
    # Its log is kept at once again.
    site.machine.ssh("systemctl kill --kill-whom=main --signal=KILL 'postgresql@*'")
    asked = until(student.ask, lambda response: response.status_code == 201)
    student.answer(asked.json()["id"])
    site.machine.ssh("systemctl start silabo-backup-files", timeout_s=300)
    drilled = site.play("drill.yml")
    stamp = json.loads(site.machine.ssh("cat /var/lib/silabo-backup/drilled.json").stdout)
    whole = re.search(r"files: all (\d+) are whole", " ".join(stamp["told"]))

    assert drilled.code == 0, drilled.output[-4000:]
    assert whole is not None, stamp
    assert int(whole[1]) > 0
    assert any("question: answered from" in line for line in stamp["told"])
    assert secrets_on(site.machine, drilled.output) == []


def test_a_drill_after_an_outage_has_new_backups_to_look_at(student: Person, site: Site) -> None:
    # The timers of a server that was off come in any order: the drill's may be the first.
    begun = int(site.machine.ssh("sleep 2; date +%s").stdout)
    drilled = site.play("drill.yml")
    info = "cd / && runuser -u postgres -- pgbackrest info --output=json"
    database = json.loads(site.machine.ssh(info).stdout)[0]["backup"][-1]
    secrets = "/etc/silabo/backup/secrets"
    restic = f"restic --repository-file {secrets}/address --password-file {secrets}/password"
    told = site.machine.ssh(f"{restic} --no-cache snapshots latest --json").stdout
    files = datetime.fromisoformat(json.loads(told)[0]["time"][:19]).replace(tzinfo=UTC)

    assert drilled.code == 0, drilled.output[-4000:]
    assert database["timestamp"]["start"] >= begun
    assert files.timestamp() >= begun


def test_a_drill_over_a_damaged_backup_fails_and_is_told_by_letter(
    damaged: str, town: House, site: Site
) -> None:
    before = len(town.relay.journal)
    drilled = site.play("drill.yml")

    assert drilled.code != 0, damaged
    (told,) = until(lambda: alarms(town, before), lambda found: found)
    assert "silabo-drill.service failed on" in told
    assert told.endswith(": silabo@tool.example to admin@example.org")
