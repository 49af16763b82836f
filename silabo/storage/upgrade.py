"""Brings a database to the tables that this release needs, one numbered migration after the
other, and says how it differs from them.
"""

from collections.abc import Iterator
from pathlib import Path

from peewee import Field, Model, MySQLDatabase
from playhouse.migrations import Runner
from playhouse.schema_diff import IndexDiff, diff_models

from silabo.storage import earlier_forms
from silabo.storage.database import connection, database
from silabo.storage.dialects import MARIADB_COLLATION
from silabo.storage.tables import TABLES

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade() -> list[str]:
    """Apply what is missing, in order, and return the names of what was applied.

    A database of an earlier form of the first migration is completed first.
    """
    with connection():
        if isinstance(database.obj, MySQLDatabase):
            # Tables take the database's own collation; names are compared byte by byte.
            database.execute_sql(
                f"ALTER DATABASE CHARACTER SET utf8mb4 COLLATE {MARIADB_COLLATION}"
            )
        runner = _runner()
        completed = [f"{earlier_forms.FIRST}, completed"] if earlier_forms.complete(runner) else []
        return completed + list(runner.up())


def downgrade() -> list[str]:
    """Take the last applied migration back, and return its name."""
    with connection():
        return list(_runner().down())


def missing() -> list[str]:
    """The names of migrations that this database has not had yet."""
    with connection():
        return [step.name for step in _runner().status() if step.path and not step.applied]


def differences() -> str:
    """How the database differs from the tables, a line each; empty when it does not."""
    with connection():
        return str(diff_models(database, list(TABLES)))


def lacking() -> list[str]:
    """What this release needs of the tables and does not find, a sentence each.

    What is there besides is no concern: a newer release may have been here and gone. A column that
    is not known and must be filled is one: nothing could be written.
    """
    with connection():
        found = diff_models(database, list(TABLES))
        tables = [table for table in TABLES if table not in found.create_tables]
        return [
            *(f"table {table._meta.table_name} is missing" for table in found.create_tables),
            *(f"column {_name(field)} is missing" for field in found.add_columns),
            *(f"index {_over(index)} is missing" for index in found.add_indexes),
            *(sentence for table in tables for sentence in _unwritable(table)),
        ]


def _unwritable(table: type[Model]) -> Iterator[str]:
    name = table._meta.table_name
    known = {field.column_name: field for field in table._meta.sorted_fields}
    for column in database.get_columns(name):
        if column.null:
            continue
        if column.name not in known:
            if column.default is None:
                yield f"column {name}.{column.name} is not known, and must be filled"
        elif known[column.name].null:
            yield f"column {name}.{column.name} must be filled, where this release leaves it empty"


def _name(field: Field) -> str:
    return f"{field.model._meta.table_name}.{field.column_name}"


def _over(index: IndexDiff) -> str:
    kind = ", unique" if index.unique else ""
    return f"over {index.table} ({', '.join(index.columns)}{kind})"


def _runner() -> Runner:
    # The runner inspects the real database: a proxy does not tell its class.
    return Runner(database.obj, str(MIGRATIONS))
