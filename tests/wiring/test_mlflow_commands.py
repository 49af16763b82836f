"""`flask evaluate` and `flask models pull` beside an MLflow server: a real one, of this run."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from silabo.adapters.mlflow import client
from silabo.adapters.ollama.installed import listed
from tests.evaluation.data import NO_ANSWER, QUESTION, write_set
from tests.services.mlflow_server import Mlflow
from tests.services.tiny_model import write
from wiring import web

if TYPE_CHECKING:
    from tests.services.ollama import Ollama

Run = Callable[..., Result]


@pytest.fixture
def run(folder: Path, handlers: None) -> Run:
    """Runs a command on a system of the environment as it is then."""

    def command(*words: str) -> Result:
        system = web.create()
        try:
            return system.app.test_cli_runner().invoke(args=list(words))
        finally:
            system.close()

    return command


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one small set."""
    made = tmp_path / "sets"
    made.mkdir()
    write_set(
        made, "small", [QUESTION | {"course_doc_id": "d"}, NO_ANSWER | {"course_doc_id": "d"}]
    )
    return made


@pytest.fixture
def mlflow(mlflow_server: Mlflow, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The client of a server that the environment names."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", mlflow_server.url)
    return client.client(mlflow_server.url)


def registered(mlflow: Any, name: str, file: Path, **tags: str) -> str:
    """Register a model of this file; its version."""
    found = mlflow.get_experiment_by_name("models")
    experiment = found.experiment_id if found else mlflow.create_experiment("models")
    run = mlflow.create_run(experiment).info.run_id
    mlflow.log_artifact(run, str(file), "model/files")
    if not mlflow.search_registered_models(f"name='{name}'"):
        mlflow.create_registered_model(name)
    made = mlflow.create_model_version(name, f"runs:/{run}/model", run, tags=tags)
    return str(made.version)


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    """A file with a model of random weights."""
    file = tmp_path / "tutor.gguf"
    write(file)
    return file


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.row("mlflow-1")
def test_without_its_client_a_command_says_what_to_install_before_it_asks_anything(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:1")
    monkeypatch.setenv("SILABO_OLLAMA_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SILABO_MODEL", "none")
    monkeypatch.setattr(client, "PACKAGE", "no_such_package_of_anybody")
    results = [
        run("evaluate", "--data", str(data)),
        run("models", "pull", "--mlflow", "tutor"),
    ]

    for result in results:
        assert result.exit_code == 1
        assert "requirements-mlflow.txt" in result.output
    assert "answered" not in results[0].output


@pytest.mark.row("mlflow-1")
def test_without_a_server_runs_are_printed_alone_and_no_model_is_taken(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    measured = run("evaluate", "--data", str(data))
    pulled = run("models", "pull", "--mlflow", "tutor")

    assert measured.exit_code == 0
    assert "kept:" not in measured.output
    assert (pulled.exit_code, "MLFLOW_TRACKING_URI" in pulled.output) == (1, True)


@pytest.mark.row("mlflow-2")
@pytest.mark.service
@pytest.mark.timeout(240)
def test_a_run_is_kept_with_its_figures_its_numbers_and_the_whole_report(
    run: Run, data: Path, mlflow: Any, tmp_path: Path
) -> None:
    file = tmp_path / "strict.toml"
    file.write_text("[thresholds]\nbalanced_answered = 1.0\n", "utf-8")
    result = run("evaluate", "--data", str(data), "--configuration", str(file), "--seed", "7")
    assert result.exit_code == 0, result.output
    experiment = mlflow.get_experiment_by_name("silabo").experiment_id
    strict, shipped = mlflow.search_runs([experiment], order_by=["attributes.start_time DESC"])
    report = mlflow.download_artifacts(shipped.info.run_id, "report.json", str(tmp_path))

    assert result.stderr.count("kept: http://127.0.0.1:") == 2
    assert (shipped.info.status, shipped.info.run_name) == ("FINISHED", "small, shipped")
    assert shipped.data.params["configuration"] == "shipped"
    assert shipped.data.params["seed"] == "7"
    assert shipped.data.metrics["answered rightly"] == 1.0
    assert strict.data.metrics["answered rightly"] == 0.0
    assert '"set": "small"' in Path(report).read_text("utf-8")


@pytest.mark.row("mlflow-2")
@pytest.mark.service
def test_a_server_that_is_away_is_told_before_anything_is_asked(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:1")
    result = run("evaluate", "--data", str(data))

    assert result.exit_code == 1
    assert "the MLflow server failed to make an experiment" in result.output
    assert "answered" not in result.output


@pytest.mark.row("mlflow-3")
@pytest.mark.service
@pytest.mark.timeout(240)
def test_a_registered_model_becomes_one_of_ollamas_by_version_alias_or_the_newest(
    run: Run, mlflow: Any, ollama_server: "Ollama", gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_OLLAMA_URL", ollama_server.url)
    monkeypatch.setenv("SILABO_MODEL", "none")
    first = registered(mlflow, "Tiny Tutor", gguf, sha256=digest(gguf))
    mlflow.set_registered_model_alias("Tiny Tutor", "champion", first)
    registered(mlflow, "Tiny Tutor", gguf, sha256=digest(gguf))
    results = {
        name: run("models", "pull", "--mlflow", name, "--as", called)
        for name, called in (
            ("Tiny Tutor", "newest"),
            ("Tiny Tutor:1", "first:v1"),
            ("Tiny Tutor@champion", "champion"),
        )
    }
    run("models", "pull", "--mlflow", "Tiny Tutor")
    there = listed(ollama_server.url)

    for name, result in results.items():
        assert result.exit_code == 0, (name, result.output)
        assert digest(gguf) in result.output
    assert "version 2" in results["Tiny Tutor"].output
    assert "version 1" in results["Tiny Tutor@champion"].output
    assert there.keys() >= {"newest:latest", "first:v1", "champion:latest", "tiny-tutor:latest"}
    assert there["newest:latest"] in results["Tiny Tutor"].output


@pytest.mark.row("mlflow-3")
@pytest.mark.service
@pytest.mark.timeout(240)
def test_a_model_with_another_digest_or_none_is_not_made(
    run: Run, mlflow: Any, ollama_server: "Ollama", gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_OLLAMA_URL", ollama_server.url)
    monkeypatch.setenv("SILABO_MODEL", "none")
    registered(mlflow, "wrong", gguf, sha256="0" * 64)
    registered(mlflow, "untold", gguf)
    text = gguf.with_name("no.gguf")
    text.write_text("I am no model")
    registered(mlflow, "text", text, sha256=digest(text))
    other = gguf.with_name("weights.bin")
    other.write_bytes(gguf.read_bytes())
    registered(mlflow, "binary", other, sha256=digest(other))
    said = {
        name: run("models", "pull", "--mlflow", name)
        for name in ("wrong", "untold", "text", "binary", "nobody", "wrong:9", "wrong@none")
    }
    told = run("models", "pull", "--mlflow", "untold", "--sha256", digest(gguf))

    assert {result.exit_code for result in said.values()} == {1}
    assert "has another digest" in said["wrong"].output
    assert "tag sha256" in said["untold"].output
    assert "no GGUF" in said["text"].output
    assert "0 files that end in .gguf" in said["binary"].output
    assert "no model nobody" in said["nobody"].output
    assert not {"wrong:latest", "text:latest", "binary:latest"} & listed(ollama_server.url).keys()
    assert told.exit_code == 0, told.output


@pytest.mark.row("mlflow-3")
@pytest.mark.service
@pytest.mark.timeout(240)
def test_files_that_are_not_on_the_server_are_not_fetched(
    run: Run, mlflow: Any, gguf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_OLLAMA_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SILABO_MODEL", "none")
    mlflow.create_registered_model("elsewhere")
    tags = {"sha256": digest(gguf)}
    mlflow.create_model_version("elsewhere", "s3://somebody/model", tags=tags)
    result = run("models", "pull", "--mlflow", "elsewhere")

    assert result.exit_code == 1
    assert "not on the MLflow server" in result.output
