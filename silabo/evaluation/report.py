"""The figures of a set, one column a configuration: as values, as a table, as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from silabo.domain.intervals import Estimate, wilson
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.intervals import Sums, bootstrapped, paired_difference
from silabo.evaluation.measures import Judged, Row

_QUANTILES = {"p50": 0.5, "p99": 0.99}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a figure of each configuration, and by how much the others differ from
    the first.
    """

    name: str  # what the table calls it
    n: tuple[int, ...]  # questions that it is about
    estimates: tuple[Estimate, ...]  # one of each configuration
    differences: tuple[Estimate, ...]  # of each but the first


@dataclass(frozen=True, slots=True)
class SetReport:
    """The figures of a set."""

    set: str  # its name
    questions: int  # how many were asked
    groups: int  # courses, or documents that answer
    configurations: tuple[str, ...]  # their names, as the columns stand
    lines: tuple[Line, ...]  # in the order of the table
    # Of a question, in ms, by quantile ("p50"), for each configuration.
    processor_ms: tuple[Mapping[str, float], ...]


def report(name: str, runs: Mapping[str, Judged], seed: str) -> SetReport:
    """The figures of the runs of a set, by the names of their configurations."""
    judged = list(runs.values())
    questions = {one.question.id: one.question for run in judged for one in run.asked}
    groups = _groups(questions)
    columns = [{row.name: row for row in run.rows()} for run in judged]
    names = dict.fromkeys(name for column in columns for name in column)
    return SetReport(
        set=name,
        questions=len(questions),
        groups=len({question.group for question in questions.values()} - {""}),
        configurations=tuple(runs),
        lines=tuple(
            _line([column.get(row, Row(row, {})) for column in columns], groups, seed)
            for row in names
        ),
        processor_ms=tuple(
            {label: run.processor_ms(quantile) for label, quantile in _QUANTILES.items()}
            for run in judged
        ),
    )


def _groups(questions: Mapping[str, EvaluationQuestion]) -> dict[str, str]:
    """What each question is drawn with. Where all are of one group, each is drawn by itself."""
    groups = {name: question.group or name for name, question in questions.items()}
    return groups if len(set(groups.values())) > 1 else {name: name for name in questions}


def _line(rows: Sequence[Row], groups: Mapping[str, str], seed: str) -> Line:
    sums = [_sums(row, groups) for row in rows]
    return Line(
        name=rows[0].name,
        n=tuple(len(row.counts) for row in rows),
        estimates=tuple(
            wilson(sum(row.counts.values()), len(row.counts))
            if row.is_share
            else bootstrapped(of_groups, seed)
            for row, of_groups in zip(rows, sums, strict=True)
        ),
        differences=tuple(paired_difference(sums[0], others, seed) for others in sums[1:]),
    )


def _sums(row: Row, groups: Mapping[str, str]) -> dict[str, Sums]:
    sums: dict[str, Sums] = {}
    for question, count in row.counts.items():
        total, of = sums.get(groups[question], (0.0, 0.0))
        sums[groups[question]] = (total + count, of + 1)
    return sums


def as_json(reports: Sequence[SetReport]) -> dict[str, Any]:
    """The figures as JSON has them."""
    return {"sets": [asdict(found) for found in reports]}


def as_table(found: SetReport) -> str:
    """The figures as a table of plain text: n, each configuration, and the differences."""
    differences = [f"{name} less {found.configurations[0]}" for name in found.configurations[1:]]
    heads = ["n", *found.configurations, *differences]
    body = [
        [
            line.name,
            "/".join(map(str, dict.fromkeys(line.n))),
            *(_shown(estimate) for estimate in line.estimates),
            *(_shown(difference, sign="+") for difference in line.differences),
        ]
        for line in found.lines
    ]
    body += [
        [f"processor time of a question, {label}, ms", "", *_times(found, label)]
        for label in _QUANTILES
    ]
    title = f"{found.set}, {found.questions} questions of {found.groups} groups"
    return _aligned([[title, *heads], *body])


def _times(found: SetReport, label: str) -> list[str]:
    return [f"{quantiles[label]:.0f}" for quantiles in found.processor_ms]


def _shown(estimate: Estimate, sign: str = "") -> str:
    return f"{estimate.value:{sign}.3f} [{estimate.low:{sign}.3f}, {estimate.high:{sign}.3f}]"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    columns = max(map(len, rows))
    widths = [
        max(len(row[column]) for row in rows if column < len(row)) for column in range(columns)
    ]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )
