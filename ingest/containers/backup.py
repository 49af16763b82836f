"""Backups of Moodle courses (.mbz): what a student of the course may see, and nothing else.

Only the records named here are ever opened: the list of activities, each activity's own record and
its visibility, the sections', the course's summary and calendar, and the list of files. People,
grades, submissions, questions and logs stand in others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ingest.archive import Archive, Element
from ingest.containers.activities import WRITERS, Activity, event_page, titled
from ingest.containers.members import Contents
from ingest.containers.records import field, number, words
from ingest.containers.tar import Tape
from ingest.formats import GZIP_MAGIC
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain import json_text
from silabo.domain.errors import RejectedDocumentError

# Files of an activity that its page offers to students. What students handed in, feedback and
# pictures inside of texts are in others.
_OFFERED = {
    ("mod_resource", "content"),
    ("mod_folder", "content"),
    ("mod_assign", "introattachment"),
}
_NOTHING = ("", "$@NULL@$", "null", "[]", "{}")
_COURSE_EVENTS = ("course", "site")


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
        self._found = Contents()
        self._files = _files(archive.xml("files.xml"))
        self._moment = number(next(root.iter("backup_date"), None))

    def read(self) -> Contents:
        """What a student may see: course, sections, activities, events."""
        course = self._archive.xml("course/course.xml")
        if course is not None and words(field(course, "summary")):
            name = words(field(course, "fullname"))
            self._found.add_page(name, titled(name, field(course, "summary")))
        shown = {
            key for key, folder in self._listed("sections", "sectionid") if self._section(folder)
        }
        for element in self._root.iterfind(".//contents/activities/activity"):
            self._activity(element, shown)
        events = self._archive.xml("course/calendar.xml")
        for event in () if events is None else events.iter("event"):
            if _is_for_all(event):
                self._found.add_page(words(field(event, "name")), event_page(event))
        return self._found

    def _listed(self, kind: str, key: str) -> Iterator[tuple[str, str]]:
        """The sections of the backup: numbers and folders."""
        for element in self._root.iterfind(f".//contents/{kind}/*"):
            yield field(element, key), field(element, "directory")

    def _section(self, folder: str) -> bool:
        """Whether a section is shown; what is said in it becomes a page."""
        section = self._archive.xml(f"{folder}/section.xml")
        if section is None or not _is_open(section, "availabilityjson"):
            if section is not None:
                self._found.left_out.add("hidden_activities")
            return False
        summary = field(section, "summary")
        if words(summary):
            name = words(field(section, "name")) or f"{field(section, 'number')}"
            self._found.add_page(name, titled(name, summary))
        return True

    def _activity(self, element: Element, shown: set[str]) -> None:
        """Read an activity, if it is of a kind that says something and students may see it."""
        kind, folder = field(element, "modulename"), field(element, "directory")
        module = self._archive.xml(f"{folder}/module.xml")
        if module is None or kind not in WRITERS:
            self._found.left_out.add("members_left_out")
            return
        in_section = field(module, "sectionid") or field(element, "sectionid")
        open_ = _is_open(module, "availability") and field(module, "deletioninprogress") != "1"
        if in_section not in shown or not open_ or field(module, "visibleoncoursepage") == "0":
            self._found.left_out.add("hidden_activities")
            return
        record = self._archive.xml(f"{folder}/{kind}.xml")
        inner = None if record is None else next(record.iterchildren(kind), None)
        if record is None or inner is None:
            return
        activity = Activity(inner, words(field(inner, "name")), self._moment)
        page = WRITERS[kind](activity)
        if page:
            self._found.add_page(activity.name, page)
        offered = self._files.get(record.get("contextid", ""), [])
        for file in offered:
            title = activity.name if kind == "resource" and len(offered) == 1 else ""
            self._found.add_file(file.name, partial(self._archive.data, file.path), title)


def _is_open(record: Element, conditions: str) -> bool:
    """Whether a module or section is shown to every student, now and without a condition."""
    if field(record, "visible") == "0":
        return False
    return not _restricts(field(record, conditions))


def _restricts(text: str) -> bool:
    """Whether conditions of access restrict anybody; those that cannot be read do."""
    if text in _NOTHING:
        return False
    try:
        tree = json_text.read(text)
        return bool(tree is not None and tree.get("c"))
    except (ValueError, AttributeError):
        return True


def _is_for_all(event: Element) -> bool:
    """Whether an event of the calendar is the whole course's: of no person, group or activity."""
    return (
        field(event, "eventtype") in _COURSE_EVENTS
        and field(event, "visible") != "0"
        and field(event, "groupid") in ("0", *_NOTHING)
        and field(event, "modulename") in ("0", *_NOTHING)
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
