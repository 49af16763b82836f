from datetime import UTC, datetime, timedelta

import pytest

from silabo.domain.people import Session
from silabo.storage import audit, people, platforms, registrations, sessions
from silabo.storage.registrations import Registered
from silabo.storage.tables import Invite, LaunchRefusal
from tests import seeds
from tests.parallel import at_once

DAY_MS = 24 * 3_600_000
GRANTED = {"scopes": ["lineitem"], "roster": True}


def keep(**changes: object) -> int:
    return registrations.keep(seeds.registration(**changes), family="moodle", granted=GRANTED)


def launched(platform: int) -> tuple[str, str]:
    """A launch from a platform, whose code is not used yet; its public id and its code."""
    identity = seeds.identity(platform)
    person, course = people.admit(identity, language="es", time_zone="UTC")
    code = f"{platform:064}"
    return sessions.launch(person, course, identity, language="es", code_digest=code), code


def opened(platform: int, token: str) -> Session:
    session = sessions.open_by_code(*launched(platform), token)
    assert session is not None
    return session


def events(platform: int) -> list[str]:
    return [event for _, event, _ in registrations.done(platform)]


def only() -> Registered:
    (registered,) = registrations.listed()
    return registered


def test_an_invitation_is_used_once(db: None) -> None:
    until = registrations.invite("d" * 64, "Campus")
    names = at_once(10, lambda _: registrations.take_invite("d" * 64))

    assert timedelta(hours=23) < until - datetime.now(UTC) <= timedelta(hours=24)
    assert sorted(names, key=str) == ["Campus"] + [None] * 9
    assert registrations.take_invite("e" * 64) is None


def test_an_invitation_given_back_can_be_used_again(db: None) -> None:
    registrations.invite("d" * 64, "Campus")
    registrations.take_invite("d" * 64)
    registrations.give_invite_back("d" * 64)

    assert registrations.take_invite("d" * 64) == "Campus"


@pytest.mark.parametrize(("aged_ms", "name"), [(DAY_MS - 9000, "Campus"), (DAY_MS + 1, None)])
def test_an_invitation_lasts_a_day(db: None, aged_ms: int, name: str | None) -> None:
    registrations.invite("d" * 64, "Campus")
    seeds.change(Invite, expires_at=Invite.expires_at - aged_ms)

    assert registrations.take_invite("d" * 64) == name


def test_a_registration_is_listed_with_what_was_granted(db: None) -> None:
    number = keep(deployments=("1", "2"))
    registered = only()

    assert registered.platform == platforms.get(number)
    assert (registered.state, registered.family, registered.granted) == (
        "active",
        "moodle",
        GRANTED,
    )
    assert registered.deployments == ("1", "2")
    assert (registered.last_launch_at, registered.refusals) == (None, ())
    assert events(number) == ["registration_made"]


def test_a_renewed_registration_keeps_its_state(db: None) -> None:
    number = keep()
    registrations.set_state(number, "disabled")
    again = keep(name="New")

    assert again == number
    assert (only().state, only().platform.name) == ("disabled", "New")
    assert events(number) == ["registration_made", "registration_disabled", "registration_renewed"]


def test_renewing_keeps_what_is_not_given(db: None) -> None:
    keep()
    registrations.keep(seeds.registration(name="New"))

    assert (only().family, only().granted) == ("moodle", GRANTED)


def test_keys_of_another_address_are_forgotten_with_the_old_one(db: None) -> None:
    number = keep()
    platforms.keep_key_set(number, {"keys": []})
    keep()
    same = platforms.key_set(number)
    keep(key_set_url="https://lms.example/new")
    other = platforms.key_set(number)

    assert same.keys == {"keys": []}
    assert (other.keys, other.fetched_at, other.tried_at) == (None, 0, 0)
    assert registrations.done(number)[-1][2] == "https://lms.example/new"


def test_a_deployment_is_added_once(db: None) -> None:
    number, other = keep(), keep(issuer="https://other.example")
    for _ in range(2):
        registrations.add_deployment(number, "9")

    deployments = {each.platform.id: each.deployments for each in registrations.listed()}
    assert deployments == {number: ("1", "9"), other: ("1",)}
    assert registrations.done(number)[-1][1:] == ("deployment_added", "9")


def test_the_last_launch_of_each_platform_is_known(db: None) -> None:
    first, second = keep(), keep(issuer="https://other.example")
    opened(second, "a" * 64)
    launches = {each.platform.id: each.last_launch_at for each in registrations.listed()}

    assert launches[first] is None
    assert launches[second] is not None


def test_disabling_ends_the_sessions_of_that_platform_alone(db: None) -> None:
    first, second = keep(), keep(issuer="https://other.example")
    sessions.open_for_api(opened(first, "a" * 64), "b" * 64)
    opened(second, "c" * 64)
    registrations.set_state(first, "disabled")
    still_open = [token for token in "abc" if sessions.find(token * 64)]

    assert still_open == ["c"]
    assert not platforms.get(first).active
    assert platforms.get(second).active


def test_disabling_lets_no_launch_of_that_platform_alone_open_its_session(db: None) -> None:
    first, second = keep(), keep(issuer="https://other.example")
    codes = [launched(first), launched(second)]
    registrations.set_state(first, "disabled")
    ended = [sessions.open_by_code(*code, f"{n:064}") is None for n, code in enumerate(codes)]

    assert ended == [True, False]


def test_a_registration_that_is_active_again_keeps_what_is_open(db: None) -> None:
    number = keep()
    opened(number, "a" * 64)
    registrations.set_state(number, "active")

    assert sessions.find("a" * 64) is not None
    assert events(number)[-1] == "registration_active"


def test_the_last_five_refusals_are_shown_newest_first(db: None) -> None:
    number = keep()
    registrations.note_refusal("unknown_platform", "r", None)
    for reference in "abcdef":
        registrations.note_refusal("bad_message", reference, number)

    assert [each.reference for each in only().refusals] == ["f", "e", "d", "c", "b"]


def test_refusals_of_nobody_known_are_kept_apart(db: None) -> None:
    number = keep()
    registrations.note_refusal("unknown_platform", "a", None)
    registrations.note_refusal("bad_message", "b", number)

    assert [each.code for each in registrations.refusals(None)] == ["unknown_platform"]
    assert [each.code for each in registrations.refusals(number)] == ["bad_message"]


def test_of_a_crowd_of_refusals_the_last_ones_are_kept(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registrations, "MOST_KEPT", 3)
    for reference in "abcdef":
        registrations.note_refusal("unknown_platform", reference, None)

    assert [each.reference for each in registrations.refusals(None)] == ["f", "e", "d"]
    assert LaunchRefusal.select().count() == 3


def test_refusals_are_forgotten_after_a_month(db: None) -> None:
    number = keep()
    registrations.note_refusal("bad_message", "a", number)
    seeds.change(LaunchRefusal, happened_at=LaunchRefusal.happened_at - 31 * DAY_MS)
    registrations.note_refusal("bad_message", "b", number)

    assert LaunchRefusal.select().count() == 1


def test_a_long_detail_is_cut(db: None) -> None:
    number = keep()
    audit.note("takeover_refused", platform_id=number, detail="x" * 999)

    assert registrations.done(number)[-1][2] == "x" * 255
