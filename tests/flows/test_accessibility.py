from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Playwright, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.axe import check, violations
from tests.flows.browser import chromium
from tests.flows.stage import (
    ALGEBRA,
    ANA,
    CAMILLE,
    EMILY,
    FRAME,
    MARIANA,
    OPERATING_SYSTEMS,
    TERESA,
    Stage,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

OPENED_OF_EACH = 3  # operations of a method in the API's reference
NEVER_MS = 4_000_000_000_000  # in the year 2096


def test_axe_finds_nothing_in_any_state_of_the_panel(here: Stage, page: Page) -> None:
    panel = here.first_visit(page, ANA)
    expect(panel.locator(".examples")).to_be_visible()
    check(page)
    for question, state in (
        ("¿Con qué nota se promociona?", ".answer"),
        ("¿Hay estacionamiento en el campus?", "[data-kind=declined]"),
        ("¿Quién corrige el TP 3?", "[data-kind=closest]"),
        ("Hola", "[data-kind=reply]"),
    ):
        panel.locator("#question").fill(question)
        panel.locator("#ask .primary").click()
        expect(panel.locator(f"#card .card{state}, #card .card {state}")).to_be_visible()
        check(page)
    panel.locator("#list a", has_text="promociona").click()
    panel.locator(".sources a").first.click()
    expect(panel.locator("#reader .cited")).to_be_visible()
    check(page)
    panel.locator("#reader .close").click()
    panel.locator(".masthead summary").click()
    check(page)
    for name in ("Tus datos", "Token de API"):
        panel.get_by_role("link", name=name).click()
        expect(panel.locator("#reader h2")).to_have_text(name)
        check(page)
        panel.locator("#reader .close").click()
        panel.locator(".masthead summary").click()


def test_axe_finds_nothing_where_the_closest_was_it(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("¿Quién corrige el TP 3?")
    panel.locator("#ask .primary").click()
    panel.locator("[data-action=confirm]").press("Enter")

    expect(panel.locator("[data-action=unconfirm]")).to_be_focused()
    expect(panel.locator("#list")).to_contain_text("Respondida para ti")
    check(page)


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_axe_finds_nothing_in_a_card_without_an_answer(here: Stage, page: Page, state: str) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("¿Con qué nota se promociona?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)
    with connection():
        # Nobody may claim it before the test has ended.
        tables.Question.update(state=state, status=None, run_after=NEVER_MS).execute()
    panel = here.enter(page, ANA)
    panel.locator("#list a").click()
    expect(panel.locator(f"#card [data-state={state}]")).to_be_visible()

    check(page)


def test_axe_finds_nothing_where_an_instructor_sees_what_was_read(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    row = desk.locator("[data-document]").first
    row.locator(".menu > summary").click()
    row.get_by_role("link", name="Ver lo que se leyó").click()
    expect(desk.locator("#reader .text")).to_be_visible()

    check(page)


@pytest.mark.parametrize(
    ("person", "activity"),
    [(MARIANA, ALGEBRA), (CAMILLE, OPERATING_SYSTEMS), (EMILY, OPERATING_SYSTEMS)],
)
def test_axe_finds_nothing_where_a_person_arrives(
    here: Stage, page: Page, person: int, activity: int
) -> None:
    here.enter(page, person, activity)
    page.wait_for_timeout(500)

    check(page)


def test_axe_finds_nothing_on_refusals(here: Stage, page: Page) -> None:
    for path in (
        "/lti/login",
        "/lti/login?iss=https://lms.example&login_hint=1&target_link_uri=x",
        "/lti/register?openid_configuration=https://lms.example/",
        "/nowhere",
        "/panel/00000000-0000-4000-8000-000000000000",
    ):
        page.goto(f"{here.settings.address}{path}")
        assert violations(page.main_frame) == set()
    here.complaints.clear()  # the browser writes down the statuses that this test is about


@pytest.mark.parametrize("email", ["1", ""], ids=["all granted", "without e-mail"])
def test_axe_finds_nothing_on_the_pages_of_administrators(
    here: Stage, page: Page, email: str
) -> None:
    page.goto(f"{here.settings.address}/lti/manual")
    assert violations(page.main_frame) == set()
    here.become(page, TERESA)
    query = urlencode({"url": here.invitation(), "type": "new", "email": email})
    page.goto(f"{here.lms}/mod/lti/startltiadvregistration.php?{query}")
    expect(page.locator(".granted")).to_be_visible()
    assert violations(page.main_frame) == set()


def test_axe_finds_nothing_where_an_activity_is_placed(here: Stage, page: Page) -> None:
    here.become(page, MARIANA)
    page.goto(f"{here.lms}/mod/lti/contentitem.php?course=2&id=1")
    expect(page.locator("#placing")).to_be_visible()
    check(page)
    page.fill("#title", "")
    page.click("#placing .primary")
    expect(page.locator(".not-sent")).to_be_visible()
    check(page)


@pytest.mark.parametrize(
    "off", [(), ("share_name", "share_email", "roster")], ids=["all", "little"]
)
def test_axe_finds_nothing_in_the_connection_check(
    here: Stage, page: Page, off: tuple[str, ...]
) -> None:
    with here.switched(off=off):
        desk = here.enter(page, MARIANA)
    desk.locator(".masthead summary").click()
    desk.get_by_role("link", name="Revisar la conexión").click()
    expect(desk.locator("#reader .facts")).to_be_visible()

    check(page)


def test_axe_finds_nothing_for_somebody_without_a_role_in_the_course(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, TERESA)
    expect(panel.locator("h1")).to_be_visible()

    check(page)


def test_axe_finds_nothing_where_the_browser_keeps_nothing(
    here: Stage, playwright: Playwright, tmp_path: Path
) -> None:
    with chromium(playwright, tmp_path / "blocked", without_storage="localhost") as opened:
        page = here.page(opened)
        here.open(page, ANA)
        blocked = page.frame_locator(FRAME).locator("#blocked")
        expect(blocked).to_be_visible()
        frame = next(each for each in page.frames if each.url.startswith(here.settings.address))
        assert violations(frame) == set()


def test_axe_finds_nothing_on_the_reference_of_the_api(here: Stage, page: Page) -> None:
    page.goto(f"{here.settings.address}/api/docs")
    expect(page.locator(".opblock").first).to_be_visible(timeout=15_000)
    assert violations(page.main_frame) == set()
    # All of a method look alike, and what axe takes grows faster than the page that it looks at.
    opened = 0
    for method in ("get", "post", "put", "patch", "delete"):
        summaries = page.locator(f".opblock-{method} .opblock-summary-control")
        few = min(summaries.count(), OPENED_OF_EACH)
        for number in range(few):
            summaries.nth(number).click()
        opened += few
    expect(page.locator(".opblock-body")).to_have_count(opened)
    page.wait_for_timeout(500)

    assert opened > OPENED_OF_EACH
    assert violations(page.main_frame, ".opblock.is-open") == set()
