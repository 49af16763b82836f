"""The steps that a migration is made of: each does what is still missing, on every database.

MariaDB commits each change of a table by itself, so a migration that was killed is run again from
its beginning and meets what it has already done.
"""

from peewee import (
    SQL,
    CharField,
    Default,
    Entity,
    Field,
    ForeignKeyField,
    MySQLDatabase,
    NodeList,
    TextField,
)
from playhouse.migrate import SchemaMigrator, SqliteMigrator


def add_column(migrator: SchemaMigrator, table: str, field: Field, column: str) -> None:
    """Add a column, with its index where the field has one.

    A field that may not be null needs a default of text, number or truth: the column keeps it in
    the database, so that rows which stand get it, and so that the release before this one, which
    does not know the column, can go on writing beside it. A foreign key may be null, and names
    the field that it points to: `ForeignKeyField(Course, field=Course.id, null=True)`.
    """
    if column not in _columns(migrator, table):
        added = field.clone()
        if not field.null:
            added.constraints = [*(added.constraints or []), _default(field)]
        migrator.migrate(migrator.alter_add_column(table, column, added, allow_not_null=True))
    if isinstance(field, ForeignKeyField) and migrator.explicit_create_foreign_key:
        _refer(migrator, table, field, column)
    if field.index or field.unique:
        add_index(migrator, table, (column,), unique=field.unique)


def drop_column(migrator: SchemaMigrator, table: str, column: str) -> None:
    """Take a column away, with the indexes that are over it alone and what it points to."""
    if column not in _columns(migrator, table):
        return
    points = column in _pointing(migrator, table)
    if points and migrator.explicit_delete_foreign_key:
        migrator.migrate(migrator.drop_foreign_key_constraint(table, column))
    for index in migrator.database.get_indexes(table):
        if index.columns == [column]:
            migrator.migrate(migrator.drop_index(table, index.name))
    if points and isinstance(migrator, SqliteMigrator):
        # Its own DROP COLUMN refuses one that points elsewhere: the table is copied without it.
        migrator.migrate(migrator.drop_column(table, column, legacy=True))
    else:
        migrator.migrate(migrator.drop_column(table, column, cascade=False))


def allow_null(migrator: SchemaMigrator, table: str, field: Field, column: str) -> None:
    """Let a column be empty; `field` is what it is from now on."""
    if _columns(migrator, table)[column]:
        return
    if isinstance(migrator.database, MySQLDatabase):
        # It is told the whole column anew. Nothing but the type: an index that is there stays.
        kind = field.ddl_datatype(migrator.make_context())
        words = [
            SQL("ALTER TABLE"),
            Entity(table),
            SQL("MODIFY"),
            Entity(column),
            kind,
            SQL("NULL"),
        ]
        migrator.migrate(migrator.sql(*migrator.make_context().sql(NodeList(words)).query()))
    else:
        migrator.migrate(migrator.drop_not_null(table, column))


def add_index(
    migrator: SchemaMigrator, table: str, columns: tuple[str, ...], *, unique: bool = False
) -> None:
    """Add an index over columns, in their order."""
    standing = migrator.database.get_indexes(table)
    if not any((tuple(each.columns), bool(each.unique)) == (columns, unique) for each in standing):
        migrator.migrate(migrator.add_index(table, columns, unique))


def drop_index(migrator: SchemaMigrator, table: str, columns: tuple[str, ...]) -> None:
    """Take the indexes over just these columns away."""
    for index in migrator.database.get_indexes(table):
        if tuple(index.columns) == columns and index.name != "PRIMARY":
            migrator.migrate(migrator.drop_index(table, index.name))


def add_check(migrator: SchemaMigrator, table: str, name: str, rule: str) -> None:
    """Hold the rows of a table to a rule, on PostgreSQL and MariaDB. SQLite takes none later."""
    for statement in (
        f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
        f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({rule})",
    ):
        migrator.migrate(migrator.sql(statement))


def _columns(migrator: SchemaMigrator, table: str) -> dict[str, bool]:
    # Whether each column may be null.
    return {column.name: column.null for column in migrator.database.get_columns(table)}


def _pointing(migrator: SchemaMigrator, table: str) -> set[str]:
    return {key.column for key in migrator.database.get_foreign_keys(table)}


def _default(field: Field) -> SQL:
    value = field.default
    if isinstance(value, bool):
        return Default("TRUE" if value else "FALSE")
    if isinstance(value, int):
        return Default(str(value))
    if isinstance(value, str) and isinstance(field, CharField | TextField):
        quoted = value.replace("'", "''")
        return Default(f"'{quoted}'")
    raise ValueError(f"a column that may not be null needs a plain default, not {value!r}")


def _refer(migrator: SchemaMigrator, table: str, field: ForeignKeyField, column: str) -> None:
    if column in _pointing(migrator, table):
        return
    target = field.rel_model._meta.table_name
    migrator.migrate(
        migrator.add_foreign_key_constraint(
            table, column, target, field.rel_field.column_name, field.on_delete, field.on_update
        )
    )
