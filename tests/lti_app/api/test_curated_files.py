"""The API and the desk of curated answers as a file: out, looked at, and in again."""

import re
from typing import Any

import pytest

from silabo.domain.answer_files import LARGEST
from silabo.storage.tables import Decision
from tests import seeds
from tests.world import Visitor, World

FILE = "/api/curated-answers/file"
ROWS = "/fragments/curated-answers/file"
PARKING = "¿Hay estacionamiento en el campus?"
FORM = (
    b'--part\r\nContent-Disposition: form-data; name="keep"\r\n\r\n%b\r\n'
    b'--part\r\nContent-Disposition: form-data; name="looked"\r\n\r\n%b\r\n'
    b'--part\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n%b\r\n'
    b"--part--\r\n"
)
HEAD = "question;answer\n"


def send(
    who: Visitor, text: str | bytes, *, dry: bool = False, path: str = FILE, looked: str = ""
) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    keep = b"no" if dry else b"yes"
    # The client would lay a large one on the disk, and leave it open.
    body = FORM % (keep, looked.encode(), data)
    return who.client.post(
        f"{path}?dry_run={'true' if dry else 'false'}",
        headers=who.headers,
        data=body,
        content_type="multipart/form-data; boundary=part",
    )


def answers(who: Visitor) -> dict[str, list[str]]:
    listed = who.get("/api/curated-answers").get_json()
    return {each["question"]: [said["text"] for said in each["sentences"]] for each in listed}


def stamp_in(looked: str) -> str:
    """What the desk sends back of the rows that it showed."""
    (found,) = re.findall(r'data-looked="(\w+)"', looked)
    return str(found)


def entries(answer: Any) -> list[tuple[int, str, str]]:
    return [(each["number"], each["entry"], each["code"]) for each in answer.get_json()]


def publish(instructor: Visitor, question: str, said: list[dict[str, Any]]) -> None:
    decision = {"kind": "published", "sentences": said, "also": [], "decided": None, "answer": None}
    made = instructor.post(f"/api/reviews/{question}/decisions", json=decision)
    assert made.status_code < 300, made.get_json()


def test_a_dry_run_says_what_would_become_of_each_row_and_keeps_nothing(course: World) -> None:
    instructor = course.instructor()
    send(instructor, HEAD + f"{PARKING};Sí.\n¿Hay becas de ayuda?;No.\n")
    before = answers(instructor)
    long = "a" * 1001
    rows = [
        "hola! hay estacionamiento en el campus??;Detrás.",
        "¿Hay becas de ayuda?;No.",
        "¿Hay comedor universitario?;Sí.",
        "¿HAY comedor universitario?;No.",
        ";Sí.",
        "¿Hay taller de escritura?;",
        f"¿Hay biblioteca nocturna?;{long}",
        "¿y el segundo?;Sí.",
    ]
    looked = send(instructor, HEAD + "\n".join(rows), dry=True)

    assert looked.status_code == 200
    assert entries(looked) == [
        (1, "changed", ""),
        (2, "same", ""),
        (3, "added", ""),
        (4, "refused", "csv_twice"),
        (5, "refused", "question_empty"),
        (6, "refused", "nothing_to_publish"),
        (7, "refused", "sentence_length"),
        (8, "refused", "asked_by_nobody_else"),
    ]
    assert "lo mismo" in looked.get_json()[3]["detail"]
    assert answers(instructor) == before


def test_what_is_given_out_comes_in_again_elsewhere_and_there_answers(course: World) -> None:
    instructor = course.instructor()
    send(instructor, HEAD + f'{PARKING};"Sí, detrás.\n=1+1 no."\n¿Hay becas de ayuda?;-No.\n')
    file = instructor.get(FILE)
    again = send(instructor, file.data)
    other = course.instructor("9", "3")
    brought = send(other, file.data)
    seeds.change(Decision, spread_after=1)
    asked = course.student("32", "3").ask("hay estacionamiento en el campus").get_json()

    assert file.headers["Content-Type"].startswith("text/csv")
    assert file.data.startswith("\ufeff".encode())
    assert {entry for _, entry, _ in entries(again)} == {"same"}
    assert [entry for _, entry, _ in entries(brought)] == ["added", "added"]
    assert answers(other) == answers(instructor)
    assert answers(other)[PARKING] == ["Sí, detrás.", "=1+1 no."]
    assert asked["answer"]["kind"] == "curated"


def test_a_changed_answer_keeps_the_sources_of_the_sentences_that_stay(course: World) -> None:
    student, instructor = course.student("31"), course.instructor()
    question = student.ask("¿Cuándo es el primer parcial?").get_json()["id"]
    course.work()
    approved = {"kind": "approved", "sentences": [], "also": [], "decided": None}
    shown = student.get(f"/api/questions/{question}").get_json()["answer"]["id"]
    instructor.post(f"/api/reviews/{question}/decisions", json={**approved, "answer": shown})
    (before,) = instructor.get("/api/curated-answers").get_json()
    file = instructor.get(FILE).data.decode()
    said = before["sentences"][0]["text"]
    send(instructor, file.replace(said, f"{said}\nTraigan DNI."))
    (after,) = instructor.get("/api/curated-answers").get_json()

    assert [each["text"] for each in after["sentences"]] == [said, "Traigan DNI."]
    assert after["sentences"][0]["citations"] == [1]
    assert after["sentences"][1]["citations"] == []
    assert [each["quote"] for each in after["citations"]] == [
        each["quote"] for each in before["citations"]
    ]


