"""What the doctor says of the models that write."""

from pathlib import Path

import pytest

from tests.services.scripted_ollama import ScriptedOllama
from wiring.doctor.models import examine_models
from wiring.model_servers import model_health
from wiring.settings import Settings

AWAY = "http://127.0.0.1:1/v1"


@pytest.mark.row("model-6")
def test_every_model_of_the_chain_is_named_with_its_place_and_what_is_wrong(
    scripted: ScriptedOllama, tmp_path: Path
) -> None:
    file = tmp_path / "models.toml"
    file.write_text(
        f'[campus]\nserver = "{AWAY}"\nmodel = "m"\nthinking_tokens = 900\n'
        f'[big]\nserver = "{scripted.url}/v1"\nmodel = "scripted"\n'
    )
    settings = Settings(
        ollama_url=scripted.url,
        model="scripted, campus",
        models_file=file,
        embedding_model="scripted-embedder",
    )
    first, second, picked, embeds = examine_models(settings)

    assert (first.ok, first.detail, first.remedy) == (
        True,
        f"scripted: scripted:latest on {scripted.url}, asked as number 1 of 2",
        "",
    )
    assert not second.ok
    assert second.detail == (
        f"campus: {AWAY}: does not answer, asked as number 2 of 2;"
        " may think 900 tokens before it writes"
    )
    assert second.remedy.startswith("the others write meanwhile")
    assert (picked.ok, picked.detail) == (
        True,
        f"big: scripted on {scripted.url}/v1, where a course picks it",
    )
    assert (embeds.name, embeds.ok) == ("embedding model", True)


def test_the_only_model_is_named_without_a_place() -> None:
    (found,) = examine_models(Settings(model=f"{AWAY}#m", embedding_model="none"))

    assert (found.name, found.ok) == ("model", False)
    assert found.detail == f"m: {AWAY}: does not answer"
    assert found.remedy.startswith("answers are quotations meanwhile")


def test_without_a_model_it_says_that_answers_are_quotations() -> None:
    (found,) = examine_models(Settings(embedding_model="none"))

    assert (found.ok, found.detail) == (True, "none: answers are quotations")


@pytest.mark.parametrize(("order", "ok"), [("{up}#scripted,{away}#m", True), ("{away}#m", False)])
def test_a_chain_is_well_while_one_of_it_is(scripted: ScriptedOllama, order: str, ok: bool) -> None:
    model = order.format(up=f"{scripted.url}/v1", away=AWAY)
    found = model_health(Settings(model=model, embedding_model="none"))

    assert found.ok is ok
    assert f"{AWAY}: does not answer" in found.detail


def test_where_nobody_of_the_chain_answers_no_other_is_said_to_write() -> None:
    found = examine_models(Settings(model=f"{AWAY}#m,{AWAY}#n", embedding_model="none"))

    assert [each.remedy.startswith("answers are quotations meanwhile") for each in found] == [
        True,
        True,
    ]


def test_where_a_course_may_pick_a_model_answers_are_not_said_to_be_quotations_alone(
    tmp_path: Path,
) -> None:
    file = tmp_path / "models.toml"
    file.write_text(f'[big]\nserver = "{AWAY}"\nmodel = "m"\n')
    found = model_health(Settings(models_file=file, embedding_model="none"))

    assert found.detail == "none: answers are quotations, but where a course picks a model"
