import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from silabo.storage.tables import Deployment
from tests.lms import CLAIM, FakePlatform, register
from tests.lti_app.lti.launches import launch_with, post, refused, signed
from tests.world import World

DEPLOYMENT = f"{CLAIM}deployment_id"
VERSION = f"{CLAIM}version"
MESSAGE = f"{CLAIM}message_type"
TARGET = f"{CLAIM}target_link_uri"
LINK = f"{CLAIM}resource_link"
CONTEXT = f"{CLAIM}context"
ROLES = f"{CLAIM}roles"


@pytest.mark.row("lti-21")
@pytest.mark.row("attack-2")
@pytest.mark.parametrize(
    "issuer",
    [
        "https://lms.example/",
        "https://LMS.example",
        "HTTPS://lms.example",
        "http://lms.example",
        "https://lms.example:443",
        "https://lms",
        "",
        ["https://lms.example"],
        {"a": 1},
        7,
    ],
)
def test_an_issuer_that_is_not_exactly_the_platform_is_refused(
    world: World, issuer: object
) -> None:
    refused(launch_with(world, iss=issuer), 401, "issuer_mismatch")


@pytest.mark.row("lti-21")
def test_a_token_without_an_issuer_is_refused(world: World) -> None:
    refused(launch_with(world, iss=None), 401, "issuer_mismatch")


@pytest.mark.row("lti-22")
def test_a_login_at_one_platform_answered_by_another_that_is_registered_too_is_refused(
    world: World, platform_key: rsa.RSAPrivateKey
) -> None:
    other = FakePlatform(
        key=platform_key, address=world.platform.address, issuer="https://other.example"
    )
    register(other)
    assert world.platform.served
    world.platform.served.get(other.key_set_url, json=other.key_set())
    client = world.browser()
    started = world.platform.login(client)

    refused(post(client, started, other.sign(other.claims(started.nonce))), 401, "issuer_mismatch")


@pytest.mark.row("lti-23")
@pytest.mark.row("attack-2")
@pytest.mark.parametrize(
    "audience",
    [
        "other",
        "",
        "silabo ",
        "SILABO",
        [],
        [""],
        ["silabo", "foreign"],
        ["foreign", "silabo"],
        ["silabo", ["silabo"]],
        ["silabo", "silabo"],
        7,
        True,
        {"silabo": 1},
        None,
    ],
    ids=repr,
)
def test_a_token_that_is_not_for_us_alone_is_refused(world: World, audience: object) -> None:
    refused(launch_with(world, aud=audience), 401, "wrong_audience")


@pytest.mark.row("lti-23")
def test_an_audience_may_be_a_list_with_us_in_it(world: World) -> None:
    assert launch_with(world, aud=["silabo"], azp="silabo").status_code == 303


@pytest.mark.row("lti-24")
@pytest.mark.row("attack-2")
@pytest.mark.parametrize("party", ["evil", "", 7, ["silabo"], {}])
@pytest.mark.parametrize("audience", ["silabo", ["silabo"]])
def test_a_party_that_is_not_us_is_refused(world: World, party: object, audience: object) -> None:
    refused(launch_with(world, aud=audience, azp=party), 401, "wrong_audience")


@pytest.mark.row("lti-29")
@pytest.mark.parametrize(
    "nonce",
    [None, "", "unknown", "n" * 10_000, ["n"], {"n": 1}, 7, True],
    ids=lambda n: repr(n)[:9],
)
def test_a_nonce_that_is_not_the_one_of_the_login_is_refused(world: World, nonce: object) -> None:
    refused(launch_with(world, nonce=nonce), 400, "nonce_mismatch")


@pytest.mark.row("lti-30")
@pytest.mark.row("attack-2")
@pytest.mark.parametrize(
    "deployment",
    [None, "", "2", 1, True, ["1"], {"id": "1"}, "1" * 256, "\ud800", "ñ", "1\0"],
    ids=lambda value: ascii(value)[:12],
)
def test_a_deployment_that_is_not_registered_is_refused(world: World, deployment: object) -> None:
    refused(launch_with(world, **{DEPLOYMENT: deployment}), 403, "unknown_deployment")


@pytest.mark.row("lti-30")
def test_a_deployment_other_than_the_one_that_the_login_named_is_refused(world: World) -> None:
    Deployment.create(platform=1, deployment_id="2")

    refused(launch_with(world, **{DEPLOYMENT: "2"}), 401, "deployment_mismatch")


@pytest.mark.row("lti-30")
def test_a_login_need_not_name_its_deployment(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client, lti_deployment_id=None)

    answer = post(client, started, world.platform.sign(world.platform.claims(started.nonce)))

    assert answer.status_code == 303


