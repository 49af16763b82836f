"""Who uses the server in the tests: an LMS with https, students and instructors, a mail relay."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from requests.adapters import HTTPAdapter

from tests.deploy.https import https_server
from tests.deploy.machine import LMS, NAME, RELAY, Machine
from tests.deploy.playbook import SECRETS, Site
from tests.lms import MEMBERSHIP, FakePlatform
from tests.services.scripted_smtp import ScriptedSmtp

RULES = "# Evaluación\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
ASKED = "¿Cuándo es el primer parcial?"
WAIT_S = 90


class _Named(HTTPAdapter):
    """Connects to an address, and speaks with the name that the certificate is of."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, server_hostname=NAME, assert_hostname=NAME, **options)


@dataclass
class Browser:
    """A browser's way to the server, past the names of the Internet. It keeps cookies."""

    site: Site
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False
        self.session.mount("https://", _Named())
        self.session.verify = str(self.site.certificate.authority)
        self.session.headers["Host"] = NAME

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """One request by https; a redirect is an answer."""
        options = {"timeout": 100, "allow_redirects": False, **options}
        address = f"https://{self.site.machine.address}{path}"
        return self.session.request(method, address, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        """As the LMS's forms do."""
        return self.request("POST", path, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        """As a link does."""
        return self.request("GET", path, **options)


@dataclass
class Person:
    """Somebody who has opened the tool in a course."""

    browser: Browser
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """The session."""
        return {"Authorization": f"Bearer {self.token}"}

    def upload(self, name: str, text: str) -> str:
        """Bring a document, and wait until it is ready. Its id."""
        # A machine that was there before may have this very file.
        file = f"{text}\n\nRevisión {uuid4().hex}\n".encode()
        made = self.browser.post(
            "/api/documents", files={"file": (name, file)}, headers=self.headers
        )
        assert made.status_code == 201, made.text
        found = until(
            lambda: self.browser.get(
                f"/api/documents/{made.json()['id']}", headers=self.headers
            ).json(),
            lambda document: "ready" in json.dumps(document),
        )
        return str(found["id"])

    def ask(self, text: str = ASKED, **headers: str) -> requests.Response:
        """Ask a question."""
        key = {"Idempotency-Key": uuid4().hex}
        return self.browser.post(
            "/api/questions", json={"text": text}, headers=self.headers | key | headers
        )

    def answer(self, question: str) -> dict[str, Any]:
        """Wait for the answer of a question."""
        return until(
            lambda: self.browser.get(f"/api/questions/{question}", headers=self.headers).json(),
            lambda found: found["state"] in {"answered", "failed"},
        )


@dataclass
class House:
    """The LMS and the relay of the test's university."""

    site: Site
    platform: FakePlatform
    relay: ScriptedSmtp
    files: dict[str, bytes | Path | str]  # what its https answers with, by path

    def register(self) -> None:
        """Let the server know the LMS, as an administrator types it."""
        known = self.site.machine.ssh("silabo lti list").stdout
        if "Test LMS" in known:
            return
        issuer = self.platform.issuer
        self.site.machine.ssh(
            f"silabo lti add --name 'Test LMS' --issuer {issuer} --client-id silabo --deployment 1"
            f" --login-url {issuer}/mod/lti/auth.php --token-url {issuer}/mod/lti/token.php"
            f" --key-set-url {self.platform.key_set_url}"
        )

    def open(self, person: str = "3", *, role: str = "Learner") -> Person:
        """A launch, and the session that its page opens."""
        browser = Browser(self.site)
        launched = self.platform.launch(
            browser,  # type: ignore[arg-type]
            sub=person,
            email=f"person{person}@example.org",
            **{_ROLES: [f"{MEMBERSHIP}{role}"]},
        )
        assert launched.status_code == 303, launched.text
        path, _, code = launched.headers["Location"].partition("#c=")
        made = browser.post("/api/session", json={"launch": path.rpartition("/")[2], "code": code})
        assert made.status_code == 201, made.text
        return Person(browser, made.json()["token"])

    def letters(self, person: str = "3") -> int:
        """How many letters a person has got."""
        address = f"person{person}@example.org"
        return sum(each.recipient == address for each in self.relay.journal)

    def doubled(self) -> list[str]:
        """The letters that came more than once."""
        names = Counter(str(each.message["Message-ID"]) for each in self.relay.journal)
        return [name for name, times in names.items() if times > 1]


_ROLES = "https://purl.imsglobal.org/spec/lti/claim/roles"


@contextmanager
def house(site: Site) -> Iterator[House]:
    """The LMS's https and the relay's SMTP, on our end of the machine's line."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    # Another key has another name, so that a machine that knows an older one asks again.
    platform = FakePlatform(
        key, address=f"https://{NAME}", issuer=f"https://{LMS}", kid=uuid4().hex
    )
    ours = site.machine.network.ours
    relay = ScriptedSmtp(
        certificate=site.certificate,
        at=(ours, 587),
        users={"silabo": SECRETS["vault_silabo_mail_relay_password"]},
    )
    files: dict[str, bytes | Path | str] = {
        "/mod/lti/certs.php": json.dumps(platform.key_set()).encode()
    }
    server = https_server(ours, site.certificate, files)
    try:
        yield House(site, platform, relay, files)
    finally:
        relay.stop()
        server.shutdown()
        server.server_close()


def until(look: Any, good: Any, within_s: float = WAIT_S) -> Any:
    """Look until it is good, and return what was seen. Raises `TimeoutError` with the last look."""
    deadline = time.monotonic() + within_s
    while True:
        seen = look()
        if good(seen):
            return seen
        if time.monotonic() > deadline:
            raise TimeoutError(str(seen)[:2000])
        time.sleep(0.3)


def secrets_on(machine: Machine, text: str) -> list[str]:
    """Which secrets stand in a text."""
    return [name for name, value in SECRETS.items() if value and value in text]


__all__ = ["ASKED", "LMS", "NAME", "RELAY", "RULES", "Browser", "House", "Person", "house", "until"]
