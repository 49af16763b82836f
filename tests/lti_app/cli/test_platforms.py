"""`flask lti`: inviting, adding, showing, approving and disabling platforms."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from silabo.storage import platforms, registrations
from silabo.storage.tables import Deployment, Invite, Platform
from tests.lms import FakePlatform
from tests.lti_app.cli.running import Run
from tests.lti_app.lti.moodle import Moodle
from tests.world import World
from wiring.parts import System

MOODLE = ("--name", "Uni", "--moodle", "https://lms.example/moodle")
IDS = ("--client-id", "abc", "--deployment", "1")
ENDPOINTS = (
    "--login-url",
    "https://lms.example/auth",
    "--token-url",
    "https://lms.example/token",
    "--key-set-url",
    "https://lms.example/keys",
)


def test_an_invitation_is_one_address_that_registers_once(
    run: Run, system: System, moodle: Moodle
) -> None:
    result = run("lti", "invite", "--name", "Uni Moodle")

    address = result.stdout.strip()
    assert result.exit_code == 0
    assert re.fullmatch(r"https://tool\.example/lti/register\?invite=[\w-]{43}", address)
    path = address.removeprefix("https://tool.example")
    client = system.app.test_client()
    extra = "&".join(f"{name}={value}" for name, value in moodle.query().items())
    assert client.get(f"{path}&{extra}").status_code == 200
    assert client.get(f"{path}&{extra}").status_code == 403
    assert registrations.listed()[0].platform.name == "Uni Moodle"


def test_a_platform_without_a_name_is_called_what_it_calls_itself(
    run: Run, system: System, moodle: Moodle
) -> None:
    path = run("lti", "invite").stdout.strip().removeprefix("https://tool.example")
    extra = "&".join(f"{name}={value}" for name, value in moodle.query().items())
    system.app.test_client().get(f"{path}&{extra}")
    before = run("lti", "list").output
    platforms.follow_name(registrations.listed()[0].platform.id, "Campus")
    added = run("lti", "add", "--moodle", "https://lms.example/moodle", *IDS)

    assert before.count(moodle.platform.issuer) == 2
    assert "Campus" in run("lti", "list").output
    assert added.exit_code == 0


def test_an_invitation_says_until_when_it_is_good_and_is_kept_as_a_digest(run: Run) -> None:
    result = run("lti", "invite", "--name", "Uni")

    token = result.stdout.strip().partition("invite=")[2]
    said = re.search(r"until (\d{4}-\d\d-\d\d \d\d:\d\d) UTC", result.stderr)
    assert said
    until = datetime.strptime(said[1], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    assert timedelta(hours=23) < until - datetime.now(UTC) <= timedelta(hours=24)
    assert token not in repr(Invite.get().__data__)


@pytest.mark.parametrize("name", ["", "  ", "\x1b[2J", "a\0b", "x" * 256])
def test_a_name_is_one_line_that_can_be_printed(run: Run, name: str) -> None:
    invited, added = run("lti", "invite", "--name", name), run("lti", "add", *IDS, "--name", name)

    assert (invited.exit_code, added.exit_code) == (2, 2)
    assert not Invite.select().exists()


def test_a_moodle_is_added_by_its_address_and_what_it_shows(run: Run) -> None:
    result = run(
        "lti", "add", *MOODLE, "--client-id", "abc", "--deployment", "1", "--deployment", "2"
    )

    (found,) = registrations.listed()
    platform = found.platform
    assert f"number {platform.id}" in result.output
    assert (platform.issuer, platform.client_id) == ("https://lms.example/moodle", "abc")
    assert platform.login_url == "https://lms.example/moodle/mod/lti/auth.php"
    assert platform.token_url == "https://lms.example/moodle/mod/lti/token.php"
    assert platform.key_set_url == "https://lms.example/moodle/mod/lti/certs.php"
    assert (found.state, found.family, found.deployments) == ("active", "moodle", ("1", "2"))


def test_a_slash_at_the_end_of_a_moodles_address_is_no_part_of_its_issuer(run: Run) -> None:
    run("lti", "add", *MOODLE[:-1], "https://lms.example/", *IDS)

    assert Platform.get().issuer == "https://lms.example"


def test_any_other_platform_is_added_by_its_addresses(run: Run) -> None:
    result = run(
        "lti", "add", "--name", "Canvas", *IDS, "--issuer", "https://lms.example", *ENDPOINTS
    )

    (platform,) = platforms.find("https://lms.example")
    assert result.exit_code == 0, result.output
    assert platform.login_url == "https://lms.example/auth"
    assert platform.token_url == "https://lms.example/token"
    assert platform.key_set_url == "https://lms.example/keys"


def test_an_address_may_be_given_beside_those_of_a_moodle(run: Run) -> None:
    run("lti", "add", *MOODLE, *IDS, "--key-set-url", "https://keys.example/certs")

    assert Platform.get().key_set_url == "https://keys.example/certs"


def test_what_is_missing_is_named(run: Run) -> None:
    result = run("lti", "add", "--name", "x", *IDS, "--issuer", "https://lms.example")

    assert result.exit_code == 2
    assert "--key-set-url, --login-url, --token-url" in result.output


@pytest.mark.parametrize(
    "address",
    [
        "lms.example",
        "ftp://lms.example",
        "https://",
        "https://me:x@lms.example",
        "https://[",
        "https://lms.example/ñ",
        "https://lms.example/a b",
        "https://lms.example/\x1b[2J",
        "https://lms.example/" + "a" * 1005,
    ],
)
def test_what_is_no_address_is_not_registered(run: Run, address: str) -> None:
    result = run("lti", "add", *MOODLE, *IDS, "--key-set-url", address)

    assert result.exit_code == 2
    assert not Platform.select().exists()


def test_an_issuer_longer_than_any_that_is_kept_is_not_registered(run: Run) -> None:
    result = run("lti", "add", *MOODLE, *IDS, "--issuer", "https://lms.example/" + "a" * 236)

    assert result.exit_code == 2
    assert "more than 255 characters" in result.output
    assert not Platform.select().exists()


@pytest.mark.parametrize("value", ["", "ñ", "a\nb", "x" * 256])
@pytest.mark.parametrize("option", ["--client-id", "--deployment"])
def test_an_id_is_printable_ascii(run: Run, option: str, value: str) -> None:
    result = run("lti", "add", *MOODLE, *IDS, option, value)

    assert result.exit_code == 2
    assert not Platform.select().exists()


def test_adding_again_renews_and_keeps_what_the_platform_granted(run: Run) -> None:
    run("lti", "add", *MOODLE, *IDS)
    Platform.update(granted={"email": True}).execute()
    again = run(
        "lti",
        "add",
        "--name",
        "New",
        "--issuer",
        "https://lms.example/moodle",
        "--client-id",
        "abc",
        "--deployment",
        "9",
        *ENDPOINTS,
    )

    (found,) = registrations.listed()
    assert again.exit_code == 0
    assert found.platform.name == "New"
    assert found.deployments == ("1", "9")
    assert (found.family, found.granted) == ("moodle", {"email": True})


def test_adding_a_disabled_platform_again_does_not_enable_it_and_says_so(run: Run) -> None:
    run("lti", "add", *MOODLE, *IDS)
    run("lti", "disable", "1")

    result = run("lti", "add", *MOODLE, *IDS)

    assert not platforms.get(1).active
    assert "`flask lti approve 1`" in result.output


def test_the_list_has_a_line_for_each(run: Run, world: World) -> None:
    run("lti", "add", *MOODLE, *IDS)
    world.student()

    lines = run("lti", "list").output.splitlines()

    assert len(lines) == 2
    assert re.fullmatch(
        r"1  active +https://lms\.example  silabo  Test platform  last launch: \d{4}-.* UTC",
        lines[0],
    )
    assert lines[1].endswith("https://lms.example/moodle  abc  Uni  last launch: never")


def test_an_empty_list_says_how_to_begin(run: Run) -> None:
    assert "flask lti invite" in run("lti", "list").output


def test_all_about_one_is_shown(run: Run) -> None:
    run("lti", "add", *MOODLE, *IDS)
    Platform.update(granted={"email": True, "roster": True, "name": False}).execute()
    registrations.note_refusal("bad_times", "ABCD", 1)
    run("lti", "disable", "1")

    said = run("lti", "show", "1").output

    assert said.startswith("Uni: disabled, moodle\n")
    for line in (
        "issuer: https://lms.example/moodle",
        "client id: abc",
        "deployments: 1",
        "sign-in: https://lms.example/moodle/mod/lti/auth.php",
        "tokens: https://lms.example/moodle/mod/lti/token.php",
        "keys: https://lms.example/moodle/mod/lti/certs.php",
        "granted: email, roster",
        "last launch: never",
    ):
        assert f"  {line}\n" in said
    assert re.search(r"refused \d{4}-\d\d-\d\d \d\d:\d\d: bad_times, reference ABCD\n", said)
    assert re.search(r"registration_made https://lms\.example/moodle/mod/lti/certs\.php\n", said)
    assert said.endswith("registration_disabled\n")


def test_what_is_not_known_is_shown_as_a_dash(run: Run) -> None:
    run("lti", "add", "--name", "x", *IDS, "--issuer", "https://lms.example", *ENDPOINTS)

    said = run("lti", "show", "1").output

    assert "unknown family" in said
    assert "granted: -" in said


@pytest.mark.parametrize("command", ["show", "approve", "disable"])
def test_a_number_that_nobody_has_is_said(run: Run, command: str) -> None:
    result = run("lti", command, "7")

    assert result.exit_code == 2
    assert "There is no registration 7" in result.output


def test_disabling_ends_sessions_and_api_tokens_and_approving_lets_people_in_again(
    run: Run, world: World
) -> None:
    student = world.student()
    token = student.post("/api/session/tokens").get_json()["token"]
    client, bearer = world.browser(), {"Authorization": f"Bearer {token}"}
    said = run("lti", "disable", "1").output
    asked = [
        student.get("/api/questions").status_code,
        client.get("/api/questions", headers=bearer).status_code,
        client.post("/lti/login", data=world.platform.login_parameters()).status_code,
    ]
    run("lti", "approve", "1")

    assert "its sessions and API tokens have ended" in said
    assert asked == [401, 401, 403]
    assert student.get("/api/questions").status_code == 401
    assert world.student().get("/api/questions").status_code == 200


@pytest.mark.row("lti-30")
def test_one_more_deployment_may_be_approved(
    run: Run, world: World, platform: FakePlatform
) -> None:
    platform.deployment_id = "9"
    before = platform.launch(world.browser())
    result = run("lti", "approve", "1", "--deployment", "9")

    assert before.status_code == 403
    assert "unknown_deployment" in before.text
    assert result.exit_code == 0
    assert platform.launch(world.browser()).status_code == 303
    assert "deployment_added 9" in run("lti", "show", "1").output


def test_a_deployment_lets_no_disabled_platform_in(
    run: Run, world: World, platform: FakePlatform
) -> None:
    run("lti", "disable", "1")
    platform.deployment_id = "9"
    result = run("lti", "approve", "1", "--deployment", "9")
    begun = world.browser().post("/lti/login", data=platform.login_parameters())

    assert result.exit_code == 2
    assert "`flask lti approve 1` first" in result.output
    assert begun.status_code == 403
    assert "not_activated" in begun.text
    assert "deployment_added" not in run("lti", "show", "1").output


def test_a_deployment_that_is_known_is_not_added_twice(run: Run) -> None:
    run("lti", "add", *MOODLE, *IDS)
    run("lti", "approve", "1", "--deployment", "1")

    assert Deployment.select().count() == 1
