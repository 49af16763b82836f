"""Chooses every part from the settings. Makes objects, starts nothing."""

import os
import random
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event

from flask import Flask

from ingest.limits import Limits
from lti_app import parts as web
from lti_app.app import create_app
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from lti_app.lti.roles import read_meaning
from lti_app.mailed import take
from lti_app.telling import tell
from silabo.adapters.address_hashes import AddressHashes
from silabo.adapters.course_search import CourseSearches
from silabo.adapters.document_files import FolderFiles
from silabo.adapters.memory_feed import MemoryFeed
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.adapters.parser.unix_socket import SocketOptions, SocketReader
from silabo.adapters.stand_in import StandIn
from silabo.adapters.tesseract.reader import Tesseract
from silabo.domain.documents import Quota
from silabo.domain.ports import DocumentReader, LiveFeed, PassageIndex
from silabo.domain.questions import Caps
from silabo.domain.queues import Queue
from silabo.storage import database
from tasks import parts as workers
from tasks.embedded import EmbeddedWorkers
from tasks.remote import RemoteWorkers
from tasks.slots import WIDTHS
from wiring import mail
from wiring.health import Checkup
from wiring.index import (
    MeaningOf,
    index_name,
    meaning,
    passage_index,
    patient_meaning,
    prompt_meaning,
)
from wiring.metrics import Metrics
from wiring.models import Models, models
from wiring.settings import Settings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class System:
    """The whole tool in one process: the web application and the workers beside it."""

    settings: Settings
    app: Flask
    web: web.Parts
    parts: workers.Parts
    workers: EmbeddedWorkers | RemoteWorkers
    checkup: Checkup
    lti: LtiOptions
    metrics: Metrics

    def close(self) -> None:
        """End the connections of this thread and those that nobody uses, as at the end of a
        process. The next use opens new ones.
        """
        self.parts.index.close()
        database.close_all()


def build(settings: Settings) -> System:
    """Put the tool together. Opens no file and no connection."""
    database.bind(settings.database)
    chosen = models(settings)
    parts = worker_parts(settings, chosen)
    running = _workers(settings, parts)
    checkup = Checkup(settings, parts.index, running)
    lti = lti_options(settings)
    asked = web.Parts(
        lti=lti,
        files=parts.files,
        search=_searches(settings, parts.index, prompt_meaning(chosen)).of,
        ring=running.ring,
        health=checkup.run,
        max_upload_bytes=settings.max_upload_mb * MEGABYTE,
        caps=_caps(settings),
        quota=parts.quota,
        feed=parts.feed,
        personal=mail.personal(settings),
        writes=settings.writes,
        models=tuple(model.name for model in (*settings.chain, *settings.pickable)),
        model_calls_days=settings.model_calls_days,
        model_servers_elsewhere=settings.model_servers_elsewhere,
        retention=settings.retention,
        production=settings.production,
        source_of=AddressHashes(settings.data_dir / "address-key").of,
        counselling=settings.counselling,
        unseen_minutes=settings.unseen_letter_minutes,
    )
    app = create_app(asked)
    return System(
        settings=settings,
        app=app,
        web=asked,
        parts=parts,
        workers=running,
        checkup=checkup,
        lti=lti,
        metrics=Metrics(settings, checkup.parts, app),
    )


def worker_parts(settings: Settings, chosen: Models | None = None) -> workers.Parts:
    """What the work is done with, in whatever process; with the models that it has already."""
    index = passage_index(settings)
    chosen = chosen or models(settings)
    lacking = Event()
    tesseract = picture_reader(settings)
    return workers.Parts(
        index=index,
        search=_searches(settings, index, patient_meaning(chosen), lacking.set).of,
        lacking=lacking,
        reader=document_reader(settings, pictures=tesseract is not None),
        pictures=tesseract,
        files=FolderFiles(settings.files),
        mailer=mail.mailer(settings),
        forget_copies=mail.personal(settings).forget,
        letters=mail.letter_options(settings),
        administrators=settings.administrator_addresses,
        week_to=settings.administrator_addresses if settings.weekly_letter else (),
        zone=settings.zone,
        hold_unclear=settings.mail_unclear == "hold",
        unseen_s=settings.unseen_letter_minutes * 60,
        worker=_worker_name(),
        # Spreads what is tried again; nothing secret depends on it.
        jitter=random.random,
        feed=_feed(settings),
        tell=partial(tell, outside(settings)),
        inbox=mail.inbox(settings),
        take_reply=partial(take, caps=_caps(settings)),
        writer=chosen.writer,
        meaning=meaning(index, chosen),
        model_calls_days=settings.model_calls_days,
        retention=settings.retention,
        quota=Quota(settings.course_files, settings.course_mb * MEGABYTE),
    )


def _searches(
    settings: Settings,
    index: PassageIndex,
    meant: MeaningOf | None,
    lacking: Callable[[], None] = lambda: None,
) -> CourseSearches:
    return CourseSearches(
        index, meant, stand_in=StandIn(), lacking=lacking, name=index_name(settings)
    )


def _worker_name() -> str:
    # The host's name may fill the column alone; the process tells two workers apart.
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def document_reader(settings: Settings, *, pictures: bool = False) -> DocumentReader:
    """What reads uploaded files: a service of this machine, or a child process. With `pictures` a
    file of nothing else is taken too.
    """
    reading = ReadingLimits(limits=Limits(pictures=pictures))
    if settings.parser_socket:
        return SocketReader(SocketOptions(settings.parser_socket, reading))
    return ChildReader(ChildOptions(reading))


def picture_reader(settings: Settings) -> Tesseract | None:
    """What reads pages that are pictures; None where that is switched off, or it is not there."""
    tesseract = Tesseract()
    return tesseract if settings.ocr and tesseract.program is not None else None


def widths(settings: Settings) -> dict[Queue, int]:
    """How many pieces of work of each queue one process does at a time."""
    return {**WIDTHS, Queue.ANSWERS: settings.answer_slots}


def _workers(settings: Settings, parts: workers.Parts) -> EmbeddedWorkers | RemoteWorkers:
    if settings.redis_url:
        from tasks.redis_broker import CONNECT_S, redis_broker  # noqa: PLC0415 - see _feed

        # A student waits for this ring: it may take no longer than connecting.
        return RemoteWorkers(parts, redis_broker(settings.redis_url, answer_s=CONNECT_S))
    return EmbeddedWorkers(parts, widths(settings))


def _feed(settings: Settings) -> LiveFeed:
    if not settings.redis_url:
        return MemoryFeed()
    # Imported here: whoever has no Redis need not wait for its client.
    from silabo.adapters.redis_feed import RedisFeed  # noqa: PLC0415

    return RedisFeed(settings.redis_url)


def _caps(settings: Settings) -> Caps:
    return Caps(
        open=settings.questions_open,
        hour=settings.questions_hour,
        day=settings.questions_day,
        any_hour=settings.any_questions_hour,
        course_hour=settings.course_questions_hour,
        course_any_hour=settings.course_any_questions_hour,
    )


def outside(settings: Settings) -> Outside:
    """Which addresses that others name may be asked."""
    return Outside(
        private_hosts=settings.own_hosts,
        plain_http=not settings.production,
        authorities=settings.ca_file,
    )


def lti_options(settings: Settings) -> LtiOptions:
    """What the LTI folder is told."""
    return LtiOptions(
        address=settings.address,
        keys_dir=settings.keys_dir,
        time_zone=settings.zone,
        outside=outside(settings),
        support=settings.support,
        roles=read_meaning(settings.roles),
        leeway_s=settings.clock_leeway_seconds,
    )
