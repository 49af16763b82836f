"""A server that speaks Ollama's API and writes by a script instead of a model: in good faith, or in
any of the ways in which a model and its server go wrong.

    python -m tests.services.scripted_ollama [--port 11434] [--behaviour obedient] [--pace 0.05]

It shows what Sílabo does with what a model writes, and nothing of what a model can do.
"""

import argparse
import hashlib
import json
import math
import re
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.services.scripted_writers import Behaviour, write

MODEL, EMBEDDING_MODEL = "scripted:latest", "scripted-embedder:latest"
DIGESTS = {name: hashlib.sha256(name.encode()).hexdigest() for name in (MODEL, EMBEDDING_MODEL)}
DIMENSIONS = 64
PATIENCE_S = 30.0  # nothing is held up for ever
STALLS_AFTER = 8  # tokens
TOKEN = re.compile(r"\s*\S+|\s+")


class ScriptedOllama:
    """One server on loopback; what it does can be changed while it runs.

    `chats` and `embeds` are the requests that came. `left` is set when a client hung up in the
    middle of an answer.
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
        self.context_tokens = 8192
        self.chats: list[dict[str, Any]] = []
        self.embeds: list[dict[str, Any]] = []
        self.left = threading.Event()
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._behaviours: list[Behaviour] = []
        self.behave(*(behaviours or (Behaviour.OBEDIENT,)))
        self._server = _Server(("127.0.0.1", port), self)
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


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], scripted: ScriptedOllama) -> None:
        self.scripted = scripted
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        # Whoever hangs up may do so at any time.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        scripted = self.server.scripted
        if self.path == "/api/tags":
            models = [
                {"model": name, "name": name, "digest": digest}
                for name, digest in scripted.installed.items()
            ]
            self._reply(200, {"models": models})
        elif self.path == "/api/version":
            self._reply(200, {"version": "0.6.5"})
        else:
            self._reply(404, {"error": "not here"})

    def do_POST(self) -> None:
        scripted = self.server.scripted
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/show":
            facts = {"llama.context_length": scripted.context_tokens}
            self._reply(200, {"details": {}, "model_info": facts})
            return
        kept = scripted.chats if self.path == "/api/chat" else scripted.embeds
        kept.append(asked)
        name = asked["model"] if ":" in asked["model"] else f"{asked['model']}:latest"
        if name not in scripted.installed:
            self._reply(404, {"error": f"model '{name}' not found"})
            return
        behaviour = scripted.next_behaviour()
        if behaviour in _REFUSALS:
            self._refuse(behaviour)
        elif self.path == "/api/embed":
            self._reply(200, {"model": name, "embeddings": _vectors(behaviour, asked["input"])})
        else:
            self._chat(behaviour, asked)

    def _refuse(self, behaviour: Behaviour) -> None:
        headers = {}
        if behaviour is Behaviour.BUSY and self.server.scripted.retry_after is not None:
            headers["Retry-After"] = self.server.scripted.retry_after
        if behaviour is Behaviour.REDIRECTING:
            headers["Location"] = "https://elsewhere.example/api/chat"
        self._reply(_REFUSALS[behaviour], {"error": "no"}, headers)

    def _chat(self, behaviour: Behaviour, asked: dict[str, Any]) -> None:
        if behaviour is Behaviour.SLOW and not self._waits(PATIENCE_S):
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        prompt = "\n".join(message["content"] for message in asked["messages"])
        try:
            whole = self._stream(behaviour, asked, prompt)
        except (BrokenPipeError, ConnectionResetError):
            self.server.scripted.left.set()
            whole = False
        if whole:
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True

    def _stream(self, behaviour: Behaviour, asked: dict[str, Any], prompt: str) -> bool:
        """Send the text; whether the body came to its end."""
        if behaviour in _BYTES:
            self._chunk(_BYTES[behaviour] + b"\n")
            return True
        if behaviour is Behaviour.DRIPPING:
            return self._drip()
        most = asked["options"]["num_predict"]
        text = write(behaviour, prompt)
        if asked.get("format"):
            text = json.dumps({"answer": text})
        tokens = _endless(behaviour) if behaviour in _ENDLESS else iter(TOKEN.findall(text))
        for count, token in enumerate(tokens):
            ends = count >= most and behaviour is not Behaviour.ENDLESS
            if ends or (behaviour is Behaviour.CUT and count == STALLS_AFTER):
                return self._done("length", prompt)
            if behaviour in _FAILING and count == STALLS_AFTER:
                return self._fail(behaviour)
            self._part({"message": {"role": "assistant", "content": token}, "done": False})
            if not self._waits(self.server.scripted.pace_s):
                return False
        return self._done("stop", prompt)

    def _fail(self, behaviour: Behaviour) -> bool:
        if behaviour is Behaviour.DYING:
            self._part({"error": "model runner has unexpectedly stopped"})
            return True
        return behaviour is Behaviour.STALLING and self._waits(PATIENCE_S)

    def _drip(self) -> bool:
        for byte in b'{"message": {"role": "assistant", "content": "' + b"x" * 10_000:
            self._chunk(bytes([byte]))
            if not self._waits(0.02):
                return False
        return False

    def _done(self, reason: str, prompt: str) -> bool:
        self._part(
            {
                "message": {"role": "assistant", "content": ""},
                "done": True,
                "done_reason": reason,
                "prompt_eval_count": math.ceil(len(prompt) / 4),
            }
        )
        return True

    def _waits(self, seconds: float) -> bool:
        """Wait; False when the client hung up or the server ends meanwhile."""
        scripted = self.server.scripted
        until = time.monotonic() + seconds
        while not scripted.closing.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.0)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                scripted.left.set()
                return False
            if time.monotonic() >= until:
                return True
            time.sleep(0.005)
        return False

    def _part(self, values: dict[str, Any]) -> None:
        self._chunk(json.dumps({"model": MODEL, **values}, ensure_ascii=False).encode() + b"\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _reply(
        self, status: int, values: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        body = json.dumps(values).encode()
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - the library's name
        return


_REFUSALS = {
    Behaviour.BUSY: 503,
    Behaviour.FAULTY: 500,
    Behaviour.REFUSING: 400,
    Behaviour.REDIRECTING: 307,
}
_FAILING = {Behaviour.STALLING, Behaviour.BREAKING, Behaviour.DYING}
_ENDLESS = {Behaviour.ENDLESS, Behaviour.FLOODING}
_BYTES = {
    Behaviour.NOT_UTF8: b'{"message": {"role": "assistant", "content": "caf\xe9"}, "done": false}',
    Behaviour.NOT_JSON: b"<html>nginx</html>",
}


def _endless(behaviour: Behaviour) -> Iterator[str]:
    while True:
        yield " ja" if behaviour is Behaviour.ENDLESS else "x" * 1_000_000


def _vectors(behaviour: Behaviour, texts: list[str]) -> list[list[float]]:
    vectors = [_vector(text) for text in texts]
    if behaviour is Behaviour.WRONG_DIMENSION:
        return [vector[:-1] for vector in vectors]
    if behaviour is Behaviour.TOO_FEW:
        return vectors[:-1]
    if behaviour is Behaviour.WITHOUT_DIRECTION:
        return [[0.0] * DIMENSIONS for _ in vectors]
    return vectors


def _vector(text: str) -> list[float]:
    """A bag of words: texts that share words lie near each other."""
    vector = [0.01] * DIMENSIONS
    for word in re.findall(r"\w+", text.casefold()):
        vector[hashlib.sha256(word[:6].encode()).digest()[0] % DIMENSIONS] += 1.0
    return vector


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
