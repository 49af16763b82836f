"""A person's copy of what is kept of them, and the end of it, from the panel."""

import email
import io
import json
import shutil
import zipfile
from email.policy import default
from pathlib import Path

import pytest

from silabo.storage import database
from tests.lti_app.api.test_session import as_program
from tests.world import Visitor, World
from wiring.settings import Settings

OWN = "/api/session/person"
ASKED = "¿Cuándo es el canario?"


def copy_of(visitor: Visitor) -> zipfile.ZipFile:
    answer = visitor.get(OWN)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def asked(world: World, visitor: Visitor, text: str) -> None:
    assert visitor.ask(text).status_code == 201
    world.work()


def test_a_copy_holds_questions_of_all_courses_and_letters_as_they_were_sent(world: World) -> None:
    asked(world, world.student("3", "7"), "¿Qué es un espacio?")
    ana = world.student("3", "2")
    asked(world, ana, ASKED)
    asked(world, world.student("4", "2"), "¿Dónde está el otro?")
    copy = copy_of(ana)
    kept = copy.read("person.json").decode()
    letters = [name for name in copy.namelist() if name.startswith("letters/")]
    first = email.message_from_bytes(copy.read(letters[0]), policy=default)

    assert [question["text"] for question in json.loads(kept)["questions"]] == [
        "¿Qué es un espacio?",
        ASKED,
    ]
    assert len(letters) == 2
    assert first["To"] == "person3@example.org"
    assert "¿Qué es un espacio?" in str(first["Subject"])
    assert "otro" not in kept


@pytest.mark.row("attack-44")
@pytest.mark.row("forgotten-1")
def test_who_deletes_everything_is_gone_with_session_and_letters(
    world: World, settings: Settings
) -> None:
    ana, eva = world.student("3"), world.student("4")
    asked(world, ana, ASKED)
    asked(world, eva, "¿Dónde está el otro?")
    before = letters_with("person3", settings)
    gone = ana.delete(OWN)

    assert before
    assert gone.status_code == 204
    assert ana.get("/api/questions").status_code == 401
    assert letters_with("person3", settings) == []
    assert letters_with("person4", settings)
    assert len(eva.get("/api/questions").get_json()) == 1
    assert world.student("3").get("/api/questions").get_json() == []


@pytest.mark.row("forgotten-2")
@pytest.mark.parametrize("method", ["get", "delete"])
def test_a_program_with_a_token_neither_copies_nor_ends_its_person(
    world: World, method: str
) -> None:
    ana = world.student()
    refused = getattr(as_program(ana), method)(OWN)

    assert refused.status_code == 403
    assert ana.get("/api/questions").status_code == 200


@pytest.mark.row("forgotten-3")
def test_whom_a_restored_backup_brings_back_is_erased_again(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    ana = world.student("3")
    asked(world, ana, ASKED)
    kept = Path(settings.database.removeprefix("sqlite:///"))
    database.close_all()
    shutil.copy(kept, tmp_path / "backup")
    ana.delete(OWN)
    database.close_all()
    for leftover in kept.parent.glob(f"{kept.name}-*"):
        leftover.unlink()
    shutil.copy(tmp_path / "backup", kept)
    brought_back = ana.get("/api/questions").status_code
    personal = world.system.web.personal

    assert brought_back == 200
    assert personal.again() == 1
    assert personal.again() == 0
    assert ana.get("/api/questions").status_code == 401


def letters_with(word: str, settings: Settings) -> list[Path]:
    files = (settings.data_dir / "mail").glob("*.eml")
    return [file for file in files if word.encode() in file.read_bytes()]
