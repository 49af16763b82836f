"""What instructors expect of answers: kept, tried, and tried again after a change."""

import pytest

from silabo.answering.expectations import judge
from silabo.domain.answers import Caution, Outcome, OutOfScope, Sentence
from silabo.domain.courses import CourseSettings
from silabo.domain.errors import LeaseLostError, NotFoundError, ToolError
from silabo.domain.expectations import (
    LONGEST,
    LONGEST_PHRASE,
    MOST,
    MOST_PHRASES,
    ClaimedExpectation,
    Expectation,
    ExpectationState,
    NewExpectation,
    NewTrial,
    TrialVerdict,
)
from silabo.domain.reviews import NewAnswer
from silabo.storage import (
    course_erasing,
    course_settings,
    documents,
    expectation_trials,
    expectations,
    standing,
    tables,
)
from tests import seeds

MODELS = {"small": "abc"}
WHEN = NewExpectation("¿Cuándo es el parcial?", "es", ("1 de octubre",), alike="when")
PARKING = NewExpectation("¿Hay estacionamiento?", "es", alike="parking")


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def claimed() -> ClaimedExpectation:
    found = expectation_trials.claim("w1")
    assert found is not None
    return found


def answer(says: str, models: dict[str, str] = MODELS) -> None:
    """Try the next one, and let it be answered with this."""
    taken = claimed()
    outcome: Outcome = seeds.extractive(sentences=(Sentence(says, (1,)),))
    judged = judge(taken.says, outcome)
    expectation_trials.record(taken, NewTrial(judged, outcome, models))


def only(course: int) -> Expectation:
    (found,) = expectations.listed(course)
    return found


def settings(**changes: object) -> CourseSettings:
    values: dict[str, object] = {
        "caution": Caution.BALANCED,
        "model": "",
        "instructions": "",
        "out_of_scope": (),
        "time_zone": "",
    }
    return CourseSettings(**{**values, **changes})  # type: ignore[arg-type]


def test_one_is_kept_tried_and_red_where_what_must_be_said_is_missing(course: int) -> None:
    expectations.add(course, WHEN)
    before = only(course)
    answer("Es el 8 de octubre.")
    after = only(course)

    assert (before.tried, before.waiting) == (None, True)
    assert after.state is ExpectationState.DONE
    assert after.tried is not None
    assert after.tried.verdict is TrialVerdict.MISSING
    assert after.tried.missing == ("1 de octubre",)
    assert [each.text for each in after.tried.sentences] == ["Es el 8 de octubre."]
    assert after.tried.citations == (seeds.citation(),)
    assert expectations.count_red(course) == 1


def test_the_red_ones_stand_first_and_the_untried_before_the_met(course: int) -> None:
    for text in ("¿Uno?", "¿Dos?", "¿Tres?"):
        expectations.add(course, NewExpectation(text, "es", ("dos",)))
    answer("El dos.")
    answer("Nada.")
    listed = [each.question for each in expectations.listed(course)]

    assert listed == ["¿Dos?", "¿Tres?", "¿Uno?"]
    assert expectations.count(course) == 3
    assert expectations.count_red(course) == 1


def test_what_must_be_declined_says_nothing(course: int) -> None:
    kept = expectations.add(course, PARKING)

    assert kept.declines
    assert claimed().says == ()


def test_a_question_is_claimed_as_it_would_be_asked_in_the_whole_course(course: int) -> None:
    out = (OutOfScope("fútbol"),)
    new = settings(caution=Caution.CAREFUL, instructions="Breve", out_of_scope=out)
    course_settings.keep(course, new, default_zone="UTC")
    expectations.add(course, WHEN)
    question = claimed().question

    assert (question.text, question.language, question.course_id) == (WHEN.question, "es", course)
    assert (question.caution, question.instructions) == (Caution.CAREFUL, "Breve")
    assert question.out_of_scope == out
    assert question.documents == ()
    assert question.curated is None


def test_what_instructors_answer_to_the_same_question_is_what_is_tried(course: int) -> None:
    said = (Sentence("El 1 de octubre.", ()),)
    standing.write_ahead(course, 1, NewAnswer(WHEN.question, "es", "when", said))
    seeds.change(tables.Decision, spread_after=1)
    expectations.add(course, WHEN)
    curated = claimed().question.curated

    assert curated is not None
    assert curated.sentences == said


