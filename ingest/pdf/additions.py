"""What was added to a PDF page is put to its words: addresses behind links, values into their
fields, comments beside the text; and words that are struck out.
"""

from collections.abc import Iterator, Sequence

from ingest.comments import commented
from ingest.links import NOTICE, is_lost, linked
from ingest.pdf.annotations import Annotation, Kind
from ingest.pdf.calls import Box
from ingest.pdf.looks import Look
from ingest.pdf.painted.seen import HIDDEN
from ingest.pdf.words import Aside, Word

_SIZE = 10.0  # points, of a value in a field where nothing stands


def struck(words: Sequence[Word], annotations: Sequence[Annotation]) -> set[int]:
    """The words, by `id`, that a stroke was drawn through."""
    boxes = [box for each in annotations if each.kind is Kind.STROKE for box in each.boxes]
    return {id(word) for word in words if any(_lies_in(word, box) for box in boxes)}


def with_additions(words: list[Word], annotations: Sequence[Annotation]) -> list[Aside]:
    """Put all that was added to the words to them; returns what is told before the first one."""
    told: list[Aside] = []
    links = [each for each in annotations if each.kind is Kind.LINK]
    for index, link in enumerate(links):
        _link(words, link, links[index + 1] if index + 1 < len(links) else None)
    for each in annotations:
        if each.kind is Kind.VALUE:
            _fill(words, each)
    around = " ".join(word.text for word in words[:200])
    for each in annotations:
        if each.kind is Kind.COMMENT:
            _tell(words, each, Aside(text=commented(each.text, around)), told)
        elif each.kind is Kind.HIDDEN:
            _tell(words, each, Aside(HIDDEN), told)
        elif each.kind is Kind.LINK and is_lost(each.text):
            _tell(words, each, Aside(NOTICE), told)
    return told


def _link(words: list[Word], link: Annotation, following: Annotation | None) -> None:
    """Put the address of a link behind its words; one over several lines may be several links."""
    under = list(_under(words, link.boxes))
    if not under:
        if linked("", link.text) and not (following and following.text == link.text):
            _insert(words, link.boxes[0], linked("", link.text))
        return
    if following and following.text == link.text:
        rest = list(_under(words, following.boxes))
        if rest and rest[0] == under[-1] + 1:
            return
    text = " ".join(words[index].text for index in under)
    last = words[under[-1]]
    # "here (https://uni.example)." ends as the sentence does.
    stop = last.text[len(last.text.rstrip(".,;:!?")) :]
    bare = text[: len(text) - len(stop)]
    address = linked(bare, link.text)[len(bare) :]
    last.text = f"{last.text[: len(last.text) - len(stop)]}{address}{stop}"


def _fill(words: list[Word], value: Annotation) -> None:
    """Put a value into its field."""
    for line in value.text.splitlines():
        _insert(words, value.boxes[0], line)


def _insert(words: list[Word], box: Box, text: str) -> None:
    """Put a text where its box is: behind the word to its left, else before that to its right."""
    middle = (box[1] + box[3]) / 2
    beside = [
        (index, word)
        for index, word in enumerate(words)
        if word.y0 <= middle <= word.y1 or box[1] <= (word.y0 + word.y1) / 2 <= box[3]
    ]
    before = [(word.x1, index) for index, word in beside if word.x0 < box[0]]
    after = [(word.x0, index) for index, word in beside if word.x0 >= box[0]]
    if before:
        index = max(before)[1] + 1
    elif after:
        index = min(after)[1]
    else:
        index = sum((word.y0 + word.y1) / 2 > middle for word in words)
    look = words[min(index, len(words) - 1)].look if words else Look(_SIZE)
    near = [word for _, word in beside] or [Word("", *box, look)]
    y0, y1 = near[0].y0, near[0].y1
    words.insert(index, Word(text, box[0], y0, max(box[0] + 1, box[2]), y1, look))


def _tell(words: Sequence[Word], each: Annotation, aside: Aside, told: list[Aside]) -> None:
    """Tell of something behind the word that is nearest to it."""
    if not words:
        told.append(aside)
        return
    left, bottom, right, top = each.boxes[-1]
    x, y = (left + right) / 2, (bottom + top) / 2
    nearest = min(words, key=lambda word: abs(word.x1 - x) + 3 * abs((word.y0 + word.y1) / 2 - y))
    nearest.told = (*nearest.told, aside)


def _under(words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[int]:
    """The positions of the words under an annotation."""
    return (index for index, word in enumerate(words) if any(_lies_in(word, box) for box in boxes))


def _lies_in(word: Word, box: Box) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
