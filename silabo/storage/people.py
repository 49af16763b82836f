"""Persons, courses and roles, as launches bring them."""

from uuid import uuid4

from silabo.domain.people import Identity, LetterChoice
from silabo.storage import audit, course_limits, courses, platforms, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given


@transaction
def admit(identity: Identity, *, language: str, time_zone: str) -> tuple[int, int]:
    """Keep who launched, the course and the role; return the numbers of person and course.

    The launch is the newest word: name, address, title and role are replaced by what it says, and
    so is the name of a platform that nobody here has named. What it says again is not written.
    `language` is for a course that names none, `time_zone` (IANA) for one whose zone nobody told or
    chose.
    """
    now = now_ms()
    platform = tables.Platform.get_by_id(identity.platform_id)
    defaults = {"public_id": str(uuid4()), "created_at": now}
    person, _ = tables.Person.ensure(issuer=platform.issuer, sub=identity.sub, defaults=defaults)
    platforms.follow_name(platform.id, identity.platform_name)
    course_id, _ = courses.ensure(
        platform.id,
        identity.deployment_id,
        identity.context_id,
        title=identity.course_title,
        time_zone=time_zone,
    )
    tables.Course.renew(
        course_id,
        title=identity.course_title,
        label=identity.course_label,
        url=identity.course_url,
    )
    language = course_limits.language(course_id) or language
    tables.Person.renew(person.id, name=identity.name, email=identity.email, language=language)
    courses.follow_zone(course_id, told=identity.time_zone, default=time_zone)
    before = _set_role(person.id, course_id, identity.role, now)
    if before != identity.role:
        audit.note(
            "role_changed",
            subject=person.public_id,
            course_id=course_id,
            platform_id=identity.platform_id,
            detail=f"{before} to {identity.role}",
        )
    return int(person.id), course_id


@transaction
def remember_letters(person_id: int, choice: LetterChoice) -> None:
    """Remember the tick "and by e-mail", and the one beside it, for the next question."""
    tables.Person.update(letters=choice.wanted, letters_if_unseen=choice.if_unseen).where(
        tables.Person.id == person_id
    ).execute()


@reading
def letter_choice(person_id: int) -> LetterChoice:
    """What this person chose last."""
    ((wanted, if_unseen),) = _LETTERS.rows(person=person_id)
    return LetterChoice(bool(wanted), bool(if_unseen))


_LETTERS = Statement(
    lambda _: tables.Person.select(tables.Person.letters, tables.Person.letters_if_unseen).where(
        tables.Person.id == given("person")
    )
)


@reading
def reader_of(stop_token: str) -> str | None:
    """The language of the person whose letters this token ends; None for an unknown one."""
    row = tables.Person.get_or_none(tables.Person.stop_token == stop_token)
    return str(row.language) if row else None


@transaction
def stop_letters(stop_token: str) -> bool:
    """Send no letter about what this token's person has asked, take the tick away, and send no
    notices about the courses that they teach.

    Once or often is the same. The next tick is a new choice. False for an unknown token. A letter
    to somebody who was merged speaks for whoever has their questions now.
    """
    row = tables.Person.get_or_none(tables.Person.stop_token == stop_token)
    if row is None:
        return False
    whose = [each for each in (row.id, row.merged_into_id) if each is not None]
    tables.Person.update(letters=False, notices=False, letters_stopped_at=now_ms()).where(
        tables.Person.id.in_(whose)
    ).execute()
    return True


@transaction
def remember_notices(person_id: int, wanted: bool, *, at_once: bool = False) -> None:
    """Remember whether an instructor wants letters about their courses, daily or at once."""
    tables.Person.update(notices=wanted, at_once=wanted and at_once).where(
        tables.Person.id == person_id
    ).execute()


@transaction
def trust_address(address: str) -> None:
    """Send to an address again that had refused letters: one has just arrived there."""
    tables.Person.update(refused_address="").where(
        tables.Person.refused_address == address
    ).execute()


def _set_role(person_id: int, course_id: int, role: str, now: int) -> str:
    """Keep what somebody is in a course; return what they were, where it was noted before."""
    row, created = tables.CourseRole.ensure(
        person=person_id, course=course_id, defaults={"name": role, "seen_at": now}
    )
    if not created:
        tables.CourseRole.update(name=role, seen_at=now).where(
            tables.CourseRole.id == row.id
        ).execute()
    return str(row.name)
