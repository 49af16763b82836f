import pytest

from silabo.domain.errors import ToolError
from silabo.domain.people import LetterChoice, Role
from silabo.storage import courses, database, people, platforms
from silabo.storage.tables import Course, CourseRole, Person
from tests import seeds
from tests.parallel import at_once


def admit(platform: int, **changes: object) -> tuple[int, int]:
    return people.admit(
        seeds.identity(platform, **changes), language="es", time_zone="Europe/Madrid"
    )


def test_the_same_sub_at_two_issuers_is_two_persons(db: None) -> None:
    here, there = seeds.platform(), seeds.platform("https://other.example")

    assert admit(here)[0] != admit(there)[0]


def test_the_same_sub_at_two_clients_of_an_issuer_is_one_person(db: None) -> None:
    one, two = seeds.platform(), seeds.platform(client_id="another")

    assert admit(one)[0] == admit(two)[0]


def test_subs_are_compared_byte_by_byte(db: None) -> None:
    platform = seeds.platform()
    numbers = {admit(platform, sub=sub)[0] for sub in ("ana", "Ana", "ana ", "aná")}

    assert len(numbers) == 4


def test_the_same_context_id_at_two_platforms_and_deployments_is_other_courses(db: None) -> None:
    one, two = seeds.platform(), seeds.platform(client_id="another")
    numbers = [admit(one)[1], admit(two)[1], admit(one, deployment_id="9")[1], admit(one)[1]]

    assert len(set(numbers)) == 3
    assert numbers[0] == numbers[3]


def test_the_last_launch_says_name_address_course_and_role(db: None) -> None:
    platform = seeds.platform()
    admit(platform, role=Role.INSTRUCTOR)
    person, course = admit(
        platform, name="Ana B.", email="", course_title="Álgebra II", role=Role.LEARNER
    )
    kept, title = Person.get_by_id(person), Course.get_by_id(course).title

    assert (kept.name, kept.email, title) == ("Ana B.", "", "Álgebra II")
    assert [role.name for role in CourseRole.select()] == [Role.LEARNER]


def test_a_role_is_of_one_course(db: None) -> None:
    platform = seeds.platform()
    person, _ = admit(platform, role=Role.INSTRUCTOR)
    _, other = admit(platform, context_id="7", role=Role.LEARNER)
    roles = {role.course_id: role.name for role in CourseRole.select()}

    assert sorted(roles.values()) == [Role.INSTRUCTOR, Role.LEARNER]
    assert roles[other] == Role.LEARNER
    assert {role.person_id for role in CourseRole.select()} == {person}


def zone(course: int) -> tuple[str, str]:
    row = Course.get_by_id(course)
    return row.time_zone, row.zone_from


@pytest.mark.row("zone-2")
def test_a_course_follows_the_setting_until_its_platform_tells_its_zone(db: None) -> None:
    platform = seeds.platform()
    _, course = admit(platform)
    zones = [zone(course)]
    for told in ("", "America/Lima", "", "America/Bogota"):
        launched = seeds.identity(platform, time_zone=told)
        people.admit(launched, language="es", time_zone="America/Montevideo")
        zones.append(zone(course))

    assert zones == [
        ("Europe/Madrid", "default"),
        ("America/Montevideo", "default"),
        ("America/Lima", "lms"),
        ("America/Lima", "lms"),
        ("America/Bogota", "lms"),
    ]


@pytest.mark.row("zone-2")
def test_a_zone_that_a_person_chose_stays_until_they_let_go(db: None) -> None:
    platform = seeds.platform()
    _, course = admit(platform)
    courses.choose_zone(course, "Asia/Tokyo", default="UTC")
    admit(platform, time_zone="America/Lima")
    chosen = zone(course)
    courses.choose_zone(course, "", default="UTC")
    let_go = zone(course)
    admit(platform, time_zone="America/Lima")

    assert chosen == ("Asia/Tokyo", "person")
    assert let_go == ("UTC", "default")
    assert zone(course) == ("America/Lima", "lms")


def test_a_zone_that_is_none_is_not_chosen(db: None) -> None:
    _, course = seeds.member()
    with pytest.raises(ToolError, match="unknown_zone"):
        courses.choose_zone(course, "Middle/Earth", default="UTC")

    assert zone(course) == ("Europe/Madrid", "default")


def test_names_and_addresses_follow_each_launch(db: None) -> None:
    platform = seeds.platform()
    person, course = admit(platform)
    changes = {"name": "Ana B.", "email": "b@example.org", "course_title": "Álgebra II"}
    admit(platform, **changes, course_label="ALG2", course_url="https://lms.example/c/3")
    row, who = Course.get_by_id(course), Person.get_by_id(person)

    assert (who.name, who.email) == ("Ana B.", "b@example.org")
    assert (row.title, row.label, row.url) == ("Álgebra II", "ALG2", "https://lms.example/c/3")


@pytest.mark.row("growth-6")
def test_a_launch_that_says_what_the_last_one_said_writes_its_role_alone(db: None) -> None:
    platform = seeds.platform()
    told = {"time_zone": "America/Lima", "role": Role.INSTRUCTOR, "platform_name": "Campus"}
    admit(platform, **told)
    written: list[str] = []
    hook = database.database.obj.query_hooks.append
    hook(lambda query: written.append(query.sql) if "UPDATE" in query.sql[:8] else None)
    admit(platform, **told)
    again = [sql.replace("`", '"').split('"')[1] for sql in written]
    admit(platform, **told, name="Ana B.")

    assert again == ["course_role"]
    assert len(written) == 3


def test_a_platform_that_nobody_named_is_called_what_its_lms_calls_itself(db: None) -> None:
    platform = platforms.register(seeds.registration(name=""))
    called = [platforms.get(platform).name]
    for told in ("Campus", "", "Campus Sur"):
        admit(platform, platform_name=told)
        called.append(platforms.get(platform).name)

    assert called == ["https://lms.example", "Campus", "Campus", "Campus Sur"]


def test_a_name_that_the_administrator_gave_stays(db: None) -> None:
    platform = platforms.register(seeds.registration(name=""))
    admit(platform, platform_name="Campus")
    platforms.register(seeds.registration(name="Uni"))
    admit(platform, platform_name="Campus Sur")
    renewed = platforms.register(seeds.registration(name=""))

    assert platforms.get(renewed).name == "Uni"


def test_a_course_is_made_once(db: None) -> None:
    platform = seeds.platform()
    made = at_once(8, lambda _: courses.ensure(platform, "1", "2", title="A", time_zone="UTC"))

    assert len({number for number, _ in made}) == 1
    assert [new for _, new in made].count(True) == 1


def test_twenty_launches_at_once_make_one_person_and_one_course(db: None) -> None:
    platform = seeds.platform()
    numbers = at_once(20, lambda _: admit(platform))

    assert len(set(numbers)) == 1
    assert (Person.select().count(), Course.select().count()) == (1, 1)


def test_the_tick_for_letters_is_remembered_over_launches(db: None) -> None:
    person, _ = seeds.member()
    at_first = people.letter_choice(person).wanted
    people.remember_letters(person, LetterChoice(wanted=False, if_unseen=False))
    seeds.member()

    assert at_first
    assert not people.letter_choice(person).wanted
