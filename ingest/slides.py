"""What slides of all formats have in common: what stands on many of them is read once."""

from collections import Counter
from collections.abc import Collection, Sequence

from ingest.boxes import Box

Standing = tuple[str, Box]  # a text and where it stands

_FEWEST = 3  # slides on which a text stands at one place before it is taken for an edge


def on_many(slides: Sequence[Collection[Standing | None]]) -> set[Standing | None]:
    """What stands word for word at one place of a third of the slides: a name of the course, a foot
    line.
    """
    most = max(_FEWEST, len(slides) // 3)
    counted = Counter(standing for slide in slides for standing in set(slide) - {None})
    return {standing for standing, count in counted.items() if count >= most}
