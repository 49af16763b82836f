import base64
import hashlib
import hmac
import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.lms import KID
from tests.lti_app.lti.launches import post, refused, segment, signed
from tests.world import World


@pytest.fixture(scope="module")
def foreign_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def publish(world: World, *keys: dict[str, object]) -> None:
    """Let the platform publish these keys beside its own."""
    served = world.platform.served
    assert served
    every = {"keys": [*world.platform.key_set()["keys"], *keys]}
    served.replace("GET", world.platform.key_set_url, json=every)


@pytest.mark.row("lti-13")
def test_a_stranger_who_signs_under_the_platforms_key_id_is_refused(
    world: World, foreign_key: rsa.RSAPrivateKey
) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = signed(world.platform.claims(started.nonce), foreign_key)

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-13")
def test_claims_that_were_changed_after_signing_are_refused(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    claims = world.platform.claims(started.nonce)
    head, _, signature = world.platform.sign(claims).split(".")

    token = f"{head}.{segment({**claims, 'sub': '1'})}.{signature}"

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-14")
@pytest.mark.row("attack-1")
@pytest.mark.parametrize("name", ["none", "None", "NONE", "nOnE", "", None])
@pytest.mark.parametrize("signature", ["", "AAAA"])
def test_a_token_without_a_signature_is_refused(
    world: World, name: str | None, signature: str
) -> None:
    client = world.browser()
    started = world.platform.login(client)
    header = {"typ": "JWT", "alg": name, "kid": KID}

    token = f"{segment(header)}.{segment(world.platform.claims(started.nonce))}.{signature}"

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-14")
def test_a_good_token_whose_signature_was_cut_off_is_refused(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))

    refused(post(client, started, f"{token.rpartition('.')[0]}."), 401, "bad_signature")


@pytest.mark.row("lti-15")
@pytest.mark.row("attack-1")
def test_the_public_key_as_the_secret_of_an_hmac_is_refused(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    pem = world.platform.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    header = segment({"typ": "JWT", "alg": "HS256", "kid": KID})
    start = f"{header}.{segment(world.platform.claims(started.nonce))}"
    signature = hmac.new(pem, start.encode(), hashlib.sha256).digest()

    refused(post(client, started, f"{start}.{segment(signature)}"), 401, "bad_signature")


@pytest.mark.row("lti-16")
@pytest.mark.parametrize("algorithm", ["RS512", "RS384", "PS256"])
def test_another_rsa_algorithm_even_when_the_key_set_names_it_is_refused(
    world: World, algorithm: str
) -> None:
    public = world.platform.key_set()["keys"][0]
    publish(world, {**public, "kid": "other", "alg": algorithm})
    client = world.browser()
    started = world.platform.login(client)
    claims = world.platform.claims(started.nonce)

    token = jwt.encode(claims, world.platform.key, algorithm=algorithm, headers={"kid": "other"})

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-16")
def test_an_elliptic_curve_even_when_the_key_set_has_such_a_key_is_refused(world: World) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    publish(world, {**public, "kid": "curve", "use": "sig"})
    client = world.browser()
    started = world.platform.login(client)
    claims = world.platform.claims(started.nonce)

    token = jwt.encode(claims, key, algorithm="ES256", headers={"kid": "curve"})

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-16")
@pytest.mark.parametrize(
    "changes", [{"alg": "RS512"}, {"use": "enc"}, {"kty": "EC"}, {"n": "AQAB"}, {"n": 5}, {"e": ""}]
)
def test_a_key_that_is_not_for_rs256_signatures_is_not_used(
    world: World, changes: dict[str, object]
) -> None:
    public = world.platform.key_set()["keys"][0]
    publish(world, {**public, "kid": "unfit", **changes})
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce), kid="unfit")

    refused(post(client, started, token), 401, "unknown_key")


@pytest.mark.row("lti-16")
def test_a_short_key_is_not_used(world: World) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(short.public_key()))
    publish(world, {**public, "kid": "short"})
    client = world.browser()
    started = world.platform.login(client)

    token = signed(world.platform.claims(started.nonce), short, kid="short")

    refused(post(client, started, token), 401, "unknown_key")


@pytest.mark.row("lti-16")
def test_a_platform_that_publishes_its_private_key_too_can_still_launch(world: World) -> None:
    private = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(world.platform.key))
    publish(world, {**private, "kid": "careless"})
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce), kid="careless")

    assert post(client, started, token).status_code == 303


@pytest.mark.row("lti-17")
@pytest.mark.parametrize("kid", [None, "", 7, [], {}, True])
def test_a_token_without_a_key_id_is_refused(world: World, kid: object) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = signed(world.platform.claims(started.nonce), world.platform.key, kid=kid)

    refused(post(client, started, token), 401, "bad_signature")


