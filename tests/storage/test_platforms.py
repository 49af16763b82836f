from silabo.storage import platforms
from silabo.storage.tables import Platform
from tests import seeds
from tests.parallel import at_once

KEYS = {"keys": [{"kid": "a"}]}


def test_a_registration_is_found_by_its_issuer_and_client(db: None) -> None:
    number = seeds.platform()
    other = seeds.platform(client_id="another")

    assert [each.id for each in platforms.find("https://lms.example", "silabo")] == [number]
    assert {each.id for each in platforms.find("https://lms.example")} == {number, other}
    assert platforms.find("https://LMS.example") == []
    assert platforms.get(number).login_url == "https://lms.example/auth"


def test_registering_again_renews_addresses_and_keeps_the_number(db: None) -> None:
    first = seeds.platform()
    again = platforms.register(
        seeds.registration(name="New", login_url="https://lms.example/new", deployments=("7",))
    )
    platform = platforms.get(again)

    assert again == first
    assert (platform.name, platform.login_url) == ("New", "https://lms.example/new")
    assert platforms.deployed(first, "1")
    assert platforms.deployed(first, "7")


def test_a_deployment_is_known_only_at_its_platform(db: None) -> None:
    first = seeds.platform()
    second = platforms.register(seeds.registration(client_id="another", deployments=("2",)))

    assert platforms.deployed(first, "1")
    assert not platforms.deployed(first, "2")
    assert not platforms.deployed(second, "1")


def test_a_platform_that_was_switched_off_says_so(db: None) -> None:
    number = seeds.platform()
    seeds.change(Platform, state="inactive")

    assert not platforms.get(number).active


def test_a_key_set_is_kept_with_the_time_it_came(db: None) -> None:
    number = seeds.platform()
    none = platforms.key_set(number)
    platforms.keep_key_set(number, KEYS)
    kept = platforms.key_set(number)

    assert (none.keys, none.fetched_at) == (None, 0)
    assert kept.keys == KEYS
    assert kept.fetched_at == kept.tried_at > 0


def test_of_many_threads_one_may_fetch_a_key_set(db: None) -> None:
    number = seeds.platform()
    permits = at_once(10, lambda _: platforms.may_fetch_key_set(number, pause_ms=60_000))

    assert sorted(permits) == [False] * 9 + [True]


def test_a_key_set_may_be_fetched_again_after_the_pause(db: None) -> None:
    number = seeds.platform()
    platforms.keep_key_set(number, KEYS)
    too_soon = platforms.may_fetch_key_set(number, pause_ms=60_000)
    seeds.change(Platform, key_set_tried_at=Platform.key_set_tried_at - 60_000)
    later = platforms.may_fetch_key_set(number, pause_ms=60_000)

    assert (too_soon, later) == (False, True)
