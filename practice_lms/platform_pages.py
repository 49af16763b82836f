"""The LTI 1.3 side, which tools talk to: login initiation, authentication, keys and return."""

import hashlib
import hmac
import json
import secrets
import time

from flask import Blueprint, Response, abort, request

from practice_lms.claims import launch_claims
from practice_lms.demands import READ, Refusal, Sent, is_answerable, refusal
from practice_lms.entrance import enter
from practice_lms.launches import WaitingLaunch, WaitingLaunches
from practice_lms.options import PracticeOptions
from practice_lms.rendering import show, show_error
from practice_lms.signing import SigningKey
from practice_lms.visitor import browser_language, is_handheld, visitor
from practice_lms.world import Person, find_activity, find_activity_of_course


class PlatformPages:
    """Serves launch.php, auth.php, certs.php and return.php under /mod/lti."""

    def __init__(self, options: PracticeOptions) -> None:
        """Begin with no launches; the key file is read or made when a token is first signed."""
        self._options = options
        self._key = SigningKey(options.key_folder)
        self._launches = WaitingLaunches()
        self._session_secret = secrets.token_bytes(32)

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("platform", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/launch.php", view_func=self.launch)
        pages.add_url_rule("/auth.php", view_func=self.authenticate, methods=["GET", "POST"])
        pages.add_url_rule("/certs.php", view_func=self.certificates)
        pages.add_url_rule("/return.php", view_func=self.back)
        return pages

    def launch(self) -> Response:
        """Post a login initiation to the tool (OpenID Connect third-party initiated login)."""
        person, activity = enter(find_activity(request.args.get("id", "")))
        launch = self._launches.begin(person, activity)
        fields = {
            "iss": self._options.issuer,
            "target_link_uri": self._options.redirect_uri,
            "login_hint": str(person.id),
            "lti_message_hint": launch.message_hint,
            "client_id": self._options.client_id,
            "lti_deployment_id": self._options.deployment_id,
        }
        return self._posting("ltiInitiateLoginForm", self._options.login_url, fields)

    def authenticate(self) -> Response:
        """Answer a tool's authentication request with an id_token, an error post, or a 404 page.

        The browser leaves the visitor's cookie out of a request that the tool's page started in the
        frame. As Moodle does, such a request is answered with a form that posts the same fields
        from a page of this site, and then the cookie comes along.
        """
        person = visitor()
        if person is None and not request.form.get("repost"):
            query = request.query_string.decode("ascii", "replace")
            own_address = f"{request.path}?{query}" if query else request.path
            fields = {**request.form.to_dict(), "repost": "true"}
            return self._posting("repost_form", own_address, fields)
        sent = {name: request.form.get(name, request.args.get(name, "")) for name in READ}
        launch = self._launch_asked_about(sent, person)
        if launch is None or sent["redirect_uri"] != self._options.redirect_uri:
            return show_error("invalid_request", browser_language(), 404)
        refused = refusal(sent, client_id=self._options.client_id, login_hint=str(launch.person.id))
        answer = _error_fields(refused) if refused else {"id_token": self._token(launch, sent)}
        answer["state"] = sent["state"]
        return self._posting("ltiAuthForm", self._options.redirect_uri, answer)

    def certificates(self) -> Response:
        """The public key, without cache headers, as Moodle gives it."""
        text = json.dumps(self._key.key_set(), indent=4)
        return Response(text, content_type="application/json; charset=utf-8")

    def back(self) -> Response:
        """Where the tool sends people when it is done: its message, or out of the frame.

        A tool's page starts this request in the frame, so it comes without the visitor's cookie.
        """
        activity = find_activity_of_course(request.args.get("course", ""))
        if activity is None:
            abort(404)
        return show(
            "return.html",
            activity.course.language,
            course=activity.course,
            activity=activity,
            message=request.args.get("lti_msg", ""),
            error_message=request.args.get("lti_errormsg", ""),
        )

    def _launch_asked_about(self, sent: Sent, person: Person | None) -> WaitingLaunch | None:
        if person is None or not is_answerable(sent):
            return None
        return self._launches.take(sent["lti_message_hint"], person)

    def _token(self, launch: WaitingLaunch, sent: Sent) -> str:
        session_key = hmac.digest(
            self._session_secret, str(launch.person.id).encode(), hashlib.sha256
        )
        return self._key.sign(
            launch_claims(
                self._options,
                launch.person,
                launch.activity,
                nonce=sent["nonce"],
                issued_at=int(time.time()),
                session_key=session_key.hex()[:10],
                whole_page=is_handheld(),
            )
        )

    def _posting(self, form: str, action: str, fields: dict[str, str]) -> Response:
        """A page whose form a script submits at once, and a button does without scripts."""
        return show("posting.html", browser_language(), form=form, action=action, fields=fields)


def _error_fields(refused: Refusal) -> dict[str, str]:
    fields = {"error": refused.error}
    if refused.description:
        fields["error_description"] = refused.description
    return fields
