"""What a launch says of its activity: its id in the LMS, and what its course was copied from.

MariaDB keeps a changed table when the process dies before the history is written: then the column
is there already.
"""

from peewee import *

TABLE, COLUMN = "launch", "activity"


def up(migrator, db):
    if COLUMN not in {column.name for column in db.get_columns(TABLE)}:
        migrator.migrate(migrator.add_column(TABLE, COLUMN, JSONField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column(TABLE, COLUMN))
