"""Which sections and activities of a backed-up course every student may see, without a condition
and at once.
"""

from collections.abc import Iterator, Mapping

from ingest.archive import Archive, Element
from ingest.containers.records import field
from ingest.containers.tar import Tape
from silabo.domain import json_text

SUBSECTION = "subsection"  # the kind of activity that shows a section of its own
_DELEGATE = "mod_subsection"  # what such a section names as its component
_NOTHING = ("", "null", "[]", "{}")


class Sections:
    """The sections of one backup, each judged once."""

    def __init__(self, archive: Tape | Archive, root: Element) -> None:
        """Judge them: those of the course first, then those that an activity of one shows."""
        self._archive = archive
        self._records: dict[str, Element] = {}
        inner = set[str]()
        for listed in root.iterfind(".//contents/sections/*"):
            key, folder = field(listed, "sectionid"), field(listed, "directory")
            record = archive.xml(f"{folder}/section.xml")
            if record is not None:
                self._records[key] = record
                if field(record, "component") or field(listed, "parentcmid"):
                    inner.add(key)
        open_ = {key for key, it in self._records.items() if _is_open(it, "availabilityjson")}
        self._shown = open_ - inner
        if inner:
            held = self._held(root)
            self._shown |= {key for key in open_ & inner if self._is_held(key, held)}

    def records(self) -> Iterator[tuple[Element, bool]]:
        """The records that are there, in order, and whether each section is shown."""
        for key, record in self._records.items():
            yield record, key in self._shown

    def module(self, activity: Element) -> Element | None:
        """The record of how an activity stands in its course."""
        return self._archive.xml(f"{field(activity, 'directory')}/module.xml")

    def shows(self, activity: Element, module: Element) -> bool:
        """Whether an activity is shown on the course's page, and its section too."""
        section = field(module, "sectionid") or field(activity, "sectionid")
        return (
            section in self._shown
            and _is_open(module, "availability")
            and field(module, "deletioninprogress") != "1"
            and field(module, "visibleoncoursepage") != "0"
        )

    def _held(self, root: Element) -> dict[str, bool]:
        """The subsections by number, and whether the course shows the activity of each."""
        held: dict[str, bool] = {}
        for activity in root.iterfind(".//contents/activities/activity"):
            if field(activity, "modulename") != SUBSECTION:
                continue
            record = self._archive.xml(f"{field(activity, 'directory')}/{SUBSECTION}.xml")
            module = self.module(activity)
            if record is not None and module is not None:
                number = record.get("id", "")
                held[number] = held.get(number, True) and self.shows(activity, module)
        return held

    def _is_held(self, key: str, held: Mapping[str, bool]) -> bool:
        """Whether a section is a subsection's whose activity is shown. Of one that another
        component has made it cannot be told who sees it.
        """
        record = self._records[key]
        is_subsection = field(record, "component") == _DELEGATE
        return is_subsection and held.get(field(record, "itemid"), False)


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
