"""The tool and the practice LMS on two sites of this machine, as `make run` puts them up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from playwright.sync_api import BrowserContext, FrameLocator, Page

from lti_app import tokens
from practice_lms.tools import SWITCHES
from practice_lms.visitor import COOKIE
from practice_lms.world import ACTIVITIES
from silabo.domain.documents import VersionState
from silabo.domain.queues import Queue
from silabo.storage import database, registrations, tables
from silabo.storage.database import connection
from tests.ports import free_port
from tests.web_server import served
from wiring.parts import System, build
from wiring.practice.run import practice_app, prepare
from wiring.settings import Settings

ANA, JOAQUIN, MARIANA, EMILY, CAMILLE = 3, 4, 5, 6, 7
GABRIEL, TERESA, OLIVER = 8, 9, 10  # non-editing teacher, administrator, both
ALGEBRA, OPERATING_SYSTEMS = (activity.cmid for activity in ACTIVITIES)
FRAME = "#contentframe"
READ_S = 60


class Stage:
    """Both servers, and how a person moves between them."""

    def __init__(self, settings: Settings, system: System) -> None:
        """Take what runs."""
        self.settings = settings
        self.system = system
        self.complaints: list[str] = []  # what pages wrote as errors, broken policies included

    @property
    def lms(self) -> str:
        """The practice LMS's address."""
        return self.settings.practice_address

    def work(self, *queues: Queue) -> None:
        """Let the workers do what waits in these queues, in this thread."""
        for queue in queues:
            while self.system.workers.run(queue):
                pass

    def become(self, page: Page, person: int) -> None:
        """Be somebody for the practice LMS from the next page on.

        Its own menu sets the same cookie after two pages more; its tests use that.
        """
        cookie = {"name": COOKIE, "value": str(person), "httpOnly": True, "sameSite": "Lax"}
        page.context.add_cookies([{**cookie, "url": self.lms}])

    def enter(self, page: Page, person: int, activity: int = ALGEBRA) -> FrameLocator:
        """Open the activity in its course as a person; the tool's frame, ready."""
        self.open(page, person, activity)
        frame = page.frame_locator(FRAME)
        frame.locator("[data-view]").wait_for()
        return frame

    def first_visit(self, page: Page, person: int) -> FrameLocator:
        """Open the panel with its examples, which are left out where the search is late."""
        for _ in range(10):
            with page.expect_response("**/fragments/examples") as response:
                frame = self.enter(page, person)
            if "<button" in response.value.text():
                frame.locator(".examples button").first.wait_for()
                return frame
        raise TimeoutError("no examples came in time")

    def open(self, page: Page, person: int, activity: int = ALGEBRA) -> None:
        """Open the activity as a person; on a phone the tool is then the whole page."""
        self.become(page, person)
        page.goto(f"{self.lms}/mod/lti/view.php?id={activity}")

    def reload(self, page: Page) -> None:
        """Load the tool's frame again, and wait until what it held is gone."""
        frame = next(each for each in page.frames if "/panel/" in each.url)
        frame.evaluate("document.documentElement.dataset.before = 1, location.reload()")
        frame.wait_for_function("!document.documentElement.dataset.before")

    def add_activity(self, page: Page, course: int, name: str, **ticks: bool) -> int:
        """Add an activity by hand, as the instructor that one is; its number in addresses."""
        page.goto(f"{self.lms}/course/modedit.php?course={course}")
        page.fill("#name", name)
        for tick, wanted in ticks.items():
            page.locator(f"[name={tick}]").set_checked(wanted)
        page.click("[formmethod=post]")
        return self.activity(page, name)

    def activity(self, page: Page, name: str) -> int:
        """The number of an activity on the course page that is shown; the newest of this name."""
        link = page.locator(".activity-row", has_text=name).last.get_attribute("href")
        return int(str(link).rpartition("=")[2])

    @contextmanager
    def switched(self, *, off: tuple[str, ...] = (), on: tuple[str, ...] = ()) -> Iterator[None]:
        """Turn switches of the LMS's first tool while this lasts."""
        usual = set(SWITCHES) - {"platform_storage"}
        self._turn((usual - set(off)) | set(on))
        try:
            yield
        finally:
            self._turn(usual)

    def _turn(self, switches: set[str]) -> None:
        requests.post(
            f"{self.lms}/mod/lti/toolconfigure.php",
            data={"id": "1", **dict.fromkeys(switches, "1")},
            headers={"Origin": self.lms, "Cookie": f"{COOKIE}={TERESA}"},
            timeout=10,
            allow_redirects=False,
        ).raise_for_status()

    def invitation(self, name: str = "Practice LMS") -> str:
        """The address that `flask lti invite` prints."""
        token = tokens.fresh()
        with connection():
            registrations.invite(tokens.digest(token), name)
        return f"{self.settings.address}/lti/register?invite={token}"

    def page(self, context: BrowserContext) -> Page:
        """A page whose script errors and broken policies fail the test."""
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: message.type == "error" and self.complaints.append(message.text),
        )
        return page


@contextmanager
def stage(folder: Path, *, working: bool = True, **options: object) -> Iterator[Stage]:
    """Serve both; `working` says whether the workers run, or everything stays waiting.

    `options` are settings beside those that a stage needs.
    """
    port, practice_port = free_port(), free_port()
    settings = Settings(
        port=port,
        practice_port=practice_port,
        data_dir=folder,
        keys_dir=folder / "keys",
        time_zone="America/Argentina/Buenos_Aires",
        **options,
    )
    prepare(settings)
    system = build(settings)
    with served(system.app, port), served(practice_app(settings), practice_port):
        if working:
            system.workers.start()
            await_documents()
        try:
            yield Stage(settings, system)
        finally:
            if working:
                system.workers.stop()
            database.close_all()


@contextmanager
def writing_stage(folder: Path) -> Iterator[Stage]:
    """Serve both with a model named that nobody asks: what is being written is told by hand."""
    nobody = f"http://127.0.0.1:{free_port()}"
    with stage(
        folder, working=False, ollama_url=nobody, model="scripted", embedding_model="none"
    ) as running:
        running.work(Queue.DOCUMENTS)
        yield running


def await_documents() -> None:
    """Wait until every demo document is read, as somebody who has just typed `make run` does."""
    deadline = time.monotonic() + READ_S
    while time.monotonic() < deadline:
        with connection():
            unread = tables.Version.select().where(tables.Version.state != VersionState.READY)
            if not unread.exists():
                return
        time.sleep(0.1)
    raise TimeoutError("the demo documents were not read in time")
