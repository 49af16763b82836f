"""An MLflow of this run: its server out of an environment of its own, which
`tests/services/install` makes.
"""

from pathlib import Path

import requests

from tests.ports import free_port
from tests.services.running import Process, built, listens

START_S = 120  # it makes its tables, and imports much


class Mlflow:
    """One server on loopback that keeps runs, registered models and their files in its folder."""

    def __init__(self, folder: Path) -> None:
        """Make its folder and start it."""
        folder.mkdir(parents=True)
        self.port = free_port()
        program = Path(built("mlflow")).resolve()
        command = [
            str(program),
            "server",
            *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"),
            *("--backend-store-uri", f"sqlite:///{folder}/mlflow.sqlite"),
            *("--artifacts-destination", str(folder / "files")),
        ]
        environment = {
            "MLFLOW_DISABLE_TELEMETRY": "true",  # it would tell its makers how it is used
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
            "HOME": str(folder),
        }
        self.process = Process(command, folder, environment=environment)
        self.process.until(self._answers, START_S)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it with its workers."""
        self.process.stop()
        self.process.kill_group()

    def _answers(self) -> bool:
        return listens(self.port) and requests.get(f"{self.url}/health", timeout=5).ok