@pytest.mark.row("lti-32")
@pytest.mark.parametrize("version", [None, "1.3", "1.1", "", 1.3, ["1.3.0"]])
def test_another_version_of_lti_is_refused(world: World, version: object) -> None:
    refused(launch_with(world, **{VERSION: version}), 400, "bad_message")


@pytest.mark.row("lti-33")
@pytest.mark.parametrize(
    "message",
    [
        None,
        "",
        "Unknown",
        "ltiresourcelinkrequest",
        "LtiSubmissionReviewRequest",
        "DataPrivacyLaunchRequest",
        ["LtiResourceLinkRequest"],
        7,
        {},
    ],
)
def test_a_message_that_is_no_launch_of_an_activity_is_refused(
    world: World, message: object
) -> None:
    refused(launch_with(world, **{MESSAGE: message}), 400, "bad_message")


@pytest.mark.row("lti-34")
@pytest.mark.row("attack-7")
@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "https://evil.example/",
        "http://tool.example/",
        "//tool.example",
        7,
        [],
        "https://[",
    ],
)
def test_a_target_of_the_token_that_is_not_ours_is_refused(world: World, target: object) -> None:
    refused(launch_with(world, **{TARGET: target}), 400, "foreign_target")


@pytest.mark.row("lti-34")
def test_the_target_of_the_token_may_be_any_of_our_own(world: World) -> None:
    answer = launch_with(world, **{TARGET: "https://tool.example/elsewhere"})

    assert answer.status_code == 303


@pytest.mark.row("lti-35")
@pytest.mark.parametrize(
    "sub",
    [None, "", 7, 0, True, ["3"], {"id": "3"}, "3" * 256, "ñ", "\ud800", "3\0", "3\n"],
    ids=lambda value: ascii(value)[:12],
)
def test_a_person_who_cannot_be_told_is_refused(world: World, sub: object) -> None:
    refused(launch_with(world, sub=sub), 400, "no_identity")


@pytest.mark.row("lti-35")
@pytest.mark.parametrize("sub", ["3", "a" * 255, "auth0|5f7c8ec7c33c6c004bbafe82", "0"])
def test_a_person_of_any_usual_id_opens(world: World, sub: str) -> None:
    assert launch_with(world, sub=sub).status_code == 303


@pytest.mark.row("lti-36")
@pytest.mark.parametrize(
    "link", [None, [], "1", 7, {}, {"id": ""}, {"id": 1}, {"id": None}, {"id": "1" * 256}, [{}]]
)
def test_a_link_that_is_none_is_refused(world: World, link: object) -> None:
    refused(launch_with(world, **{LINK: link}), 400, "bad_message")


@pytest.mark.row("lti-37")
@pytest.mark.parametrize(
    "context",
    [None, [], "2", {}, {"id": ""}, {"id": 2}, {"id": "ñ"}, {"title": "x"}, [{"id": "2"}]],
)
def test_a_launch_outside_a_course_is_refused(world: World, context: object) -> None:
    refused(launch_with(world, **{CONTEXT: context}), 400, "no_course")


@pytest.mark.row("lti-38")
@pytest.mark.parametrize(
    "roles",
    [None, "Learner", {}, 7, [1], [None], [["Learner"]], ["Learner"] * 10_000, {"a": "Learner"}],
    ids=lambda value: repr(value)[:15],
)
def test_roles_that_are_no_list_of_names_are_refused(world: World, roles: object) -> None:
    refused(launch_with(world, **{ROLES: roles}), 400, "bad_message")


@pytest.mark.row("lti-37")
@pytest.mark.parametrize("claim", ["launch_presentation", "tool_platform", "custom", "lis", "ext"])
@pytest.mark.parametrize("value", [None, [], "text", 7, {"x": None}, [{}]], ids=repr)
def test_claims_that_may_be_absent_may_be_anything(world: World, claim: str, value: object) -> None:
    assert launch_with(world, **{f"{CLAIM}{claim}": value}).status_code == 303


def test_parts_of_claims_that_we_use_may_be_of_any_kind(world: World) -> None:
    strange: list[object] = [None, [], {}, [{}], 7, True, 10**30]
    for value in strange:
        answer = launch_with(
            world,
            name=value,
            email=value,
            **{
                CONTEXT: {"id": "2", "title": value, "label": value},
                f"{CLAIM}launch_presentation": {
                    "locale": value,
                    "document_target": value,
                    "return_url": value,
                },
                f"{CLAIM}tool_platform": {"product_family_code": value},
            },
        )

        assert answer.status_code == 303, value


def test_a_plain_token_of_a_minimal_platform_opens(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    every = world.platform.claims(started.nonce)
    needed = ["iss", "aud", "sub", "iat", "exp", "nonce"]
    names = [DEPLOYMENT, TARGET, MESSAGE, VERSION, ROLES, CONTEXT, LINK]
    token = signed({name: every[name] for name in needed + names}, world.platform.key)

    assert post(client, started, token).status_code == 303
