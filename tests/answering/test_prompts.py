import pytest

from silabo.answering.prompts import Budget, Codes, Prompt, draft_prompt
from tests.answering.courses import english, spanish

CODES = Codes("m4rk", "s3cret")
PASSAGES = spanish().passages[:6]


def prompt(tokens: int = 10_000, language: str = "es", **changes: object) -> Prompt | None:
    budget = Budget(tokens, len)
    return draft_prompt(
        "¿Cuándo?", PASSAGES, language=language, codes=CODES, budget=budget, **changes
    )


def test_passages_are_numbered_and_say_where_they_stand() -> None:
    found = prompt()

    assert found is not None
    assert found.passages == tuple(PASSAGES)
    assert (
        f"<<m4rk passage 1: Programa 2026 > Equipo docente>>\n{PASSAGES[0].text}\n<<m4rk end>>"
        in (found.messages[1].text)
    )


def test_what_does_not_fit_is_left_out_whole_from_the_end() -> None:
    whole = prompt()
    assert whole is not None
    size = sum(len(message.text) for message in whole.messages)
    shorter = prompt(size - 10)
    none = prompt(500)

    assert shorter is not None
    assert shorter.passages == tuple(PASSAGES[:-1])
    assert sum(len(message.text) for message in shorter.messages) <= size - 10
    assert none is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "Escribe en español"),
        ("en", "Write in English"),
        ("fr", "Écris en français"),
        ("und", "Write in the language of the question"),
    ],
)
def test_the_rules_are_in_the_language_of_the_question(language: str, words: str) -> None:
    found = prompt(language=language)

    assert found is not None
    assert words in found.messages[0].text
    assert "m4rk" in found.messages[0].text
    assert "s3cret" in found.messages[0].text
    assert "$" not in found.messages[0].text


def test_the_codes_are_at_the_end_so_that_servers_know_the_beginning_again() -> None:
    found, other = (
        prompt(),
        draft_prompt(
            "¿Qué?",
            english().passages,
            language="es",
            codes=Codes("x", "y"),
            budget=Budget(9999, len),
        ),
    )
    assert found is not None
    assert other is not None
    shared = found.messages[0].text.partition("m4rk")[0]

    assert other.messages[0].text.startswith(shared)
    assert len(shared) > 500
