"""What somebody reads when the processes that ask cannot work."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from lti_app.cli.evaluate import command
from silabo.domain.errors import IndexAwayError
from silabo.domain.ports import PassageIndex
from silabo.evaluation.processes import IndexFactory
from tests.evaluation.data import NO_ANSWER, QUESTION, write_set


def cannot_be_made(path: Path) -> PassageIndex:
    raise IndexAwayError(f"{path.suffix} cannot be opened: the disk is full")


def ends_its_process(path: Path) -> PassageIndex:
    os._exit(9)


@pytest.mark.parametrize(
    ("index_factory", "said"),
    [
        (cannot_be_made, "Error: .sqlite cannot be opened: the disk is full"),
        (ends_its_process, "Error: a process that asks could not begin or was ended from outside"),
    ],
)
def test_a_process_that_cannot_begin_is_told_in_a_sentence(
    index_factory: IndexFactory, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_set(tmp_path, "small", [QUESTION, NO_ANSWER])

    result = CliRunner().invoke(command(index_factory), ["--data", str(tmp_path)])

    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr + capfd.readouterr().err
