"""One after the other: transactions that read, decide and write about the same person or course."""

from silabo.storage.database import dialect
from silabo.storage.tables import Table


def take_turn(table: type[Table], row_id: int) -> None:
    """Hold a row until the transaction ends, and wait for whoever holds it before.

    SQLite lets one writer in at a time anyway.
    """
    if dialect().skips_locked:
        table.select(table.id).where(table.id == row_id).for_update().execute()
