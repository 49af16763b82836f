"""Which mailer the settings choose, and what `flask doctor` finds out about mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.storage import database, deliveries
from silabo.storage.tables import Delivery, Person
from tests import seeds
from tests.ports import free_port
from tests.services.dovecot import Dovecot
from tests.services.scripted_smtp import Act, ScriptedSmtp
from wiring import mail, web
from wiring.parts import worker_parts
from wiring.settings import Settings


@pytest.fixture
def server() -> Iterator[ScriptedSmtp]:
    """A mail server on this machine."""
    started = ScriptedSmtp()
    yield started
    started.stop()


@pytest.fixture
def app(
    installed: Path, handlers: None, server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The application with this server, and a database."""
    monkeypatch.setenv("SILABO_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    made = web.create().app
    yield made
    database.close_all()


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


def test_without_a_server_letters_are_files(tmp_path: Path) -> None:
    chosen = mail.mailer(Settings(data_dir=tmp_path))

    assert isinstance(chosen, MailFolder)


def test_with_a_server_letters_go_there() -> None:
    settings = Settings(
        smtp_url="smtp://localhost", mail_unclear="hold", administrators="root@tool.example"
    )
    parts = worker_parts(settings)

    assert isinstance(parts.mailer, SmtpMailer)
    assert parts.hold_unclear
    assert parts.administrators == ("root@tool.example",)


@pytest.mark.parametrize(("wanted", "told"), [(True, ("root@tool.example",)), (False, ())])
def test_administrators_get_the_week_unless_a_setting_ends_it(
    wanted: bool, told: tuple[str, ...]
) -> None:
    settings = Settings(
        administrators="root@tool.example", weekly_letter=wanted, time_zone="America/Lima"
    )
    parts = worker_parts(settings)

    assert (parts.week_to, parts.zone) == (told, "America/Lima")
    assert parts.administrators == ("root@tool.example",)


def test_the_doctor_tells_that_the_server_answers(app: Flask, server: ScriptedSmtp) -> None:
    result = run(app, "doctor")

    assert result.exit_code == 0, result.output
    assert f"mail: smtp://127.0.0.1:{server.port} answers, as far as ehlo" in result.output
    assert "unclear letters: nobody to ask: SILABO_MAIL_UNCLEAR=resend decides" in result.output
    assert "letters: 0 waiting" in result.output
    assert server.journal == []


def test_the_doctor_tells_how_far_the_server_lets_us_come(app: Flask, server: ScriptedSmtp) -> None:
    server.script["ehlo"] = ["554 5.7.1 Go away"]
    result = run(app, "doctor")

    assert result.exit_code == 1
    assert "put off at ehlo: 554 5.7.1 Go away" in result.output


def test_the_doctor_tells_what_waits_and_why(app: Flask, server: ScriptedSmtp) -> None:
    seeds.answered(seeds.member())
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.give_back(claimed, "rcpt 450 4.2.1", 0.5, unclear=False)
    result = run(app, "doctor")

    assert result.exit_code == 1
    assert "letters: 1 waiting, 1 of them put off, the last one at rcpt 450 4.2.1" in result.output
    assert "`flask doctor --letter ADDRESS`" in result.output


def test_a_log_that_cannot_be_read_is_found(
    folder: Path, handlers: None, server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    monkeypatch.setenv("SILABO_MAIL_LOG", str(folder / "mail.log"))
    result = run(web.create().app, "doctor")
    database.close_all()

    assert "WRONG unclear letters: the mail log cannot be read" in result.output


def test_a_test_letter_arrives_and_says_so(app: Flask, server: ScriptedSmtp) -> None:
    result = run(app, "doctor", "--letter", "root@tool.example")
    (taken,) = server.journal

    assert result.exit_code == 0, result.output
    assert "letter to root@tool.example: accepted by smtp://127.0.0.1:" in result.output
    assert "250 2.0.0 Taken" in result.output
    assert taken.recipient == "root@tool.example"
    assert Delivery.get().state == "sent"
    assert "database" not in result.output


@pytest.mark.parametrize(
    ("step", "act", "said", "state"),
    [
        ("rcpt", "550 5.1.1 No such user", "refused at rcpt: 550 5.1.1 No such user", "failed"),
        ("mail", "550 5.7.1 Not from here", "put off at mail: 550 5.7.1 Not from here", "ready"),
        ("rcpt", "450 4.2.1 Greylisted", "put off at rcpt: 450 4.2.1 Greylisted", "ready"),
        ("dot", Act.TAKE_AND_DROP, "broke after the letter had left", "ready"),
    ],
)
def test_a_test_letter_that_does_not_arrive_says_why(
    app: Flask, server: ScriptedSmtp, step: str, act: str | Act, said: str, state: str
) -> None:
    server.script[step] = [act]
    result = run(app, "doctor", "--letter", "root@tool.example")

    assert result.exit_code == 1
    assert said in result.output
    assert Delivery.get().state == state


def test_a_test_letter_to_what_is_no_address_is_refused(app: Flask, server: ScriptedSmtp) -> None:
    result = run(app, "doctor", "--letter", "root@tool.example, ana@tool.example")

    assert result.exit_code == 1
    assert "write a plain address" in result.output
    assert server.heard == []


def test_a_test_letter_to_an_address_that_had_refused_lets_letters_go_there_again(
    app: Flask,
) -> None:
    seeds.member(email="ana@example.org")
    seeds.change(Person, refused_address="ana@example.org")
    run(app, "doctor", "--letter", "ana@example.org")

    assert Person.get().refused_address == ""


def test_without_a_database_no_test_letter_leaves(
    folder: Path, handlers: None, server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    folder.mkdir()
    result = run(web.create().app, "doctor", "--letter", "root@tool.example")
    database.close_all()

    assert result.exit_code == 1
    assert "not sent: the database failed" in result.output
    assert server.heard == []


def test_readiness_tells_how_the_letters_stand_and_names_no_server(
    app: Flask, server: ScriptedSmtp
) -> None:
    seeds.answered(seeds.member())
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.give_back(claimed, "connect", 0.5, unclear=False)
    told = app.test_client().get("/readyz").get_json()["mail"]

    assert told == {"ok": True, "detail": "SMTP, 1 waiting, 1 put off (connect)"}


def test_without_an_inbox_the_doctor_says_where_replies_go(
    app: Flask, server: ScriptedSmtp
) -> None:
    assert "replies: they go to the sender" in run(app, "doctor").output


def test_an_inbox_that_does_not_answer_is_found(
    app: Flask, server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_IMAP_URL", f"imap://answers:pa55@127.0.0.1:{free_port()}")
    output = run(web.create().app, "doctor").output

    assert "the inbox: ConnectionRefusedError" in output
    assert "pa55" not in output


@pytest.mark.service
def test_an_inbox_that_answers_says_how_it_is_read(
    app: Flask, server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot = Dovecot()
    monkeypatch.setenv("SILABO_IMAP_URL", dovecot.url("answers"))
    monkeypatch.setenv("SILABO_REPLY_ADDRESS", "answers@mail.example")
    try:
        output = run(web.create().app, "doctor").output
    finally:
        dovecot.remove()

    assert "read there, it says what arrives" in output
    assert "`flask doctor --letter answers+try@mail.example`" in output
