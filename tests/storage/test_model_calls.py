"""The calls of models: what is kept of them, for how long, and what takes them along."""

from dataclasses import replace
from datetime import timedelta

import pytest

from silabo.domain import clock
from silabo.domain.errors import ServiceError
from silabo.domain.model_calls import (
    CallPurpose,
    DraftVerdict,
    JudgedSentence,
    Judgement,
    ModelCall,
    Reason,
)
from silabo.domain.models import Measured, Message, Speaker
from silabo.storage import merging, model_calls, questions, tables
from silabo.storage.tables import Course
from silabo.storage.tables import ModelCall as Row
from tests import seeds

LIE = Judgement(
    DraftVerdict.REJECTED,
    (JudgedSentence("Es el 4 de julio [1].", "unstated"), JudgedSentence("¿Sí?", "says_nothing")),
    (Reason.UNSTATED, Reason.UNANSWERED),
    40,
)
CALL = ModelCall(
    name="qwen2.5:7b",
    prompt=(Message(Speaker.SYSTEM, "Responde."), Message(Speaker.USER, "¿Cuándo?")),
    text="Es el 4 de julio [1]. ¿Sí?",
    pieces=9,
    first_token_s=1.25,
    took_s=3.5,
    measured=Measured(read=120, reading_s=1.0, written=10, writing_s=2.0, loading_s=0.2),
    judgement=LIE,
)


def kept(who: tuple[int, int], *calls: ModelCall, digests: tuple[str, ...] = ()) -> int:
    """The number of a question with these calls, CALL without any."""
    public_id = seeds.answered(who).public_id
    row = tables.Question.get(tables.Question.public_id == public_id)
    model_calls.keep(row.id, calls or (CALL,), digests)
    return int(row.id)


@pytest.mark.row("calls-1")
def test_all_of_a_call_is_kept(db: None) -> None:
    kept(seeds.member(), CALL, replace(CALL, purpose=CallPurpose.CRITIC), digests=("ab12", ""))
    row, critic = Row.select().order_by(Row.id)

    assert (row.model, row.digest, row.purpose) == ("qwen2.5:7b", "ab12", "draft")
    assert row.prompt == [["system", "Responde."], ["user", "¿Cuándo?"]]
    assert (row.output, row.failure) == (CALL.text, "")
    assert (row.verdict, row.score, row.reasons) == ("rejected", 40, "unstated,unanswered")
    assert row.sentences == [["Es el 4 de julio [1].", "unstated"], ["¿Sí?", "says_nothing"]]
    assert (row.read_tokens, row.written_tokens) == (120, 10)
    assert (row.loading_ms, row.first_token_ms, row.reading_ms) == (200, 1250, 1000)
    assert (row.writing_ms, row.took_ms) == (2000, 3500)
    assert (critic.purpose, critic.digest) == ("critic", "")


@pytest.mark.row("calls-1")
def test_a_call_that_failed_is_kept_as_far_as_it_came(db: None) -> None:
    kept(seeds.member(), ModelCall("m", failure="ModelSlowError", text="Es", pieces=1, took_s=60))
    (row,) = Row.select()

    assert (row.failure, row.verdict, row.score, row.sentences) == (
        "ModelSlowError",
        "",
        None,
        None,
    )
    assert (row.read_tokens, row.written_tokens, row.took_ms) == (0, 1, 60_000)


@pytest.mark.row("calls-1")
@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "𝄞 é", "x" * 200_000])
def test_whatever_a_model_writes_can_be_kept(db: None, text: str) -> None:
    judged = replace(LIE, sentences=(JudgedSentence(text, "unstated"),))
    said = (Message(Speaker.USER, text),)
    kept(seeds.member(), replace(CALL, text=text, prompt=said, judgement=judged))
    (draft,) = model_calls.rejected()

    assert draft.output == draft.sentences[0].text
    assert 0 < len(draft.output) <= model_calls.LONGEST_OUTPUT
    assert "\0" not in draft.output


@pytest.mark.row("calls-2")
def test_calls_go_with_their_question_their_person_and_their_course(db: None) -> None:
    ana, ben = seeds.member(), seeds.member(sub="4")
    other = seeds.member(sub="3", course="9")
    first, _, of_ben, of_course = kept(ana), kept(ana), kept(ben), kept(other)
    public_id = tables.Question.get_by_id(first).public_id
    questions.remove(ana[1], ana[0], public_id)
    left = [row.question_id for row in Row.select()]
    tables.Person.delete().where(tables.Person.id == ben[0]).execute()
    without_ben = [row.question_id for row in Row.select()]
    Course.delete().where(Course.id == other[1]).execute()

    assert first not in left
    assert of_ben in left
    assert of_ben not in without_ben
    assert of_course in without_ben
    assert Row.select().count() == 1


@pytest.mark.row("calls-2")
def test_calls_follow_a_person_who_is_merged(db: None) -> None:
    ana, ben = seeds.member(), seeds.member(sub="4")
    kept(ana)
    old, new = (tables.Person.get_by_id(each[0]).public_id for each in (ana, ben))
    merging.merge(old, new)
    tables.Person.delete().where(tables.Person.id == ben[0]).execute()

    assert Row.select().count() == 0


@pytest.mark.row("calls-2")
def test_nothing_is_kept_of_a_question_that_is_gone(db: None) -> None:
    ana = seeds.member()
    gone = kept(ana)
    questions.remove(ana[1], ana[0], tables.Question.get_by_id(gone).public_id)

    with pytest.raises(ServiceError):
        model_calls.keep(gone, [CALL])
    assert Row.select().count() == 0


@pytest.mark.row("calls-3")
def test_what_is_older_than_the_setting_is_forgotten(db: None) -> None:
    ana = seeds.member()
    old, young = kept(ana), kept(ana)
    day_ms = 86_400_000
    for question, days in ((old, 31), (young, 29)):
        aged = Row.update(created_at=Row.created_at - days * day_ms)
        aged.where(Row.question == question).execute()

    assert model_calls.sweep(timedelta(days=30)) == 1
    assert [row.question_id for row in Row.select()] == [young]
    assert model_calls.sweep(timedelta(days=30)) == 0


@pytest.mark.row("calls-3")
def test_no_days_forget_all(db: None) -> None:
    kept(seeds.member())

    assert model_calls.sweep(timedelta(days=0)) == 1
    assert Row.select().count() == 0


@pytest.mark.row("calls-4")
def test_rejected_drafts_are_told_by_course_and_since_when(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_calls, "AT_ONCE", 1)
    ana, other = seeds.member(), seeds.member(course="9")
    accepted = replace(CALL, judgement=Judgement(DraftVerdict.ACCEPTED, score=90))
    first = kept(ana, CALL, accepted, ModelCall("m", failure="ModelSlowError"))
    kept(other)
    second = kept(ana, CALL)
    Row.update(created_at=Row.created_at - 3_600_000).where(Row.question == first).execute()
    found = list(model_calls.rejected(ana[1]))
    soon = clock.now() - timedelta(minutes=30)
    public_ids = [tables.Question.get_by_id(each).public_id for each in (first, second)]

    assert [draft.question for draft in found] == public_ids
    assert found[0].sentences == LIE.sentences
    assert (found[0].reasons, found[0].score) == (LIE.reasons, 40)
    assert len(list(model_calls.rejected())) == 3
    assert [draft.question for draft in model_calls.rejected(ana[1], soon)] == public_ids[1:]
