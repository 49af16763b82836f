"""What the role `backup` looks at before it changes anything, played on this machine over real
backups.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.deploy.archived_postgresql import Server
from tests.deploy.backup_user import USER, hand_over, must
from tests.deploy.playbook import ANSIBLE, Played, program
from tests.services.running import owned

pytestmark = [pytest.mark.service, pytest.mark.timeout(300)]

PASSWORD = "a-passphrase-of-this-test-alone"
KEY = {"vault_silabo_backup_ssh_key": "key", "silabo_backup_known_host": "host ssh-ed25519 AA"}
BOOK = """\
- hosts: localhost
  connection: local
  gather_facts: false
  vars_files: [{group}/vars.yml, {group}/machine.yml]
  tasks:
    - ansible.builtin.include_role:
        name: backup
        tasks_from: {tasks}
    - ansible.builtin.debug:
        msg: "snapshot is {{{{ backup_snapshot_id | default('none') }}}}"
"""


def play(tasks: str, folder: Path, **changes: object) -> Played:
    """Run some of the role's tasks on this machine, in a folder instead of the system's."""
    book, given = folder / "book.yml", folder / "given.json"
    book.write_text(BOOK.format(group=ANSIBLE / "group_vars" / "all", tasks=tasks))
    given.write_text(
        json.dumps(
            {
                "silabo_profile": "tiny",
                "silabo_configuration": str(folder / "etc"),
                "backup_state": str(folder / "state"),
                "silabo_backup_repository": str(folder / "restic"),
                "silabo_backup_archive": str(folder / "archive"),
                "vault_silabo_backup_password": PASSWORD,
                **changes,
            }
        )
    )
    done = subprocess.run(
        [program("ansible-playbook"), "-i", "localhost,", str(book), "-e", f"@{given}"],
        cwd=ANSIBLE,
        capture_output=True,
        text=True,
        check=False,
    )
    return Played(done.returncode, done.stdout + done.stderr)


def said(played: Played) -> str:
    """Its words, however its lines were broken."""
    return " ".join(played.output.split())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"vault_silabo_backup_password": ""}, "openssl rand -hex 16"),
        ({"vault_silabo_backup_password": None}, "openssl rand -hex 16"),
        ({"vault_silabo_backup_password": "short-canary"}, "openssl rand -hex 16"),
        ({"silabo_backup_repository": "backups"}, "write a folder's full path, sftp:"),
        ({"silabo_backup_repository": "http://example.org/name"}, "write a folder's full path"),
        ({"silabo_backup_repository": "sftp:a@example.org:/b"}, "an sftp address needs both"),
        ({"silabo_backup_archive": "sftp:a@b:/c"}, "silabo_backup_archive: write a folder's"),
    ],
)
def test_a_wrong_variable_is_named_before_anything_else(
    wrong: dict[str, object], words: str, tmp_path: Path
) -> None:
    played = play("check", tmp_path, **wrong)

    assert played.code != 0
    assert words in said(played)
    assert "short-canary" not in played.output


@pytest.mark.parametrize(
    "right", [{}, {"silabo_backup_repository": "sftp:a@example.org:/b", **KEY}], ids=["folder", ""]
)
def test_what_is_right_passes_on_an_empty_machine(right: dict[str, object], tmp_path: Path) -> None:
    played = play("check", tmp_path, silabo_profile="small", **right)

    assert (played.code, played.changed) == (0, 0), played.output[-2000:]


@pytest.fixture
def backed_up(tmp_path: Path) -> Path:
    """A machine whose backups have another password than the one that is filled in now."""
    (tmp_path / "etc" / "backup" / "secrets").mkdir(parents=True)
    (tmp_path / "etc" / "backup" / "secrets" / "password").write_text("old-canary-0123456789abcdef")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "known").write_text(f"{tmp_path}/restic\nidentity\n")
    (tmp_path / "state" / "archive").write_text(f"{tmp_path}/archive\n")
    return tmp_path


def test_a_password_that_backups_have_is_not_changed(backed_up: Path) -> None:
    played = play("check", backed_up, silabo_profile="small")
    files = play("check", backed_up, silabo_backup_archive="/srv/another")

    assert played.code != 0
    assert "a password of backups cannot be changed" in said(played)
    assert files.code != 0
    assert "canary" not in played.output + files.output


def test_another_password_may_begin_at_other_places(backed_up: Path) -> None:
    places = {"silabo_backup_repository": "/srv/files", "silabo_backup_archive": "/srv/database"}

    assert play("check", backed_up, **places).code == 0
    assert play("check", backed_up, silabo_restoring=True).code == 0


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    """A PostgreSQL with its backup, and two snapshots of a folder."""
    with tempfile.TemporaryDirectory(prefix="silabo-kept-", ignore_cleanup_errors=True) as made:
        folder = Path(made) / "kept"
        with owned(folder, USER):
            pass
        Path(made).chmod(0o755)
        server = Server(folder)
        server.back_up()
        (folder / "files").mkdir()
        (folder / "password").write_text(PASSWORD)
        (folder / "address").write_text(str(folder / "restic"))
        hand_over(folder)
        places = [folder / name for name in ("address", "password", "known", "files")]
        for _ in range(2):
            must([sys.executable, "-m", "deploy.backup.keep", *places])
        yield folder
        server.process.stop()


def prove(kept: Path, **changes: object) -> Played:
    """Look whether the backups can be read."""
    places = {"silabo_backup_repository": str(kept / "restic")}
    places["silabo_backup_archive"] = str(kept / "archive")
    return play("restore_prove", kept, silabo_profile="small", **{**places, **changes})


def keys() -> set[Path]:
    """The folders with an address and a password, which do not stay."""
    return set(Path(tempfile.gettempdir()).glob("silabo-restore-*"))


def snapshots(kept: Path) -> list[str]:
    """The snapshots' ids, the oldest first."""
    restic = ["restic", "--no-cache", f"--repo={kept}/restic", f"--password-file={kept}/password"]
    return [each["id"] for each in json.loads(must([*restic, "snapshots", "--json"]))]


