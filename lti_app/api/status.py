"""/api/status for people, /healthz and /readyz for machines."""

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.views import MethodView

from lti_app.api.blueprints import blueprint
from lti_app.api.schemas import Status
from lti_app.parts import Parts
from silabo import __version__
from silabo.storage import questions


def install(parts: Parts) -> tuple[Any, Blueprint]:
    """The status part of the API, and the two addresses for machines."""
    part = blueprint("status", "Whether questions can be asked")
    machines = Blueprint("machines", __name__)

    @part.route("/status")
    class StatusView(MethodView):
        """The state of the system, for anybody."""

        @part.response(200, Status)
        def get(self) -> dict[str, Any]:
            """Say whether questions can be asked, how many wait, and who writes the answers."""
            health = parts.health()
            return {
                "version": __version__,
                "ok": all(each.ok for each in health.values()),
                "waiting": questions.waiting(),
                "answers": "model" if parts.writes else "quotations",
            }

    @machines.get("/healthz")
    def alive() -> Response:
        """Say that this process answers, and what it believes its address to be.

        `flask lti doctor` compares it with the setting: it shows what a proxy hands on.
        """
        return jsonify(status="alive", address=request.host_url.rstrip("/"))

    @machines.get("/readyz")
    def ready() -> tuple[Response, int]:
        """Say of each part how it is; 503 when one does not do its work."""
        health = parts.health()
        good = all(each.ok for each in health.values())
        body = {name: {"ok": each.ok, "detail": each.detail} for name, each in health.items()}
        return jsonify(body), 200 if good else 503

    return part, machines
