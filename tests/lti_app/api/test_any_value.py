"""Any value in any field, argument and header of the API is taken, or refused as a problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.guards.test_api_is_walled import addresses
from tests.world import Visitor, World

ODD = [
    *(
        "",
        " ",
        "\0",
        "\u202e",
        "\ud800",
        "\ufdfa" * 50,
        "e\u0301" * 40,
        "😀" * 300,
        "9" * 400,
        "-1",
    ),
    *(
        "NaN",
        "1e400",
        "true",
        "null",
        "../../etc/passwd",
        "%00",
        "a\r\nX-Odd: 1",
        "Bearer  x",
        "W/*",
    ),
    *("00000000-0000-0000-0000-000000000000", "Europe/Madrid", "\\ud800", "' or 1=1 --", "{{7*7}}"),
]
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=[]), max_size=40)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats() | st.integers(10**30, 10**40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
HEADER_NAMES = [
    *("Accept", "Accept-Language", "Authorization", "Content-Type", "Cookie", "Idempotency-Key"),
    *("If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "Origin", "Range", "Referer"),
    *("X-Forwarded-For", "X-Request-Id"),
]
ODD_HEADERS = [
    *("", "*", '"', "W/*", "bytes=9-1", "\xff", "q;q=nan, *;q=9e99", "a" * 3000, "Bearer", "=;=;;"),
    *("Thu, 01 Jan 10000 00:00:00 GMT", "application/json; charset=utf-99", "[::", "99" * 20),
]
# A server gives headers in Latin-1, without line ends and control characters.
HEADER_TEXTS = st.sampled_from(ODD_HEADERS) | st.text(
    st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=40
)
HEADERS = st.dictionaries(st.sampled_from(HEADER_NAMES), HEADER_TEXTS, max_size=3)
ENDING = ("DELETE", "/api/session")  # all that comes after it would be refused alike


@dataclass(frozen=True)
class Operation:
    """A method and a path, with the names of what it reads of a body and of a query."""

    method: str
    path: str
    body: tuple[str, ...]
    query: tuple[str, ...]


class Api:
    """The operations of the API as its own description tells them, for whoever may use them all."""

    def __init__(self, world: World) -> None:
        """An instructor asks; nothing waits for a worker."""
        self.visitor: Visitor = world.instructor()
        spec = world.browser().get("/api/openapi.json").get_json()
        self.operations = [
            _operation(spec, method, path, rule)
            for method, path, rule in sorted(addresses(world))
            if (method, path) != ENDING
            if _named(rule) in spec["paths"]
        ]

    def call(self, operation: Operation, **sent: Any) -> TestResponse:
        """Send one request; its own headers may put others in place of the bearer."""
        headers = {**self.visitor.headers, **sent.pop("headers", {})}
        return self.visitor.client.open(
            operation.path, method=operation.method, headers=headers, **sent
        )


def _operation(spec: dict[str, Any], method: str, path: str, rule: str) -> Operation:
    told = spec["paths"][_named(rule)][method.lower()]
    content = told.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    named = spec["components"]["schemas"].get(schema.rpartition("/")[2], {})
    query = [each["name"] for each in told.get("parameters", []) if each.get("in") == "query"]
    return Operation(method, path, tuple(sorted(named.get("properties", ()))), tuple(query))


def _named(rule: str) -> str:
    """A path as the description writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


@pytest.fixture
def api(world: World) -> Api:
    return Api(world)


def holds(answer: TestResponse, about: object) -> None:
    assert answer.status_code < 500, about
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json", about
        assert set(answer.get_json()) >= {"status", "code", "detail", "reference"}, about


def query(values: Mapping[str, str]) -> str:
    """Arguments in an address, half characters too."""
    return urlencode(values, errors="surrogatepass")


@pytest.mark.row("load-8")
@given(data=st.data())
@hypothesis_settings(
    max_examples=100,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_value_makes_an_error_of_ours(api: Api, data: st.DataObject) -> None:
    operation = data.draw(st.sampled_from(api.operations))
    names = st.sampled_from([*operation.body, "x"])
    arguments = st.dictionaries(st.sampled_from([*operation.query, "x"]), TEXTS, max_size=3)
    sent: dict[str, Any] = {
        "headers": data.draw(HEADERS),
        "query_string": query(data.draw(arguments)),
    }
    if operation.method in {"POST", "PUT", "PATCH"}:
        sent["json"] = data.draw(st.dictionaries(names, VALUES, max_size=4) | VALUES)

    holds(api.call(operation, **sent), (operation, sent))


@pytest.mark.row("load-8")
def test_each_field_and_argument_takes_an_odd_value_or_refuses_it(api: Api) -> None:
    good = {"text": "When?", "letter": False, "wanted": True, "title": "A", "documents": []}
    other: list[object] = [None, True, 7, -(10**40), 1e308, [], {}, [[{}]], {"a": 1}]
    fields = [(one, name) for one in api.operations for name in one.body]
    arguments = [(one, name) for one in api.operations for name in one.query]

    assert len(fields) >= 9
    assert {name for _, name in arguments} >= {"after", "limit"}
    for value in [*ODD, *other]:
        for operation, name in fields:
            holds(api.call(operation, json={**good, name: value}), (operation, name, value))
    for text in ODD:
        for operation, name in arguments:
            answer = api.call(operation, query_string=query({name: text}))
            holds(answer, (operation, name, text))
    assert api.visitor.get("/api/questions").status_code == 200


@pytest.mark.row("load-8")
def test_each_header_takes_an_odd_value_or_refuses_it(api: Api) -> None:
    polled = [one for one in api.operations if (one.method, one.path) == ("GET", "/api/questions")]
    asking = [one for one in api.operations if (one.method, one.path) == ("POST", "/api/questions")]

    assert len(polled + asking) == 2
    for operation in polled + asking:
        sent = {} if operation in polled else {"data": b'{"text": "When?"}'}
        for name in HEADER_NAMES:
            for value in ODD_HEADERS:
                headers = {"Content-Type": "application/json", name: value}
                holds(api.call(operation, headers=headers, **sent), (operation, name, value))
