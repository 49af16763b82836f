from pathlib import Path

import pytest

from deploy.backup import alarm
from deploy.backup.archive import segment
from deploy.backup.plan import Plan, PlanError
from tests.services.scripted_smtp import ScriptedSmtp


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("es", "ha fallado silabo-drill.service en server.example"),
        ("en", "silabo-drill.service failed on server.example"),
        ("fr", "silabo-drill.service a échoué sur server.example"),
        ("de", "silabo-drill.service failed on server.example"),
    ],
)
def test_a_failure_is_told_in_the_administrators_language(language: str, subject: str) -> None:
    told = alarm.letter("silabo-drill.service", language, "server.example", "silabo@tool.example")

    assert subject in told["Subject"]
    assert "journalctl -u silabo-drill.service" in told.get_content()
    assert "systemctl start silabo-drill.service" in told.get_content()


def test_the_letter_goes_to_this_machines_root() -> None:
    server = ScriptedSmtp()
    try:
        told = alarm.letter("silabo-drill.service", "es", "server.example", "silabo@tool.example")
        alarm.send(told, server.port)
    finally:
        server.stop()

    (taken,) = server.journal
    assert taken.recipient == "root@localhost"
    assert taken.sender == "silabo@tool.example"
    assert "Sílabo: ha fallado" in taken.message["Subject"]


@pytest.mark.parametrize(
    ("wal", "name"),
    [
        ("0/3000028", "0000000000000003"),
        ("0/FF000000", "00000000000000FF"),
        ("1A/0", "0000001A00000000"),
        ("1A/FFFFFFFF", "0000001A000000FF"),
    ],
)
def test_the_file_of_a_place_in_the_log_is_known(wal: str, name: str) -> None:
    assert segment(wal) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [("folder = 3 4", "plan.toml"), ("colour = 1", "unknown colour"), ("", "missing")],
)
def test_a_plan_that_is_none_is_said_to_be_so(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "plan.toml").write_text(text)

    with pytest.raises(PlanError, match=words):
        Plan.read(tmp_path / "plan.toml")
