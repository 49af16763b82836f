"""`flask curated export | import`: a course's answers of instructors as a file."""

from pathlib import Path

import pytest

from silabo.storage import standing
from tests import seeds
from tests.lti_app.cli.running import Run

PARKING = "¿Hay estacionamiento en el campus?"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    rows = f'question,answer\n{PARKING},"Sí.\n=Detrás."\n,No.\n'
    path.write_text(rows, encoding="utf-8-sig")
    return path


def said(course: int) -> dict[str, list[str]]:
    listed = standing.listed(course)
    return {each.question: [one.text for one in each.sentences] for each in listed}


def test_a_dry_run_keeps_nothing_and_the_same_file_is_then_brought_in_once(
    run: Run, file: Path
) -> None:
    course = seeds.member()[1]
    dry = run("curated", "import", str(course), str(file), "--dry-run")
    before = said(course)
    run("curated", "import", str(course), str(file))
    again = run("curated", "import", str(course), str(file))

    assert dry.exit_code == 0
    assert "1 added, 0 changed, 0 same, 1 refused; nothing was kept" in dry.output
    assert "row 2  refused" in dry.output
    assert "Write your question first" in dry.output
    assert before == {}
    assert said(course) == {PARKING: ["Sí.", "=Detrás."]}
    assert "0 added, 0 changed, 1 same, 1 refused" in again.output


def test_what_is_exported_is_imported_into_another_course(
    run: Run, file: Path, tmp_path: Path
) -> None:
    course, other = seeds.member()[1], seeds.member(course="77")[1]
    run("curated", "import", str(course), str(file))
    out = tmp_path / "out.csv"
    exported = run("curated", "export", str(course), str(out))
    run("curated", "import", str(other), str(out))

    assert exported.exit_code == 0
    assert said(other) == said(course)


def test_what_cannot_be_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    course = str(seeds.member()[1])
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\xff")
    results = [
        run("curated", "import", course, str(broken)),
        run("curated", "import", "99", str(broken)),
        run("curated", "export", "99", str(tmp_path / "x.csv")),
        run("curated", "import", course, str(tmp_path / "none.csv")),
    ]

    assert {result.exit_code for result in results} == {2}
    assert "not UTF-8" in results[0].output
    assert "there is no course 99" in results[1].output
    assert not (tmp_path / "x.csv").exists()
