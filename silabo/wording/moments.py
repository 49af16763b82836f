"""Moments of a course that its records keep as numbers, as people read them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from silabo.wording import dates
from silabo.wording.catalogues import mark, say

_MARK = re.compile(r"\{(opens|due|closes|time):(\d{1,11})\}")
_SENTENCES = {
    "opens": mark("Opens: %(moment)s"),
    "due": mark("Due: %(moment)s"),
    "closes": mark("Closes: %(moment)s"),
    "time": mark("When: %(moment)s"),
}


def dated(text: str, zone: str, language: str) -> str:
    """A text with its marks of moments, such as {due:1777852740}, as day and time in a zone:
    "Due: May 3, 2026, 23:59".
    """

    def said(found: re.Match[str]) -> str:
        moment = datetime.fromtimestamp(int(found[2]), UTC)
        clock = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        shown = f"{dates.day(moment, zone, language)}, {clock}"
        return say(language, _SENTENCES[found[1]], moment=shown)

    return _MARK.sub(said, text)
