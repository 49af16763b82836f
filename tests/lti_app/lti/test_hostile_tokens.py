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
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from silabo.storage.tables import Launch, LaunchRefusal
from silabo.wording.error_sentences import LAUNCH_SENTENCES
from tests.lms import CLAIM, KID
from tests.lti_app.lti.attempts import CUSTOM, ROLES, Attempt, ends, raw
from tests.lti_app.lti.launches import launch_with, refused, segment
from tests.world import World


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
def test_a_name_that_stands_twice_in_any_depth_or_writing_is_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, extra: str
) -> None:
    ends(attempt, attempt.sign(raw(attempt.claims, extra)), caplog, 400, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1"])
def test_claims_in_another_encoding_than_utf8_are_refused(
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
def test_claims_that_are_almost_json_are_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    ends(attempt, attempt.sign(body), caplog, 400, "bad_token|nonce_mismatch")


@pytest.mark.row("lti-40")
def test_a_token_in_a_token_and_an_encrypted_one_are_refused(
    attempt: Attempt, caplog: pytest.LogCaptureFixture
) -> None:
    inner = attempt.sign(attempt.claims)

    ends(attempt, attempt.sign(inner.encode(), cty="JWT"), caplog, 400, "bad_token")
    ends(attempt, ".".join([segment(b"x" * 40)] * 5), caplog, 400, "bad_token")


@pytest.mark.row("lti-40")
def test_compressed_claims_are_refused(attempt: Attempt, caplog: pytest.LogCaptureFixture) -> None:
    packed = zlib.compress(json.dumps(attempt.claims).encode())[2:-4]
    bomb = zlib.compress(b"\0" * 50_000_000)[2:-4]

    ends(attempt, attempt.sign(packed, zip="DEF"), caplog, 400, "bad_token")
    ends(attempt, attempt.sign(bomb, zip="DEF"), caplog, 400, "bad_token")


@pytest.mark.row("lti-20")
@pytest.mark.parametrize("critical", [None, ["b64"]])
def test_a_signature_over_claims_that_are_not_encoded_is_refused(
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
def test_a_good_token_in_another_writing_is_refused(
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
def test_an_algorithm_that_is_not_exactly_ours_is_refused(
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

    assert answer.status_code == 303, answer.text


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
    assert time.monotonic() - before < 20


@pytest.mark.row("lti-40")
def test_depth_at_which_one_parser_ends_and_another_does_not(world: World) -> None:
    # A parser's depth ends with the stack: ours is called from another place than the library's.
    for depth in range(900, 980, 3):
        attempt = Attempt(world)
        nested = f'"deep": {"[" * depth}{"]" * depth}'

        answer = attempt.post(attempt.sign(raw(attempt.claims, nested)))

        assert answer.status_code in {303, 400, 401}, depth
        assert answer.status_code == 303 or "bad_token" in answer.text


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
