"""Weaviate is full, down, killed, wrong, slow or empty: questions wait, documents wait, nothing is
answered from half an index.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.adapters.circuit import Circuit
from silabo.adapters.course_search import CourseSearches
from silabo.adapters.document_files import FolderFiles
from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.memory_feed import MemoryFeed
from silabo.adapters.parser.child import ChildReader
from silabo.adapters.stand_in import StandIn
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.delivery.compose import LetterOptions
from silabo.domain.documents import VersionState
from silabo.domain.errors import IndexAwayError, ServiceError
from silabo.domain.queues import Queue
from silabo.storage.tables import Question, Version
from tasks.answers import answer_next
from tasks.documents import ingest_next
from tasks.index_repair import compare, repair_index
from tasks.parts import Parts
from tasks.slots import Slots
from tests import seeds
from tests.adapters.indexes import remove_collections, weaviate_options
from tests.faults.held import hold
from tests.faults.house import House
from tests.services.weaviate import KEY, Weaviate
from tests.tasks.work import ASKED, Work, eventually

pytestmark = pytest.mark.service

TIMEOUT_S = 5
PAUSE_S = 5


@pytest.fixture(scope="module")
def server(servers: Path) -> Iterator[Weaviate]:
    """A Weaviate that these tests may break."""
    made = Weaviate(servers / "weaviate-of-faults")
    yield made
    made.process.stop()


@pytest.fixture
def options(server: Weaviate) -> Iterator[WeaviateOptions]:
    """A collection of this test; the server is mended afterwards."""
    chosen = replace(weaviate_options(server, timeout_s=TIMEOUT_S), write_timeout_s=8)
    yield chosen
    server.process.signal(signal.SIGCONT)
    if server.process.process.poll() is not None:
        server.process.restart()
        server.await_ready()
    remove_collections(server, chosen)


@pytest.fixture
def index(options: WeaviateOptions) -> Iterator[WeaviateIndex]:
    """The index, whose circuit lets the next caller try a second after the last failure."""
    made = WeaviateIndex(options, Circuit(pause_s=1))
    yield made
    made.close()


@pytest.fixture
def work(db: None, tmp_path: Path, index: WeaviateIndex) -> Work:
    """A course whose documents are indexed there."""
    return Work(
        Parts(
            index=index,
            search=CourseSearches(index).of,
            reader=ChildReader(),
            files=FolderFiles(tmp_path / "files"),
            mailer=MailFolder(tmp_path / "mail", MessageWriter("Sílabo <silabo@tool.example>")),
            letters=LetterOptions("https://tool.example", "silabo@tool.example"),
            worker="host:1",
            jitter=lambda: 0.5,
            feed=MemoryFeed(),
        )
    )


def answered_after_waiting(work: Work, public_id: str) -> str:
    """Let the question wait no longer, answer it, and give its state."""
    seeds.due(Question)
    answer_next(work.parts)
    return work.question(public_id).state


def ready_after_waiting(work: Work) -> bool:
    """Let the document wait no longer, read it, and say whether it is ready and whole."""
    seeds.due(Version)
    ingest_next(work.parts)
    row = Version.get()
    held = work.parts.index.count(work.course, row.id)
    return row.state == VersionState.READY and held == row.passage_count


@pytest.mark.row("fault-25")
def test_a_full_weaviate_answers_questions_and_lets_documents_wait(
    work: Work, server: Weaviate, options: WeaviateOptions
) -> None:
    work.ready("El parcial es el jueves 1 de octubre.")
    # The state in which it puts itself when its disk is nearly full.
    shard = f"schema/{options.collection}/shards/course-{work.course}"
    server.request("PUT", shard, json={"status": "READONLY"}).raise_for_status()
    seeds.change(Version, state=VersionState.READY)
    work.upload()
    for _ in range(5):
        seeds.due(Version)
        ingest_next(work.parts)
    waiting = Version.get(Version.state == VersionState.RECEIVED)
    asked = work.ask("¿Cuándo es el parcial?")
    answer_next(work.parts)
    server.request("PUT", shard, json={"status": "READY"}).raise_for_status()

    assert work.question(asked).state == "answered"
    assert "refused" in waiting.last_error
    seeds.due(Version)
    ingest_next(work.parts)
    assert Version.get_by_id(waiting.id).state == VersionState.READY
    assert all(each.whole for each in compare(work.parts.index))


@pytest.mark.row("fault-26")
def test_a_question_waits_for_a_weaviate_that_is_down(work: Work, server: Weaviate) -> None:
    work.ready("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    server.process.kill()
    asked = work.ask()
    states = [answered_after_waiting(work, asked) for _ in range(8)]
    attempts = Question.get().attempt
    server.process.restart()
    server.await_ready()

    assert states == ["queued"] * 8
    assert attempts == 0
    assert eventually(lambda: answered_after_waiting(work, asked) == "answered")


@pytest.mark.timeout(300)  # it waits as a worker waits
@pytest.mark.row("fault-26")
def test_asked_by_http_a_question_survives_a_weaviate_that_is_down(
    small_house: House, server: Weaviate, options: WeaviateOptions, index: WeaviateIndex
) -> None:
    small_house.settings |= {
        "SILABO_WEAVIATE_URL": server.url,
        "SILABO_WEAVIATE_KEY": KEY,
        "SILABO_WEAVIATE_GRPC_PORT": str(server.grpc_port),
        "SILABO_WEAVIATE_PREFIX": options.prefix,
    }
    web = small_house.web()
    filled = eventually(lambda: all(each.whole for each in compare(index)))
    token = small_house.token()
    first = small_house.ask(token).json()["id"]
    answered = eventually(lambda: small_house.state(first) == "answered")
    server.process.kill()
    response = small_house.ask(token, ASKED + " ¿Y dónde?")
    second = response.json()["id"]
    given_back = eventually(
        lambda: Question.get(Question.public_id == second).last_error, within_s=60
    )
    server.process.restart()
    server.await_ready()

    assert filled
    assert answered
    assert response.status_code == 201
    assert given_back
    assert small_house.settled(), web.said()[-3000:]
    assert small_house.state(second) == "answered"
    assert small_house.report().clean, small_house.report()


@pytest.mark.row("fault-27")
def test_a_weaviate_killed_while_it_takes_a_document_has_all_of_it_in_the_end(
    work: Work, server: Weaviate, options: WeaviateOptions
) -> None:
    work.upload(text="# Reglas\n\n" + "\n\n".join(f"Regla {n} del examen." for n in range(3000)))
    watching = WeaviateIndex(options)
    reading = threading.Thread(target=ingest_next, args=(work.parts,))
    reading.start()
    version = Version.get().id
    begun = eventually(lambda: watching.count(work.course, version) > 0)
    server.process.kill()
    reading.join()
    watching.close()
    state = Version.get().state
    server.process.restart()
    server.await_ready()
    partly = work.parts.index.count(work.course, version)

    assert begun
    assert state == VersionState.RECEIVED
    assert partly < 3000
    assert eventually(lambda: ready_after_waiting(work)), Version.get().last_error
    hits = work.parts.search(work.course, ())("regla 2718", limit=1)
    assert [hit.passage.text for hit in hits] == ["Regla 2718 del examen."]


@pytest.mark.row("fault-28")
def test_an_error_of_weaviate_is_never_no_passages(
    work: Work, server: Weaviate, options: WeaviateOptions
) -> None:
    work.ready("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    asked = work.ask()
    tenant = f"course-{work.course}"
    server.request("DELETE", f"schema/{options.collection}/tenants", json=[tenant])
    query = f'{{ Get {{ {options.collection}(tenant: "{tenant}", limit: 1) {{ passage }} }} }}'
    reply = server.request("POST", "graphql", json={"query": query})
    answer_next(work.parts)

    assert reply.status_code == 200
    assert "tenant not found" in reply.json()["errors"][0]["message"]
    assert work.question(asked).state == "queued"
    with pytest.raises(ServiceError):
        work.parts.search(work.course, ())("parcial", limit=5)


@pytest.mark.row("fault-29")
def test_a_hanging_weaviate_is_waited_for_five_seconds_and_then_left_alone(
    work: Work, server: Weaviate, options: WeaviateOptions
) -> None:
    work.ready("El parcial es el jueves 1 de octubre.")
    index = WeaviateIndex(options, Circuit(failures=2, pause_s=PAUSE_S))
    index.count(work.course, 1)
    hold(server.process.pid)
    waits = []
    for _ in range(4):
        started = time.monotonic()
        with pytest.raises(IndexAwayError):
            index.search(work.course, "parcial", versions={1}, limit=5)
        waits.append(time.monotonic() - started)
    server.process.signal(signal.SIGCONT)
    found = eventually(lambda: finds(index, work.course))
    index.close()

    assert [wait < TIMEOUT_S * 4 for wait in waits] == [True] * 4
    assert [wait < TIMEOUT_S / 2 for wait in waits] == [False, False, True, True]
    assert found


def finds(index: WeaviateIndex, course: int) -> bool:
    """Whether Weaviate is asked again, and answers."""
    with suppress(IndexAwayError):
        return len(index.search(course, "parcial", versions={1}, limit=5)) == 1
    return False


@pytest.mark.row("fault-30")
def test_an_emptied_weaviate_is_filled_again_from_the_database(
    work: Work, server: Weaviate
) -> None:
    work.ready("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    work.ready("El final es en diciembre.")
    search = work.parts.search(work.course, ())
    search("parcial", limit=5)
    server.empty()
    asked = work.ask()
    answer_next(work.parts)
    waiting = work.question(asked).state
    lost = [each.held for each in compare(work.parts.index)]
    repaired = repair_index(work.parts)

    assert lost == [0]
    assert waiting == "queued"
    assert repaired == 2
    assert answered_after_waiting(work, asked) == "answered"
    assert all(each.whole for each in compare(work.parts.index))
    assert repair_index(work.parts) == 0


@pytest.mark.row("fault-30")
def test_while_an_emptied_weaviate_is_filled_again_questions_are_answered_by_words(
    work: Work, server: Weaviate
) -> None:
    work.ready("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    rung: list[Queue] = []
    searches = CourseSearches(work.parts.index, stand_in=StandIn(), lacking=work.parts.lacking.set)
    work.parts = replace(work.parts, search=searches.of)
    searches.of(work.course)("parcial", limit=5)
    server.empty()
    asked = work.ask()
    slots = Slots(work.parts, ring=rung.append)
    slots.drain(Queue.ANSWERS)
    answered = work.question(asked).state
    held = [each.held for each in compare(work.parts.index)]
    slots.drain(Queue.UPKEEP)

    assert answered == "answered"
    assert held == [0]
    assert Queue.UPKEEP in rung
    assert all(each.whole for each in compare(work.parts.index))


@pytest.mark.row("fault-30")
def test_a_weaviate_restored_from_an_old_copy_gets_what_it_lacks(work: Work) -> None:
    lost = work.ready("El primer parcial es el jueves 1 de octubre.")
    half = work.ready("El final es en diciembre.", "El recuperatorio es en febrero.")
    work.ready("La nota mínima es cuatro.")
    index = work.parts.index
    index.remove(work.course, lost)
    index.add(work.course, half, [])

    assert repair_index(work.parts) == 2
    assert all(each.whole for each in compare(index))
