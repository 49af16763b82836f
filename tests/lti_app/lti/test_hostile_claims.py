"""Claims that somebody made to see what happens: each ends as one refusal with a code.

The tokens are signed by the platform's own key, and well written: what they say is wrong."""

from typing import Any

import pytest

from silabo.storage.tables import Launch, Person
from tests.lms import CLAIM, MEMBERSHIP
from tests.lti_app.lti.attempts import CONTEXT, CUSTOM, DEPLOYMENT, LINK, ROLES, Attempt, ends, raw
from tests.lti_app.lti.launches import launch_with, refused
from tests.world import World

NUMBERS = ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e308", "-0.0", "9" * 400]


@pytest.mark.row("lti-25")
@pytest.mark.row("lti-26")
@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:9])
def test_times_that_no_clock_shows(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, claim: str, number: str
) -> None:
    claims = {name: value for name, value in attempt.claims.items() if name != claim}
    past = number.startswith("-") and claim == "nbf"

    token = attempt.sign(raw(claims, f'"{claim}": {number}'))

    if past and number == "-0.0":
        assert attempt.post(token).status_code == 303
    else:
        ends(attempt, token, caplog, 401, "bad_t(oken|imes)")


@pytest.mark.row("lti-23")
@pytest.mark.parametrize(
    "audience",
    [
        ["silabo", "silabo"],
        ["silabo"] * 10_000,
        [["silabo"]],
        {"0": "silabo"},
        "silabo\0",
        "silabo,silabo",
        "ѕilabo",
        ["silabo", None],
        ["silabo", {}],
        [{}],
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_audience_that_is_almost_us_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, audience: object
) -> None:
    claims = {**attempt.claims, "aud": audience}

    ends(attempt, attempt.sign(claims), caplog, 401, "wrong_audience")


@pytest.mark.row("lti-24")
def test_us_twice_with_us_as_the_party_is_still_us_alone(world: World) -> None:
    answer = launch_with(world, aud=["silabo", "silabo"], azp="silabo")

    assert answer.status_code == 303


@pytest.mark.row("lti-30")
@pytest.mark.parametrize(
    "deployment", [1, 1.0, True, ["1"], {"1": "1"}, "1 ", "01", "+1", "１", "1\u200b", "1'--"]
)
def test_a_deployment_that_is_almost_ours_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, deployment: object
) -> None:
    claims = {**attempt.claims, DEPLOYMENT: deployment}

    ends(attempt, attempt.sign(claims), caplog, 403, "unknown_deployment")


@pytest.mark.row("lti-35")
@pytest.mark.parametrize(
    "sub",
    [
        "３",
        "3\u200b",
        "\u202e3",
        "e\u0301",
        "\x1b[2J",
        "3\t",
        "\u00a0",
        "3" * 150_000,
        {"id": "3"},
        [],
        3.0,
    ],
    ids=lambda value: ascii(value)[:14],
)
def test_a_person_in_a_trick_of_letters_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, sub: object
) -> None:
    ends(attempt, attempt.sign({**attempt.claims, "sub": sub}), caplog, 400, "no_identity")


def test_two_persons_of_the_same_look_are_two(world: World) -> None:
    for sub in ("a", "A", " a", "a "):
        assert launch_with(world, sub=sub).status_code == 303

    assert Person.select().count() == 4


@pytest.mark.row("lti-21")
@pytest.mark.parametrize(
    "issuer",
    [
        "https://lms.example\u200b",
        "https://lmѕ.example",
        "https://lms.example.",
        "https://lms.example?",
        "https://lms.example#",
        "https://LMS.example",
        "https://lms.example\0",
        {"iss": "https://lms.example"},
    ],
    ids=ascii,
)
def test_an_issuer_of_the_same_look_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, issuer: object
) -> None:
    ends(attempt, attempt.sign({**attempt.claims, "iss": issuer}), caplog, 401, "issuer_mismatch")


@pytest.mark.row("lti-38")
@pytest.mark.parametrize(
    "roles",
    [
        ["Instructor"] * 10_000,
        ["x"] * 1001,
        {"0": f"{MEMBERSHIP}Instructor"},
        [[f"{MEMBERSHIP}Instructor"]],
        [{"@id": f"{MEMBERSHIP}Instructor"}],
        f"{MEMBERSHIP}Instructor",
        [None] * 10,
        [True],
    ],
    ids=lambda value: repr(value)[-20:],
)
def test_roles_in_another_shape_are_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, roles: object
) -> None:
    ends(attempt, attempt.sign({**attempt.claims, ROLES: roles}), caplog, 400, "bad_message")


