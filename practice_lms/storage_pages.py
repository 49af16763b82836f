"""Platform storage: a frame of the LMS that keeps data for tools whose own storage is blocked.

LTI Platform Storage 1.0. Moodle has none; Canvas, Blackboard and Brightspace do.
"""

from flask import Blueprint, Response

from practice_lms.platform import Platform
from practice_lms.rendering import show
from practice_lms.visitor import browser_language


class StoragePages:
    """Serves the frame, storage.php under /mod/lti; its script does the rest."""

    def __init__(self, platform: Platform) -> None:
        """Keep what the LMS remembers."""
        self._platform = platform

    def blueprint(self) -> Blueprint:
        """The route."""
        pages = Blueprint("storage", __name__, url_prefix="/mod/lti")
        pages.add_url_rule("/storage.php", view_func=self.frame)
        return pages

    def frame(self) -> Response:
        """A page without anything to see, which answers the tools that are registered here."""
        origins = {each.origin for each in self._platform.tools.listed()}
        return show("storage.html", browser_language(), origins=" ".join(sorted(origins)))
