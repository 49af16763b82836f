"""Where the focus is, what is said and what can be reached while a page changes under a reader."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.answers import AnswerKind, Citation, Outcome, Sentence
from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from tests import seeds
from tests.flows.stage import ANA, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿Cuándo es el primer parcial?"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage where nobody works but the test."""
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


def ask(panel: FrameLocator) -> None:
    """Ask, and wait for the card."""
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()


def far_apart() -> tuple[Citation, Citation]:
    """Citations of the second and the last paragraph of the longest document of the course."""
    with connection():
        last = (
            tables.Passage.select()
            .join(tables.Version)
            .join(tables.Document)
            .where(tables.Document.course == tables.Question.get().course_id)
            .order_by(tables.Passage.ordinal.desc())
            .first()
        )
        version = tables.Version.get_by_id(last.version_id).public_id
        first = tables.Passage.get(
            (tables.Passage.version == last.version_id) & (tables.Passage.ordinal == 2)
        )
    return (
        seeds.citation(1, version=version, anchor=last.anchor, quote=last.text),
        seeds.citation(2, version=version, anchor=first.anchor, quote=first.text),
    )


def answer_with(citations: tuple[Citation, ...]) -> None:
    """Record a written answer with these citations."""
    sentences = tuple(Sentence("Así es.", (each.number,)) for each in citations)
    with connection():
        seeds.record(
            seeds.claim_question(),
            Outcome(
                kind=AnswerKind.GENERATED, language="es", sentences=sentences, citations=citations
            ),
        )


def test_the_focus_stays_in_a_card_that_changes(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    panel.locator("#card .passage a").first.focus()
    answer_with((seeds.citation(1),))
    expect(panel.locator("#card .answer")).to_be_visible(timeout=10_000)

    expect(panel.locator("#card h2")).to_be_focused()


def test_the_focus_stays_on_the_link_that_the_changed_card_has_too(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    link = panel.locator("#card .passage a").nth(1)
    link.focus()
    with connection():
        tables.Question.update(state="failed", status=None).execute()
    expect(panel.locator("#card [data-action=again]")).to_be_visible(timeout=10_000)

    expect(link).to_be_focused()


def test_a_new_token_has_the_focus(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator(".masthead summary").click()
    panel.get_by_role("link", name="Token de API").click()
    panel.locator("[data-action=make-token]").click()

    expect(panel.locator("output.token")).to_be_focused()


def test_the_next_citation_is_in_reach_wherever_the_reader_opens(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    answer_with(far_apart())
    panel.locator("#card .sources a").first.click(timeout=10_000)
    cited = panel.locator("#reader .cited")
    expect(cited).to_be_in_viewport()
    forward = panel.get_by_role("link", name="Cita siguiente")
    expect(forward).to_be_in_viewport(ratio=1)
    quoted = cited.inner_text()
    forward.click()

    expect(cited).not_to_have_text(quoted, use_inner_text=True)
    expect(cited).to_be_in_viewport()
    expect(panel.get_by_role("link", name="Cita anterior")).to_be_in_viewport(ratio=1)
    header, top = panel.locator("#reader header").bounding_box(), cited.bounding_box()
    assert header["y"] + header["height"] <= top["y"]


def test_how_many_passages_were_found_is_said(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    shown = panel.locator("#card .passage").count()

    assert shown > 1
    expect(panel.locator("#announcer")).to_have_text(f"{shown} pasajes encontrados.")


def test_a_wait_longer_than_was_said_says_so_after_a_reload_too(here: Stage, page: Page) -> None:
    page.clock.install()
    panel = here.enter(page, ANA)
    ask(panel)
    answer_with((seeds.citation(1),))
    ask(panel)
    state = panel.locator("#card .state")
    expect(state).to_have_text("En espera: 1 de 1 · menos de 1 min")
    page.clock.fast_forward(50_000)
    page.wait_for_timeout(300)
    expect(state).to_have_text("En espera: 1 de 1 · menos de 1 min")
    page.clock.fast_forward(24_000)
    expect(state).to_have_text("En espera: 1 de 1 · tarda más de lo previsto")

    here.reload(page)
    expect(state).to_have_text("En espera: 1 de 1 · tarda más de lo previsto")
