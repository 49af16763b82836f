import re

import pytest

from lti_app.assets import FOLDER, release
from tests.world import World

YEAR = "public, max-age=31536000, immutable"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_this_release_may_be_kept_for_a_year(world: World, name: str) -> None:
    answer = world.browser().get(f"/static/{release()}/{name}", buffered=True)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype in {"text/javascript", "text/css", "image/svg+xml", "font/woff2"}


def test_a_page_of_an_older_release_gets_the_files_of_now_and_keeps_nothing(world: World) -> None:
    answer = world.browser().get("/static/older/app.js", buffered=True)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_who_has_the_file_gets_nothing_again(world: World) -> None:
    client = world.browser()
    path = f"/static/{release()}/app.js"
    tag = client.get(path, buffered=True).headers["ETag"]

    again = client.get(path, headers={"If-None-Match": tag}, buffered=True)

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "nothing.js", "", "."]
)
def test_nothing_else_of_the_machine_is_served(world: World, name: str) -> None:
    path = f"/static/{release()}/{name}"

    answer = world.browser().get(path, buffered=True, follow_redirects=True)

    assert answer.status_code == 404


def test_the_release_is_the_same_as_long_as_the_files_are() -> None:
    first = release()
    release.cache_clear()

    assert release() == first
    assert re.fullmatch("[0-9a-f]{12}", first)


def test_pages_name_the_files_of_this_release(world: World) -> None:
    student = world.student()

    page = student.client.get(f"/panel/{student.launch}").text

    named = re.findall(r'"(/static/[^"]+)"', page)
    assert named
    assert all(each.startswith(f"/static/{release()}/") for each in named)


@pytest.mark.row("proxy-5")
def test_one_module_alone_sends_requests() -> None:
    callers = [path.name for path in FOLDER.rglob("*.js") if "fetch(" in path.read_text()]

    assert callers == ["requests.js"]


def test_modules_name_only_files_that_are_there() -> None:
    for path in FOLDER.rglob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', path.read_text()):
            assert (path.parent / name).is_file(), (path.name, name)
