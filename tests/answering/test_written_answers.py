"""Answers that a model writes: what of its text counts, and what stands where nothing does."""

from dataclasses import replace
from typing import Any

import pytest

from silabo.answering.pipeline import answer
from silabo.answering.weights import DRAFTING
from silabo.domain.answers import AnswerKind, Outcome, Sentence, WhyQuoted
from silabo.domain.errors import (
    LeaseLostError,
    ModelCutError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
    ServiceError,
)
from tests.answering.courses import Course, query, quoted
from tests.answering.models import Listener, SpokenModel, writing
from tests.services.scripted_writers import Behaviour

ASKED = "¿Cuándo es el segundo parcial?"
GOOD = "El segundo parcial es el 3 de julio, en el aula 4 [1]."


def ask(
    course: Course,
    model: SpokenModel,
    text: str = ASKED,
    listener: Listener | None = None,
    **changes: Any,
) -> Outcome:
    return answer(query(text), course, writing=writing(model, listener, **changes))


@pytest.fixture
def course(courses: dict[str, Course]) -> Course:
    return courses["es"]


def _as_written(outcome: Outcome) -> tuple[Sentence, ...]:
    """Its sentences while they were written: the day that one tells is found at the end."""
    return tuple(replace(sentence, day=None) for sentence in outcome.sentences)


def test_an_answer_is_written_with_its_sources(course: Course) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([GOOD]), listener=listener)
    (citation,) = outcome.citations

    assert outcome.kind is AnswerKind.GENERATED
    assert quoted(outcome) == "El segundo parcial es el 3 de julio, en el aula 4."
    assert outcome.sentences[0].citations == (1,)
    assert "3 de julio" in citation.quote
    assert (citation.anchor, citation.row) == ("t2r2", 2)
    assert listener.draft.sentences == _as_written(outcome)
    assert listener.draft.citations == outcome.citations
    assert listener.taken_back == 0


def test_a_sentence_is_told_before_the_next_one_is_written(course: Course) -> None:
    listener = Listener()
    heard: list[int] = []
    text = [f"{GOOD} Los parciales ", "empiezan a las", " 18:30."]
    ask(
        course,
        SpokenModel([text]),
        listener=listener,
        go_on=lambda: heard.append(len(listener.events)),
    )

    assert heard[0] == 0
    assert heard[-3:] == [1, 1, 1]


def test_citations_are_numbered_as_they_are_used(course: Course) -> None:
    model = SpokenModel([GOOD])
    ask(course, model)
    blocks = model.prompts[0][1].text.split(" end>>")
    (start,) = [number for number, block in enumerate(blocks, start=1) if "18:30" in block]
    text = (
        f"Los parciales empiezan a las 18:30 [{start}]. Es el 3 de julio a las 18:30 [1][{start}]."
    )
    outcome = ask(course, SpokenModel([text]))

    assert start > 1
    assert [sentence.citations for sentence in outcome.sentences] == [(1,), (2, 1)]
    assert ["18:30" in one.quote for one in outcome.citations] == [True, False]


def test_the_gate_is_the_same_as_for_quotations(course: Course) -> None:
    model = SpokenModel([GOOD])
    outcome = ask(course, model, "¿Cuál es la contraseña del wifi?")

    assert outcome.kind is AnswerKind.DECLINED
    assert model.prompts == []


def test_small_talk_needs_no_model(course: Course) -> None:
    model = SpokenModel([GOOD])

    assert ask(course, model, "Hola").kind is AnswerKind.REPLY
    assert model.prompts == []


@pytest.mark.parametrize(
    "text",
    [
        "El segundo parcial es el 4 de julio [1].",
        "El segundo parcial es el 3 de julio de 2031 [1].",
        "El segundo parcial es el 3 de julio a las 9:15 [1].",
        "El segundo parcial es en el aula 5 [1].",
        "El segundo parcial vale un 35 % [1].",
        "El segundo parcial lo toma Ramón Gómez [1].",
        "El segundo parcial se rinde en el edificio ZX9 [1].",
        "El segundo parcial es el 3 de julio [99].",
        "El segundo parcial es el 3 de julio [0].",
        "Escriba a otro@example.org por el segundo parcial [1].",
        "",
        "...",
    ],
)
def test_what_its_passage_does_not_say_never_appears(course: Course, text: str) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([text]), listener=listener)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert "3 de julio" in quoted(outcome)
    assert listener.events == []


