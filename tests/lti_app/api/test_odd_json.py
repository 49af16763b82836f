"""JSON that parsers disagree about, or fail on in ways of their own, is refused as a problem."""

import pytest

from tests.guards.test_api_is_walled import addresses
from tests.world import Visitor, World

LONG = "9" * 200_000
BODIES = {
    "digits": f'{{"text": {LONG}}}',
    "digits in an unknown member": f'{{"text": "When?", "x": {LONG}}}',
    "digits in a list": f'{{"documents": [{LONG}], "title": "A"}}',
    "fraction": f'{{"text": 0.{LONG}}}',
    "exponent": '{"text": 1e999999999, "letter": -1e400}',
    "not a number": '{"text": NaN, "letter": Infinity, "wanted": NaN}',
    "depth": '{"text": ' + "[" * 60_000 + "]" * 60_000 + "}",
    "depth of objects": '{"a":' * 40_000 + "1" + "}" * 40_000,
    "half a character": '{"text": "\\ud800", "title": "\\udfff", "code": "\\ud8"}',
    "an empty text": "",
    "a number": LONG,
    "a list": "[]",
    "another coding": '{"text": "é"}'.encode("utf-16").decode("latin-1"),
    "a mark before": '\ufeff{"text": 1}',
    "no text": '{"text": {"text": []}, "letter": {}, "documents": {}, "wanted": []}',
}


@pytest.fixture
def visitor(world: World) -> Visitor:
    return world.instructor()


@pytest.mark.row("load-6")
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_every_address_that_takes_json_refuses_what_is_none_as_a_problem(
    world: World, visitor: Visitor, body: str
) -> None:
    for method, path, _ in addresses(world):
        if method in {"POST", "PUT", "PATCH"} and path != "/api/documents":
            answer = visitor.client.open(
                path,
                method=method,
                headers=visitor.headers,
                data=body.encode(),
                content_type="application/json",
            )

            assert answer.status_code < 500, (method, path)
            if answer.status_code >= 400:
                assert answer.content_type == "application/problem+json", (method, path)


@pytest.mark.row("load-6")
def test_a_number_of_200_000_digits_is_a_bad_request(visitor: Visitor) -> None:
    for path in ("/api/questions", "/api/placements", "/api/session"):
        answer = visitor.post(path, data=BODIES["digits"], content_type="application/json")

        assert answer.status_code == 400
        assert answer.get_json()["code"] == "bad_request"


@pytest.mark.row("load-6")
def test_the_binding_of_a_login_refuses_it_too(world: World) -> None:
    for body in BODIES.values():
        answer = world.browser().post(
            "/lti/launch/bind", data=body.encode(), content_type="application/json"
        )

        assert answer.status_code == 400


@pytest.mark.row("load-6")
@pytest.mark.parametrize("number", ["9" * 5000, "1e400", "-1", "NaN", "", "1" * 200])
def test_a_number_in_an_address_is_refused(visitor: Visitor, number: str) -> None:
    listed = visitor.get("/api/questions", query_string={"limit": number})
    cited = visitor.get(f"/fragments/questions/{visitor.launch}/citations/{number[:1900]}")

    assert listed.status_code == 422
    assert cited.status_code == 404
