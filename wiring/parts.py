"""Chooses every part from the settings: today the embedded family. Makes objects, starts
nothing.
"""

import os
import random
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask

from lti_app import parts as web
from lti_app.app import create_app
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from silabo.adapters.course_search import CourseSearches
from silabo.adapters.document_files import FolderFiles
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.mail_folder import MailFolder
from silabo.adapters.mail_messages import MessageWriter
from silabo.adapters.parser_child import ChildReader
from silabo.delivery.compose import LetterOptions
from silabo.domain.ports import PassageSearch
from silabo.storage import database
from tasks import parts as workers
from tasks.embedded import EmbeddedWorkers
from wiring.health import Checkup
from wiring.settings import Settings

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class System:
    """The whole tool in one process: the web application and the workers beside it."""

    settings: Settings
    app: Flask
    search: Callable[[int, Sequence[str]], PassageSearch]  # of a course, in some documents or all
    workers: EmbeddedWorkers
    checkup: Checkup
    lti: LtiOptions


def build(settings: Settings) -> System:
    """Put the tool together. Opens no file and no connection."""
    database.bind(settings.database)
    index = EmbeddedIndex(settings.data_dir / "index.sqlite")
    files = FolderFiles(settings.files)
    search = CourseSearches(index).of
    embedded = EmbeddedWorkers(
        workers.Parts(
            index=index,
            search=search,
            reader=ChildReader(),
            files=files,
            mailer=MailFolder(settings.data_dir / "mail", MessageWriter(settings.mail_from)),
            letters=LetterOptions(address=settings.address),
            worker=f"{socket.gethostname()}:{os.getpid()}"[:64],
            # Spreads what is tried again; nothing secret depends on it.
            jitter=random.random,
        )
    )
    checkup = Checkup(settings, index, embedded)
    lti = lti_options(settings)
    app = create_app(
        web.Parts(
            lti=lti,
            files=files,
            search=search,
            ring=embedded.ring,
            health=checkup.run,
            max_upload_bytes=settings.max_upload_mb * MEGABYTE,
            production=settings.production,
        )
    )
    return System(
        settings=settings,
        app=app,
        search=search,
        workers=embedded,
        checkup=checkup,
        lti=lti,
    )


def lti_options(settings: Settings) -> LtiOptions:
    """What the LTI room is told."""
    return LtiOptions(
        address=settings.address,
        keys_dir=settings.keys_dir,
        time_zone=settings.zone,
        outside=Outside(private_hosts=settings.own_hosts, plain_http=not settings.production),
        support=settings.support,
    )
