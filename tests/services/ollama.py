"""An Ollama of this run, with a tiny model of random weights; a small one of real weights where it
is asked for.

    python -m tests.services.ollama [--port 11434]

serves the small one until Ctrl-C.
"""

import argparse
import hashlib
import signal
import sys
import tempfile
from pathlib import Path

import requests

from tests.ports import free_port
from tests.services import smollm2
from tests.services.running import Process, built, listens
from tests.services.tiny_model import WIDTH, write

MODEL = "tiny"
# Today's, which the university server gets, and the oldest that is spoken to: it shortens a prompt
# without saying so, and knows of no thinking.
CURRENT, OLDEST = "ollama", "ollama-oldest"
VERSIONS = {CURRENT: "0.17.4", OLDEST: "0.6.5"}
DIMENSIONS = WIDTH  # of the vectors that it makes


class Ollama:
    """One server on loopback that knows `MODEL`, which writes and embeds. The model runs in a
    process of its own: only `process.kill_group` ends both at once.
    """

    def __init__(
        self, folder: Path, program: str = CURRENT, *, port: int = 0, **settings: str
    ) -> None:
        """Make its folder, start it, and give it the model; `settings` go to its environment."""
        folder.mkdir(parents=True)
        self.port = port or free_port()
        environment = {
            "HOME": str(folder),
            "OLLAMA_HOST": f"127.0.0.1:{self.port}",
            "OLLAMA_MODELS": str(folder / "models"),
            "OLLAMA_NUM_PARALLEL": "1",
            **settings,
        }
        self.process = Process([built(program), "serve"], folder, environment=environment)
        self.await_ready()
        model = folder / "tiny.gguf"
        write(model)
        self.take(MODEL, model)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def await_ready(self) -> None:
        """Wait until it answers."""
        self.process.until(self._answers)

    def take_smollm2(self) -> str:
        """Let it know SmolLM2, and give its name. Raises `RuntimeError` where it is not there."""
        self.take(smollm2.NAME, smollm2.weights(), **smollm2.MADE)
        return smollm2.NAME

    def take(self, name: str, model: Path, **said: object) -> None:
        """Let it know a model by this name, as `ollama create` does; `said` is what a Modelfile
        would say beside the weights.
        """
        data = model.read_bytes()
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        self.request("POST", f"blobs/{digest}", data=data)
        made = {"model": name, "files": {model.name: digest}, "stream": False, **said}
        self.request("POST", "create", json=made)

    def request(self, method: str, path: str, **more: object) -> requests.Response:
        """Ask its interface, past any client. Raises `requests.RequestException`."""
        with requests.Session() as session:
            session.trust_env = False
            response = session.request(method, f"{self.url}/api/{path}", timeout=60, **more)  # type: ignore[arg-type]
        response.raise_for_status()
        return response

    def _answers(self) -> bool:
        if not listens(self.port):
            return False
        try:
            return self.request("GET", "version").ok
        except requests.RequestException:
            return False


def main() -> None:
    """Serve SmolLM2 until Ctrl-C."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=11434)
    given = parser.parse_args()
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with tempfile.TemporaryDirectory(prefix="silabo-ollama-") as folder:
        server = Ollama(Path(folder) / "ollama", port=given.port)
        server.request("DELETE", "delete", json={"model": MODEL})
        sys.stdout.write(f"{server.url} {server.take_smollm2()}\n")
        sys.stdout.flush()
        signal.sigwait(ends)
        server.process.stop()


if __name__ == "__main__":
    main()
