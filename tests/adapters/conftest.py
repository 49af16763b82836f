from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.ports import PassageIndex
from tests.adapters.indexes import weaviate_index


@pytest.fixture(params=["embedded", pytest.param("weaviate", marks=pytest.mark.service)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageIndex]:
    """Every passage index that there is, empty."""
    if request.param == "embedded":
        yield EmbeddedIndex(tmp_path / "index.sqlite")
        return
    # Asked for here, so that only the tests on Weaviate start one.
    with weaviate_index(request.getfixturevalue("weaviate_server")) as own:
        yield own
