"""What the embedding model of this machine costs: a passage and a course beside the model alone,
and a search by words and meaning beside one by words.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from bench.course import UNREACHED, opened
from bench.figures import Figure, timed
from bench.tool import weaviate_settings
from silabo.adapters.embedded_model.embedder import EmbeddedModel, installed
from silabo.adapters.vector_cache import CachedEmbedder
from silabo.domain.models import TextKind
from silabo.domain.passages import IndexEntry
from silabo.domain.ports import VectorIndex
from silabo.storage import embeddings, passages, versions
from tasks.meaning import embed_version
from wiring.index import passage_index
from wiring.settings import Settings

PASSAGES = 128
ASKED = 100
_LONG = 600.0  # seconds: nothing is put off here


def measure() -> Iterator[str]:
    """Passages of the demo courses, over the embedded index and over Weaviate."""
    if not installed():
        raise RuntimeError("the embedding model is not installed: requirements-embedded.txt")
    with tempfile.TemporaryDirectory(prefix="silabo-bench-") as name, ExitStack() as on:
        folder = Path(name)
        settings = Settings(
            data_dir=folder, keys_dir=folder / "keys", embedding_model="none", **UNREACHED
        )
        opened(settings)
        model = on.enter_context(closing(EmbeddedModel()))
        yield from _course("embedded index", passage_index(settings), model)
        try:
            more = on.enter_context(weaviate_settings(folder))
        except (RuntimeError, LookupError, OSError) as error:
            raise RuntimeError("Weaviate is not installed: tests/services/install") from error
        weaviate = passage_index(Settings(data_dir=folder, embedding_model="none", **more))
        on.enter_context(closing(weaviate))
        yield from _course("Weaviate", weaviate, model)


def _course(name: str, index: VectorIndex, model: EmbeddedModel) -> Iterator[str]:
    course, version, entries = _largest()
    index.add(course, version, entries)
    texts = [each.embedded_text for each in entries]
    model.embed(texts[:1], TextKind.PASSAGE)
    numbers = count()
    alone = timed(
        "the model alone",
        lambda: model.embed([texts[next(numbers) % len(texts)]], TextKind.PASSAGE),
        len(texts),
    )
    embeddings.forget()
    started = time.perf_counter()
    brought = embed_version(
        index,
        CachedEmbedder(model, embeddings),
        (course, version),
        until=time.monotonic() + _LONG,
    )
    each_ms = (time.perf_counter() - started) * 1000 / max(1, brought.passages)
    yield Figure(f"a passage, in a course, {name}", [each_ms]).beside(alone, "at most 1.2 x")
    whole_s = each_ms * brought.passages / 1000
    yield f"that course of {brought.passages} passages, {name}: {whole_s:.1f} s"
    yield from _searches(name, index, (course, version), texts, model)


def _searches(
    name: str, index: VectorIndex, version: tuple[int, int], texts: list[str], model: EmbeddedModel
) -> Iterator[str]:
    asked = [text[-60:] for text in texts][:ASKED]
    vectors = model.embed(asked, TextKind.QUERY)

    def search(number: int, *, by_meaning: bool) -> object:
        which = number % len(asked)
        return index.search(
            version[0],
            asked[which],
            versions=[version[1]],
            limit=40,
            vector=vectors[which] if by_meaning else None,
            space=model.space if by_meaning else "",
        )

    words, both = count(), count()
    by_words = timed("by words", lambda: search(next(words), by_meaning=False), 2 * ASKED)
    hybrid = timed("", lambda: search(next(both), by_meaning=True), 2 * ASKED)
    yield replace(hybrid, name=f"a search by words and meaning, {name}").beside(
        by_words, "at most 2 x"
    )


def _largest() -> tuple[int, int, list[IndexEntry]]:
    """The numbers of the version with the most passages, and so many of them."""
    found = [(*each, passages.entries(each[1])) for each in versions.answering()]
    course, version, entries = max(found, key=lambda each: len(each[2]))
    return course, version, entries[:PASSAGES]
