"""What was found for a question stays with it, and indexes let nothing grow with what waits or is
finished.
"""

from peewee import JSONField

from silabo.storage import steps

# The queue in its order, and what may be claimed of it, without a look at the rows.
QUEUE = ("state", "round", "id", "run_after")
QUEUE_BEFORE = ("state", "round", "id")
LETTERS = ("state", "id", "run_after")
DECLINED = ("kind", "created_at")


def up(migrator, db):
    steps.add_column(migrator, "question", JSONField(null=True), "found")
    steps.add_index(migrator, "question", QUEUE)
    steps.drop_index(migrator, "question", QUEUE_BEFORE)
    steps.add_index(migrator, "delivery", LETTERS)
    steps.add_index(migrator, "answer", DECLINED)


def down(migrator, db):
    steps.drop_index(migrator, "answer", DECLINED)
    steps.drop_index(migrator, "delivery", LETTERS)
    steps.add_index(migrator, "question", QUEUE_BEFORE)
    steps.drop_index(migrator, "question", QUEUE)
    steps.drop_column(migrator, "question", "found")
