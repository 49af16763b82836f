"""/api/webhooks: where programs are told what happens in the course, for its instructors."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask.views import MethodView

from lti_app import bearer, telling
from lti_app.api import program_schemas as shapes
from lti_app.api.blueprints import BEARER, api_blueprint
from lti_app.api.schemas import Problem
from lti_app.parts import Parts
from silabo.domain import webhooks as domain
from silabo.storage import webhooks


def blueprint(parts: Parts) -> Any:
    """The views of webhooks over these parts."""
    views = api_blueprint("webhooks", "Programs that are told what is handed over and answered")

    @views.route("/webhooks")
    class WebhooksView(MethodView):
        """All of them."""

        @views.response(200, shapes.Webhook(many=True))
        @views.doc(security=BEARER)
        def get(self) -> list[domain.Webhook]:
            """List the addresses of the course, the newest first."""
            return webhooks.listed(bearer.instructor().course_id)

        @views.arguments(shapes.NewWebhook)
        @views.response(201, shapes.MadeWebhook)
        @views.alt_response(403, schema=Problem, description="Not from the desk")
        @views.alt_response(409, schema=Problem, description="It has this one, or too many")
        @views.alt_response(422, schema=Problem, description="No address that may be called")
        @views.doc(security=BEARER)
        def post(self, given: dict[str, Any]) -> dict[str, Any]:
            """Tell a program, from now on, what students hand over in this course and what of it is
            answered. Only from the desk. Its secret is told this once.
            """
            session = bearer.instructor_at_desk()
            address = given["address"].strip()
            telling.check(parts.lti.outside, address)
            secret = domain.fresh_secret()
            made = webhooks.make(
                session.course_id, session.person_id, address=address, secret=secret
            )
            return {**asdict(made), "secret": secret}

    @views.route("/webhooks/<uuid:webhook_id>")
    class WebhookView(MethodView):
        """One of them."""

        @views.response(204)
        @views.alt_response(404, schema=Problem, description="Unknown, or of another course")
        @views.doc(security=BEARER)
        def delete(self, webhook_id: UUID) -> None:
            """Tell it nothing more, also not what waits."""
            webhooks.remove(bearer.instructor().course_id, str(webhook_id))

    return views
