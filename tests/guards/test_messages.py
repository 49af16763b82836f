import re

import pytest

from tests.guards.messages import TRANSLATED, translated, used

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


@pytest.fixture(scope="module")
def messages() -> list[str | tuple[str, str]]:
    return [message.id for message in used() if message.id]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_that_a_person_reads_is_translated(
    language: str, messages: list[str | tuple[str, str]]
) -> None:
    catalogue = translated(language)
    missing = []
    for each in messages:
        found = catalogue.get(each)
        strings = found.string if found else ""
        if not strings or not all([strings] if isinstance(strings, str) else strings):
            missing.append(each)

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_message_that_nobody_uses(
    language: str, messages: list[str | tuple[str, str]]
) -> None:
    kept = [message.id for message in translated(language) if message.id]

    assert [each for each in kept if each not in messages] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    wrong = []
    for message in translated(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        wrong += [text for text in strings if set(PLACEHOLDER.findall(text)) != wanted]

    assert wrong == []
