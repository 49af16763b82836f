"""What was kept long enough goes, and nothing else."""

from dataclasses import replace

import pytest

from silabo.domain.answers import Sentence
from silabo.domain.clock import DAY_MS, now
from silabo.domain.retention import Forgotten, Retention
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    audit,
    curated,
    decisions,
    invariants,
    questions,
    retention,
    reviews,
    sessions,
    tables,
)
from tests import seeds

YEAR = Retention(questions=365, letters=365, launches=365)


def older(table: type[tables.Table], column: str, days: int, *rows: int) -> None:
    """Let rows, or all of a table, be so many days old, and a minute."""
    moment = int(now().timestamp() * 1000) - days * DAY_MS - 60_000
    query = table.update({column: moment})
    (query.where(table.id.in_(rows)) if rows else query).execute()


def forget(kept: Retention) -> Forgotten:
    """A round, as upkeep makes it."""
    return Forgotten(
        *(
            _round(due, away, kept)
            for due, away in (
                (retention.questions_due, retention.forget_questions),
                (retention.letters_due, retention.forget_letters),
                (retention.launches_due, retention.forget_launches),
            )
        )
    )


def _round(due: retention.Due, away: object, kept: Retention) -> int:
    went, after = 0, 0
    while True:
        batch = due(kept, after)
        went += away(batch.rows)  # type: ignore[operator]
        after = batch.last
        if not after:
            return went


def number_of(public_id: str) -> int:
    return int(tables.Question.get(tables.Question.public_id == public_id).id)


def sent(who: tuple[int, int], text: str = "¿Cuándo es el parcial?") -> int:
    """An answered question whose letter has gone, by its number."""
    number = number_of(seeds.answered(who, text=text).public_id)
    tables.Delivery.update(state="sent", message_id=f"<{number}@tool>").where(
        tables.Delivery.question == number
    ).execute()
    return number


@pytest.mark.row("retention-1")
def test_by_default_everything_is_kept(db: str) -> None:
    sent(seeds.member())
    older(tables.Question, "asked_at", 9999)

    assert forget(Retention()) == Forgotten()


@pytest.mark.row("attack-45")
@pytest.mark.row("retention-1")
@pytest.mark.parametrize(("age", "goes"), [(364, False), (365, True)])
def test_questions_go_at_their_age_with_all_that_hangs_on_them(
    db: str, age: int, goes: bool
) -> None:
    who = seeds.member()
    number = sent(who)
    older(tables.Question, "asked_at", age, number)
    young = sent(who, text="¿Y el segundo?")
    told = retention.would_go(YEAR)
    went = forget(YEAR)
    left = {row.id for row in tables.Question.select()}

    assert told == went == Forgotten(questions=int(goes))
    assert left == ({young} if goes else {number, young})
    assert {row.question_id for row in tables.Answer.select()} == left
    assert {row.question_id for row in tables.Delivery.select()} == left
    assert invariants.broken() == []


@pytest.mark.row("retention-1")
def test_messages_of_letters_that_go_are_named(db: str) -> None:
    number = sent(seeds.member())
    older(tables.Question, "asked_at", 400)

    assert retention.questions_due(YEAR, 0).message_ids == (f"<{number}@tool>",)


@pytest.mark.row("retention-2")
def test_what_waits_is_never_too_old(db: str) -> None:
    who = seeds.member()
    seeds.answered(who)  # its letter is owed
    seeds.ask(who, "¿Y el segundo?")
    older(tables.Question, "asked_at", 9999)

    assert forget(YEAR) == Forgotten()


@pytest.mark.row("retention-2")
def test_what_an_instructor_published_stays_when_the_question_goes(db: str) -> None:
    who = seeds.member()
    asked = seeds.answered(who, alike="parking")
    found = reviews.review(who[1], asked.public_id)
    new = NewDecision(DecisionKind.PUBLISHED, (Sentence("Detrás del aula magna.", ()),))
    seen = found.answer.public_id if found.answer else ""
    decisions.decide(who[1], who[0], asked.public_id, replace(new, answer=seen))
    tables.Decision.update(spread_after=1).execute()  # it can no longer be taken back
    tables.Delivery.update(state="sent").execute()
    older(tables.Question, "asked_at", 400)
    went = forget(YEAR)
    standing = curated.standing(who[1], "parking")

    assert went.questions == 1
    assert standing is not None
    assert standing.sentences


