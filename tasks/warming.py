"""Loads the model that writes, of several the first, and lets it read what every prompt begins
with, before anybody asks: the first question of a day would wait for that.
"""

import logging
import threading
from contextlib import closing

from silabo.answering.prompts import rules
from silabo.domain.errors import ModelError
from silabo.domain.models import Message, Speaker
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def begin(parts: Parts) -> None:
    """Warm the model of these parts up, if they have one, in a thread of its own."""
    if parts.writer is not None:
        threading.Thread(target=warm_up, args=[parts], name="warm-up", daemon=True).start()


def warm_up(parts: Parts) -> None:
    """Ask the model for one token after the rules in the language of this server's letters. A model
    that is away is only told of in the log.
    """
    model = next(iter(parts.writer.in_order().values()), None) if parts.writer else None
    if model is None:
        return
    prompt = (Message(Speaker.SYSTEM, rules(parts.letters.language)), Message(Speaker.USER, "?"))
    try:
        with closing(model.write(prompt)) as text:
            next(text, None)
    except ModelError as error:
        logger.info("model_not_warm", extra={"reason": str(error)})
