"""How a scripted server answers one request of Ollama's API, by what it was told to do."""

import json
import math
import re
import select
import socket
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.services.scripted_models import MODEL, vectors_of
from tests.services.scripted_writers import Behaviour, write

if TYPE_CHECKING:
    from tests.services.scripted_ollama import ScriptedOllama

PATIENCE_S = 30.0  # nothing is held up for ever
STALLS_AFTER = 8  # tokens
TOKEN = re.compile(r"\s*\S+|\s+")


class ScriptedServer(ThreadingHTTPServer):
    """A server whose requests `scripted` is asked about."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], scripted: "ScriptedOllama") -> None:
        self.scripted = scripted
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        # Whoever hangs up may do so at any time.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ScriptedServer

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
            self._reply(200, {"model": name, "embeddings": vectors_of(behaviour, asked["input"])})
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
    Behaviour.DIGITS: b'{"done": false, "eval_count": ' + b"9" * 50_000 + b"}",
    Behaviour.DEEP: b'{"message": ' + b"[" * 50_000,
}


def _endless(behaviour: Behaviour) -> Iterator[str]:
    while True:
        yield " ja" if behaviour is Behaviour.ENDLESS else "x" * 1_000_000
