"""Whether a visible version has the same passage is found by its hash."""

from silabo.storage import steps


def up(migrator, db):
    steps.add_index(migrator, "passage", ("version_id", "digest"))


def down(migrator, db):
    steps.drop_index(migrator, "passage", ("version_id", "digest"))
