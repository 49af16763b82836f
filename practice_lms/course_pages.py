"""The pages that people walk through: the start page, a course, and its activities."""

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for

from practice_lms.claims import NEW_WINDOW, container
from practice_lms.entrance import enter, enter_as_editor, enter_course
from practice_lms.platform import Platform
from practice_lms.platform_pages import STORAGE_FRAME
from practice_lms.rendering import show
from practice_lms.visitor import (
    become,
    browser_language,
    is_handheld,
    is_own_form,
    own_page,
    visitor,
)
from practice_lms.world import CourseRole, find_person, people_of


class CoursePages:
    """Serves /, /login/index.php, /course/view.php, /course/frames.php, /backup/copy.php
    and /mod/lti/view.php.
    """

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("courses", __name__)
        pages.add_url_rule("/", view_func=self.start)
        pages.add_url_rule("/login/index.php", view_func=self.choose, methods=["POST"])
        pages.add_url_rule("/course/view.php", view_func=self.course)
        pages.add_url_rule("/course/frames.php", view_func=self.frames)
        pages.add_url_rule("/backup/copy.php", view_func=self.copy, methods=["POST"])
        pages.add_url_rule("/mod/lti/view.php", view_func=self.activity)
        return pages

    def start(self) -> Response:
        """What this place is, and the three steps through it."""
        person = visitor()
        return show(
            "start.html",
            browser_language(),
            activities=self._platform.activities.of_person(person) if person else [],
            next_page=own_page(request.args.get("next", "/")),
        )

    def choose(self) -> Response:
        """Become somebody else, from a form of this site only, and go back to the page."""
        person = find_person(request.form.get("person", ""))
        if person is None or not is_own_form(self._platform.options):
            abort(403)
        response = make_response(redirect(own_page(request.form.get("next", "/")), code=303))
        become(response, person, self._platform.options)
        return response

    def course(self) -> Response:
        """The page of one course."""
        person, course = enter_course(self._platform.courses.find(request.args.get("id", "")))
        instructors = [
            each.name for each in people_of(course) if each.role_in(course) is CourseRole.INSTRUCTOR
        ]
        return show(
            "course.html",
            course.language,
            course=course,
            activities=self._platform.activities.of_course(course),
            instructors=", ".join(instructors),
            may_edit=person.may_edit(course),
        )

    def copy(self) -> Response:
        """Copy a course: a new context with the same people and activities, and a history."""
        _, course = enter_as_editor(self._platform.courses.find(request.form.get("id", "")))
        if not is_own_form(self._platform.options):
            abort(403)
        made = self._platform.courses.copy(course)
        self._platform.activities.copy(course, made)
        return make_response(redirect(url_for("courses.course", id=made.id), code=303))

    def frames(self) -> Response:
        """All activities of a course on one page, each in a frame of its own."""
        _, course = enter_course(self._platform.courses.find(request.args.get("id", "")))
        return show(
            "frames.html",
            course.language,
            course=course,
            activities=self._platform.activities.of_course(course),
            tool_url_of=lambda each: self._platform.tools.get(each.tool_id).origin,
        )

    def activity(self) -> Response:
        """The activity with the tool in a frame; on phones and tablets the tool alone."""
        _, activity = enter(self._platform.activities.find(request.args.get("id", "")))
        launch = url_for("platform.launch", id=activity.cmid)
        if is_handheld():
            return make_response(redirect(launch, code=303))
        tool = self._platform.tools.get(activity.tool_id)
        return show(
            "activity.html",
            activity.course.language,
            course=activity.course,
            activity=activity,
            activities=self._platform.activities.of_course(activity.course),
            beside_index=request.args.get("index") == "open",
            tool_url=tool.origin,
            launch=launch,
            in_new_window=container(activity, handheld=False) == NEW_WINDOW,
            storage_frame=STORAGE_FRAME if tool.platform_storage else "",
        )
