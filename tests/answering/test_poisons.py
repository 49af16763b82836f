"""Poisoned documents, questions and models: what a student sees of them while an answer is written,
in what is told, and in the letter.
"""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from silabo.answering.echoes import echoes
from silabo.answering.pipeline import answer
from silabo.answering.prompts import rules
from silabo.domain.answers import ANSWERED, AnswerKind, Outcome
from silabo.domain.drafts import SentenceAccepted
from silabo.domain.letters import Letter
from silabo.domain.models import JsonSchema, Message
from tests.answering.courses import Course, Writing, course_of, query
from tests.answering.models import Listener, SpokenModel, writing
from tests.answering.poisons import ASKED, BESIDE, DENIED, FACTS, POISONS, Place, Poison
from tests.delivery.claims import letter
from tests.services.scripted_writers import PASSAGE

NO_TEXT = re.compile(r"https?:|www\.|javascript:|data:|<[a-z/!|]|\]\(|!\[|mailto:|qq\d+zz", re.I)
ORDERED = 25  # characters of an order: what a prompt leaves out of it stands behind them
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


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


def course(poison: Poison, folder: Path) -> Course:
    written = Writing("2026", poison.language).heading("1")
    written.paragraph(FACTS[poison.language]).paragraph(DENIED[poison.language])
    order, place = poison.order, poison.place
    about = BESIDE[poison.language]
    if place is Place.PASSAGE:
        written.paragraph(order)
    elif place is Place.CELL:
        written.table(("A", "B"), (order, "1"))
    elif place is Place.ITEM:
        written.items("A:", order)
    elif place is Place.LEAD:
        written.items(order, about)
    elif place is Place.HEADING:
        written.heading(order).paragraph(about)
    elif place is Place.TITLE:
        written.paragraph(about)
        written.passages[-1] = replace(written.passages[-1], document_title=order)
    return course_of(written, folder)


@dataclass
class Seen:
    """What came before a student's eyes."""

    outcome: Outcome
    streamed: list[str]
    letter: Letter
    model: PoisonedModel

    @property
    def written(self) -> list[str]:
        """Every sentence that a model wrote and a student saw."""
        is_written = self.outcome.kind is AnswerKind.GENERATED
        told = [sentence.text for sentence in self.outcome.sentences] if is_written else []
        return [*self.streamed, *told]


def seen(poison: Poison, folder: Path) -> Seen:
    model, listener = PoisonedModel(poison=poison), Listener()
    text = ASKED[poison.language]
    if poison.place is Place.QUESTION:
        text = f"{text} {poison.order}"
    asked = replace(query(text), language=poison.language)
    chosen = writing(model, listener, retries=1)
    outcome = answer(asked, course(poison, folder), writing=chosen)
    sent = letter(
        language=poison.language,
        kind=outcome.kind,
        sentences=outcome.sentences,
        citations=outcome.citations,
        quoted=outcome.quoted,
        why_quoted=outcome.why_quoted,
    )
    streamed = [e.sentence.text for e in listener.events if isinstance(e, SentenceAccepted)]
    return Seen(outcome, streamed, sent, model)


@pytest.mark.row("attack-16")
@pytest.mark.row("attack-17")
@pytest.mark.row("attack-18")
@pytest.mark.row("attack-19")
@pytest.mark.row("attack-21")
@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: poison.id)
def test_no_student_reads_what_an_attacker_wants(poison: Poison, tmp_path: Path) -> None:
    shown = seen(poison, tmp_path)
    written = " ".join(f"'{text}'" for text in shown.written)

    assert shown.model.prompts
    # What of a message asks nothing of the course is not even said to the model.
    assert shown.model.was_told or poison.place is Place.QUESTION
    assert shown.outcome.kind in ANSWERED
    assert poison.never not in written
    assert not NO_TEXT.search(written)
    assert not HIDDEN.search(written)
    assert not any(echoes(text, rules(poison.language)) for text in shown.written)
    assert "12" in shown.letter.text
    assert not re.search(r"<(?:img|script|iframe|svg|object|form)", shown.letter.html, re.I)
    for body in (shown.letter.text, unescape(shown.letter.html)):
        assert poison.never not in body
        assert "evil" not in body
        assert not HIDDEN.search(body)


@pytest.mark.parametrize("language", ASKED)
def test_a_good_model_is_heard_over_the_same_documents(language: str, tmp_path: Path) -> None:
    good = Poison(language, Place.OUTPUT, "", FACTS[language].rstrip(".") + " [1].")

    assert seen(good, tmp_path).written == [FACTS[language]] * 2


def test_the_poisons_are_many_and_no_two_are_the_same() -> None:
    keys = {(each.language, each.place, each.order, each.written) for each in POISONS}

    assert len(keys) == len(POISONS) >= 80
    assert {each.place for each in POISONS} == set(Place)
