"""An instructor places the activity with a title and documents of their own choice."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.flows.stage import ANA, MARIANA, TERESA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PROMOTION = "¿Con qué nota se promociona?"
FIRST_EXAM = "¿Cuándo es el primer parcial?"


def select(here: Stage, page: Page, person: int = MARIANA, *, course: int = 2) -> FrameLocator:
    """Open the selection of content as this person; the tool's frame in it."""
    here.become(page, person)
    page.goto(f"{here.lms}/course/modedit.php?course={course}")
    page.get_by_role("button", name="Seleccionar contenido").click()
    return page.frame_locator("#selecting")


def ask(panel: FrameLocator, question: str) -> None:
    panel.locator("#question").fill(question)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card[data-state=answered] h2")).to_have_text(
        question, timeout=15_000
    )


def test_a_placed_activity_answers_only_from_the_chosen_documents(here: Stage, page: Page) -> None:
    title = f"Solo el reglamento {page.viewport_size['width']}"
    placing = select(here, page)
    expect(placing.locator("#title")).to_have_value("Pregunta al curso")
    placing.locator("#title").fill(title)
    placing.get_by_label("Reglamento de la cursada.md").check()
    placing.locator(".primary").click()
    page.wait_for_url(f"{here.lms}/course/view.php?id=2")
    limited = here.activity(page, title)

    panel = here.enter(page, ANA, limited)
    expect(panel.locator("#ask")).to_be_visible()
    expect(panel.locator(".asking > .quiet")).to_contain_text("Reglamento de la cursada")
    ask(panel, FIRST_EXAM)
    expect(panel.locator("#card .card")).to_have_attribute("data-kind", "declined")
    expect(panel.locator("body")).not_to_contain_text("1 de octubre")

    everything = here.enter(page, ANA)
    ask(everything, FIRST_EXAM)
    expect(everything.locator("#card .answer")).to_contain_text("1 de octubre")


def test_with_nothing_ticked_the_activity_answers_from_everything(here: Stage, page: Page) -> None:
    title = f"Todo el curso {page.viewport_size['width']}"
    placing = select(here, page)
    placing.locator("#title").fill(title)
    placing.locator("#title").press("Enter")
    page.wait_for_url(f"{here.lms}/course/view.php?id=2")

    panel = here.enter(page, ANA, here.activity(page, title))
    ask(panel, PROMOTION)
    expect(panel.locator("#card .answer")).to_contain_text("7 o más")


def test_a_cancel_leads_back_to_the_form_and_adds_nothing(here: Stage, page: Page) -> None:
    placing = select(here, page)
    placing.get_by_role("button", name="Cancelar").click()

    page.wait_for_url(f"{here.lms}/course/modedit.php?course=2&tool=1")
    page.goto(f"{here.lms}/course/view.php?id=2")
    expect(page.locator(".activity-row", has_text="Sílabo")).to_have_count(0)


def test_placing_without_a_title_says_so_and_loses_nothing(here: Stage, page: Page) -> None:
    placing = select(here, page)
    placing.locator("#title").fill("   ")
    placing.get_by_label("Reglamento de la cursada.md").check()
    placing.locator(".primary").click()

    expect(placing.locator("#title")).to_be_focused()
    expect(placing.locator(".not-sent")).to_be_visible()
    expect(placing.get_by_label("Reglamento de la cursada.md")).to_be_checked()


def test_who_does_not_teach_the_course_places_nothing(here: Stage, page: Page) -> None:
    refused = select(here, page, TERESA)

    expect(refused.locator("body")).to_contain_text("instructors_only")
    here.complaints.clear()  # the browser writes down the 403 that this test is about


@pytest.mark.row("copy-3")
def test_placing_in_a_copied_course_offers_its_documents_and_loses_no_title(
    here: Stage, page: Page
) -> None:
    here.enter(page, MARIANA)  # so that the tool knows what she teaches
    course = copied(here, page)
    placing = select(here, page, course=course)
    placing.locator("#title").fill("En la copia")
    placing.get_by_role("button", name="Traer").click()

    expect(placing.get_by_role("button", name="Traer")).to_have_count(0)
    expect(placing.locator("#title")).to_have_value("En la copia")
    assert placing.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")
    placing.locator(".primary").click()
    page.wait_for_url(f"{here.lms}/course/view.php?id={course}")
    panel = here.enter(page, ANA, here.activity(page, "En la copia"))
    ask(panel, PROMOTION)
    expect(panel.locator("#card .answer")).to_contain_text("7 o más")


def copied(here: Stage, page: Page) -> int:
    """Copy course 2; the number of the copy."""
    page.goto(f"{here.lms}/course/view.php?id=2")
    page.get_by_role("button", name="Copiar el curso").click()
    page.wait_for_url(lambda url: "view.php" in url and not url.endswith("id=2"))
    return int(page.url.rpartition("=")[2])
