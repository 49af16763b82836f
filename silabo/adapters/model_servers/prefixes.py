"""The words that an embedding model expects before a text, as its card says."""

from dataclasses import dataclass

from silabo.domain.models import TextKind

_FOR_RETRIEVAL = "Represent this sentence for searching relevant passages: "
# By the beginning of a model's name without its registry and tag: before queries, before passages.
# The longest beginning that fits counts. Ollama's own templates add none of them.
_PREFIXES = {
    "multilingual-e5": ("query: ", "passage: "),
    "e5": ("query: ", "passage: "),
    "nomic-embed-text": ("search_query: ", "search_document: "),
    "mxbai-embed-large": (_FOR_RETRIEVAL, ""),
    "snowflake-arctic-embed": (_FOR_RETRIEVAL, ""),
    "snowflake-arctic-embed2": ("query: ", ""),
    "bge-large": (_FOR_RETRIEVAL, ""),
    "embeddinggemma": ("task: search result | query: ", "title: none | text: "),
    "qwen3-embedding": (
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\n"
        "Query:",
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What stands before a question and before a passage; None: what the model's card says."""

    query: str | None = None
    passage: str | None = None

    def before(self, kind: TextKind, model: str) -> str:
        """What stands before a text of this kind for the model of this name, such as
        `someone/multilingual-e5-small:latest`; "" for bge-m3 and every other that expects nothing.
        """
        said = self.query if kind is TextKind.QUERY else self.passage
        return _known(model, kind) if said is None else said

    def named(self, space: str, model: str) -> str:
        """The name of a space of vectors with the prefix of passages, for that is in them too."""
        prefix = self.before(TextKind.PASSAGE, model).strip(" :\n")
        return f"{space}/{prefix}" if prefix else space


BY_ITS_CARD = Prefixes()


def _known(model: str, kind: TextKind) -> str:
    name = model.partition(":")[0].rpartition("/")[2].casefold()
    fitting = [beginning for beginning in _PREFIXES if name.startswith(beginning)]
    if not fitting:
        return ""
    query, passage = _PREFIXES[max(fitting, key=len)]
    return query if kind is TextKind.QUERY else passage
