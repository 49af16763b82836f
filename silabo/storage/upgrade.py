"""Brings a database to the tables that this release needs, one numbered migration after the
other.
"""

from pathlib import Path

from peewee import MySQLDatabase
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from silabo.storage.database import connection, database
from silabo.storage.dialects import MARIADB_COLLATION
from silabo.storage.tables import TABLES

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade() -> list[str]:
    """Apply what is missing, in order, and return the names of what was applied."""
    with connection():
        if isinstance(database.obj, MySQLDatabase):
            # Tables take the database's own collation; names are compared byte by byte.
            database.execute_sql(
                f"ALTER DATABASE CHARACTER SET utf8mb4 COLLATE {MARIADB_COLLATION}"
            )
        return list(_runner().up())


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


def _runner() -> Runner:
    # The runner inspects the real database: a proxy does not tell its class.
    return Runner(database.obj, str(MIGRATIONS))
