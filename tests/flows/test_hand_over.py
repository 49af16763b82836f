"""Silence and hand-over: what no document says is asked, handed over, answered once by an
instructor, and reaches everybody who asked.
"""

import time

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import check
from tests.flows.letters import letters, plain, throw_away
from tests.flows.stage import ANA, CAMILLE, JOAQUIN, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PARKING = "¿Hay estacionamiento en el campus?"
ANSWER = "Sí: detrás del aula magna, con la credencial."
ANSWERED = "¿Con qué nota se promociona?"
SOON_MS = 15_000
UNDONE_S = 40  # ten seconds to undo, and a sweep


@pytest.fixture(autouse=True)
def nothing_decided(here: Stage) -> None:
    with connection():
        tables.Decision.delete().execute()
        tables.Delivery.delete().execute()  # nobody was written to a moment ago
        tables.Person.update(at_once=False).execute()


def ask(here: Stage, page: Page, person: int, text: str = PARKING) -> FrameLocator:
    panel = here.enter(page, person)
    panel.locator("#question").fill(text)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card[data-state=answered]")).to_be_visible(timeout=SOON_MS)
    return panel


def hand_over(panel: FrameLocator) -> None:
    card = panel.locator("#card .card")
    expect(card.locator(".hand-over")).to_contain_text("Verán tu nombre")
    card.locator("[data-action=hand-over]").click()
    expect(card.locator(".handed")).to_contain_text("Enviada a tus docentes")
    expect(card.locator(".handed")).to_be_focused()


def await_spread() -> None:
    """Wait until everybody who asked has what was published."""
    deadline = time.monotonic() + UNDONE_S
    while time.monotonic() < deadline:
        with connection():
            if not tables.Decision.select().where(tables.Decision.spread_at.is_null()).exists():
                return
        time.sleep(0.2)
    raise TimeoutError("nobody was told in time")


def await_letters() -> None:
    """Wait until no letter is owed any more."""
    deadline = time.monotonic() + UNDONE_S
    owed = tables.Delivery.state.in_(("ready", "sending"))
    while time.monotonic() < deadline:
        with connection():
            if not tables.Delivery.select().where(owed).exists():
                return
        time.sleep(0.2)
    raise TimeoutError("letters were not sent in time")


def tell_at_once(here: Stage, page: Page) -> None:
    """Let the instructor's letters come as soon as a question is handed over."""
    desk = here.enter(page, MARIANA)
    with page.expect_response("**/api/session/notices"):
        desk.locator("#notices").select_option("at_once")


def letters_to(here: Stage, name: str, said: str = ANSWER) -> int:
    """How many letters to a person have what the instructor wrote, or this."""
    return sum(name in str(each["To"]) and said in plain(each) for each in letters(here))


@pytest.fixture
def fresh_mail(here: Stage) -> None:
    throw_away(here)


def follow_letter(here: Stage, page: Page) -> None:
    """Read the instructor's letter, and follow it to the question that it names."""
    await_letters()
    here.become(page, MARIANA)
    page.goto(f"{here.lms}/mailbox")
    page.get_by_role("link", name="requiere tu atención").first.click()
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name=PARKING).click()
    opened.value.close()


def test_one_sentence_of_an_instructor_reaches_everybody_who_asked_and_the_next_at_once(
    here: Stage, page: Page, fresh_mail: None
) -> None:
    tell_at_once(here, page)
    ask(here, page, ANA)
    hand_over(ask(here, page, JOAQUIN))
    follow_letter(here, page)
    desk = here.enter(page, MARIANA)
    group = desk.locator("#groups li").first
    expect(group).to_contain_text("Joaquín")
    expect(group).not_to_contain_text("Ana")
    group.get_by_role("link", name=say("es", "Answer")).first.click()
    expect(desk.locator("#review h2")).to_be_focused()
    desk.locator("#sentence-1").fill(ANSWER)
    desk.get_by_role("button", name=say("es", "Publish")).click()
    expect(desk.locator(".decided button")).to_be_focused()
    expect(desk.locator(".decided .state")).to_contain_text(
        say("es", "It can no longer be undone."), timeout=SOON_MS
    )

    await_spread()
    for person in (ANA, JOAQUIN):
        panel = here.enter(page, person)
        card = panel.locator("#card .card")
        expect(card).to_have_attribute("data-kind", "curated")
        expect(card.locator(".answer")).to_have_text(ANSWER)
        expect(card.locator(".checked")).to_contain_text("Revisada por tus docentes")
        expect(panel.locator("#list")).to_contain_text("Revisada")
    third = ask(here, page, CAMILLE)
    expect(third.locator("#card .answer")).to_have_text(ANSWER)
    await_letters()

    assert letters_to(here, "mariana", PARKING) == 1
    assert [letters_to(here, each) for each in ("ana.benitez", "joaquin", "camille")] == [1, 1, 1]


