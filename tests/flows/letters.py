"""Letters of a stage, read from its folder as they came."""

import time
from email import message_from_bytes, policy
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.flows.stage import ANA, Stage

SOON_MS = 20_000
ARRIVES_S = 30


def letters(here: Stage) -> list[EmailMessage]:
    """All that have come."""
    found = (here.settings.data_dir / "mail").rglob("*.eml")
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in found]


def throw_away(here: Stage) -> None:
    """Leave none of those that have come."""
    for path in (here.settings.data_dir / "mail").rglob("*.eml"):
        path.unlink()


def plain(letter: EmailMessage) -> str:
    """What a letter says without HTML."""
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


def the_letter(here: Stage) -> str:
    """What the only letter says, once it has come."""
    deadline = time.monotonic() + ARRIVES_S
    while not letters(here) and time.monotonic() < deadline:
        time.sleep(0.2)
    (letter,) = letters(here)
    return plain(letter)


def ask(here: Stage, page: Page, text: str, *, letter: bool) -> None:
    """Ask as Ana, with the tick for a letter or without, and wait for the answer's card."""
    panel = here.enter(page, ANA)
    panel.locator("[name=letter]").set_checked(letter)
    panel.locator("#question").fill(text)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card[data-state=answered]")).to_be_visible(timeout=SOON_MS)
