from dataclasses import replace

from lti_app.app import create_app
from lti_app.parts import Parts
from silabo import __version__
from silabo.domain.queues import Health
from silabo.storage.tables import LoginTransaction, Question
from tests.world import World


def with_health(world: World, **health: Health) -> World:
    parts: Parts = world.system.web
    world.system = replace(world.system, app=create_app(replace(parts, health=lambda: health)))
    return world


def test_anybody_may_ask_how_it_is(world: World) -> None:
    world.student().ask("When?")
    with_health(world, database=Health(True, "sqlite"))

    answer = world.browser().get("/api/status")

    assert answer.status_code == 200
    assert answer.get_json() == {
        "version": __version__,
        "ok": True,
        "waiting": 1,
        "answers": "quotations",
    }


def test_whoever_writes_the_answers_is_named(world: World) -> None:
    parts: Parts = world.system.web
    world.system = replace(world.system, app=create_app(replace(parts, writes=True)))

    assert world.browser().get("/api/status").get_json()["answers"] == "model"


def test_one_part_that_fails_is_enough(world: World) -> None:
    with_health(world, database=Health(True, "sqlite"), index=Health(False, "does not answer"))

    status, ready = world.browser().get("/api/status"), world.browser().get("/readyz")

    assert status.get_json()["ok"] is False
    assert ready.status_code == 503
    assert ready.get_json()["index"] == {"ok": False, "detail": "does not answer"}


def test_a_process_whose_workers_run_is_ready(world: World) -> None:
    world.system.workers.start()
    try:
        answer = world.browser().get("/readyz")
    finally:
        world.system.workers.stop()

    assert answer.status_code == 200
    assert set(answer.get_json()) == {"database", "queue", "index", "model", "mail"}
    assert all(each["ok"] for each in answer.get_json().values())


def test_a_queue_without_its_table_is_not_ready(world: World) -> None:
    world.system.workers.start()
    try:
        Question.drop_table()
        answer = world.browser().get("/readyz")
    finally:
        world.system.workers.stop()

    assert answer.status_code == 503
    assert answer.get_json()["queue"] == {"ok": False, "detail": "the database does not answer"}


def test_a_process_without_workers_is_alive_but_not_ready(world: World) -> None:
    alive, ready = world.browser().get("/healthz"), world.browser().get("/readyz")

    assert (alive.status_code, alive.get_json()) == (
        200,
        {"status": "alive", "address": "http://localhost"},
    )
    assert ready.status_code == 503
    assert ready.get_json()["queue"]["ok"] is False


def test_a_database_without_its_tables_is_not_ready(world: World) -> None:
    Question.drop_table()
    LoginTransaction.drop_table()

    status = world.browser().get("/api/status")

    assert status.status_code == 503
    assert world.browser().get("/healthz").status_code == 200
    assert world.browser().get("/readyz").status_code == 503


def test_the_status_of_an_unchanged_system_need_not_be_sent_again(world: World) -> None:
    client = world.browser()
    tag = client.get("/api/status").headers["ETag"]

    again = client.get("/api/status", headers={"If-None-Match": tag})

    assert again.status_code == 304
