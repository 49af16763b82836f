"""Measures a set with some configurations: asks what no run file has yet, and judges all of it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ingest
import silabo
from silabo.evaluation.configuration import SHIPPED, Configuration
from silabo.evaluation.data_set import SEED, DataSet, EvaluationQuestion, sampled
from silabo.evaluation.measures import Judged
from silabo.evaluation.processes import Embedding, IndexFactory, ask_all
from silabo.evaluation.report import SetReport, report
from silabo.evaluation.rightness import golds
from silabo.evaluation.run_file import RunFile
from silabo.evaluation.runner import Asked

# Told of a set and a configuration: how many questions are done, of how many.
Progress = Callable[[str, str, int, int], None]


@dataclass(frozen=True, slots=True)
class Measuring:
    """How sets are measured."""

    index_factory: IndexFactory  # of the index that is searched
    configurations: Sequence[Configuration]  # the first is what the others are compared with
    progress: Progress  # is told of it after each portion
    sample: int | None = None  # questions of each sort; None: all
    seed: str = SEED  # of the sample and of the intervals
    out: Path | None = None  # the folder of the run files; None: nothing is kept
    against: Path | None = None  # a folder of earlier ones, which the first column is of
    embedding: Embedding | None = None  # None: words alone find

    def of(self, data_set: DataSet) -> SetReport:
        """The figures of a set.

        Raises `EvaluationError` where a run file holds another run, `OSError` where it cannot be
        read or written, and `ServiceError` when the index does not answer.
        """
        chosen = sampled(data_set.questions, self.sample, self.seed)
        questions = {question.id: question for question in chosen}
        runs = {}
        if self.against is not None:
            earlier = RunFile(self.against / f"{data_set.name}.{SHIPPED}.jsonl", "")
            runs[self.against.resolve().name] = earlier.earlier(questions)
        for configuration in self.configurations:
            runs[configuration.name] = self._run(data_set, configuration, questions)
        gold = golds(data_set)
        judged = {name: Judged(asked, gold) for name, asked in runs.items()}
        return report(data_set.name, judged, self.seed)

    def _run(
        self,
        data_set: DataSet,
        configuration: Configuration,
        questions: Mapping[str, EvaluationQuestion],
    ) -> list[Asked]:
        file = self._file(data_set, configuration)
        found = file.read(questions) if file else []
        done = {one.question.id for one in found}
        missing = [question for name, question in questions.items() if name not in done]
        for some in ask_all(data_set, missing, configuration, self.index_factory, self.embedding):
            if file:
                file.append(some)
            found += some
            self.progress(data_set.name, configuration.name, len(found), len(questions))
        return found

    def _file(self, data_set: DataSet, configuration: Configuration) -> RunFile | None:
        if self.out is None:
            return None
        self.out.mkdir(parents=True, exist_ok=True)
        path = self.out / f"{data_set.name}.{configuration.name}.jsonl"
        space = self.embedding.space if self.embedding else ""
        return RunFile(path, made_by(data_set, configuration, space))


def made_by(data_set: DataSet, configuration: Configuration, space: str = "") -> str:
    """Names what a run depends on: the set, the numbers, the model that embeds, and the code that
    answers.
    """
    digest = hashlib.sha256(f"{configuration.digest}{space}".encode())
    for document in data_set.documents:
        digest.update(
            json.dumps(
                [document.id, document.course, document.language, document.title, document.text]
            ).encode()
        )
    for question in data_set.questions:
        digest.update(
            json.dumps([question.id, question.language, question.text, question.course]).encode()
        )
    for path in _code():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _code() -> Iterator[Path]:
    for folder in (*silabo.__path__, *ingest.__path__):
        yield from sorted(Path(folder).rglob("*.py"))
