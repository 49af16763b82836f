"""The events of a stream: what a server sends piece by piece while a model writes."""

from collections.abc import Iterable, Iterator

from silabo.domain.errors import ModelOutputError

MOST_OF_AN_EVENT = 65_536  # bytes; one holds a token, in some hundred bytes of JSON
_DATA = b"data:"


def events(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The data of each whole event (WHATWG HTML, server-sent events, 9.2.6), as bytes.

    Comments and other fields are passed over, as is an event that the stream breaks off. Raises
    `ModelOutputError` when one has no end.
    """
    data: list[bytes] = []
    size = 0
    for line in _lines(chunks):
        if not line:
            if data:
                yield b"\n".join(data)
            data, size = [], 0
        elif line.startswith(_DATA):
            data.append(line[len(_DATA) :].removeprefix(b" "))
            size += len(line)
            if size > MOST_OF_AN_EVENT:
                raise ModelOutputError("an event of the model server has no end")


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > MOST_OF_AN_EVENT:
            raise ModelOutputError("a line of the model server has no end")
        for line in lines:
            yield line.removesuffix(b"\r")
