"""What all parts of the API share: their blueprint, its documentation, and ETags on what is
polled.
"""

import threading
from functools import cache
from typing import Any

from flask import Flask, Request, Response, request
from flask_smorest import Api, Blueprint
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, HTTPException, PreconditionFailed

from lti_app import errors
from lti_app.api.schemas import Problem

API_TITLE = "Sílabo"
API_VERSION = "1"
INTRODUCTION = """\
What the panel and the desk do, for programs of your own: ask in a course, read the answers with
their sources, and, as an instructor, bring documents.

**Who you are.** In the panel's menu, under “API token”, make a token: it lasts 24 hours and has
exactly your rights in that one course. Send it with every request:

    curl -H "Authorization: Bearer TOKEN" {address}/api/questions

**Asking.** `POST /api/questions` keeps the question and answers at once, with up to three passages.
Then read `GET /api/questions/{{id}}` until `state` is `answered` or `failed`; send back the ETag,
and an unchanged question costs nothing. With an `Idempotency-Key` asking twice makes one question.
`unapproved` says that there is an answer, which an instructor looks at first: that may take days,
so look less often from then on.

**In one call.** With `Prefer: wait=20` `POST /api/questions` answers when the question is answered,
after 20 seconds at the latest (a longer wait is not longer), with what is there by then.
`Preference-Applied` says that it was waited for. Where it is missing, many others wait already: the
question is kept all the same, and is read as above.

**For a help desk.** An instructor makes a token of the course on the desk, under “Settings”: a
program reads with it what students sent to their instructors (`GET /api/hand-overs`, nobody is
named), and answers it as an instructor would:

    curl -H "Authorization: Bearer TOKEN" -H "Content-Type: application/json" \
      -d '{{"text": "Yes, behind the library."}}' {address}/api/questions/ID/answer

It reaches everybody who asked, and answers whoever asks the same. Sent again it changes nothing.
A program that has an address beside its token is told of both (Standard Webhooks).

**Refusals** are problems (RFC 9457): `code` never changes, `detail` is in the reader's language,
and `reference` stands in the log. Times are RFC 3339 in UTC. What is not yours, or of another
course, is as unknown as what never was: 404.
"""
BEARER: list[dict[str, list[str]]] = [{"bearer": []}]
POLLED = ("/api/", "/fragments/")


class JsonParser(FlaskParser):
    """webargs' parser, for which JSON that Python does not read is a bad request too.

    Numbers of more than 4,300 digits and nesting beyond the stack are errors of other kinds.
    """

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body's JSON. Raises `BadRequest`."""
        try:
            return super().load_json(req, schema)
        except (ValueError, RecursionError) as error:
            raise BadRequest from error


@cache
def _one(schema: type[Schema]) -> Schema:
    return schema()


class ApiBlueprint(Blueprint):  # type: ignore[misc]
    """The views of one subject of the API; what is told of them is put together when the document
    of the API is written.
    """

    ARGUMENTS_PARSER = JsonParser()

    def __init__(self, *names: Any, **options: Any) -> None:
        """Begin without a view."""
        self._untold: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        super().__init__(*names, **options)

    def alt_response(self, *status: Any, schema: type[Schema] | None = None, **told: Any) -> Any:
        """Tell of another answer of a view. Nothing is read or written by its schema."""
        return super().alt_response(*status, schema=schema and _one(schema), **told)

    def register_views_in_doc(self, *document: Any, **options: Any) -> None:
        """Tell of all views in the document of the API."""
        untold, self._untold = self._untold, []
        for view, rule in untold:
            super()._store_endpoint_docs(*view, **rule)
        super().register_views_in_doc(*document, **options)

    def _store_endpoint_docs(self, *view: Any, **rule: Any) -> None:
        self._untold.append((view, rule))


class ProblemApi(Api):  # type: ignore[misc]
    """flask-smorest's Api, with its own errors as problems too (RFC 9457), and a document that is
    written when somebody asks for it: that takes longer than all the rest of a start.
    """

    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask) -> None:
        """Serve the document of an application."""
        self._writing = threading.RLock()  # it asks for the document itself while it writes
        self._begin: dict[str, Any] | None = None
        self._unwritten: list[tuple[Any, dict[str, Any]]] = []
        super().__init__(app)

    def register_blueprint(
        self, blp: Any, *, parameters: list[dict[str, Any]] | None = None, **options: Any
    ) -> None:
        """Serve the views of a subject, and describe it in the document."""
        name = options.get("name", blp.name)
        self._app.extensions["flask-smorest"]["blp_name_to_api"][name] = self
        self._app.register_blueprint(blp, **options)
        self._unwritten.append((blp, {"name": name, "parameters": parameters}))

    @property
    def spec(self) -> Any:
        """The document, with all views that were registered."""
        with self._writing:
            begin, self._begin = self._begin, None
            written, self._unwritten = self._unwritten, []
            if begin is not None:
                super()._init_spec(**begin)
            for views, options in written:
                views.register_views_in_doc(self, self._app, self._spec, **options)
                self._spec.tag({"name": options["name"], "description": views.description})
            return self._spec

    @spec.setter
    def spec(self, value: Any) -> None:
        self._spec = value

    def _init_spec(self, **options: Any) -> None:
        self._begin = options

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Every refusal has one shape."""
        return errors.http_error(error)


def api_blueprint(name: str, description: str) -> Any:
    """A blueprint of the API, under /api, whose views need a bearer."""
    return ApiBlueprint(name, f"lti_app.api.{name}", url_prefix="/api", description=description)


def configure(app: Flask, address: str) -> None:
    """The document of the API: OpenAPI 3.1 at /api/openapi.json. `address` is the tool's own."""
    app.config.update(
        API_TITLE=API_TITLE,
        API_VERSION=API_VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": INTRODUCTION.format(address=address)},
            "components": {
                "securitySchemes": {
                    "bearer": {
                        "type": "http",
                        "scheme": "bearer",
                        "description": "The panel's menu makes an API token of 24 hours, with"
                        " exactly your rights in that course.",
                    }
                }
            },
        },
    )


def install_etags(app: Flask) -> None:
    """Answer 304 to whoever polls and has the newest already (RFC 9110, section 13)."""

    @app.after_request
    def conditional(response: Response) -> Response:
        polled = request.method == "GET" and request.path.startswith(POLLED)
        if polled and response.status_code == 200 and not response.is_streamed:
            response.add_etag()
            response.make_conditional(request)
            if response.status_code == PreconditionFailed.code:
                return errors.http_error(PreconditionFailed())
        return response
