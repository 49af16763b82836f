"""What the role `monitoring` writes is taken by the programs that read it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.deploy.monitored import RULES
from tests.deploy.playbook import ANSIBLE, program

pytestmark = pytest.mark.service
ROLE = ANSIBLE / "roles" / "monitoring"
FILES = (
    "group_vars/all/vars.yml",
    "group_vars/all/machine.yml",
    "roles/monitoring/defaults/main.yml",
)
FILLED = {
    "silabo_monitoring": True,
    "silabo_mail_from": 'Sílabo "the tool" <silabo@silabo.example.test>',
    "silabo_administrators": ["ana@example.test", "ops@example.test"],
    "ansible_managed": "a test",
}
UNITS = {"prometheus", "prometheus-alertmanager", "prometheus-node-exporter"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the templates of the role, filled in."""
    folder = tmp_path_factory.mktemp("monitoring")
    play = {
        "hosts": "localhost",
        "gather_facts": False,
        "vars_files": [str(ANSIBLE / each) for each in FILES],
        "tasks": [
            {
                "ansible.builtin.template": {
                    "src": str(ROLE / "templates" / f"{each}.j2"),
                    "dest": str(folder / each),
                }
            }
            for each in ("prometheus.yml", "letters.yml")
        ],
    }
    book = folder / "play.yml"
    book.write_text(json.dumps([play]))
    local = [program("ansible-playbook"), str(book), "-i", "localhost,", "-c", "local"]
    python = ["-e", f"ansible_python_interpreter={sys.executable}"]
    # What is said on the command line counts more than the files.
    given = ["-e", json.dumps(FILLED)]
    done = subprocess.run([*local, *python, *given], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    return folder


def checked(*command: str) -> str:
    """What a program says of a file that it takes."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_prometheus_takes_its_settings_and_finds_the_tool(written: Path) -> None:
    settings = (written / "prometheus.yml").read_text()
    own = written / "own.yml"
    own.write_text(settings.replace("/etc/prometheus/silabo-rules.yml", str(RULES)))
    said = checked("promtool", "check", "config", str(own))

    assert "29 rules found" in said
    assert '"127.0.0.1:9464"' in settings


def test_alertmanager_takes_its_settings_and_writes_to_every_administrator(written: Path) -> None:
    said = checked("amtool", "check-config", str(written / "letters.yml"))
    settings = yaml.safe_load((written / "letters.yml").read_text())

    assert "SUCCESS" in said
    assert settings["global"]["smtp_from"] == "silabo@silabo.example.test"
    letters = settings["receivers"][0]["email_configs"]
    assert [each["to"] for each in letters] == FILLED["silabo_administrators"]
    assert all(each["send_resolved"] for each in letters)


def test_every_program_listens_on_this_machine_alone_from_its_first_start() -> None:
    tasks = yaml.safe_load((ROLE / "tasks" / "main.yml").read_text())
    names = [task["name"] for task in tasks]
    units = next(
        task for task in tasks if task["name"] == "Their units speak to this machine alone"
    )
    options = {each["unit"]: each["options"] for each in units["loop"]}

    assert set(options) == UNITS
    for each in options.values():
        (address,) = re.findall(r"--web\.listen-address=(\S+)", each)
        assert address.startswith("127.0.0.1:")
    assert "--cluster.listen-address= " in options["prometheus-alertmanager"]
    installed = names.index("Prometheus, Alertmanager and the node exporter")
    assert installed > max(names.index(each) for each in (units["name"], "What it reads"))


def test_the_links_in_letters_lead_to_what_the_tunnel_of_the_readme_opens() -> None:
    tasks = (ROLE / "tasks" / "main.yml").read_text()
    tunnels = re.findall(r"-L (\d+):(127\.0\.0\.1:\1)", (ROLE / "README.md").read_text())
    linked = re.findall(r"--web\.external-url=http://(\S+)", tasks)

    assert linked == [address for _, address in tunnels] == ["127.0.0.1:9090", "127.0.0.1:9093"]