def test_a_review_is_done_by_keyboard_alone(here: Stage, page: Page) -> None:
    panel = ask(here, page, ANA, ANSWERED)
    card = panel.locator("#card .card")
    card.locator("[data-action=not-helped]").press("Enter")
    why = card.locator("[data-reason=incomplete]")
    why.press("Enter")
    expect(why).to_have_attribute("aria-pressed", "true")
    expect(why).to_be_focused()

    desk = here.enter(page, MARIANA)
    expect(desk.locator("#groups li")).to_contain_text("No sirvió a 1 de 1")
    desk.locator("#groups a").first.press("Enter")
    expect(desk.locator("#review h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("a")
    expect(desk.locator(".decided button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.locator("#review h2")).to_be_focused()
    desk.locator("[data-action=strike]").first.press("Enter")
    expect(desk.locator("[data-sentence]").first).to_have_class("struck")
    desk.locator("#sentence-1").focus()
    page.keyboard.type("Con 7 o más, a")
    expect(desk.locator("#review form")).to_be_visible()  # an "a" that is written decides nothing
    desk.locator("[data-action=approve]").press("Enter")  # and what was changed is not thrown away
    expect(desk.locator("#review form .not-sent")).to_contain_text("Se cambió algo")
    expect(desk.locator("#sentence-1")).to_be_focused()
    desk.locator("#review .primary").press("Enter")
    expect(desk.locator(".decided .state")).to_contain_text(
        say("es", "Published. The students will be told in a few seconds.")
    )
    page.keyboard.press("Enter")
    expect(desk.locator("#review form")).to_be_visible()
    expect(desk.locator("#sentence-1")).to_have_value("Con 7 o más, a")

    with connection():
        assert tables.Decision.select().count() == 0


def test_a_list_that_cannot_be_had_again_takes_no_decision_back(here: Stage, page: Page) -> None:
    ask(here, page, ANA)
    panel = ask(here, page, ANA, ANSWERED)
    panel.locator("[data-action=not-helped]").click()
    expect(panel.locator("[data-reason]").first).to_be_visible()
    desk = here.enter(page, MARIANA)
    expect(desk.locator("#groups li")).to_have_count(2)
    desk.locator("#groups a").first.click()
    expect(desk.locator("#review h2")).to_be_focused()
    page.route("**/fragments/reviews?*", lambda route: route.fulfill(status=500, body=""))
    desk.locator("[data-action=dismiss-question]").click()

    expect(desk.locator(".decided .state")).to_contain_text(say("es", "Dismissed."))
    expect(desk.locator("#review .not-listed")).to_be_visible()
    expect(desk.locator("#review .not-listed")).not_to_be_empty()
    expect(desk.locator("#review .next a")).to_be_visible()
    desk.locator("[data-action=undo-decision]").click()
    expect(desk.locator("#review h2")).to_be_focused()
    assert all("500" in each for each in here.complaints)
    here.complaints.clear()  # the browser's own, of what was refused here


def test_axe_finds_nothing_on_the_way_of_a_question_to_an_instructor(
    here: Stage, page: Page
) -> None:
    panel = ask(here, page, ANA, ANSWERED)
    panel.locator("[data-action=not-helped]").click()
    expect(panel.locator("[data-reason]").first).to_be_visible()
    check(page)
    panel = ask(here, page, ANA)
    expect(panel.locator("[data-action=hand-over]")).to_be_visible()
    check(page)
    hand_over(panel)
    check(page)

    desk = here.enter(page, MARIANA)
    check(page)
    desk.locator("#groups a").first.click()
    expect(desk.locator("#review h2")).to_be_visible()
    check(page)
    desk.locator("#review .close").click()
    expect(desk.locator("#groups a").first).to_be_focused()
    desk.locator("#groups li", has_text="No sirvió").get_by_role("link").click()
    check(page)
    desk.locator("#review .evidence a").first.click()
    expect(desk.locator("#reader .cited")).to_be_visible()
    desk.locator("#reader .close").click()
    expect(desk.locator("#review h2")).to_be_visible()
    desk.locator("#review .close").click()
    desk.get_by_role("link", name=say("es", "All")).click()
    expect(desk.locator("#narrow")).to_be_visible()
    check(page)
    desk.locator("#search").fill("estacionamiento")
    expect(desk.locator("#groups li")).to_have_count(1)
