from itertools import count

import pytest

from silabo.domain.people import DeepLinkRequest, Frame, Role, Session, SessionKind
from silabo.storage import people, sessions
from silabo.storage.tables import Launch
from silabo.storage.tables import Session as Row
from tests import seeds
from tests.parallel import at_once

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
COURSE_URL = "https://lms.example/course/view.php?id=2"
_digests = (f"{number:064x}" for number in count(1))


def launch(sub: str = "3", course: str = "2", **changes: object) -> tuple[str, str]:
    """The public id of a launch, and the digest of its code."""
    launched = seeds.identity(seeds.platform(), sub=sub, context_id=course, **changes)
    person, number = people.admit(launched, language="es", time_zone="UTC")
    code = next(_digests)
    return sessions.launch(person, number, launched, language="es", code_digest=code), code


def opened(token: str, **options: object) -> Session:
    session = sessions.open_by_code(*launch(**options), token)
    assert session is not None
    return session


def later(milliseconds: int) -> None:
    """Let so much time pass for every session."""
    seeds.change(Row, seen_at=Row.seen_at - milliseconds, ends_at=Row.ends_at - milliseconds)


def test_a_code_opens_a_session_once(db: None) -> None:
    public_id, code = launch()
    first = sessions.open_by_code(public_id, code, "a" * 64)
    second = sessions.open_by_code(public_id, code, "b" * 64)

    assert first is not None
    assert (first.launch_public_id, first.role, first.kind) == (public_id, "learner", "panel")
    assert sessions.find("a" * 64) == first
    assert second is None
    assert sessions.find("b" * 64) is None


def test_of_twenty_threads_with_a_code_one_opens_a_session(db: None) -> None:
    public_id, code = launch()
    got = at_once(20, lambda number: sessions.open_by_code(public_id, code, f"{number:064}"))

    assert sum(session is not None for session in got) == 1
    assert Row.select().count() == 1


def test_a_code_opens_only_its_own_launch(db: None) -> None:
    (public_id, _), (_, code) = launch(), launch(sub="4")

    assert sessions.open_by_code(public_id, code, "a" * 64) is None


@pytest.mark.parametrize(("waited_ms", "opens"), [(59_000, True), (61_000, False)])
def test_a_code_lasts_a_minute(db: None, waited_ms: int, opens: bool) -> None:
    public_id, code = launch()
    seeds.change(Launch, code_until=Launch.code_until - waited_ms)

    assert (sessions.open_by_code(public_id, code, "a" * 64) is not None) is opens


def test_a_session_that_sleeps_two_hours_is_over(db: None) -> None:
    opened("a" * 64)
    later(2 * HOUR_MS - MINUTE_MS)
    still = sessions.find("a" * 64)
    later(2 * HOUR_MS - MINUTE_MS)
    awake = sessions.find("a" * 64)
    later(2 * HOUR_MS + MINUTE_MS)
    asleep = sessions.find("a" * 64)

    assert still is not None
    assert awake is not None
    assert asleep is None


def test_only_the_session_that_is_used_stays_awake(db: None) -> None:
    opened("a" * 64)
    opened("b" * 64, sub="4")
    later(HOUR_MS)
    used = sessions.find("b" * 64)
    later(HOUR_MS + MINUTE_MS)

    assert used is not None
    assert sessions.find("a" * 64) is None
    assert sessions.find("b" * 64) is not None


def test_a_session_in_use_ends_after_twelve_hours(db: None) -> None:
    opened("a" * 64)
    seen = []
    for _ in range(13):
        seen.append(sessions.find("a" * 64) is not None)
        later(HOUR_MS)

    assert seen == [True] * 12 + [False]


def test_an_api_token_needs_no_use_and_ends_after_a_day(db: None) -> None:
    api = sessions.open_for_api(opened("a" * 64), "b" * 64)
    later(24 * HOUR_MS - MINUTE_MS)
    before = sessions.find("b" * 64)
    later(2 * MINUTE_MS)
    after = sessions.find("b" * 64)

    assert before is not None
    assert (before.id, before.kind) == (api.id, SessionKind.API)
    assert after is None