@pytest.mark.row("lti-39")
@pytest.mark.parametrize(
    "role",
    [
        f"{MEMBERSHIP}Instructor\u200b",
        f"{MEMBERSHIP}Inѕtructor",
        f"{MEMBERSHIP}%49nstructor",
        f"{MEMBERSHIP}Instructor/../Learner",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Learner/Instructor#x",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/../membership#Instructor",
        "https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        "HTTP://PURL.IMSGLOBAL.ORG/vocab/lis/v2/membership#Instructor",
        "\nInstructor",
        "x" * 150_000,
    ],
    ids=lambda role: ascii(role)[-30:],
)
def test_a_role_of_the_same_look_gives_nothing(world: World, role: str) -> None:
    assert launch_with(world, **{ROLES: [role]}).status_code == 303
    assert Launch.get().role == "viewer"


@pytest.mark.row("lti-36")
@pytest.mark.row("lti-37")
@pytest.mark.parametrize("claim", [CONTEXT, LINK])
@pytest.mark.parametrize(
    "value",
    [
        {"id": {"id": "2"}},
        {"id": ["2"]},
        {"id": 2},
        {"id": True},
        {"id": "２"},
        {"id": "2\0"},
        {"id": "2\n"},
        {"id": "x" * 100_000},
        {"ID": "2"},
        [["id", "2"]],
        "{'id': '2'}",
    ],
    ids=lambda value: ascii(value)[:22],
)
def test_a_place_that_is_almost_one_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, claim: str, value: object
) -> None:
    code = "no_course" if claim == CONTEXT else "bad_message"

    ends(attempt, attempt.sign({**attempt.claims, claim: value}), caplog, 400, code)


@pytest.mark.row("lti-32")
@pytest.mark.row("lti-33")
@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("version", "1.3.0\n"),
        ("version", "１.3.0"),
        ("version", ["1", "3", "0"]),
        ("message_type", "LtiResourceLinkRequest\u200b"),
        ("message_type", " LtiResourceLinkRequest"),
        ("message_type", "LtiDeepLinkingRequest\0"),
        ("message_type", {"LtiResourceLinkRequest": 1}),
    ],
)
def test_a_message_that_is_almost_one_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, claim: str, value: object
) -> None:
    claims = {**attempt.claims, f"{CLAIM}{claim}": value}

    ends(attempt, attempt.sign(claims), caplog, 400, "bad_message")


@pytest.mark.row("lti-33")
def test_a_learner_places_no_activity(world: World) -> None:
    placing = launch_with(world, **{f"{CLAIM}message_type": "LtiDeepLinkingRequest"})

    refused(placing, 403, "instructors_only")


@pytest.mark.row("lti-34")
@pytest.mark.parametrize(
    "target",
    [
        "https://tool.example\n.evil.example/",
        "https://tool.example\\.evil.example/",
        "https://tool.example:443@evil.example/",
        "https://tool.example%2eevil.example/",
        "https://tool。example/lti/launch",
        "https://tool.example../lti/launch",
        {"href": "https://tool.example/lti/launch"},
    ],
)
def test_a_target_that_is_almost_ours_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, target: object
) -> None:
    claims = {**attempt.claims, f"{CLAIM}target_link_uri": target}

    ends(attempt, attempt.sign(claims), caplog, 400, "foreign_target")


@pytest.mark.row("lti-29")
@pytest.mark.parametrize("wrap", [lambda n: [n], lambda n: {n: n}, lambda n: f"{n} ", str.lower])
def test_a_nonce_in_another_shape_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, wrap: Any
) -> None:
    claims = {**attempt.claims, "nonce": wrap(attempt.started.nonce)}

    ends(attempt, attempt.sign(claims), caplog, 400, "nonce_mismatch")


@pytest.mark.row("lti-41")
@pytest.mark.parametrize(
    "documents",
    [
        "../../etc/passwd",
        "x' or 1=1 --",
        "a," * 50_000,
        ["00000000-0000-4000-8000-000000000000"],
        {"a": 1},
        7,
        "\0",
        "٠٠٠٠٠٠٠٠-0000-4000-8000-000000000000",
    ],
    ids=lambda value: ascii(value)[:16],
)
def test_documents_that_are_no_ids_limit_nothing(world: World, documents: object) -> None:
    assert launch_with(world, **{CUSTOM: {"silabo_documents": documents}}).status_code == 303
    assert Launch.get().documents is None


@pytest.mark.row("lti-41")
def test_a_return_address_of_an_endless_host_is_no_part_of_a_header(world: World) -> None:
    back = {"return_url": f"https://{'a' * 100_000}.example/"}

    assert launch_with(world, **{f"{CLAIM}launch_presentation": back}).status_code == 303
    assert Launch.get().frame_origins == ["https://lms.example"]


@pytest.mark.row("lti-33")
@pytest.mark.parametrize(
    "message",
    [
        "LtiEulaRequest",
        "DataPrivacyLaunchRequest",
        "LtiSubmissionReviewRequest",
        "LtiStartProctoring",
    ],
)
def test_a_message_that_the_library_knows_and_we_do_not_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, message: str
) -> None:
    claims = {**attempt.claims, f"{CLAIM}message_type": message}

    ends(attempt, attempt.sign(claims), caplog, 400, "bad_message")
