"""The baseline of what ends in a row: one insert, in a transaction on a connection of its own."""

from lti_app import tokens
from silabo.storage import tables
from silabo.storage.database import connection, now_ms

NAME = "a bare insert on a new connection"


def insert() -> None:
    """Insert a row that nobody reads."""
    with connection():
        tables.Document.insert(
            public_id=tokens.fresh()[:36], course=1, title="x", created_at=now_ms()
        ).execute()