@pytest.mark.row("session-1")
def test_a_person_keeps_ten_api_tokens_in_all_courses_and_nobody_elses_go(db: None) -> None:
    other = sessions.open_for_api(opened("a" * 64, sub="4"), next(_digests))
    courses = [opened("b" * 64), opened("c" * 64, course="3")]
    made = [sessions.open_for_api(courses[number % 2], next(_digests)).id for number in range(13)]
    kept = [row.id for row in Row.select().where(Row.kind == SessionKind.API).order_by(Row.id)]

    assert kept == [other.id, *made[3:]]
    assert all(sessions.find(each * 64) for each in "abc")


@pytest.mark.row("session-1")
def test_of_tokens_that_are_made_at_once_ten_are_kept(db: None) -> None:
    panel = opened("a" * 64)
    digests = [next(_digests) for _ in range(20)]
    at_once(20, lambda number: sessions.open_for_api(panel, digests[number]))

    assert Row.select().where(Row.kind == SessionKind.API).count() == 10


def test_an_api_token_has_the_rights_of_its_session(db: None) -> None:
    panel = opened("a" * 64, role=Role.INSTRUCTOR)
    api = sessions.open_for_api(panel, "b" * 64)

    assert api.is_instructor
    assert (api.person_id, api.course_id) == (panel.person_id, panel.course_id)
    assert api.launch_public_id == panel.launch_public_id


def test_a_session_keeps_the_role_of_its_launch(db: None) -> None:
    opened("a" * 64, role=Role.LEARNER)
    opened("b" * 64, role=Role.INSTRUCTOR)
    first, second = sessions.find("a" * 64), sessions.find("b" * 64)

    assert first is not None
    assert second is not None
    assert (first.role, second.role) == (Role.LEARNER, Role.INSTRUCTOR)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.VIEWER])
def test_a_lower_role_ends_the_instructor_sessions_of_that_person_and_course(
    db: None, role: Role
) -> None:
    panel = opened("a" * 64, role=Role.INSTRUCTOR)
    sessions.open_for_api(panel, "b" * 64)
    opened("c" * 64, course="7", role=Role.INSTRUCTOR)
    opened("d" * 64, sub="9", role=Role.INSTRUCTOR)
    opened("e" * 64, role=role)
    open_ones = [token for token in "abcde" if sessions.find(token * 64)]

    assert open_ones == ["c", "d", "e"]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.VIEWER])
def test_a_lower_role_takes_back_the_codes_that_have_not_opened_a_session(
    db: None, role: Role
) -> None:
    as_learner = launch(role=Role.LEARNER)
    as_instructor = launch(role=Role.INSTRUCTOR)
    elsewhere = launch(course="7", role=Role.INSTRUCTOR)
    of_another = launch(sub="9", role=Role.INSTRUCTOR)
    launch(role=role)

    assert sessions.open_by_code(*as_instructor, "a" * 64) is None
    for token, launched in zip("bcd", (as_learner, elsewhere, of_another), strict=True):
        assert sessions.open_by_code(*launched, token * 64) is not None


def test_an_instructor_who_launches_again_keeps_the_open_sessions(db: None) -> None:
    opened("a" * 64, role=Role.INSTRUCTOR)
    opened("b" * 64, role=Role.LEARNER, sub="9")
    opened("c" * 64, role=Role.INSTRUCTOR)

    assert all(sessions.find(token * 64) for token in "abc")


def test_a_session_shows_its_place(db: None) -> None:
    session = opened("a" * 64)
    view = sessions.view(session)

    assert (view.course_title, view.person_email) == ("Álgebra Lineal I", "ana@example.org")
    assert view.time_zone == "UTC"
    assert view.letters


def test_the_page_of_a_launch_knows_who_may_frame_it(db: None) -> None:
    public_id, _ = launch()

    found = sessions.frame(public_id)
    assert found == Frame("es", ("https://lms.example",), placing=False, activity_url=COURSE_URL)
    assert sessions.frame("unknown") is None


