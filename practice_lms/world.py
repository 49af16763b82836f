"""The invented university: two courses, an activity in each, eight people and their roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

SERVER_TIME_ZONE = "99"  # how Moodle writes that a person keeps the server's time zone
BUENOS_AIRES = "America/Argentina/Buenos_Aires"


class CourseRole(StrEnum):
    """What a person is in a course."""

    LEARNER = "learner"
    INSTRUCTOR = "instructor"
    NON_EDITING = "non_editing"  # teaches and marks, but does not change the course


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
    history: tuple[int, ...] = ()  # ids of the courses that it is a copy of, the nearest first

    @property
    def enrolment(self) -> int:
        """The id of the course whose people are in this one: a copy is made with its people."""
        return self.history[-1] if self.history else self.id


@dataclass(frozen=True, slots=True)
class Activity:
    """One external tool in a course; `cmid` is in its address, `instance_id` in its launches.

    `custom` has the activity's own parameters as Moodle keeps them: `name=value`, one a line.
    """

    cmid: int
    instance_id: int
    course: Course
    name: str
    description: str
    tool_id: int = 1
    custom: str = ""
    new_window: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a visitor can be; `roles` has the id of each course of the demo that they
    belong to.
    """

    id: int
    username: str
    given_name: str
    family_name: str
    locale: str  # Moodle's language code: with an underscore where it has a region, such as pt_br
    id_number: str = ""
    time_zone: str = SERVER_TIME_ZONE
    roles: Mapping[int, CourseRole] = field(default_factory=dict)
    is_administrator: bool = False  # of the institution: enters every course

    def may_enter(self, course: Course) -> bool:
        """Whether the LMS lets this person into the course."""
        return self.is_administrator or self.role_in(course) is not None

    def may_edit(self, course: Course) -> bool:
        """Whether this person may add activities to the course."""
        return self.is_administrator or self.role_in(course) is CourseRole.INSTRUCTOR

    def role_in(self, course: Course) -> CourseRole | None:
        """What this person is in the course; None for who is no part of it."""
        return self.roles.get(course.enrolment)

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
COURSES = (ALGEBRA, OPERATING_SYSTEMS)
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


def _of_algebra(
    person_id: int, username: str, name: str, role: CourseRole, *, id_number: str = ""
) -> Person:
    given_name, family_name = name.split()
    return Person(
        id=person_id,
        username=username,
        given_name=given_name,
        family_name=family_name,
        locale="es",
        id_number=id_number,
        time_zone=BUENOS_AIRES,
        roles=MappingProxyType({ALGEBRA.id: role}),
    )


PEOPLE = (
    _of_algebra(3, "ana.benitez", "Ana Benítez", CourseRole.LEARNER, id_number="S-1041"),
    _of_algebra(4, "joaquin.ibanez", "Joaquín Ibáñez", CourseRole.LEARNER, id_number="S-1077"),
    _of_algebra(5, "mariana.ferreyra", "Mariana Ferreyra", CourseRole.INSTRUCTOR),
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
    _of_algebra(8, "gabriel.rios", "Gabriel Ríos", CourseRole.NON_EDITING),
    Person(
        id=9,
        username="teresa.vidal",
        given_name="Teresa",
        family_name="Vidal",
        locale="es",
        is_administrator=True,
    ),
    Person(
        id=10,
        username="oliver.grant",
        given_name="Oliver",
        family_name="Grant",
        locale="en",
        roles=MappingProxyType({OPERATING_SYSTEMS.id: CourseRole.INSTRUCTOR}),
        is_administrator=True,
    ),
)

_PERSON_BY_ID = {str(person.id): person for person in PEOPLE}


def find_person(person_id: str) -> Person | None:
    """The person with this id, as a cookie or a form has it."""
    return _PERSON_BY_ID.get(person_id)


def people_of(course: Course) -> list[Person]:
    """Everybody who is something in the course; administrators of the institution are not."""
    return [person for person in PEOPLE if person.role_in(course)]