@pytest.mark.row("retention-3")
def test_a_course_keeps_them_for_longer_or_less_long_than_the_others(db: str) -> None:
    usual, longer, shorter = (seeds.member(course=each) for each in ("2", "8", "9"))
    rows = {who: sent(who) for who in (usual, longer, shorter)}
    older(tables.Question, "asked_at", 100)
    retention.choose(longer[1], 0)
    retention.choose(shorter[1], 30)
    first = forget(Retention(questions=99))
    left = {row.id for row in tables.Question.select()}
    retention.choose(longer[1], None)

    assert first.questions == 2
    assert left == {rows[longer]}
    assert forget(Retention(questions=99)).questions == 1
    assert [each.detail for each in audit.listed() if each.event == "setting_changed"] == [
        "questions are kept for good",
        "questions are kept 30 days",
        "questions are kept as in all courses",
    ]


@pytest.mark.row("retention-3")
def test_a_course_alone_may_have_an_end_where_all_others_keep_for_good(db: str) -> None:
    one, other = seeds.member(), seeds.member(course="9")
    gone, stays = sent(one), sent(other)
    older(tables.Question, "asked_at", 100)
    retention.choose(one[1], 30)
    forget(Retention())

    assert gone != stays
    assert [row.id for row in tables.Question.select()] == [stays]
    assert retention.of_course(one[1], Retention()) == 30
    assert retention.of_course(other[1], Retention(questions=7)) == 7


@pytest.mark.row("retention-4")
def test_it_goes_in_batches_also_behind_rows_that_stay(
    db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    keeps, loses = seeds.member(), seeds.member(course="9")
    retention.choose(keeps[1], 0)
    rows = [sent(who) for who in (keeps, keeps, loses, keeps, keeps, loses, loses)]
    older(tables.Question, "asked_at", 400)
    first = retention.questions_due(YEAR, 0)
    told = retention.would_go(YEAR).questions
    went = forget(YEAR).questions

    assert (first.rows, first.last) == ((rows[2], rows[5]), rows[5])
    assert (told, went) == (3, 3)


@pytest.mark.row("retention-4")
def test_where_nothing_is_due_a_round_makes_four_statements(db: str, statements: list[str]) -> None:
    who = seeds.member()
    for _ in range(3):
        sent(who)
    statements.clear()
    retention.questions_due(YEAR, 0)

    assert len(statements) <= 4


@pytest.mark.row("retention-4")
def test_a_question_of_a_clock_that_jumped_ahead_holds_up_no_other(db: str) -> None:
    who = seeds.member()
    jumped, old = sent(who), sent(who, text="¿Y el segundo?")
    older(tables.Question, "asked_at", 400, old)
    older(tables.Question, "asked_at", -400, jumped)

    assert retention.questions_due(YEAR, 0).rows == (old,)


@pytest.mark.row("retention-5")
def test_news_and_alerts_go_but_not_the_last_of_each(db: str) -> None:
    person, course = seeds.member()
    sent((person, course))
    for number in range(3):
        tables.Delivery.create(
            public_id=str(number),
            key=f"notice:{number}",
            kind="notice",
            state="ready" if number == 0 else "sent",
            person=person,
            course=course,
            message_id=f"<notice{number}@tool>",
            created_at=1,
        )
    older(tables.Delivery, "created_at", 400)
    due = retention.letters_due(YEAR, 0)
    went = forget(YEAR)
    left = [row.key for row in tables.Delivery.select().where(tables.Delivery.kind == "notice")]

    assert due.message_ids == ("<notice1@tool>",)
    assert went == Forgotten(letters=1)
    assert left == ["notice:0", "notice:2"]


@pytest.mark.row("retention-5")
def test_launches_go_but_not_the_last_one_and_none_that_is_open(db: str) -> None:
    identity = seeds.identity(seeds.platform())
    who = seeds.member()
    made = [
        sessions.launch(*who, identity, language="es", code_digest=f"code{number}")
        for number in range(4)
    ]
    assert sessions.open_by_code(made[1], "code1", "token")
    older(tables.Launch, "created_at", 400)
    went = forget(YEAR)
    left = {row.public_id for row in tables.Launch.select()}

    assert went == Forgotten(launches=2)
    assert left == {made[1], made[3]}


@pytest.mark.row("retention-1")
def test_who_asked_sees_the_rest(db: str) -> None:
    who = seeds.member()
    older(tables.Question, "asked_at", 400, sent(who))
    sent(who, text="¿Y el segundo?")
    forget(YEAR)

    assert [each.text for each in questions.listed(who[1], who[0])] == ["¿Y el segundo?"]
