"""`flask documents import`: files and folders into a course, once and while they are watched."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lti_app import imports
from lti_app.cli import documents as command
from lti_app.imports import Watch
from silabo.storage import documents
from tests import seeds
from tests.lti_app.cli.running import Run
from wiring.parts import System


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of an instructor's with what is to be read, and what is not."""
    made = tmp_path / "curso"
    (made / "unidad 1").mkdir(parents=True)
    (made / "Reglas.md").write_text("# Reglas\n\nSin calculadora.\n")
    (made / "unidad 1" / "Apuntes.txt").write_text("Una base genera.\n")
    (made / ".Reglas.md.Xy12Zw").write_text("half of it")
    (made / "Video.mp4").write_bytes(b"no")
    (made / "Notas.md.part").write_text("half of it")
    return made


def names(course: int) -> list[str]:
    return sorted(each.file_name for each in documents.listed(course))


def test_a_folder_is_taken_with_what_can_be_read_in_it(run: Run, folder: Path) -> None:
    _, course = seeds.member()
    first = run("documents", "import", str(course), str(folder))
    again = run("documents", "import", str(course), str(folder))

    assert names(course) == ["Reglas.md", "unidad 1 – Apuntes.txt"]
    assert "2 added, 0 replaced, 0 known, 0 refused, 0 failed." in first.output
    assert "0 added, 0 replaced, 2 known, 0 refused, 0 failed." in again.output
    assert (first.exit_code, again.exit_code) == (0, 0)


def test_a_file_of_a_known_name_takes_its_place(run: Run, folder: Path) -> None:
    _, course = seeds.member()
    run("documents", "import", str(course), str(folder))
    before = {each.file_name: each for each in documents.listed(course)}
    (folder / "Reglas.md").write_text("# Reglas\n\nCon calculadora.\n")
    done = run("documents", "import", str(course), str(folder / "Reglas.md"))
    after = {each.file_name: each for each in documents.listed(course)}

    assert "1 replaced" in done.output
    assert after["Reglas.md"].public_id == before["Reglas.md"].public_id
    assert after["Reglas.md"].version != before["Reglas.md"].version
    assert after["unidad 1 – Apuntes.txt"] == before["unidad 1 – Apuntes.txt"]


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_taken(
    run: Run, folder: Path
) -> None:
    _, course = seeds.member()
    (folder / "Roto.pdf").write_text("no PDF")
    done = run("documents", "import", str(course), str(folder))

    assert done.exit_code == 1
    assert "1 refused" in done.output
    assert names(course) == ["Reglas.md", "unidad 1 – Apuntes.txt"]


def test_files_of_one_name_in_several_folders_stay_beside_each_other_in_every_run(
    run: Run, folder: Path
) -> None:
    _, course = seeds.member()
    deep = "semana " * 12
    for week in ("", "unidad 1", "unidad 2", f"{deep}/{deep}/1", f"{deep}/{deep}/2"):
        (folder / week).mkdir(parents=True, exist_ok=True)
        (folder / week / "Apuntes.txt").write_text(f"Apuntes de {week}.\n")
    first = run("documents", "import", str(course), str(folder))
    before = {each.file_name: each.version for each in documents.listed(course)}
    again = run("documents", "import", str(course), str(folder))
    (folder / "unidad 1" / "Apuntes.txt").unlink()
    (folder / "unidad 2" / "Apuntes.txt").write_text("Apuntes nuevos.\n")
    changed = run("documents", "import", str(course), str(folder))
    after = {each.file_name: each.version for each in documents.listed(course)}

    assert "6 added, 0 replaced" in first.output
    assert "0 added, 0 replaced, 6 known" in again.output
    assert "0 added, 1 replaced, 4 known" in changed.output
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"unidad 2 – Apuntes.txt"}


def test_files_that_would_be_called_alike_are_refused(run: Run, tmp_path: Path) -> None:
    _, course = seeds.member()
    for week in ("1", "2"):
        (tmp_path / week).mkdir()
        (tmp_path / week / "Apuntes.txt").write_text(f"Apuntes de {week}.\n")
    both = [str(tmp_path / week) for week in ("1", "2")]
    done = run("documents", "import", str(course), *both)
    above = run("documents", "import", str(course), str(tmp_path), *both)

    assert (done.exit_code, above.exit_code) == (1, 0)
    assert "Name the folder above both" in done.output
    assert "2 added, 0 replaced, 0 known, 0 refused" in above.output


def test_where_a_course_has_several_documents_of_a_name_none_is_replaced(
    run: Run, folder: Path
) -> None:
    _, course = seeds.member()
    uploads = [seeds.upload("Reglas.md", text) for text in (b"# Uno", b"# Dos")]
    there = {documents.add(course, each).version for each in uploads}
    done = run("documents", "import", str(course), str(folder / "Reglas.md"))

    assert "Replace the one that is meant by hand" in done.output
    assert {each.version for each in documents.listed(course)} == there


def test_an_unknown_course_takes_nothing(run: Run, folder: Path) -> None:
    done = run("documents", "import", "9", str(folder))

    assert done.exit_code == 2
    assert "there is no course 9" in done.output


def test_a_watched_file_is_taken_when_it_has_stood_still_and_again_when_it_has_changed(
    folder: Path,
) -> None:
    watch = Watch([folder], still_s=5)
    new = folder / "Nuevo.md"
    new.write_text("half")
    looks = [watch.whole(0.0), watch.whole(4.0)]
    new.write_text("half and half")
    looks += [watch.whole(5.0), watch.whole(9.0), watch.whole(10.0), watch.whole(99.0)]
    new.write_text("another text")
    later = [watch.whole(100.0), watch.whole(106.0)]
    others = [folder / "Reglas.md", folder / "unidad 1" / "Apuntes.txt"]

    assert looks == [[], [], others, [], [new], []]
    assert later == [[], [new]]


def test_what_leads_out_of_a_watched_folder_is_not_taken(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "Secreto.md"
    secret.write_text("of somebody else")
    (folder / "Enlace.md").symlink_to(secret)
    watch = Watch([folder], still_s=0)
    watch.whole(0.0)

    assert folder / "Enlace.md" not in watch.whole(1.0)


def test_a_folder_that_is_watched_brings_its_files_in_until_it_is_stopped(
    system: System, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, course = seeds.member()
    monkeypatch.setattr(command, "STILL_S", 0.0)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt

    with system.app.app_context():
        done = CliRunner().invoke(
            command.group(system.web, sleep),
            ["import", str(course), str(folder), "--watch"],
            obj=None,
        )

    assert done.exit_code == 0, done.output
    assert "No longer watching." in done.output
    assert names(course) == ["Reglas.md", "unidad 1 – Apuntes.txt"]


def test_a_watched_file_that_could_not_be_kept_is_named_and_taken_when_it_can_be(
    system: System, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, course = seeds.member()
    monkeypatch.setattr(command, "STILL_S", 0.0)
    monkeypatch.setattr(imports, "AGAIN_S", 0.0)
    kept = system.settings.files
    kept.write_text("where the folder should be")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            kept.unlink()
        if len(slept) == 6:
            raise KeyboardInterrupt

    with system.app.app_context():
        done = CliRunner().invoke(
            command.group(system.web, sleep), ["import", str(course), str(folder), "--watch"]
        )

    assert done.exit_code == 0, done.output
    assert "failed" in done.output
    assert names(course) == ["Reglas.md", "unidad 1 – Apuntes.txt"]
