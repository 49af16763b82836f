"""A fresh machine after one run of the playbook: it serves, and a second run changes nothing."""

import re

import pytest

from tests.deploy.people import RELAY, Browser, House, Person, until
from tests.deploy.playbook import Played, Site

pytestmark = pytest.mark.deploy

OWN = ("silabo-web", "silabo-answers", "silabo-tasks")
SCORE = r"^(\S+)\.service +([\d.]+)"
OFFLINE = r"for (\S+?)(?:(?<=@)i)?\.service: ([\d.]+)"
SCORES = {
    **dict.fromkeys(OWN, 1.2),
    "silabo-parser": 0.5,
    "postgresql@15-main": 4.0,
    "redis-server": 4.0,
    "weaviate": 4.0,
    "ollama": 4.0,
    "nginx": 4.0,
}


def test_a_question_is_answered_with_its_source_and_its_letter_arrives(
    student: Person, town: House
) -> None:
    before = town.letters()
    asked = student.ask()
    found = student.answer(asked.json()["id"])

    assert asked.status_code == 201
    assert found["state"] == "answered"
    assert "1 de octubre" in str(found)
    until(town.letters, lambda letters: letters > before)
    assert town.doubled() == []
    assert town.relay.journal[-1].encrypted
    assert town.relay.journal[-1].sender == "silabo@tool.example"


def test_the_answer_came_by_weaviate_and_ollama(student: Person, site: Site) -> None:
    student.answer(student.ask().json()["id"])
    said = site.machine.ssh("silabo doctor; silabo index check").stdout

    assert "index: Weaviate" in said
    assert "tiny:latest" in said
    assert "WRONG" not in said
    log = site.machine.ssh("journalctl -u silabo-answers -u ollama --no-pager").stdout
    assert "/api/chat" in log or "/api/generate" in log
    assert "/api/embed" in log


def test_a_second_run_changes_nothing(converged: Played, site: Site) -> None:
    again = site.play()

    assert (again.code, again.changed) == (0, 0), again.output[-4000:]


def test_a_check_finds_nothing_to_change(converged: Played, site: Site) -> None:
    checked = site.play("site.yml", "--check", "--diff")

    assert (checked.code, checked.changed) == (0, 0), checked.output[-4000:]


def test_units_may_do_little(converged: Played, site: Site) -> None:
    said = site.machine.ssh("systemd-analyze security --no-pager").stdout
    scores = {name: float(score) for name, score in re.findall(SCORE, said, re.M)}
    # What does not run all the time is looked at by its file.
    offline = site.machine.ssh(
        "for each in /etc/systemd/system/silabo-*.service; do"
        " systemd-analyze security --offline=true --no-pager $each | tail -1; done"
    ).stdout
    asleep = {name: float(score) for name, score in re.findall(OFFLINE, offline)}
    scores["silabo-parser"] = asleep["silabo-parser"]

    assert {name: score for name, score in asleep.items() if score > 2} == {}
    assert len(asleep) > 8
    assert {name: scores[name] for name, most in SCORES.items() if scores[name] > most} == {}


def test_units_and_sites_are_taken_by_their_programs(converged: Played, site: Site) -> None:
    ours = "/etc/systemd/system/silabo-*.*"
    units = f"{ours} /etc/systemd/system/weaviate.service /etc/systemd/system/ollama.service"
    verified = site.machine.ssh(
        f"systemd-analyze verify {units} 2>&1; nginx -t 2>&1; sshd -t; nft -c -f"
        " /etc/nftables.conf; postfix check 2>&1"
    ).stdout
    written = site.machine.ssh(f"ls {ours}").stdout.split()

    assert len(written) > 15
    assert not re.search(r"silabo|weaviate|ollama|warn", verified.replace("silabo.example", "")), (
        verified
    )
    assert "test is successful" in verified


def test_each_model_has_answered_before_the_play_ended(converged: Played) -> None:
    said = " ".join(converged.output.split())

    assert re.search(r"TASK \[ollama : The model writes\] \*+ ok:", said)
    assert re.search(r"TASK \[ollama : The model embeds\] \*+ ok:", said)


def test_ssh_takes_keys_alone(converged: Played, site: Site) -> None:
    said = site.machine.ssh("sshd -T").stdout.splitlines()

    assert "passwordauthentication no" in said
    assert "kbdinteractiveauthentication no" in said
    assert "permitrootlogin without-password" in said


def test_a_document_is_read_by_the_parsers_own_unit(student: Person, site: Site) -> None:
    log = site.machine.ssh("journalctl -u silabo-parser.service --no-pager").stdout

    assert "Started silabo-parser.service" in log
    assert "Failed" not in log


def test_static_files_may_be_kept_for_a_year(converged: Played, site: Site) -> None:
    browser = Browser(site)
    address = re.search(r'"(/static/[^"]+\.css)"', browser.get("/").text)

    assert address is not None
    assert "max-age=31536000" in browser.get(address[1]).headers["Cache-Control"]


def test_only_uploads_may_be_large(student: Person) -> None:
    large = {"text": "a" * 600_000}
    refused = student.browser.post("/api/questions", json=large, headers=student.headers)
    document = student.browser.post(
        "/api/documents",
        files={"file": ("large.txt", b"a" * 600_000)},
        headers=student.headers,
    )

    assert refused.status_code == 413
    assert document.status_code == 403  # a student's: read by the tool, not by nginx


def test_the_systems_own_mail_goes_to_the_administrators(converged: Played, town: House) -> None:
    town.site.machine.ssh("printf 'Subject: hello\\n\\nhello\\n' | /usr/sbin/sendmail root")
    until(
        lambda: [each.recipient for each in town.relay.journal],
        lambda recipients: "admin@example.org" in recipients,
    )

    assert RELAY in town.site.machine.ssh("tail -20 /var/log/postfix.log").stdout
