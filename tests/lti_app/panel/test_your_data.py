"""What "Your data" says of a language model: what it gets, and for how long that is kept."""

import pytest

from silabo.storage import courses, retention
from silabo.wording.catalogues import say
from tests.lti_app.panel.fragments import show
from tests.world import World
from wiring.settings import Settings

NOTHING_LEAVES = "Nothing leaves the university's server, except the e-mails that you ask for."
GETS = "A language model gets your question with passages of the documents, without your name."


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings.model_copy(update=request.param)


def with_model(**changes: object) -> dict[str, object]:
    return {"ollama_url": "http://127.0.0.1:1", "model": "m", **changes}


@pytest.mark.row("calls-3")
@pytest.mark.parametrize(
    ("settings", "gets", "days"),
    [
        ({}, False, ""),
        (with_model(), True, "30 días"),
        (with_model(model_calls_days=1), True, "1 día,"),
        (with_model(model_calls_days=0), True, ""),
    ],
    indirect=["settings"],
)
def test_it_says_what_is_kept_of_calls_where_a_model_writes(
    world: World, gets: bool, days: str
) -> None:
    words = show(world.student(), "data").words

    assert (say("es", GETS) in words) is gets
    assert ("Lo que recibió y lo que escribió se guarda" in words) is bool(days)
    assert days in words


HOSTED = {"model": "https://api.example/v1#big"}


@pytest.mark.parametrize(
    ("settings", "hosts"),
    [
        ({}, ""),
        (with_model(), ""),
        (HOSTED, "api.example"),
        (with_model(ollama_url="http://gpu.uni.example:11434"), "gpu.uni.example"),
        (with_model(embedding_model="https://vectors.example/v1#e5"), "vectors.example"),
        ({**HOSTED, "embedding_model": "https://api.example/v1#e5"}, "api.example"),
    ],
    indirect=["settings"],
)
def test_it_says_to_which_other_machines_a_question_goes(world: World, hosts: str) -> None:
    words = show(world.student(), "data").words

    assert (say("es", NOTHING_LEAVES) in words) is not bool(hosts)
    assert (f"salen de este servidor hacia {hosts}, sin tu nombre" in words) is bool(hosts)


@pytest.mark.row("retention-3")
@pytest.mark.parametrize(
    ("settings", "own", "days"),
    [
        ({}, None, ""),
        ({"questions_days": 365}, None, "365 días"),
        ({"questions_days": 365}, 1, "1 día,"),
        ({"questions_days": 365}, 0, ""),
    ],
    indirect=["settings"],
)
def test_it_says_for_how_long_this_course_keeps_questions(
    world: World, own: int | None, days: str
) -> None:
    student = world.student()
    (course,) = courses.listed()
    retention.choose(course.id, own)
    words = show(student, "data").words

    assert ("En este curso cada pregunta se borra" in words) is bool(days)
    assert days in words
