from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.ports import PassageIndex
from tests.adapters.indexes import weaviate_index
from tests.adapters.sending import Sending
from tests.services.certificates import Certificate, certificate
from tests.services.scripted_smtp import ScriptedSmtp


@pytest.fixture(params=["embedded", pytest.param("weaviate", marks=pytest.mark.service)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageIndex]:
    """Every passage index that there is, empty."""
    if request.param == "embedded":
        yield EmbeddedIndex(tmp_path / "index.sqlite")
        return
    # Asked for here, so that only the tests on Weaviate start one.
    with weaviate_index(request.getfixturevalue("weaviate_server")) as own:
        yield own


@pytest.fixture
def start_server() -> Iterator[Callable[..., Sending]]:
    """Starts servers, and stops them all."""
    servers = []

    def started(*, path: str = "", scheme: str = "smtp", **options: object) -> Sending:
        servers.append(ScriptedSmtp(**options))
        return Sending(servers[-1], path or "127.0.0.1:{port}", scheme)

    yield started
    for each in servers:
        each.stop()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A certificate for localhost, by an authority that this machine trusts for this test."""
    made = certificate(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    return made