def test_nothing_is_tried_again_while_nothing_has_changed(course: int) -> None:
    seeds.ready(course, "El parcial es el 1 de octubre.")
    expectations.add(course, WHEN)
    answer("Es el 1 de octubre.")

    assert expectation_trials.note(MODELS) == 0
    assert expectation_trials.claim("w1") is None


def _brings(course: int) -> None:
    seeds.ready(course, "Otra cosa.", name="Otra.md")


def _takes_out(course: int) -> None:
    documents.remove(course, documents.newest(course, 1)[0].public_id)


def _sets(course: int) -> None:
    course_settings.keep(course, settings(caution=Caution.GENEROUS), default_zone="UTC")


def _picks(course: int) -> None:
    course_settings.keep(course, settings(model="other"), default_zone="UTC")


def _leaves_out(course: int) -> None:
    topics = (OutOfScope("parciales"),)
    course_settings.keep(course, settings(out_of_scope=topics), default_zone="UTC")


def _decides(course: int) -> None:
    said = (Sentence("Nunca.", ()),)
    standing.write_ahead(course, 1, NewAnswer(WHEN.question, "es", "when", said))
    seeds.change(tables.Decision, spread_after=1)


CHANGES = [_brings, _takes_out, _sets, _picks, _leaves_out, _decides]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__.strip("_"))
def test_after_a_change_of_the_course_it_is_tried_again_once(course: int, change: object) -> None:
    assert callable(change)
    seeds.ready(course, "El parcial es el 1 de octubre.")
    other = seeds.member(course="77")[1]
    for each in (course, other):
        expectations.add(each, WHEN)
        answer("Es el 1 de octubre.")
    change(course)
    noted = expectation_trials.note(MODELS)
    tried = only(course).tried
    taken = claimed()
    outcome = seeds.extractive()
    expectation_trials.record(taken, NewTrial(judge(taken.says, outcome), outcome, MODELS))

    assert noted == 1
    assert tried is not None  # what it said stays until then
    assert taken.question.course_id == course
    assert expectation_trials.note(MODELS) == 0


def test_an_answer_to_another_question_lets_nothing_be_tried_again(course: int) -> None:
    expectations.add(course, WHEN)
    answer("Es el 1 de octubre.")
    said = (Sentence("Detrás.", ()),)
    standing.write_ahead(course, 1, NewAnswer("¿Hay becas?", "es", "grants", said))
    seeds.change(tables.Decision, spread_after=1)

    assert expectation_trials.note(MODELS) == 0


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ({"small": "abc"}, 0),
        ({"small": ""}, 0),  # its server is away, or tells none
        ({"small": "def"}, 1),
        ({"other": "abc"}, 1),
        ({"small": "abc", "other": ""}, 1),
        ({}, 1),
    ],
)
def test_another_model_lets_it_be_tried_again(course: int, now: dict[str, str], again: int) -> None:
    expectations.add(course, WHEN)
    answer("Es el 1 de octubre.")

    assert expectation_trials.note(now) == again


def test_what_changes_while_it_is_tried_lets_it_be_tried_again(course: int) -> None:
    expectations.add(course, WHEN)
    taken = claimed()
    _brings(course)
    outcome = seeds.extractive()
    expectation_trials.record(taken, NewTrial(judge(taken.says, outcome), outcome, MODELS))

    assert expectation_trials.note(MODELS) == 1


def test_at_will_all_of_a_course_are_tried_again_and_no_others(course: int) -> None:
    other = seeds.member(course="77")[1]
    for each in (course, other):
        expectations.add(each, WHEN)
        answer("Es el 1 de octubre.")

    assert expectations.try_all(course) == 1
    assert claimed().question.course_id == course
    assert expectation_trials.claim("w2") is None
    assert expectations.try_all(course) == 1  # the one that is tried just now goes on


