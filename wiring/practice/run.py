"""`make run`: the tool and the practice LMS on this machine, with two demo courses in it."""

import http.client
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from ingest.formats import media_type_of
from lti_app.lti.keys import key_ids, new_key
from practice_lms.app import PracticeOptions
from practice_lms.app import create_app as create_practice
from practice_lms.courses.catalogue import Course as DemoCourse
from practice_lms.courses.catalogue import courses as demo_courses
from practice_lms.world import ACTIVITIES
from silabo.adapters.document_files import FolderFiles
from silabo.domain.documents import Upload
from silabo.storage import courses, database, documents, platforms, upgrade
from wiring.folder_errors import NOT_KEPT, not_kept
from wiring.practice.models import choose
from wiring.practice.obstacles import held, obstacles
from wiring.settings import Settings, load
from wiring.settings.errors import refusal

CLIENT_ID = "silabo-practice"
DEPLOYMENT_ID = "1"
GUNICORN = ["gunicorn", "-c", "wiring/gunicorn_config.py", "--log-level", "warning", "wsgi:app"]
START_S = 30
STOP_S = 40  # longer than gunicorn's graceful_timeout: then it has ended its workers itself


def main(*, model: bool = False) -> int:
    """Prepare, start both servers, wait for Ctrl-C, end both; answers are written where `model` is
    asked for. Returns the exit status.
    """
    settings, problems = load()
    if model and not _with_model(settings):
        return 1
    if model:
        settings, problems = load()
    if problems:
        _say(refusal(problems))
        return 1
    in_the_way = obstacles(settings)
    if in_the_way:
        _say(*in_the_way)
        return 1
    log = settings.data_dir / "tool.log"
    try:
        with ExitStack() as open_until_the_end:
            try:
                settings.data_dir.mkdir(parents=True, exist_ok=True)
                open_until_the_end.enter_context(held(settings))
                open_until_the_end.enter_context(_logged(log))
                prepare(settings)
            except NOT_KEPT as error:
                _say(not_kept(settings, error))
                return 1
            return _serve(settings, log)
    except KeyboardInterrupt:  # before anything serves; the next start goes on from here
        return 1


def _with_model(settings: Settings) -> bool:
    """Set what lets a model of this machine write, for this process and the tool that it starts."""
    chosen = choose(settings)
    os.environ.update(chosen.settings)  # noqa: TID251 - the tool reads them from there
    _say(*chosen.said)
    return bool(chosen.settings)


def prepare(settings: Settings) -> None:
    """Migrate, make keys, register the practice LMS and load the demo courses, where missing."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database.bind(settings.database)
    upgrade.upgrade()
    if not key_ids(settings.keys_dir):
        new_key(settings.keys_dir)
    issuer = settings.practice_address
    platform_id = platforms.register(
        platforms.Registration(
            issuer=issuer,
            client_id=CLIENT_ID,
            name="Practice LMS",
            login_url=f"{issuer}/mod/lti/auth.php",
            token_url=f"{issuer}/mod/lti/token.php",
            key_set_url=f"{issuer}/mod/lti/certs.php",
            deployments=(DEPLOYMENT_ID,),
        )
    )
    for demo in demo_courses():
        # A course with all its documents, or none: a first run may be interrupted.
        with database.connection(), database.database.atomic():
            _load(demo, platform_id, settings)


def _load(demo: DemoCourse, platform_id: int, settings: Settings) -> None:
    context = next(each.course for each in ACTIVITIES if each.course.title == demo.title)
    course_id, made = courses.ensure(
        platform_id,
        DEPLOYMENT_ID,
        str(context.id),
        title=context.title,
        time_zone=context.time_zone,
    )
    # As an instructor's launch from the practice LMS tells it.
    courses.follow_zone(course_id, told=context.time_zone, default=settings.zone)
    if not made:  # a document that was deleted here stays deleted
        return
    files = FolderFiles(settings.files)
    for document in demo.documents:
        version = str(uuid4())
        data = document.path.read_bytes()
        with document.path.open("rb") as stream:
            stored = files.save(version, stream, limit=len(data))
        documents.add(
            course_id,
            Upload(
                version=version,
                file_name=document.path.name,
                media_type=media_type_of(document.path.name, data),
                size=stored.size,
                sha256=stored.sha256,
            ),
        )


class _Requests(WSGIRequestHandler):
    """Logs requests without the colours of a terminal."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.log("info", "%r %s %s", self.requestline, code, size)


@contextmanager
def _logged(log: Path) -> Iterator[None]:
    """Write what this process logs into the tool's log, so that the terminal shows the address."""
    handler = logging.FileHandler(log, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s practice %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def _serve(settings: Settings, log: Path) -> int:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopped.set())
    practice = make_server(
        "127.0.0.1",
        settings.practice_port,
        practice_app(settings),
        threaded=True,
        request_handler=_Requests,
    )
    threading.Thread(target=practice.serve_forever, daemon=True).start()
    with log.open("ab") as written:
        tool = subprocess.Popen(  # noqa: S603 - our own interpreter and our own configuration
            [sys.executable, "-m", *GUNICORN],
            cwd=Path(__file__).parents[2],
            stdout=written,
            stderr=written,
            # Ctrl-C reaches this process alone, which then ends the tool in good order.
            start_new_session=True,
        )
    try:
        if not _ready(tool, settings.port):
            _say(f"The tool did not start; {log} ends with:", *_last_lines(log))
            return 1
        _say("", f"Open {settings.practice_address}", "", f"Ctrl-C ends it. Log: {log}")
        while tool.poll() is None and not stopped.wait(0.5):
            pass
    finally:
        practice.shutdown()
        practice.server_close()
        if tool.poll() is None:
            tool.terminate()
            tool.wait(STOP_S)
    return 0 if stopped.is_set() else 1


def _last_lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]


def practice_app(settings: Settings) -> Flask:
    """The practice LMS of these settings."""
    options = PracticeOptions(
        issuer=settings.practice_address,
        tool_url=settings.address,
        client_id=CLIENT_ID,
        deployment_id=DEPLOYMENT_ID,
        key_folder=settings.data_dir / "practice",
        mail_folder=settings.data_dir / "mail",
    )
    return create_practice(options)


def _ready(tool: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and tool.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return True
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
