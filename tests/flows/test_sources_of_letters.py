"""A source in a letter opens the document at its place, beside its question, through the LMS."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿Con qué nota se promociona?"
LATER = "¿Cuándo es el primer parcial?"
SOON_MS = 20_000
ARRIVES_S = 30


@pytest.fixture(autouse=True)
def nothing_asked(here: Stage) -> None:
    with connection():
        tables.Question.delete().execute()
    for path in mail(here):
        path.unlink()


def mail(here: Stage) -> list[Path]:
    return list((here.settings.data_dir / "mail").rglob("*.eml"))


def ask(here: Stage, page: Page, text: str, *, letter: bool) -> None:
    panel = here.enter(page, ANA)
    panel.locator("[name=letter]").set_checked(letter)
    panel.locator("#question").fill(text)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card[data-state=answered]")).to_be_visible(timeout=SOON_MS)


def sources(here: Stage) -> list[str]:
    """Where the sources of the letter lead that arrives."""
    deadline = time.monotonic() + ARRIVES_S
    while not mail(here) and time.monotonic() < deadline:
        time.sleep(0.2)
    (path,) = mail(here)
    body = message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
    assert body is not None
    return re.findall(r"^ +(http\S+/citations/\d+)\r?$", body.get_content(), re.MULTILINE)


def test_a_source_of_a_letter_opens_the_passage_beside_its_question(
    here: Stage, page: Page
) -> None:
    ask(here, page, ASKED, letter=True)
    first, second, *_ = sources(here)
    ask(here, page, LATER, letter=False)  # what the panel would show by itself
    page.goto(second)
    cited = page.locator("#reader .cited")
    expect(cited).to_be_focused(timeout=SOON_MS)
    expect(page.locator("#card h2")).to_have_text(ASKED)
    told = cited.text_content()
    page.goto(first)
    expect(cited).to_be_focused(timeout=SOON_MS)

    assert cited.text_content() != told
    page.locator("#reader .close").click()
    expect(page.locator("#card h2")).to_have_text(ASKED)


def test_the_link_of_a_whole_question_opens_no_document(here: Stage, page: Page) -> None:
    ask(here, page, ASKED, letter=True)
    first, *_ = sources(here)
    page.goto(first.partition("/answers/")[0])

    expect(page.locator("#card h2")).to_have_text(ASKED)
    expect(page.locator("#reader")).to_be_hidden()
