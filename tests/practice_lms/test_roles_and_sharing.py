"""What launches say of a person: roles, and name and address where they are shared."""

import pytest

from tests.practice_lms.acting_tool import (
    ALGEBRA_CMID,
    GABRIEL,
    OLIVER,
    OPERATING_SYSTEMS_CMID,
    TERESA,
    ActingTool,
)

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
LIS = "http://purl.imsglobal.org/vocab/lis/v2/"
ADMINISTRATOR = [f"{LIS}institution/person#Administrator", f"{LIS}system/person#Administrator"]
INSTRUCTOR = f"{LIS}membership#Instructor"


@pytest.mark.parametrize(
    ("person", "cmid", "roles"),
    [
        (GABRIEL, ALGEBRA_CMID, [INSTRUCTOR]),
        (TERESA, ALGEBRA_CMID, ADMINISTRATOR),
        (OLIVER, ALGEBRA_CMID, ADMINISTRATOR),
        (OLIVER, OPERATING_SYSTEMS_CMID, sorted([*ADMINISTRATOR, INSTRUCTOR])),
    ],
)
def test_a_launch_names_the_roles_that_moodle_names(
    tool: ActingTool, person: str, cmid: int, roles: list[str]
) -> None:
    tool.be(person)

    assert tool.launch(cmid)[f"{CLAIM}roles"] == roles


def test_a_name_that_is_not_shared_is_absent_and_so_is_the_user_name(tool: ActingTool) -> None:
    tool.turn(off=("share_name",))
    claims = tool.launch(ALGEBRA_CMID)

    assert not {"name", "given_name", "family_name"} & set(claims)
    assert claims[f"{CLAIM}ext"] == {"lms": "moodle-2"}
    assert claims["email"] == "ana.benitez@example.org"


def test_an_address_that_is_not_shared_is_absent(tool: ActingTool) -> None:
    tool.turn(off=("share_email",))

    assert "email" not in tool.launch(ALGEBRA_CMID)


def test_without_the_roster_a_launch_says_nothing_of_it(tool: ActingTool) -> None:
    assert "context_memberships_url" in tool.launch(ALGEBRA_CMID)[ROSTER]
    tool.turn(off=("roster",))
    claims = tool.launch(ALGEBRA_CMID)

    assert ROSTER not in claims
    assert "context_memberships_url" not in claims[f"{CLAIM}custom"]


def test_platform_storage_is_announced_and_framed_only_where_it_is_on(tool: ActingTool) -> None:
    page = f"/mod/lti/view.php?id={ALGEBRA_CMID}"
    silent = tool.login_initiation(ALGEBRA_CMID).fields
    plain = tool.client.get(page).text
    tool.turn(on=("platform_storage",))
    announced = tool.login_initiation(ALGEBRA_CMID).fields["lti_storage_target"]

    assert "lti_storage_target" not in silent
    assert "storage.php" not in plain
    assert f'name="{announced}"' in tool.client.get(page).text


def test_the_switches_are_turned_from_this_site_only(tool: ActingTool) -> None:
    tool.be(TERESA)
    reply = tool.client.post("/mod/lti/toolconfigure.php", data={"id": "1"})

    assert reply.status_code == 403
