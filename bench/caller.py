"""A browser's connection to the tool's web, without a browser's weight."""

import http.client
import json
from http import HTTPStatus
from uuid import uuid4


class Caller:
    """One connection that is kept, as browsers keep theirs."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, token: str, text: str) -> tuple[int, str]:
        """Ask; the status, and the question's public id."""
        body = json.dumps({"text": text})
        status, raw, _ = self._call("POST", "/api/questions", token, body=body)
        return status, json.loads(raw)["id"] if status == HTTPStatus.CREATED else ""

    def get(self, path: str, token: str, etag: str = "") -> tuple[int, bytes, str]:
        """The status, the body and the ETag of a page."""
        return self._call("GET", path, token, etag=etag)

    def _call(
        self, method: str, path: str, token: str, *, body: str | None = None, etag: str = ""
    ) -> tuple[int, bytes, str]:
        headers = {"Authorization": f"Bearer {token}"}
        if body is not None:
            # Sent again over a new line where the server has closed one: asking twice is once.
            headers |= {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex}
        if etag:
            headers["If-None-Match"] = etag
        try:
            return self._once(method, path, body, headers)
        except (http.client.HTTPException, OSError):
            self._line.close()  # the server closes what was idle for long
            return self._once(method, path, body, headers)

    def _once(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes, str]:
        self._line.request(method, path, body=body, headers=headers)
        reply = self._line.getresponse()
        return reply.status, reply.read(), reply.headers.get("ETag", "")
