"""Tokens that somebody made to see what happens: each ends as one refusal with a code.

All of them are signed by the platform's own key, unless a test says otherwise: a registered
platform may be broken, or taken over. None may show a person's data, in the page or in the log.
"""

import base64
import json
import re
import time
import zlib
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from silabo.language.codes import LAUNCH_SENTENCES
from silabo.storage.tables import Launch, LaunchRefusal, Person
from tests.lms import CLAIM, KID, MEMBERSHIP, StartedLogin
from tests.lti_app.lti.launches import launch_with, post, refused, segment, signed
from tests.world import World

ROLES, CONTEXT, LINK = f"{CLAIM}roles", f"{CLAIM}context", f"{CLAIM}resource_link"
DEPLOYMENT, CUSTOM = f"{CLAIM}deployment_id", f"{CLAIM}custom"


class Attempt:
    """A login that a hostile answer comes back to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client: FlaskClient = world.browser()
        self.started: StartedLogin = world.platform.login(self.client)
        self.claims = world.platform.claims(self.started.nonce)

    def post(self, token: str) -> TestResponse:
        return post(self.client, self.started, token)

    def sign(self, body: object, **header: Any) -> str:
        return signed(body, self.world.platform.key, **header)

    def secrets(self, token: str) -> list[str]:
        """What may stand neither in the page nor in the log."""
        parts = [each for each in token.split(".") if len(each) > 20]
        person = ["ana@example.org", "Ana Benítez", "gV5lAgZTyG"]
        return [*parts, *person, self.started.nonce, self.started.state, self.started.secret]


@pytest.fixture
def attempt(world: World) -> Attempt:
    return Attempt(world)


def ends(
    attempt: Attempt, token: str, caplog: pytest.LogCaptureFixture, status: int, code: str
) -> None:
    """The token ends as this one refusal, and leaves nothing of it anywhere."""
    caplog.clear()
    page = attempt.post(token)

    refused(page, status, code)
    (line,) = [each for each in caplog.records if each.getMessage() == "launch_refused"]
    assert re.fullmatch(code, line.code)  # type: ignore[attr-defined]
    everything = page.text + json.dumps([vars(each) for each in caplog.records], default=repr)
    assert [each for each in attempt.secrets(token) if each in everything] == []


def raw(claims: dict[str, Any], *extra: str) -> bytes:
    """The claims as JSON, with members written behind them by hand."""
    return (json.dumps(claims)[:-1] + "".join(f", {each}" for each in extra) + "}").encode()


@pytest.mark.row("lti-40")
@pytest.mark.parametrize(
    "extra",
    [
        '"sub": "1"',
        '"\\u0073ub": "1"',
        f'"{ROLES}": ["Instructor"]',
        '"other": {"a": 1, "a": 2}',
        '"other": [[{"a": 1, "a": 1}]]',
        '"aud": "silabo"',
    ],
)
def test_a_name_that_stands_twice_in_any_depth_or_writing(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, extra: str
) -> None:
    ends(attempt, attempt.sign(raw(attempt.claims, extra)), caplog, 400, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1"])
def test_claims_in_another_encoding_than_utf8(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, encoding: str
) -> None:
    body = json.dumps({**attempt.claims, "name": "ñ"}, ensure_ascii=False).encode(encoding)

    ends(attempt, attempt.sign(body), caplog, 400, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize(
    "body",
    [
        b"{'sub': '3'}",
        b'{"sub": "3",}',
        b"// comment\n{}",
        b'{"sub": 0x10}',
        b'{"sub": "\n"}',
        b'{"n": ' + b"1" * 5000 + b"}",
        b'{"n": 1' + b"0" * 5000 + b".0}" + b"x",
        b'{"a":' * 900 + b"1" + b"}" * 900,
        b"\0" * 1000,
    ],
    ids=range(9),
)
def test_claims_that_are_almost_json(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    ends(attempt, attempt.sign(body), caplog, 400, "bad_token|nonce_mismatch")


@pytest.mark.row("lti-40")
def test_a_token_in_a_token_and_an_encrypted_one(
    attempt: Attempt, caplog: pytest.LogCaptureFixture
) -> None:
    inner = attempt.sign(attempt.claims)

    ends(attempt, attempt.sign(inner.encode(), cty="JWT"), caplog, 400, "bad_token")
    ends(attempt, ".".join([segment(b"x" * 40)] * 5), caplog, 400, "bad_token")


@pytest.mark.row("lti-40")
def test_compressed_claims(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    packed = zlib.compress(json.dumps(attempt.claims).encode())[2:-4]
    bomb = zlib.compress(b"\0" * 50_000_000)[2:-4]

    ends(attempt, attempt.sign(packed, zip="DEF"), caplog, 400, "bad_token")
    ends(attempt, attempt.sign(bomb, zip="DEF"), caplog, 400, "bad_token")


@pytest.mark.row("lti-20")
@pytest.mark.parametrize("critical", [None, ["b64"]])
def test_a_signature_over_claims_that_are_not_encoded(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, critical: list[str] | None
) -> None:
    # RFC 7797: the signature would be over the claims as they are.
    header = {"b64": False} | ({"crit": critical} if critical else {})

    ends(attempt, attempt.sign(attempt.claims, **header), caplog, 401, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize(
    "change",
    [
        lambda token: token.replace(".", "\n."),
        lambda token: token.replace(".", " . "),
        lambda token: f"\n{token}",
        lambda token: token.replace(".", "=."),
        lambda token: f"{token}\0",
        lambda token: token.replace(".", "\N{FULLWIDTH FULL STOP}"),
        lambda token: token.replace("e", "\N{CYRILLIC SMALL LETTER IE}", 1),
        lambda token: f"Bearer {token}",
        json.dumps,
    ],
    ids=range(9),
)
def test_a_good_token_in_another_writing(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, change: Any
) -> None:
    token = change(attempt.sign(attempt.claims))

    page = attempt.post(token)

    assert page.status_code in {400, 401}, page.status_code
    assert re.search(r"\bbad_(token|signature)\b", page.text)
    assert not Launch.select().exists()


@pytest.mark.row("lti-17")
@pytest.mark.parametrize(
    "kid",
    [
        "../../keys/active",
        "/etc/passwd",
        "..\\..\\windows",
        f"{KID}/../{KID}",
        f"{KID}\0",
        f"{KID} ",
        f"{KID.upper()}",
        f"{KID[:-1]}\N{CYRILLIC SMALL LETTER A}",
        "' or 1=1 --",
        "http://evil.example/keys",
        "file:///dev/zero",
        "%2e%2e%2f",
        "k" * 50_000,
        "\ud800",
        "{{7*7}}",
    ],
    ids=lambda kid: ascii(kid)[:20],
)
def test_a_key_id_is_a_name_and_nothing_else(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, kid: str
) -> None:
    ends(attempt, attempt.sign(attempt.claims, kid=kid), caplog, 401, "unknown_key")


@pytest.mark.row("lti-16")
@pytest.mark.parametrize(
    "alg",
    [["RS256"], {"RS256": 1}, "rs256", "RS256 ", "RS256\0", "ＲＳ２５６", 256, True, "A" * 9000],
)
def test_an_algorithm_that_is_not_exactly_ours(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, alg: object
) -> None:
    ends(attempt, attempt.sign(attempt.claims, alg=alg), caplog, 401, "bad_signature")


@pytest.mark.row("lti-20")
@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c", "x5t", "typ", "cty", "epk", "enc"])
@pytest.mark.parametrize("value", [None, 7, [], {}, ["x"], {"k": {"k": 1}}, "\ud800", "x" * 9000])
def test_headers_that_say_nothing_to_us_may_be_anything_and_stop_nothing(
    world: World, name: str, value: object
) -> None:
    attempt = Attempt(world)

    answer = attempt.post(attempt.sign(attempt.claims, **{name: value}))

    assert answer.status_code in {303, 401}
    assert answer.status_code == 303 or "bad_token" in answer.text


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
def test_an_audience_that_is_almost_us(
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
def test_a_deployment_that_is_almost_ours(
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
def test_a_person_in_a_trick_of_letters(
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
def test_an_issuer_of_the_same_look(
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
def test_roles_in_another_shape(
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
def test_a_place_that_is_almost_one(
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
def test_a_message_that_is_almost_one(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, claim: str, value: object
) -> None:
    claims = {**attempt.claims, f"{CLAIM}{claim}": value}

    ends(attempt, attempt.sign(claims), caplog, 400, "bad_message")


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
def test_a_target_that_is_almost_ours(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, target: object
) -> None:
    claims = {**attempt.claims, f"{CLAIM}target_link_uri": target}

    ends(attempt, attempt.sign(claims), caplog, 400, "foreign_target")


@pytest.mark.row("lti-29")
@pytest.mark.parametrize("wrap", [lambda n: [n], lambda n: {n: n}, lambda n: f"{n} ", str.lower])
def test_a_nonce_in_another_shape(
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


@pytest.mark.row("lti-40")
@pytest.mark.parametrize(
    "claims",
    [
        {f"claim-{number}": number for number in range(6000)},
        {"name": "x" * 150_000, "email": "a@" * 10_000},
        {CUSTOM: {f"{number}": None for number in range(6000)}},
        {"deep": json.loads("[" * 300 + "]" * 300)},
        {ROLES: [f"http://x.example/{number}/{'r' * 100}" for number in range(1000)]},
    ],
    ids=range(5),
)
def test_much_of_everything_is_read_at_once_or_refused(
    world: World, claims: dict[str, Any]
) -> None:
    before = time.monotonic()

    answer = launch_with(world, **claims)

    assert answer.status_code == 303
    assert time.monotonic() - before < 5


@pytest.mark.row("lti-40")
def test_depth_at_which_one_parser_ends_and_another_does_not(world: World) -> None:
    # A parser's depth ends with the stack: ours is called from another place than the library's.
    for depth in range(900, 980, 3):
        attempt = Attempt(world)
        nested = f'"deep": {"[" * depth}{"]" * depth}'

        answer = attempt.post(attempt.sign(raw(attempt.claims, nested)))

        assert answer.status_code in {303, 400, 401}, depth
        assert answer.status_code == 303 or "bad_token" in answer.text


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
def test_a_message_that_the_library_knows_and_we_do_not(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, message: str
) -> None:
    claims = {**attempt.claims, f"{CLAIM}message_type": message}

    ends(attempt, attempt.sign(claims), caplog, 400, "bad_message")


@pytest.mark.row("lti-43")
def test_of_values_that_are_posted_twice_the_first_counts(world: World) -> None:
    attempt = Attempt(world)
    good, state = attempt.sign(attempt.claims), attempt.started.state
    bad = attempt.sign({**attempt.claims, "sub": ""})
    body = f"state={state}&state=x&id_token={bad}&id_token={good}"

    answer = attempt.client.post(
        "/lti/launch", data=body, content_type="application/x-www-form-urlencoded"
    )

    refused(answer, 400, "no_identity")


def test_a_body_that_is_no_form_at_all(world: World) -> None:
    kind = "application/x-www-form-urlencoded"
    for body in (b"\xff\xfe", b"&" * 200_000, b"=" * 100, b"%", b"state", b"\0" * 1000):
        refused(
            world.browser().post("/lti/launch", data=body, content_type=kind), 400, "state_unknown"
        )


def test_base64_of_another_alphabet_signs_nothing_else(world: World) -> None:
    attempt = Attempt(world)
    head, body, signature = attempt.sign(attempt.claims).split(".")
    plain = base64.b64encode(base64.urlsafe_b64decode(signature + "==")).decode()

    answer = attempt.post(f"{head}.{body}.{plain}")

    assert answer.status_code in {303, 401}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
CLAIMS = [
    "iss",
    "aud",
    "azp",
    "sub",
    "exp",
    "iat",
    "nbf",
    "nonce",
    "name",
    "given_name",
    "family_name",
    "email",
    "locale",
    *(
        f"{CLAIM}{name}"
        for name in (
            "deployment_id",
            "target_link_uri",
            "message_type",
            "version",
            "roles",
            "context",
            "resource_link",
            "launch_presentation",
            "tool_platform",
            "custom",
            "lis",
            "ext",
        )
    ),
    "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
    "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings",
]


@given(changes=st.dictionaries(st.sampled_from(CLAIMS), JSON, min_size=1, max_size=3))
@hypothesis_settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_value_in_any_claim_opens_the_course_or_ends_as_a_refusal_with_a_code(
    world: World, changes: dict[str, Any]
) -> None:
    attempt = Attempt(world)
    answer = attempt.post(attempt.sign({**attempt.claims, **changes}))

    if answer.status_code != 303:
        assert 400 <= answer.status_code < 500
        assert LaunchRefusal.select().order_by(LaunchRefusal.id.desc()).get().code in (
            LAUNCH_SENTENCES
        )
