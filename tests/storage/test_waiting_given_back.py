"""What is told of a question that waits again."""

from silabo.storage import questions
from tests import seeds


def test_for_a_question_that_was_given_back_no_time_is_told(db: None) -> None:
    ana = seeds.member()
    seeds.ask(ana)
    seeds.record(seeds.claim_question(), took_ms=1_000)
    asked = seeds.ask(ana)
    before = questions.get(ana[1], ana[0], asked.public_id).waiting
    questions.give_back(
        seeds.claim_question(), "the model does not answer", 0.5, counted=False, wait_s=240
    )
    given_back = questions.get(ana[1], ana[0], asked.public_id).waiting

    assert before is not None
    assert given_back is not None
    assert before.seconds is not None
    assert (given_back.place, given_back.seconds) == (1, None)
