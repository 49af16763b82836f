"""How workers ask several models: in order, or as a course picked."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, WhyQuoted
from silabo.domain.errors import ModelSlowError, ModelUnreachableError
from silabo.storage import course_models
from silabo.storage.tables import Course
from tasks.answers import answer_next
from tasks.parts import Parts, Writer
from tests.answering.models import SpokenModel, codes
from tests.tasks.work import Work

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
GOOD = "El primer parcial es el 1 de octubre [1]."
LIE = "El primer parcial es el 2 de octubre [1]."


def parts(work: Work, *only_if_picked: str, **models: SpokenModel) -> Parts:
    first = next(iter(models.values()))
    writer = Writer(first, codes(), named=models, only_if_picked=frozenset(only_if_picked))
    return work.given(writer=replace(writer, retries=0))


def outcome(work: Work, given: Parts) -> tuple[AnswerKind, WhyQuoted | None]:
    asked = work.ask()
    answer_next(given)
    answer = work.question(asked).answer
    return answer.kind, answer.why_quoted


def course() -> int:
    return int(Course.get().id)


@pytest.mark.row("model-4")
def test_the_next_model_writes_where_the_first_is_too_slow(work: Work) -> None:
    work.ready(FACT)
    slow, good = SpokenModel([[ModelSlowError("slow")]]), SpokenModel([GOOD])

    assert outcome(work, parts(work, slow=slow, good=good)) == (AnswerKind.GENERATED, None)
    kept = course_models.records()
    assert (kept["slow"].failed, kept["slow"].failure) == (1, "ModelSlowError")
    assert (kept["good"].written, kept["good"].failed) == (1, 0)


@pytest.mark.row("model-4")
def test_the_end_of_the_chain_is_a_quotation(work: Work) -> None:
    work.ready(FACT)
    models = {name: SpokenModel([[ModelSlowError("slow")]]) for name in ("one", "two")}

    assert outcome(work, parts(work, **models)) == (AnswerKind.EXTRACTIVE, WhyQuoted.MODEL_SLOW)
    assert {name: each.failed for name, each in course_models.records().items()} == {
        "one": 1,
        "two": 1,
    }


@pytest.mark.row("model-4")
def test_a_text_that_does_not_hold_is_no_reason_to_ask_the_next(work: Work) -> None:
    work.ready(FACT)
    other = SpokenModel([GOOD])

    assert outcome(work, parts(work, liar=SpokenModel([LIE]), other=other)) == (
        AnswerKind.EXTRACTIVE,
        WhyQuoted.DRAFT_REJECTED,
    )
    assert other.prompts == []
    kept = course_models.records()["liar"]
    assert (kept.written, kept.failed, kept.failure, kept.text) == (0, 1, "draft_rejected", LIE)


@pytest.mark.row("model-5")
def test_a_course_asks_first_the_model_that_it_picked(work: Work) -> None:
    work.ready(FACT)
    first, second = SpokenModel([GOOD]), SpokenModel([GOOD])
    course_models.pick(course(), "second")

    assert outcome(work, parts(work, first=first, second=second)) == (AnswerKind.GENERATED, None)
    assert (first.prompts, len(second.prompts)) == ([], 1)


@pytest.mark.row("model-5")
def test_the_others_follow_the_one_that_was_picked(work: Work) -> None:
    work.ready(FACT)
    first, big = SpokenModel([GOOD]), SpokenModel([[ModelUnreachableError("away")]])
    course_models.pick(course(), "big")

    assert outcome(work, parts(work, "big", first=first, big=big)) == (AnswerKind.GENERATED, None)
    assert (len(first.prompts), len(big.prompts)) == (1, 1)


@pytest.mark.row("model-5")
def test_a_model_that_has_to_be_picked_is_not_asked_unpicked(work: Work) -> None:
    work.ready(FACT)
    big = SpokenModel([GOOD])

    assert outcome(work, parts(work, "big", big=big)) == (AnswerKind.EXTRACTIVE, None)
    assert big.prompts == []


@pytest.mark.row("model-5")
@pytest.mark.parametrize(
    ("picked", "kind"),
    [("none", AnswerKind.EXTRACTIVE), ("gone", AnswerKind.GENERATED), ("", AnswerKind.GENERATED)],
)
def test_a_course_may_pick_no_model_and_one_that_is_gone_changes_nothing(
    work: Work, picked: str, kind: AnswerKind
) -> None:
    work.ready(FACT)
    course_models.pick(course(), picked)

    assert outcome(work, parts(work, one=SpokenModel([GOOD]))) == (kind, None)


def test_the_first_of_them_says_how_much_is_read(work: Work) -> None:
    others = (
        f"El parcial {number} es el {number} de mayo, en el aula {number}" for number in "234"
    )
    work.ready(FACT, *others)
    sizes = []
    for wanted in ({"one": 200}, {"other": 200}):
        model = SpokenModel([GOOD])
        given = parts(work, one=model)
        assert given.writer is not None
        outcome(work, work.given(writer=replace(given.writer, wanted_by_name=wanted)))
        sizes.append(sum(len(message.text) for message in model.prompts[0]))

    assert sizes[0] < sizes[1]
