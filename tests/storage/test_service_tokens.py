"""Tokens of a course for programs, and what is answered by them."""

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.clock import DAY_MS
from silabo.domain.errors import NotFoundError, ReviewError, ToolError
from silabo.domain.people import Role
from silabo.domain.programs import MOST_TOKENS, Answerer, ServiceToken
from silabo.domain.questions import Question
from silabo.storage import (
    audit,
    course_erasing,
    curated,
    erasing,
    hand_overs,
    merging,
    person_exports,
    questions,
    registrations,
    service_tokens,
    standing,
    tables,
)
from silabo.storage.database import now_ms
from tests import seeds

DIGEST = "d" * 64
DECLINED = Outcome(kind=AnswerKind.DECLINED, language="es")
SAID = (Sentence("Sí, detrás del aula magna.", ()),)


@pytest.fixture
def teacher(db: None) -> tuple[int, int]:
    return seeds.member("5", role=Role.INSTRUCTOR, name="Marta")


def made(teacher: tuple[int, int], digest: str = DIGEST, days: int = 30) -> ServiceToken:
    person, course = teacher
    return service_tokens.make(course, person, name="Mesa", token_digest=digest, days=days)


def told(asked: Question) -> list[str]:
    row = tables.Question.get(tables.Question.public_id == asked.public_id)
    found = hand_overs.get(row.course_id, asked.public_id).answer
    return [each.text for each in found.sentences] if found else []


def spread() -> None:
    seeds.change(tables.Decision, spread_after=1)
    while curated.spread():
        pass


def test_a_token_opens_its_course_until_it_ends_and_a_digest_alone_is_kept(
    teacher: tuple[int, int],
) -> None:
    token = made(teacher)
    found = service_tokens.find(DIGEST)
    assert found is not None
    assert (found.course_id, found.name, found.made_by) == (teacher[1], "Mesa", "Marta")
    assert service_tokens.listed(teacher[1])[0].used_at is not None

    seeds.change(tables.ServiceToken, ends_at=now_ms() - 1)

    assert service_tokens.find(DIGEST) is None
    assert [each.over for each in service_tokens.listed(teacher[1])] == [True]
    assert (token.ends_at - token.made_at).days * DAY_MS == 30 * DAY_MS


def test_a_revoked_token_opens_nothing_and_the_others_stay(teacher: tuple[int, int]) -> None:
    first, other = made(teacher), made(teacher, "e" * 64)

    service_tokens.revoke(teacher[1], first.public_id)

    assert service_tokens.find(DIGEST) is None
    assert service_tokens.find("e" * 64) is not None
    assert [each.public_id for each in service_tokens.listed(teacher[1])] == [other.public_id]


