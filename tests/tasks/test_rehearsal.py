from dataclasses import replace

import pytest

from silabo.domain.errors import ServiceError
from silabo.domain.questions import QuestionState
from silabo.storage import tables
from tasks.parts import Parts
from tasks.rehearsal import rehearse
from tests import seeds

TEXTS = (
    "El examen parcial de Álgebra se celebra el 12 de marzo de 2027 en el aula 3.",
    "La asistencia a las prácticas de laboratorio es obligatoria durante todo el semestre.",
)


def test_a_copy_answers_from_its_own_documents_before_what_waits(parts: Parts) -> None:
    ana = seeds.member("3")
    seeds.ready(ana[1], *TEXTS)
    waiting = seeds.ask(ana)

    shown = rehearse(parts)

    assert shown is not None
    assert (shown.courses, shown.passages) == (1, 2)
    assert shown.source.startswith("Reglas, p")
    assert tables.Question.get_by_id(waiting.id).state == QuestionState.QUEUED
    assert tables.Delivery.select().count() == 0


def test_a_copy_without_documents_is_asked_nothing(parts: Parts) -> None:
    seeds.member("3")

    assert rehearse(parts) is None
    assert tables.Question.select().count() == 0


def test_a_copy_whose_documents_answer_nothing_is_no_good(parts: Parts) -> None:
    ana = seeds.member("3")
    seeds.ready(ana[1], *TEXTS)
    # A search that finds nothing, as over an index of other documents.
    lost = replace(parts, search=lambda course, documents: lambda words, *, limit: [])

    with pytest.raises(ServiceError, match="own words"):
        rehearse(lost)
