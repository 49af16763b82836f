"""What a page does when something goes wrong under it, or is done twice."""

import pytest
from playwright.sync_api import Frame, FrameLocator, Page, Request, Route, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, MARIANA, Stage
from tests.flows.test_small_steps import QUESTION, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

DROP = """(place, name) => {
  const carried = new DataTransfer();
  carried.items.add(new File([`# Avisos\\n\\nEl aula es ${name}.`], name));
  place.dispatchEvent(
    new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""

CHAINS = """async (path) => {
  const { every } = await import(path);
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  let state = "visible";
  Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
  const turn = (to) => { state = to; document.dispatchEvent(new Event("visibilitychange")); };
  let going = 0, most = 0, looks = 0;
  const stop = every(async () => {
    looks += 1; going += 1; most = Math.max(most, going);
    await pause(60);
    going -= 1;
    return 20;
  }, 1);
  await pause(30);
  for (let times = 0; times < 3; times += 1) { turn("hidden"); turn("visible"); }
  await pause(300);
  turn("hidden");
  await pause(100);
  const before = looks;
  await pause(200);
  const hidden = looks - before;
  turn("visible");
  await pause(30);
  const shown = looks > before;
  stop();
  await pause(100);
  const ended = looks;
  await pause(200);
  return { most, hidden, stopped: looks - ended, shown };
}"""


def posted(page: Page, path: str) -> list[Request]:
    """Every request that is posted there from now on."""
    seen: list[Request] = []
    page.on(
        "request",
        lambda each: seen.append(each) if each.method == "POST" and path in each.url else None,
    )
    return seen


def frame_of(page: Page) -> Frame:
    """The tool's own frame."""
    return next(each for each in page.frames if "/panel/" in each.url)


def delete(desk: FrameLocator) -> None:
    """Delete the first document, both steps."""
    row = desk.locator("[data-document]").first
    row.locator(".menu > summary").click()
    row.locator("[data-action=delete]").click()
    row.locator(".menu [data-action=delete-surely]").click()


def test_each_dropped_file_is_sent_once_and_none_where_students_look(
    here: Stage, page: Page
) -> None:
    width = page.viewport_size["width"]
    desk = here.enter(page, MARIANA)
    sent = posted(page, "/api/documents")
    names = [f"Avisos {width} {number}.md" for number in range(3)]
    for name in names:
        desk.locator(".drop").evaluate(DROP, name)
        expect(desk.locator("tr", has_text=name)).to_be_visible()
    assert len(sent) == len(names)

    desk.locator("p > [href='#/panel']").click()
    expect(desk.locator("[data-view=panel]")).to_be_visible()
    desk.locator("#ask").evaluate(DROP, "Sobra.md")
    page.wait_for_timeout(500)

    assert len(sent) == len(names)
    with connection():
        dropped = tables.Version.file_name.in_(names)
        tables.Version.update(state="deleted").where(dropped).execute()


def test_an_error_leaves_the_page_and_its_notice_goes_with_the_next_success(
    here: Stage, page: Page
) -> None:
    desk = here.enter(page, MARIANA)
    path = "**/api/documents/*"
    page.route(path, lambda route: route.abort())
    delete(desk)
    expect(desk.locator("#notice")).to_contain_text("No se puede conectar con el servidor")
    expect(desk.locator("[data-view=desk] tbody tr").first).to_be_visible()
    expect(desk.locator("#notice")).to_be_in_viewport()

    page.unroute(path)
    desk.locator(".masthead summary").click()
    desk.get_by_role("link", name="Tus datos").click()

    expect(desk.locator("#reader h2")).to_have_text("Tus datos")
    expect(desk.locator("#notice")).to_be_empty()
    here.complaints.clear()  # the browser writes down the request that was stopped


def test_a_document_that_somebody_else_deleted_is_deleted(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    name = f"Doble {page.viewport_size['width']}.md"
    desk.locator(".drop").evaluate(DROP, name)
    row = desk.locator("tr", has_text=name)
    expect(row).to_have_attribute("data-state", "ready", timeout=20_000)
    document = row.get_attribute("data-document")
    row.locator(".menu > summary").click()
    row.locator("[data-action=delete]").click()
    with connection():
        tables.Document.delete().where(tables.Document.public_id == document).execute()
    with page.expect_response(f"**/api/documents/{document}") as response:
        row.locator(".menu [data-action=delete-surely]").click()

    assert response.value.status == 404
    expect(row).to_have_count(0)
    expect(desk.locator("#notice")).to_be_empty()
    here.complaints.clear()  # the browser writes down the 404 that this test is about


@pytest.mark.row("proxy-7")
def test_an_accepted_question_is_followed_though_the_first_look_at_it_fails(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    failing = [True, True]

    def fail(route: Route) -> None:
        route.abort() if failing and failing.pop() else route.continue_()

    page.route("**/fragments/questions/*-*", fail)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()

    expect(panel.locator("#notice")).to_contain_text("No se puede conectar con el servidor")
    expect(panel.locator("#card .answer")).to_contain_text("7 o más", timeout=30_000)
    expect(panel.locator("#notice")).to_be_empty()
    expect(panel.locator("#list a")).to_have_count(1)
    assert failing == []
    here.complaints.clear()  # the browser writes down the requests that were stopped


def test_try_again_makes_one_question_whatever_fails_between(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    with connection():
        tables.Question.update(state="failed", status=None).execute()
        failed = tables.Question.get().public_id
    here.reload(page)
    panel.locator("#list a").click()
    button = panel.get_by_role("button", name="Intentar otra vez")
    expect(panel.locator("#card")).to_contain_text(f"Referencia {failed[:8]}")
    # The question arrives, and removing the failed one does not.
    path = f"**/api/questions/{failed}"
    page.route(path, lambda route: route.abort())
    button.click()
    expect(panel.locator("#notice")).to_contain_text("No se puede conectar con el servidor")
    page.unroute(path)
    button.dblclick()

    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)
    expect(panel.locator("#notice")).to_be_empty()
    with connection():
        assert tables.Question.select().count() == 1
    here.complaints.clear()  # the browser writes down the request that was stopped


def test_a_page_that_was_hidden_and_shown_looks_on_in_one_chain(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    expect(panel.locator("#ask")).to_be_visible()
    app = panel.locator("script[src$='/app.js']").get_attribute("src")
    counted = frame_of(page).evaluate(CHAINS, str(app).replace("app.js", "polling.js"))

    assert counted == {"most": 1, "hidden": 0, "stopped": 0, "shown": True}


def test_unsent_text_comes_back_with_the_next_launch_of_the_same_person(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    with connection():
        tables.Session.delete().execute()
    panel.locator(".masthead summary").click()
    panel.locator(".menu [href='#/data']").click()
    expect(panel.locator("#notice")).to_contain_text("La sesión terminó")
    panel.locator("#question").fill(QUESTION)  # after the session has ended

    panel = here.enter(page, ANA)
    expect(panel.locator("#question")).to_have_value(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)
    panel = here.enter(page, ANA)
    expect(panel.locator("#question")).to_have_value("")
    here.complaints.clear()  # the browser writes down the 401 that this test is about
