"""What a real Moodle does with courses, frames and dialogs, in the LMS that imitates it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.flows.browser import window
from tests.flows.stage import ANA, FRAME, MARIANA, TERESA, Stage
from tests.flows.test_placing import select
from tests.flows.test_registering import TOOLS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

# As measured in Moodle 5.1 beside its course index.
WIDTHS = {1280: 883, 1366: 971, 1440: 1045}
RULES = "Reglamento de la cursada.md"


def copied(here: Stage, page: Page, title: str) -> int:
    """Copy course 2 as its instructor; the number of the activity of this title in the copy."""
    page.goto(f"{here.lms}/course/view.php?id=2")
    page.get_by_role("button", name="Copiar el curso").click()
    page.wait_for_url(lambda url: "view.php" in url and not url.endswith("id=2"))
    return here.activity(page, title)


def placed(here: Stage, page: Page, title: str) -> FrameLocator:
    placing = select(here, page)
    placing.locator("#title").fill(title)
    placing.get_by_label(RULES).check()
    return placing


@pytest.mark.row("copy-1")
@pytest.mark.row("copy-3")
def test_an_activity_of_a_copied_course_answers_after_one_press_of_its_instructor(
    here: Stage, page: Page
) -> None:
    title = f"Reglas {page.viewport_size['width']}"
    placed(here, page, title).locator(".primary").click()
    page.wait_for_url(f"{here.lms}/course/view.php?id=2")
    activity = copied(here, page, title)

    panel = here.enter(page, ANA, activity)
    expect(panel.locator(".promise")).to_contain_text("aún no han añadido documentos")
    desk = here.enter(page, MARIANA, activity)
    expect(desk.locator("#stale-limit")).to_contain_text(RULES)
    offer = desk.get_by_role("button", name="Traer")
    expect(offer).to_be_visible()
    offer.click()
    expect(desk.locator("[data-document][data-state=ready]").first).to_be_visible(timeout=30_000)
    expect(desk.locator("#stale-limit")).to_have_count(0)

    panel = here.enter(page, ANA, activity)
    expect(panel.locator(".asking > .quiet")).to_contain_text("Reglamento de la cursada")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_frame_beside_the_course_index_is_as_wide_as_in_moodle(
    here: Stage, browser: Browser, width: int
) -> None:
    with window(browser, width=width) as context:
        page = here.page(context)
        here.become(page, ANA)
        page.goto(f"{here.lms}/mod/lti/view.php?id=2&index=open")
        panel = page.frame_locator(FRAME)
        panel.locator("#question").wait_for()
        box = page.locator(FRAME).bounding_box()
        page.mouse.wheel(0, 200)  # the page scrolls, the frame does not

        assert box is not None
        assert box["width"] == WIDTHS[width]
        assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
        assert panel.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")
        expect(page.locator(".floating")).to_be_in_viewport()
        assert page.locator(FRAME).get_attribute("title") == ""


@pytest.mark.row("legacy-1")
def test_the_legacy_button_shows_the_page_that_names_its_neighbour(here: Stage, page: Page) -> None:
    here.become(page, TERESA)
    page.goto(here.lms + TOOLS)
    page.fill("#url", here.invitation())
    page.get_by_role("button", name="Añadir LTI antiguo").click()
    frame = page.frame_locator("#registering")

    expect(frame.locator("body")).to_contain_text("legacy_registration")
    expect(frame.locator("body")).to_contain_text("Add LTI Advantage")
    here.complaints.clear()  # the browser writes down the 400 that this test is about


@pytest.fixture
def restored(here: Stage) -> Iterator[None]:
    """The LMS's first tool is again as the other tests know it, whatever becomes of this one."""
    with here.switched():
        yield


@pytest.mark.usefixtures("restored")
def test_an_update_says_what_it_resets_and_the_tool_left_the_chooser(
    here: Stage, page: Page
) -> None:
    here.become(page, TERESA)
    page.goto(here.lms + TOOLS)
    page.fill("#url", here.invitation())
    page.get_by_role("button", name="Añadir LTI Advantage").click()
    frame = page.frame_locator("#registering")
    expect(frame.locator(".notice")).to_contain_text("fuera del selector")
    frame.get_by_role("link", name="Actualizar Sílabo (1)").click()
    expect(frame.locator("h1")).to_have_text("El registro se renovó")
    expect(frame.locator(".left")).to_contain_text("no está en el selector de actividades hasta")
    expect(frame.locator("body")).not_to_contain_text("pendiente")
    frame.get_by_role("button", name="Hecho").click()
    page.wait_for_url(here.lms + TOOLS)
    chooser = page.locator("[data-tool='1'] [name=in_chooser]")

    expect(chooser).not_to_be_checked()
    expect(page.locator("[data-tool='1'] [name=active]")).to_be_checked()


def test_an_answer_that_the_platform_refuses_fails_inside_its_window_and_can_be_left(
    here: Stage, page: Page
) -> None:
    placing = placed(here, page, "Con una firma rota")
    expect(page.locator("dialog.modal")).to_be_visible()

    def bend(route: Route) -> None:
        route.continue_(post_data="JWT=a.b.c")

    page.route("**/mod/lti/contentitem_return.php*", bend)
    placing.locator(".primary").click()
    expect(placing.locator("h1")).to_contain_text("no es válida")
    page.unroute("**/mod/lti/contentitem_return.php*")
    page.locator("dialog.modal").get_by_role("link", name="Cancelar").click()
    page.wait_for_url(f"{here.lms}/course/modedit.php?course=2")

    expect(page.locator("dialog.modal")).to_have_count(0)
    here.complaints.clear()  # the browser writes down the platform's 400
