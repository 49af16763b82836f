import logging
import re
import sqlite3

import pytest
from peewee import PeeweeException

from silabo.storage import database, leases, tables
from silabo.storage.tables import Question
from silabo.storage.turns import take_turn
from tests import seeds
from tests.ports import free_port

ON_SQLITE = pytest.mark.parametrize("db", ["sqlite"], indirect=True)


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
@ON_SQLITE
def test_a_turn_holds_the_row_that_it_is_about_and_no_other(
    db: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    database.bind(f"{kind}://nobody@127.0.0.1:{free_port()}/silabo")  # where nothing listens

    with caplog.at_level(logging.DEBUG, logger="peewee"), pytest.raises(PeeweeException):
        take_turn(tables.Person, 7)
    ((statement, values),) = [each.msg for each in caplog.records if each.name == "peewee"]
    assert re.search(r"\Wperson\W.* WHERE .*\Wid\W+ = %s\W+FOR UPDATE$", statement)
    assert values == [7]


@ON_SQLITE
def test_what_somebody_holds_again_since_it_was_looked_at_is_not_given_up(db: str) -> None:
    seeds.ask(seeds.member())
    claimed = seeds.claim_question()
    seeds.change(Question, attempt=5, lease_until=1)

    def extended(statement: str) -> None:
        # Another process is faster: between what is read and what is written.
        if statement.startswith("UPDATE"):
            with sqlite3.connect(db.removeprefix("sqlite:///")) as other:
                other.execute("update question set lease_until = 9000")
            other.close()

    with database.connection():
        database.database.connection().set_trace_callback(extended)
        lost = leases.lapse(
            Question, working=["working"], ready="queued", dead="failed", max_attempts=5, now=5000
        )
        database.database.connection().set_trace_callback(None)

    assert lost == []
    assert Question.get_by_id(claimed.id).state == "working"
    assert Question.get_by_id(claimed.id).lease_token == claimed.token
