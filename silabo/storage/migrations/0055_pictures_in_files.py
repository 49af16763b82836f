"""Pictures that stand in a file wait to be read too, several of a page."""

from peewee import CharField, IntegerField, JSONField

from silabo.storage import steps

TABLE = "picture_page"
NUMBER = IntegerField(default=0)
TOLD = CharField(64, default="page_without_text")
PICTURE = JSONField(null=True)
BEFORE, AFTER = ("version_id", "page"), ("version_id", "page", "number")


def up(migrator, db):
    steps.add_column(migrator, TABLE, NUMBER, "number")
    steps.add_column(migrator, TABLE, TOLD, "told")
    steps.add_column(migrator, TABLE, PICTURE, "picture")
    # The new one first: MariaDB keeps an index for what points to a version.
    steps.add_index(migrator, TABLE, AFTER, unique=True)
    steps.drop_index(migrator, TABLE, BEFORE)


def down(migrator, db):
    # The release before would take a picture for a page.
    db.execute_sql("DELETE FROM picture_page WHERE number > 0")
    steps.add_index(migrator, TABLE, BEFORE, unique=True)
    steps.drop_index(migrator, TABLE, AFTER)
    for column in ("picture", "told", "number"):
        steps.drop_column(migrator, TABLE, column)
