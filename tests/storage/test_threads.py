"""A thread is one person's in one course, and each of its questions is whole by itself."""

from dataclasses import replace

import pytest

from silabo.domain.errors import NotFoundError
from silabo.domain.people import LetterChoice
from silabo.domain.questions import Question
from silabo.storage import deliveries, merging, people, questions, stamps, tables, threads
from tests import seeds

FIRST, SECOND, THIRD = "¿Cuándo es el primer parcial?", "y el segundo?", "en qué aula?"


def thread(who: tuple[int, int]) -> list[Question]:
    """Three questions, each answered and following the one before it."""
    first = seeds.answered(who, text=FIRST)
    second = seeds.answered(who, text=SECOND, follows=first.public_id)
    return [first, second, seeds.answered(who, text=THIRD, follows=second.public_id)]


def read(who: tuple[int, int], question: Question) -> Question:
    return questions.get(who[1], who[0], question.public_id)


def texts(found: tuple[threads.InThread, ...]) -> list[str]:
    return [each.text for each in found]


@pytest.mark.row("thread-1")
def test_whoever_answers_is_told_what_was_asked_before_oldest_first(db: None) -> None:
    ana = seeds.member()
    _, second, _ = thread(ana)
    seeds.ask(ana, "y cuánto dura?", follows=second.public_id)

    assert seeds.claim_question().earlier == (FIRST, SECOND)


def test_a_question_knows_which_one_it_follows_and_which_follow_it(db: None) -> None:
    ana = seeds.member()
    first, second, third = thread(ana)
    around = threads.around(ana[1], ana[0], second.public_id)

    assert (first.follows, second.follows) == (None, first.public_id)
    assert (texts(around.earlier), texts(around.later)) == ([FIRST], [THIRD])
    assert texts(threads.around(ana[1], ana[0], third.public_id).earlier) == [FIRST, SECOND]


@pytest.mark.row("thread-2")
def test_nobody_goes_on_from_a_question_of_another_person_or_course(db: None) -> None:
    ana, luis = seeds.member("3"), seeds.member("4")
    elsewhere = seeds.member("3", course="9")
    asked = seeds.ask(ana)

    for who in (luis, elsewhere):
        with pytest.raises(NotFoundError):
            seeds.ask(who, SECOND, follows=asked.public_id)
    with pytest.raises(NotFoundError):
        seeds.ask(ana, SECOND, follows="nothing")
    assert [each.text for each in questions.listed(luis[1], luis[0])] == []
    assert threads.around(luis[1], luis[0], asked.public_id) == threads.Thread()
    assert threads.recent_texts(luis[1], luis[0], asked.public_id) == ()
    assert threads.recent_texts(elsewhere[1], elsewhere[0], asked.public_id) == ()
    assert threads.recent_texts(ana[1], ana[0], asked.public_id) == (asked.text,)


@pytest.mark.row("thread-2")
def test_a_row_that_points_to_another_person_s_question_shows_nothing_of_it(db: None) -> None:
    ana, luis = seeds.member("3"), seeds.member("4")
    private = seeds.ask(ana, "algo mío")
    asked = seeds.ask(luis, SECOND)
    tables.Question.update(follows=private.id).where(tables.Question.id == asked.id).execute()
    claimed = [seeds.claim_question(), seeds.claim_question()]

    assert [each.earlier for each in claimed] == [(), ()]
    assert read(luis, asked).follows is None
    assert threads.around(luis[1], luis[0], asked.public_id).earlier == ()
    assert threads.around(ana[1], ana[0], private.public_id).later == ()


@pytest.mark.row("thread-3")
def test_a_deleted_question_leaves_those_that_follow_it_whole(db: None) -> None:
    ana = seeds.member()
    first = seeds.answered(ana, text=FIRST)
    meant = replace(seeds.extractive(), understood_as="¿Cuándo es el segundo parcial?")
    second = seeds.answered(ana, meant, text=SECOND, follows=first.public_id)
    tag = stamps.of_question(ana[1], ana[0], second.public_id)
    questions.remove(ana[1], ana[0], first.public_id)
    left = read(ana, second)

    assert left.follows is None
    assert left.answer == second.answer
    assert left.answer is not None
    assert left.answer.understood_as == "¿Cuándo es el segundo parcial?"
    assert stamps.of_question(ana[1], ana[0], second.public_id) != tag


@pytest.mark.row("thread-3")
def test_a_cancelled_question_is_no_part_of_a_thread(db: None) -> None:
    ana = seeds.member()
    first = seeds.ask(ana, FIRST)
    second = seeds.ask(ana, SECOND, follows=first.public_id)
    questions.remove(ana[1], ana[0], first.public_id)

    assert seeds.claim_question().earlier == ()
    assert read(ana, second).follows is None
    with pytest.raises(NotFoundError):
        seeds.ask(ana, THIRD, follows=first.public_id)


def test_deleting_a_person_takes_their_whole_thread(db: None) -> None:
    ana = seeds.member()
    thread(ana)
    tables.Person.delete().where(tables.Person.id == ana[0]).execute()

    assert tables.Question.select().count() == 0


def test_a_thread_stays_one_where_two_accounts_are_merged(db: None) -> None:
    old, new = seeds.member("3"), seeds.member("4")
    first, second, _ = thread(old)
    names = [str(tables.Person.get_by_id(each[0]).public_id) for each in (old, new)]
    merging.merge(*names)

    assert read(new, second).follows == first.public_id


def test_a_card_changes_when_its_question_is_followed(db: None) -> None:
    ana = seeds.member()
    first = seeds.answered(ana, text=FIRST)
    tag = stamps.of_question(ana[1], ana[0], first.public_id)
    seeds.ask(ana, SECOND, follows=first.public_id)

    assert stamps.of_question(ana[1], ana[0], first.public_id) != tag


def test_what_was_asked_longer_ago_is_no_longer_what_a_plain_message_goes_on_from(
    db: None,
) -> None:
    ana = seeds.member()
    asked = seeds.ask(ana)
    seeds.change(tables.Question, asked_at=tables.Question.asked_at - threads.RECENT_MS)

    assert threads.recent_texts(ana[1], ana[0], asked.public_id) == ()


def test_a_long_thread_is_looked_back_on_only_so_far(db: None) -> None:
    ana = seeds.member()
    asked = seeds.answered(ana, text="0?")
    for number in range(1, threads.MOST_FOLLOWED + 3):
        asked = seeds.answered(ana, text=f"{number}?", follows=asked.public_id)
    found = threads.around(ana[1], ana[0], asked.public_id).earlier

    assert texts(found) == ["2?", "3?", "4?", "5?", "6?"]


@pytest.mark.row("thread-4")
def test_the_letter_of_a_follow_up_stands_in_the_thread_of_what_it_follows(db: None) -> None:
    ana = seeds.member()
    people.remember_letters(ana[0], LetterChoice(wanted=True, if_unseen=False))
    first = seeds.answered(ana, text=FIRST)
    for_first = deliveries.claim(seeds.WORKER)
    assert for_first is not None
    deliveries.about_to_send(for_first, "first@tool.example")
    deliveries.mark_sent(for_first)
    seeds.answered(ana, text="¿Qué libro usamos?")
    seeds.answered(ana, text=SECOND, follows=first.public_id)
    other, second = deliveries.claim(seeds.WORKER), deliveries.claim(seeds.WORKER)
    assert other is not None
    assert second is not None

    assert (other.earlier, second.earlier) == ((), ("first@tool.example",))
