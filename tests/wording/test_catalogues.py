"""The catalogues, as people read them."""

from silabo.wording.catalogues import say


def test_a_french_mark_never_begins_a_line() -> None:
    said = say("fr", "I looked for: %(words)s.", words="examen")

    assert said == "J’ai cherché\u00a0: examen."


def test_a_value_in_a_french_sentence_may_stand_on_the_next_line() -> None:
    said = say("fr", "And by e-mail to %(address)s", address="ana@example.org")

    assert said == "Et par courriel à ana@example.org"
