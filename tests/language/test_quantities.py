import pytest

from silabo.language.quantities import find, unsupported


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("el 3 de julio de 2026", ["date 2026-07-03"]),
        ("July 3rd, 2026", ["date 2026-07-03"]),
        ("le 3 juillet", ["date 07-03"]),
        ("1er juin", ["date 06-01"]),
        ("3/7/2026", ["date 2026-07-03"]),
        ("25/12", ["date 12-25"]),
        ("2026-07-03", ["date 2026-07-03"]),
        ("lunes 25", ["weekday 1", "number 25"]),
        ("week 5 o semana 3", ["week 5", "week 3"]),
        ("a las 18.30 h", ["time 18:30"]),
        ("18h30 o 18 h", ["time 18:30", "time 18:00"]),
        ("6 pm, 6:30 p. m., 12 a.m.", ["time 18:00", "time 18:30", "time 00:00"]),
        ("au plus tard à midi", ["time 12:00"]),
        ("Aula 4", ["room 4"]),
        ("Room B12, salle 203", ["room b12", "room 203"]),
        ("20 % o 7,5 por ciento", ["percent 20", "percent 7.5"]),
        ("1.200 € y $20", ["money 1200", "money 20"]),
        ("12 000 mots", ["number 12000"]),
        ("A.Ruiz@Example.org", ["email a.ruiz@example.org"]),
        ("2.º parcial, second exam, 2e partiel", ["ordinal 2", "ordinal 2", "ordinal 2"]),
        ("parcial 2 y TP3", ["ordinal 2", "ordinal 3"]),
        ("ejercicio 2.1, example 3.1, groupe 2", ["ordinal 2.1", "ordinal 3.1", "ordinal 2"]),
        ("entregué el tp 4 días tarde", ["number 4"]),
        ("Lab 3 in Lab C-021", ["ordinal 3", "room c021"]),
        ("two absences", ["number 2"]),
        ("en marzo", ["month 03"]),
        ("una clase, one class, un cours", []),
    ],
)
def test_quantities_have_one_value_however_they_are_written(text: str, values: list[str]) -> None:
    assert [f"{one.kind.value} {one.value}" for one in find(text)] == values


def test_an_english_numeric_date_is_month_first() -> None:
    assert [one.value for one in find("due 4/10", "en")] == ["04-10"]
    assert [one.value for one in find("due 25/10", "en")] == ["10-25"]


def test_a_quantity_tells_where_it_stands() -> None:
    text = "El parcial es el 3 de julio."
    (date,) = find(text)

    assert text[date.start : date.end] == date.text == "3 de julio"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("El 3 de julio, 20 %", "2.º parcial · 3/7/2026 · 20%"),
        ("at 6 pm in Room B12", "18:00, room b12"),
        ("two absences", "2 absences are allowed"),
        ("the second exam", "Exam 2"),
    ],
)
def test_a_source_supports_what_it_states_in_other_letters(text: str, source: str) -> None:
    assert unsupported(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "missing"),
    [
        ("La nota es 87 %", "La nota es 85 %", "87 %"),
        ("el 4 de julio", "el 3 de julio", "4 de julio"),
        ("el 3 de julio de 2027", "el 3 de julio de 2026", "3 de julio de 2027"),
        ("Aula 5", "Aula 4", "Aula 5"),
        ("escribe a b@x.org", "escribe a a@x.org", "b@x.org"),
        ("a las 19:30", "a las 18:30", "19:30"),
    ],
)
def test_a_changed_quantity_is_not_supported(text: str, source: str, missing: str) -> None:
    assert [one.text for one in unsupported(text, source)] == [missing]


def test_numbers_far_down_a_long_answer_are_checked_too() -> None:
    assert unsupported("word " * 10_000 + "99 %", "word 98 %")


@pytest.mark.parametrize(
    "noise",
    ["1.", "1 ", "a", "1:", "@", "a.@", "w", "1/", "12 000 ", ".", "aula ", "a-", "1,1", "º"],
)
@pytest.mark.timeout(20)
def test_hostile_text_is_read_to_its_end(noise: str) -> None:
    long = noise * (20_000 // len(noise))

    assert find(f"{long}, el peso es 7 %")[-1].text == "7 %"


@pytest.mark.parametrize(
    "text",
    [
        "El lunes a mediodía, en el aula B.",
        "The second of three tests is in May, at noon in Room A.",
        "Le premier examen a lieu en juillet, salle C.",
        "Nothing is counted here.",
    ],
)
def test_a_text_without_a_figure_has_what_the_whole_pattern_finds_in_it(text: str) -> None:
    beside = find(f"{text} 12", "en")  # a figure behind it asks the whole pattern

    assert [one for one in beside if one.end <= len(text)] == find(text, "en")
