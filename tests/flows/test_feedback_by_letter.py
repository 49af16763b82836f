"""A letter is read as it came, its link is opened, its button pressed, and the desk shows it."""

import re

import pytest
from playwright.sync_api import Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import violations
from tests.flows.letters import ask, the_letter, throw_away
from tests.flows.stage import ANA, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿Con qué nota se promociona?"


@pytest.fixture(autouse=True)
def nothing_asked(here: Stage) -> None:
    with connection():
        tables.Question.delete().execute()
    throw_away(here)


def links(here: Stage, page: Page) -> tuple[str, str]:
    """Ask by letter; where the two links of what arrives lead: yes, no."""
    ask(here, page, ASKED, letter=True)
    yes, no = re.findall(r"^(http\S+/letters/feedback/\S+)\r?$", the_letter(here), re.MULTILINE)
    return yes, no


def kept() -> tuple[bool | None, str]:
    with connection():
        row = tables.Answer.select().order_by(tables.Answer.id.desc()).get()
    return row.helped, row.unhelpful


def test_a_student_says_by_a_letters_link_that_it_did_not_help_and_the_desk_shows_it(
    here: Stage, page: Page
) -> None:
    yes, no = links(here, page)
    said = here.page(page.context)
    said.goto(yes)
    said.goto(no)
    opened = kept()
    said.get_by_label(say("es", "It is incomplete")).check()
    said.get_by_role("button", name=say("es", "No, it did not help")).click()
    expect(said.get_by_role("heading")).to_have_text(say("es", "Noted: it did not help."))

    assert opened == (None, "")
    assert kept() == (False, "incomplete")
    desk = here.enter(page, MARIANA)
    group = desk.locator("#groups li").first
    expect(group).to_contain_text("No sirvió a 1 de 1")
    expect(group).not_to_contain_text("Ana")


def test_it_is_said_by_keyboard_and_taken_back_without_script(here: Stage, page: Page) -> None:
    yes, _ = links(here, page)
    said = here.page(page.context)
    script = page.context.new_cdp_session(said)
    script.send("Emulation.setScriptExecutionDisabled", {"value": True})
    said.goto(yes)
    said.keyboard.press("Tab")
    expect(said.get_by_role("button", name=say("es", "Yes, it helped"))).to_be_focused()
    said.keyboard.press("Enter")
    expect(said.get_by_role("heading")).to_have_text(say("es", "Noted: it helped."))
    helped = kept()
    said.get_by_role("link", name=say("es", "No, it did not help")).click()
    between = kept()
    said.get_by_role("button", name=say("es", "No, it did not help")).click()
    expect(said.get_by_role("heading")).to_have_text(say("es", "Noted: it did not help."))
    said.close()

    assert helped == between == (True, "")
    assert kept() == (False, "")
    panel = here.enter(page, ANA)
    expect(panel.locator("#card [data-action=not-helped]").first).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_page_leads_on_to_the_question_in_the_course(here: Stage, page: Page) -> None:
    yes, _ = links(here, page)
    page.goto(yes)
    page.get_by_role("button").click()
    page.get_by_role("link", name=say("es", "Open the question in the course")).click()

    expect(page.locator("#card h2")).to_have_text(ASKED)


def test_axe_finds_nothing_on_the_pages_of_a_letters_links(here: Stage, page: Page) -> None:
    yes, no = links(here, page)
    found = set()
    for path in (yes, no):
        page.goto(path)
        found |= violations(page.main_frame)
        page.get_by_role("button").click()
        found |= violations(page.main_frame)
    with connection():
        tables.Question.delete().execute()
    page.goto(no)
    expect(page.get_by_role("heading")).to_have_text(
        say("es", "This question is not here any more")
    )
    found |= violations(page.main_frame)

    assert found == set()
    assert all("410" in each for each in here.complaints)
    here.complaints.clear()  # the browser's own, of a link that leads nowhere any more
