"""/api/course: what an instructor decides about the course itself."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem, ZoneChoice
from lti_app.parts import Parts
from silabo.storage import courses


def blueprint(parts: Parts) -> Any:
    """The views of course over these parts."""
    views = api_blueprint("course", "The course: the panel's own call")

    @views.route("/course/zone")
    class ZoneView(MethodView):
        """The time zone of the course."""

        @views.arguments(ZoneChoice)
        @views.response(204)
        @views.alt_response(422, schema=Problem, description="No time zone of this name")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any]) -> None:
            """Choose a time zone; an empty one follows the learning platform again."""
            session = bearer.instructor()
            courses.choose_zone(session.course_id, given["time_zone"], default=parts.lti.time_zone)

    return views
