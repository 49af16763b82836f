"""The audit names who did it in the web, and from where."""

import pytest

from silabo.storage import audit
from silabo.storage.tables import Person
from tests.world import World


@pytest.mark.row("audit-4")
def test_launch_upload_and_export_name_their_person_and_no_address(world: World) -> None:
    teacher = world.instructor()
    teacher.upload("Reglas.md", b"# Reglas\n\nEl parcial es el lunes.\n")
    student = world.student()
    copy = student.get("/api/session/person")
    ended = student.delete("/api/session/person")
    found = [each for each in audit.listed() if each.event != "registration_made"]
    uploader = Person.get(Person.sub == "5").public_id

    assert (copy.status_code, ended.status_code) == (200, 204)
    assert [each.event for each in found] == [
        "launched",
        "document_added",
        "launched",
        "person_exported",
        "person_erased",
    ]
    assert [each.actor for each in found[:2]] == [uploader, uploader]
    assert found[2].actor == found[3].actor == found[4].actor == found[4].subject
    assert len({each.source for each in found}) == 1
    assert len(found[0].source) == 16
    assert "127.0.0.1" not in str(found)


def test_what_workers_do_afterwards_is_not_that_persons(world: World) -> None:
    world.student()
    audit.note("tried")

    assert list(audit.listed())[-1].actor == "tool"
