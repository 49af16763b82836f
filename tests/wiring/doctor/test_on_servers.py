import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.postgresql import Postgresql
from tests.services.weaviate import KEY, Weaviate
from wiring.settings import PREFIX

ROOT = Path(__file__).parents[3]


@pytest.mark.service
def test_the_doctor_of_a_server_prints_findings_and_leaves_nothing_open(
    tmp_path: Path, postgresql_server: Postgresql, weaviate_server: Weaviate
) -> None:
    settings = {
        "PRODUCTION": "1",
        "PUBLIC_URL": "https://silabo.example.org",
        "DATA_DIR": str(tmp_path),
        "KEYS_DIR": str(tmp_path / "keys"),
        "DATABASE_URL": postgresql_server.new_database("doctor"),
        "WEAVIATE_URL": weaviate_server.url,
        "WEAVIATE_GRPC_PORT": str(weaviate_server.grpc_port),
        "WEAVIATE_KEY": KEY,
    }

    def flask(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            # Connections that nobody closes are told of; a dependency's other warnings are not
            # ours.
            [sys.executable, "-W", "default::ResourceWarning", "-m", "flask", *words],
            cwd=ROOT,
            env={f"{PREFIX}{name}": value for name, value in settings.items()},
            capture_output=True,
            text=True,
            check=False,
        )

    flask("db", "upgrade")
    flask("keys", "new")
    done = flask("doctor")

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "index: Weaviate" in done.stdout
