"""The address at which a reply to a letter is read: one question, one person, and an end."""

from collections.abc import Callable

import pytest

from silabo.domain.answers import Sentence
from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.people import Role
from silabo.domain.programs import Answerer
from silabo.domain.questions import Question
from silabo.domain.replies import Dropped, Replier
from silabo.storage import (
    course_erasing,
    deliveries,
    erasing,
    hand_overs,
    people,
    person_exports,
    questions,
    reply_addresses,
    tables,
)
from tests import seeds

Member = tuple[int, int]
ANA = "ana@example.org"
DAY_MS = 24 * 3_600_000


@pytest.fixture
def ana(db: str) -> Member:
    return seeds.member()


def claimed() -> ClaimedDelivery:
    found = deliveries.claim(seeds.WORKER)
    assert found is not None
    return found


@pytest.fixture
def asked(ana: Member) -> Question:
    """A question that is answered, and whose letter is about to go."""
    return seeds.answered(ana)


def look(token: str, sender: str = ANA) -> Replier | Dropped:
    return reply_addresses.replier(token, sender)


def test_whoever_was_written_to_asks_on_in_the_same_course(ana: Member, asked: Question) -> None:
    found = look(claimed().reply_token)

    assert isinstance(found, Replier)
    assert (found.person_id, found.course_id) == ana
    assert (found.question, found.role, found.answers) == (asked.public_id, Role.LEARNER, False)


@pytest.mark.parametrize("sender", ["ANA@example.org", "ana@EXAMPLE.org"])
def test_an_address_is_the_same_in_other_letters(asked: Question, sender: str) -> None:
    assert isinstance(look(claimed().reply_token, sender), Replier)


@pytest.mark.parametrize("sender", ["bob@example.org", "ana@example.org.evil.example", "", "ana"])
def test_whoever_else_has_the_address_is_a_stranger(asked: Question, sender: str) -> None:
    assert look(claimed().reply_token, sender) is Dropped.STRANGER


def test_another_member_of_the_course_is_a_stranger_too(asked: Question) -> None:
    people.admit(
        seeds.identity(tables.Platform.get().id, sub="9", email="bob@example.org"),
        language="es",
        time_zone="UTC",
    )

    assert look(claimed().reply_token, "bob@example.org") is Dropped.STRANGER


@pytest.mark.parametrize("place", range(0, 36, 5))
def test_a_token_that_was_changed_anywhere_is_none(asked: Question, place: int) -> None:
    token = claimed().reply_token
    other = "a" if token[place] != "a" else "b"

    assert look(token[:place] + other + token[place + 1 :]) is Dropped.STRANGER


@pytest.mark.parametrize("token", ["", "a" * 36, "a" * 35, "é" * 36])
def test_what_we_did_not_sign_is_none(asked: Question, token: str) -> None:
    claimed()

    assert look(token) is Dropped.STRANGER


def test_before_anything_was_signed_nothing_is_ours(ana: Member) -> None:
    assert look("a" * 36) is Dropped.STRANGER


def _delete_question(who: Member, asked: Question) -> None:
    questions.remove(who[1], who[0], asked.public_id)


def _erase(who: Member, asked: Question) -> None:
    erasing.erase(tables.Person.get_by_id(who[0]).public_id)


def _move(who: Member, asked: Question) -> None:
    seeds.change(tables.Person, email="ana@elsewhere.example")


@pytest.mark.parametrize("happens", [_delete_question, _erase, _move])
def test_when_its_question_or_its_reader_is_gone_it_is_nothing(
    ana: Member, asked: Question, happens: Callable[[Member, Question], None]
) -> None:
    token = claimed().reply_token
    happens(ana, asked)

    assert look(token) is Dropped.STRANGER


def _no_role(who: Member, asked: Question) -> None:
    tables.CourseRole.delete().execute()


def _only_looks(who: Member, asked: Question) -> None:
    seeds.change(tables.CourseRole, name=Role.VIEWER)


def _course_goes(who: Member, asked: Question) -> None:
    course_erasing.begin(who[1])


def _platform_is_disabled(who: Member, asked: Question) -> None:
    seeds.change(tables.Platform, state="disabled")


def _time_passes(who: Member, asked: Question) -> None:
    seeds.change(tables.Delivery, created_at=tables.Delivery.created_at - 61 * DAY_MS)


@pytest.mark.parametrize(
    "happens", [_no_role, _only_looks, _course_goes, _platform_is_disabled, _time_passes]
)
def test_who_may_not_ask_in_the_panel_may_not_by_mail(
    ana: Member, asked: Question, happens: Callable[[Member, Question], None]
) -> None:
    token = claimed().reply_token
    happens(ana, asked)

    assert look(token) is Dropped.ENDED


def test_a_copy_of_a_letter_has_no_address_to_reply_to(ana: Member, asked: Question) -> None:
    deliveries.mark_sent(claimed())
    (copy,) = person_exports.letters(tables.Person.get_by_id(ana[0]).public_id)

    assert copy.reply_token == ""


@pytest.fixture
def marta(db: str) -> Member:
    """An instructor who is told at once."""
    found = seeds.member(sub="7", role=Role.INSTRUCTOR, email="marta@example.org")
    people.remember_notices(found[0], wanted=True, at_once=True)
    return found


def to_marta() -> ClaimedDelivery:
    """The letter to her; those to askers have gone."""
    seeds.due(tables.Delivery)
    tables.Delivery.update(state="sent").where(tables.Delivery.kind != "notice").execute()
    return claimed()


def test_an_instructor_who_was_told_of_one_question_answers_it(marta: Member) -> None:
    handed = seeds.handed_over("1")
    found = look(to_marta().reply_token, "marta@example.org")

    assert isinstance(found, Replier)
    assert (found.question, found.answers, found.decided) == (handed.public_id, True, "")


def test_a_letter_about_two_questions_has_no_address_for_one_of_them(marta: Member) -> None:
    seeds.handed_over("1", text="¿Hay estacionamiento?", alike="p")
    seeds.handed_over("2", text="¿Hay cafetería?", alike="c")

    assert to_marta().reply_token == ""


def test_who_teaches_the_course_no_more_answers_nothing(marta: Member) -> None:
    seeds.handed_over("1")
    token = to_marta().reply_token
    seeds.change(tables.CourseRole, name=Role.LEARNER)

    assert look(token, "marta@example.org") is Dropped.ENDED


def test_what_a_colleague_has_answered_since_is_not_answered_over(marta: Member) -> None:
    handed = seeds.handed_over("1")
    token = to_marta().reply_token
    who = Answerer(marta[1], marta[0])
    hand_overs.answer(who, handed.public_id, (Sentence("No hay.", ()),), decided="")

    assert look(token, "marta@example.org") is Dropped.DECIDED
