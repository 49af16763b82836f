"""The LTI 1.3 side, which tools talk to: login initiation, authentication, keys and return."""

import json
import time

from flask import Blueprint, Response, abort, request

from practice_lms.claims import launch_claims
from practice_lms.demands import READ, Refusal, Sent, is_answerable, refusal
from practice_lms.entrance import enter, enter_as_editor
from practice_lms.launches import Message, WaitingLaunch
from practice_lms.platform import Platform
from practice_lms.rendering import show, show_error, show_posting
from practice_lms.visitor import browser_language, is_handheld, repost, visitor
from practice_lms.world import Person

STORAGE_FRAME = "lti_platform_storage"


class PlatformPages:
    """Serves launch.php, contentitem.php, auth.php, certs.php and return.php under /mod/lti."""

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("platform", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/launch.php", view_func=self.launch)
        pages.add_url_rule("/contentitem.php", view_func=self.place)
        pages.add_url_rule("/auth.php", view_func=self.authenticate, methods=["GET", "POST"])
        pages.add_url_rule("/certs.php", view_func=self.certificates)
        pages.add_url_rule("/return.php", view_func=self.back)
        return pages

    def launch(self) -> Response:
        """Begin the launch of an activity."""
        person, activity = enter(self._platform.activities.find(request.args.get("id", "")))
        tool = self._platform.tools.get(activity.tool_id)
        return self._begin(Message(person, tool, activity.course, activity))

    def place(self) -> Response:
        """Begin a deep linking launch: the tool says what is to be placed in the course."""
        person, course = enter_as_editor(
            self._platform.courses.find(request.args.get("course", ""))
        )
        tool = self._platform.tools.find(request.args.get("id", ""))
        if tool is None or not tool.deep_linking:
            abort(404)
        return self._begin(Message(person, tool, course))

    def authenticate(self) -> Response:
        """Answer a tool's authentication request with an id_token, an error post, or a 404 page.

        The browser leaves the visitor's cookie out of a request that the tool's page started in the
        frame. As Moodle does, such a request is answered with a form that posts the same fields
        from a page of this site, and then the cookie comes along.
        """
        person = visitor()
        again = repost(person)
        if again:
            return show_posting("repost_form", *again)
        sent = {name: request.form.get(name, request.args.get(name, "")) for name in READ}
        launch = self._launch_asked_about(sent, person)
        if launch is None or sent["redirect_uri"] not in launch.message.tool.redirect_uris:
            return show_error("invalid_request", browser_language(), 404)
        message = launch.message
        refused = refusal(sent, client_id=message.tool.client_id, login_hint=str(message.person.id))
        answer = _error_fields(refused) if refused else {"id_token": self._token(message, sent)}
        answer["state"] = sent["state"]
        return show_posting("ltiAuthForm", sent["redirect_uri"], answer)

    def certificates(self) -> Response:
        """The public key, without cache headers, as Moodle gives it."""
        text = json.dumps(self._platform.key.key_set(), indent=4)
        return Response(text, content_type="application/json; charset=utf-8")

    def back(self) -> Response:
        """Where the tool sends people when it is done: its message, or out of the frame.

        A tool's page starts this request in the frame, so it comes without the visitor's cookie.
        """
        course = self._platform.courses.find(request.args.get("course", ""))
        if course is None:
            abort(404)
        return show(
            "return.html",
            course.language,
            title=course.title,
            onward=f"/course/view.php?id={course.id}",
            message=request.args.get("lti_msg", ""),
            error_message=request.args.get("lti_errormsg", ""),
        )

    def _begin(self, message: Message) -> Response:
        """Post a login initiation to the tool (OpenID Connect third-party initiated login)."""
        launch = self._platform.launches.begin(message)
        tool = message.tool
        fields = {
            "iss": self._platform.options.issuer,
            "target_link_uri": tool.target_url,
            "login_hint": str(message.person.id),
            "lti_message_hint": launch.message_hint,
            "client_id": tool.client_id,
            "lti_deployment_id": tool.deployment_id,
        }
        if tool.platform_storage:
            fields["lti_storage_target"] = STORAGE_FRAME
        return show_posting("ltiInitiateLoginForm", tool.login_url, fields)

    def _launch_asked_about(self, sent: Sent, person: Person | None) -> WaitingLaunch | None:
        if person is None or not is_answerable(sent):
            return None
        return self._platform.launches.take(sent["lti_message_hint"], person)

    def _token(self, message: Message, sent: Sent) -> str:
        return self._platform.key.sign(
            launch_claims(
                self._platform.options,
                message,
                nonce=sent["nonce"],
                issued_at=int(time.time()),
                session_key=self._platform.session_key(message.person),
                handheld=is_handheld(),
            )
        )


def _error_fields(refused: Refusal) -> dict[str, str]:
    fields = {"error": refused.error}
    if refused.description:
        fields["error_description"] = refused.description
    return fields
