"""Logs an unexpected error by its kind and where it came from.

Never with its message, which may hold the words of a person or of a document.
"""

import logging
import traceback
from pathlib import PurePath

FRAMES = 8  # the innermost ones


def report(logger: logging.Logger, event: str, error: Exception, **ids: str) -> None:
    """Log an event with its ids, the kind of the error, and its way, the innermost place last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    way = " > ".join(f"{PurePath(each.filename).name}:{each.lineno}" for each in frames)
    logger.error(event, extra={**ids, "error": type(error).__name__, "way": way})
