"""Adding an activity to a course: by its form, or by what the tool itself proposes."""

import hmac
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for

from practice_lms.entrance import enter_as_editor
from practice_lms.placing import Answer, EmptyCustomError, Item, read_answer
from practice_lms.platform import Platform
from practice_lms.rendering import show, show_error, show_posting
from practice_lms.tool_keys import ToolSignatureError
from practice_lms.tools import Tool
from practice_lms.visitor import browser_language, is_own_form, repost, visitor
from practice_lms.world import Activity, Course

LONGEST_NAME = 255


class PlacingPages:
    """Serves /course/modedit.php and /mod/lti/contentitem_return.php."""

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("placing", __name__)
        pages.add_url_rule("/course/modedit.php", view_func=self.form)
        pages.add_url_rule("/course/modedit.php", "add", self.add, methods=["POST"])
        pages.add_url_rule(
            "/mod/lti/contentitem_return.php", view_func=self.placed, methods=["POST"]
        )
        return pages

    def form(self) -> Response:
        """The form; with `select`, the frame in which the tool proposes an activity."""
        _, course = enter_as_editor(self._platform.courses.find(request.args.get("course", "")))
        tools = [each for each in self._platform.tools.listed() if each.active and each.in_chooser]
        chosen = self._platform.tools.find(request.args.get("tool", ""))
        selecting = ""
        if chosen in tools and "select" in request.args:
            selecting = url_for("platform.place", course=course.id, id=chosen.id)
        return show(
            "add_activity.html",
            course.language,
            course=course,
            tools=tools,
            chosen=chosen,
            selecting=selecting,
            longest=LONGEST_NAME,
        )

    def add(self) -> Response:
        """Add the activity that the form describes."""
        _, course = enter_as_editor(self._platform.courses.find(request.form.get("course", "")))
        tool = self._platform.tools.find(request.form.get("tool", ""))
        if tool is None or not is_own_form(self._platform.options):
            abort(403)
        item = Item(request.form.get("name", "").strip(), "", "")
        self._add(course, tool, item, new_window="new_window" in request.form)
        return make_response(redirect(url_for("courses.course", id=course.id), code=303))

    def placed(self) -> Response:
        """Take the tool's answer, which its page posted here from the frame."""
        again = repost(visitor())
        if again:
            return show_posting("repost_form", *again)
        person, course = enter_as_editor(
            self._platform.courses.find(request.args.get("course", ""))
        )
        tool = self._platform.tools.find(request.args.get("id", ""))
        said = request.args.get("sesskey", "").encode()
        if tool is None or not hmac.compare_digest(
            said, self._platform.session_key(person).encode()
        ):
            abort(403)
        try:
            answer = read_answer(request.form.get("JWT", ""), tool)
        except ToolSignatureError:
            return show_error("bad_answer", browser_language(), 400)
        except EmptyCustomError:
            return show_error("empty_custom", browser_language(), 500)
        for item in answer.items:
            self._add(course, tool, item)
        return self._done(course, tool, answer)

    def _add(self, course: Course, tool: Tool, item: Item, *, new_window: bool = False) -> None:
        self._platform.activities.add(
            Activity(
                cmid=0,
                instance_id=0,
                course=course,
                name=item.title[:LONGEST_NAME] or tool.name,
                description=item.text,
                tool_id=tool.id,
                custom=item.custom,
                new_window=new_window,
            )
        )

    def _done(self, course: Course, tool: Tool, answer: Answer) -> Response:
        """Out of the frame: to the course with its new activity, after a cancel to the form."""
        form = f"/course/modedit.php?{urlencode({'course': course.id, 'tool': tool.id})}"
        return show(
            "return.html",
            course.language,
            title=course.title,
            onward=f"/course/view.php?id={course.id}" if answer.items else form,
            message=answer.message,
            error_message=answer.error_message,
        )
