"""A person is forgotten: everything that is theirs goes in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import ModelSelect

from silabo.domain.errors import NotFoundError
from silabo.storage import audit, tables
from silabo.storage.database import reading, transaction
from silabo.storage.turns import take_turn


@dataclass(frozen=True, slots=True)
class Belongings:
    """How much is kept of a person: rows, with those of accounts that were merged into theirs."""

    accounts: int
    questions: int
    answers: int
    model_calls: int  # what models were given and wrote for these questions
    letters: int
    launches: int  # with their sessions and API tokens
    roles: int  # one a course
    message_ids: tuple[str, ...]  # of letters that left: copies may lie in a folder


@reading
def belongings(public_id: str) -> Belongings:
    """What would go with a person. Raises `NotFoundError`."""
    return _belongings(_accounts(public_id))


@reading
def is_known(public_id: str) -> bool:
    """Whether there is such a person."""
    return bool(tables.Person.select().where(tables.Person.public_id == public_id).exists())


@transaction
def erase(public_id: str) -> Belongings:
    """Forget a person, and say what went. Raises `NotFoundError`.

    Their questions go with answers, receipts, feedback and model calls; their letters, launches,
    sessions, tokens, roles and counts too. A worker that has one of their questions or letters
    loses its lease and writes nothing. What an instructor decided for a course, and the tokens that
    they made for its programs, stay, without who did; what stands in the audit names no person but
    by a public id that leads nowhere now.
    """
    take_turn(tables.Person, _accounts(public_id)[0])
    accounts = _accounts(public_id)  # as they are now that nobody else changes them
    went = _belongings(accounts)
    # While whoever erases themselves is there to be named.
    audit.note("person_erased", subject=public_id, detail=f"{went.questions} questions")
    _forget_pending(accounts)
    # Their questions, letters, launches and roles hang on the row (ON DELETE CASCADE).
    tables.Person.delete().where(tables.Person.id.in_(accounts)).execute()
    return went


def _accounts(public_id: str) -> list[int]:
    """The numbers of a person's rows, their own first."""
    table = tables.Person
    row: tables.Person | None = table.get_or_none(table.public_id == public_id)
    if row is None:
        raise NotFoundError
    joined = table.select(table.id).where(table.merged_into == row.id).order_by(table.id)
    return [int(row.id), *(int(account.id) for account in joined)]


def _belongings(accounts: Sequence[int]) -> Belongings:
    asked = tables.Question.select(tables.Question.id).where(tables.Question.person.in_(accounts))
    letters = tables.Delivery.select().where(
        tables.Delivery.person.in_(accounts) | tables.Delivery.question.in_(asked)
    )
    return Belongings(
        accounts=len(accounts),
        questions=asked.count(),
        answers=_count(tables.Answer, tables.Answer.question.in_(asked)),
        model_calls=_count(tables.ModelCall, tables.ModelCall.question.in_(asked)),
        letters=letters.count(),
        launches=_count(tables.Launch, tables.Launch.person.in_(accounts)),
        roles=_count(tables.CourseRole, tables.CourseRole.person.in_(accounts)),
        message_ids=tuple(
            str(letter.message_id)
            for letter in letters.where(tables.Delivery.message_id.is_null(False))
        ),
    )


def _count(table: type[tables.Table], which: object) -> int:
    rows: ModelSelect[tables.Table] = table.select().where(which)
    return int(rows.count())


def _forget_pending(accounts: Sequence[int]) -> None:
    """Launches that nobody has finished hold a name and an address for some minutes."""
    table = tables.PendingLaunch
    issuers = {row.id: row.issuer for row in tables.Platform.select()}
    persons = tables.Person.select().where(tables.Person.id.in_(accounts))
    named = {(row.issuer, row.sub) for row in persons}
    theirs = [
        row.id
        for row in table.select(table.id, table.identity)
        if (issuers.get(row.identity["platform_id"]), row.identity["sub"]) in named
    ]
    table.delete().where(table.id.in_(theirs)).execute()
