"""Searches once, loads the model that writes, of several the first, and lets it read what every
prompt begins with, before anybody asks: the first question would wait for that.
"""

import logging
import threading
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from silabo.answering.examples import USUAL
from silabo.answering.pipeline import answer
from silabo.answering.prompts import rules
from silabo.domain import clock
from silabo.domain.answers import Query
from silabo.domain.errors import ModelError, ServiceError
from silabo.domain.models import Message, Speaker
from silabo.domain.traces import report
from silabo.storage import courses, versions
from silabo.wording.catalogues import say
from tasks.parts import Parts

logger = logging.getLogger(__name__)

LOOK_S = 20.0  # so late a time of day may be noticed
_DAY = timedelta(days=1)


class Warming:
    """Warms the search of these parts up, and their model, if they have one: at the start, and the
    model at the times of day that its `Writer` names.
    """

    def __init__(self, parts: Parts, *, now: Callable[[], datetime] = clock.now) -> None:
        """Start nothing yet."""
        self._parts = parts
        self._now = now
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Warm nothing up any more. Nobody waits for a model that is being loaded."""
        self._stopped.set()

    def _run(self) -> None:
        times = self._parts.writer.warm_at if self._parts.writer else ()
        looked_at = self._now()
        warm_search(self._parts)
        warm_up(self._parts)
        while times and not self._stopped.wait(LOOK_S):
            since, looked_at = looked_at, self._now()
            try:
                zones = courses.time_zones()
            except ServiceError as error:
                logger.warning("model_not_warm", extra={"reason": str(error)})
                looked_at = since
                continue
            if is_time(times, zones, since, looked_at):
                warm_up(self._parts)


def is_time(
    times: Collection[time], zones: Collection[str], since: datetime, now: datetime
) -> bool:
    """Whether in one of the time zones (IANA) it became one of these times of day after `since`,
    at the latest `now`. Both are in UTC.
    """
    return any(
        since < datetime.combine(day, at, zone) <= now
        for zone in map(ZoneInfo, zones)
        for day in (now.astimezone(zone).date(), now.astimezone(zone).date() - _DAY)
        for at in times
    )


def warm_search(parts: Parts) -> None:
    """Answer a usual question in the newest course and keep nothing: what is imported, connected
    and loaded at the first question is there then. What fails is only told of in the log.
    """
    try:
        courses_shown = versions.answering_courses()
        if not courses_shown:
            return
        search = parts.search(courses_shown[-1].id, ())
        language = parts.letters.language
        query = Query(say(language, USUAL[0]), language, clock.now(), "UTC")
        answer(query, search, reading=parts.reading)
    except ServiceError as error:
        logger.info("search_not_warm", extra={"reason": str(error)})
    except Exception as error:  # noqa: BLE001 - the worker works without it
        report(logger, "search_not_warm", error)


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
