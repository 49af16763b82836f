"""A course takes over from another one what an instructor of both chooses, step by step."""

from uuid import uuid4

import pytest

from silabo.domain.answers import AnswerKind, Caution, Outcome, OutOfScope, Sentence
from silabo.domain.copies import CopyState, CopyStep
from silabo.domain.courses import CourseSettings
from silabo.domain.expectations import NewExpectation
from silabo.domain.programs import Answerer
from silabo.domain.reviews import CopyDoubt, Harm
from silabo.storage import (
    copy_steps,
    copyable,
    course_copies,
    course_settings,
    curated,
    documents,
    expectations,
    gaps,
    hand_overs,
    questions,
    reviews,
    standing,
    tables,
    visibility,
)
from silabo.storage.database import connection, now_ms
from tests import seeds
from tests.copies import (
    ALL,
    DAY,
    LAST_YEAR,
    RULE,
    THIS_YEAR,
    Courses,
    answers_of,
    place,
    publish,
    read_what_waits,
    step,
)


@pytest.fixture
def courses(db: None) -> Courses:
    return Courses()


def test_documents_answers_settings_and_test_questions_come_over(courses: Courses) -> None:
    version = seeds.ready(courses.last, RULE, name="Programa.md")
    publish(courses.last, RULE, alike="pass", cited=(place(version),))
    expectations.add(courses.last, NewExpectation("¿Con qué nota?", "es", ("8",), "grade"))
    course_settings.keep(
        courses.last,
        CourseSettings(
            Caution.CAREFUL, "none", "Sé breve.", (OutOfScope("notas", "Pregunta."),), "Asia/Tokyo"
        ),
        default_zone="UTC",
    )
    courses.copy(documents=courses.documents(), **ALL)
    copied = course_copies.last(courses.new)
    (answer,) = standing.listed(courses.new)
    (document,) = documents.listed(courses.new)

    assert copied is not None
    assert (copied.documents, copied.answers, copied.doubtful, copied.expectations) == (1, 1, 0, 1)
    assert copied.settings
    assert document.file_name == "Programa.md"
    assert answer.citations[0].version == document.version
    assert not answer.changed
    assert answer.question == "¿Con qué nota se promociona?"
    assert [each.says for each in expectations.listed(courses.new)] == [("8",)]
    assert course_settings.read(courses.new) == course_settings.read(courses.last)


@pytest.mark.row("copy-7")
def test_an_answer_that_states_a_day_or_whose_document_stays_waits_to_be_confirmed(
    courses: Courses,
) -> None:
    version = seeds.ready(courses.last, "Se puede usar calculadora.", name="Calculadoras.md")
    publish(courses.last, DAY, alike="when")
    publish(courses.last, "Sí.", alike="calculator", cited=(place(version),))
    publish(courses.last, RULE, alike="pass")
    courses.copy(answers=True)
    seeds.change(tables.Decision, spread_after=1)
    with connection():
        stands = {
            key for key in ("when", "calculator", "pass") if curated.standing(courses.new, key)
        }
    waiting = next(each for each in standing.listed(courses.new) if each.doubt is CopyDoubt.DATED)
    standing.change(courses.new, courses.person, waiting.public_id, waiting.sentences)

    assert stands == {"pass"}
    assert answers_of(courses.new) == {DAY: None, "Sí.": CopyDoubt.UNFOUNDED, RULE: None}
    assert course_copies.last(courses.new).doubtful == 2  # type: ignore[union-attr]


@pytest.mark.row("copy-7")
def test_an_answer_in_doubt_is_told_to_nobody_who_asked(courses: Courses) -> None:
    ana = seeds.member("3", THIS_YEAR)
    seeds.answered(ana, alike="when")
    publish(courses.last, DAY, alike="when")
    courses.copy(answers=True)
    seeds.change(tables.Decision, spread_after=1)

    reached = curated.spread()
    with connection():
        owed = curated.due(now_ms()).exists()

    assert (reached, owed) == (0, False)  # no worker is woken for it again and again
    assert seeds.ask(seeds.member("4", THIS_YEAR), alike="when").state == "queued"


@pytest.mark.row("copy-7")
def test_who_waits_for_instructors_goes_on_waiting_behind_an_answer_in_doubt(
    courses: Courses,
) -> None:
    ana, publish_it = seeds.member("3", THIS_YEAR), Answerer(courses.new, courses.person)
    asked = seeds.answered(ana, Outcome(kind=AnswerKind.DECLINED, language="es"), alike="when")
    questions.hand_over(courses.new, ana[0], asked.public_id)
    seeds.change(tables.Question, handed_at=1)  # before anything was copied
    seeds.change(tables.Answer, created_at=1)
    publish(courses.last, DAY, alike="when")
    courses.copy(answers=True)
    (waits,) = hand_overs.waiting(courses.new, page=1, limit=50)
    needs_eyes = reviews.review(courses.new, asked.public_id).group.harm
    lacking = gaps.count(courses.new)
    said = (Sentence(DAY, ()),)
    _, new = hand_overs.answer(publish_it, asked.public_id, said, decided=waits.decided)

    assert (waits.public_id, waits.waits) == (asked.public_id, True)
    assert needs_eyes is Harm.HANDED_OVER
    assert lacking == 1
    assert new  # whoever copied it publishes it by saying the same
    assert answers_of(courses.new) == {DAY: None}
    assert hand_overs.waiting(courses.new, page=1, limit=50) == []


