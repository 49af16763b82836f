"""How far the day of an answer is: beside the quotation, never in it, for the reader's moment."""

import email
import re
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from silabo.domain import clock
from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.storage.database import connection
from silabo.storage.tables import Course
from silabo.wording import dates
from silabo.wording.distances import distance
from tests import seeds
from tests.lti_app.panel.fragments import answered, card
from tests.world import World


def today() -> date:
    with connection():
        return dates.today(clock.now(), Course.get().time_zone)


@pytest.mark.row("days-6")
@pytest.mark.parametrize(("away", "said"), [(5, "dentro de 5 días"), (-3, "fue hace 3 días")])
def test_a_date_that_is_asked_for_is_told_with_how_far_it_is(
    world: World, away: int, said: str
) -> None:
    teacher, student = world.instructor(), world.student()
    day = today() + timedelta(days=away)
    sentence = f"La entrega final es el {day:%d/%m/%Y} por el campus."
    teacher.upload("Reglas.md", f"# Reglas\n\n{sentence}\n".encode())
    world.work()

    question = student.ask("¿Cuándo es la entrega final?").get_json()["id"]
    world.work()
    quoted, _, beside = student.get(f"/fragments/questions/{question}").text.partition("distances")
    told = student.get(f"/api/questions/{question}").get_json()["answer"]["sentences"][0]
    (letter,) = (world.system.settings.data_dir / "mail").glob("*.eml")

    assert sentence in quoted
    assert said in beside
    assert said not in quoted
    assert (told["text"], told["day"], told["days_away"]) == (sentence, day.isoformat(), away)
    assert distance(day, today(), "es") in _text(letter).replace("\n", " ")


def _text(letter: Path) -> str:
    message = email.message_from_bytes(letter.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_of_several_sentences_each_distance_names_its_source(world: World) -> None:
    outcome = Outcome(
        kind=AnswerKind.CLOSEST,
        language="es",
        sentences=(
            Sentence("El parcial es el 1 de octubre.", (1,), date(2020, 10, 1)),
            Sentence("Aula 4.", (2,)),
        ),
        citations=(seeds.citation(1), seeds.citation(2, quote="Aula 4.", anchor="p9")),
    )
    shown = card(*answered(world, outcome))

    assert re.search(r"1 oct 2020, fue hace unos \d+ meses \[1\]", shown.words)


def test_an_answer_without_a_day_says_nothing_of_time(world: World) -> None:
    outcome = Outcome(
        kind=AnswerKind.EXTRACTIVE,
        language="es",
        sentences=(Sentence("El parcial es el 1 de octubre.", (1,)),),
        citations=(seeds.citation(1),),
    )

    assert not card(*answered(world, outcome)).find("ul", class_="distances")
