"""What becomes of questions when the language model is away, busy, slow, missing or mad: the whole
way of a question with its rows, over a scripted server.
"""

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions
from silabo.domain.drafts import DraftTakenBack, Quoted, SentenceAccepted
from silabo.storage import tables
from tasks.answers import answer_next
from tasks.parts import Parts
from tasks.upkeep import tidy
from tests import seeds
from tests.faults.written import FACT, Ear, checked, settings_for
from tests.ports import free_port
from tests.services import scripted_ollama
from tests.services.running import Process, listens
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour
from tests.tasks.work import Work
from wiring.doctor.examination import examine
from wiring.parts import build

ROOT = Path(__file__).parents[2]
PATIENCE_MS = 120_000
BRIEF = {
    "model_first_token_seconds": 1,
    "model_between_tokens_seconds": 1,
    "model_total_seconds": 2,
}
SOON_S = 25  # less than the scripted server's patience


def aged(milliseconds: int) -> None:
    """Let every question have been asked earlier."""
    seeds.change(tables.Question, asked_at=tables.Question.asked_at - milliseconds)
    seeds.due(tables.Question)


def impatient_hosts(parts: Parts, url: str) -> Parts:
    """The parts with a circuit that opens for moments only."""
    assert parts.writer is not None
    model = OllamaModel(ModelHosts([url], pause_s=0.05), OllamaModelOptions(scripted_ollama.MODEL))
    return replace(parts, writer=replace(parts.writer, model=model, named={}))


@pytest.mark.row("fault-31")
def test_while_the_model_is_away_a_young_question_waits_and_no_attempt_is_counted(
    answered_by: Callable[..., Work], caplog: pytest.LogCaptureFixture
) -> None:
    gone = ScriptedOllama()
    gone.stop()
    work = answered_by(gone.url)
    asked = work.ask()
    started = time.monotonic()
    for _ in range(5):
        answer_next(work.parts)
        seeds.due(tables.Question)
    row = tables.Question.get()

    assert checked(work, asked).state == "queued"
    assert row.attempt == 0
    assert "model server" in row.last_error
    assert "left alone" in row.last_error  # after three tries nobody asks any more
    assert time.monotonic() - started < SOON_S


@pytest.mark.row("fault-31")
def test_the_wait_for_a_model_that_is_away_ends_with_patience(
    answered_by: Callable[..., Work],
) -> None:
    gone = ScriptedOllama()
    gone.stop()
    work = answered_by(gone.url)
    asked = work.ask()
    answer_next(work.parts)
    first_ms = tables.Question.get().run_after - seeds_now()
    aged(PATIENCE_MS - 5_000)
    answer_next(work.parts)
    last_ms = tables.Question.get().run_after - seeds_now()
    aged(6_000)
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert 10_000 < first_ms < 20_000
    assert last_ms < 7_000
    assert answer is not None
    assert (answer.kind, answer.why_quoted) == ("extractive", "model_away")
    assert answer.sentences[0].text == FACT


def seeds_now() -> int:
    return int(time.time() * 1000)


@pytest.mark.row("fault-31")
def test_the_answer_is_written_after_all_when_the_model_is_back_in_time(
    answered_by: Callable[..., Work],
) -> None:
    port = free_port()
    work = answered_by(f"http://127.0.0.1:{port}")
    parts = impatient_hosts(work.parts, f"http://127.0.0.1:{port}")
    asked = work.ask()
    for _ in range(4):
        answer_next(parts)
        seeds.due(tables.Question)
    back = ScriptedOllama(port=port)
    time.sleep(0.1)
    answer_next(parts)
    back.stop()
    answer = checked(work, asked).answer

    assert answer is not None
    assert answer.kind == "generated"
    assert tables.Question.get().attempt == 1


@pytest.mark.row("fault-32")
def test_a_busy_server_is_asked_again_when_it_said_and_no_attempt_is_counted(
    answered_by: Callable[..., Work], scripted: ScriptedOllama
) -> None:
    scripted.behave(Behaviour.BUSY, Behaviour.OBEDIENT)
    scripted.retry_after = "40"
    work = answered_by(scripted.url)
    asked = work.ask()
    answer_next(work.parts)
    row = tables.Question.get()
    waits_ms = row.run_after - seeds_now()
    state = checked(work, asked).state
    answer_next(work.parts)  # nothing is due
    parts = impatient_hosts(work.parts, scripted.url)
    seeds.due(tables.Question)
    answer_next(parts)
    answer = checked(work, asked).answer

    assert (state, row.attempt) == ("queued", 0)
    assert 35_000 < waits_ms < 55_000
    assert len(scripted.chats) == 2
    assert answer is not None
    assert answer.kind == "generated"


