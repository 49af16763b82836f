import pytest

from silabo.language.negation import denies


@pytest.mark.parametrize(
    "text",
    [
        "No se permiten teléfonos.",
        "Está prohibido copiar.",
        "Se rinde sin apuntes.",
        "Attendance is not mandatory.",
        "You can't bring notes.",
        "Phones are forbidden.",
        "La calculatrice est interdite.",
        "Il n'y a pas de cours.",
        "Aucun document.",
    ],
)
def test_what_denies_or_forbids_is_told_from_what_affirms(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Se permiten teléfonos.",
        "El n.º 3 es el aula.",
        "Room No. 3 is open.",
        "La note finale est connue.",
        "Es obligatorio.",
        "Nota mínima: 4",
    ],
)
def test_what_affirms_denies_nothing(text: str) -> None:
    assert not denies(text)
