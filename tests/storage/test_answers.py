from dataclasses import replace
from datetime import date

import pytest

from silabo.domain.answers import AnswerKind, Choice, Outcome, Part, Sentence
from silabo.storage import questions, revisions
from silabo.storage.tables import Answer, Citation, Question
from tests import seeds

PROVEN = Outcome(
    kind=AnswerKind.EXTRACTIVE,
    language="es",
    sentences=(
        Sentence("El parcial es el 1 de octubre.", (1, 2), date(2026, 10, 1)),
        Sentence("Aula 4 <b>&amp;</b>\nlínea", (2,)),
    ),
    citations=(
        seeds.citation(1, page=4, passage_id=77),
        seeds.citation(2, anchor="t2r5", row=5, path=("Evaluación", "Notas")),
    ),
    searched=("parcial", "fecha"),
)
REFUSAL = Outcome(
    kind=AnswerKind.DECLINED,
    language="fr",
    searched=("wifi", "clave"),
    documents_in=("en", "es"),
    nearest=(seeds.citation(1, quote="La red es «campus»."), seeds.citation(2, path=())),
)
CLOSEST = Outcome(
    kind=AnswerKind.CLOSEST,
    language="es",
    sentences=(Sentence("El parcial es el 1 de octubre.", (1,)),),
    citations=(seeds.citation(1, page=4),),
    searched=("parcial", "aula"),
    choices=(Choice("primer parcial", "¿Y el aula del primer parcial?"), Choice("final", "¿Y?")),
)
WRITTEN = replace(
    PROVEN,
    kind=AnswerKind.GENERATED,
    quoted=(seeds.citation(3, quote="Parcial | 1/10", row=2),),
    choices=CLOSEST.choices,
)
REPLY = Outcome(kind=AnswerKind.REPLY, language="en", reply="reply_greeting")


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


@pytest.mark.parametrize(
    "outcome", [PROVEN, WRITTEN, CLOSEST, REFUSAL, REPLY], ids=lambda each: each.kind
)
def test_an_answer_is_read_as_it_was_recorded(ana: tuple[int, int], outcome: Outcome) -> None:
    question = seeds.answered(ana, outcome)
    answer = question.answer

    assert answer is not None
    assert (question.state, question.answered_at) == ("answered", answer.created_at)
    assert (answer.kind, answer.language, answer.reply) == (
        outcome.kind,
        outcome.language,
        outcome.reply,
    )
    assert answer.sentences == outcome.sentences
    assert answer.citations == outcome.citations
    assert answer.searched == outcome.searched
    assert answer.nearest == outcome.nearest
    assert answer.documents_in == outcome.documents_in
    assert answer.quoted == outcome.quoted
    assert answer.choices == outcome.choices
    assert answer.revision == 1


def test_a_later_answer_is_another_revision_and_the_first_stays(ana: tuple[int, int]) -> None:
    first = seeds.answered(ana, REFUSAL)
    seeds.change(Question, state="queued", status=None)
    seeds.record(seeds.claim_question(), PROVEN)
    second = questions.get(ana[1], ana[0], first.public_id)

    assert first.answer is not None
    assert second.answer is not None
    assert (second.answer.kind, second.answer.revision) == ("extractive", 2)
    assert second.answer.public_id != first.answer.public_id
    assert Citation.select().count() == 2


def test_an_answered_question_without_an_answer_shows_none(ana: tuple[int, int]) -> None:
    question = seeds.ask(ana)
    seeds.change(Question, state="answered")

    assert questions.get(ana[1], ana[0], question.public_id).answer is None


def test_what_an_asker_confirms_is_of_their_question_and_its_newest_answer(
    ana: tuple[int, int],
) -> None:
    mine, other = seeds.answered(ana, CLOSEST), seeds.answered(ana, CLOSEST)
    said = questions.take_feedback(ana[1], ana[0], mine.public_id, answered=True)
    first = Answer.get(Answer.question == mine.id).confirmed_at
    again = questions.take_feedback(ana[1], ana[0], mine.public_id, answered=True)
    kept = Answer.get(Answer.question == mine.id).confirmed_at
    untouched = questions.get(ana[1], ana[0], other.public_id).answer
    revisions.revise(mine.public_id, CLOSEST, by_instructor=False)
    revised = questions.get(ana[1], ana[0], mine.public_id).answer

    assert said.answer is not None
    assert said.answer.confirmed
    assert first is not None
    assert (again.answer, kept) == (said.answer, first)
    assert untouched is not None
    assert not untouched.confirmed
    assert revised is not None
    assert not revised.confirmed


PARTS = replace(
    seeds.extractive(),
    sentences=(
        Sentence("El parcial es el 1 de octubre.", (1,), part=1),
        Sentence("Aula 4.", (2,), part=2),
    ),
    citations=(seeds.citation(1), seeds.citation(2, quote="Aula 4.", anchor="p9")),
    parts=(
        Part("¿Cuándo es el parcial?", AnswerKind.EXTRACTIVE),
        Part("¿y dónde?", AnswerKind.CLOSEST, ("aula",), understood_as="¿Dónde es el parcial?"),
        Part("haceme el tp", AnswerKind.REPLY, reply="reply_graded_work"),
        Part("¿y los apuntes?", AnswerKind.REPLY, reply="reply_out_of_scope", said="Ask Ana."),
        Part("¿y el final?", None),
    ),
)


def test_an_answer_to_several_questions_is_kept_question_by_question(db: None) -> None:
    question = seeds.answered(seeds.member(), PARTS)
    answer = question.answer

    assert answer is not None
    assert answer.parts == PARTS.parts
    assert answer.sentences == PARTS.sentences
    assert (answer.unsure, answer.in_part) == (True, True)


def test_the_unsure_question_of_several_can_be_confirmed(db: None) -> None:
    ana = seeds.member()
    question = seeds.answered(ana, PARTS)
    confirmed = questions.take_feedback(ana[1], ana[0], question.public_id, answered=True)

    assert confirmed.answer is not None
    assert confirmed.answer.confirmed


@pytest.mark.parametrize(
    ("kinds", "in_part"),
    [
        ((AnswerKind.EXTRACTIVE, AnswerKind.EXTRACTIVE), False),
        ((AnswerKind.EXTRACTIVE, AnswerKind.REPLY), False),
        ((AnswerKind.GENERATED, AnswerKind.EXTRACTIVE), False),
        ((AnswerKind.EXTRACTIVE, AnswerKind.DECLINED), True),
        ((AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST), True),
        ((AnswerKind.EXTRACTIVE, None), True),
        ((AnswerKind.CLOSEST, AnswerKind.DECLINED), False),
    ],
)
def test_an_answer_is_one_in_part_where_a_question_beside_an_answered_one_is_not(
    kinds: tuple[AnswerKind | None, ...], in_part: bool, db: None
) -> None:
    best = next(kind for kind in kinds if kind)
    asked = tuple(Part("¿?", kind) for kind in kinds)
    question = seeds.answered(seeds.member(), replace(PARTS, kind=best, parts=asked))

    assert question.answer is not None
    assert question.answer.in_part is in_part
