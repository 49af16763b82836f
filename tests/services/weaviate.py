"""A Weaviate of this run: one node that knows no other, two API keys, nobody without a key."""

from collections.abc import Mapping
from pathlib import Path

import requests

from tests.ports import free_port
from tests.services.running import Process, built, listens

KEY = "key-of-tests"
READER_KEY = "key-of-a-reader"
OWNER, READER = "owner", "reader"


class Weaviate:
    """One server; `port` speaks HTTP, `grpc_port` gRPC, and the keys are `KEY` and `READER_KEY`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """Make its folder and start it; `settings` are added to its environment."""
        folder.mkdir(parents=True)
        self.port, self.grpc_port = free_port(), free_port()
        command = [
            built("weaviate-server"),
            *("--host", "127.0.0.1"),
            *("--port", str(self.port)),
            *("--scheme", "http"),
        ]
        self.process = Process(command, folder, environment=self._environment(folder, settings))
        self.await_ready()

    def _environment(self, folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
        ports = {
            name: str(free_port())
            for name in (
                "CLUSTER_GOSSIP_BIND_PORT",
                "CLUSTER_DATA_BIND_PORT",
                "RAFT_PORT",
                "RAFT_INTERNAL_RPC_PORT",
            )
        }
        return {
            **ports,
            "GRPC_PORT": str(self.grpc_port),
            "PERSISTENCE_DATA_PATH": str(folder / "data"),
            "CLUSTER_HOSTNAME": "node1",
            "CLUSTER_ADVERTISE_ADDR": "127.0.0.1",
            "CLUSTER_BIND_ADDR": "127.0.0.1",
            "RAFT_BOOTSTRAP_EXPECT": "1",
            "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "false",
            "AUTHENTICATION_APIKEY_ENABLED": "true",
            "AUTHENTICATION_APIKEY_ALLOWED_KEYS": f"{KEY},{READER_KEY}",
            "AUTHENTICATION_APIKEY_USERS": f"{OWNER},{READER}",
            "DEFAULT_VECTORIZER_MODULE": "none",
            "DISABLE_TELEMETRY": "true",
            "GO_PROFILING_DISABLE": "true",
            "LOG_LEVEL": "warning",
            **settings,
        }

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def await_ready(self) -> None:
        """Wait until it answers."""
        self.process.until(self._answers)

    def request(self, method: str, path: str, key: str = KEY, **more: object) -> requests.Response:
        """Ask its REST interface, past any client."""
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                f"{self.url}/v1/{path}",
                headers={"Authorization": f"Bearer {key}"} if key else {},
                timeout=20,
                **more,  # type: ignore[arg-type]
            )

    def empty(self) -> None:
        """Forget every collection, as a server does that was set up anew."""
        for each in self.request("GET", "schema").json()["classes"]:
            self.request("DELETE", f"schema/{each['class']}").raise_for_status()

    def _answers(self) -> bool:
        if not (listens(self.port) and listens(self.grpc_port)):
            return False
        try:
            return self.request("GET", ".well-known/ready").ok
        except requests.RequestException:
            return False
