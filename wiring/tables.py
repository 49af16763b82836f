"""Says at the start of a process what the database lacks: nobody finds it out question by question.

The process serves on: its tables may be brought up to date meanwhile, and /readyz says that they
are not.
"""

import logging

from peewee import PeeweeException

from silabo.domain.errors import ServiceError
from silabo.storage import database, upgrade

logger = logging.getLogger(__name__)

SHOWN = 20  # of what is missing


def say_what_is_missing() -> None:
    """Compare the tables with the code, and note each difference that this release cannot bear.

    A database that does not answer is noted by whoever asks it next.
    """
    try:
        missing = upgrade.missing()
        lacking = upgrade.lacking()
    except (PeeweeException, OSError, ServiceError):
        logger.warning("tables_not_compared")
        return
    finally:
        database.close_all()
    if missing:
        logger.error("database_needs_upgrade", extra={"migrations": ", ".join(missing)})
    elif lacking:
        logger.error("database_differs", extra={"lacking": "; ".join(lacking[:SHOWN])})