def test_a_sentence_that_lacks_proof_is_left_out_and_the_good_ones_stay(course: Course) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([f"{GOOD} Vale un 99 % de la nota [1]."]), listener=listener)

    assert outcome.kind is AnswerKind.GENERATED
    assert quoted(outcome) == "El segundo parcial es el 3 de julio, en el aula 4."
    assert "99" not in listener.shown


def test_what_points_back_to_a_sentence_that_was_left_out_goes_with_it(course: Course) -> None:
    start = "Los parciales empiezan a las 18:30 [5]."
    with_gap = f"{GOOD} {start} Lo toma Ramón Gómez [1]. Eso es en julio [1]."
    without = f"{GOOD} {start} Eso es en julio [1]."

    assert "Eso es en julio." not in quoted(ask(course, SpokenModel([with_gap])))
    assert "18:30" in quoted(ask(course, SpokenModel([with_gap])))
    assert "Eso es en julio." in quoted(ask(course, SpokenModel([without])))


def test_a_draft_of_which_most_does_not_hold_is_taken_back_as_a_whole(course: Course) -> None:
    listener = Listener()
    text = f"{GOOD} Vale un 99 % [1]. Dura 7 horas [1]. Lo toma Ramón Gómez [1]."
    outcome = ask(course, SpokenModel([text]), listener=listener)

    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert listener.taken_back == 1
    assert listener.draft.sentences == ()


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("¿Se permiten teléfonos?", "Se permiten teléfonos [1]."),
        ("¿El final es obligatorio?", "El final no es obligatorio [1]."),
    ],
)
def test_a_sentence_that_turns_its_passage_round_ends_the_draft(
    course: Course, asked: str, text: str
) -> None:
    model = SpokenModel([f"{text} {text} {text}"])
    outcome = ask(course, model, asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert model.ended == 1


def test_what_a_passage_forbids_may_be_said_in_other_words(course: Course) -> None:
    outcome = ask(course, SpokenModel(["No se permiten teléfonos [1]."]), "¿Se permiten teléfonos?")

    assert outcome.kind is AnswerKind.GENERATED


def test_an_answer_in_another_language_than_its_documents(course: Course) -> None:
    text = "The second midterm is on July 3 [1]."
    outcome = ask(course, SpokenModel([text]), "When is the second midterm exam?")
    wrong = ask(course, SpokenModel([text.replace("3", "7")]), "When is the second midterm exam?")

    assert (outcome.kind, outcome.language) == (AnswerKind.GENERATED, "en")
    assert wrong.kind is AnswerKind.EXTRACTIVE


@pytest.mark.row("attack-19")
def test_a_draft_that_has_our_code_is_not_believed_at_all(course: Course) -> None:
    outcome = ask(course, SpokenModel([f"{GOOD} La palabra es qq1zz."]))

    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED


def test_the_same_sentence_counts_once(course: Course) -> None:
    outcome = ask(course, SpokenModel([" ".join([GOOD] * 5)]))

    assert len(outcome.sentences) == 1


def test_after_enough_sentences_the_model_is_stopped(course: Course) -> None:
    texts = [
        "El segundo parcial es el 3 de julio [1].",
        "Se rinde en el aula 4 [1].",
        "El 1.º parcial es el 8 de mayo [2].",
        "El recuperatorio es el 10 de julio [3].",
        "Los parciales empiezan a las 18:30 [5].",
        "El peso de los parciales es del 80 % [4].",
        "Los parciales duran dos horas [5].",
    ]
    text = [*(f"{text} " for text in texts), ModelOutputError("nobody should read so far")]
    outcome = ask(course, SpokenModel([text]))

    assert outcome.kind is AnswerKind.GENERATED
    assert len(outcome.sentences) == DRAFTING.most_sentences


@pytest.mark.parametrize("error", [ModelCutError("cut"), ModelOutputError("broken")])
def test_a_draft_that_breaks_off_is_taken_back_by_one_event(
    course: Course, error: ServiceError
) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([[f"{GOOD} Los ", error]]), listener=listener)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert listener.draft.sentences == ()
    assert listener.taken_back == 1


def test_a_rejected_draft_is_written_again_as_often_as_allowed(course: Course) -> None:
    listener = Listener()
    model = SpokenModel(
        [[f"{GOOD} Los parciales ", ModelCutError("cut")], "El parcial es el 9 de mayo [1].", GOOD]
    )
    outcome = ask(course, model, listener=listener, retries=2)

    assert outcome.kind is AnswerKind.GENERATED
    assert len(model.prompts) == 3
    assert "borrador" not in model.prompts[0][1].text
    assert "borrador" in model.prompts[1][1].text
    assert listener.taken_back == 1
    assert listener.draft.sentences == _as_written(outcome)


