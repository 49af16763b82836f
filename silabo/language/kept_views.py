"""What is dear of an analysed text, as it is kept with its passage: a question then makes of a text
only what nobody can know before.

Kept is JSON behind the digest of this room: views of other words, rules or stems than today's are
not read, and whoever answers looks at the text itself.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from silabo.language.analysed import AnalysedText
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import ANALYSER
from silabo.language.vocabulary import Mention

Views = dict[str, Any]  # by the names of the properties of `AnalysedText`


@cache
def made_by() -> str:
    """What tells views of today from others: every word and rule of this room is in it."""
    digest = sha256(ANALYSER.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kept(texts: Sequence[str], language: str) -> str:
    """The views of the texts of a passage, in order."""
    views = [_written(AnalysedText(text, language)) for text in texts]
    return f"{made_by()} {_checked(texts)} {json.dumps(views, separators=(',', ':'))}"


def views_in(kept: str, texts: Sequence[str]) -> dict[str, Views]:
    """The views of each text; none where they are not of these texts, or made by other rules."""
    head, _, listed = kept.partition(" [")
    if head != f"{made_by()} {_checked(texts)}":
        return {}
    return dict(zip(texts, map(_read, texts, json.loads(f"[{listed}")), strict=True))


def _checked(texts: Sequence[str]) -> str:
    joined = "\n".join(texts)
    return f"{crc32(joined.encode()):08x}"


def _written(text: AnalysedText) -> list[Any]:
    return [
        sorted(text.stems),
        sorted(text.forms),
        [sorted(stems) for stems in text.openings],
        sorted(text.weekdays),
        sorted(text.subject),
        [[each.kind.value, each.value, each.start, each.end] for each in text.quantities],
        [[each.start, each.end, each.concepts] for each in text.mentions],
    ]


def _read(text: str, views: Iterable[Any]) -> Views:
    stems, forms, openings, weekdays, subject, quantities, mentions = views
    return {
        "stems": frozenset(stems),
        "forms": frozenset(forms),
        "openings": tuple(map(frozenset, openings)),
        "weekdays": frozenset(weekdays),
        "subject": frozenset(subject),
        "quantities": tuple(
            Quantity(_KINDS[kind], value, text[start:end].strip(), start, end)
            for kind, value, start, end in quantities
        ),
        "mentions": tuple(
            Mention(start, end, tuple(concepts)) for start, end, concepts in mentions
        ),
    }


_KINDS = {kind.value: kind for kind in QuantityKind}
