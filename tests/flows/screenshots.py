"""Takes a picture of every state of the panel and the desk: `make screenshots`, or
`python -m tests.flows.screenshots FOLDER`; `--help` says how to take a few.

Every picture at 375 and 1280 pixels, light and dark; Ana reads Spanish, Emily English, Camille
French.
"""

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Collection
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import FrameLocator, Page, Playwright, expect, sync_playwright

from silabo.domain.queues import Queue
from silabo.storage import scopes, tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows import told_states
from tests.flows.browser import CHROMIUM, MISSING, chromium
from tests.flows.desk_states import walk
from tests.flows.rarer_states import rarer
from tests.flows.stage import (
    ALGEBRA,
    ANA,
    CAMILLE,
    EMILY,
    MARIANA,
    OLIVER,
    OPERATING_SYSTEMS,
    TERESA,
    Stage,
    stage,
)

WIDTHS = (375, 1280)
PHONE = 600  # pixels: what is narrower is one
ASKERS = {
    "es": (ANA, ALGEBRA, "¿Con qué nota se promociona?", "¿Hay clase el 25 de mayo?"),
    "en": (EMILY, OPERATING_SYSTEMS, "When is the midterm?", "Is there parking on campus?"),
    "fr": (CAMILLE, ALGEBRA, "Quand a lieu le premier partiel ?", "Y a-t-il un parking ?"),
}
# Of what the documents speak without saying it for sure.
UNSURE = {
    "es": "¿Quién corrige el TP 3?",
    "en": "How long is the final project?",
    "fr": "Qui corrige le TP 3 ?",
}
# Which exam is open: not sure, not sure, and an answer that is about one of them.
OPEN = {
    "es": "¿en qué aula rindo el examen?",
    "en": "who marks the exam",
    "fr": "dans quelle salle est l'examen",
}
# Asked on: of the first question of each, and what no document answers.
FOLLOWING = {
    "es": ("¿Cuándo es el primer parcial?", "y el segundo?"),
    "en": ("When is the midterm?", "and in which room is it?"),
    "fr": ("Quand a lieu le premier partiel ?", "et le deuxième ?"),
}
# Several questions in one message, the last one not stated; and what no document answers.
SEVERAL = {
    "es": "¿Cuándo es el primer parcial y cuánto dura? también, ¿hay estacionamiento en el campus?",
    "en": "When is the midterm and how much does it count? also is there parking on campus?",
    "fr": "Quand a lieu le premier partiel et combien il compte ? et y a-t-il un parking ?",
}
NO_QUESTIONS = {
    "es": ("estoy muy mal, no puedo más", "resolveme el ejercicio 3"),
    "en": ("I can't cope anymore", "do lab 2 for me"),
    "fr": ("j'en peux plus", "fais mon devoir"),
}
# In another language than the documents, and what the course leaves out.
ELSEWHERE = {
    "es": "How much does it cost to park a car?",
    "en": "¿Cuánto cuesta el estacionamiento?",
    "fr": "How much does it cost to park a car?",
}
LEFT_OUT = {
    "es": ("soluciones", "¿Dónde están las soluciones de la guía?"),
    "en": ("solutions", "Where are the solutions to lab 2?"),
    "fr": ("corrigés", "Où sont les corrigés du TP 2 ?"),
}
WITHHELD = ("share_name", "share_email", "roster_email")
TEACHERS = {"es": (MARIANA, ALGEBRA), "fr": (CAMILLE, OPERATING_SYSTEMS)}
# By meaning something is near to everything, and nothing is missing.
BY_WORDS: dict[str, Any] = {"working": False, "embedding_model": "none"}


