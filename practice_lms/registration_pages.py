"""The addresses of a registration: its beginning in a frame, and what the tool itself calls."""

import json
import secrets
import threading

from flask import Blueprint, Response, abort, g, jsonify, make_response, redirect, request

from practice_lms import registration
from practice_lms.entrance import enter_as_administrator
from practice_lms.platform import Platform
from practice_lms.registration import RegistrationError, Ticket
from practice_lms.rendering import show, show_posting
from practice_lms.tools import Tool, origin
from practice_lms.visitor import browser_language

TOOLS = "/mod/lti/toolconfigure.php"


class RegistrationPages:
    """Serves startltiadvregistration.php, openid-configuration.php, openid-registration.php, and
    registration.php of the legacy button.
    """

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform
        self._used: set[str] = set()  # tokens that have registered something
        self._lock = threading.Lock()

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("registration", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/startltiadvregistration.php", view_func=self.start)
        pages.add_url_rule("/registration.php", view_func=self.legacy)
        pages.add_url_rule("/openid-configuration.php", view_func=self.configuration)
        pages.add_url_rule("/openid-registration.php", view_func=self.register, methods=["POST"])
        return pages

    def legacy(self) -> Response:
        """Post an LTI 2.0 registration to the address, as the legacy button does.

        Moodle looks for a cartridge there before, by GET.
        """
        enter_as_administrator()
        url = request.args.get("url", "")
        if not origin(url):
            abort(400)
        g.framed_origin = origin(url)  # the page's policy lets its form go there
        fields = {
            "lti_message_type": "ToolProxyRegistrationRequest",
            "lti_version": "LTI-2p0",
            "reg_key": secrets.token_hex(8),
            "reg_password": secrets.token_hex(8),
            "tc_profile_url": f"{self._platform.options.issuer}/mod/lti/service.php",
            "launch_presentation_return_url": f"{self._platform.options.issuer}{TOOLS}",
        }
        return show_posting("ltiRegistrationForm", url, fields)

    def start(self) -> Response:
        """Lead the administrator's frame to the tool, with a token that lets it register.

        Where a tool of the same place is registered already, Moodle first asks whether to renew it.
        """
        enter_as_administrator()
        url = request.args.get("url", "")
        if not origin(url):
            abort(400)
        chosen, known = request.args.get("type", ""), self._platform.tools.of_origin(url)
        if known and not chosen:
            query = request.query_string.decode("ascii", "replace")
            return show("renewing.html", browser_language(), known=known, query=query)
        ticket = self._ticket(chosen, share_email=request.args.get("email") == "1")
        token = registration.token(ticket, self._platform.key)
        onward = registration.with_token(url, self._platform.options, token)
        return make_response(redirect(onward, code=303))

    def configuration(self) -> Response:
        """What the LMS is and can do."""
        return jsonify(registration.configuration(self._platform.options))

    def register(self) -> Response:
        """Register or renew the tool that posts what it needs."""
        try:
            tool = self._registered()
        except RegistrationError as error:
            return Response(error.text, status=error.status, content_type="text/plain")
        return jsonify(registration.answer(tool))

    def _ticket(self, chosen: str, *, share_email: bool) -> Ticket:
        if chosen in {"", "new"}:
            client_id = registration.new_client_id()
            return Ticket(client_id, registration.NEW, share_email)
        if self._platform.tools.find(chosen) is None:
            abort(404)
        return Ticket(chosen, registration.UPDATE, share_email)

    def _registered(self) -> Tool:
        authorization = request.headers.get("Authorization", "")
        ticket = registration.ticket(authorization, self._platform.key)
        try:
            payload = json.loads(request.get_data())
        except (ValueError, RecursionError) as error:
            raise RegistrationError("invalid_registration_request") from error
        facts = registration.facts(payload, share_email=ticket.share_email)
        with self._lock:
            if authorization in self._used:
                raise RegistrationError("invalid_registration_token", 401)
            self._used.add(authorization)
        if ticket.scope == registration.NEW:
            return self._platform.tools.register(ticket.subject, **facts)
        # Moodle writes the whole configuration anew, its defaults where the tool says nothing: out
        # of the chooser whatever an administrator had chosen. Only the state stays.
        return self._platform.tools.change(int(ticket.subject), in_chooser=False, **facts)