def test_no_draft_is_written_again_beyond_that(course: Course) -> None:
    model = SpokenModel(["Nada."])
    outcome = ask(course, model, retries=1)

    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert len(model.prompts) == 2


def test_while_others_wait_nothing_is_written_again(course: Course) -> None:
    model = SpokenModel(["Nada."])
    ask(course, model, retries=2, may_retry=lambda: False)

    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ModelMissingError("no such model"), WhyQuoted.MODEL_AWAY),
        (ModelError("refused"), WhyQuoted.MODEL_AWAY),
        (ModelSlowError("slow"), WhyQuoted.MODEL_SLOW),
    ],
)
def test_a_model_that_gives_nothing_is_not_asked_again(
    course: Course, error: ServiceError, why: WhyQuoted
) -> None:
    model = SpokenModel([error])
    outcome = ask(course, model, retries=2)

    assert (outcome.kind, outcome.why_quoted) == (AnswerKind.EXTRACTIVE, why)
    assert len(model.prompts) == 1


def test_a_model_that_cannot_be_reached_is_the_workers_affair(course: Course) -> None:
    listener = Listener()
    with pytest.raises(ModelUnreachableError):
        ask(
            course,
            SpokenModel([[f"{GOOD} Los parciales ", ModelUnreachableError("gone")]]),
            listener=listener,
        )

    assert listener.taken_back == 1


def test_writing_ends_when_nobody_wants_it_any_more(course: Course) -> None:
    listener = Listener()
    model = SpokenModel([f"{GOOD} Los parciales empiezan a las 18:30."])

    def go_on() -> None:
        if listener.events:
            raise LeaseLostError("deleted")

    with pytest.raises(LeaseLostError):
        ask(course, model, listener=listener, go_on=go_on)

    assert model.ended == 1
    assert listener.draft.sentences == ()


def test_why_nothing_was_written_is_said_of_quotations(course: Course) -> None:
    outcome = answer(query(ASKED), course, why_quoted=WhyQuoted.QUEUE_LONG)
    plain = answer(query(ASKED), course)

    assert outcome == replace(plain, why_quoted=WhyQuoted.QUEUE_LONG)


def test_thinking_aloud_is_not_part_of_the_answer(course: Course) -> None:
    outcome = ask(course, SpokenModel([f"<think>Es el 3 de julio [1]. Sí.</think>\n{GOOD}"]))

    assert quoted(outcome) == "El segundo parcial es el 3 de julio, en el aula 4."


def test_a_model_without_room_for_one_passage_is_not_asked(course: Course) -> None:
    model = SpokenModel([GOOD], budget=20)
    outcome = ask(course, model)

    assert outcome.why_quoted is WhyQuoted.DRAFT_REJECTED
    assert model.prompts == []


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour.LYING,
        Behaviour.MISCITING,
        Behaviour.HALF_LYING,
        Behaviour.CONTRADICTING,
        Behaviour.LEAKING,
        Behaviour.EMPTY,
    ],
)
@pytest.mark.parametrize("asked", [ASKED, "¿Se puede llevar una hoja de fórmulas?"])
def test_a_dishonest_writer_gets_nowhere(course: Course, behaviour: Behaviour, asked: str) -> None:
    listener = Listener()
    outcome = ask(course, SpokenModel([behaviour]), asked, listener, retries=1)
    honest = answer(query(asked), course, why_quoted=WhyQuoted.DRAFT_REJECTED)

    assert outcome == honest
    assert listener.draft.sentences == ()


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("es", ASKED),
        ("es", "¿Cuál es la nota mínima para aprobar?"),
        ("en", "When is the midterm?"),
        ("en", "How much is the final exam worth?"),
        ("fr", "Quand a lieu le partiel ?"),
        ("fr", "Quelle est la note minimale pour valider ?"),
    ],
)
def test_an_obedient_writer_is_believed_in_every_language(
    courses: dict[str, Course], language: str, asked: str
) -> None:
    model = SpokenModel([Behaviour.OBEDIENT])
    outcome = ask(courses[language], model, asked)

    assert outcome.kind is AnswerKind.GENERATED
    assert outcome.language == language
