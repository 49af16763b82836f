import re
import string
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions, create_app
from practice_lms.words import LANGUAGES, words
from tests.practice_lms.acting_tool import CAMILLE, EMILY, ActingTool


@pytest.mark.parametrize(
    ("preferred", "greeting"),
    [
        ("es-AR,es;q=0.9,en;q=0.5", "Un lugar para probar Sílabo"),
        ("fr-CA", "Un endroit pour essayer Sílabo"),
        ("en-GB", "A place to try Sílabo"),
        ("de,ja;q=0.5", "A place to try Sílabo"),
        ("", "A place to try Sílabo"),
    ],
)
def test_the_start_page_speaks_the_language_of_the_browser(
    client: FlaskClient, preferred: str, greeting: str
) -> None:
    reply = client.get("/", headers={"Accept-Language": preferred})

    assert f"<h1>{greeting}</h1>" in reply.text


@pytest.mark.parametrize("page", ["/course/view.php", "/mod/lti/view.php"])
def test_a_course_is_in_its_own_language(tool: ActingTool, page: str) -> None:
    tool.be(CAMILLE)
    french = {"Accept-Language": "fr"}

    assert '<html lang="es">' in tool.client.get(f"{page}?id=2", headers=french).text
    assert '<html lang="en">' in tool.client.get(f"{page}?id=3", headers=french).text


def test_the_start_page_shows_the_courses_of_the_person(tool: ActingTool) -> None:
    tool.be(EMILY)
    page = tool.client.get("/").text

    assert "/mod/lti/view.php?id=3" in page
    assert "/mod/lti/view.php?id=2" not in page


def test_the_return_page_leaves_the_frame_for_the_course(client: FlaskClient) -> None:
    page = client.get("/mod/lti/return.php?course=2&launch_container=3&instanceid=1").text

    assert "leave_frame.js" in page
    assert '<a id="onward" href="/course/view.php?id=2" target="_top">' in page


@pytest.mark.parametrize("parameter", ["lti_msg", "lti_errormsg"])
def test_the_return_page_shows_what_the_tool_says_as_text(
    client: FlaskClient, parameter: str
) -> None:
    said = {"course": "2", parameter: "<script>alert(1)</script>"}
    page = client.get("/mod/lti/return.php", query_string=said).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "leave_frame.js" not in page


@pytest.mark.parametrize(
    "page", ["/", "/course/view.php?id=2", "/mod/lti/view.php?id=2", "/mailbox", "/nowhere"]
)
def test_no_page_allows_inline_scripts_or_foreign_frames(tool: ActingTool, page: str) -> None:
    reply = tool.client.get(page)
    policy = reply.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert reply.headers["X-Frame-Options"] == "sameorigin"
    assert reply.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script(?! src=)|<style| style=| on[a-z]+=", reply.text)


def test_another_name_of_this_machine_is_sent_to_the_issuer(client: FlaskClient) -> None:
    reply = client.get("/mailbox?to=3", base_url="http://localhost:8001")

    assert reply.status_code == 307
    assert reply.location == "http://127.0.0.1:8001/mailbox?to=3"


def test_a_request_that_is_too_large_gets_a_page_and_not_a_failure(client: FlaskClient) -> None:
    reply = client.post("/mod/lti/auth.php", data={"state": "x" * 300_000})

    assert reply.status_code == 413
    assert "The request cannot be understood" in reply.text


def test_making_the_app_writes_nothing(tmp_path: Path) -> None:
    folders = {"key_folder": tmp_path / "keys", "mail_folder": tmp_path / "mail"}
    create_app(PracticeOptions("http://127.0.0.1:1", "http://localhost:2", "c", "1", **folders))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_everything_that_english_says(language: str) -> None:
    def gaps(sentence: str) -> set[str | None]:
        return {gap for _, gap, _, _ in string.Formatter().parse(sentence) if gap}

    said, english = words(language), words("en")

    assert said.keys() == english.keys()
    assert all(gaps(said[name]) == gaps(english[name]) for name in english)
    assert all(said.values())
