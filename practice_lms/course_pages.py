"""The pages that people walk through: the start page, a course, and its activity with the tool."""

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for

from practice_lms.entrance import enter
from practice_lms.options import PracticeOptions
from practice_lms.rendering import show
from practice_lms.visitor import (
    become,
    browser_language,
    is_handheld,
    is_own_form,
    own_page,
    visitor,
)
from practice_lms.world import (
    PEOPLE,
    CourseRole,
    activities_of,
    find_activity,
    find_activity_of_course,
    find_person,
)


class CoursePages:
    """Serves /, /login/index.php, /course/view.php and /mod/lti/view.php."""

    def __init__(self, options: PracticeOptions) -> None:
        """Keep the options."""
        self._options = options

    def blueprint(self) -> Blueprint:
        """The routes, under the addresses that Moodle uses."""
        pages = Blueprint("courses", __name__)
        pages.add_url_rule("/", view_func=self.start)
        pages.add_url_rule("/login/index.php", view_func=self.choose, methods=["POST"])
        pages.add_url_rule("/course/view.php", view_func=self.course)
        pages.add_url_rule("/mod/lti/view.php", view_func=self.activity)
        return pages

    def start(self) -> Response:
        """What this place is, and the three steps through it."""
        person = visitor()
        return show(
            "start.html",
            browser_language(),
            activities=activities_of(person) if person else [],
            next_page=own_page(request.args.get("next", "/")),
        )

    def choose(self) -> Response:
        """Become somebody else, from a form of this site only, and go back to the page."""
        person = find_person(request.form.get("person", ""))
        if person is None or not is_own_form(self._options):
            abort(403)
        response = make_response(redirect(own_page(request.form.get("next", "/")), code=303))
        become(response, person, self._options)
        return response

    def course(self) -> Response:
        """The page of one course."""
        _, activity = enter(find_activity_of_course(request.args.get("id", "")))
        course = activity.course
        instructors = [
            person.name for person in PEOPLE if person.roles.get(course.id) is CourseRole.INSTRUCTOR
        ]
        return show(
            "course.html",
            course.language,
            course=course,
            activity=activity,
            instructors=", ".join(instructors),
        )

    def activity(self) -> Response:
        """The activity with the tool in a frame; on phones and tablets the tool alone."""
        _, activity = enter(find_activity(request.args.get("id", "")))
        if is_handheld():
            launch = url_for("platform.launch", id=activity.cmid)
            return make_response(redirect(launch, code=303))
        return show(
            "activity.html",
            activity.course.language,
            course=activity.course,
            activity=activity,
            tool_url=self._options.tool_url,
        )
