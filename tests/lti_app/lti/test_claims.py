import json
from pathlib import Path

import pytest

from lti_app.lti.claims import identity, origin
from lti_app.lti.moodle import course_url, relaunch_url
from lti_app.lti.options import LtiOptions
from silabo.domain.people import Identity, Platform
from silabo.storage.tables import Course, Launch, Person
from tests.lms import CLAIM, MEMBERSHIP, FakePlatform
from tests.lti_app.lti.launches import launch_with
from tests.world import World

MOODLE = Platform(
    id=1,
    issuer="https://lms.example/moodle",
    client_id="silabo",
    name="",
    active=True,
    login_url="https://login.example/mod/lti/auth.php",
    token_url="",
    key_set_url="",
)
OPTIONS = LtiOptions(address="https://tool.example", keys_dir=Path("keys"), time_zone="UTC")
PRESENTATION = f"{CLAIM}launch_presentation"
HINT = '{"cmid":7,"launchid":"x"}'


def read(fake: FakePlatform, message_hint: str = "", **changes: object) -> Identity:
    return identity(fake.claims("n", **changes), MOODLE, OPTIONS, message_hint=message_hint)


@pytest.fixture
def fake(platform_key: object) -> FakePlatform:
    return FakePlatform(key=platform_key, address="https://tool.example")  # type: ignore[arg-type]


@pytest.mark.row("lti-41")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ana Benítez", "Ana Benítez"),
        ("  Ana \t Benítez\r\n", "Ana Benítez"),
        ("Ana\r\nBcc: all@example.org", "Ana Bcc: all@example.org"),
        ("Ana\0Benítez", "Ana Benítez"),
        ("Ana\u202eBenítez", "Ana Benítez"),
        ("Ana\ud800", "Ana"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("ñ" * 100_000, "ñ" * 255),
        ("", ""),
        (None, ""),
        (["Ana"], ""),
        (7, ""),
    ],
    ids=lambda value: ascii(value)[:16],
)
def test_a_name_is_one_line_of_visible_text(fake: FakePlatform, given: object, kept: str) -> None:
    assert read(fake, name=given).name == kept


@pytest.mark.row("lti-41")
@pytest.mark.parametrize(
    "given",
    [
        "ana@example.org\r\nBcc: all@example.org",
        "ana@example.org\n",
        "ana@example.org, all@example.org",
        "ana@example.org;all@example.org",
        "Ana <ana@example.org>",
        '"ana"@example.org',
        "ana@localhost@example.org",
        "ana\0@example.org",
        "ana\u200b@example.org",
        "ana\u202e@example.org",
        "ana\ud800@example.org",
        "ana\x7f@example.org",
        "ana benítez@example.org",
        "añá@müller.example",
        "ana@example",
        "ana@.",
        "@example.org",
        "@localhost",
        "ana@",
        "ana",
        "",
        "a" * 250 + "@example.org",
        ["ana@example.org"],
        {"email": "x"},
        7,
        None,
    ],
    ids=lambda value: ascii(value)[:24],
)
def test_what_is_not_one_plain_address_is_no_address(fake: FakePlatform, given: object) -> None:
    assert read(fake, email=given).email == ""


@pytest.mark.row("lti-41")
@pytest.mark.parametrize(
    "given",
    ["ana@example.org", "o'neill+algebra@mail.example.org", "ana@müller.example", "a@localhost"],
)
def test_a_plain_address_is_kept(fake: FakePlatform, given: str) -> None:
    assert read(fake, email=given).email == given


@pytest.mark.row("lti-41")
def test_a_hostile_launch_opens_with_what_is_left_of_it(world: World) -> None:
    answer = launch_with(
        world,
        name="<script>alert(1)</script>",
        email="ana@example.org\r\nBcc: all@example.org",
        **{f"{CLAIM}context": {"id": "2", "title": "\0" + "x" * 100_000}},
    )

    person, course = Person.get(), Course.get()
    assert answer.status_code == 303
    assert (person.name, person.email) == ("<script>alert(1)</script>", "")
    assert course.title == "x" * 255


@pytest.mark.row("lti-41")
@pytest.mark.parametrize(
    ("given", "kept"), [("Campus  Virtual\r\n", "Campus Virtual"), (None, ""), (["x"], "")]
)
def test_a_platform_says_its_name(fake: FakePlatform, given: object, kept: str) -> None:
    assert read(fake, **{f"{CLAIM}tool_platform": {"name": given}}).platform_name == kept


def test_a_course_without_a_title_is_called_by_its_label(fake: FakePlatform) -> None:
    found = read(fake, **{f"{CLAIM}context": {"id": "2", "label": "ALG1"}})

    assert (found.course_title, found.course_label) == ("ALG1", "ALG1")


@pytest.mark.parametrize(
    ("target", "whole"), [("frame", True), ("window", True), ("iframe", False), (None, False)]
)
def test_on_a_phone_the_tool_has_the_whole_page(
    fake: FakePlatform, target: str | None, whole: bool
) -> None:
    assert read(fake, **{PRESENTATION: {"document_target": target}}).whole_page is whole


@pytest.mark.parametrize(
    ("family", "hint", "link"),
    [
        ("moodle", HINT, "https://lms.example/moodle/mod/lti/view.php?id=7"),
        ("moodle", '{"cmid":"7"}', "https://lms.example/moodle/mod/lti/view.php?id=7"),
        ("moodle", "", "https://lms.example/moodle/course/view.php?id=2"),
        ("canvas", HINT, "https://lms.example/moodle"),
        ("", "", "https://lms.example/moodle"),
    ],
)
def test_a_letter_leads_to_the_activity_or_the_course(family: str, hint: str, link: str) -> None:
    assert course_url(MOODLE.issuer, family, context_id="2", message_hint=hint) == link


