"""Asks the questions of a set in processes of their own, at most two, with one configuration."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from silabo.domain.errors import EvaluationError
from silabo.domain.ports import PassageIndex
from silabo.evaluation import configuration as configurations
from silabo.evaluation.configuration import Configuration
from silabo.evaluation.corpus import Embedders, SourceDocument
from silabo.evaluation.data_set import DataSet, EvaluationQuestion
from silabo.evaluation.runner import Asked, Runner

MOST_PROCESSES = 2
_TOGETHER = 25  # questions that a process takes at once; what came of them is kept together
IndexFactory = Callable[[Path], PassageIndex]


@dataclass(frozen=True, slots=True)
class Embedding:
    """What finds by meaning: the model's name, and a function of a module that makes embedders."""

    space: str
    factory: Callable[[], Embedders]


# What this process makes its runner of: configuration, documents, index factory and file, model.
_Given = tuple[Configuration, Sequence[SourceDocument], IndexFactory, Path, Embedding | None]
_given: list[_Given] = []


def ask_all(
    data_set: DataSet,
    questions: Sequence[EvaluationQuestion],
    configuration: Configuration,
    index_factory: IndexFactory,
    embedding: Embedding | None = None,
) -> Iterator[list[Asked]]:
    """What came of the questions, some at a time and in no order.

    The processes are new ones (spawned), so that no number but the configuration's has been used in
    them; `index_factory`, a function of a module, makes an index in a file that is gone afterwards.

    Raises what the factory raises, and `EvaluationError` where a process cannot begin or is ended.
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
            initargs=(configuration, data_set.documents, index_factory, Path(folder), embedding),
        ) as pool,
    ):
        waiting = [pool.submit(_ask, portion) for portion in portions]
        try:
            for done in as_completed(waiting):
                yield _answers(done)
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
    embedding: Embedding | None,
) -> None:
    # Nothing that can fail: an error here would break the pool, and nobody would read which it was.
    path = folder / f"{os.getpid()}.sqlite"
    _given.append((configuration, documents, index_factory, path, embedding))


@cache
def _runner() -> Runner:
    """That of this process, made for its first question."""
    configuration, documents, index_factory, path, embedding = _given[-1]
    configurations.apply(configuration)
    return Runner(documents, index_factory(path), embedding.factory() if embedding else None)


def _ask(questions: Sequence[EvaluationQuestion]) -> list[Asked]:
    return [_runner().ask(question) for question in questions]


def _answers(done: Future[list[Asked]]) -> list[Asked]:
    try:
        return done.result()
    except BrokenProcessPool as error:
        raise EvaluationError(
            "a process that asks could not begin or was ended from outside. Look whether memory"
            " was short (dmesg) and call the command again: with --out it goes on where it was"
        ) from error
