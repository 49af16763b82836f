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


@pytest.mark.parametrize("unit", ["silabo-certificate.service", "certbot.service"])
@pytest.mark.parametrize(
    ("language", "subject", "what"),
    [
        ("es", "el certificado de server.example caduca pronto", "menos de tres semanas"),
        ("en", "the certificate of server.example ends soon", "less than three weeks"),
        ("fr", "le certificat de server.example expire bientôt", "moins de trois semaines"),
        ("de", "the certificate of server.example ends soon", "less than three weeks"),
    ],
)
def test_a_certificate_that_ends_is_told_with_what_to_do(
    unit: str, language: str, subject: str, what: str
) -> None:
    told = alarm.letter(unit, language, "server.example", "silabo@tool.example")

    assert subject in told["Subject"]
    for word in (what, "silabo_tls_chain", "site.yml", "journalctl -u certbot"):
        assert word in told.get_content()
    assert "systemctl start" not in told.get_content()


@pytest.mark.parametrize(
    "sender",
    ["silabo@tool.example", "Sílabo <silabo@tool.example>", '"Sílabo, 100 %"<silabo@tool.example>'],
)
def test_a_senders_address_is_found_behind_its_name(sender: str) -> None:
    told = alarm.letter("silabo-drill.service", "es", "server.example", sender)

    assert told["From"].addresses[0].addr_spec == "silabo@tool.example"


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
