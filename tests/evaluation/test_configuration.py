import json
from pathlib import Path

import pytest

from silabo.answering.weights import QUOTING, THRESHOLDS
from silabo.domain.errors import EvaluationError
from silabo.evaluation.configuration import Configuration, read_configuration

TOML = "[thresholds]\nbalanced_answered = 0.25\n\n[quoting]\nmost_quotes = 3\n"


def test_a_file_sets_numbers_by_group_and_field(tmp_path: Path) -> None:
    toml, other = tmp_path / "generous.toml", tmp_path / "as_json.json"
    toml.write_text(TOML, "utf-8")
    numbers = {"thresholds": {"balanced_answered": 0.25}, "quoting": {"most_quotes": 3}}
    other.write_text(json.dumps(numbers), "utf-8")

    found = read_configuration(toml)

    assert (found.name, found.numbers) == ("generous", numbers)
    assert read_configuration(other).digest == found.digest != Configuration().digest


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text("[thresholds]\nbalanced_answered = 1\n", "utf-8")

    assert read_configuration(file).numbers == {"thresholds": {"balanced_answered": 1}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[gat]\nbias = 1", "there is no group gat; the nearest is gate"),
        ("[zzz]\nbias = 1", "there is no group zzz; there are around, "),
        ("[gate]\nbia = 1", "gate has no bia; the nearest is bias"),
        ("[gate]\nbias = true", "gate.bias has to be a number, not True"),
        ("[gate]\nbias = '1'", "gate.bias has to be a number, not '1'"),
        ("[quoting]\nmost_quotes = 1.5", "quoting.most_quotes has to be a whole number, not 1.5"),
        ("gate = 1", "gate has to be a group of numbers, such as [gate]"),
        ("[gate", "c.toml"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(EvaluationError) as raised:
        read_configuration(file)
    assert said in str(raised.value)


def test_reading_a_configuration_changes_nothing_here(tmp_path: Path) -> None:
    file = tmp_path / "c.toml"
    file.write_text(TOML, "utf-8")

    before = THRESHOLDS.balanced_answered, QUOTING.most_quotes
    read_configuration(file)

    assert (THRESHOLDS.balanced_answered, QUOTING.most_quotes) == before != (0.25, 3)
