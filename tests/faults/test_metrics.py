"""The metrics of a running web and two workers, as a monitoring system reads them."""

import socket

import pytest
import requests

from tests.deploy import monitored
from tests.faults.house import ASKED, House
from tests.faults.told import samples, scrape, total
from tests.ports import free_port
from tests.tasks.work import eventually

pytestmark = pytest.mark.service
LABELS = {
    *("route", "status", "role", "code", "result", "kind", "why_quoted", "work", "then"),
    *("model", "purpose", "failure", "direction", "verdict", "index", "outcome"),
    *("version", "part", "state", "queue", "trouble", "folder", "le"),
}
# Of who asks, of the course, of its documents.
CANARIES = ("Ana", "ana@", "Benítez", "Álgebra", "parcial", "octubre", "Reglas", "lms.example")
QUESTIONS = 3


@pytest.fixture
def told_house(house: House) -> House:
    """A house whose metrics are told."""
    house.settings["SILABO_METRICS_PORT"] = str(free_port())
    return house


def read(house: House) -> str:
    return scrape(int(house.settings["SILABO_METRICS_PORT"]))


def ask(house: House, times: int) -> None:
    token = house.token()
    for number in range(times):
        house.ask(token, f"{ASKED} ({number})")
    house.settled()


def test_one_port_tells_what_web_and_workers_have_counted(told_house: House) -> None:
    told_house.web(web_processes="2")
    told_house.workers()
    ask(told_house, QUESTIONS)
    told = read(told_house)

    assert total(told, "silabo_questions_asked_total") == QUESTIONS
    assert total(told, "silabo_requests_total", route="/api/questions", status="201") == QUESTIONS
    assert total(told, "silabo_answers_total") == QUESTIONS
    assert total(told, "silabo_answer_wait_seconds_count") == QUESTIONS
    assert total(told, "silabo_searches_total", index="embedded") >= QUESTIONS
    assert total(told, "silabo_worker_processes", queue="answers") == 1
    assert total(told, "silabo_worker_processes", queue="letters") == 1
    assert eventually(
        lambda: total(read(told_house), "silabo_letters_total", outcome="accepted") == QUESTIONS
    )


def test_who_is_killed_takes_nothing_of_the_sums_and_another_tells_them(told_house: House) -> None:
    web = told_house.web()
    workers = told_house.workers()
    ask(told_house, QUESTIONS)
    before = read(told_house)
    web.kill_group()
    workers[0].kill_group()
    went_on = eventually(lambda: read(told_house) != "")
    after = read(told_house)

    assert went_on
    assert total(before, "silabo_answers_total") == QUESTIONS
    for name in ("silabo_answers_total", "silabo_questions_asked_total", "silabo_requests_total"):
        assert total(after, name) >= total(before, name)
    # Whoever has ended may still have to be taken note of by the system.
    assert eventually(lambda: read(told_house) != "" and len(counting(told_house)) == 1)


def counting(house: House) -> set[str]:
    """The processes whose counts have a file of their own."""
    names = {path.stem.partition("_")[2] for path in (house.folder / "metrics").glob("*.db")}
    return names - {"ended"}


def test_every_series_that_rules_and_dashboard_ask_for_is_told(told_house: House) -> None:
    told_house.settings.update(SILABO_OLLAMA_URL="http://127.0.0.1:9", SILABO_MODEL="away")
    told_house.web()
    told_house.workers()
    ask(told_house, 1)
    told = {each.name for each in samples(read(told_house))}

    assert monitored.series() - told == set()


@pytest.mark.row("attack-42")
def test_no_label_says_who_what_or_where(told_house: House) -> None:
    told_house.web()
    told_house.workers()
    ask(told_house, 1)
    requests.get(told_house.url("/api/questions/ana@example.org"), timeout=10)
    requests.get(told_house.url("/Benítez?q=parcial"), timeout=10)
    told = read(told_house)

    assert {label for each in samples(told) for label in each.labels} <= LABELS
    assert [each for each in CANARIES if each in told] == []
    assert [public_id for public_id in told_house.accepted if public_id in told] == []


@pytest.mark.row("attack-48")
@pytest.mark.row("attack-51")
def test_the_web_itself_has_no_metrics_and_no_other_address_has_them(told_house: House) -> None:
    told_house.web()
    told_house.workers()
    port = int(told_house.settings["SILABO_METRICS_PORT"])
    told = eventually(lambda: read(told_house) != "")

    assert told
    assert requests.get(told_house.url("/metrics"), timeout=10).status_code == 404
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", port), timeout=5)
