"""Days of the week in the short forms of timetables."""

import pytest

from silabo.language.analysed import AnalysedText
from silabo.language.expected import Expected, Holding, holds
from silabo.language.quantities import find, unsupported
from silabo.language.quantity_readers import QuantityKind

READ = [
    ("en", "TTh 11:30", {2, 4}),
    ("en", "Lectures: MWF, Hall A", {1, 3, 5}),
    ("en", "MW 10-11", {1, 3}),
    ("en", "TR 9:30-10:45", {2, 4}),
    ("en", "TuTh in the lab", {2, 4}),
    ("en", "Mo/We 2-4pm", {1, 3}),
    ("en", "Tue, Thu and Fri", {2, 4, 5}),
    ("en", "Mon-Thu 9:00", {1, 2, 3, 4}),
    ("en", "Wed 14:00", {3}),
    ("es", "lunes y miércoles de 10 a 12", {1, 3}),
    ("es", "Mar. y jue. 14 h", {2, 4}),
    ("es", "L-V 9:00 a 13:00", {1, 2, 3, 4, 5}),
    ("en", "M–Th 9:00", {1, 2, 3, 4}),
    ("es", "LMV 10:00", {1, 2, 5}),
    ("es", "LX 10:00", {1, 3}),
    ("fr", "mar. et jeu. 14h", {2, 4}),
    ("fr", "lun–ven 8h30", {1, 2, 3, 4, 5}),
    ("fr", "Mer 14h", {3}),
]


@pytest.mark.parametrize(("language", "text", "days"), READ)
def test_the_short_forms_of_a_timetable_are_days(language: str, text: str, days: set[int]) -> None:
    assert AnalysedText(text, language).weekdays == days


LEFT_ALONE = [
    ("en", "We meet 2-4 people"),
    ("en", "we sat and ran"),
    ("en", "a 20 MW plant"),
    ("en", "the sun, the moon"),
    ("en", "12 Mar 2026"),
    ("en", "Mr. F and T"),
    ("en", "The TR form"),
    ("en", "the M-F ratio"),
    ("es", "el mar y el sol"),
    ("es", "3 mar. 2026"),
    ("es", "Su correo"),
    ("es", "MV"),
    ("fr", "la mer et le vent"),
    ("fr", "Me Dupont"),
]


@pytest.mark.row("days-5")
@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_a_word_that_is_written_like_one_is_no_day(language: str, text: str) -> None:
    assert AnalysedText(text, language).weekdays == frozenset()
    assert not any(each.kind is QuantityKind.WEEKDAY for each in find(text, language))


ANSWERS = [
    (Expected.DATE, "en", "Lectures: TTh in Hall A"),
    (Expected.TIME, "en", "Lectures: TTh 11:30"),
    (Expected.TIME, "en", "MWF 10-11, Hall A"),
    (Expected.TIME, "en", "Mo/We 2-4pm"),
    (Expected.TIME, "es", "lunes y miércoles de 10 a 12"),
    (Expected.DATE, "fr", "Le cours : mar. et jeu. 14h"),
    (Expected.TIME, "fr", "mar. et jeu. 14h"),
    (Expected.QUANTITY, "en", "The project: 40 pts"),
    (Expected.PERCENT, "en", "The project: 40 pts"),
    (Expected.QUANTITY, "en", "You may take the quiz as often as you like."),
    (Expected.QUANTITY, "en", "Attempts are unlimited."),
    (Expected.QUANTITY, "es", "Se puede intentar tantas veces como quieras."),
    (Expected.QUANTITY, "es", "Podés rendirlo las veces que necesites."),
    (Expected.QUANTITY, "es", "Los intentos son ilimitados."),
    (Expected.QUANTITY, "fr", "Vous pouvez le passer autant de fois que vous voulez."),
    (Expected.QUANTITY, "fr", "Le nombre d’essais est illimité."),
]


@pytest.mark.parametrize(("kind", "language", "text"), ANSWERS)
def test_what_is_written_otherwise_is_the_kind_of_answer_too(
    kind: Expected, language: str, text: str
) -> None:
    assert holds(kind, text, find(text, language)) is Holding.HELD


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        (Expected.QUANTITY, "en", "You may bring as many friends as came."),
        (Expected.TIME, "en", "Lectures: MWF, Hall A"),
        (Expected.TIME, "en", "MWF 10-11/12/2026"),  # ends in a date, not at eleven
        (Expected.QUANTITY, "es", "Se entrega tal como quieras."),
        (Expected.QUANTITY, "fr", "Autant que possible, travaillez ensemble."),
    ],
)
def test_what_only_sounds_alike_is_none(kind: Expected, language: str, text: str) -> None:
    assert holds(kind, text, find(text, language)) is Holding.LACKING


def test_a_draft_may_spell_out_the_days_that_its_source_writes_short() -> None:
    assert unsupported("On Monday, Wednesday and Friday.", "MWF 10:00", "en") == []
    assert [each.text for each in unsupported("On Tuesday.", "MWF 10:00", "en")] == ["Tuesday"]
