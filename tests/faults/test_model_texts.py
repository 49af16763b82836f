"""What becomes of questions when the language model writes: a text that stands, breaks off, or
is none.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from silabo.domain.drafts import DraftTakenBack, Quoted
from silabo.storage import tables
from tasks.answers import answer_next
from tests import seeds
from tests.faults.written import FACT, Ear, checked
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour
from tests.tasks.work import Work


def test_an_answer_is_written_and_its_sentences_are_told(
    answered_by: Callable[..., Work], scripted: ScriptedOllama
) -> None:
    ear = Ear()
    work = answered_by(scripted.url, ear)
    asked = work.ask()
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert answer is not None
    assert (answer.kind, answer.why_quoted) == ("generated", None)
    assert "1 de octubre" in answer.sentences[0].text
    assert answer.citations[0].quote == FACT
    told = [replace(each, day=None) for each in answer.sentences]
    assert ear.kinds[0] is Quoted
    assert [event.sentence for event in ear.events[1:]] == told


@pytest.mark.row("fault-34")
@pytest.mark.parametrize("behaviour", [Behaviour.BREAKING, Behaviour.DYING])
def test_a_text_that_breaks_off_is_written_again_by_another_attempt(
    answered_by: Callable[..., Work], scripted: ScriptedOllama, behaviour: Behaviour
) -> None:
    scripted.behave(behaviour, Behaviour.OBEDIENT)
    work = answered_by(scripted.url)
    asked = work.ask()
    answer_next(work.parts)
    between = checked(work, asked).state
    seeds.due(tables.Question)
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert between == "queued"
    assert answer is not None
    assert answer.kind == "generated"


@pytest.mark.row("fault-36")
@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour.EMPTY,
        Behaviour.ENDLESS,
        Behaviour.FLOODING,
        Behaviour.CUT,
        Behaviour.NOT_UTF8,
        Behaviour.NOT_JSON,
        Behaviour.LYING,
        Behaviour.MISCITING,
    ],
)
def test_a_text_that_cannot_be_an_answer_is_none(
    answered_by: Callable[..., Work], scripted: ScriptedOllama, behaviour: Behaviour
) -> None:
    ear = Ear()
    scripted.behave(behaviour)
    work = answered_by(scripted.url, ear, draft_retries=0)
    asked = work.ask()
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert answer is not None
    assert (answer.kind, answer.why_quoted) == ("extractive", "draft_rejected")
    assert answer.sentences[0].text == FACT
    written = [each for each in ear.events if not isinstance(each, Quoted)]
    assert written in ([], [*written[:-1], DraftTakenBack()])


@pytest.mark.service
@pytest.mark.row("fault-36")
def test_what_random_weights_write_is_never_an_answer(
    answered_by: Callable[..., Work], request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("ollama_server")
    ear = Ear()
    limits = {"model_context_tokens": 2048, "model_total_seconds": 20, "draft_retries": 0}
    work = answered_by(server.url, ear, model="tiny", **limits)
    asked = work.ask()
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert answer is not None
    assert answer.kind == "extractive"
    assert answer.why_quoted in {"draft_rejected", "model_slow"}
    assert ear.kinds == [Quoted]
