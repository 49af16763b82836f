"""`flask evaluate`: how well the questions of labelled sets are answered."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from silabo.domain.errors import EvaluationError, ServiceError
from silabo.evaluation import data_set, own_questions
from silabo.evaluation.configuration import SHIPPED, Configuration, read_configuration
from silabo.evaluation.data_set import SEED, DataSet
from silabo.evaluation.measuring import Measuring
from silabo.evaluation.processes import Embedding, IndexFactory
from silabo.evaluation.report import SetReport, as_json, as_table

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
_SECONDS = 5.0  # between two lines about how far it is


@dataclass(frozen=True, slots=True)
class RunsServer:
    """Where runs are kept beside what is printed. Both raise `ServiceError`."""

    begin: Callable[[], None]  # asks whether it takes any
    keep: Callable[[SetReport, Mapping[str, str]], list[str]]  # the addresses of the runs


def command(
    index_factory: IndexFactory,
    embedding: Embedding | None = None,
    runs: Callable[[], RunsServer | None] = lambda: None,
) -> click.Command:
    """The command; `index_factory`, a function of a module, makes an index in a file; without
    `embedding` words alone find; `runs` gives the server that keeps them, if one is named.
    """

    @click.command("evaluate", help="Say how well the questions of labelled sets are answered.")
    @click.option("--data", type=FOLDER, required=True, help="holds corpora/ and questions/")
    @click.option(
        "--set",
        "names",
        multiple=True,
        metavar="NAME",
        help="instead of all sets there; own: the project's own questions",
    )
    @click.option(
        "--configuration",
        "files",
        type=FILE,
        multiple=True,
        help="TOML or JSON with other numbers of answering; one is compared with those as shipped,"
        " two with one another",
    )
    @click.option(
        "--half",
        type=click.Choice([own_questions.TUNE, own_questions.REPORT]),
        default=own_questions.TUNE,
        help="of the project's own questions; figures are reported on the second",
    )
    @click.option("--sample", type=click.IntRange(1), help="questions of each sort; all without")
    @click.option("--seed", default=SEED, help="of the sample and of the intervals")
    @click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
    @click.option("--out", type=NEW_FOLDER, help="keep each run there, and go on where it was")
    @click.option("--against", type=FOLDER, help="compare with the runs that --out kept there")
    def evaluate(
        *,
        data: Path,
        names: tuple[str, ...],
        files: tuple[Path, ...],
        half: str,
        sample: int | None,
        seed: str,
        form: str,
        out: Path | None,
        against: Path | None,
    ) -> None:
        if out and out.resolve().is_relative_to(data.resolve()):
            raise click.UsageError("--out has to be outside --data: nothing is written there")
        chosen, server = _sets(data, names), _begun(runs())
        measuring = Measuring(
            index_factory,
            _configurations(files, against),
            Progress(),
            sample=sample,
            seed=seed,
            out=out,
            against=against,
            embedding=embedding,
        )
        reports = [_measured(measuring, data, name, half) for name in chosen]
        if form == "json":
            click.echo(json.dumps(as_json(reports), indent=2, ensure_ascii=False))
        else:
            click.echo("\n\n".join(map(as_table, reports)))
        parameters = {"half": half, "sample": str(sample or "all"), "seed": seed}
        _keep(server, reports, parameters)

    return evaluate


def _begun(server: RunsServer | None) -> RunsServer | None:
    try:
        if server is not None:
            server.begin()
    except ServiceError as error:
        raise click.ClickException(str(error)) from error
    return server


def _keep(
    server: RunsServer | None, reports: Sequence[SetReport], parameters: Mapping[str, str]
) -> None:
    """Keep what was printed already, which a server that fails now does not take away."""
    if server is None:
        return
    try:
        for found in reports:
            for address in server.keep(found, parameters):
                click.echo(f"kept: {address}", err=True)
    except ServiceError as error:
        raise click.ClickException(str(error)) from error


class Progress:
    """Says on stderr how far a run is, every few seconds and at its end."""

    def __init__(self) -> None:
        """Begin to count the time."""
        self._begun = self._said = time.monotonic()

    def __call__(self, name: str, configuration: str, done: int, of: int) -> None:
        """Say it if it is time."""
        now = time.monotonic()
        if done < of and now - self._said < _SECONDS:
            return
        self._said = now
        spent = now - self._begun
        click.echo(f"{name}, {configuration}: {done} of {of} questions, {spent:.0f} s", err=True)


def _sets(data: Path, names: Sequence[str]) -> list[str]:
    there = data_set.names(data)
    unknown = [name for name in names if name not in {*there, own_questions.NAME}]
    if unknown or not (names or there):
        held = ", ".join(there) or "none"
        raise click.UsageError(f"not in {data}: {', '.join(unknown) or 'any set'}; it has {held}")
    return list(dict.fromkeys(names)) or there


def _configurations(files: Sequence[Path], against: Path | None) -> list[Configuration]:
    try:
        read = [read_configuration(path) for path in files]
    except (OSError, EvaluationError) as error:
        raise click.UsageError(str(error)) from error
    found = [Configuration(), *read] if not read or (len(read) < 2 and not against) else read
    named = [each.name for each in found] + ([against.resolve().name] if against else [])
    if len(set(named)) < len(named):
        raise click.UsageError(f"each column needs a name of its own: no file is called {SHIPPED}")
    return found


def _measured(measuring: Measuring, data: Path, name: str, half: str) -> SetReport:
    try:
        return measuring.of(_read(data, name, half))
    except (EvaluationError, ServiceError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error


def _read(data: Path, name: str, half: str) -> DataSet:
    if name != own_questions.NAME:
        return data_set.read_set(data, name)
    if half == own_questions.REPORT:
        click.echo("own: the half that figures are reported on; fit nothing on it", err=True)
    return own_questions.read_own(data, half)
