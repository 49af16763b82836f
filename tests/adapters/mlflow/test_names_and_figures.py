"""What of names and figures an MLflow server is told, without one."""

import math

import pytest

from silabo.adapters.mlflow.client import client
from silabo.adapters.mlflow.registered import RegisteredModel
from silabo.adapters.mlflow.runs import figures
from silabo.domain.errors import ServiceError
from silabo.domain.intervals import Estimate
from silabo.evaluation.report import Line, SetReport


def test_figures_have_names_that_it_takes_and_no_number_is_none() -> None:
    good, none = Estimate(0.5, 0.4, 0.6), Estimate(math.nan, math.nan, math.nan)
    report = SetReport(
        set="own",
        questions=9,
        groups=3,
        configurations=("shipped", "mine"),
        lines=(
            Line("answered rightly", (9, 9), (none, good), ()),
            Line("“not sure”, of all (%)", (4, 5), (good, none), ()),
        ),
        processor_ms=({"p50": 1.0}, {"p50": 2.0, "p99": 9.0}),
    )

    assert dict(figures(report, 1)) == {
        "answered rightly.n": 9.0,
        "answered rightly": 0.5,
        "answered rightly.low": 0.4,
        "answered rightly.high": 0.6,
        "not sure_ of all.n": 5.0,
        "processor_ms.p50": 2.0,
        "processor_ms.p99": 9.0,
    }


@pytest.mark.parametrize(
    ("written", "model"),
    [
        ("tutor", RegisteredModel("tutor")),
        ("Tiny Tutor:3", RegisteredModel("Tiny Tutor", version="3")),
        ("tutor@champion", RegisteredModel("tutor", alias="champion")),
    ],
)
def test_a_registered_model_is_named_with_a_version_or_an_alias(
    written: str, model: RegisteredModel
) -> None:
    assert RegisteredModel.of(written) == model


@pytest.mark.parametrize("written", ["", "tutor:", "tutor:new", "a/b", "x' or name='y", "t:1@a"])
def test_what_is_no_name_of_one_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="NAME"):
        RegisteredModel.of(written)


@pytest.mark.parametrize("uri", ["", "file:///tmp/runs", "sqlite:///x", "databricks", "127.0.0.1"])
def test_an_address_of_no_server_is_refused(uri: str) -> None:
    with pytest.raises(ServiceError, match="name a server"):
        client(uri)
