"""What of a text reaches the model's library, whatever the text is."""

import random
import unicodedata

import pytest

from silabo.adapters.embedded_model.exchange import HEAD, LONGEST, prepared, request
from silabo.domain.models import TextKind

ODD = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800x",
    "x" * 1_000_000,
    "e" + "\u0301" * 100_000,
    "\ufdfa" * 5_000,  # one character that the compatibility form makes eighteen of
    "\u3300\ufdfb\u1fee" * 900,
    "\u200b\u200d\ufeff\u202e" * 400,
    "🧑‍🏫" * 900,
    "中文" * 1_000,
    "\U0010ffff\U000e0001",
    "a\u0300\u0316" * 2_000,
    "ि" * 3_000,
    "\x01\x02\x7f\x80\x9f",
]
KINDS = list(TextKind)


def odd_texts() -> list[str]:
    """The same of every run: odd characters, in any number and order."""
    chance = random.Random(20)
    parts = [*"ab ñ.?\n\t", *(text[:3] for text in ODD if text), "examen", "\U0001f469"]
    return ODD + ["".join(chance.choices(parts, k=chance.randrange(1, 900))) for _ in range(60)]


@pytest.mark.row("meaning-2")
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_text_is_the_library_gets_little_and_plain_utf_8(kind: TextKind) -> None:
    for text in odd_texts():
        data = prepared(text, kind)
        plain = data.decode()

        assert len(data) <= LONGEST[kind]
        assert b"\0" not in data
        # What is normal already becomes no longer, and the library has no more room than that.
        assert len(unicodedata.normalize("NFKC", plain)) <= len(data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_text_reaches_the_library_as_it_is(kind: TextKind) -> None:
    text = "¿Cuándo es el parcial? L’examen est-il le 3 juin ?"
    head, data = request(text, kind)[: HEAD.size], request(text, kind)[HEAD.size :]

    assert data.decode() == text.replace("\u202f", " ")
    assert HEAD.unpack(head) == (kind is TextKind.QUERY, len(data))