@pytest.mark.row("fault-32")
def test_a_server_that_is_busy_for_too_long_costs_patience_and_no_more(
    answered_by: Callable[..., Work], scripted: ScriptedOllama
) -> None:
    scripted.behave(Behaviour.BUSY)
    scripted.retry_after = "600"
    work = answered_by(scripted.url)
    asked = work.ask()
    answer_next(work.parts)
    waits_ms = tables.Question.get().run_after - seeds_now()
    aged(PATIENCE_MS + 1000)
    answer_next(work.parts)
    answer = checked(work, asked).answer

    assert waits_ms < PATIENCE_MS + 5_000
    assert answer is not None
    assert answer.why_quoted == "model_away"


@pytest.mark.row("fault-33")
@pytest.mark.parametrize("behaviour", [Behaviour.SLOW, Behaviour.STALLING, Behaviour.DRIPPING])
def test_a_model_that_is_too_slow_is_hung_up_on_and_quotations_stand_instead(
    answered_by: Callable[..., Work], scripted: ScriptedOllama, behaviour: Behaviour
) -> None:
    scripted.behave(behaviour)
    work = answered_by(scripted.url, **BRIEF)
    asked = work.ask()
    started = time.monotonic()
    answer_next(work.parts)
    took_s = time.monotonic() - started
    answer = checked(work, asked).answer

    assert took_s < SOON_S
    assert scripted.left.wait(20)
    assert answer is not None
    assert (answer.kind, answer.why_quoted) == ("extractive", "model_slow")


@pytest.mark.row("fault-34")
def test_a_server_killed_in_the_middle_of_a_text_leaves_none_of_it(
    answered_by: Callable[..., Work], tmp_path: Path
) -> None:
    ear = Ear()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = started_server(port, tmp_path / "ollama", pace_s=0.15)
    work = answered_by(url, ear)
    parts = impatient_hosts(work.parts, url)
    asked = work.ask()
    writing = threading.Thread(target=answer_next, args=[parts])
    writing.start()
    heard = ear.heard.wait(30)
    server.kill()
    writing.join(30)
    assert not writing.is_alive()
    afterwards = checked(work, asked)
    told = ear.kinds
    server = started_server(port, tmp_path / "again")
    seeds.due(tables.Question)
    answer_next(parts)
    server.stop()
    answer = checked(work, asked).answer

    assert heard
    assert told == [Quoted, SentenceAccepted, DraftTakenBack]
    assert (afterwards.state, afterwards.answer) == ("queued", None)
    assert answer is not None
    assert answer.kind == "generated"


def started_server(port: int, folder: Path, *, pace_s: float = 0.0) -> Process:
    folder.mkdir()
    module = "tests.services.scripted_ollama"
    command = [sys.executable, "-m", module, "--port", str(port), "--pace", str(pace_s)]
    server = Process(command, folder, environment={"PYTHONPATH": str(ROOT)})
    server.until(lambda: listens(port))
    return server


@pytest.mark.row("fault-35")
@pytest.mark.parametrize("model", ["nobody:1b", "scripted@sha256:0123456789ab"])
def test_without_the_right_model_answers_are_quotations_at_once_and_it_is_told(
    answered_by: Callable[..., Work],
    scripted: ScriptedOllama,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    model: str,
) -> None:
    work = answered_by(scripted.url, model=model)
    asked = [work.ask() for _ in range(3)]
    while answer_next(work.parts):
        pass
    tidy(work.parts)
    system = build(settings_for(scripted.url, tmp_path, model=model))
    ready = system.app.test_client().get("/readyz")
    findings = {each.name: each for each in examine(system.settings, system.checkup, [])}
    told = [each for each in caplog.records if each.message == "model_not_ready"]

    assert {work.question(each).answer.why_quoted for each in asked} == {"model_away"}
    assert len(scripted.chats) <= 1
    assert ready.status_code == 503
    assert not ready.get_json()["model"]["ok"]
    assert not findings["model"].ok
    assert "ollama pull" in findings["model"].detail
    assert [each.levelno for each in told] == [logging.ERROR]


@pytest.mark.row("fault-35")
def test_a_model_that_takes_fewer_tokens_than_it_will_get_is_told(
    scripted: ScriptedOllama, tmp_path: Path, db: None
) -> None:
    scripted.context_tokens = 2048
    system = build(settings_for(scripted.url, tmp_path))
    health = system.checkup.model()

    assert not health.ok
    assert "2048" in health.detail


def test_a_model_that_is_there_is_said_to_be_there(
    scripted: ScriptedOllama, tmp_path: Path, db: None
) -> None:
    both = {"embedding_model": scripted_ollama.EMBEDDING_MODEL}
    health = build(settings_for(scripted.url, tmp_path, **both)).checkup.model()

    assert health.ok
    assert scripted_ollama.MODEL in health.detail
    assert scripted_ollama.EMBEDDING_MODEL in health.detail
