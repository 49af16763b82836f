"""What "Your data" says of a language model: what it gets, and for how long that is kept."""

import pytest

from silabo.wording.catalogues import say
from tests.lti_app.panel.fragments import show
from tests.world import World
from wiring.settings import Settings

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
