"""`flask courses delete`: what would go, the end of a course, and after a restore."""

from pathlib import Path

from click.testing import CliRunner

from lti_app.cli.course_deleting import Deleting, commands
from silabo.adapters.erasure_log import ErasureFile
from silabo.domain.errors import IndexAwayError
from silabo.storage.tables import Course, Question
from tests import seeds
from tests.lti_app.cli.running import Run


def test_what_would_go_is_counted_and_nothing_goes(run: Run) -> None:
    who = seeds.member()
    seeds.answered(who)
    told = run("courses", "delete", str(who[1]), "--dry-run")
    refused = run("courses", "delete", str(who[1]))

    assert "Would go: documents 0, files 0, passages 0" in told.output
    assert "questions 1, answers 1, model calls 0, letters 1" in told.output
    assert "members 1, of them erased, as they are in no other course, 1" in told.output
    assert refused.exit_code == 1
    assert Question.select().count() == 1


def test_a_course_goes_when_that_is_confirmed_and_what_stays_is_said(run: Run) -> None:
    who = seeds.member()
    seeds.answered(who)
    other = seeds.member(course="9")
    done = run("courses", "delete", str(who[1]), "--yes")
    again = run("courses", "delete", str(who[1]), "--yes")

    assert "Gone: documents 0" in done.output
    assert "delete-again" in done.output
    assert [row.id for row in Course.select()] == [other[1]]
    assert again.exit_code == 2


def index_away() -> int:
    raise IndexAwayError("the index does not answer")


def test_where_the_index_is_away_it_says_that_the_course_is_out_of_reach(
    run: Run, tmp_path: Path
) -> None:
    _, course = seeds.member()
    delete, _ = commands(Deleting(go_on=index_away, log=ErasureFile(tmp_path / "erased-courses")))
    done = CliRunner().invoke(delete, [str(course), "--yes"])

    assert isinstance(done.exception, IndexAwayError)  # the group says what to do
    assert "It is out of reach; upkeep forgets the rest." in done.output


def test_what_a_restored_backup_brought_back_is_deleted_again(run: Run) -> None:
    _, course = seeds.member()
    kept = Course.select().where(Course.id == course).dicts().get()
    run("courses", "delete", str(course), "--yes")
    Course.insert(**kept).execute()
    again = run("courses", "delete-again")

    assert "gone: 1." in again.output
    assert Course.select().count() == 0
    assert "gone: 0." in run("courses", "delete-again").output
