"""The pages of a roster: which are asked for, how, and where it ends."""

import pytest
from flask.testing import FlaskClient

from tests.lms import CLAIM
from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.roster.members import ANA, launched, member, service
from tests.lti_app.lti.served import Answer, Asked


def test_the_roster_is_asked_as_the_activity_and_for_pages_of_a_size(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [ANA]
    launched(client, moodle, **{f"{CLAIM}resource_link": {"id": "a&b=ñ"[:3]}})

    (asked,) = moodle.asked_for("services.php/2/memberships")
    assert asked.query == {"rlid": ["a&b"], "limit": ["200"]}
    assert asked.headers["Authorization"] == "Bearer token-1"
    assert asked.headers["Accept"].startswith("application/vnd.ims.lti-nrps.v2")


def test_a_roster_address_keeps_its_own_query(client: FlaskClient, moodle: Moodle) -> None:
    moodle.members = [ANA]
    launched(client, moodle, **service(moodle, f"{moodle.roster_url}?tenant=1"))

    (asked,) = moodle.asked_for("services.php/2/memberships")
    assert asked.query["tenant"] == ["1"]


def test_later_pages_are_asked_for_as_the_platform_wrote_them(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 2
    moodle.members = [member(n) for n in range(4)] + [ANA]

    assert launched(client, moodle) == ANA["email"]
    asked = moodle.asked_for("services.php/2/memberships")
    assert [each.query.get("Case") for each in asked] == [None, ["AbC"], ["AbC"]]


def test_nobody_is_asked_for_pages_after_the_person_was_found(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 1
    moodle.members = [ANA, member(1), member(2)]

    launched(client, moodle)

    assert len(moodle.asked_for("services.php/2/memberships")) == 1


def test_a_roster_without_an_end_is_left_after_fifty_pages(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 1
    moodle.members = [member(n) for n in range(60)] + [ANA]

    assert launched(client, moodle) == ""
    assert len(moodle.asked_for("services.php/2/memberships")) == 50


@pytest.mark.parametrize(
    "link",
    [
        '<https://evil.example/next>; rel="next"',
        '<http://127.0.0.1:1/next>; rel="next"',
        '<https://127.0.0.1/next>; rel="next"',
        '<//evil.example/next>; rel="next"',
        "<http://[>; rel=next",
        '<{same}>; rel="next"',
        '<{same}>; rel="prev"',
        "<>" * 4000,
        "<" * 8000,
        '<a>; rel="next' * 500,
        "garbage",
        "",
    ],
    ids=lambda link: link[:30],
)
def test_a_next_page_elsewhere_is_no_next_page(
    client: FlaskClient, moodle: Moodle, link: str
) -> None:
    asked_at: list[str] = []

    def page(asked: Asked) -> Answer:
        asked_at.append(asked.path)
        same = f"{moodle.roster_url}?rlid=1&limit=200"
        return Answer({"members": []}, headers={"Link": link.replace("{same}", same)})

    moodle.site.answers["/mod/lti/services.php/2/memberships"] = page

    assert launched(client, moodle) == ""
    assert len(asked_at) == 1


def test_a_next_page_may_be_named_relatively(client: FlaskClient, moodle: Moodle) -> None:
    def page(asked: Asked) -> Answer:
        more = {"Link": "<?from=1>; rel=next"}
        first = "from" not in asked.query
        return Answer({"members": [] if first else [ANA]}, headers=more if first else {})

    moodle.site.answers["/mod/lti/services.php/2/memberships"] = page

    assert launched(client, moodle) == ANA["email"]


def test_a_large_course_comes_in_pages_larger_than_other_answers_may_be(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [member(n, name="x" * 1000) for n in range(200)] + [ANA]

    assert launched(client, moodle) == ANA["email"]
