"""Whatever width an LMS gives the frame: nothing is cut off, and the way out is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Route, expect

from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import check, violations
from tests.flows.browser import window
from tests.flows.stage import ALGEBRA, ANA, FRAME, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿Con qué nota se promociona?"
# Two columns from 860 px of the frame; Moodle at 1280 with its course index open leaves it 883.
WIDTHS = [(183, 1), (375, 1), (859, 1), (860, 2), (883, 2), (1280, 2)]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with window(browser, width=1400) as opened:
        yield opened


def ask(panel: FrameLocator, question: str = QUESTION) -> None:
    panel.locator("#question").fill(question)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)


def test_at_no_width_is_anything_cut_off_and_columns_begin_at_860(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel, "¿Cuánto pesa cada instancia de evaluación?")
    frame = page.locator(FRAME)
    for width, columns in WIDTHS:
        frame.evaluate("(frame, width) => { frame.style.width = `${width}px`; }", width)
        panel.locator(".masthead summary").click()
        wide = panel.locator("html").evaluate("root => root.scrollWidth - root.clientWidth")
        tracks = panel.locator(".columns").evaluate(
            "grid => getComputedStyle(grid).gridTemplateColumns.split(' ').length"
        )
        menu = panel.locator(".masthead .menu ul").bounding_box()
        around = frame.bounding_box()
        panel.locator(".masthead summary").click()

        assert (wide, tracks) == (0, columns), width
        assert menu is not None
        assert around is not None
        assert menu["x"] >= around["x"], width
    check(page)


def test_the_box_can_be_brought_out_from_under_the_corner(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    page.locator(FRAME).evaluate("frame => frame.style.cssText = 'width:183px; height:240px'")
    button = panel.locator("#ask .primary")
    button.focus()
    panel.locator("html").evaluate("root => root.scrollTo(0, root.scrollHeight)")
    last = panel.locator(".fineprint, .questions a").last.evaluate(
        "element => innerHeight - element.getBoundingClientRect().bottom"
    )

    assert last >= 90  # Moodle's two buttons stand in the lowest 90 px


def test_the_panel_opens_in_a_tab_of_its_own_with_the_same_questions_and_the_way_back(
    here: Stage, page: Page, context: BrowserContext
) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    expect(panel.locator(".back")).to_be_hidden()
    panel.locator(".masthead summary").click()
    with context.expect_page() as opening:
        panel.get_by_role("button", name=say("es", "Open in a tab of its own")).click()
    tab = opening.value

    expect(tab.locator("#list a")).to_have_count(1)
    expect(tab.locator("#card .answer")).to_be_visible()
    assert tab.evaluate("window.opener") is None
    assert "#c=" not in tab.url
    tab.locator(".masthead summary").click()
    expect(tab.locator(".own-tab")).to_be_hidden()
    assert violations(tab.main_frame) == set()
    tab.keyboard.press("Escape")
    tab.get_by_role("link", name="Volver al curso").click()
    tab.wait_for_url(f"{here.lms}/course/view.php?id=2")


def test_a_session_that_is_over_leads_back_to_the_activity(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    with connection():
        tables.Session.delete().execute()
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    way = panel.locator(".not-sent").get_by_role("link", name=say("es", "Open the activity again"))
    expect(way).to_have_attribute("target", "_top")
    panel.locator(".masthead summary").click()
    panel.locator(".menu [href='#/data']").click()
    expect(panel.locator("#notice").get_by_role("link")).to_be_visible()
    way.click()
    page.wait_for_url(f"{here.lms}/mod/lti/view.php?id={ALGEBRA}")

    expect(page.frame_locator(FRAME).locator("#question")).to_have_value(QUESTION)
    page.frame_locator(FRAME).locator("#question").fill("")
    here.complaints.clear()  # the browser writes down the 401 that this test is about


def test_asking_shows_a_card_at_once_and_keeps_the_text_until_it_is_accepted(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/questions", hold)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()

    expect(panel.locator("#sending .card h2")).to_have_text(QUESTION)
    expect(panel.locator("#sending .state")).to_have_text(say("es", "Sending…"))
    expect(panel.locator("#question")).to_have_value(QUESTION)
    check(page)
    held[0].continue_()
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)
    expect(panel.locator("#sending .card")).to_have_count(0)
    expect(panel.locator("#question")).to_have_value("")


def test_a_new_question_takes_the_place_of_an_old_source(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    panel.locator("#card .sources a").first.click()
    expect(panel.locator("#reader .cited")).to_be_visible()
    panel.locator("#question").fill("¿Cuándo es el primer parcial?")
    panel.locator("#ask .primary").click()

    expect(panel.locator("#reader")).to_be_hidden()
    expect(panel.locator("#mine")).to_be_visible()
    expect(panel.locator("#card h2")).to_have_text("¿Cuándo es el primer parcial?")
    expect(panel.locator("#question")).to_be_focused()


def test_who_comes_back_sees_the_last_answer_also_without_any_document(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    panel = here.enter(page, ANA)
    expect(panel.locator("#card .answer")).to_be_visible()
    expect(panel.locator("#announcer")).to_be_empty()  # nothing speaks before it is asked
    with connection():
        kept = list(tables.Version.select().dicts())
        tables.Version.update(state="deleted").execute()
    panel = here.enter(page, ANA)
    expect(panel.locator("#ask")).to_have_count(0)
    expect(panel.locator("#card .answer")).to_be_visible()
    panel.locator("#card .sources a").first.click()
    expect(panel.locator("#reader")).to_contain_text("ya no está en el curso")
    with connection():
        for row in kept:
            tables.Version.update(state=row["state"]).where(
                tables.Version.id == row["id"]
            ).execute()


def test_a_printed_page_has_the_answer_whole_and_none_of_the_tools(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    page.emulate_media(media="print")

    expect(panel.locator("#card .answer")).to_be_visible()
    expect(panel.locator("#card .sources")).to_be_visible()
    for tool in (
        "#ask",
        "#mine",
        ".masthead summary",
        "#card .menu summary",
        ".hand-over",
        ".helped",
    ):
        expect(panel.locator(tool)).to_be_hidden()


def test_in_the_readers_own_colours_the_quoted_passage_is_still_marked(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    page.emulate_media(forced_colors="active")
    panel.locator("#card .sources a").first.click()
    cited = panel.locator("#reader .cited")

    expect(cited).to_be_visible()
    assert cited.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_a_desk_fits_as_narrow(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    page.locator(FRAME).evaluate("frame => { frame.style.width = '183px'; }")

    assert desk.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth")
