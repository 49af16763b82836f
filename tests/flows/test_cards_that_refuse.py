"""The cards of messages that ask several questions, ask none, or ask in another language."""

import logging
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from silabo.storage import scopes, tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.screenshots import ASKERS, ELSEWHERE, LEFT_OUT, NO_QUESTIONS, SEVERAL
from tests.flows.stage import Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

COUNSELLING = "Orientación, +54 11 5555-0100, https://orientacion.example.org/turnos"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A university that names whom somebody in distress can turn to; a topic is left out."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path_factory.mktemp("stage"), counselling=COUNSELLING) as running:
        with connection():
            for course in list(tables.Course.select()):  # read to its end before writing
                for topic, _ in LEFT_OUT.values():
                    scopes.leave_out(course.id, topic)
        yield running


@pytest.mark.parametrize("language", ASKERS)
def test_axe_finds_nothing_in_cards_that_answer_in_part_or_not_at_all(
    here: Stage, page: Page, language: str
) -> None:
    person, activity, *_ = ASKERS[language]
    panel = here.enter(page, person, activity)
    in_distress, graded = NO_QUESTIONS[language]
    for message, shown in (
        (SEVERAL[language], ".part"),
        (in_distress, "[data-kind=reply]"),
        (graded, "[data-kind=reply]"),
        (ELSEWHERE[language], "[data-kind=declined]"),
        (LEFT_OUT[language][1], "[data-kind=reply]"),
    ):
        panel.locator("#question").fill(message)
        panel.locator("#ask .primary").click()
        card = panel.locator("#card .card", has_text=message)
        expect(card.and_(panel.locator(shown)).or_(card.locator(shown)).first).to_be_visible()
        if message == in_distress:
            expect(card).to_contain_text(COUNSELLING)
        check(page)
        assert panel.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth")