def test_the_newest_snapshot_is_meant_when_none_is_named(kept: Path) -> None:
    before = keys()
    played = prove(kept)

    assert played.code == 0, played.output[-3000:]
    assert f"snapshot is {snapshots(kept)[-1]}" in said(played)
    assert played.changed == 0
    assert keys() == before


def test_an_earlier_snapshot_is_meant_when_it_is_named(kept: Path) -> None:
    played = prove(kept, silabo_restore_snapshot=snapshots(kept)[0][:8])

    assert played.code == 0, played.output[-3000:]
    assert f"snapshot is {snapshots(kept)[0]}" in said(played)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"vault_silabo_backup_password": "another-canary-0123456789"}, "The snapshots in"),
        ({"silabo_restore_snapshot": "ffffffff"}, "has no snapshot ffffffff. Name one"),
        ({"silabo_backup_repository": "/srv/nowhere"}, "mount the disk that holds /srv/nowhere"),
        ({"silabo_backup_archive": "/srv"}, "The backups of the database in /srv cannot be read"),
        ({"silabo_restore_until": "2020-01-01 09:00:00+01"}, "is no moment to which"),
        ({"silabo_restore_until": "last tea time"}, "is no moment to which"),
        ({"silabo_restore_until": "2999-01-01 09:00:00+01"}, "is no moment to which"),
    ],
)
def test_a_restore_says_what_it_cannot_read_before_it_begins(
    kept: Path, wrong: dict[str, object], words: str
) -> None:
    played = prove(kept, **wrong)

    assert played.code != 0
    assert words in said(played)
    assert "canary" not in played.output


def test_the_databases_password_is_looked_at_too(kept: Path, tmp_path: Path) -> None:
    # Snapshots and archive are of the same password; here the archive alone has another.
    configuration = tmp_path / "pgbackrest.conf"
    text = (kept / "pgbackrest.conf").read_text().replace(PASSWORD, "another-of-this-test")
    configuration.write_text(text.replace(f"{kept}/archive", f"{tmp_path}/archive"))
    tmp_path.chmod(0o755)
    hand_over(tmp_path)
    must(["pgbackrest", f"--config={configuration}", "--stanza=silabo", "stanza-create"])
    played = prove(kept, silabo_backup_archive=str(tmp_path / "archive"))

    assert "The backups of the database in" in said(played)


def test_a_moment_after_the_backup_is_one_to_go_back_to(kept: Path) -> None:
    moment = (datetime.now(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S+00")

    assert prove(kept, silabo_restore_until=moment).code == 0


def test_an_archive_that_is_gone_is_not_made_anew(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGBACKREST_CONFIG", str(kept / "pgbackrest.conf"))
    (kept / "state").mkdir(exist_ok=True)
    archive, aside = kept / "archive", kept / "archive-not-mounted"
    first = play("begin_archive", kept, silabo_profile="small")
    again = play("begin_archive", kept, silabo_profile="small")
    archive.rename(aside)
    archive.mkdir()
    hand_over(archive)
    try:
        gone = play("begin_archive", kept, silabo_profile="small")
        left = list(archive.rglob("*.info"))
    finally:
        shutil.rmtree(archive)
        aside.rename(archive)

    assert first.code == 0, first.output[-3000:]
    assert (again.code, again.changed) == (0, 0)
    assert gone.code != 0
    assert "If a disk belongs there, mount it" in said(gone)
    assert left == []
