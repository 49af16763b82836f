"""A model that is stopped and a disk that fills: Prometheus sees it, and Alertmanager writes."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.deploy.monitored import RULES
from tests.deploy.playbook import ANSIBLE, program
from tests.faults.house import House
from tests.faults.told import scrape
from tests.ports import free_port
from tests.services.running import Process
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_smtp import ScriptedSmtp
from tests.tasks.work import eventually

pytestmark = pytest.mark.service
ADMINISTRATOR = "ops@example.test"
ROLE = ANSIBLE / "roles" / "monitoring" / "templates"
DISK_MB = 4
# The role's own settings, with the minutes of a server as the seconds of a test.
FASTER = (
    (r"(_interval|group_wait): \d+[smh]", r"\1: 1s"),
    (r"scrape_timeout: \d+s", "scrape_timeout: 1s"),
    (r"for: \d+[mh]", "for: 2s"),
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk for uploads."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    options = ["-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    subprocess.run(["mount", "-t", "tmpfs", *options], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def letters() -> Iterator[ScriptedSmtp]:
    """Where the administrators' letters arrive."""
    office = ScriptedSmtp()
    yield office
    office.stop()


@pytest.fixture
def watched(
    small_house: House, disk: Path, letters: ScriptedSmtp, tmp_path: Path
) -> Iterator[House]:
    """A house that Prometheus and Alertmanager watch, as the role sets them up."""
    told_at = free_port()
    small_house.settings.update(SILABO_METRICS_PORT=str(told_at), SILABO_FILES_DIR=str(disk))
    programs = watch(tmp_path / "watch", told_at, letters.port)
    yield small_house
    for each in programs:
        each.stop()


def watch(folder: Path, told_at: int, mail_at: int) -> list[Process]:
    """Start both programs on what the role writes."""
    folder.mkdir()
    prometheus, alertmanager = (f"127.0.0.1:{free_port()}" for _ in range(2))
    fill(folder, silabo_metrics_port=told_at)
    moved = {
        "127.0.0.1:9090": prometheus,
        "127.0.0.1:9093": alertmanager,
        "127.0.0.1:25": f"127.0.0.1:{mail_at}",
        "/etc/prometheus/silabo-rules.yml": str(folder / "rules.yml"),
    }
    (folder / "rules.yml").write_text(RULES.read_text())
    for name in ("prometheus.yml", "letters.yml", "rules.yml"):
        hurry(folder / name, moved)
    return [
        started(
            *(folder / "alertmanager", "prometheus-alertmanager", alertmanager),
            *("--cluster.listen-address=", f"--config.file={folder / 'letters.yml'}"),
            f"--storage.path={folder / 'letters'}",
        ),
        started(
            *(folder / "prometheus", "prometheus", prometheus),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'figures'}",
        ),
    ]


def started(folder: Path, command: str, address: str, *options: str) -> Process:
    """A program that listens at an address."""
    folder.mkdir()
    return Process([command, f"--web.listen-address={address}", *options], folder)


def hurry(path: Path, moved: dict[str, str]) -> None:
    """Let a file of settings name the test's places, and seconds."""
    text = path.read_text()
    for was, now in moved.items():
        text = text.replace(was, now)
    for pattern, shorter in FASTER:
        text = re.sub(pattern, shorter, text)
    path.write_text(text)


def fill(folder: Path, **given: object) -> None:
    """Write the role's templates."""
    values = {
        "silabo_mail_from": "Sílabo <silabo@example.test>",
        "silabo_administrators": [ADMINISTRATOR],
        "ansible_managed": "a test",
        **given,
    }
    tasks = [
        {"ansible.builtin.template": {"src": str(ROLE / f"{each}.j2"), "dest": str(folder / each)}}
        for each in ("prometheus.yml", "letters.yml")
    ]
    book = folder / "play.yml"
    book.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]))
    local = [program("ansible-playbook"), str(book), "-i", "localhost,", "-c", "local"]
    given_too = ["-e", f"ansible_python_interpreter={sys.executable}", "-e", json.dumps(values)]
    subprocess.run([*local, *given_too], check=True, capture_output=True)


def told(letters: ScriptedSmtp, *words: str) -> Callable[[], bool]:
    """Whether a letter with these words in its subject has come."""
    return lambda: any(
        all(word in str(each.message["Subject"]) for word in words)
        for each in letters.journal
        if each.recipient == ADMINISTRATOR
    )


def test_a_stopped_ollama_and_a_full_disk_are_told_by_a_letter_each_and_so_is_their_end(
    watched: House, disk: Path, letters: ScriptedSmtp, scripted: ScriptedOllama
) -> None:
    watched.settings.update(SILABO_OLLAMA_URL=scripted.url, SILABO_MODEL="scripted")
    watched.web()
    told_at = int(watched.settings["SILABO_METRICS_PORT"])
    at_first = eventually(lambda: 'silabo_part_works{part="model"} 1.0' in scrape(told_at))
    before = told(letters, "SilaboPartAway")()
    scripted.stop()
    stopped = eventually(told(letters, "FIRING", "SilaboPartAway"), within_s=90)
    filler = disk / "filler"
    filler.write_bytes(bytes((DISK_MB - 1) * 1_000_000 + 900_000))
    full = eventually(told(letters, "FIRING", "SilaboDiskFills"), within_s=90)
    filler.unlink()
    over = eventually(told(letters, "RESOLVED", "SilaboDiskFills"), within_s=90)

    assert at_first
    assert not before
    assert (stopped, full, over) == (True, True, True)
