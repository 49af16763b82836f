"""/api/placements: an instructor places the activity in the course (deep linking)."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.placement_schemas import NewPlacement, Placement
from lti_app.api.schemas import Problem
from lti_app.lti import deep_linking
from lti_app.lti.signing import signing_key
from lti_app.parts import Parts
from silabo.domain.errors import NotFoundError
from silabo.storage import documents, sessions


def blueprint(parts: Parts) -> Any:
    """The views of placements over these parts."""
    views = api_blueprint("placements", "Placing the activity in a course: the panel's own call")

    @views.route("/placements")
    class PlacementsView(MethodView):
        """The activity that is being placed."""

        @views.arguments(NewPlacement)
        @views.response(201, Placement)
        @views.alt_response(
            404, schema=Problem, description="This launch places nothing (any more)"
        )
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> dict[str, str]:
            """Sign the answer for the learning platform. An empty title is a cancel."""
            session = bearer.instructor()
            chosen = [str(each) for each in given["documents"]]
            known = {each.public_id for each in documents.named(session.course_id, chosen)}
            if not known.issuperset(chosen):
                raise NotFoundError
            title = (
                " ".join(given["title"].split()) if given["title"].isprintable() else given["title"]
            )
            deep_linking.check_title(title)
            # Without a key there is no answer: then the placing must not be over either.
            key = signing_key(parts.lti.keys_dir)
            wanted = sessions.take_deep_link(session)
            if wanted is None:
                raise NotFoundError
            request, platform = wanted
            token = deep_linking.respond(request, platform, key, title=title, documents=chosen)
            return {"return_url": request.return_url, "jwt": token}

    return views
