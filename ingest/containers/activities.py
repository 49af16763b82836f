"""Activities of a Moodle course as pages: what each says by itself, with its dates."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.archive import Element
from ingest.containers.records import field, number, words

# "$@PAGEVIEWBYID*12@$" stands for an address that is known only where the course is restored.
_REFERENCE = re.compile(r"\$@[A-Z]{1,40}(?:\*[\w*]{0,40})?@\$|@@PLUGINFILE@@")
_MOODLE_FORMAT_PLAIN = "2"

# The moments of an activity and what they are; whoever knows the course's language says it.
_MOMENTS = {
    "assign": (
        ("allowsubmissionsfromdate", "opens"),
        ("duedate", "due"),
        ("cutoffdate", "closes"),
    ),
    "quiz": (("timeopen", "opens"), ("timeclose", "closes")),
    "choice": (("timeopen", "opens"), ("timeclose", "closes")),
    "forum": (("duedate", "due"), ("cutoffdate", "closes")),
}


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity's own record, its name, and when the backup was made, in seconds since 1970."""

    record: Element
    name: str
    made_at: int

    @property
    def shows_description(self) -> bool:
        """Whether students see the description: Moodle hides that of an assignment until its
        opening, unless its author says otherwise.
        """
        opens = number(next(self.record.iterchildren("allowsubmissionsfromdate"), None))
        return field(self.record, "alwaysshowdescription") == "1" or opens <= self.made_at

    @property
    def shows_files(self) -> bool:
        """Whether students see the files that it offers: never before its description, and some
        only while they hand in.
        """
        return self.shows_description and field(self.record, "submissionattachments") in ("", "0")


def titled(name: str, markup: str) -> str:
    """A page of this markup, with a name over it."""
    return f"<h1>{html.escape(name)}</h1><div>{_REFERENCE.sub('', markup)}</div>"


def _page(activity: Activity, *parts: str) -> str:
    """A page with the activity's name over it; "" where it says nothing."""
    said = [part for part in parts if words(part)]
    return f"<h1>{html.escape(activity.name)}</h1>{''.join(said)}" if said else ""


def _text(record: Element, name: str, form: str) -> str:
    """A field with markup, or without where its author wrote plain text."""
    text = _REFERENCE.sub("", field(record, name))
    if field(record, form) == _MOODLE_FORMAT_PLAIN:
        return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<div>{text}</div>"


def _moments(activity: Activity) -> str:
    """The activity's dates, as marks of moments."""
    kind = activity.record.tag
    lines = []
    for name, what in _MOMENTS.get(kind, ()):
        moment = number(next(activity.record.iterchildren(name), None))
        if moment:
            lines.append(f"<p>{{{what}:{moment}}}</p>")
    return "".join(lines)


def _described(activity: Activity) -> str:
    """An activity of which the description and the dates are shown."""
    intro = _text(activity.record, "intro", "introformat") if activity.shows_description else ""
    return _page(activity, intro, _moments(activity))


def _of_page(activity: Activity) -> str:
    record = activity.record
    return _page(
        activity,
        _text(record, "intro", "introformat"),
        _text(record, "content", "contentformat"),
    )


def _of_label(activity: Activity) -> str:
    intro = _text(activity.record, "intro", "introformat")
    return intro if words(intro) else ""


def _of_book(activity: Activity) -> str:
    """A book with its chapters, without those that are hidden."""
    chapters = [
        f"<h2>{html.escape(words(field(chapter, 'title')))}</h2>"
        + _text(chapter, "content", "contentformat")
        for chapter in activity.record.iterfind("chapters/chapter")
        if field(chapter, "hidden") != "1"
    ]
    return _page(activity, _text(activity.record, "intro", "introformat"), *chapters)


def _of_url(activity: Activity) -> str:
    """A link of the course, with what is said of it."""
    address = html.escape(field(activity.record, "externalurl"), quote=True)
    link = f'<p><a href="{address}">{html.escape(activity.name)}</a></p>'
    return _page(activity, link, _text(activity.record, "intro", "introformat"))


WRITERS: dict[str, Callable[[Activity], str]] = {
    "page": _of_page,
    "label": _of_label,
    "book": _of_book,
    "url": _of_url,
    "assign": _described,
    "quiz": _described,
    "forum": _described,
    "choice": _described,
    "resource": _described,
    "folder": _described,
}


def event_page(event: Element) -> str:
    """An event of the calendar as a page."""
    name = html.escape(words(field(event, "name")))
    start = number(next(event.iterchildren("timestart"), None))
    when = f"<p>{name}: {{time:{start}}}</p>" if start else ""
    return f"<h1>{name}</h1>{when}<div>{field(event, 'description')}</div>"