def main(folder: Path, states: Collection[str], widths: Collection[int]) -> None:
    """Take pictures of these states at these widths into a folder."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    for width, dark in product(widths, (False, True)):
        name = f"{width}-{'dark' if dark else 'light'}"
        look = {"width": width, "dark": dark}
        if set(states) - {"rarer", "desk-pages"}:
            with tempfile.TemporaryDirectory() as data, stage(Path(data), working=False) as here:
                here.work(Queue.DOCUMENTS)
                usual(here, folder / name, states, look, Path(data))
                sys.stdout.write(f"{name}: {here.complaints}\n")
                sys.stdout.flush()
        if "desk-pages" in states:
            with sync_playwright() as playwright:
                desk_pages(playwright, look, partial(into, folder, name))
        if "rarer" in states:
            with sync_playwright() as playwright:
                rarer(playwright, look, ASKERS, partial(into, folder, name))


def usual(
    here: Stage, name: Path, states: Collection[str], look: dict[str, Any], data: Path
) -> None:
    """Everything but what few people meet, in each language."""
    with sync_playwright() as playwright:
        if "places" in states:
            phone = {**look, "phone": look["width"] < PHONE}
            for language in ASKERS:
                with chromium(playwright, data / language, locale=language, **phone) as context:
                    page = here.page(context)
                    places(here, page, name.parent, f"{name.name}-{language}", language)
        with chromium(playwright, data / "profile", **look) as context:
            page = here.page(context)
            for language, asker in ASKERS.items():
                if "panel" in states:
                    panel(here, page, name.parent, f"{name.name}-{language}", *asker)
                for state in (each for each in CARDS if each in states):
                    CARDS[state](here, page, Path(f"{name}-{language}"), language)
            # The last one empties its course.
            for language, teacher in TEACHERS.items():
                if "desk" in states:
                    desk(here, page, name.parent, f"{name.name}-{language}", teacher)


def panel(here: Stage, page: Page, folder: Path, name: str, *asker: int | str) -> None:
    """The panel's states, from the first visit to the failed question."""
    person, activity, question, unanswerable = asker
    frame = here.enter(page, int(person), int(activity))
    page.wait_for_timeout(500)
    take(page, folder / f"{name}-1-first.png")
    ask(frame, str(question))
    page.wait_for_timeout(2600)
    take(page, folder / f"{name}-3-waiting.png")
    here.work(Queue.ANSWERS, Queue.LETTERS)
    page.wait_for_timeout(2600)
    take(page, folder / f"{name}-6-answered.png")
    frame.locator(".sources a").first.click()
    frame.locator("#reader .cited").wait_for()
    page.wait_for_timeout(300)
    take(page, folder / f"{name}-6-reader.png")
    frame.locator("#reader .close").click()
    ask(frame, str(unanswerable))
    page.wait_for_timeout(1200)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    page.wait_for_timeout(2600)
    take(page, folder / f"{name}-7-declined.png")
    ask(frame, str(question))
    page.wait_for_timeout(1200)
    with connection():
        tables.Question.update(state="failed").where(tables.Question.state == "queued").execute()
    page.wait_for_timeout(2600)
    take(page, folder / f"{name}-8-failed.png")


def closest(here: Stage, page: Page, into: Path, language: str) -> None:
    """What is not sure, and once its asker has said that it was it."""
    person, activity, *_ = ASKERS[language]
    frame = here.enter(page, person, activity)
    ask(frame, UNSURE[language])
    page.wait_for_timeout(1200)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    expect(frame.locator("#card .card")).to_have_attribute("data-kind", "closest")
    take(page, into.with_name(f"{into.name}-7-closest.png"))
    frame.get_by_role("button", name=say(language, "Yes, that was it")).click()
    expect(frame.locator("[data-action=unconfirm]")).to_be_focused()
    take(page, into.with_name(f"{into.name}-7-confirmed.png"))


def asked_back(here: Stage, page: Page, into: Path, language: str) -> None:
    """A question that leaves open which of several it means, and the one that is chosen."""
    person, activity, *_ = ASKERS[language]
    frame = here.enter(page, person, activity)
    ask(frame, OPEN[language])
    page.wait_for_timeout(1200)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    frame.locator(".asked-back").scroll_into_view_if_needed()
    take(page, into.with_name(f"{into.name}-7-asked-back.png"))
    frame.locator("[data-action=choose]").last.click()
    frame.locator("#card .earlier").wait_for()
    here.work(Queue.ANSWERS, Queue.LETTERS)
    expect(frame.locator("#card .card")).to_have_attribute("data-state", "answered")
    take(page, into.with_name(f"{into.name}-7-chosen.png"))


def told(state: Callable[..., Any], here: Stage, page: Page, into: Path, language: str) -> None:
    """What a card and the list say of what is seen, and of what is still to come."""

    def picture(name: str) -> None:
        take(page, into.with_name(f"{into.name}-7-{name}.png"))

    state(here, page, ASKERS[language], picture)


