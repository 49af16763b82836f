"""Courses: the LTI contexts that a platform named."""

from dataclasses import dataclass
from uuid import uuid4

from silabo.domain import clock
from silabo.domain.answers import Caution
from silabo.domain.errors import ToolError
from silabo.domain.people import ZoneFrom
from silabo.storage import audit, platforms, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given


@dataclass(frozen=True, slots=True)
class ListedCourse:
    """A course as commands name it."""

    id: int
    public_id: str
    title: str
    platform: str
    time_zone: str  # IANA
    zone_from: ZoneFrom
    caution: Caution
    going: bool  # it is being deleted
    closed: bool  # students cannot ask


@transaction
def ensure(
    platform_id: int, deployment_id: str, context_id: str, *, title: str, time_zone: str
) -> tuple[int, bool]:
    """The number of a course, and whether it is seen for the first time.

    `title` and `time_zone` (IANA) are for a course that is new; `follow_zone` for any other.
    """
    course, made = tables.Course.ensure(
        platform=platform_id,
        deployment_id=deployment_id,
        context_id=context_id,
        defaults={
            "public_id": str(uuid4()),
            "title": title,
            "time_zone": time_zone,
            "created_at": now_ms(),
        },
    )
    return int(course.id), made


@transaction
def follow_zone(course_id: int, *, told: str, default: str) -> None:
    """Let a course keep the time of its LMS: the zone that was `told`, else the `default` of now.

    What the LMS told once stands until it tells another; what a person chose, until they let go.
    """
    zone_from = ZoneFrom(tables.Course.get_by_id(course_id).zone_from)
    if told and zone_from is not ZoneFrom.PERSON:
        tables.Course.renew(course_id, time_zone=told, zone_from=ZoneFrom.LMS)
    elif not told and zone_from is ZoneFrom.DEFAULT:
        tables.Course.renew(course_id, time_zone=default)


@transaction
def choose_zone(course_id: int, zone: str, *, default: str) -> None:
    """Put a course into this time zone (IANA) for good; the empty one lets it follow its LMS again,
    from the `default` on. Raises `ToolError`.
    """
    if zone and not clock.is_zone(zone):
        raise ToolError("unknown_zone", zone=zone[:64])
    tables.Course.update(
        time_zone=zone or default, zone_from=ZoneFrom.PERSON if zone else ZoneFrom.DEFAULT
    ).where(tables.Course.id == course_id).execute()
    note_setting(course_id, f"time zone {zone or 'of the platform'}")


@transaction
def choose_caution(course_id: int, caution: Caution) -> None:
    """Let answers in a course be so sure from now on; what was answered before stays."""
    if tables.Course.renew(course_id, caution=caution):
        note_setting(course_id, f"caution {caution}")


@transaction
def choose_approval(course_id: int, *, wanted: bool) -> None:
    """Let the answers of a course wait for an instructor's approval from now on, or none any more:
    those that wait are let go then (`silabo/storage/approval.py`).
    """
    if tables.Course.renew(course_id, approval=wanted):
        note_setting(course_id, f"approval {'wanted' if wanted else 'not wanted'}")


@reading
def approval(course_id: int) -> bool:
    """Whether answers in a course wait for an instructor's approval."""
    ((wanted,),) = _APPROVAL.rows(course=course_id)
    return bool(wanted)


def note_setting(course_id: int, what: str) -> None:
    """Note that somebody changed a setting of a course. The caller holds the transaction."""
    audit.note("setting_changed", course_id=course_id, detail=what)


@reading
def caution(course_id: int) -> Caution:
    """How sure answers in a course have to be."""
    ((kept,),) = _CAUTION.rows(course=course_id)
    return Caution(kept)


@reading
def listed() -> list[ListedCourse]:
    """Every course, in the order of their first launches."""
    rows = tables.Course.select(tables.Course, tables.Platform).join(tables.Platform)
    return [
        ListedCourse(
            id=row.id,
            public_id=row.public_id,
            title=row.title or row.label or row.context_id,
            platform=platforms.name_of(row.platform),
            time_zone=row.time_zone,
            zone_from=ZoneFrom(row.zone_from),
            caution=Caution(row.caution),
            going=row.going_at is not None,
            closed=row.closed_at is not None,
        )
        for row in rows.order_by(tables.Course.id)
    ]


@reading
def time_zones() -> list[str]:
    """The time zones of all courses, IANA names, each once."""
    return [str(zone) for (zone,) in _ZONES.rows()]


@reading
def time_zone(course_id: int) -> str:
    """The time zone of a course, an IANA name."""
    ((zone,),) = _ZONE.rows(course=course_id)
    return str(zone)


_ZONES = Statement(lambda _: tables.Course.select(tables.Course.time_zone).distinct())
_ZONE = Statement(
    lambda _: tables.Course.select(tables.Course.time_zone).where(
        tables.Course.id == given("course")
    )
)
_APPROVAL = Statement(
    lambda _: tables.Course.select(tables.Course.approval).where(
        tables.Course.id == given("course")
    )
)
_CAUTION = Statement(
    lambda _: tables.Course.select(tables.Course.caution).where(tables.Course.id == given("course"))
)
