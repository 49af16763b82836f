"""Every text that comes from outside has its limit before any work is done on it.

A field of the API without a limit, a new place where a request is read, and a new use of what is
dear or fails in ways of its own for long text, fail here until their limit is written down.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.world import World

ROOT = Path(__file__).parents[2]
ROOMS = ("ingest", "lti_app", "silabo", "tasks", "wiring")

# Where a request is read beside the API's schemas, and what bounds it.
READ = {
    "lti_app/machines.py: host_url": "limits.py: a header",
    "lti_app/acting.py: remote_addr": "an address, or nothing is made of it",
    "lti_app/bearer.py: headers": "limits.py: a header; then only its digest is used",
    "lti_app/language.py: headers": "LONGEST_WISH",
    "lti_app/language.py: accept_languages": "LONGEST_WISH",
    "lti_app/desk/curated.py: form": "limits.py: LONGEST_FIELD; compared, never taken apart",
    "lti_app/desk/curated.py: files": "app.py: the body; then answer_files.py: LARGEST, MOST_ROWS",
    "lti_app/desk/copying.py: args": "limits.py: the query; then a UUID, or nothing",
    "lti_app/desk/pages.py: args": "limits.py: the query; then a number, and MOST_PAGES",
    "lti_app/desk/fragments.py: args": "limits.py: the query; then a number, and MOST_SHOWN",
    "lti_app/desk/questions.py: args": "limits.py: the query; then LONGEST_SEARCH, MOST_PAGES",
    "lti_app/desk/views.py: get_json": "asking.py: check_length",
    "lti_app/limits.py: headers": "the limit itself",
    "lti_app/limits.py: path": "the limit itself",
    "lti_app/limits.py: query_string": "the limit itself",
    "lti_app/limits.py: form": "LONGEST_FIELD",
    "lti_app/lti/registration_views.py: args": "limits.py: the query; then Outside.check",
    "lti_app/lti/registration_views.py: form": "legacy.py: compared, never taken apart",
    "lti_app/question_tags.py: if_none_match": "limits.py: a header; then compared",
    "lti_app/panel/views.py: form": "legacy.py: compared, never taken apart",
    "lti_app/lti/views.py: values": "login.py: LONGEST_PARAMETER for each; split() for addresses",
    "lti_app/lti/views.py: form": "id_token: the body's limit, and JSON of linear time",
    "lti_app/lti/views.py: cookies": "limits.py: a header; then only its digest is used",
    "lti_app/lti/views.py: get_json": "LONGEST_SECRET for each member",
}
BOUNDED = {"url_rule", "method", "endpoint", "mimetype", "is_json", "max_content_length", "path"}
# Functions that are dear or fail in ways of their own for long text, and who may call them.
CALLERS = {
    "unicodedata.normalize": {
        "silabo/language/normal_forms.py": "the runs of marks are bounded there",
        "silabo/adapters/embedded_model/exchange.py": "2,000 characters, cut before",
    },
    "urlsplit": {
        "ingest/links.py": "LONGEST",
        "lti_app/lti/untrusted.py": "split() has the limit",
        "lti_app/lti/registration.py": "our own address",
        "lti_app/lti/registration_answers.py": "addresses that _url() and Outside.check() took",
        "lti_app/lti/login.py": "the sign-in address of a registered platform",
        "lti_app/lti/examination.py": "our own address",
        "lti_app/lti/moodle.py": "our own address",
        "silabo/delivery/compose.py": "our own address, and one that a launch kept",
        "silabo/adapters/weaviate/library.py": "a setting",
        "silabo/adapters/mail/smtp_server.py": "a setting",
        "silabo/adapters/mail/imap_server.py": "a setting",
        "wiring/mail.py": "a setting",
        "wiring/settings/served_models.py": "a setting",
    },
    "urljoin": {"lti_app/lti/services.py": "LONGEST_SPLIT"},
    "urlparse": {},
    "json.loads": {
        "silabo/domain/json_text.py": "one kind of error",
        "lti_app/lti/key_states.py": "our own file",
        "lti_app/lti/keys.py": "our own key",
        "silabo/storage/inventory.py": "a file of an administrator",
        "silabo/storage/statements.py": "a column that we wrote",
        "silabo/language/kept_views.py": "a column that we wrote",
        "silabo/evaluation/configuration.py": "a file of a developer",
        "silabo/evaluation/data_set.py": "a file of a developer",
        "silabo/evaluation/run_file.py": "our own file",
        "silabo/adapters/parser/confined_reading.py": "what our own process sent",
        "silabo/adapters/redis_feed.py": "what our own process sent",
        "silabo/adapters/parser/service.py": "what our own process sent",
        "silabo/adapters/mail/postfix.py": "what Postfix's own command says",
    },
}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Every module of the rooms, by its path."""
    paths = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))) for path in paths]