@pytest.mark.parametrize(
    "hint",
    [
        "",
        "text",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        '{"cmid":null}',
        '{"cmid":[]}',
        '{"cmid":"7;x"}',
        '{"cmid":0}',
        '{"cmid":-7}',
        '{"cmid":1e999}',
        '{"cmid":Infinity}',
        '{"cmid":NaN}',
        '{"cmid":99999999999999999999}',
        "[" * 100_000,
        '{"cmid":' + "9" * 5000 + "}",
    ],
    ids=lambda hint: hint[:20],
)
def test_a_hint_that_names_no_activity_leads_to_the_course(hint: str) -> None:
    link = course_url(MOODLE.issuer, "moodle", context_id="2", message_hint=hint)

    assert link == "https://lms.example/moodle/course/view.php?id=2"
    assert relaunch_url(MOODLE.issuer, hint) is None


def test_a_course_id_cannot_leave_its_place_in_the_link() -> None:
    link = course_url(MOODLE.issuer, "moodle", context_id="2&x=/../#", message_hint="")

    assert link.endswith("?id=2%26x%3D%2F..%2F%23")


def test_a_link_that_is_longer_than_any_that_is_kept_leads_to_the_platform() -> None:
    issuer = "https://lms.example/" + "a" * 235
    kept = course_url(issuer, "moodle", context_id="/" * 200, message_hint="")
    long = course_url(issuer, "moodle", context_id="/" * 255, message_hint="")

    assert kept.startswith(f"{issuer}/course/view.php?id=%2F")
    assert long == issuer


def test_the_launch_is_started_again_by_the_platforms_own_address() -> None:
    found = relaunch_url(MOODLE.issuer, HINT)

    assert found == "https://lms.example/moodle/mod/lti/launch.php?id=7"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://lms.example/a?b#c", "https://lms.example"),
        ("http://127.0.0.1:8001/x", "http://127.0.0.1:8001"),
        ("https://LMS.Example", "https://lms.example"),
        ("https://user:word@lms.example/", "https://lms.example"),
        # What could end the directive, or name everybody, does not get into the header.
        ("https://evil.example;script-src *", ""),
        ("https://evil.example script-src", ""),
        ("https://*", ""),
        ("https://*.example", ""),
        ("https://evil.example,https://b.example", ""),
        ("https://evil'.example", ""),
        ("https://ñandú.example", ""),
        ("https://lms.example:99999/", ""),
        ("https://lms.example:x/", ""),
        ("https://[::1", ""),
        (f"https://{'a' * 245}.example/", f"https://{'a' * 245}.example"),
        (f"https://{'a' * 246}.example/", ""),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//lms.example", ""),
        ("", ""),
        (None, ""),
        (7, ""),
        (["https://lms.example"], ""),
    ],
)
def test_of_an_address_only_a_plain_origin_is_taken(url: object, found: str) -> None:
    assert origin(url) == found


def test_a_platform_frames_us_from_its_issuer_its_sign_in_and_its_return_address(
    fake: FakePlatform,
) -> None:
    back = {"return_url": "https://courses.example/return?sesskey=gV5lAgZTyG"}

    found = read(fake, **{PRESENTATION: back}).frame_origins

    assert found == ("https://lms.example", "https://login.example", "https://courses.example")


def test_the_session_key_in_the_return_address_is_kept_nowhere(world: World) -> None:
    world.student()

    rows = [
        json.dumps(row.__data__, default=str)
        for table in (Launch, Course, Person)
        for row in table.select()
    ]
    assert "gV5lAgZTyG" not in "".join(rows)
    assert "sesskey" not in "".join(rows)


@pytest.mark.row("attack-14")
def test_the_page_of_a_launch_may_be_framed_by_its_platform_alone(world: World) -> None:
    back = {"return_url": "https://evil.example;script-src * 'unsafe-inline'/x"}
    visitor = world.visit(**{PRESENTATION: back})

    policy = visitor.client.get(f"/panel/{visitor.launch}").headers["Content-Security-Policy"]

    assert policy.endswith("frame-ancestors 'self' https://lms.example")
    assert "evil" not in policy


@pytest.mark.row("zone-1")
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Europe/Madrid", "Europe/Madrid"),
        ("99", ""),  # Moodle's word for the server's own
        ("$Person.address.timezone", ""),  # a platform that does not know the variable
        ("../../etc/passwd", ""),
        ("Europe/Nowhere", ""),
        ("-3", ""),
        ("x" * 100_000, ""),
        (None, ""),
        (["UTC"], ""),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_time_zone_is_one_that_exists(fake: FakePlatform, told: object, kept: str) -> None:
    roles = [f"{MEMBERSHIP}Instructor"]
    custom = {f"{CLAIM}custom": {"silabo_time_zone": told}, f"{CLAIM}roles": roles}

    assert read(fake, **custom).time_zone == kept


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("1,7", ("1", "7")),
        (" 7 , 1,7", ("7", "1")),
        ("1,2,7", ("1", "7")),
        ("$Context.id.history", ()),
        ("", ()),
    ],
)
def test_a_copied_course_names_the_courses_before_it_and_never_itself(
    fake: FakePlatform, told: str, kept: tuple[str, ...]
) -> None:
    found = read(fake, **{f"{CLAIM}custom": {"context_history": told}})

    assert (found.context_id, found.history) == ("2", kept)


@pytest.mark.row("zone-1")
def test_a_student_abroad_moves_nobodys_calendar(fake: FakePlatform) -> None:
    custom = {f"{CLAIM}custom": {"silabo_time_zone": "Asia/Tokyo"}}

    assert read(fake, **custom).time_zone == ""
