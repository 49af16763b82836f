"""`flask models`: the models of the settings as administrators see them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from silabo.domain.model_calls import DraftVerdict, JudgedSentence, Judgement, ModelCall
from silabo.domain.models import Measured
from silabo.storage import course_models, model_calls, tables
from silabo.storage.database import database
from tests import seeds
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour
from wiring import web

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
AWAY = "http://127.0.0.1:1/v1"


@pytest.fixture
def run(
    installed: Path, handlers: None, scripted: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Runs a command where one model is there, one away, and one has to be picked."""
    file = installed.parent / "models.toml"
    file.write_text(f'[big]\nserver = "{scripted.url}/v1"\nmodel = "scripted"\n')
    monkeypatch.setenv("SILABO_OLLAMA_URL", scripted.url)
    monkeypatch.setenv("SILABO_MODEL", f"scripted,{AWAY}#gone")
    monkeypatch.setenv("SILABO_MODELS_FILE", str(file))
    system = web.create()

    def command(*words: str) -> Result:
        return system.app.test_cli_runner().invoke(args=list(words))

    yield command
    system.close()


def test_each_model_is_listed_with_its_server_digest_and_record(run: Run) -> None:
    ana = seeds.member()
    seeds.answered(ana)
    course_models.note(ana[1], "scripted")
    course_models.note(ana[1], "scripted", failure="draft_rejected")
    rejected = Judgement(DraftVerdict.REJECTED)
    call = ModelCall("scripted", text="Bad \x1b[31m\nline [1].", judgement=rejected)
    model_calls.keep(tables.Question.get().id, [call])
    database.close()
    lines = run("models", "list").output.splitlines()

    digest = scripted_ollama.DIGESTS[scripted_ollama.MODEL]
    assert lines[0].startswith("1. scripted: scripted:latest on http://127.0.0.1:")
    assert lines[1] == f"   digest: {digest[:12]}"
    assert lines[2] == "   1 answers, 1 failures (50 % held)"
    assert lines[3].startswith("   last failure 20")
    assert lines[3].endswith(" UTC, draft_rejected: Bad [31m line [1].")
    assert lines[4] == f"2. gone: {AWAY}: does not answer"
    assert lines[5] == "   digest: its server tells none"
    assert lines[7].startswith("where it is picked: big: scripted on http://127.0.0.1:")


def test_a_model_is_listed_with_how_fast_it_was_and_what_was_refused_last(run: Run) -> None:
    ana = seeds.member()
    seeds.answered(ana)
    judged = Judgement(DraftVerdict.REJECTED, (JudgedSentence("Bad \x1b[31m [1].", "unstated"),))
    call = ModelCall("scripted", measured=Measured(400, 2.0, 40, 4.0), judgement=judged)
    model_calls.keep(tables.Question.get().id, [call])
    course_models.note(ana[1], "scripted", failure="draft_rejected")
    database.close()
    lines = run("models", "list").output.splitlines()

    assert lines[2] == "   reads 200.0 and writes 10.0 tokens a second"
    assert lines[3] == "   0 answers, 1 failures (0 % held)"
    assert lines[5] == "   refused last, unstated: Bad [31m [1]."


def test_a_model_that_holds_is_checked_with_its_speeds(run: Run) -> None:
    result = run("models", "check", "scripted")

    assert result.exit_code == 0
    assert " tokens a second (" in result.output
    assert "says   The midterm is on 12 March in Hall A." in result.output
    assert result.output.rstrip().endswith("holds")
    assert "does not hold" not in result.output


def test_a_check_says_how_much_a_model_thinks(run: Run, scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.THINKING)
    result = run("models", "check", "big")

    assert "thinks 9 tokens before that" in result.output


def test_a_check_of_what_does_not_hold_fails_with_what_was_said(
    run: Run, scripted: ScriptedOllama
) -> None:
    scripted.behave(Behaviour.OBEDIENT, Behaviour.OBEDIENT, Behaviour.LYING)
    result = run("models", "check", "scripted")

    assert result.exit_code == 1
    assert "says   The midterm is on 25 March in Hall A [1]." in result.output
    assert "does not hold: " in result.output


def test_a_check_of_all_fails_where_one_is_away(run: Run) -> None:
    result = run("models", "check")

    assert result.exit_code == 1
    assert "does not hold: the model server cannot be reached" in result.output


def test_models_are_loaded_before_anybody_asks(run: Run, scripted: ScriptedOllama) -> None:
    result = run("models", "warm", "scripted", "big")

    assert result.exit_code == 0
    assert "scripted: its first token came after " in result.output
    assert [asked["model"] for asked in scripted.chats] == ["scripted:latest", "scripted"]


def test_a_model_that_cannot_be_loaded_is_said(run: Run) -> None:
    result = run("models", "warm")

    assert result.exit_code == 1
    assert "gone: the model server cannot be reached" in result.output


def test_a_name_that_nobody_has_is_answered_with_those_that_are_there(run: Run) -> None:
    result = run("models", "check", "nobody")

    assert result.exit_code == 2
    assert "there are: scripted, gone, big" in result.output


def test_the_tables_of_the_page_on_sizes_are_what_the_command_prints(run: Run) -> None:
    page = (ROOT / "docs/administrators/sizing.md").read_text().splitlines()
    printed = run("models", "sizing").output.splitlines()
    rows = [line for line in printed if line.startswith("|")]

    assert len(rows) > 15
    assert [line for line in rows if line not in page] == []


def test_a_machine_is_sized_by_what_was_measured_of_it(run: Run) -> None:
    sized = run("models", "sizing", "--reading", "50", "--writing", "5").output
    half = run("models", "sizing", "--reading", "50")

    # 500 tokens are read in 10 s, 60 to 150 written in 12 to 30 s: 255 an hour need 5 slots.
    assert sized.splitlines()[-1] == "| yours | 50.0 | 5.0 | 22 to 40 s | 5 |"
    assert half.exit_code != 0
    assert "flask models check" in half.output
