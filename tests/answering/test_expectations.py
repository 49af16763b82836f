"""Whether an answer says what its instructors expect: what counts as said, and what must not."""

import pytest

from silabo.answering.expectations import is_said, judge
from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.expectations import JudgedAnswer, TrialVerdict

SAID = [
    # as it is written, whatever its capitals, accents and marks
    ("es", "aula 4", "El parcial es en el AULA 4."),
    ("es", "calculadora", "Puedes llevar (calculadora), no teléfono."),
    ("es", "integracion por partes", "Entra la integración  por partes."),
    ("en", "closed book", "The exam is closed book."),
    ("en", "mid-term", "The mid-term counts."),
    ("fr", "examen", "L’examen dure deux heures."),
    ("fr", "a distance", "Le cours a lieu À DISTANCE."),
    ("es", "4", "En el aula 4."),
    # the same day, time, room or share in another form
    ("es", "3 de mayo", "El parcial es el 3/5/2026."),
    ("es", "3/5", "El parcial es el lunes 3 de mayo."),
    ("en", "May 3", "The exam is on 3 May 2026."),
    ("fr", "3 mai", "L'examen a lieu le 03/05/2026."),
    ("es", "35%", "Vale el 35 % de la nota."),
    ("en", "35 %", "It counts 35% of the grade."),
    ("fr", "35%", "Il compte pour 35 % de la note."),
    ("es", "14:00", "Empieza a las 14 h."),
    ("en", "2 pm", "It starts at 14:00."),
    ("fr", "14 h", "Il commence à 14:00."),
    ("es", "el 3 de mayo en el aula 4", "Es el 03/05 en el aula 4."),
    ("en", "anna@example.org", "Write to Anna@example.org."),
]
NOT_SAID = [
    # part of a word or of a figure
    ("es", "parcial", "Las notas parciales cuentan."),
    ("es", "10", "Empieza a las 10:30."),
    ("en", "10", "110 points."),
    ("fr", "10", "La note est 10,5."),
    ("es", "aula 4", "En el aula 14."),
    ("en", "room 4", "In room 4B."),
    ("fr", "salle 4", "En salle 40."),
    # another value of the kind
    ("es", "3 de mayo", "El parcial es el 13 de mayo."),
    ("es", "3 de mayo", "El parcial es el 3 de junio."),
    ("en", "May 3", "The exam is on March 5."),
    ("fr", "3 mai", "L'examen a lieu le 5 mars."),
    ("es", "35 %", "Vale 35 puntos."),
    ("en", "35 %", "It counts 35 points."),
    ("fr", "35 %", "Il compte pour 3,5 %."),
    ("es", "3 de mayo de 2026", "El parcial es el 3 de mayo de 2025."),
    # the value, and not what stands with it
    ("es", "el 3 de mayo en el aula 4", "Es el 3 de mayo en el laboratorio, no en el aula 5."),
    ("es", "recuperatorio el 3 de mayo", "El parcial es el 3 de mayo."),
    ("en", "closed book", "The book is closed."),
    ("fr", "à distance", "Une distance."),
    # nothing at all
    ("es", "…", "Lo que sea."),
]


@pytest.mark.parametrize(("language", "phrase", "text"), SAID)
def test_a_phrase_is_said_as_it_is_written_or_as_the_same_fact(
    language: str, phrase: str, text: str
) -> None:
    assert is_said(phrase, text, {language})


@pytest.mark.parametrize(("language", "phrase", "text"), NOT_SAID)
def test_a_part_of_it_or_another_fact_does_not_say_it(
    language: str, phrase: str, text: str
) -> None:
    assert not is_said(phrase, text, {language})


def outcome(kind: AnswerKind, *said: str) -> Outcome:
    return Outcome(kind=kind, language="es", sentences=tuple(Sentence(each, (1,)) for each in said))


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (AnswerKind.CURATED, TrialVerdict.MET),
        (AnswerKind.GENERATED, TrialVerdict.MET),
        (AnswerKind.EXTRACTIVE, TrialVerdict.MET),
        (AnswerKind.CLOSEST, TrialVerdict.UNSURE),
        (AnswerKind.DECLINED, TrialVerdict.DECLINED),
        (AnswerKind.REPLY, TrialVerdict.DECLINED),
    ],
)
def test_only_what_is_told_as_the_answer_can_say_it(
    kind: AnswerKind, verdict: TrialVerdict
) -> None:
    assert judge(("3 de mayo",), outcome(kind, "Es el 3 de mayo.")) == JudgedAnswer(verdict)


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (AnswerKind.CURATED, TrialVerdict.ANSWERED),
        (AnswerKind.GENERATED, TrialVerdict.ANSWERED),
        (AnswerKind.EXTRACTIVE, TrialVerdict.ANSWERED),
        (AnswerKind.CLOSEST, TrialVerdict.UNSURE),
        (AnswerKind.DECLINED, TrialVerdict.MET),
        (AnswerKind.REPLY, TrialVerdict.MET),
    ],
)
def test_what_must_be_declined_is_met_by_silence_alone(
    kind: AnswerKind, verdict: TrialVerdict
) -> None:
    assert judge((), outcome(kind, "Algo.")) == JudgedAnswer(verdict)


def test_what_is_missing_is_named_and_two_sentences_say_it_together() -> None:
    told = outcome(AnswerKind.GENERATED, "Es el 3 de mayo.", "Dura dos horas.")
    judged = judge(("3/5", "aula 4", "2 horas", "sin apuntes"), told)

    assert judged == JudgedAnswer(TrialVerdict.MISSING, ("aula 4", "sin apuntes"))
