"""How a scripted server answers one request, by what it was told to do."""

import gzip
import json
import re
import select
import socket
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.services.scripted_models import EMBEDDING_MODEL, vectors_of
from tests.services.scripted_wires import OLLAMA, OPENAI, Wire
from tests.services.scripted_writers import THOUGHT, Behaviour, write

if TYPE_CHECKING:
    from tests.services.scripted_ollama import ScriptedOllama

PATIENCE_S = 30.0  # nothing is held up for ever
STALLS_AFTER = 8  # tokens
PAGE = b"<!doctype html><title>nginx</title>"
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
                {"model": name, "name": name, "digest": digest, **scripted.told.get(name, {})}
                for name, digest in scripted.installed.items()
            ]
            self._reply(200, {"models": models})
        elif self.path == "/api/version":
            self._reply(200, {"version": "0.17.4"})
        elif self.path == "/v1/models":
            known = [{"id": name, "object": "model"} for name in scripted.installed]
            self._reply(200, {"object": "list", "data": known})
        else:
            self._reply(404, {"error": "not here"})

    def do_POST(self) -> None:
        scripted = self.server.scripted
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/show":
            facts = {"llama.context_length": scripted.context_tokens}
            can = "embedding" if asked["model"] == EMBEDDING_MODEL else "completion"
            shown = {"details": {}, "model_info": facts, "capabilities": [can]}
            self._reply(200, shown)
            return
        kept = scripted.chats if self.path in _CHATS else scripted.embeds
        kept.append(asked)
        scripted.keys.append(self.headers.get("Authorization", ""))
        name = asked["model"] if ":" in asked["model"] else f"{asked['model']}:latest"
        if name not in scripted.installed:
            self._reply(404, {"error": f"model '{name}' not found"})
            return
        behaviour = scripted.next_behaviour()
        if behaviour in _REFUSALS:
            self._refuse(behaviour)
        elif self.path in _CHATS:
            self._chat(behaviour, asked)
        else:
            self._embed(behaviour, name, asked["input"])

    def _embed(self, behaviour: Behaviour, name: str, texts: list[str]) -> None:
        most = self.server.scripted.longest_text
        if most and max(map(len, texts)) > most:
            message = "input is too large to process. increase the physical batch size"
            self._reply(500, {"error": {"message": message, "type": "server_error"}})
            return
        vectors = vectors_of(behaviour, texts, self.server.scripted.numbers)
        if self.path == "/api/embed":
            self._reply(200, {"model": name, "embeddings": vectors})
            return
        data = [{"index": at, "embedding": vector} for at, vector in enumerate(vectors)]
        self._reply(200, {"model": name, "data": data[::-1]})  # whoever reads has to sort

    def _refuse(self, behaviour: Behaviour) -> None:
        headers = {}
        if behaviour is Behaviour.BUSY and self.server.scripted.retry_after is not None:
            headers["Retry-After"] = self.server.scripted.retry_after
        if behaviour is Behaviour.REDIRECTING:
            headers["Location"] = f"https://elsewhere.example{self.path}"
        if behaviour is Behaviour.PACKED:
            headers["Content-Encoding"] = "gzip"
        if behaviour in _PAGES:
            page = gzip.compress(PAGE) if behaviour is Behaviour.PACKED else PAGE
            self._send(_REFUSALS[behaviour], page, {**headers, "Content-Type": "text/html"})
            return
        busy = behaviour is Behaviour.BUSY and self._wire is OPENAI
        self._reply(429 if busy else _REFUSALS[behaviour], {"error": "no"}, headers)

    @property
    def _wire(self) -> Wire:
        return OPENAI if self.path.startswith("/v1/") else OLLAMA

    def _chat(self, behaviour: Behaviour, asked: dict[str, Any]) -> None:
        if behaviour is Behaviour.SLOW and not self._waits(PATIENCE_S):
            return
        self.send_response(200)
        self.send_header("Content-Type", self._wire.media_type)
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
        wire = self._wire
        if behaviour in wire.broken:
            self._chunk(wire.broken[behaviour])
            return True
        if behaviour is Behaviour.LINE:
            return self._one_line()
        if behaviour is Behaviour.DRIPPING:
            return self._drip()
        text = f"{write(behaviour, prompt)} {self.server.scripted.adds}".strip()
        if wire is OPENAI:
            self._chunk(b": this is no event\n\n")
            text = self._think_first(text)
        if wire.by_schema(asked):
            text = json.dumps({"answer": text})
        tokens = _endless(behaviour) if behaviour in _ENDLESS else iter(TOKEN.findall(text))
        return self._tokens(behaviour, tokens, wire.most(asked), prompt)

    def _tokens(self, behaviour: Behaviour, tokens: Iterator[str], most: int, prompt: str) -> bool:
        for count, token in enumerate(tokens):
            ends = count >= most and behaviour is not Behaviour.ENDLESS
            if ends or (behaviour is Behaviour.CUT and count == STALLS_AFTER):
                return self._done("length", prompt)
            if behaviour in _FAILING and count == STALLS_AFTER:
                return self._fail(behaviour)
            self._chunk(self._wire.token(token))
            if not self._waits(self.server.scripted.pace_s):
                return False
        return self._done("stop", prompt)

    def _fail(self, behaviour: Behaviour) -> bool:
        if behaviour is Behaviour.DYING:
            self._chunk(self._wire.failed())
            return True
        return behaviour is Behaviour.STALLING and self._waits(PATIENCE_S)

    def _drip(self) -> bool:
        for byte in self._wire.drip + b"x" * 10_000:
            self._chunk(bytes([byte]))
            if not self._waits(0.02):
                return False
        return False

    def _one_line(self) -> bool:
        """Send a line that has no end, for as long as anybody reads it."""
        while self._waits(0.0):
            self._chunk(b"data: " + b"x" * 30_000)
        return False

    def _think_first(self, text: str) -> str:
        """Send what is thought as a server does that tells it apart, and give back the rest."""
        thought, _, rest = text.rpartition(THOUGHT)
        for token in TOKEN.findall(thought):
            self._chunk(OPENAI.thought(token))
            self._waits(self.server.scripted.pace_s)
        return rest.lstrip() if thought else text

    def _done(self, reason: str, prompt: str) -> bool:
        self._chunk(self._wire.done(reason, prompt, self.server.scripted.measured))
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

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _reply(
        self, status: int, values: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        kind = {"Content-Type": "application/json"}
        self._send(status, json.dumps(values).encode(), {**kind, **(headers or {})})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
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
    Behaviour.PAGE: 200,
    Behaviour.PACKED: 200,
    Behaviour.LOCKED: 401,
}
_PAGES = {Behaviour.PAGE, Behaviour.PACKED}
_CHATS = ("/api/chat", "/v1/chat/completions")
_FAILING = {Behaviour.STALLING, Behaviour.BREAKING, Behaviour.DYING}
_ENDLESS = {Behaviour.ENDLESS, Behaviour.FLOODING}


def _endless(behaviour: Behaviour) -> Iterator[str]:
    while True:
        yield " ja" if behaviour is Behaviour.ENDLESS else "x" * 1_000_000
