"""Several models as one: who is asked, when the next is, and what is told meanwhile."""

from contextlib import closing
from itertools import islice

import pytest

from silabo.answering.model_chain import ModelChain
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import Message, Speaker
from tests.answering.models import SpokenModel

PROMPT = [Message(Speaker.USER, "When is the exam?")]
GOOD = "The exam is on 3 June [1]. It lasts two hours [1]."
AWAY = ModelUnreachableError("away")
KINDS = [AWAY, ModelMissingError(""), ModelSlowError(""), ModelError(""), ModelOutputError("")]


def chain(*models: SpokenModel) -> ModelChain:
    return ModelChain({f"m{number}": model for number, model in enumerate(models, start=1)})


def read(models: ModelChain) -> str:
    with closing(models.write(PROMPT)) as text:
        return "".join(text)


@pytest.mark.row("model-4")
@pytest.mark.parametrize("error", KINDS)
@pytest.mark.parametrize("before", ["", "The exam is on 3"])
def test_the_next_is_asked_where_one_gives_no_sentence(error: ModelError, before: str) -> None:
    models = chain(SpokenModel([[before, error]]), SpokenModel([GOOD]))

    assert read(models) == GOOD
    assert [(call.name, call.failure) for call in models.calls] == [
        ("m1", type(error).__name__),
        ("m2", ""),
    ]
    assert models.calls[0].text == before
    assert models.calls[1].text == GOOD


@pytest.mark.row("model-4")
@pytest.mark.parametrize("said", ["The exam is on 3 June [1].", "First line\n", "Really?"])
def test_nobody_goes_on_with_the_text_of_another_one(said: str) -> None:
    second = SpokenModel([GOOD])
    models = chain(SpokenModel([[said, ModelUnreachableError("away")]]), second)
    pieces = []
    with pytest.raises(ModelUnreachableError), closing(models.write(PROMPT)) as text:
        pieces += text

    assert "".join(pieces) == said
    assert second.prompts == []


@pytest.mark.row("model-4")
def test_nothing_of_a_text_that_was_given_up_is_heard() -> None:
    models = chain(SpokenModel([["The exam is cancelled", AWAY]]), SpokenModel(["On 3 June [1]."]))
    with closing(models.write(PROMPT)) as text:
        pieces = list(text)

    assert "cancelled" not in "".join(pieces)


def test_a_text_without_the_end_of_a_sentence_is_whole() -> None:
    models = chain(SpokenModel(["NOT_STATED"]), SpokenModel([GOOD]))

    assert read(models) == "NOT_STATED"
    assert len(models.calls) == 1


def test_the_last_one_is_heard_piece_by_piece() -> None:
    last = SpokenModel([["no sentence yet", ModelCutError("")]])
    with closing(chain(SpokenModel([[AWAY]]), last).write(PROMPT)) as text:
        assert list(islice(text, 2)) == ["no", " sent"]


def test_after_the_first_sentence_the_rest_comes_piece_by_piece() -> None:
    models = chain(SpokenModel(["One. Two three"]), SpokenModel([GOOD]))
    with closing(models.write(PROMPT)) as text:
        assert list(text) == ["One.", " Two", " thre", "e"]


@pytest.mark.parametrize(
    ("errors", "kind", "retry_after_s"),
    [
        ([ModelUnreachableError("a", 30), ModelUnreachableError("b", 5)], ModelUnreachableError, 5),
        ([ModelMissingError("a"), ModelUnreachableError("b")], ModelUnreachableError, 0),
        ([ModelUnreachableError("a"), ModelMissingError("b")], ModelUnreachableError, 0),
        ([ModelUnreachableError("a"), ModelSlowError("b")], ModelSlowError, None),
        ([ModelMissingError("a"), ModelMissingError("b")], ModelMissingError, None),
    ],
)
def test_a_question_waits_only_where_all_are_away(
    errors: list[ModelError], kind: type[ModelError], retry_after_s: float | None
) -> None:
    with pytest.raises(kind) as raised:
        read(chain(*(SpokenModel([[error]]) for error in errors)))

    assert getattr(raised.value, "retry_after_s", None) == retry_after_s


def test_a_text_that_is_closed_early_ends_the_model_that_writes() -> None:
    first, second = SpokenModel([[AWAY]]), SpokenModel([GOOD])
    with closing(chain(first, second).write(PROMPT)) as text:
        next(text)

    assert (first.ended, second.ended) == (1, 1)


@pytest.mark.parametrize("held", ["no sentence yet", ""])
def test_what_ends_the_writing_ends_it_while_a_text_is_held_back(held: str) -> None:
    def go_on() -> None:
        raise ModelSlowError("nobody waits longer")

    second = SpokenModel([GOOD])
    models = {"m1": SpokenModel([[held, AWAY]]), "m2": second}
    with pytest.raises(ModelSlowError, match="nobody waits"):
        read(ModelChain(models, go_on))

    assert second.prompts == []


def test_a_prompt_has_to_fit_each_of_them() -> None:
    models = chain(SpokenModel([GOOD], budget=3000), SpokenModel([GOOD], budget=900))

    assert models.budget == 900
    assert models.tokens("abc" * 10) == 11
    assert models.name == "m1, m2"
