"""What `flask doctor` says of time: the zone of courses beside the one that their LMS keeps."""

from collections import Counter
from collections.abc import Iterable

from silabo.domain.errors import ServiceError
from silabo.domain.findings import Finding
from silabo.domain.people import ZoneFrom
from silabo.storage import courses
from silabo.storage.courses import ListedCourse
from wiring.settings import Settings

NOBODYS = {"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Universal", "Etc/Universal"}
SET_IT = "set SILABO_TIME_ZONE, as Europe/Madrid; `flask courses zone` changes one course"


def examine_zone(settings: Settings) -> Finding:
    """Whether courses keep the time of their LMS: “today” and “tomorrow” are days of it."""
    try:
        found = courses.listed()
    except ServiceError:
        found = []  # the finding about the database says why
    detail = settings.zone if settings.time_zone else f"{settings.zone}, as this machine"
    wrong = _elsewhere(found, settings.zone) or _of_a_server(found, settings)
    return Finding(
        "time zone",
        ok=not wrong,
        detail=f"{detail}; {wrong}" if wrong else detail,
        remedy=SET_IT if wrong else "",
    )


def _elsewhere(found: Iterable[ListedCourse], zone: str) -> str:
    """Courses that have no zone of their own, beside others whose platform tells another one."""
    told: dict[str, Counter[str]] = {}
    for course in found:
        if course.zone_from is ZoneFrom.LMS:
            told.setdefault(course.platform, Counter())[course.time_zone] += 1
    for course in found:
        zones = told.get(course.platform)
        if course.zone_from is ZoneFrom.DEFAULT and zones and zone not in zones:
            return (
                f"“{course.title}” keeps {course.time_zone}, and other courses of"
                f" {course.platform} keep {zones.most_common(1)[0][0]}"
            )
    return ""


def _of_a_server(found: Iterable[ListedCourse], settings: Settings) -> str:
    # A server's clock says UTC; no timetable does, unless somebody chose it.
    if settings.time_zone or settings.zone not in NOBODYS:
        return ""
    following = sum(course.zone_from is ZoneFrom.DEFAULT for course in found)
    if not following:
        return ""
    return f"{following} of the courses take it, since nobody told where they are"