def test_a_token_opens_nothing_while_the_registration_of_its_course_is_disabled(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    number = tables.Course.get_by_id(teacher[1]).platform_id
    other = seeds.platform("https://other.example")

    registrations.set_state(other, "disabled")
    of_another = service_tokens.find(DIGEST)
    registrations.set_state(number, "disabled")
    disabled = service_tokens.find(DIGEST)
    registrations.set_state(number, "active")

    assert of_another is not None
    assert disabled is None
    assert service_tokens.find(DIGEST) is not None


def test_nobody_revokes_or_lists_a_token_of_another_course(teacher: tuple[int, int]) -> None:
    token = made(teacher)
    other = seeds.member("6", "9", role=Role.INSTRUCTOR)[1]

    with pytest.raises(NotFoundError):
        service_tokens.revoke(other, token.public_id)

    assert service_tokens.listed(other) == []
    assert service_tokens.find(DIGEST) is not None


def test_a_course_has_room_for_so_many(teacher: tuple[int, int]) -> None:
    for number in range(MOST_TOKENS):
        made(teacher, f"{number:064}")

    with pytest.raises(ToolError, match="too_many_tokens"):
        made(teacher)

    assert len(service_tokens.listed(teacher[1])) == MOST_TOKENS


def test_what_is_made_and_revoked_stands_in_the_audit_without_its_name(
    teacher: tuple[int, int],
) -> None:
    token = made(teacher)
    service_tokens.revoke(teacher[1], token.public_id)
    found = [each for each in audit.listed() if each.event.startswith("service_token")]

    assert [each.event for each in found] == ["service_token_made", "service_token_revoked"]
    assert {each.subject for each in found} == {token.public_id}
    assert "Mesa" not in str(found)


def test_a_token_stays_without_who_made_it_and_goes_with_its_course(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    mine = tables.Person.get_by_id(teacher[0]).public_id
    copy = person_exports.export(mine)
    erasing.erase(mine)
    left = service_tokens.find(DIGEST)
    course_erasing.begin(teacher[1])

    assert [each["name"] for each in copy["service_tokens"]] == ["Mesa"]
    assert DIGEST not in str(copy)
    assert left is not None
    assert left.made_by == ""
    assert service_tokens.find(DIGEST) is None


def test_a_token_follows_its_maker_into_the_account_that_takes_the_old_one(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    new = seeds.member("7", role=Role.INSTRUCTOR, name="Marta Q.")[0]
    old_id, new_id = (tables.Person.get_by_id(each).public_id for each in (teacher[0], new))

    merging.merge(old_id, new_id)

    assert [each.made_by for each in service_tokens.listed(teacher[1])] == ["Marta Q."]


def test_what_waits_is_named_once_for_those_who_ask_the_same(teacher: tuple[int, int]) -> None:
    seeds.handed_over("31")
    newest = seeds.handed_over("32")
    other = seeds.handed_over("33", "¿Dónde queda la biblioteca?", alike=None)
    elsewhere = seeds.member("6", "9", role=Role.INSTRUCTOR)[1]
    found = hand_overs.waiting(teacher[1], page=1, limit=50)
    pages = [hand_overs.waiting(teacher[1], page=each, limit=1) for each in (1, 2, 3)]

    assert [(each.public_id, each.times) for each in found] == [
        (other.public_id, 1),
        (newest.public_id, 2),
    ]
    assert [[each.public_id for each in page] for page in pages] == [
        [other.public_id],
        [newest.public_id],
        [],
    ]
    assert hand_overs.waiting(elsewhere, page=1, limit=50) == []


def test_of_those_who_ask_the_same_the_last_to_hand_over_stands_and_comes_first(
    teacher: tuple[int, int],
) -> None:
    early, _, other = (
        seeds.handed_over("31"),
        seeds.handed_over("32"),
        seeds.handed_over("33", "¿Y el bar?", alike="q"),
    )
    table = tables.Question
    table.update(handed_at=now_ms() + 60_000).where(table.public_id == early.public_id).execute()
    found = hand_overs.waiting(teacher[1], page=1, limit=50)

    assert [each.public_id for each in found] == [early.public_id, other.public_id]


def test_an_answer_by_a_token_reaches_all_who_asked_under_the_name_of_the_token(
    teacher: tuple[int, int],
) -> None:
    first, second = seeds.handed_over("31"), seeds.handed_over("32")
    alone = seeds.ask(seeds.member("33"), alike="p")
    seeds.record(seeds.claim_question(), DECLINED)
    program = Answerer(teacher[1], None, made(teacher))

    decided, new = hand_overs.answer(program, second.public_id, SAID, decided="")
    waits = hand_overs.get(teacher[1], first.public_id).waits
    spread()
    replies = tables.Delivery.select().where(tables.Delivery.kind == "reply")
    (stands,) = standing.listed(teacher[1])

    assert (decided.told, new, waits) == (3, True, False)
    assert told(first) == told(second) == ["Sí, detrás del aula magna."]
    assert hand_overs.waiting(teacher[1], page=1, limit=50) == []
    assert sorted(each.question.public_id for each in replies) == sorted(
        each.public_id for each in (first, second, alone)
    )
    assert stands.decided_by == "Mesa"


def test_the_same_answer_again_is_no_other_decision(teacher: tuple[int, int]) -> None:
    asked, program = seeds.handed_over("31"), Answerer(teacher[1], None, made(teacher))
    first, _ = hand_overs.answer(program, asked.public_id, SAID, decided="")
    again, new = hand_overs.answer(program, asked.public_id, SAID, decided="")

    assert (again.public_id, new) == (first.public_id, False)
    assert tables.Decision.select().count() == 1


def test_the_same_answer_ends_what_somebody_handed_over_after_it(
    teacher: tuple[int, int],
) -> None:
    first, program = seeds.handed_over("31"), Answerer(teacher[1], None, made(teacher))
    hand_overs.answer(program, first.public_id, SAID, decided="")
    seeds.change(tables.Decision, created_at=1)
    spread()
    person, course = seeds.member("32")
    asked = seeds.ask((person, course), alike="p")
    questions.hand_over(course, person, asked.public_id)
    (waits,) = hand_overs.waiting(course, page=1, limit=50)
    with pytest.raises(ReviewError, match="decided_meanwhile"):
        hand_overs.answer(program, asked.public_id, SAID, decided="")
    _, new = hand_overs.answer(program, asked.public_id, SAID, decided=waits.decided)

    assert waits.public_id == asked.public_id
    assert new
    assert hand_overs.waiting(course, page=1, limit=50) == []


def test_who_answers_what_was_decided_meanwhile_looks_again(teacher: tuple[int, int]) -> None:
    asked, program = seeds.handed_over("31"), Answerer(teacher[1], None, made(teacher))
    theirs = (Sentence("No hay.", ()),)
    hand_overs.answer(Answerer(teacher[1], teacher[0]), asked.public_id, theirs, decided="")

    with pytest.raises(ReviewError, match="decided_meanwhile"):
        hand_overs.answer(program, asked.public_id, SAID, decided="")

    known = hand_overs.get(teacher[1], asked.public_id).decided
    assert hand_overs.answer(program, asked.public_id, SAID, decided=known)[1]


def test_a_program_answers_nothing_that_was_not_handed_over(teacher: tuple[int, int]) -> None:
    asked = seeds.answered(seeds.member("31"), DECLINED)
    program = Answerer(teacher[1], None, made(teacher))

    with pytest.raises(NotFoundError):
        hand_overs.answer(program, asked.public_id, SAID, decided="")
    with pytest.raises(NotFoundError):
        hand_overs.get(teacher[1], asked.public_id)

    assert hand_overs.answer(Answerer(teacher[1], teacher[0]), asked.public_id, SAID, decided="")[1]
