"""Another language is one more file beside the lexicons, and nothing else changes."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = "Quando é a prova de recuperação?"
READS = """
import json, sys
from datetime import date
from silabo.answering.scope import small_talk
from silabo.language.detect import detect
from silabo.language.expected import expected_kind
from silabo.language.follow_ups import completed
from silabo.language.negation import denies
from silabo.language.quantities import find
from silabo.language.questions import read_question
from silabo.language.relative_days import relative_days
from silabo.language.stems import document_stems
from silabo.language.vocabulary import phrases

asked = sys.argv[1]
print(json.dumps({
    "language": detect(asked),
    "kind": expected_kind(asked),
    "content": [word.display for word in read_question(asked, detect(asked)).content],
    "concepts": [word.concepts for word in read_question(asked, detect(asked)).content],
    "phrases": sorted(phrase.language for phrase in phrases("deadline")),
    "stems": document_stems("as provas finais", "pt"),
    "dates": [one.value for one in find("3 de junho de 2026", "pt")],
    "tomorrow": [str(one.days.first) for one in relative_days("é amanhã?", date(2026, 5, 1))],
    "denies": denies("Não há prova em junho."),
    "reply": small_talk("Olá, bom dia"),
    "completed": completed("e onde?", [asked], "pt"),
}))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a program reads that has one language more than ours."""
    folder = tmp_path_factory.mktemp("program")
    for room in ("domain", "language", "answering"):
        shutil.copytree(ROOT / "silabo" / room, folder / "silabo" / room)
    shutil.copy(ROOT / "silabo" / "__init__.py", folder / "silabo")
    shutil.copy(
        ROOT / "tests" / "language" / "portuguese.py",
        folder / "silabo" / "language" / "lexicon" / "pt.py",
    )
    done = subprocess.run(
        [sys.executable, "-c", READS, ASKED], cwd=folder, capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_question_is_read_in_it(read: dict[str, object]) -> None:
    assert read["language"] == "pt"
    assert read["kind"] == "date"
    assert read["content"] == ["prova", "recuperação"]
    assert read["concepts"][0] == ["exam"]  # type: ignore[index]


def test_its_words_for_a_concept_stand_beside_those_of_the_others(read: dict[str, object]) -> None:
    languages = read["phrases"]

    assert isinstance(languages, list)
    assert {"en", "es", "fr", "pt"} <= set(languages)


def test_its_documents_are_stemmed_and_their_quantities_found(read: dict[str, object]) -> None:
    assert read["stems"] == ["prov", "fin"]
    assert read["dates"] == ["2026-06-03"]


def test_its_days_denials_and_greetings_are_understood(read: dict[str, object]) -> None:
    assert read["tomorrow"] == [str(date(2026, 5, 2))]
    assert read["denies"] is True
    assert read["reply"] == "reply_greeting"


def test_a_follow_up_is_completed_in_it(read: dict[str, object]) -> None:
    assert read["completed"] == "Onde a prova de recuperação?"