def thread(here: Stage, page: Page, into: Path, language: str) -> None:
    """A question that is asked on, and what that was understood as."""
    person, activity, *_ = ASKERS[language]
    first, second = FOLLOWING[language]
    frame = here.enter(page, person, activity)
    ask(frame, first)
    page.wait_for_timeout(1200)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    frame.locator("#card [data-action=ask-on]").click()
    frame.locator("#more").fill(second)
    take(page, into.with_name(f"{into.name}-6-asking-on.png"))
    frame.locator(".asking-on [type=submit]").click()
    frame.locator("#card .earlier").wait_for()
    here.work(Queue.ANSWERS, Queue.LETTERS)
    frame.locator("#card .meant").wait_for()
    page.wait_for_timeout(500)
    take(page, into.with_name(f"{into.name}-6-understood-as.png"))
    frame.locator("#card .earlier a").last.click()
    frame.locator("#card .later").wait_for()
    take(page, into.with_name(f"{into.name}-6-asked-on.png"))


def several(here: Stage, page: Page, into: Path, language: str) -> None:
    """Several questions in one message, a message of distress, and one to do graded work."""
    person, activity, *_ = ASKERS[language]
    frame = here.enter(page, person, activity)
    asked = {"several": SEVERAL[language]}
    asked |= dict(zip(("distress", "graded-work"), NO_QUESTIONS[language], strict=True))
    for state, message in asked.items():
        ask(frame, message)
        page.wait_for_timeout(1200)
        here.work(Queue.ANSWERS, Queue.LETTERS)
        expect(frame.locator("#card .card")).to_have_attribute("data-state", "answered")
        page.wait_for_timeout(500)
        take(page, into.with_name(f"{into.name}-6-{state}.png"))


def refused(here: Stage, page: Page, into: Path, language: str) -> None:
    """A question in another language than the documents, and one that the course leaves out."""
    person, activity, *_ = ASKERS[language]
    topic, about_it = LEFT_OUT[language]
    frame = here.enter(page, person, activity)
    with connection():
        for course in list(tables.Course.select()):  # read to its end before writing
            scopes.leave_out(course.id, topic)
    for state, message in (("other-language", ELSEWHERE[language]), ("left-out", about_it)):
        ask(frame, message)
        page.wait_for_timeout(1200)
        here.work(Queue.ANSWERS, Queue.LETTERS)
        expect(frame.locator("#card .card")).to_have_attribute("data-state", "answered")
        page.wait_for_timeout(500)
        take(page, into.with_name(f"{into.name}-7-{state}.png"))


def desk(here: Stage, page: Page, folder: Path, name: str, teacher: tuple[int, int]) -> None:
    """The desk with questions and one under review, with documents in all states, and empty."""
    frame = here.enter(page, *teacher)
    if frame.locator("#groups a").count():
        take(page, folder / f"{name}-c-questions.png")
        frame.locator("#groups a").first.click()
        frame.locator("#review h2").wait_for()
        take(page, folder / f"{name}-d-review.png")
        frame.locator("#review .close").click()
        frame.locator(".tabs [href='#/desk/documents']").click()
        frame.locator("#upload").wait_for()
    upload = frame.locator("#upload input[type=file]")
    upload.set_input_files(
        [
            {"name": "Guía TP2.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"},
            {"name": "Avisos.txt", "mimeType": "text/plain", "buffer": name.encode() * 9},
            {"name": "Apuntes.odt", "mimeType": "application/zip", "buffer": b"PK\x03\x04"},
        ]
    )
    page.wait_for_timeout(1000)
    here.system.workers.run(Queue.DOCUMENTS)
    page.wait_for_timeout(1500)
    take(page, folder / f"{name}-b-documents.png")
    rows = frame.locator("[data-document]")
    for left in reversed(range(rows.count())):
        row = rows.first
        row.locator(".menu > summary").click()
        row.locator("[data-action=delete]").click()
        row.locator(".menu [data-action=delete-surely]").click()
        expect(rows).to_have_count(left)
    take(page, folder / f"{name}-a-empty.png")