@pytest.mark.row("lti-20")
@pytest.mark.row("attack-6")
def test_keys_that_the_token_brings_along_are_ignored(
    world: World, foreign_key: rsa.RSAPrivateKey
) -> None:
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(foreign_key.public_key()))
    mine = {**public, "kid": KID, "alg": "RS256", "use": "sig"}
    served = world.platform.served
    assert served
    attacker = served.get("https://evil.example/keys", json={"keys": [mine]})
    client = world.browser()
    started = world.platform.login(client)
    address = "https://evil.example/keys"

    token = signed(
        world.platform.claims(started.nonce), foreign_key, jku=address, x5u=address, jwk=mine
    )

    refused(post(client, started, token), 401, "bad_signature")
    assert attacker.call_count == 0


@pytest.mark.row("lti-20")
def test_a_well_signed_token_may_carry_headers_that_say_nothing_to_us(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(
        world.platform.claims(started.nonce), jku="https://evil.example/keys", x5t="x"
    )

    assert post(client, started, token).status_code == 303


@pytest.mark.row("lti-20")
@pytest.mark.parametrize("critical", [["exp"], ["b64"], [], "exp", None])
def test_an_extension_that_must_be_understood_is_not(world: World, critical: object) -> None:
    client = world.browser()
    started = world.platform.login(client)
    claims = world.platform.claims(started.nonce)

    token = signed(claims, world.platform.key, crit=critical, b64=False, exp=1)

    refused(post(client, started, token), 401, "bad_token")


def good_parts(world: World, nonce: str) -> list[str]:
    return world.platform.sign(world.platform.claims(nonce)).split(".")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize("count", [0, 1, 2, 4, 5])
def test_a_token_of_any_other_number_of_parts_is_refused(world: World, count: int) -> None:
    client = world.browser()
    started = world.platform.login(client)
    parts = good_parts(world, started.nonce)

    token = ".".join((parts * 2)[:count])

    refused(post(client, started, token), 400, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize(
    "body",
    [
        [1],
        "text",
        7,
        None,
        b"",
        b"{",
        b"\xff\xfe\xfd",
        b"{}" * 2,
        b"[" * 50_000,
        b'{"a":' * 20_000,
        b'{"sub":"3","sub":"4"}',
        b'{"a":{"sub":"3","sub":"4"}}',
        b'{"exp":' + b"9" * 5000 + b"}",
    ],
    ids=range(13),
)
@pytest.mark.parametrize("part", ["header", "body"])
def test_a_part_that_is_not_one_object_with_single_names_is_refused(
    world: World, body: object, part: str
) -> None:
    client = world.browser()
    started = world.platform.login(client)
    header, claims, signature = good_parts(world, started.nonce)

    if part == "header":
        token = f"{segment(body)}.{claims}.{signature}"
    else:
        token = f"{header}.{segment(body)}.{signature}"

    refused(post(client, started, token), 400, "bad_token")


@pytest.mark.row("lti-40")
def test_names_that_stand_twice_are_refused_even_when_they_are_signed(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    text = json.dumps(world.platform.claims(started.nonce))

    token = signed(f'{text[:-1]}, "sub": "1"}}'.encode(), world.platform.key)

    refused(post(client, started, token), 400, "bad_token")


@pytest.mark.row("lti-40")
@pytest.mark.parametrize("part", [0, 1, 2])
@pytest.mark.parametrize("garbage", ["=", "!!!!", "a", "ñandú", "\0", " ", "%00"])
def test_a_part_that_is_not_base64_is_refused(world: World, part: int, garbage: str) -> None:
    client = world.browser()
    started = world.platform.login(client)
    parts = good_parts(world, started.nonce)
    parts[part] = garbage

    answer = post(client, started, ".".join(parts))

    # The signature is looked at last, when the rest could be read.
    status, code = (401, "bad_(token|signature)") if part == 2 else (400, "bad_token")
    refused(answer, status, code)


@pytest.mark.row("lti-40")
@pytest.mark.parametrize("size", [300_000, 1 << 20])
def test_a_token_beyond_all_measure_is_not_read(world: World, size: int) -> None:
    client = world.browser()
    started = world.platform.login(client)

    answer = post(client, started, base64.b64encode(b"x" * size).decode())

    assert answer.status_code == 413
    assert answer.mimetype == "text/html"


@pytest.mark.row("lti-40")
def test_a_launch_with_long_but_usual_claims_opens(world: World) -> None:
    assert world.student(**{"https://lms.example/extra": "x" * 100_000}).token
