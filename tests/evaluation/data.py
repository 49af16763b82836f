"""A small data folder, as an evaluation reads one."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TEXT = (
    "El examen final es el 3 de julio.\n\n"
    "La nota mínima para aprobar es 4.\n\n"
    "La consulta es los lunes a las 15 horas en la oficina 12.\n"
)
START = TEXT.index("3 de julio")
QUESTION: dict[str, Any] = {
    "qid": "q1",
    "lang": "es",
    "question": "¿Cuándo es el examen final?",
    "answer_type": "single_factual",
    "gold_answer": "3 de julio",
    "answerable": True,
    "evidence": [{"any": [["d", START, START + 10]]}],
}
NO_ANSWER: dict[str, Any] = {
    "qid": "q2",
    "lang": "es",
    "question": "¿Cuándo es la regata?",
    "answer_type": "no_answer",
    "gold_answer": None,
    "answerable": False,
}


def write_set(folder: Path, name: str, questions: Sequence[Any]) -> None:
    """A set of one document, twice: as "d" and as "e"."""
    for beside in ("corpora", "questions"):
        (folder / beside).mkdir(exist_ok=True)
    documents = [
        {"doc_id": each, "title": "Programa", "lang": "es", "text": TEXT} for each in ("d", "e")
    ]
    _write(folder / "corpora" / f"{name}.jsonl", documents)
    _write(folder / "questions" / f"{name}.jsonl", questions)


def _write(path: Path, objects: Sequence[Any]) -> None:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in objects), "utf-8")