def test_a_changed_one_forgets_what_came_of_it_and_what_is_being_tried(course: int) -> None:
    kept = expectations.add(course, WHEN)
    answer("Es el 8 de octubre.")
    expectations.try_all(course)
    taken = claimed()
    new = NewExpectation(WHEN.question, "es", ("8 de octubre",), alike="when")
    changed = expectations.change(course, kept.public_id, new)
    outcome = seeds.extractive()
    with pytest.raises(LeaseLostError):
        expectation_trials.record(taken, NewTrial(judge((), outcome), outcome, MODELS))

    assert (changed.says, changed.tried) == (("8 de octubre",), None)
    assert claimed().says == ("8 de octubre",)


def test_one_is_removed_and_no_course_reaches_that_of_another(course: int) -> None:
    other = seeds.member(course="77")[1]
    kept = expectations.add(course, WHEN).public_id
    for reach in (expectations.get, expectations.remove):
        with pytest.raises(NotFoundError):
            reach(other, kept)
    with pytest.raises(NotFoundError):
        expectations.change(other, kept, PARKING)
    expectations.remove(course, kept)

    assert expectations.listed(course) == []
    assert not expectation_trials.any_kept()


def test_of_a_course_that_goes_nothing_is_tried_any_more(course: int) -> None:
    other = seeds.member(course="77")[1]
    for each in (course, other):
        expectations.add(each, WHEN)
    taken = claimed()
    course_erasing.begin(course)
    outcome = seeds.extractive()
    with pytest.raises(LeaseLostError):
        expectation_trials.record(taken, NewTrial(judge((), outcome), outcome, MODELS))

    assert taken.question.course_id == course
    assert claimed().question.course_id == other
    assert expectation_trials.claim("w1") is None


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewExpectation(" ¿? ", "es", ("x",)), "question_empty"),
        (NewExpectation("a" * (LONGEST + 1), "es"), "question_too_long"),
        (NewExpectation("¿A?", "es", ("x" * (LONGEST_PHRASE + 1),)), "bad_phrase"),
        (NewExpectation("¿A?", "es", ("…",)), "bad_phrase"),
        (NewExpectation("¿A?", "es", tuple(map(str, range(MOST_PHRASES + 1)))), "too_many_phrases"),
        (NewExpectation("¿cuándo  ES el parcial?", "es"), "expected_already"),
    ],
)
def test_what_cannot_be_is_refused(course: int, new: NewExpectation, code: str) -> None:
    expectations.add(course, WHEN)
    with pytest.raises(ToolError) as refused:
        expectations.add(course, new)

    assert refused.value.code == code
    assert expectations.count(course) == 1


def test_the_longest_that_is_allowed_is_kept_and_no_phrase_twice(course: int) -> None:
    says = ("x" * LONGEST_PHRASE, *map(str, range(MOST_PHRASES - 1)))
    kept = expectations.add(course, NewExpectation("a" * LONGEST, "es", says))
    twice = expectations.add(course, NewExpectation("¿B?", "es", ("x", " x ", "")))

    assert kept.says == says
    assert twice.says == ("x",)


def test_a_course_has_so_many_and_no_more(course: int) -> None:
    for number in range(MOST):
        expectations.add(course, NewExpectation(f"¿{number}?", "es"))
    with pytest.raises(ToolError) as refused:
        expectations.add(course, PARKING)

    assert refused.value.code == "too_many_expectations"


def test_who_goes_away_three_times_leaves_it_broken_until_something_changes(course: int) -> None:
    expectations.add(course, WHEN)
    for _ in range(expectation_trials.MAX_ATTEMPTS):
        claimed()
        seeds.overdue(tables.Expectation)
        expectation_trials.sweep()
    tried = only(course).tried
    before = expectation_trials.note(MODELS)
    _brings(course)

    assert tried is not None
    assert (tried.verdict, tried.red) == (TrialVerdict.BROKEN, True)
    assert (before, expectation_trials.note(MODELS)) == (0, 1)


def test_what_breaks_is_given_back_and_after_three_times_red(course: int) -> None:
    expectations.add(course, WHEN)
    states = []
    for _ in range(expectation_trials.MAX_ATTEMPTS):
        seeds.due(tables.Expectation)
        taken = claimed()
        states.append(expectation_trials.give_back(taken, "KeyError", 0.5, counted=True))
    tried = only(course).tried

    assert [str(each) for each in states] == ["ready", "ready", "failed"]
    assert tried is not None
    assert tried.verdict is TrialVerdict.BROKEN
