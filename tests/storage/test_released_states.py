"""A database of each released state is upgraded with what is in it, and serves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import IntegrityError, OperationalError

from silabo.storage import database, tables, upgrade
from tests import seeds
from tests.storage import released
from tests.storage.conftest import KINDS

NOTHING = {"integer": 0, "bigint": 0, "int": 0, "smallint": 0, "tinyint": 0, "boolean": False}
EARLIER = [state for state in released.STATES if state < "5"]


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'earlier.sqlite'}"
    else:
        yield request.getfixturevalue(request.param).new_database("earlier")
    database.close_all()


@pytest.fixture
def upgraded(address: str, state: str) -> list[str]:
    """What an upgrade did to a database of a state, with a question, a letter, and a login."""
    released.make(state, address)
    database.bind(address)
    with database.connection():
        insert("platform", issuer="https://lms.example", client_id="silabo")
        insert("deployment", platform_id=1, deployment_id="1")
        insert("login_transaction", platform_id=1, state_digest="s")
        insert("person", public_id="p", issuer="https://lms.example", sub="3", notices=True)
        insert("course", public_id="c", platform_id=1, deployment_id="1", context_id="2")
        insert("question", public_id="q", person_id=1, course_id=1, state="queued", text="Hola")
        insert("delivery", public_id="d", person_id=1, question_id=1, key="k", message_id="m")
    return upgrade.upgrade()


def insert(table: str, **values: Any) -> None:
    """Write a row as an earlier release did: of the columns that it has, and nothing in others."""
    columns = database.database.get_columns(table)
    values = {name: values[name] for name in values.keys() & {column.name for column in columns}}
    for column in columns:
        if not column.null and column.name not in {"id", *values}:
            values[column.name] = NOTHING.get(column.data_type.lower(), "")
    mark, place = database.database.obj.quote[0], database.database.obj.param
    places = ", ".join([place] * len(values))
    names = ", ".join(f"{mark}{name}{mark}" for name in values)
    statement = f"INSERT INTO {mark}{table}{mark} ({names}) VALUES ({places})"
    database.database.execute_sql(statement, tuple(values.values()))


@pytest.mark.row("load-3")
@pytest.mark.parametrize("state", released.STATES)
def test_a_database_of_each_released_state_becomes_what_the_code_needs_and_keeps_what_is_in_it(
    upgraded: list[str],
) -> None:
    with database.connection():
        kept, person = tables.Delivery.get(), tables.Person.get()
    who = seeds.member()
    seeds.ask(who)
    first = seeds.claim_question()
    seeds.record(first)
    letter_to_an_address_alone()

    assert upgraded or upgrade.missing() == []
    assert upgrade.lacking() == []
    assert upgrade.differences() == ""
    assert upgrade.upgrade() == []
    assert (kept.message_id, kept.question.text, kept.course_id) == ("m", "Hola", None)
    assert person.notices
    assert (who, first.public_id) == ((1, 1), "q")


def letter_to_an_address_alone() -> None:
    """A letter goes to a person or to an address, and to one of them."""
    letter = {"kind": "alert", "created_at": 1, "state": "ready"}
    with database.connection():
        tables.Delivery.create(public_id="a", key="a", address="it@example.org", **letter)
        # MariaDB's driver has no class of its own for a check that fails.
        with pytest.raises((IntegrityError, OperationalError)), database.database.atomic():
            tables.Delivery.create(public_id="b", key="b", **letter)


@pytest.mark.row("load-3")
@pytest.mark.parametrize("state", EARLIER)
def test_what_an_earlier_form_of_the_first_migration_lacks_is_named(
    address: str, state: str
) -> None:
    released.make(state, address)
    database.bind(address)
    lacking = upgrade.lacking()
    applied = upgrade.upgrade()

    assert "column person.notices is missing" in lacking
    assert "table trouble is missing" in lacking
    assert applied[0] == "0001_first_tables, completed"
