"""/api/status: whether questions can be asked."""

from typing import Any

from flask.views import MethodView

from lti_app.api.blueprints import api_blueprint
from lti_app.api.schemas import Status
from lti_app.parts import Parts
from silabo import __version__
from silabo.storage import questions


def blueprint(parts: Parts) -> Any:
    """The views of status over these parts."""
    views = api_blueprint("status", "Whether questions can be asked")

    @views.route("/status")
    class StatusView(MethodView):
        """The state of the system, for anybody."""

        @views.response(200, Status)
        def get(self) -> dict[str, Any]:
            """Say whether questions can be asked, how many wait, and who writes the answers."""
            health = parts.health()
            return {
                "version": __version__,
                "ok": all(each.ok for each in health.values()),
                "waiting": questions.waiting(),
                "answers": "model" if parts.writes else "quotations",
            }

    return views
