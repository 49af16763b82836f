"""What is quoted is told before a model is asked, and stands below what it writes or alone."""

import pytest

from silabo.answering.pipeline import answer
from silabo.domain.answers import AnswerKind, WhyQuoted
from silabo.domain.drafts import Draft
from tests.answering.courses import Course, query, quoted
from tests.answering.models import Listener, SpokenModel
from tests.answering.test_written_answers import ASKED, GOOD, ask


@pytest.fixture
def course(courses: dict[str, Course]) -> Course:
    return courses["es"]


@pytest.mark.row("written-3")
@pytest.mark.row("written-1")
@pytest.mark.parametrize("text", ["NOT_STATED", "NOT_STATED.", " not_stated ".upper()])
def test_where_a_model_finds_no_answer_the_quotation_stands_and_says_so(
    course: Course, text: str
) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([text]), listener=listener)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert outcome.why_quoted is WhyQuoted.NOTHING_WRITTEN
    assert outcome.by_a_model
    assert "3 de julio" in quoted(outcome)
    assert tuple(listener.quoted) == outcome.citations
    assert listener.events == []


def test_what_is_quoted_is_told_before_a_model_is_asked_and_stays_below_what_it_writes(
    course: Course,
) -> None:
    alone = answer(query(ASKED), course)
    heard: list[int] = []
    listener = Listener()
    model = SpokenModel([GOOD])
    model.tokens = lambda text: heard.append(len(listener.quoted)) or 1  # type: ignore[method-assign]
    outcome = ask(course, model, listener=listener)

    assert set(heard) == {len(alone.citations)}
    assert tuple(listener.quoted) == alone.citations
    assert [each.quote for each in outcome.quoted] == [each.quote for each in alone.citations]
    first = len(outcome.citations) + 1
    numbers = [each.number for each in outcome.quoted]
    assert numbers == list(range(first, first + len(numbers)))


@pytest.mark.row("written-1")
def test_of_a_draft_that_does_not_hold_only_the_quotation_is_left(course: Course) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([f"{GOOD} Nada más [9]. Y nada [8]."]), listener=listener)

    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert tuple(listener.quoted) == outcome.citations
    assert outcome.quoted == ()
    assert listener.draft == Draft()
