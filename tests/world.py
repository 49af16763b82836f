"""Short ways through the whole system: launch as somebody, upload, ask, let the workers work."""

import io
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from silabo.domain.queues import Queue
from tests.lms import CLAIM, MEMBERSHIP, FakePlatform
from wiring.parts import System

ADDRESS = "https://tool.example"


@dataclass
class Visitor:
    """A person's open panel: a browser and the bearer token of its session."""

    client: FlaskClient
    launch: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """The bearer, as every request of the panel sends it."""
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET with the bearer."""
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.get(path, headers=headers, **options)

    def post(self, path: str, **options: Any) -> TestResponse:
        """POST with the bearer."""
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.post(path, headers=headers, **options)

    def put(self, path: str, **options: Any) -> TestResponse:
        """PUT with the bearer."""
        return self.client.put(path, headers=self.headers, **options)

    def delete(self, path: str) -> TestResponse:
        """DELETE with the bearer."""
        return self.client.delete(path, headers=self.headers)

    def ask(self, text: str, **options: Any) -> TestResponse:
        """Ask a question."""
        return self.post("/api/questions", json={"text": text}, **options)

    def upload(self, name: str, content: bytes) -> TestResponse:
        """Upload a file."""
        form = {"file": (io.BytesIO(content), name)}
        return self.post("/api/documents", data=form, content_type="multipart/form-data")


class World:
    """The embedded system and one platform."""

    def __init__(self, system: System, platform: FakePlatform) -> None:
        """Take both as they are."""
        self.system = system
        self.platform = platform

    def browser(self) -> FlaskClient:
        """A new browser, without cookies."""
        client = self.system.app.test_client()
        client.environ_base["REMOTE_ADDR"] = "127.0.0.1"
        client.environ_base["wsgi.url_scheme"] = "https"
        client.environ_base["HTTP_HOST"] = "tool.example"
        return client

    def visit(self, **claims: Any) -> Visitor:
        """Launch as a learner of course 2, or as the claims say, and open the session."""
        client = self.browser()
        opened = self.platform.launch(client, **claims)
        assert opened.status_code == 303, opened.text
        path, _, code = opened.headers["Location"].partition("#c=")
        launch = path.rsplit("/", 1)[1]
        session = client.post("/api/session", json={"launch": launch, "code": code})
        assert session.status_code == 201, session.text
        return Visitor(client=client, launch=launch, token=session.get_json()["token"])

    def student(self, sub: str = "3", course: str = "2", **claims: Any) -> Visitor:
        """A learner of a course."""
        context = {"id": course, "title": f"Course {course}"}
        claims.setdefault("email", f"person{sub}@example.org")
        return self.visit(sub=sub, **{f"{CLAIM}context": context}, **claims)

    def instructor(self, sub: str = "5", course: str = "2", **claims: Any) -> Visitor:
        """An instructor of a course."""
        roles = {f"{CLAIM}roles": [f"{MEMBERSHIP}Instructor"]}
        return self.student(sub, course, **roles, **claims)

    def work(self, *queues: Queue) -> None:
        """Let the workers do all that waits: documents, then answers, then letters."""
        for queue in queues or (Queue.DOCUMENTS, Queue.ANSWERS, Queue.LETTERS, Queue.UPKEEP):
            while self.system.workers.run(queue):
                pass
