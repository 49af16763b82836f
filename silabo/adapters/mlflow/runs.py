"""Keeps what `flask evaluate` measured as runs of an MLflow server, one a set and configuration."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from silabo import __version__
from silabo.adapters.mlflow.client import client, understood
from silabo.domain import clock
from silabo.evaluation.report import Line, SetReport, as_json

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

EXPERIMENT = "silabo"
# What MLflow takes in a name: letters, digits and these (mlflow/utils/validation.py).
_OTHERS = re.compile(r"[^\w\-. /]+", re.ASCII)


class EvaluationRuns:
    """An experiment on an MLflow server."""

    def __init__(self, uri: str, experiment: str = EXPERIMENT) -> None:
        """Ask nobody yet."""
        self._uri = uri
        self._experiment = experiment

    def begin(self) -> None:
        """Make the experiment unless it is there: whoever measures for an hour learns before that
        the server does not take it. Raises `ServiceError`.
        """
        self._experiment_id(client(self._uri))

    def keep(self, report: SetReport, parameters: Mapping[str, str]) -> list[str]:
        """Keep the figures of a set, a run for each configuration; the addresses of the runs.

        Figures have their value by the name of the table, and the ends of their interval with .low
        and .high; the whole report is a file. Raises `ServiceError`.
        """
        server = client(self._uri)
        experiment = self._experiment_id(server)
        return [
            self._kept(server, experiment, report, at, parameters)
            for at in range(len(report.configurations))
        ]

    def _experiment_id(self, server: "MlflowClient") -> str:
        with understood("make an experiment"):
            found = server.get_experiment_by_name(self._experiment)
            if found is not None:
                return str(found.experiment_id)
            return str(server.create_experiment(self._experiment))

    def _kept(
        self,
        server: "MlflowClient",
        experiment: str,
        report: SetReport,
        at: int,
        parameters: Mapping[str, str],
    ) -> str:
        from mlflow.entities import Metric, Param  # noqa: PLC0415 - dear, and an extra

        configuration = report.configurations[at]
        now = clock.to_ms(clock.now())
        said = {**parameters, "set": report.set, "configuration": configuration}
        said |= {"questions": str(report.questions), "groups": str(report.groups)}
        with understood("keep a run"):
            run = server.create_run(
                experiment,
                run_name=f"{report.set}, {configuration}",
                tags={"silabo.version": __version__},
            ).info.run_id
            server.log_batch(
                run,
                metrics=[Metric(name, value, now, 0) for name, value in figures(report, at)],
                params=[Param(name, value[:500]) for name, value in said.items()],
            )
            server.log_dict(run, as_json([report]), "report.json")
            server.set_terminated(run)
        return f"{self._uri.rstrip('/')}/#/experiments/{experiment}/runs/{run}"


def figures(report: SetReport, at: int) -> Iterator[tuple[str, float]]:
    """The figures of one configuration, by names that MLflow takes; what is no number is none."""
    for line in report.lines:
        yield from _of_line(line, at)
    for quantile, value in report.processor_ms[at].items():
        yield f"processor_ms.{quantile}", value


def _of_line(line: Line, at: int) -> Iterator[tuple[str, float]]:
    name, estimate = _OTHERS.sub("_", line.name).strip("_ ."), line.estimates[at]
    told = {"": estimate.value, ".low": estimate.low, ".high": estimate.high}
    yield f"{name}.n", float(line.n[at])
    for end, value in told.items():
        if math.isfinite(value):
            yield f"{name}{end}", value
