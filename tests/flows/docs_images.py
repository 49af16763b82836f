"""Takes the pictures of the documentation: `python -m tests.flows.docs_images docs/images`."""

import logging
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Frame, Page, sync_playwright

from silabo.storage import courses, tables
from silabo.storage.database import connection
from tests.flows.browser import chromium
from tests.flows.screenshots import ask
from tests.flows.stage import ANA, FRAME, MARIANA, OLIVER, OPERATING_SYSTEMS, TERESA, Stage, stage

# What a reader has instead of this machine's ports, and room around what is cut out.
AS_ELSEWHERE = """({ lms, tool }) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data
      .replaceAll(lms, "https://moodle.example.edu").replaceAll(tool, "https://silabo.example.edu");
  }
  document.querySelector("main > .warning")?.remove();
  document.querySelector("#reader")?.style.setProperty("padding", "16px");
  document.activeElement.blur();
}"""


def main(folder: Path) -> None:
    """Take them all into a folder."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with (
        tempfile.TemporaryDirectory() as data,
        stage(Path(data)) as here,
        sync_playwright() as playwright,
    ):
        with chromium(playwright, Path(data) / "en", width=700, locale="en") as context:
            for_administrators(here, context, folder)
        with chromium(playwright, Path(data) / "es", width=1280, height=920) as context:
            panel(here, here.page(context), folder)
            review(here, here.page(context), folder)
            answers(here, here.page(context), folder)
            expectations(here, here.page(context), folder)
            unapproved(here, here.page(context), folder)


def for_administrators(here: Stage, context: BrowserContext, folder: Path) -> None:
    """What the guide to LMSs shows: registering, by hand, placing, the connection check."""
    page = here.page(context)
    here.become(page, TERESA)
    address = quote(here.invitation(), safe="")
    page.goto(f"{here.lms}/mod/lti/startltiadvregistration.php?url={address}&type=new&email=1")
    page.locator(".granted").wait_for()
    take(here, page, "main", folder / "lms-registered.png")
    page.goto(f"{here.settings.address}/lti/manual")
    take(here, page, "main", folder / "lms-manual.png")
    here.become(page, OLIVER)
    page.goto(f"{here.lms}/mod/lti/contentitem.php?course=3&id=1")
    page.locator("#placing").wait_for()
    take(here, page, "[data-view=placing]", folder / "lms-placing.png")
    here.enter(page, OLIVER, OPERATING_SYSTEMS)
    frame = next(each for each in page.frames if "/panel/" in each.url)
    frame.evaluate("location.hash = '#/connection'")
    frame.locator("#reader .facts").wait_for()
    take(here, frame, "#reader", folder / "lms-connection.png")


def panel(here: Stage, page: Page, folder: Path) -> None:
    """A question answered, and the row of the table that a source opens."""
    frame = here.enter(page, ANA)
    ask(frame, "¿Cuándo es el primer parcial?")
    frame.locator("#card .sources a").first.click()
    frame.locator("#reader .cited").wait_for()
    page.locator(FRAME).wait_for()
    page.wait_for_timeout(4000)  # until the letter has gone
    page.screenshot(path=folder / "panel.png")


def review(here: Stage, page: Page, folder: Path) -> None:
    """A question under review, of which somebody said that its answer is incomplete."""
    frame = here.enter(page, ANA)
    frame.locator("[data-action=not-helped]").click()
    frame.locator("[data-reason=incomplete]").click()
    frame.locator("[data-reason=incomplete][aria-pressed=true]").wait_for()
    desk = here.enter(page, MARIANA)
    desk.locator("#groups a").first.click()
    desk.locator("#review .evidence").first.wait_for()
    desk.locator("h1").evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=folder / "review.png")


def answers(here: Stage, page: Page, folder: Path) -> None:
    """What the instructors of a course answer: to a question that was asked, and ahead of one."""
    desk = here.enter(page, MARIANA)
    desk.locator("#groups a").first.click()
    desk.locator("#review [data-action=approve]").click()
    desk.locator(".decided button").wait_for()
    desk.locator(".tabs [href='#/desk/answers']").click()
    desk.locator("[href='#/answers/new']").click()
    desk.locator("#asks").fill("¿Se puede llevar calculadora al parcial?")
    desk.locator("#sentence-1").fill("Sí, si no es programable.")
    desk.locator("#review .primary").click()
    desk.locator(".decided button").wait_for()
    desk.locator("#groups li").nth(1).wait_for()
    desk.locator("#groups a").first.click()
    desk.locator("#review [data-sentence]").wait_for()
    desk.locator("h1").evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=folder / "answers.png")


def expectations(here: Stage, page: Page, folder: Path) -> None:
    """Test questions, one of which fails and is being changed."""
    desk = here.enter(page, MARIANA)
    for question, says in (
        ("¿Con qué nota se promociona?", "7 o más"),
        ("¿Qué se hace en el TP 2?", "9 de mayo"),
    ):
        desk.locator("h1").evaluate("() => { location.hash = '#/expectations/new'; }")
        desk.locator("#asks").fill(question)
        desk.locator("#says").fill(says)
        desk.locator("#expectation .primary").click()
        desk.locator("#groups li", has_text=question).wait_for()
    desk.locator("#groups [data-verdict=missing]").wait_for()
    desk.locator("#groups [data-verdict=met]").wait_for()
    desk.locator("#groups .change").first.click()
    desk.locator("#says").wait_for()
    desk.locator("h1").evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=folder / "expectations.png")


def unapproved(here: Stage, page: Page, folder: Path) -> None:
    """An answer that waits for an instructor's approval, as its student sees it."""
    with connection():
        for course in list(tables.Course.select()):
            courses.choose_approval(course.id, wanted=True)
    frame = here.enter(page, ANA)
    ask(frame, "¿Cuándo es el segundo parcial?")
    frame.locator("#card .unapproved").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "unapproved.png")


def take(here: Stage, page: Page | Frame, what: str, path: Path) -> None:
    """A picture of a part of the page, under addresses such as a reader has."""
    page.evaluate(AS_ELSEWHERE, {"lms": here.lms, "tool": here.settings.address})
    page.locator(what).screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
