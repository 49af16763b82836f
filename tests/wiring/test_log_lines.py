import json
import logging

import pytest

from wiring import logs

logger = logging.getLogger("silabo.test")


@pytest.mark.row("attack-52")
def test_on_a_server_an_event_is_one_line_of_json(
    handlers: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(production=True)

    logger.info("question_answered", extra={"question": "ñ-1", "took_ms": 12})
    logger.warning("forged\nline", extra={"code": "a\nb\u2028c"})

    first, second = (json.loads(line) for line in capsys.readouterr().err.strip().split("\n"))
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "question_answered",
        "question": "ñ-1",
        "took_ms": 12,
        "level": "info",
        "logger": "silabo.test",
    }
    assert second["event"] == "forged\nline"


@pytest.mark.row("attack-52")
def test_a_failure_with_its_trace_is_one_line_too(
    handlers: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(production=True)

    try:
        int("broken")
    except ValueError:
        logger.exception("answering_failed")

    (line,) = capsys.readouterr().err.splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]


def test_on_a_terminal_an_event_is_one_readable_line(
    handlers: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(production=False)

    logger.info("question_answered", extra={"question": "1"})

    (line,) = capsys.readouterr().err.splitlines()
    assert "question_answered" in line
    assert "question=1" in line
    assert "\x1b" not in line


def test_what_is_only_for_debugging_is_not_written(
    handlers: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(production=True)

    logger.debug("details")
    logging.getLogger("urllib3").debug("GET /keys")
    logging.getLogger("peewee").debug("SELECT")

    assert capsys.readouterr().err == ""


def test_the_requests_of_our_clients_are_not_written_but_their_troubles_are(
    handlers: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(production=True)

    logging.getLogger("httpx").info("HTTP Request: GET http://127.0.0.1:8080/v1/meta")
    logging.getLogger("peewee.migrations").info("up: 0001_first_tables")
    logging.getLogger("httpx").warning("trouble")

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "trouble"
