"""`flask models list | check | warm | sizing | pull`: the models that write, how they did, how they
do, and a new one from an MLflow server.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import click

from lti_app.cli.groups import ToolGroup
from lti_app.cli.one_line import in_one_line
from lti_app.cli.sizing import sizing
from silabo.domain.errors import ModelError, ServiceError
from silabo.domain.models import Trial
from silabo.storage import course_models, model_speeds
from silabo.storage.course_models import ModelRecord
from silabo.storage.model_speeds import MeasuredSpeed

_DIGEST_SHOWN = 12  # characters: as many as Ollama shows


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model as it is shown. `place` counts from 1 in the order in which they are asked; 0 where
    a course has to pick it. `health` and `digest` ask its server; `check` and `warm` let it write.
    """

    name: str
    place: int
    health: Callable[[], str]
    digest: Callable[[], str]
    check: Callable[[], Trial] = field(repr=False)
    warm: Callable[[], float] = field(repr=False)


# A registered model as somebody wrote it, the name that it gets ("": its own) and the digest that
# it must have ("": what is registered); what came of it, a line each.
Pull = Callable[[str, str, str], Iterator[str]]


def group(models: Sequence[ModelLine], pull: Pull) -> ToolGroup:
    """The commands over these models."""
    commands = ToolGroup("models", help="The language models: their servers, speed and failures.")

    @commands.command("list", help="Each model: its place, server, digest, and what came of it.")
    def listed() -> None:
        kept, speeds = course_models.records(), model_speeds.measured()
        for model in models:
            speed = speeds.get(model.name, MeasuredSpeed())
            _show(model, kept.get(model.name, ModelRecord()), speed)
        if not models:
            click.echo("No model writes: answers are quotations.")

    @commands.command("check", help="Let models read and write: how fast, and does it hold?")
    @click.argument("names", nargs=-1)
    def check(names: tuple[str, ...]) -> None:
        trials = [_tried(model) for model in _chosen(models, names)]
        if any(trial.fault for trial in trials):
            raise click.exceptions.Exit(1)

    @commands.command("warm", help="Have models loaded, before anybody asks.")
    @click.argument("names", nargs=-1)
    def warm(names: tuple[str, ...]) -> None:
        loaded = [_warmed(model) for model in _chosen(models, names)]
        if not all(loaded):
            raise click.exceptions.Exit(1)

    commands.add_command(sizing)
    commands.add_command(_pull(pull))
    return commands


def _pull(pull: Pull) -> click.Command:
    @click.command("pull", help="Take a registered model from MLflow into Ollama.")
    @click.option("--mlflow", "model", required=True, metavar="NAME[:VERSION|@ALIAS]")
    @click.option("--as", "name", default="", help="what Ollama calls it; without: as MLflow does")
    @click.option(
        "--sha256", default="", help="of its file; without: the tag sha256 of its version"
    )
    def pulled(*, model: str, name: str, sha256: str) -> None:
        try:
            for line in pull(model, name, sha256):
                click.echo(line)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        except ServiceError as error:
            raise click.ClickException(str(error)) from error

    return pulled


def _chosen(models: Sequence[ModelLine], names: Sequence[str]) -> list[ModelLine]:
    known = {model.name: model for model in models}
    unknown = [name for name in names if name not in known]
    if unknown or not models:
        there = ", ".join(known) or "none"
        raise click.UsageError(f"there is no model {', '.join(unknown)}; there are: {there}")
    return [known[name] for name in names or known]


def _warmed(model: ModelLine) -> bool:
    try:
        click.echo(f"{model.name}: its first token came after {model.warm():.1f} s")
    except ModelError as error:
        click.secho(f"{model.name}: {error}", fg="red")
        return False
    return True


def _show(model: ModelLine, kept: ModelRecord, speed: MeasuredSpeed) -> None:
    place = f"{model.place}." if model.place else "where it is picked:"
    click.echo(f"{place} {model.name}: {model.health()}")
    click.echo(f"   digest: {model.digest()[:_DIGEST_SHOWN] or 'its server tells none'}")
    if speed.reading and speed.writing:
        click.echo(f"   reads {speed.reading:.1f} and writes {speed.writing:.1f} tokens a second")
    asked = kept.written + kept.failed
    share = f" ({100 * kept.written // asked} % held)" if asked else ""
    click.echo(f"   {kept.written} answers, {kept.failed} failures{share}")
    if kept.failed_at is not None:
        said = f": {in_one_line(kept.text)}" if kept.text else ""
        click.echo(f"   last failure {kept.failed_at:%Y-%m-%d %H:%M} UTC, {kept.failure}{said}")
        refused = model_speeds.refused_sentence(model.name)
        if refused is not None:
            click.echo(f"   refused last, {refused.verdict}: {in_one_line(refused.text)}")


def _tried(model: ModelLine) -> Trial:
    click.echo(f"{model.name}: {model.health()}")
    trial = model.check()
    if trial.read_s:
        click.echo(f"   reads  {_speed(trial.read_tokens, trial.read_s)}, until the first token")
        click.echo(f"   thinks {trial.thought_tokens} tokens before that")
    if trial.written_s:
        click.echo(f"   writes {_speed(trial.written_tokens, trial.written_s)}")
    if trial.said:
        click.echo(f"   says   {in_one_line(trial.said)}")
    if trial.fault:
        click.secho(f"   does not hold: {trial.fault}", fg="red")
    else:
        click.secho("   holds", fg="green")
    return trial


def _speed(tokens: int, seconds: float) -> str:
    return f"{tokens / seconds:.1f} tokens a second ({tokens} in {seconds:.1f} s)"