def test_words_of_students_and_answers_to_a_single_question_stay(courses: Courses) -> None:
    publish(courses.last, RULE, alike="pass", asks=None)
    publish(courses.last, "Sí, Ana.", alike=str(uuid4()), asks=None)
    seeds.ask(seeds.member("3", LAST_YEAR), alike="pass")
    publish(courses.last, "Está por verse.", alike="new", told=False)
    found = copyable.of_course(courses.session, courses.source)
    courses.copy(answers=True)

    assert (found.answers.count, found.answers.wordless, found.answers.alone) == (1, 1, 1)
    assert [each.question for each in standing.listed(courses.new)] == [""]
    with connection():
        assert not tables.Question.select().where(tables.Question.course == courses.new).exists()


def test_what_the_course_answers_already_is_left_as_it_is(courses: Courses) -> None:
    publish(courses.last, RULE, alike="pass")
    publish(courses.new, "Con 7 o más.", alike="pass")
    courses.copy(answers=True)
    copied = course_copies.last(courses.new)

    assert answers_of(courses.new) == {"Con 7 o más.": None}
    assert copied is not None
    assert (copied.answers, copied.answered) == (0, 1)


def test_what_is_hidden_stays_hidden(courses: Courses) -> None:
    version = seeds.ready(courses.last, "Soluciones.", name="Soluciones.md")
    visibility.show(courses.last, seeds.document_of(version), from_=None)
    courses.copy(documents=courses.documents())

    assert [each.hidden for each in documents.listed(courses.new)] == [True]


def test_a_file_that_the_course_has_is_skipped_with_a_word(courses: Courses) -> None:
    seeds.ready(courses.last, RULE, name="Programa.md")
    seeds.ready(courses.last, DAY, name="Fechas.md")
    courses.copy(documents=courses.documents()[:1])
    courses.copy(documents=courses.documents())
    copied = course_copies.last(courses.new)

    assert copied is not None
    assert copied.documents == 1
    assert [(each.file_name, each.code) for each in copied.skipped] == [
        ("Programa.md", "same_file")
    ]
    assert len(documents.listed(courses.new)) == 2


def test_a_document_that_goes_meanwhile_is_skipped(courses: Courses) -> None:
    seeds.ready(courses.last, RULE)
    chosen = courses.documents()
    courses.begin(documents=chosen)
    documents.remove(courses.last, chosen[0])
    while step():
        pass
    copied = course_copies.last(courses.new)

    assert copied is not None
    assert copied.state is CopyState.DONE
    assert [each.code for each in copied.skipped] == ["copy_gone"]


def test_answers_wait_until_the_documents_have_been_read(courses: Courses) -> None:
    version = seeds.ready(courses.last, RULE)
    publish(courses.last, RULE, alike="pass", cited=(place(version),))
    courses.begin(documents=courses.documents(), answers=True)
    for _ in range(2):
        step()
    while_read = (step(), course_copies.sweep())
    read_what_waits()
    able = course_copies.sweep()
    while step():
        pass

    assert while_read == (None, 0)
    assert able == 1
    assert answers_of(courses.new) == {RULE: None}


def test_answers_name_the_documents_that_they_rest_on(courses: Courses) -> None:
    version = seeds.ready(courses.last, RULE)
    publish(courses.last, RULE, alike="pass", cited=(place(version),))
    publish(courses.last, DAY, alike="when")
    found = copyable.of_course(courses.session, courses.source)

    assert found.answers.resting == ((seeds.document_of(version), "¿Con qué nota se promociona?"),)
    assert (found.answers.count, found.answers.dated) == (2, 1)


def test_many_answers_are_copied_in_several_transactions_each_once(courses: Courses) -> None:
    count = 2 * copy_steps.ANSWERS_AT_ONCE + 3
    for number in range(count):
        publish(courses.last, RULE, alike=f"key{number}")
    courses.begin(answers=True)
    steps = 0
    while taken := step():
        steps += taken.step is CopyStep.ANSWERS

    assert steps == 4
    assert standing.count(courses.new) == count


def test_a_chosen_time_zone_comes_along_and_one_of_the_lms_does_not(courses: Courses) -> None:
    course_settings.keep(courses.new, CourseSettings(time_zone="Asia/Tokyo"), default_zone="UTC")
    courses.copy(settings=True)

    assert course_settings.read(courses.new).time_zone == "Asia/Tokyo"
