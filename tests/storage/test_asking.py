import pytest

from silabo.domain.errors import NotFoundError, QuestionError
from silabo.storage import questions
from silabo.storage.tables import Course, Question, Version
from tests import seeds
from tests.parallel import at_once


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


@pytest.fixture
def bruno(db: None) -> tuple[int, int]:
    return seeds.member(sub="4")


def test_a_question_is_accepted_and_waits(ana: tuple[int, int]) -> None:
    question, new = questions.ask(seeds.new_question(ana, "¿Cuándo?"))

    assert new
    assert (question.text, question.language, question.state) == ("¿Cuándo?", "es", "queued")
    assert question.open
    assert (question.passages, question.answer, question.delivery) == (None, None, None)
    assert questions.get(ana[1], ana[0], question.public_id) == question


def test_the_same_key_and_text_ask_once(ana: tuple[int, int]) -> None:
    asked = seeds.new_question(ana)
    first, new = questions.ask(asked)
    second, new_again = questions.ask(asked)

    assert (new, new_again) == (True, False)
    assert first == second
    assert questions.waiting() == 1


def test_of_ten_requests_with_one_key_at_once_one_asks(ana: tuple[int, int]) -> None:
    asked = seeds.new_question(ana)
    results = at_once(10, lambda _: questions.ask(asked))

    assert [new for _, new in results].count(True) == 1
    assert len({question.public_id for question, _ in results}) == 1


def test_the_same_key_with_another_text_is_refused(ana: tuple[int, int]) -> None:
    seeds.ask(ana, "¿Cuándo?", idempotency_key="k")

    with pytest.raises(QuestionError) as refused:
        seeds.ask(ana, "¿Dónde?", idempotency_key="k")
    assert refused.value.code == "idempotency_conflict"
    assert questions.waiting() == 1


def test_the_same_key_in_another_course_is_refused(ana: tuple[int, int]) -> None:
    elsewhere = seeds.member(course="7")
    seeds.ask(ana, "¿Cuándo?", idempotency_key="k")

    with pytest.raises(QuestionError):
        seeds.ask(elsewhere, "¿Cuándo?", idempotency_key="k")


def test_two_persons_may_use_the_same_key(ana: tuple[int, int], bruno: tuple[int, int]) -> None:
    first = seeds.ask(ana, "¿Cuándo?", idempotency_key="k")
    second = seeds.ask(bruno, "¿Dónde?", idempotency_key="k")

    assert first.public_id != second.public_id


def test_a_person_sees_only_the_own_questions_of_the_course(
    ana: tuple[int, int], bruno: tuple[int, int]
) -> None:
    question = seeds.ask(ana)
    elsewhere = seeds.member(course="7")

    for person, course in (bruno, elsewhere):
        assert questions.listed(course, person) == []
        with pytest.raises(NotFoundError):
            questions.get(course, person, question.public_id)
        with pytest.raises(NotFoundError):
            questions.remove(course, person, question.public_id)
        with pytest.raises(NotFoundError):
            questions.listed(course, person, after=question.public_id)


def test_questions_come_newest_first_in_pages(ana: tuple[int, int]) -> None:
    asked = [seeds.ask(ana, f"Pregunta {number}").public_id for number in range(5)][::-1]
    person, course = ana
    first = questions.listed(course, person, limit=2)
    second = questions.listed(course, person, after=first[-1].public_id, limit=2)
    third = questions.listed(course, person, after=second[-1].public_id)

    pages = [[each.public_id for each in page] for page in (first, second, third)]
    assert pages == [asked[:2], asked[2:4], asked[4:]]


def test_first_passages_are_remembered_even_when_none_was_found(ana: tuple[int, int]) -> None:
    version = seeds.ready(ana[1], "Uno.", "Dos.", "Tres.")
    numbers = seeds.passage_ids(version)
    some, none = seeds.ask(ana, "¿Uno?"), seeds.ask(ana, "¿Nada?")
    questions.remember_passages(some.id, [numbers[2], numbers[0]])
    questions.remember_passages(none.id, [])
    shown = questions.get(ana[1], ana[0], some.public_id).passages

    assert shown is not None
    assert [each.text for each in shown] == ["Tres.", "Uno."]
    assert questions.get(ana[1], ana[0], none.public_id).passages == ()


def test_first_passages_of_a_removed_document_are_no_longer_shown(ana: tuple[int, int]) -> None:
    version = seeds.ready(ana[1], "Uno.")
    question = seeds.ask(ana)
    questions.remember_passages(question.id, seeds.passage_ids(version))
    seeds.change(Version, state="deleting")

    assert questions.get(ana[1], ana[0], question.public_id).passages == ()


def test_a_question_that_waits_is_cancelled(ana: tuple[int, int]) -> None:
    asked = seeds.new_question(ana)
    question, _ = questions.ask(asked)
    questions.remove(ana[1], ana[0], question.public_id)
    again, new = questions.ask(asked)

    assert questions.listed(ana[1], ana[0]) == []
    assert questions.claim(seeds.WORKER) is None
    assert not new
    assert again.state == "cancelled"


def test_where_the_course_of_a_question_is_in_its_lms_is_known_of_questions_that_are_there(
    ana: tuple[int, int],
) -> None:
    seeds.ask(seeds.member(course="7"), "Elsewhere?")
    question = seeds.ask(ana)
    Course.update(url="https://lms.example/course/2").where(Course.id == ana[1]).execute()

    assert questions.course_url(question.public_id) == "https://lms.example/course/2"
    with pytest.raises(NotFoundError):
        questions.course_url("no-such-question")


def test_the_text_of_a_question_is_kept_letter_by_letter(ana: tuple[int, int]) -> None:
    text = "'; DROP TABLE question; -- <b>%s</b>\n🎓 ¿Y?"
    question = seeds.ask(ana, text)

    assert questions.get(ana[1], ana[0], question.public_id).text == text
    assert Question.select().count() == 1
