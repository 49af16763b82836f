"""How long who waits is told to wait: by how fast the model reads and writes that will be asked."""

from dataclasses import replace

import pytest

from silabo.domain.answers import WhyQuoted
from silabo.domain.model_calls import (
    CallPurpose,
    DraftVerdict,
    JudgedSentence,
    Judgement,
    ModelCall,
)
from silabo.domain.models import NO_MODEL, Measured
from silabo.storage import course_models, model_calls, model_speeds, questions, tables
from silabo.storage.model_speeds import MeasuredSpeed
from tests import seeds

FAST = ModelCall("fast", took_s=2.0, measured=Measured(400, 1.0, 40, 1.0))
SLOW = ModelCall("slow", took_s=60.0, measured=Measured(400, 20.0, 40, 40.0))


def written(who: tuple[int, int], *calls: ModelCall) -> None:
    """A question for which these models were asked in vain, and which took 0.8 s all the same."""
    outcome = replace(seeds.extractive(), why_quoted=WhyQuoted.DRAFT_REJECTED)
    seeds.answered(who, outcome)
    newest = tables.Question.select().order_by(tables.Question.id.desc()).get()
    model_calls.keep(newest.id, calls)


def seconds(who: tuple[int, int]) -> int | None:
    """The estimate of a question that is asked now, alone in the queue of one slot."""
    asked = seeds.ask(who)
    shown = questions.get(who[1], who[0], asked.public_id).waiting
    tables.Question.delete().where(tables.Question.public_id == asked.public_id).execute()
    assert shown is not None
    return shown.seconds


@pytest.mark.row("written-11")
def test_who_waits_is_told_how_long_the_model_takes_that_will_be_asked(db: None) -> None:
    ana = seeds.member()
    written(ana, FAST)
    fast = seconds(ana)
    written(ana, SLOW, SLOW)  # of two drafts
    slow = seconds(ana)
    course_models.pick(ana[1], "fast")
    picked = seconds(ana)

    # That a quotation came after 0.8 s says nothing of it.
    assert (fast, slow, picked) == (2, 120, 2)


@pytest.mark.row("written-11")
def test_where_no_model_writes_of_late_the_last_answers_are_the_measure(db: None) -> None:
    ana = seeds.member()
    before = seconds(ana)
    written(ana, SLOW)
    for _ in range(20):
        seeds.answered(ana)
    quoted = seconds(ana)
    written(ana, SLOW)
    course_models.pick(ana[1], NO_MODEL)
    not_wanted = seconds(ana)

    assert (before, quoted, not_wanted) == (None, 1, 1)


def test_speeds_are_those_of_the_last_drafts_and_of_nothing_else(db: None) -> None:
    ana = seeds.member()
    critic = replace(SLOW, name="fast", purpose=CallPurpose.CRITIC)
    uncounted = replace(FAST, measured=None, took_s=5.0)
    written(ana, FAST, critic, uncounted, SLOW)

    assert model_speeds.measured() == {
        "fast": MeasuredSpeed(400.0, 40.0),
        "slow": MeasuredSpeed(20.0, 1.0),
    }


def test_of_a_draft_that_was_thrown_away_the_first_bad_sentence_is_told(db: None) -> None:
    sentences = (JudgedSentence("Good [1].", "holds"), JudgedSentence("Bad [1].", "unstated"))
    judged = Judgement(DraftVerdict.REJECTED, sentences)
    written(seeds.member(), replace(FAST, judgement=judged), SLOW)

    assert model_speeds.refused_sentence("fast") == sentences[1]
    assert model_speeds.refused_sentence("slow") is None