def desk_pages(playwright: Playwright, look: dict[str, Any], take: Callable[..., None]) -> None:
    """What instructors answer, what is missing, what disagrees, what is tried and what is set."""
    for language in ASKERS:
        with tempfile.TemporaryDirectory() as data, stage(Path(data), **BY_WORDS) as here:
            here.work(Queue.DOCUMENTS)
            profile = Path(data) / "profile"
            with chromium(playwright, profile, locale=language, **look) as context:
                page = here.page(context)
                for state in walk(here, page, language):
                    page.wait_for_timeout(300)
                    take(page, f"{language}-e-{state}")


def places(here: Stage, page: Page, folder: Path, name: str, language: str) -> None:
    """What administrators and instructors meet: registering, placing, refusals, little shared."""
    tool = here.settings.address
    for path, state in (
        ("/lti/manual", "l-manual"),
        ("/lti/register?openid_configuration=https://lms.example/", "l-refused-invitation"),
        ("/lti/login?iss=https://lms.example&login_hint=1&target_link_uri=x", "l-refused-platform"),
    ):
        page.goto(tool + path)
        take(page, folder / f"{name}-{state}.png", whole=True)
    here.become(page, TERESA)
    for query, state in (("type=new&email=1", "l-registered"), ("type=1", "l-renewed-little")):
        address = quote(here.invitation(), safe="")
        page.goto(f"{here.lms}/mod/lti/startltiadvregistration.php?url={address}&{query}")
        page.locator(".granted").wait_for()
        take(page, folder / f"{name}-{state}.png", whole=True)
    person, course = {"es": (MARIANA, 2), "en": (OLIVER, 3), "fr": (CAMILLE, 3)}[language]
    here.become(page, person)
    page.goto(f"{here.lms}/mod/lti/contentitem.php?course={course}&id=1")
    page.locator("#placing").wait_for()
    take(page, folder / f"{name}-p-placing.png", whole=True)
    page.fill("#title", "")
    page.click("#placing .primary")
    take(page, folder / f"{name}-p-untitled.png", whole=True)
    connection_checks(here, page, folder, name, language)


def connection_checks(here: Stage, page: Page, folder: Path, name: str, language: str) -> None:
    """The check of instructors with everything shared and with little; a student without
    address.
    """
    person, activity = {**TEACHERS, "en": (OLIVER, OPERATING_SYSTEMS)}[language]
    for state, off in (("c-connection", ()), ("c-connection-little", WITHHELD)):
        with here.switched(off=off):
            here.open(page, person, activity)
            page.wait_for_timeout(1500)
        frame = next(each for each in page.frames if "/panel/" in each.url)
        frame.evaluate("location.hash = '#/connection'")
        frame.locator("#reader .facts").wait_for()
        take(page, folder / f"{name}-{state}.png")
    student, activity, *_ = ASKERS[language]
    with here.switched(off=WITHHELD):
        here.open(page, int(student), int(activity))
        page.wait_for_timeout(1500)
    take(page, folder / f"{name}-c-no-address.png")


def ask(frame: FrameLocator, question: str) -> None:
    """Write a question and send it."""
    frame.locator("#question").fill(question)
    frame.locator("#ask .primary").click()


def into(folder: Path, name: str, page: Page, state: str) -> None:
    """A picture of the window by its state's name."""
    take(page, folder / f"{name}-{state}.png")


def take(page: Page, path: Path, *, whole: bool = False) -> None:
    """A picture of the window, or of the whole page."""
    page.screenshot(path=path, full_page=whole)


CARDS = {
    "closest": closest,
    "asked-back": asked_back,
    "thread": thread,
    "several": several,
    "refused": refused,
    "unseen": partial(told, told_states.unseen),
    "news": partial(told, told_states.news),
    "unapproved": partial(told, told_states.unapproved),
}
STATES = ("places", "panel", *CARDS, "desk", "desk-pages", "rarer")


def parser() -> argparse.ArgumentParser:
    """What can be said on the command line."""
    made = argparse.ArgumentParser(prog="python -m tests.flows.screenshots", description=__doc__)
    made.add_argument("folder", type=Path, help="where the pictures go; made where it is missing")
    made.add_argument(
        "--states", nargs="+", choices=STATES, default=STATES, help="all, unless said"
    )
    made.add_argument("--widths", nargs="+", type=int, default=WIDTHS, help="in pixels")
    return made


if __name__ == "__main__":
    given = parser().parse_args()
    if not Path(CHROMIUM).exists():
        sys.exit(MISSING)
    main(given.folder, given.states, given.widths)
