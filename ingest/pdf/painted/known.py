"""What is known of the pages of one PDF file: what they have in common is looked at once."""

import ctypes
import time
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf.painted.doubts import Doubt, alike
from ingest.pdf.painted.layers import Layers, Patch
from ingest.pdf.painted.pixels import Picture, contrasts, rendered

_RENDERING_S = 40.0  # of processor time for one file, of the 120 that it has
_COARSE = 0.5  # pixels a point: for a ground, which has no letters
_MOST_GROUNDS = 8  # pictures of pages that are kept, of a few megabytes each


@dataclass(slots=True)
class Known:
    """The verdicts on words that stand at one place of many pages, such as the title of a slide,
    and the pictures that lie behind their text.

    layered: whether the file has layers that can be off.
    readable, unreadable: words whose letters have a meaning, and none.
    clock: processor time in seconds.
    left_s: how long pages may still be painted.
    """

    layered: bool = False
    readable: int = 0
    unreadable: int = 0
    clock: Callable[[], float] = time.process_time
    left_s: float = _RENDERING_S
    _verdicts: dict[Hashable, bool] = field(default_factory=dict)
    _grounds: dict[Hashable, Picture] = field(default_factory=dict)
    _names: dict[int, Hashable] = field(default_factory=dict)

    def turn(self) -> None:
        """Go on to the next page, on which other objects may have the same addresses."""
        self._names = {}

    def is_seen(self, doubt: Doubt, layers: Layers, page: int) -> bool | None:
        """Whether a word is seen; None where that has to be looked at."""
        if doubt.other:
            return None
        verdict = self._verdicts.get(self._key(doubt))
        if verdict is None and not doubt.over and any(shape.picture for shape in doubt.behind):
            return self._is_apart(doubt, layers, page) or None
        return verdict

    def keep(self, doubt: Doubt, *, seen: bool) -> bool:
        """Keep a verdict, and give it back."""
        if not doubt.other:
            self._verdicts[self._key(doubt)] = seen
        return seen

    def _is_apart(self, doubt: Doubt, layers: Layers, page: int) -> bool:
        """Whether a word has another colour than the picture behind it, of which a file's pages
        mostly have one, and than what is painted on that picture.
        """
        word, colour = doubt.word, doubt.word.look.colour
        last = max(index for index, shape in enumerate(doubt.behind) if shape.picture)
        if any(alike(colour, shape.colour) for shape in doubt.behind[last + 1 :]):
            return False
        behind = doubt.behind[: last + 1]
        name = tuple(map(self._name, behind))
        if name not in self._grounds:
            if len(self._grounds) >= _MOST_GROUNDS:
                return False
            since = self.clock()
            kept = {shape.order for shape in behind}
            others = [found for order, found in enumerate(layers.objects) if order not in kept]
            self._grounds[name] = rendered(page, others, scale=_COARSE)
            self.left_s -= self.clock() - since
        box = word.x0, word.y0, word.x1, word.y1
        return colour is not None and contrasts(box, colour, self._grounds[name])

    def _key(self, doubt: Doubt) -> Hashable:
        """What a verdict depends on."""
        word = doubt.word
        place = round(word.x0), round(word.y0), round(word.x1), round(word.y1)
        around = tuple(map(self._name, doubt.behind)), tuple(map(self._name, doubt.over))
        return word.text, place, word.look, around

    def _name(self, shape: Patch) -> Hashable:
        """A shape, the same on every page that has it."""
        if shape.order not in self._names:
            content = _content(shape.picture) if shape.picture else shape.colour
            self._names[shape.order] = (*map(round, shape.box), content)
        return self._names[shape.order]


def _content(picture: int) -> Hashable:
    """What a picture's data are, in short."""
    handle = ctypes.cast(picture, raw.FPDF_PAGEOBJECT)
    length = raw.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFImageObj_GetImageDataRaw(handle, buffer, length)
    return length, zlib.crc32(buffer)
