"""A server that speaks Ollama's API, and OpenAI's under /v1, and writes by a script instead of a
model: in good faith, or in any of the ways in which a model and its server go wrong.

    python -m tests.services.scripted_ollama [--port 11434] [--behaviour obedient] [--pace 0.05]

It shows what Sílabo does with what a model writes, and nothing of what a model can do.
"""

import argparse
import signal
import sys
import threading
from typing import Any

from tests.services.scripted_models import DIGESTS, DIMENSIONS, EMBEDDING_MODEL, MODEL
from tests.services.scripted_replies import ScriptedServer
from tests.services.scripted_writers import Behaviour


class ScriptedOllama:
    """One server on loopback; what it does can be changed while it runs.

    `chats` and `embeds` are the requests that came, `keys` what they were authorized by. `left` is
    set when a client hung up in the middle of an answer.
    """

    def __init__(
        self,
        *behaviours: Behaviour,
        port: int = 0,
        pace_s: float = 0.0,
        retry_after: str | None = "1",
    ) -> None:
        """Start serving; without behaviours it is obedient."""
        self.pace_s = pace_s
        self.retry_after = retry_after
        self.installed = dict(DIGESTS)
        self.told: dict[str, dict[str, str]] = {}  # what it says of a model beside its name
        self.adds = ""  # behind what it writes
        self.context_tokens = 8192
        self.measured: dict[str, int] = {}  # counts and durations, as Ollama tells them
        self.longest_text = 0  # characters that it embeds; 0: any number
        self.numbers = DIMENSIONS  # of a vector
        self.chats: list[dict[str, Any]] = []
        self.embeds: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.left = threading.Event()
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._behaviours: list[Behaviour] = []
        self.behave(*(behaviours or (Behaviour.OBEDIENT,)))
        self._server = ScriptedServer(("127.0.0.1", port), self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()

    def behave(self, *behaviours: Behaviour) -> None:
        """Do this from now on: one a request, the last one stays."""
        with self._lock:
            self._behaviours = list(behaviours)

    def next_behaviour(self) -> Behaviour:
        """What to do with this request."""
        with self._lock:
            more = len(self._behaviours) > 1
            return self._behaviours.pop(0) if more else self._behaviours[0]

    def stop(self) -> None:
        """End it; whoever waits for an answer is cut off."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=11434)
    parser.add_argument("--behaviour", type=Behaviour, default=Behaviour.OBEDIENT)
    parser.add_argument("--pace", type=float, default=0.05, help="seconds a word")
    given = parser.parse_args()
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    scripted = ScriptedOllama(given.behaviour, port=given.port, pace_s=given.pace)
    sys.stdout.write(f"{scripted.url} {MODEL} {EMBEDDING_MODEL}\n")
    sys.stdout.flush()
    signal.sigwait(ends)
    scripted.stop()


if __name__ == "__main__":
    main()
