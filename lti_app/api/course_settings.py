"""/api/course/settings: what the instructors of the course set about its answers."""

from typing import Any

from flask.views import MethodView

from lti_app import bearer
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.course_schemas import CourseSettings as Shape
from lti_app.api.course_schemas import ShownSettings
from lti_app.api.schemas import Problem
from lti_app.asking import clean
from lti_app.parts import Parts
from silabo.domain.answers import OutOfScope
from silabo.domain.courses import CourseSettings
from silabo.domain.errors import QuestionError, ToolError
from silabo.domain.models import NO_MODEL
from silabo.domain.queues import Queue
from silabo.storage import course_settings, courses


def allowed(parts: Parts) -> tuple[str, ...]:
    """The models that a course may pick; none where no model writes."""
    return (*parts.models, NO_MODEL) if parts.models else ()


def blueprint(parts: Parts) -> Any:
    """The views of the settings over these parts."""
    views = api_blueprint("course_settings", "How the course answers, for its instructors")

    @views.route("/course/settings")
    class SettingsView(MethodView):
        """All of them."""

        @views.response(200, ShownSettings)
        @views.doc(security=BEARER)
        def get(self) -> dict[str, Any]:
            """Read how the course answers."""
            found = course_settings.read(bearer.instructor().course_id)
            return {**_values(found), "models": allowed(parts)}

        @views.arguments(Shape)
        @views.response(204)
        @views.alt_response(422, schema=Problem, description="One of them cannot be")
        @views.doc(security=BEARER)
        def put(self, given: dict[str, Any]) -> None:
            """Set all of it at once; what was answered before stays."""
            session = bearer.instructor()
            if given["model"] and given["model"] not in allowed(parts):
                raise ToolError("unknown_model")
            wanted = given["approval"]
            new = CourseSettings(
                caution=given["caution"],
                model=given["model"],
                instructions=_cleaned(given["instructions"]),
                out_of_scope=tuple(OutOfScope(**each) for each in given["out_of_scope"]),
                approval=courses.approval(session.course_id) if wanted is None else wanted,
                time_zone=given["time_zone"],
            )
            course_settings.keep(session.course_id, new, default_zone=parts.lti.time_zone)
            if wanted is False:
                parts.ring(Queue.LETTERS)  # to whose answers waited

    return views


def _values(found: CourseSettings) -> dict[str, Any]:
    return {
        "caution": found.caution,
        "model": found.model,
        "instructions": found.instructions,
        "out_of_scope": found.out_of_scope,
        "approval": found.approval,
        "time_zone": found.time_zone,
    }


def _cleaned(text: str) -> str:
    try:
        return clean(text)
    except QuestionError:
        return ""  # nothing to be seen in it