def test_the_page_of_a_launch_leads_back_to_its_own_activity(db: None) -> None:
    quiz, forum = (f"https://lms.example/mod/lti/view.php?id={number}" for number in (7, 9))
    (first, _), (second, _) = launch(course_url=quiz), launch(sub="4", course_url=forum)
    kept = [sessions.frame(public_id) for public_id in (first, second)]
    seeds.change(Launch, activity=None)  # as an older launch has it
    without = sessions.frame(first)

    assert [found and found.activity_url for found in kept] == [quiz, forum]
    assert without is not None
    assert without.activity_url == forum  # the address that its course has


def test_a_session_is_handed_over_to_one_more_page_and_ends_when_the_first_does(db: None) -> None:
    first = opened("a" * 64)
    seeds.change(Launch, created_at=Launch.created_at - 3 * HOUR_MS)

    assert sessions.hand_over(first, "c" * 64)
    second = sessions.open_by_code(first.launch_public_id, "c" * 64, "b" * 64)
    again = sessions.open_by_code(first.launch_public_id, "c" * 64, "d" * 64)

    assert second is not None
    assert (second.person_id, second.course_id, second.role) == (
        first.person_id,
        first.course_id,
        first.role,
    )
    assert (first.ends_at - second.ends_at).total_seconds() == pytest.approx(3 * 3600, abs=5)
    assert again is None
    assert sessions.find("a" * 64) == first


def test_an_api_token_hands_nothing_over(db: None) -> None:
    token = sessions.open_for_api(opened("a" * 64), "b" * 64)

    assert not sessions.hand_over(token, "c" * 64)
    assert sessions.open_by_code(token.launch_public_id, "c" * 64, "d" * 64) is None


def test_what_deep_linking_wants_back_is_taken_once(db: None) -> None:
    wanted = DeepLinkRequest("https://lms.example/return", "1", data="opaque")
    session = opened("a" * 64, deep_link=wanted)
    public_id = session.launch_public_id
    found = sessions.frame(public_id)
    taken = at_once(6, lambda _: sessions.take_deep_link(session))
    (got,) = [each for each in taken if each is not None]

    assert found is not None
    assert found.placing
    assert got[0] == wanted
    assert got[1].issuer == "https://lms.example"


def test_a_plain_launch_wants_nothing_back(db: None) -> None:
    assert sessions.take_deep_link(opened("a" * 64)) is None


def test_an_activity_keeps_the_documents_that_it_is_limited_to(db: None) -> None:
    opened("a" * 64, documents=("d0c1", "d0c2"))
    session = sessions.find("a" * 64)

    assert session is not None
    assert session.documents == ("d0c1", "d0c2")


@pytest.mark.parametrize("opens", [True, False])
def test_where_a_placing_would_be_answered_is_forgotten_with_its_last_session(
    db: None, opens: bool
) -> None:
    wanted = DeepLinkRequest("https://lms.example/return?sesskey=1", "1")
    public_id, code = launch(deep_link=wanted)
    if opens:
        session = sessions.open_by_code(public_id, code, "a" * 64)
        assert session is not None
        sessions.hand_over(session, "b" * 64)
    Launch.update(code_until=1).execute()
    sessions.sweep()
    early = Launch.get().deep_link is not None
    later(13 * HOUR_MS)
    sessions.sweep()

    assert early == opens
    assert Launch.get().deep_link is None
    assert Launch.get().code_digest is None


def test_who_lost_the_role_leaves_no_placing_behind(db: None) -> None:
    wanted = DeepLinkRequest("https://lms.example/return?sesskey=1", "1")
    opened("a" * 64, role=Role.INSTRUCTOR, deep_link=wanted)
    launch(role=Role.LEARNER)

    assert {row.deep_link for row in Launch.select()} == {None}


def test_sessions_that_are_over_are_swept(db: None) -> None:
    opened("a" * 64)
    sessions.open_for_api(opened("b" * 64), "c" * 64)
    later(13 * HOUR_MS)
    swept = sessions.sweep()

    assert swept == 2
    assert sessions.find("c" * 64) is not None
