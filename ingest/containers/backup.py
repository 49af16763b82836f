"""Backups of Moodle courses (.mbz): what a student of the course may see, and nothing else.

Only the records named here are ever opened: the list of activities, each activity's own record and
its visibility, the sections', the course's summary and calendar, and the list of files. People,
grades, submissions, questions and logs stand in others.
"""

from dataclasses import dataclass
from functools import partial

from ingest.archive import Archive, Element
from ingest.containers.activities import WRITERS, Activity, event_page, titled
from ingest.containers.members import Contents
from ingest.containers.records import field, number, words
from ingest.containers.sections import SUBSECTION, Sections
from ingest.containers.tar import Tape
from ingest.formats import GZIP_MAGIC
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

# Files of an activity that its page offers to students. What students handed in, feedback and
# pictures inside of texts are in others.
_OFFERED = {
    ("mod_resource", "content"),
    ("mod_folder", "content"),
    ("mod_assign", "introattachment"),
}
_COURSE_EVENTS = ("course", "site")
_NONE = ("", "0", "null")


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the backup lists it."""

    name: str
    path: str  # where its bytes are in the backup


def found(data: bytes, limits: Limits) -> Contents:
    """The documents of a backup, under their Moodle names."""
    archive = Tape(data, limits) if data.startswith(GZIP_MAGIC) else Archive(data, limits)
    root = archive.xml("moodle_backup.xml")
    if root is None:
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=".mbz")
    return _Backup(archive, root).read()


class _Backup:
    """Walks through the activities of one backup."""

    def __init__(self, archive: Tape | Archive, root: Element) -> None:
        """Find what is visible."""
        self._archive, self._root = archive, root
        self._sections = Sections(archive, root)
        self._found = Contents()
        self._files = _files(archive.xml("files.xml"))
        self._moment = number(next(root.iter("backup_date"), None))

    def read(self) -> Contents:
        """What a student may see: course, sections, activities, events."""
        course = self._archive.xml("course/course.xml")
        if course is not None and words(field(course, "summary")):
            name = words(field(course, "fullname"))
            self._found.add_page(name, titled(name, field(course, "summary")))
        for record, is_shown in self._sections.records():
            self._section(record, is_shown=is_shown)
        for element in self._root.iterfind(".//contents/activities/activity"):
            self._activity(element)
        events = self._archive.xml("course/calendar.xml")
        for event in () if events is None else events.iter("event"):
            if _is_for_all(event):
                self._found.add_page(words(field(event, "name")), event_page(event))
        return self._found

    def _section(self, section: Element, *, is_shown: bool) -> None:
        """What is said in a section that is shown becomes a page."""
        if not is_shown:
            self._found.left_out.add("hidden_activities")
            return
        summary = field(section, "summary")
        if words(summary):
            name = words(field(section, "name")) or f"{field(section, 'number')}"
            self._found.add_page(name, titled(name, summary))

    def _activity(self, element: Element) -> None:
        """Read an activity, if it is of a kind that says something and students may see it."""
        kind, folder = field(element, "modulename"), field(element, "directory")
        module = self._sections.module(element)
        if module is None or kind not in (*WRITERS, SUBSECTION):
            self._found.left_out.add("members_left_out")
            return
        if not self._sections.shows(element, module):
            self._found.left_out.add("hidden_activities")
            return
        if kind in WRITERS:
            self._read(kind, folder)

    def _read(self, kind: str, folder: str) -> None:
        """What an activity that is shown says, and the files that it offers."""
        record = self._archive.xml(f"{folder}/{kind}.xml")
        inner = None if record is None else next(record.iterchildren(kind), None)
        if record is None or inner is None:
            return
        activity = Activity(inner, words(field(inner, "name")), self._moment)
        page = WRITERS[kind](activity)
        if page:
            self._found.add_page(activity.name, page)
        offered = self._files.get(record.get("contextid", ""), [])
        if not activity.shows_description or (offered and not activity.shows_files):
            self._found.left_out.add("hidden_activities")
        for file in offered if activity.shows_files else ():
            title = activity.name if kind == "resource" and len(offered) == 1 else ""
            self._found.add_file(file.name, partial(self._archive.data, file.path), title)


def _is_for_all(event: Element) -> bool:
    """Whether an event of the calendar is the whole course's: of no person, group or activity."""
    return (
        field(event, "eventtype") in _COURSE_EVENTS
        and field(event, "visible") != "0"
        and field(event, "groupid") in _NONE
        and field(event, "modulename") in _NONE
    )


def _files(listed: Element | None) -> dict[str, list[_File]]:
    """The files that activities offer, by their contexts."""
    found: dict[str, list[_File]] = {}
    for each in () if listed is None else listed.iterchildren("file"):
        digest, name = field(each, "contenthash"), field(each, "filename")
        area = (field(each, "component"), field(each, "filearea"))
        if area not in _OFFERED or name in ("", ".") or not digest.isalnum():
            continue
        file = _File(name, f"files/{digest[:2]}/{digest}")
        found.setdefault(field(each, "contextid"), []).append(file)
    return found
