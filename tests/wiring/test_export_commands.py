"""`flask export training`: approved answers as chat records, and nobody in them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from silabo.domain.answers import AnswerKind, Outcome, Part, Sentence
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import curated, decisions, questions, reviews
from silabo.storage.database import database
from silabo.storage.tables import Decision, Passage, Person, Version
from tests import seeds
from wiring.parts import System

Run = Callable[..., Result]
ASKED = "Hola, soy Ana Benítez. ¿Cuándo es el primer parcial?"
FACT = "El primer parcial es el jueves 1 de octubre en el aula 4."


@pytest.fixture
def run(installed: Path, system: System) -> Run:
    """Runs a command on a system with its tables."""

    def command(*words: str) -> Result:
        database.close()
        return system.app.test_cli_runner().invoke(args=list(words))

    return command


def closest(fact: str = FACT, **changes: Any) -> Outcome:
    """What comes closest, from a passage that has it."""
    row = Passage.get_or_none(Passage.text == fact)
    receipt = seeds.citation(
        quote=fact,
        passage_id=row.id if row else None,
        version=row.version.public_id if row else "gone",
    )
    told = {"kind": AnswerKind.CLOSEST, "sentences": (Sentence(fact, (1,)),)}
    return seeds.extractive(**{**told, "citations": (receipt,), **changes})


def approve(who: tuple[int, int], text: str = ASKED, outcome: Outcome | None = None) -> None:
    """Ask, answer, and say that this was it."""
    asked = seeds.answered(who, outcome or closest(), text=text)
    questions.take_feedback(who[1], who[0], asked.public_id, answered=True)


def exported(run: Run, course: int) -> tuple[list[dict[str, Any]], str]:
    result = run("export", "training", "--course", str(course), "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result.stderr


@pytest.mark.row("calls-6")
def test_an_approved_answer_is_a_chat_record_as_a_model_is_asked(run: Run) -> None:
    who = seeds.member()
    seeds.ready(who[1], FACT)
    approve(who)
    (record,), told = exported(run, who[1])
    system, user, assistant = record["messages"]

    assert [each["role"] for each in record["messages"]] == ["system", "user", "assistant"]
    assert system["content"].startswith("Respondes la pregunta")
    assert FACT in user["content"]
    assert "¿Cuándo es el primer parcial?" in user["content"]
    assert assistant["content"] == f"{FACT[:-1]} [1]."
    assert told.startswith("1 records, 0 left out")
    # Whoever asked has said who they are; what is asked goes without it.
    assert "Ana" not in json.dumps(record, ensure_ascii=False)


@pytest.mark.row("calls-6")
def test_only_what_somebody_approved_in_this_course_is_exported(run: Run) -> None:
    who, other = seeds.member(), seeds.member(course="9")
    seeds.ready(who[1], FACT)
    seeds.answered(who, closest())
    approve(other, outcome=closest())
    asked = seeds.answered(who, closest())
    for answered in (True, False):
        questions.take_feedback(who[1], who[0], asked.public_id, answered=answered)
    several = closest(parts=(Part("¿Cuándo?", AnswerKind.CLOSEST), Part("¿Dónde?", None)))
    approve(who, outcome=several)
    records, told = exported(run, who[1])

    assert records == []
    assert told.startswith("0 records, 0 left out")


@pytest.mark.row("calls-6")
def test_what_an_instructor_wrote_is_approved_unless_it_did_not_help(run: Run) -> None:
    who, ben = seeds.member(), seeds.member(sub="4")
    seeds.ready(who[1], FACT)
    sources = {"kind": AnswerKind.EXTRACTIVE}
    asked = [seeds.answered(each, closest(**sources), alike="exam") for each in (who, ben)]
    written = [
        (Sentence("El parcial es el 1 de octubre.", (1,)),),
        (Sentence("En el aula 4.", ()),),
    ]
    counts = []
    for sentences in written:
        found = reviews.review(who[1], asked[0].public_id)
        assert found.answer is not None
        new = NewDecision(
            DecisionKind.PUBLISHED, sentences, found.decided, answer=found.answer.public_id
        )
        decisions.decide(who[1], who[0], asked[0].public_id, new)
        seeds.change(Decision, spread_after=0)
        while curated.spread():
            pass
        counts.append(exported(run, who[1]))
        if sentences is written[0]:
            questions.take_feedback(who[1], ben[0], asked[1].public_id, answered=False)
            counts.append(exported(run, who[1]))
    both, without_ben, unsourced = counts

    assert [record["messages"][2]["content"] for record in both[0]] == [
        "El parcial es el 1 de octubre [1]."
    ] * 2
    assert len(without_ben[0]) == 1
    assert unsourced[0] == []
    assert "2 for nothing that it cites" in unsourced[1]


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    ("text", "fact", "why"),
    [
        ("¿Cuándo es el parcial de Juan Pérez?", FACT, "a name"),
        ("¿Puede benitez ir al primer parcial?", FACT, "a name"),
        ("¿Cuándo es el parcial del DNI 38.123.456?", FACT, "a number"),
        ("¿Cuándo se escribe a ana@example.org?", FACT, "an address"),
        ("¿Cuándo es el primer parcial?", "El primer parcial: +34 600 123 456.", "a number"),
        ("¿Cuándo es el primer parcial?", "El primer parcial lo corrige ana benitez.", "a name"),
    ],
)
def test_a_record_with_a_person_in_it_is_left_out_and_counted(
    run: Run, text: str, fact: str, why: str
) -> None:
    who = seeds.member()
    seeds.ready(who[1], FACT, fact)
    approve(who, text, closest(fact))
    approve(who)
    records, told = exported(run, who[1])

    assert len(records) == 1
    assert told.startswith("1 records, 1 left out")
    assert f"1 for {why}" in told


@pytest.mark.row("calls-6")
def test_a_document_that_has_left_the_course_is_told_in_the_words_that_were_cited(
    run: Run, tmp_path: Path
) -> None:
    who = seeds.member()
    seeds.ready(who[1], FACT)
    approve(who)
    Version.delete().execute()
    Person.update(name="").execute()
    output = tmp_path / "records.jsonl"
    result = run("export", "training", "--course", str(who[1]), "--output", str(output))
    (line,) = output.read_text("utf-8").splitlines()

    assert result.stdout == ""
    assert FACT in json.loads(line)["messages"][1]["content"]


def test_a_course_that_is_not_there_is_named(run: Run) -> None:
    result = run("export", "training", "--course", "77")

    assert result.exit_code == 2
    assert "there is no course 77" in result.output
