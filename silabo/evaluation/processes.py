"""Asks the questions of a set in processes of their own, at most two, with one configuration."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from silabo.domain.ports import PassageIndex
from silabo.evaluation import configuration as configurations
from silabo.evaluation.configuration import Configuration
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import DataSet, EvaluationQuestion
from silabo.evaluation.runner import Asked, Runner

MOST_PROCESSES = 2
_TOGETHER = 25  # questions that a process takes at once; what came of them is kept together
IndexFactory = Callable[[Path], PassageIndex]

_runner: list[Runner] = []  # that of this process, once it has begun


def ask_all(
    data_set: DataSet,
    questions: Sequence[EvaluationQuestion],
    configuration: Configuration,
    index_factory: IndexFactory,
) -> Iterator[list[Asked]]:
    """What came of the questions, some at a time and in no order.

    The processes are new ones (spawned), so that no number but the configuration's has been used in
    them; `index_factory`, a function of a module, makes an index in a file that is gone afterwards.
    """
    portions = list(_portions(questions))
    if not portions:
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(
            max_workers=min(MOST_PROCESSES, os.cpu_count() or 1, len(portions)),
            mp_context=get_context("spawn"),
            initializer=_begin,
            initargs=(configuration, data_set.documents, index_factory, Path(folder)),
        ) as pool,
    ):
        waiting = [pool.submit(_ask, portion) for portion in portions]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            # Who stops listening, or an error, wants no more of them.
            pool.shutdown(cancel_futures=True)


def _portions(questions: Sequence[EvaluationQuestion]) -> Iterator[list[EvaluationQuestion]]:
    """The questions of a course together, for each process puts a course into an index of its
    own.
    """
    ordered = sorted(questions, key=lambda question: question.course)
    for course, group in groupby(ordered, key=lambda question: question.course):
        listed = list(group)
        size = len(listed) if course else _TOGETHER
        for start in range(0, len(listed), size):
            yield listed[start : start + size]


def _begin(
    configuration: Configuration,
    documents: Sequence[SourceDocument],
    index_factory: IndexFactory,
    folder: Path,
) -> None:
    configurations.apply(configuration)
    _runner.append(Runner(documents, index_factory(folder / f"{os.getpid()}.sqlite")))


def _ask(questions: Sequence[EvaluationQuestion]) -> list[Asked]:
    return [_runner[-1].ask(question) for question in questions]
