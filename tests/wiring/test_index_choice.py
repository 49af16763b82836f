"""Which passage index the settings choose, and whether it finds by meaning."""

from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.weaviate.index import WeaviateIndex
from wiring.index import meaning, passage_index, patient_meaning, prompt_meaning
from wiring.models import models
from wiring.settings import Settings

WEAVIATE = "http://weaviate.example:8080"
OLLAMA = "http://ollama.example:11434"


@pytest.mark.parametrize(
    ("weaviate", "ollama", "model", "kind", "by_meaning"),
    [
        ("", "", "none", EmbeddedIndex, False),
        ("", OLLAMA, "bge-m3", EmbeddedIndex, True),
        (WEAVIATE, "", "none", WeaviateIndex, False),
        (WEAVIATE, OLLAMA, "none", WeaviateIndex, False),
        (WEAVIATE, OLLAMA, "bge-m3", WeaviateIndex, True),
    ],
)
def test_meaning_needs_a_model(
    tmp_path: Path, weaviate: str, ollama: str, model: str, kind: type, by_meaning: bool
) -> None:
    settings = Settings(
        data_dir=tmp_path, weaviate_url=weaviate, ollama_url=ollama, embedding_model=model
    )
    chosen, index = models(settings), passage_index(settings)

    assert isinstance(index, kind)
    assert (patient_meaning(chosen) is not None) is by_meaning
    assert (prompt_meaning(chosen) is not None) is by_meaning
    assert (meaning(index, chosen) is not None) is by_meaning
    assert list(tmp_path.iterdir()) == []
