"""An e-mail only if the answer was not seen: seen, left, and never seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, Route, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import violations
from tests.flows.letters import letters, throw_away
from tests.flows.stage import ANA, FRAME, Stage, stage
from tests.tasks.work import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿Cuándo es el primer parcial?"
SOON_MS = 20_000
WAIT_MS = 600_000
MAILED = say("es", "%(answered)s, and by e-mail").partition(",")[2]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage whose workers do nothing by themselves: a test says when the answer is there."""
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


@pytest.fixture(autouse=True)
def nothing_before(here: Stage) -> None:
    """No letters, and no panel of an earlier test that would count as looked at."""
    throw_away(here)
    with connection():
        tables.Session.delete().execute()
        tables.Person.update(letters=True, letters_if_unseen=False).execute()


def ask(here: Stage, page: Page) -> FrameLocator:
    """Ask with both ticks; the panel, with the card that waits."""
    panel = here.enter(page, ANA)
    panel.locator("[name=letter]").check()
    panel.locator("[name=if_unseen]").check()
    panel.locator("#question").fill(ASKED)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible(timeout=SOON_MS)
    return panel


def state() -> tuple[str, bool]:
    """How the only letter stands, and whether its answer was seen."""
    with connection():
        row = tables.Delivery.get()
    return row.state, row.seen_at is not None


def is_left() -> bool:
    with connection():
        newest = tables.Session.select().order_by(tables.Session.id.desc()).get()
    return newest.left_at is not None


def time_passes() -> None:
    """The minutes are over, and the page has been heard of all the while."""
    with connection():
        tables.Delivery.update(
            created_at=tables.Delivery.created_at - WAIT_MS,
            run_after=tables.Delivery.run_after - WAIT_MS,
        ).execute()


def test_who_sees_the_answer_in_the_panel_gets_no_letter(here: Stage, page: Page) -> None:
    panel = ask(here, page)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    card: Locator = panel.locator("#card .card")
    expect(card).to_have_attribute("data-state", "answered", timeout=SOON_MS)
    seen = eventually(lambda: state() == ("suppressed", True))
    time_passes()
    here.work(Queue.LETTERS)

    assert seen
    expect(card).not_to_have_attribute("data-unseen", "1", timeout=SOON_MS)
    expect(card).not_to_contain_text(MAILED)
    assert letters(here) == []


def test_who_leaves_the_page_gets_the_letter_at_once(here: Stage, page: Page) -> None:
    with page.expect_response("**/api/session/page"):
        ask(here, page)
    before = is_left()
    page.goto(f"{here.lms}/mailbox")
    left = eventually(is_left)
    here.work(Queue.ANSWERS, Queue.LETTERS)

    assert (before, left) == (False, True)
    assert state() == ("sent", False)
    assert len(letters(here)) == 1


def test_who_never_sees_it_gets_the_letter_after_some_minutes(here: Stage, page: Page) -> None:
    panel = ask(here, page)
    page.route("**/fragments/questions/**", lambda route: route.abort())
    here.work(Queue.ANSWERS, Queue.LETTERS)
    waits = state()
    time_passes()
    here.work(Queue.LETTERS)

    assert waits == ("ready", False)
    expect(panel.locator("#card .waiting")).to_be_visible()
    assert state() == ("sent", False)
    assert len(letters(here)) == 1
    here.complaints.clear()  # the browser's own, of the polls that did not come through


def test_what_the_panel_could_not_say_at_first_it_says_again(here: Stage, page: Page) -> None:
    failed: list[str] = []

    def once(route: Route) -> None:
        failed.append(route.request.url)
        if len(failed) > 1:
            route.continue_()
        else:
            route.abort()

    page.route("**/seen", once)
    panel = ask(here, page)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    card = panel.locator("#card .card")
    expect(card).to_have_attribute("data-unseen", "1", timeout=SOON_MS)
    expect(card).not_to_have_attribute("data-unseen", "1", timeout=SOON_MS)

    assert len(failed) > 1
    assert state() == ("suppressed", True)
    here.complaints.clear()  # the browser's own, of the request that did not come through


def test_who_comes_back_before_the_answer_sees_it_and_gets_no_letter(
    here: Stage, page: Page
) -> None:
    ask(here, page)
    here.reload(page)
    panel = page.frame_locator(FRAME)
    expect(panel.locator("#card .waiting")).to_be_visible(timeout=SOON_MS)
    back = eventually(lambda: not is_left())
    here.work(Queue.ANSWERS, Queue.LETTERS)

    assert back
    assert eventually(lambda: state() == ("suppressed", True))
    assert letters(here) == []


def test_the_choice_appears_with_the_tick_by_keyboard_and_is_remembered(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    tick, choice = panel.locator("[name=letter]"), panel.locator("[name=if_unseen]")
    expect(choice).to_be_visible()
    tick.focus()
    page.keyboard.press("Space")
    expect(choice).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(choice).to_be_focused()
    page.keyboard.press("Space")
    found = violations(next(each for each in page.frames if "/panel/" in each.url))
    panel.locator("#question").fill(ASKED)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible(timeout=SOON_MS)
    again = here.enter(page, ANA)

    assert found == set()
    expect(again.get_by_label("Solo si no he visto la respuesta")).to_be_checked()
