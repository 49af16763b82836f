import pytest

from silabo.language.names import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La profesora es Marta Ruiz.", ["Marta", "Ruiz"]),
        ("Marta Ruiz dicta la materia.", ["Marta", "Ruiz"]),
        ("Se rinde en el edificio ZX9, con DNI.", ["ZX9", "DNI"]),
        ("Bring your ID to CS101.", ["ID", "CS101"]),
        ("The lab uses Python and C++.", ["Python", "C++"]),
        ("Le cours a lieu à l'Université.", ["Université"]),
        ("Necesitas aprobar los dos.", []),
        ("Es así. También vale esto.", []),
        ("The exam is easy. It is short.", []),
        ("Quedan 7 días.", ["7"]),
    ],
)
def test_names_and_codes_are_found(text: str, found: list[str]) -> None:
    assert names(text) == found
