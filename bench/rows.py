"""The baseline of what ends in a row: one insert, committed for good, on a connection that is kept,
without anything of ours around it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lti_app import tokens
from silabo.storage.database import connection, database, now_ms
from silabo.storage.statements import Statement, given
from silabo.storage.tables import Document

NAME = "a bare insert on a kept connection"


@contextmanager
def inserting() -> Iterator[Callable[[], None]]:
    """What inserts a row that nobody reads, over one connection for the whole block."""
    insert = Statement(
        lambda _: Document.insert(
            {
                Document.public_id: given("public_id"),
                Document.course: 1,
                Document.title: "x",
                Document.created_at: given("now"),
            }
        )
    )

    def run() -> None:
        with database.atomic():
            insert.run(public_id=tokens.fresh()[:36], now=now_ms())

    with connection():
        yield run
