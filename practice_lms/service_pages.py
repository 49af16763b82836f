"""The services that tools call by themselves: access tokens, and the roster of a course."""

from urllib.parse import urlencode

import jwt
from flask import Blueprint, Response, jsonify, request

from practice_lms.access_tokens import LIFE_S
from practice_lms.platform import Platform
from practice_lms.registration import bearer_token
from practice_lms.roster import ROSTER_SCOPE, ROSTER_TYPE, members
from practice_lms.tool_keys import ToolSignatureError, verified
from practice_lms.tools import Tool
from practice_lms.world import Course

# Moodle gives as many as it is asked for. The courses here are small, and a tool should meet a
# second page before it meets a large course.
MEMBERS_A_PAGE = 3
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class ServicePages:
    """Serves token.php and the memberships of services.php under /mod/lti."""

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("services", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/token.php", view_func=self.token, methods=["POST"])
        memberships = "/services.php/CourseSection/<course_id>/bindings/<tool_id>/memberships"
        pages.add_url_rule(memberships, view_func=self.memberships)
        return pages

    def token(self) -> Response:
        """An access token for a tool that proves itself with its private key.

        RFC 7523 and the 1EdTech Security Framework, section 4. Scopes that the tool may not have
        are dropped in silence; when none is left the request is refused.
        """
        form = request.form
        if form.get("grant_type") != "client_credentials":
            return _refused("unsupported_grant_type")
        if form.get("client_assertion_type") != ASSERTION_TYPE:
            return _refused("invalid_request")
        tool = self._prover(form.get("client_assertion", ""))
        if tool is None:
            return _refused("invalid_client")
        allowed = {ROSTER_SCOPE} if tool.roster else set()
        scopes = frozenset(allowed.intersection(form.get("scope", "").split()))
        if not scopes:
            return _refused("invalid_scope")
        return jsonify(
            access_token=self._platform.access.give(tool.id, scopes),
            token_type="Bearer",  # noqa: S106 - the kind of token, no secret
            expires_in=LIFE_S,
            scope=" ".join(sorted(scopes)),
        )

    def memberships(self, course_id: str, tool_id: str) -> Response:
        """One page of the people of a course (Names and Role Provisioning Services 2.0)."""
        course, tool = self._platform.courses.find(course_id), self._platform.tools.find(tool_id)
        if course is None or tool is None:
            return Response(status=404)
        token = bearer_token(request.headers.get("Authorization", ""))
        if not tool.roster or not self._platform.access.allows(token, tool.id, ROSTER_SCOPE):
            return Response(status=401)
        # Moodle wants exactly this type, and no other one beside it.
        if request.headers.get("Accept") != ROSTER_TYPE:
            return Response(status=400)
        link = request.args.get("rlid", "")
        if link and not self._is_of(link, course, tool):
            return Response(status=404)
        return self._page(course, tool)

    def _prover(self, assertion: str) -> Tool | None:
        """The active tool that the assertion names and whose key signed it for this address."""
        try:
            unproven = jwt.decode(assertion, options={"verify_signature": False})
            tool = self._platform.tools.of_client(str(unproven.get("iss")))
            if tool is None or not tool.active:
                return None
            claims = verified(assertion, tool)
        except (jwt.InvalidTokenError, ToolSignatureError):
            return None
        audience = claims.get("aud")
        addressed = audience if isinstance(audience, list) else [audience]
        mine = f"{self._platform.options.issuer}/mod/lti/token.php" in addressed
        return tool if mine and claims.get("sub") == tool.client_id else None

    def _is_of(self, link: str, course: Course, tool: Tool) -> bool:
        return any(
            str(each.instance_id) == link and each.tool_id == tool.id
            for each in self._platform.activities.of_course(course)
        )

    def _page(self, course: Course, tool: Tool) -> Response:
        first = max(request.args.get("from", 0, type=int), 0)
        asked = request.args.get("limit", 0, type=int)
        limit = asked if 0 < asked < MEMBERS_A_PAGE else MEMBERS_A_PAGE
        found = members(course, tool, role=request.args.get("role", ""))
        response = jsonify(
            id=request.url,
            context={"id": str(course.id), "label": course.label, "title": course.title},
            members=found[first : first + limit],
        )
        response.content_type = ROSTER_TYPE
        if first + limit < len(found):
            following = {**request.args.to_dict(), "from": first + limit}
            response.headers["Link"] = f'<{request.base_url}?{urlencode(following)}>; rel="next"'
        return response


def _refused(error: str) -> Response:
    response = jsonify(error=error)
    response.status_code = 400
    return response
