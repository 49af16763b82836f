"""Pictures of what few people meet: an answer that is being written, a browser that stores nothing,
an ended session, the support's desk, a registration that nobody has approved.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.drafts import Quoted, SentenceAccepted
from silabo.storage import questions, registrations, tables
from silabo.storage.database import connection
from tests import seeds
from tests.flows.browser import chromium
from tests.flows.stage import TERESA, Stage, stage, writing_stage

ROW = "Instancia: Primer parcial · Fecha: 1 de octubre · Aula: 4 · Peso: 35 %"
Take = Callable[[Page, str], None]
WRITTEN = {
    "es": ("Promociona quien obtiene 7 o más en los dos parciales.", "No hay examen final."),
    "en": ("The midterm is in week 7.", "It counts for 25 % of the mark."),
    "fr": ("Le premier partiel a lieu le 1er octobre.", "Il dure deux heures."),
}


def rarer(playwright: Playwright, look: dict[str, Any], askers: dict[str, Any], take: Take) -> None:
    """Take them all: each state in each language, in a browser that looks like `look`."""
    with tempfile.TemporaryDirectory() as data:
        with writing_stage(Path(data) / "writing") as here:
            for language, asker in askers.items():
                with chromium(
                    playwright, Path(data) / f"w-{language}", locale=language, **look
                ) as context:
                    being_written(here, context.new_page(), language, asker, take)
        with stage(Path(data) / "stage", support=True) as here:
            for language, asker in askers.items():
                profile = Path(data) / f"s-{language}"
                with chromium(playwright, profile, locale=language, **look) as context:
                    ended(here, context.new_page(), language, asker, take)
                    if language == "es":  # as Teresa reads
                        support(here, context.new_page(), language, asker, take)
                profile = Path(data) / f"n-{language}"
                with chromium(
                    playwright, profile, locale=language, without_storage="localhost", **look
                ) as context:
                    without_storage(here, context.new_page(), language, asker, take)
            with connection():
                registrations.set_state(tables.Platform.get().id, "disabled")
            for language, asker in askers.items():
                profile = Path(data) / f"d-{language}"
                with chromium(playwright, profile, locale=language, **look) as context:
                    page = context.new_page()
                    here.open(page, asker[0], asker[1])
                    page.wait_for_timeout(1200)
                    take(page, f"{language}-r-disabled")


def being_written(here: Stage, page: Page, language: str, asker: Any, take: Take) -> None:
    """A question that is quoted, whose first sentences hold, and whose text is there."""
    panel = here.enter(page, asker[0], asker[1])
    panel.locator("#question").fill(asker[2])
    panel.locator("#ask .primary").click()
    panel.locator("#card .waiting").wait_for()
    with connection():
        claimed = seeds.claim_question()
    citations = (seeds.citation(1), seeds.citation(2, anchor="p2"))
    quoted = (seeds.citation(3), seeds.citation(4, quote=ROW, anchor="t1r2", row=2))
    with here.system.parts.feed.writing(claimed.public_id) as told:
        told(Quoted(quoted))
        with connection():
            questions.quote(claimed, quoted)
        page.wait_for_timeout(3500)
        take(page, f"{language}-4-quoted")
        for number, text in enumerate(WRITTEN[language], start=1):
            told(SentenceAccepted(Sentence(text, (number,)), citations[number - 1 : number]))
        page.wait_for_timeout(1500)
        take(page, f"{language}-4-writing")
        written = tuple(Sentence(text, (at,)) for at, text in enumerate(WRITTEN[language], start=1))
        outcome = Outcome(AnswerKind.GENERATED, language, written, citations, quoted=quoted)
        with connection():
            seeds.record(claimed, outcome)
    panel.locator("#card details.quoted").wait_for()
    take(page, f"{language}-4-written")
    panel.locator("#card details.quoted summary").click()
    take(page, f"{language}-4-unfolded")


def ended(here: Stage, page: Page, language: str, asker: Any, take: Take) -> None:
    """A session that ended with text in the box."""
    panel = here.enter(page, asker[0], asker[1])
    with connection():
        tables.Session.delete().execute()
    panel.locator("#question").fill(asker[2])
    panel.locator("#ask .primary").click()
    page.wait_for_timeout(1500)
    take(page, f"{language}-9-ended")


def support(here: Stage, page: Page, language: str, asker: Any, take: Take) -> None:
    """What an administrator of the institution sees."""
    here.enter(page, TERESA, asker[1])
    page.wait_for_timeout(600)
    take(page, f"{language}-b-support")


def without_storage(here: Stage, page: Page, language: str, asker: Any, take: Take) -> None:
    """A browser that stores nothing: the page that says so, and the session in memory."""
    here.open(page, asker[0], asker[1])
    page.wait_for_timeout(1500)
    take(page, f"{language}-n-blocked")
    with here.switched(on=("platform_storage",)):
        here.enter(page, asker[0], asker[1])
    page.wait_for_timeout(500)
    take(page, f"{language}-n-memory")
