"""`flask drafts rejected`: what was thrown away, as administrators see it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from silabo.domain import clock
from silabo.domain.model_calls import DraftVerdict, JudgedSentence, Judgement, ModelCall, Reason
from silabo.storage import model_calls, tables
from silabo.storage.database import database
from tests import seeds
from wiring.parts import System

Run = Callable[..., Result]


@pytest.fixture
def run(installed: Path, system: System) -> Run:
    """Runs a command on a system with its tables."""

    def command(*words: str) -> Result:
        return system.app.test_cli_runner().invoke(args=list(words))

    return command


@pytest.mark.row("calls-4")
def test_each_sentence_of_a_rejected_draft_is_shown_with_its_verdict_in_one_line(
    run: Run,
) -> None:
    who = seeds.member()
    asked = seeds.answered(who)
    bad = "Es el 4\x1b[31m de\njulio [1]."
    judgement = Judgement(
        DraftVerdict.REJECTED, (JudgedSentence(bad, "unstated"),), (Reason.UNSTATED,), 31
    )
    call = ModelCall("scripted", text=bad, judgement=judgement)
    row = tables.Question.get()
    model_calls.keep(row.id, [call], ["ab" * 32])
    database.close()
    shown = run("drafts", "rejected", "--course", str(who[1])).output.splitlines()
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d")

    assert f"question {asked.public_id}, scripted abababababab, score 31: unstated" in shown[0]
    assert shown[1] == "   unstated        Es el 4 [31m de julio [1]."
    assert len(shown) == 2
    for words in (("--course", "999"), ("--since", tomorrow)):
        assert "No draft" in run("drafts", "rejected", *words).output
