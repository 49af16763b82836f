from tests.world import World

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"


def test_a_student_gets_the_sentence_that_answers_with_its_place(world: World) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    student = world.student()

    asked = student.ask("¿Cuándo es el primer parcial?")
    world.work()
    answer = student.get(f"/api/questions/{asked.json['id']}").json["answer"]

    assert asked.status_code == 201
    assert answer["kind"] == "extractive"
    assert "1 de octubre" in answer["sentences"][0]["text"]
    assert answer["citations"][0]["title"] == "Reglas"


def test_a_student_of_another_course_sees_nothing_of_it(world: World) -> None:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.instructor(course="3").upload("Rules.md", b"# Rules\n\nNo calculators.\n")
    world.work()
    asked = world.student().ask("¿Cuándo es el primer parcial?")
    world.work()
    stranger = world.student(sub="6", course="3")

    found = stranger.get(f"/api/questions/{asked.json['id']}")
    own = stranger.ask("¿Cuándo es el primer parcial?")
    world.work()

    assert found.status_code == 404
    assert "octubre" not in stranger.get(f"/api/questions/{own.json['id']}").text
