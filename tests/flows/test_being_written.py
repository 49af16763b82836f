"""An answer that comes into being: each sentence as it holds, what is taken back, the answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.drafts import DraftTakenBack, Quoted, SentenceAccepted
from silabo.domain.queues import Queue
from silabo.storage import questions
from silabo.storage.database import connection
from tests import seeds
from tests.flows.axe import check
from tests.flows.stage import ANA, Stage, writing_stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

MOST_STREAMS = 3  # one, and one more for each time that the card was drawn anew
FIRST = Sentence("El primer parcial es el 1 de octubre.", (1,))
SECOND = Sentence("Dura dos horas.", (2,))
CITATIONS = (seeds.citation(1), seeds.citation(2, anchor="p2"))
QUOTED = seeds.citation(3, quote="Parcial: 1 de octubre, dos horas", anchor="t1r2", row=2)
WRITTEN = Outcome(
    kind=AnswerKind.GENERATED,
    language="es",
    sentences=(SECOND,),
    citations=CITATIONS[1:],
    quoted=(QUOTED,),
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage where a model is named, and nobody works but the test."""
    with writing_stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


def test_sentences_come_are_taken_back_and_become_the_answer(here: Stage, page: Page) -> None:
    asked_for = []
    page.on("request", lambda each: each.url.endswith("/draft") and asked_for.append(each))
    panel = asked(here, page)
    with connection():
        claimed = seeds.claim_question()
    draft = panel.locator("#card .draft")
    with here.system.parts.feed.writing(claimed.public_id) as told:
        expect(panel.locator("#card .state")).to_have_text(
            "Escribiendo. Cada frase aparece cuando está comprobada."
        )
        told(Quoted((QUOTED,)))
        quoted = panel.locator("#card .quoted")
        expect(quoted).to_contain_text("Citas textuales de los documentos")
        expect(quoted).to_be_visible()
        expect(panel.locator("#card .meanwhile")).to_be_hidden()
        expect(panel.locator("#announcer")).to_have_text("Citas textuales de los documentos")
        told(SentenceAccepted(FIRST, CITATIONS[:1]))
        expect(draft).to_contain_text("El primer parcial es el 1 de octubre. [1]")
        told(SentenceAccepted(SECOND, CITATIONS[1:]))
        expect(draft).to_contain_text("Dura dos horas. [2]")
        check(page)

        told(DraftTakenBack())
        expect(draft.locator(".sentence")).to_have_count(0)
        expect(quoted).to_contain_text("1 de octubre, dos horas")
        with connection():
            seeds.record(claimed, WRITTEN)

    expect(panel.locator("#card .written")).to_have_text("Dura dos horas. [2]", timeout=5000)
    expect(draft).to_have_count(0)
    expect(panel.locator("#announcer")).to_have_text("La respuesta está lista.")
    unfold(page, panel)
    assert len(asked_for) <= MOST_STREAMS


def test_what_is_unfolded_stays_so_when_its_letter_has_been_sent(here: Stage, page: Page) -> None:
    panel = asked(here, page)
    with connection():
        seeds.record(seeds.claim_question(), WRITTEN)
    unfold(page, panel)

    here.work(Queue.LETTERS)

    expect(panel.locator("#card .state")).to_contain_text("y por correo", timeout=10_000)
    expect(panel.locator("#card details.quoted blockquote")).to_be_visible()
    expect(panel.locator("#card details.quoted summary")).to_be_focused()


def test_a_screen_reader_hears_of_quotations_that_the_feed_has_lost(
    here: Stage, page: Page
) -> None:
    panel = asked(here, page)
    with connection():
        claimed = seeds.claim_question()
    with here.system.parts.feed.writing(claimed.public_id):
        expect(panel.locator("#card .draft")).to_be_visible()
        with connection():
            questions.quote(claimed, (QUOTED,))

        expect(panel.locator("#card .quoted")).to_be_visible()
        expect(panel.locator("#announcer")).to_have_text("Citas textuales de los documentos")
        with connection():
            seeds.record(claimed, WRITTEN)


def asked(here: Stage, page: Page) -> FrameLocator:
    """The panel of somebody whose question waits."""
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("¿Cuándo es el primer parcial?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()
    return panel


def unfold(page: Page, panel: FrameLocator) -> None:
    """Unfold what is quoted by the keyboard."""
    fold = panel.locator("#card details.quoted")
    expect(fold.locator("blockquote")).to_be_hidden()
    page.emulate_media(media="print")
    expect(fold).to_have_css("display", "none")  # on paper nobody unfolds it
    page.emulate_media(media="screen")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.locator("blockquote")).to_be_visible()
    check(page)
