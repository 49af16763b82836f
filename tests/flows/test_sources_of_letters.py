"""A source in a letter opens the document at its place, beside its question, through the LMS."""

import re

import pytest
from playwright.sync_api import Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.letters import SOON_MS, ask, the_letter, throw_away
from tests.flows.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿Con qué nota se promociona?"
LATER = "¿Cuándo es el primer parcial?"


@pytest.fixture(autouse=True)
def nothing_asked(here: Stage) -> None:
    with connection():
        tables.Question.delete().execute()
    throw_away(here)


def sources(here: Stage) -> list[str]:
    """Where the sources of the letter lead that arrives."""
    return re.findall(r"^ +(http\S+/citations/\d+)\r?$", the_letter(here), re.MULTILINE)


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
