"""A launch keeps the roles as the platform named them; a course knows where its zone is from."""

from peewee import *

from silabo.storage import steps

ROLES = JSONField(null=True)
ZONE_FROM = CharField(16, default="default")


def up(migrator, db):
    steps.add_column(migrator, "launch", ROLES, "roles")
    steps.add_column(migrator, "course", ZONE_FROM, "zone_from")


def down(migrator, db):
    steps.drop_column(migrator, "course", "zone_from")
    steps.drop_column(migrator, "launch", "roles")
