"""A course's rules answer students of another course, as long as both instructors want that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from silabo.domain.queues import Queue
from tests.flows.axe import check
from tests.flows.stage import (
    ALGEBRA,
    CAMILLE,
    EMILY,
    FRAME,
    MARIANA,
    OPERATING_SYSTEMS,
    Stage,
    stage,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SOON_MS = 30_000
NAME = "Faculty rules.md"
RULE = "A student who misses four seminars loses the regular status."
ASKED = "How many missed seminars lose the regular status?"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    """A stage of its own: what its courses read changes."""
    with stage(tmp_path / "stage", working=False, embedding_model="none") as running:
        running.work(Queue.DOCUMENTS)
        yield running


def press(control: Locator) -> None:
    """Use a control as the keyboard does."""
    control.focus()
    control.press("Enter")


def seen(page: Page, name: str) -> None:
    """Axe finds nothing, and nothing is wider than the page."""
    check(page)
    root = page.frame_locator(FRAME).locator("html")
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth"), name


def offered(here: Stage, page: Page) -> None:
    """Mariana brings the rules into her course and offers them, by keyboard alone."""
    desk = here.enter(page, MARIANA, ALGEBRA)
    desk.locator("#upload [type=file]").set_input_files(
        {"name": NAME, "mimeType": "text/markdown", "buffer": f"# Rules\n\n{RULE}\n".encode()}
    )
    row(desk).wait_for()
    here.work(Queue.DOCUMENTS)
    desk = here.enter(page, MARIANA, ALGEBRA)
    press(row(desk).locator(".menu > summary"))
    press(row(desk).locator(".menu details:has([data-action=offer]) > summary"))
    seen(page, "offering")
    press(row(desk).locator("[data-action=offer]"))
    expect(row(desk)).to_contain_text("Se ofrece a otros cursos", timeout=SOON_MS)
    expect(row(desk).locator(".menu > summary")).to_be_focused()


def row(desk: FrameLocator) -> Locator:
    return desk.locator("[data-document]", has_text=NAME)


def asked(here: Stage, page: Page) -> Locator:
    """Emily asks in the other course; the card of her answer."""
    panel = here.enter(page, EMILY, OPERATING_SYSTEMS)
    panel.locator("#question").fill(ASKED)
    press(panel.locator("#ask .primary"))
    panel.locator("#card .card:not(.sending)", has_text=ASKED).wait_for()
    here.work(Queue.ANSWERS)
    card = panel.locator("#card [data-state=answered]", has_text=ASKED)
    card.wait_for()
    return card


def test_a_rule_of_one_course_answers_in_another_until_its_offer_ends(
    here: Stage, page: Page
) -> None:
    offered(here, page)
    desk = here.enter(page, CAMILLE, OPERATING_SYSTEMS)
    press(desk.locator(".offered > summary"))
    seen(page, "offered")
    press(desk.locator("[data-action=take-other]"))
    others = desk.locator("#others section")
    expect(others).to_contain_text("Faculty rules", timeout=SOON_MS)
    expect(desk.locator("#others h2")).to_be_focused()
    seen(page, "read")
    here.work(Queue.UPKEEP)

    card = asked(here, page)
    expect(card).to_contain_text("misses four seminars")
    press(card.locator(".sources a").first)
    reader = page.frame_locator(FRAME).locator("#reader")
    expect(reader.locator(".cited")).to_contain_text(RULE)
    seen(page, "answered")

    desk = here.enter(page, MARIANA, ALGEBRA)
    expect(row(desk)).to_contain_text("Lo lee 1 curso")
    press(row(desk).locator(".menu > summary"))
    press(row(desk).locator(".menu details:has([data-action=take-back]) > summary"))
    seen(page, "ending")
    press(row(desk).locator("[data-action=take-back]"))
    expect(row(desk)).not_to_contain_text("Lo lee", timeout=SOON_MS)

    card = asked(here, page)
    expect(card).not_to_contain_text("misses four seminars")
    desk = here.enter(page, CAMILLE, OPERATING_SYSTEMS)
    expect(desk.locator("#ended-loans")).to_contain_text("ne propose plus")
    seen(page, "ended")
    press(desk.locator("[data-action=leave-other]"))
    expect(desk.locator("#ended-loans")).to_have_count(0, timeout=SOON_MS)
    assert here.complaints == []