def test_a_file_that_nobody_has_changed_changes_nothing(course: World) -> None:
    student, instructor = course.student("31"), course.instructor()
    first = student.ask("¿Cuándo es el primer parcial?").get_json()["id"]
    ids = [
        student.post("/api/questions", json={"text": text, "follows": first}).get_json()["id"]
        for text in ("¿Y el segundo?", "¿Y en qué aula?")
    ]
    course.work()
    for number, each in enumerate(ids):
        said = [{"text": f"En {number}:\nsin\u00adapuntes.", "citations": []}]
        publish(instructor, each, said)
    send(instructor, HEAD + f"{PARKING};Sí.\n")
    file = instructor.get(FILE).data
    before, listed = answers(instructor), instructor.get("/api/curated-answers").get_json()
    again = send(instructor, file)
    after = instructor.get("/api/curated-answers").get_json()
    changed = send(instructor, file.decode().replace("En 0:", "Nunca:"))
    elsewhere = send(course.instructor("9", "3"), file, dry=True)

    assert {entry for _, entry, _ in entries(again)} == {"same"}
    assert listed == after
    assert sorted(entry for _, entry, _ in entries(changed)) == ["changed", "same", "same"]
    assert answers(instructor) == {**before, "¿Y el segundo?": ["Nunca: sinapuntes."]}
    assert sorted(code for _, _, code in entries(elsewhere)) == ["", *["asked_by_nobody_else"] * 2]


def test_what_two_answers_are_called_alike_is_changed_for_neither(course: World) -> None:
    student, instructor = course.student("31"), course.instructor()
    for number, text in enumerate(("¿Cuándo es el primer parcial?", "¿Cuándo es el coloquio?")):
        first = student.ask(text).get_json()["id"]
        asked = student.post("/api/questions", json={"text": "¿Y en qué aula?", "follows": first})
        course.work()
        publish(instructor, asked.get_json()["id"], [{"text": f"En la {number}.", "citations": []}])
    file = instructor.get(FILE).data.decode()
    again = send(instructor, file)
    changed = send(instructor, file.replace("En la 0.", "En la 7."))

    assert [entry for _, entry, _ in entries(again)] == ["same", "same"]
    assert sorted(entry for _, entry, _ in entries(changed)) == ["refused", "same"]


def test_a_row_with_more_than_anybody_reads_is_refused_at_once(course: World) -> None:
    rows = [f'¿Hay becas de ayuda?;"{"a" * 40_000}\nNo."', '¿Hay bar?;"' + "a\n" * 21 + '"']
    looked = send(course.instructor(), HEAD + "\n".join(rows), dry=True)

    assert [code for _, _, code in entries(looked)] == ["sentence_length", "csv_sentences"]


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"a;b", 422, "csv_columns"),
        (b"question;answer\n\xff;b", 422, "csv_encoding"),
        (b"a" * (LARGEST + 1), 413, "file_too_large"),
        (b"a" * (LARGEST + 200_000), 413, "too_large"),
    ],
)
def test_a_file_that_cannot_be_is_a_problem_that_says_why(
    course: World, data: bytes, status: int, code: str
) -> None:
    refused = send(course.instructor(), data)

    assert (refused.status_code, refused.get_json()["code"]) == (status, code)


def test_without_a_file_it_says_so(course: World) -> None:
    instructor = course.instructor()
    sent = instructor.client.post(ROWS, headers=instructor.headers, data={"keep": "no"})

    assert (sent.status_code, sent.get_json()["code"]) == (422, "no_file")


def test_the_desk_shows_the_rows_before_they_are_kept_and_as_text(course: World) -> None:
    instructor = course.instructor()
    text = HEAD + f"{PARKING};<b>Sí</b>.\n;No.\n"
    looked = send(instructor, text, dry=True, path=ROWS).text
    before = answers(instructor)
    kept = send(instructor, text, path=ROWS, looked=stamp_in(looked)).text

    for each in (looked, kept):
        assert "1 respuesta nueva" in each
        assert "1 rechazada" in each
        assert "&lt;b&gt;Sí" in each
        assert "<b>" not in each
    assert "Incorporarlas" in looked
    assert "Incorporarlas" not in kept
    assert before == {}
    assert answers(instructor) == {PARKING: ["<b>Sí</b>."]}


def test_on_the_desk_nothing_is_kept_but_what_was_looked_at(course: World) -> None:
    instructor = course.instructor()
    text = HEAD + f"{PARKING};Sí.\n"
    looked = stamp_in(send(instructor, text, dry=True, path=ROWS).text)
    other = send(instructor, HEAD + f"{PARKING};No.\n", path=ROWS, looked=looked)
    unseen = send(instructor, text, path=ROWS)
    send(course.instructor("6"), HEAD + f"{PARKING};Detrás.\n")
    late = send(instructor, text, path=ROWS, looked=looked)

    for refused in (other, unseen, late):
        assert (refused.status_code, refused.get_json()["code"]) == (409, "csv_meanwhile")
    assert answers(instructor) == {PARKING: ["Detrás."]}


@pytest.mark.row("attack-9")
def test_only_the_courses_own_instructors_have_and_send_the_file(course: World) -> None:
    send(course.instructor(), HEAD + f"{PARKING};Sí.\n")
    student, other = course.student("31"), course.instructor("9", "3")
    as_student = [
        student.get(FILE),
        send(student, HEAD),
        student.get(ROWS),
        send(student, HEAD, path=ROWS),
    ]
    elsewhere = other.get(FILE).data.decode()

    assert {each.status_code for each in as_student} == {403}
    assert PARKING not in elsewhere