def reads(tree: ast.Module) -> set[str]:
    """What a module takes from a request."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    } - BOUNDED


@cache
def called(tree: ast.Module) -> frozenset[str]:
    """The functions that a module calls, as it writes them."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return frozenset(ast.unparse(call.func) for call in calls)


@pytest.mark.row("load-5")
def test_every_place_where_a_request_is_read_has_its_limit_written_down() -> None:
    found = {
        f"{name}: {read}"
        for name, tree in modules()
        if name.startswith("lti_app/") and _has_requests(tree)
        for read in reads(tree)
    }

    assert sorted(found - READ.keys()) == []
    assert sorted(READ.keys() - found - {"lti_app/limits.py: path"}) == []


def _has_requests(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "flask"
        and "request" in {alias.name for alias in node.names}
        for node in ast.walk(tree)
    )


@pytest.mark.row("load-5")
@pytest.mark.parametrize("function", CALLERS)
def test_what_is_dear_or_fails_in_its_own_way_for_long_text_is_called_where_it_is_bounded(
    function: str,
) -> None:
    found = {name for name, tree in modules() if function in called(tree)}

    assert sorted(found - CALLERS[function].keys()) == []
    assert sorted(CALLERS[function].keys() - found) == []


@pytest.mark.row("load-5")
def test_every_text_and_list_that_the_api_takes_has_its_limit(world: World) -> None:
    document = world.browser().get("/api/openapi.json").get_json()
    given = list(inputs(document))

    assert len(given) >= 12
    assert [name for name, schema in given if not is_bounded(whole(document, schema))] == []


def inputs(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that some operation takes, with its schema."""
    for path, operations in document["paths"].items():
        shared = operations.get("parameters", [])
        for method in operations.keys() - {"parameters"}:
            operation = operations[method]
            for parameter in [*shared, *operation.get("parameters", [])]:
                named = resolved(document, parameter)
                yield f"{method} {path} {named['name']}", resolved(document, named["schema"])
            for content in operation.get("requestBody", {}).get("content", {}).values():
                body = resolved(document, content["schema"])
                for name, schema in body["properties"].items():
                    yield f"{method} {path} {name}", resolved(document, schema)


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema itself, where only its name stands."""
    if "$ref" not in schema:
        return schema
    *_, kind, name = schema["$ref"].split("/")
    found: dict[str, Any] = document["components"][kind][name]
    return found


def whole(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema with those in it themselves, where only their names stand."""
    found = resolved(document, schema)
    if "items" in found:
        return found | {"items": whole(document, found["items"])}
    inner = {name: whole(document, each) for name, each in found.get("properties", {}).items()}
    return found | {"properties": inner} if inner else found


def is_bounded(schema: dict[str, Any]) -> bool:
    """Whether a value of this schema has a limit. A file has one of its own (`app.py`)."""
    if "enum" in schema:
        return True
    if "properties" in schema:
        return all(map(is_bounded, schema["properties"].values()))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "array" in kinds:
        return "maxItems" in schema and is_bounded(schema["items"])
    if "string" in kinds:
        return bool({"maxLength", "enum"} & schema.keys() or schema.get("format") in FORMS)
    return bool({"integer", "boolean"} & set(kinds))


FORMS = {"uuid", "binary"}


@pytest.mark.parametrize(
    ("schema", "bounded"),
    [
        ({"type": "string"}, False),
        ({"type": "string", "maxLength": 9}, True),
        ({"type": "string", "format": "uuid"}, True),
        ({"type": "array", "items": {"type": "integer"}}, False),
        ({"type": "array", "maxItems": 3, "items": {"type": "string"}}, False),
        ({"type": "object"}, False),
        ({"type": ["boolean", "null"]}, True),
    ],
)
def test_a_field_without_a_limit_would_be_found(schema: dict[str, Any], bounded: bool) -> None:
    assert is_bounded(schema) is bounded
