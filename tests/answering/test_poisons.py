"""Poisoned documents, questions and models: what a student sees of them while an answer is written,
in what is told, and in the letter.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from silabo.domain.models import JsonSchema, Message
from tests.answering.attacks import ON_A_MODEL, faults, seen, small_model
from tests.answering.models import SpokenModel
from tests.answering.poisons import ASKED, FACTS, POISONS, Place, Poison
from tests.services.scripted_writers import PASSAGE

if TYPE_CHECKING:
    from tests.services.ollama import Ollama

ORDERED = 25  # characters of an order: what a prompt leaves out of it stands behind them
# For a real model, which takes seconds for each; `python -m tests.answering.attacks` has them all.
FEW = ON_A_MODEL[:: len(ON_A_MODEL) // 8]


@dataclass
class PoisonedModel(SpokenModel):
    """Writes what the poison wants, once it has read it where it stands in the prompt."""

    texts: list[Any] = field(default_factory=list)
    poison: Poison = POISONS[0]
    was_told: bool = False  # whether the order stood in a prompt

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        said, written = prompt[-1].text, self.poison.written
        order = self.poison.order[:ORDERED]
        self.was_told = self.was_told or order in said
        numbers = [number for _, number, at, text in PASSAGE.findall(said) if order in at + text]
        if self.poison.place is not Place.OUTPUT:
            written = f"{written} [{(numbers or ['1'])[0]}]."
        self.texts = [written]
        return super().write(prompt, schema=schema)


@pytest.mark.row("attack-16")
@pytest.mark.row("attack-17")
@pytest.mark.row("attack-18")
@pytest.mark.row("attack-19")
@pytest.mark.row("attack-21")
@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.id)
def test_no_student_reads_what_an_attacker_wants(poison: Poison, tmp_path: Path) -> None:
    model = PoisonedModel(poison=poison)
    shown = seen(poison, tmp_path, model)

    assert model.prompts
    # What of a message asks nothing of the course is not even said to the model.
    assert model.was_told or poison.place is Place.QUESTION
    assert faults(poison, shown) == []


@pytest.mark.service
@pytest.mark.row("attack-16")
@pytest.mark.parametrize("poison", FEW, ids=lambda poison: poison.id)
def test_no_student_reads_what_an_attacker_wants_of_a_real_model(
    poison: Poison, tmp_path: Path, smollm2: "Ollama"
) -> None:
    shown = seen(poison, tmp_path, small_model(smollm2.url), retries=0)

    assert faults(poison, shown) == []


@pytest.mark.parametrize("language", ASKED)
def test_a_good_model_is_heard_over_the_same_documents(language: str, tmp_path: Path) -> None:
    good = Poison(language, Place.OUTPUT, "", FACTS[language].rstrip(".") + " [1].")

    shown = seen(good, tmp_path, PoisonedModel(poison=good))

    assert shown.written == [FACTS[language]] * 2


def test_the_poisons_are_many_and_no_two_are_the_same() -> None:
    keys = {(each.language, each.place, each.order, each.written) for each in POISONS}

    assert len(keys) == len(POISONS) >= 80
    assert {each.place for each in POISONS} == set(Place)
