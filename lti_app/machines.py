"""/healthz and /readyz, for machines: a proxy, a monitor, a playbook."""

from flask import Blueprint, Response, jsonify, request

from lti_app.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """The two addresses over these parts."""
    views = Blueprint("machines", __name__)

    @views.get("/healthz")
    def alive() -> Response:
        """Say that this process answers, and what it believes its address to be.

        `flask lti doctor` compares it with the setting: it shows what a proxy hands on.
        """
        return jsonify(status="alive", address=request.host_url.rstrip("/"))

    @views.get("/readyz")
    def ready() -> tuple[Response, int]:
        """Say of each part how it is; 503 when one does not do its work."""
        health = parts.health()
        good = all(each.ok for each in health.values())
        body = {name: {"ok": each.ok, "detail": each.detail} for name, each in health.items()}
        return jsonify(body), 200 if good else 503

    return views
