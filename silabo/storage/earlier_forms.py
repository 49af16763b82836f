"""Completes databases whose first tables were made by an earlier form of the first migration.

It had four forms before this one, and was edited in place: such a database says that it has had it,
and lacks columns and tables. From the second migration on no migration has more than one form.
"""

from typing import Any

from peewee import BigIntegerField, CharField, Field, ForeignKeyField, Model, SqliteDatabase
from playhouse.migrate import SchemaMigrator
from playhouse.migrations import Runner
from playhouse.schema_diff import SchemaDiff, diff_models

from silabo.storage import steps

FIRST = "0001_first_tables"
ADDRESSED = "person_id IS NOT NULL OR address <> ''"  # of the deliveries since the third form


def complete(runner: Runner) -> bool:
    """Bring the tables to what the first migration makes today; whether that changed anything.

    A database that has had the second migration was complete before it, and is left alone.
    """
    if set(runner.applied()) != {FIRST}:
        return False
    tables = {table._meta.table_name: table for table in _first(runner)}
    models = list(tables.values())
    with runner.database.bind_ctx(models):
        differing = diff_models(runner.database, models)
        if not differing:
            return False
        with runner.migrator.migration_context():
            _complete(runner.migrator, tables, differing)
        return bool(diff_models(runner.database, models) != differing)


def _first(runner: Runner) -> tuple[type[Model], ...]:
    (migration,) = (each for each in runner.migrations() if each.name == FIRST)
    return tuple(migration.load().TABLES)


def _complete(
    migrator: SchemaMigrator, tables: dict[str, type[Model]], differing: SchemaDiff
) -> None:
    logins = tables["login_transaction"]
    if "target_link_uri" in {column for _, column in differing.drop_columns}:
        # Of the first two forms. Logins live for ten minutes: whoever is amid one begins anew.
        migrator.database.drop_tables([logins])
        migrator.database.create_tables([logins])
    migrator.database.create_tables(differing.create_tables)
    for field in differing.add_columns:
        # What was never published lacks other columns too: they are named, not guessed.
        if field.model is not logins and (field.null or field.default is not None):
            steps.add_column(
                migrator, field.model._meta.table_name, _free(field), field.column_name
            )
    _let_administrators_have_letters(migrator, tables["delivery"])
    for index in diff_models(migrator.database, list(tables.values())).add_indexes:
        columns = {column.name for column in migrator.database.get_columns(index.table)}
        if columns.issuperset(index.columns):
            steps.add_index(migrator, index.table, index.columns, unique=index.unique)


def _free(field: Field) -> Field:
    # A field of no table: a step adds it to one.
    if isinstance(field, ForeignKeyField):
        return ForeignKeyField(
            field.rel_model, field=field.rel_field, null=field.null, on_delete=field.on_delete
        )
    options: dict[str, Any] = {"null": field.null, "default": field.default}
    options |= {"index": field.index, "unique": field.unique}
    if isinstance(field, CharField):
        options["max_length"] = field.max_length
    return type(field)(**options)


def _let_administrators_have_letters(migrator: SchemaMigrator, delivery: type[Model]) -> None:
    """Since the third form a letter goes to a person or to an address, and gets its id later."""
    columns = {column.name: column for column in migrator.database.get_columns("delivery")}
    if columns["person_id"].null:
        return
    if isinstance(migrator.database, SqliteDatabase):
        _copy(migrator, delivery)
        return
    # Last the column by which the work is known: on MariaDB a kill may leave any part of it.
    steps.allow_null(migrator, "delivery", CharField(255, null=True), "message_id")
    steps.add_check(migrator, "delivery", "delivery_addressed", ADDRESSED)
    steps.allow_null(migrator, "delivery", BigIntegerField(null=True), "person_id")


def _copy(migrator: SchemaMigrator, delivery: type[Model]) -> None:
    # SQLite adds no check to a table that stands. Nothing points to a delivery.
    names = ", ".join(f'"{field.column_name}"' for field in delivery._meta.sorted_fields)
    migrator.database.execute_sql("CREATE TABLE delivery_before AS SELECT * FROM delivery")
    migrator.database.drop_tables([delivery])
    migrator.database.create_tables([delivery])
    migrator.database.execute_sql(
        f"INSERT INTO delivery ({names}) SELECT {names} FROM delivery_before"  # noqa: S608 - ours
    )
    migrator.database.execute_sql("DROP TABLE delivery_before")
