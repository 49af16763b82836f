"""The invented university: two courses, an activity in each, five people and their roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

SERVER_TIME_ZONE = "99"  # how Moodle writes that a person keeps the server's time zone
BUENOS_AIRES = "America/Argentina/Buenos_Aires"


class CourseRole(StrEnum):
    """What a person is in a course: the last part of LTI's role names."""

    LEARNER = "Learner"
    INSTRUCTOR = "Instructor"


@dataclass(frozen=True, slots=True)
class Course:
    """A course page; `language` is the language of everything around the tool."""

    id: int
    label: str
    title: str
    language: str
    time_zone: str
    id_number: str
    summary: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One external tool in a course; `cmid` is in its address, `instance_id` in its launches."""

    cmid: int
    instance_id: int
    course: Course
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a visitor can be; `roles` has the id of each course that they belong to."""

    id: int
    username: str
    given_name: str
    family_name: str
    locale: str  # Moodle's language code: with an underscore where it has a region, such as pt_br
    id_number: str = ""
    time_zone: str = SERVER_TIME_ZONE
    roles: Mapping[int, CourseRole] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full name, as pages and launches show it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self) -> str:
        """An address at example.org, which nobody can receive letters at (RFC 2606)."""
        return f"{self.username}@example.org"


ALGEBRA = Course(
    id=2,
    label="ALG1",
    title="Álgebra Lineal I",
    language="es",
    time_zone=BUENOS_AIRES,
    id_number="ALG1-2026",
    summary="Sistemas de ecuaciones, espacios vectoriales y transformaciones lineales.",
)
OPERATING_SYSTEMS = Course(
    id=3,
    label="OS",
    title="Operating Systems",
    language="en",
    time_zone="Europe/London",
    id_number="",
    summary="Processes, memory, files and concurrency, with weekly labs.",
)
ACTIVITIES = (
    Activity(
        cmid=2,
        instance_id=1,
        course=ALGEBRA,
        name="Pregunta al curso",
        description="Pregunta sobre los documentos.\r\n\r\nLa respuesta llega por correo.",
    ),
    Activity(
        cmid=3,
        instance_id=2,
        course=OPERATING_SYSTEMS,
        name="Ask the course",
        description="Ask about the course's documents.\r\n\r\nThe answer also comes by e-mail.",
    ),
)


def _in_algebra(role: CourseRole) -> Mapping[int, CourseRole]:
    return MappingProxyType({ALGEBRA.id: role})


PEOPLE = (
    Person(
        id=3,
        username="ana.benitez",
        given_name="Ana",
        family_name="Benítez",
        locale="es",
        id_number="S-1041",
        time_zone=BUENOS_AIRES,
        roles=_in_algebra(CourseRole.LEARNER),
    ),
    Person(
        id=4,
        username="joaquin.ibanez",
        given_name="Joaquín",
        family_name="Ibáñez",
        locale="es",
        id_number="S-1077",
        time_zone=BUENOS_AIRES,
        roles=_in_algebra(CourseRole.LEARNER),
    ),
    Person(
        id=5,
        username="mariana.ferreyra",
        given_name="Mariana",
        family_name="Ferreyra",
        locale="es",
        time_zone=BUENOS_AIRES,
        roles=_in_algebra(CourseRole.INSTRUCTOR),
    ),
    Person(
        id=6,
        username="emily.carter",
        given_name="Emily",
        family_name="Carter",
        locale="en",
        roles=MappingProxyType({OPERATING_SYSTEMS.id: CourseRole.LEARNER}),
    ),
    Person(
        id=7,
        username="camille.lefevre",
        given_name="Camille",
        family_name="Lefèvre",
        locale="fr",
        roles=MappingProxyType(
            {ALGEBRA.id: CourseRole.LEARNER, OPERATING_SYSTEMS.id: CourseRole.INSTRUCTOR}
        ),
    ),
)

_ACTIVITY_BY_CMID = {str(activity.cmid): activity for activity in ACTIVITIES}
_ACTIVITY_BY_COURSE = {str(activity.course.id): activity for activity in ACTIVITIES}
_PERSON_BY_ID = {str(person.id): person for person in PEOPLE}


def find_activity(cmid: str) -> Activity | None:
    """The activity with this course module id, as it stands in an address."""
    return _ACTIVITY_BY_CMID.get(cmid)


def find_activity_of_course(course_id: str) -> Activity | None:
    """The one activity of the course with this id, as it stands in an address."""
    return _ACTIVITY_BY_COURSE.get(course_id)


def find_person(person_id: str) -> Person | None:
    """The person with this id, as a cookie or a form has it."""
    return _PERSON_BY_ID.get(person_id)


def activities_of(person: Person) -> list[Activity]:
    """The activities of the courses that the person belongs to, in the order of the courses."""
    return [activity for activity in ACTIVITIES if activity.course.id in person.roles]
