"""What a migration does to a table that stands, with rows in it, on each database."""

from collections.abc import Iterator
from typing import Any

import pytest
from peewee import (
    BigAutoField,
    BooleanField,
    CharField,
    Field,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    JSONField,
    Model,
)
from playhouse.migrate import SchemaMigrator
from playhouse.migrations import Runner

from silabo.storage import database, steps, upgrade


class Hall(Model):
    """What lamps hang in."""

    id = BigAutoField()


class Lamp(Model):
    """A table of this test alone: a newer release wants more of it."""

    id = BigAutoField()
    name = CharField(unique=True)
    height = IntegerField()


class Bulb(Model):
    """What goes when its lamp goes."""

    lamp = ForeignKeyField(Lamp, on_delete="CASCADE")


TABLES = [Hall, Lamp, Bulb]


@pytest.fixture
def migrator(db: str) -> Iterator[SchemaMigrator]:
    """What a migration is handed, with one lamp and its bulb."""
    chosen = database.database.obj
    with database.connection(), chosen.bind_ctx(TABLES):
        drop()
        chosen.create_tables(TABLES)
        Bulb.create(lamp=Lamp.create(name="old", height=3))
        yield Runner(chosen, str(upgrade.MIGRATIONS)).migrator
        drop()


def drop() -> None:
    """Take the tables away, those that point elsewhere first."""
    for name in ("bulb", "lamp", "hall"):
        database.database.execute_sql(f"DROP TABLE IF EXISTS {name}")


def twice(migrator: SchemaMigrator) -> Iterator[None]:
    """A migration, and the same again, as after a kill."""
    for _ in range(2):
        with migrator.migration_context():
            yield


def lamps(columns: str) -> list[tuple[Any, ...]]:
    """These columns of all lamps."""
    query = f"SELECT {columns} FROM lamp ORDER BY id"
    return [tuple(row) for row in database.database.execute_sql(query).fetchall()]


def indexed() -> list[list[str]]:
    """The columns of each index of the lamps."""
    return [index.columns for index in database.database.get_indexes("lamp")]


def test_a_column_is_there_for_rows_that_stand_and_for_a_release_that_does_not_know_it(
    migrator: SchemaMigrator,
) -> None:
    for _ in twice(migrator):
        steps.add_column(migrator, "lamp", CharField(16, default="o'red"), "colour")
        steps.add_column(migrator, "lamp", BooleanField(default=True), "bright")
        steps.add_column(migrator, "lamp", IntegerField(default=7, index=True), "watts")
        steps.add_column(migrator, "lamp", JSONField(null=True), "notes")
    Lamp.create(name="new", height=2)

    assert lamps("name, colour, bright, watts, notes") == [
        ("old", "o'red", True, 7, None),
        ("new", "o'red", True, 7, None),
    ]
    assert indexed().count(["watts"]) == 1


@pytest.mark.parametrize("field", [CharField(16), JSONField(default=list)], ids=["none", "list"])
def test_a_column_that_may_not_be_null_needs_a_plain_default(
    migrator: SchemaMigrator, field: Field
) -> None:
    with pytest.raises(ValueError, match="plain default"):
        steps.add_column(migrator, "lamp", field, "colour")


def test_a_column_that_points_elsewhere_is_held_to_it(migrator: SchemaMigrator) -> None:
    field = ForeignKeyField(Hall, field=Hall.id, null=True, on_delete="CASCADE")
    for _ in twice(migrator):
        steps.add_column(migrator, "lamp", field, "hall_id")
    (key,) = database.database.get_foreign_keys("lamp")
    with pytest.raises(IntegrityError), database.database.atomic():
        database.database.execute_sql(
            "INSERT INTO lamp (name, height, hall_id) VALUES ('a', 1, 77)"
        )

    assert (key.column, key.dest_table, key.dest_column) == ("hall_id", "hall", "id")
    assert indexed().count(["hall_id"]) == 1


def test_a_column_that_points_elsewhere_is_taken_away(migrator: SchemaMigrator) -> None:
    field = ForeignKeyField(Hall, field=Hall.id, null=True, on_delete="CASCADE")
    with migrator.migration_context():
        steps.add_column(migrator, "lamp", field, "hall_id")
    for _ in twice(migrator):
        steps.drop_column(migrator, "lamp", "hall_id")

    assert database.database.get_foreign_keys("lamp") == []
    assert ["hall_id"] not in indexed()
    assert lamps("name, height") == [("old", 3)]
    assert Bulb.select().count() == 1


def test_a_column_is_taken_away_with_its_index(migrator: SchemaMigrator) -> None:
    for _ in twice(migrator):
        steps.drop_column(migrator, "lamp", "name")

    assert ["name"] not in indexed()
    assert lamps("height") == [(3,)]


def test_a_column_that_may_be_empty_keeps_its_index_its_rows_and_what_points_at_them(
    migrator: SchemaMigrator,
) -> None:
    for _ in twice(migrator):
        steps.allow_null(migrator, "lamp", CharField(null=True), "name")
    database.database.execute_sql("UPDATE lamp SET name = NULL")

    assert lamps("name, height") == [(None, 3)]
    assert indexed().count(["name"]) == 1
    assert Bulb.select().count() == 1


def test_an_index_is_added_once_and_taken_away(migrator: SchemaMigrator) -> None:
    for _ in twice(migrator):
        steps.add_index(migrator, "lamp", ("height", "name"))
    added = indexed().count(["height", "name"])
    for _ in twice(migrator):
        steps.drop_index(migrator, "lamp", ("height", "name"))

    assert (added, indexed().count(["height", "name"])) == (1, 0)
