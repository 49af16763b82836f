"""The administrator's page of tools: adding one by its address, and the switches of each."""

from urllib.parse import urlencode

from flask import Blueprint, Response, abort, g, make_response, redirect, request, url_for

from practice_lms.entrance import enter_as_administrator
from practice_lms.platform import Platform
from practice_lms.rendering import show
from practice_lms.tools import SWITCHES, origin
from practice_lms.visitor import browser_language, is_own_form


class ToolPages:
    """Serves toolconfigure.php under /mod/lti."""

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The routes, under the address that Moodle uses."""
        pages = Blueprint("tools", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/toolconfigure.php", view_func=self.listed)
        pages.add_url_rule("/toolconfigure.php", "change", self.change, methods=["POST"])
        return pages

    def listed(self) -> Response:
        """Every tool; with `url`, the frame in which the tool of that address registers itself."""
        enter_as_administrator()
        url = request.args.get("url", "").strip()
        start = ""
        if origin(url):
            g.framed_origin = origin(url)  # the page's policy lets this tool into its frame
            query = urlencode({"url": url, "email": request.args.get("email", "")})
            page = "registration.legacy" if "legacy" in request.args else "registration.start"
            start = f"{url_for(page)}?{query}"
        return show(
            "tools.html",
            browser_language(),
            tools=self._platform.tools.listed(),
            switches=SWITCHES,
            start=start,
            url=url,
        )

    def change(self) -> Response:
        """Turn the switches of a tool as the form says."""
        enter_as_administrator()
        tool = self._platform.tools.find(request.form.get("id", ""))
        if tool is None or not is_own_form(self._platform.options):
            abort(403)
        turned = {name: name in request.form for name in SWITCHES}
        self._platform.tools.change(tool.id, **turned)
        return make_response(redirect(url_for("tools.listed"), code=303))
