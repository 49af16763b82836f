from pathlib import Path

import pytest

from ingest.formats import TEXT
from tests.adapters.parser.activator import activated
from tests.ingest.samples import texts
from wiring import web
from wiring.parts import document_reader
from wiring.settings import load


def test_documents_are_read_by_the_service_where_a_socket_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with activated(tmp_path) as service:
        monkeypatch.setenv("SILABO_PARSER_SOCKET", str(service.path))
        extract = document_reader(load()[0]).read(b"Junio.", TEXT)

        assert texts(extract) == ["Junio."]


def test_the_doctor_has_the_service_read_a_line(
    folder: Path, handlers: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with activated(tmp_path) as service:
        monkeypatch.setenv("SILABO_PARSER_SOCKET", str(service.path))
        reading = web.create().app.test_cli_runner().invoke(args=["doctor"])
    gone = web.create().app.test_cli_runner().invoke(args=["doctor"])

    assert f"ok    parser: reads through {service.path}" in reading.output
    assert f"WRONG parser: {service.path}: the parser service does not answer" in gone.output
    assert "systemctl status silabo-parser.socket" in gone.output
