"""The links of a letter that ask whether its answer helped: one purpose, an end, and one answer."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from itsdangerous import Signer

from silabo.domain.answers import AnswerKind, Unhelpful
from silabo.domain.clock import now
from silabo.domain.deliveries import ClaimedDelivery, DeliveryKind
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import Answer, Question
from silabo.storage import (
    answers,
    course_erasing,
    deliveries,
    erasing,
    feedback_links,
    link_keys,
    person_exports,
    questions,
    tables,
)
from silabo.storage.database import now_ms, transaction
from silabo.storage.feedback_links import LinkState
from silabo.storage.turns import take_turn
from tests import seeds
from tests.storage.test_sights import Held

Member = tuple[int, int]


@pytest.fixture
def ana(db: str) -> Member:
    return seeds.member()


def answer_of(question: Question) -> Answer:
    assert question.answer is not None
    return question.answer


@transaction
def token_of(question: Question, lasts_ms: int = link_keys.LASTS_MS) -> str:
    return feedback_links.token(answer_of(question), lasts_ms=lasts_ms)


def kept(question: Question) -> tuple[bool | None, str]:
    """What is kept of the answer that counts."""
    rows = tables.Answer.select().where(tables.Answer.question == question.id)
    newest = rows.order_by(tables.Answer.revision.desc()).get()
    return newest.helped, newest.unhelpful


def answer_again(question: Question) -> None:
    seeds.change(tables.Question, state="queued", status=None)
    seeds.record(seeds.claim_question())


def delivered() -> ClaimedDelivery:
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    return claimed


def test_looking_says_the_course_and_the_day_and_changes_nothing(ana: Member) -> None:
    question = seeds.answered(ana)
    found = feedback_links.look(token_of(question))

    assert found.state is LinkState.OPEN
    assert (found.course_title, found.language) == ("Álgebra Lineal I", "es")
    assert found.asked_at == question.asked_at
    assert found.ends_at - now() > timedelta(days=59)
    assert kept(question) == (None, "")


def test_what_is_said_is_kept_and_the_same_link_changes_it(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question)
    feedback_links.act(token, answered=False, reason=Unhelpful.OLD)
    first = kept(question)
    feedback_links.act(token, answered=True, reason=Unhelpful.OLD)
    second = kept(question)
    feedback_links.act(token, answered=False)

    assert first == (False, "old")
    assert second == (True, "")
    assert kept(question) == (False, "")


def test_what_is_not_sure_is_confirmed_by_it_for_its_asker(ana: Member) -> None:
    question = seeds.answered(ana, seeds.extractive(kind=AnswerKind.CLOSEST))
    token = token_of(question)
    unsure = feedback_links.look(token).unsure
    feedback_links.act(token, answered=True)

    assert unsure
    assert answer_of(questions.get(ana[1], ana[0], question.public_id)).confirmed


def test_only_the_question_of_the_link_is_touched(ana: Member) -> None:
    question, other = seeds.answered(ana), seeds.answered(ana, text="¿Y el final?")
    feedback_links.act(token_of(question), answered=True)

    assert (kept(question)[0], kept(other)[0]) == (True, None)


def test_a_link_that_has_ended_writes_nothing(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question, lasts_ms=0)
    found = feedback_links.act(token, answered=True)

    assert found.state is feedback_links.look(token).state is LinkState.ENDED
    assert found.course_title == ""
    assert kept(question) == (None, "")


def test_a_link_of_an_earlier_answer_writes_nothing(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question)
    answer_again(question)
    found = feedback_links.act(token, answered=True)

    assert found.state is feedback_links.look(token).state is LinkState.ANSWERED_AGAIN
    assert tables.Answer.select().where(tables.Answer.helped.is_null(False)).count() == 0


def test_the_link_of_a_deleted_question_says_so(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question)
    questions.remove(ana[1], ana[0], question.public_id)

    assert feedback_links.look(token).state is LinkState.GONE
    assert feedback_links.act(token, answered=True).state is LinkState.GONE


def test_the_link_of_an_erased_person_says_so(ana: Member) -> None:
    token = token_of(seeds.answered(ana))
    erasing.erase(tables.Person.get_by_id(ana[0]).public_id)

    assert feedback_links.act(token, answered=True).state is LinkState.GONE
    assert tables.Answer.select().count() == 0


def test_the_link_of_a_course_that_is_being_deleted_writes_nothing(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question)
    course_erasing.begin(ana[1])
    found = feedback_links.act(token, answered=True)

    assert found.state is LinkState.GONE
    assert found.course_title == ""
    assert kept(question) == (None, "")


def test_no_link_is_changed_into_another(ana: Member) -> None:
    question, other = seeds.answered(ana), seeds.answered(ana, text="¿Y el final?")
    value, _, signature = token_of(question).rpartition(".")
    others, _, _ = token_of(other).rpartition(".")
    answer, language, ends = value.split(".")
    forged = [
        f"{others}.{signature}",
        f"{answer}.{language}.{int(ends) + 1}.{signature}",
        f"{answer}.en.{ends}.{signature}",
        f"{value}.{signature[:-2]}",
        f"{value}.",
        value,
        "",
        f"{value}.{signature}".replace(".", ".\0", 1),
        f"{value}.{signature}" + "a" * feedback_links.LONGEST,
    ]

    for token in forged:
        for use in (feedback_links.look, lambda each: feedback_links.act(each, answered=True)):
            with pytest.raises(NotFoundError):
                use(token)
    assert kept(question) == kept(other) == (None, "")


def test_what_the_same_key_signs_for_another_purpose_opens_nothing_here(ana: Member) -> None:
    value, _, _ = token_of(seeds.answered(ana)).rpartition(".")
    secret = bytes.fromhex(tables.LinkKey.get().secret)
    other = Signer(secret, b"silabo.letters.other", ".", "hmac", hashlib.sha256)

    with pytest.raises(NotFoundError):
        feedback_links.look(other.sign(value).decode())


def test_what_another_key_signs_opens_nothing(ana: Member) -> None:
    token = token_of(seeds.answered(ana))
    seeds.change(tables.LinkKey, secret="0" * 64)

    with pytest.raises(NotFoundError):
        feedback_links.look(token)


def test_before_the_first_letter_no_link_is_ours(db: str) -> None:
    with pytest.raises(NotFoundError):
        feedback_links.look(f"{uuid4().hex}.es.9999999999.c2lnbmVk")
    assert tables.LinkKey.select().count() == 0


def test_processes_that_sign_first_at_once_have_one_key(ana: Member) -> None:
    question = seeds.answered(ana)
    made: list[str] = []
    signing = [
        threading.Thread(target=lambda: made.append(token_of(question)), daemon=True)
        for _ in range(4)
    ]
    for each in signing:
        each.start()
    for each in signing:
        each.join(30)

    assert not any(each.is_alive() for each in signing)
    assert len(made) == 4
    assert {feedback_links.look(each).state for each in made} == {LinkState.OPEN}
    assert tables.LinkKey.select().count() == 1


def test_an_answer_that_is_recorded_meanwhile_gets_nothing_of_the_one_before(ana: Member) -> None:
    question = seeds.answered(ana)
    token = token_of(question)
    said: list[LinkState] = []

    def record() -> None:
        take_turn(tables.Question, question.id)
        answers.add(question.id, seeds.extractive(), took_ms=1, now=now_ms())

    def say() -> None:
        said.append(feedback_links.act(token, answered=True).state)

    with Held(record) as held:
        saying = threading.Thread(target=say)
        saying.start()
        saying.join(0.5)
        waited = saying.is_alive()
        held.let_go()
        saying.join(10)

    assert waited
    assert said == [LinkState.ANSWERED_AGAIN]
    assert tables.Answer.select().where(tables.Answer.helped.is_null(False)).count() == 0


def test_a_letter_with_an_answer_carries_the_link_of_this_answer(ana: Member) -> None:
    question = seeds.answered(ana)
    claimed = delivered()
    found = feedback_links.look(claimed.feedback_token)

    assert claimed.kind is DeliveryKind.ANSWER
    assert found.question == question.public_id


def test_a_letter_that_nothing_was_answered_carries_none(ana: Member) -> None:
    declined = seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=())
    seeds.answered(ana, declined)

    assert delivered().feedback_token == ""


def test_the_copy_of_a_letter_lets_nobody_speak_for_its_person(ana: Member) -> None:
    seeds.answered(ana)
    deliveries.mark_sent(delivered())
    (copy,) = person_exports.letters(tables.Person.get_by_id(ana[0]).public_id)

    assert copy.feedback_token == ""


def test_whoever_copies_letters_writes_nothing(ana: Member) -> None:
    """After a merge, a person may have letters and no link yet that stops them."""
    seeds.answered(ana)
    sent = delivered()
    deliveries.mark_sent(sent)
    person = tables.Person.get_by_id(ana[0])
    (copy,) = person_exports.letters(person.public_id)
    seeds.change(tables.Person, stop_token=None)
    (after,) = person_exports.letters(person.public_id)

    assert copy.stop_token == sent.stop_token != ""
    assert after.stop_token == ""
    assert tables.Person.get_by_id(ana[0]).stop_token is None


def test_the_end_of_a_link_is_in_it(ana: Member) -> None:
    ends = int(token_of(seeds.answered(ana)).split(".")[2])
    found = datetime.fromtimestamp(ends, UTC) - now()

    assert timedelta(days=59, hours=23) < found <= timedelta(days=60)
