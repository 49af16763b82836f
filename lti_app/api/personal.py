"""/api/session/person: a person's copy of everything that is kept of them, and the end of it."""

from typing import Any

from flask import Response
from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.parts import Parts
from lti_app.personal import FILE_NAME, MEDIA_TYPE
from silabo.domain.errors import ForbiddenError
from silabo.domain.people import SessionKind


def blueprint(parts: Parts) -> Any:
    """The views over these parts."""
    views = api_blueprint("personal", "A person's own data: a copy, and its end")

    @views.route("/session/person")
    class PersonView(MethodView):
        """The person of this session, in all courses of their learning platform."""

        @views.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
        @views.doc(security=BEARER)
        def get(self) -> Response:
            """Give a .zip: person.json, and the letters, composed again of what is kept."""
            copy = parts.personal.archive(_own_public_id())
            named = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
            return Response(copy, mimetype=MEDIA_TYPE, headers=named)

        @views.response(204)
        @views.doc(security=BEARER)
        def delete(self) -> None:
            """Forget the person: questions, answers, letters, sessions. It cannot be taken back."""
            parts.personal.erase(_own_public_id())

    return views


def _own_public_id() -> str:
    # A token that a program holds reads and asks; it is no reason to end its person.
    if bearer.session().kind is not SessionKind.PANEL:
        raise ForbiddenError
    return bearer.view().person_public_id
