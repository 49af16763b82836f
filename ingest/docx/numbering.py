"""The numbers that Word counts by itself: "Article 2", "b)", "1.2", as text in front."""

import re
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.elements import attribute, child, number, switch, value
from ingest.list_numbers import MOST_ROMAN, letters, roman

_LEVELS = 9  # ECMA-376 part 1, 17.9.6
_MOST_COUNTED = 100_000
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as its definition has it."""

    form: str = "decimal"  # numFmt
    text: str = ""  # lvlText: "%1.%2"
    start: int = 1
    restart: int | None = None  # the level, from 1, whose number lets this begin anew; 0: none
    legal: bool = False  # all its numbers are decimal
    style: str = ""  # the paragraph style that is of this level


@dataclass(slots=True)
class _Counter:
    """How far a list has counted."""

    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    begun: set[tuple[str, int]] = field(default_factory=set)  # overrides that have had effect


class ListNumbers:
    """The lists of one file, counted as the paragraphs are read in order."""

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        """Index the definitions; none where the file has no such part."""
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for element in () if root is None else root.iterchildren("{*}abstractNum"):
            self._abstract[value(element, "abstractNumId")] = element
        for element in () if root is None else root.iterchildren("{*}num"):
            self._lists[value(element, "numId")] = element
        self._by_style = _numbered_styles(styles)
        self._levels: dict[tuple[str, int], Level] = {}
        self._counters: dict[str, _Counter] = {}

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that a paragraph style stands for; 0 where none says so."""
        for depth in range(_LEVELS):
            if self._level(list_id, depth).style == style_id:
                return depth
        return 0

    def next(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of a list, as it is painted; "" for a bullet."""
        if list_id not in self._lists or not 0 <= depth < _LEVELS:
            return ""
        counter = self._counters.setdefault(self._abstract_of(list_id), _Counter())
        self._count(counter, list_id, depth)
        level = self._level(list_id, depth)
        if level.form == "bullet":
            return ""
        return _PLACE.sub(
            lambda place: self._written(counter, list_id, int(place[1]) - 1, level), level.text
        ).strip()

    def _count(self, counter: _Counter, list_id: str, depth: int) -> None:
        """Count one paragraph on a level; what is deeper begins anew."""
        start = self._override(list_id, depth)
        before = counter.counts[depth]
        if start is not None and (list_id, depth) not in counter.begun:
            counter.begun.add((list_id, depth))
            counter.counts[depth] = start
        elif before is None:
            counter.counts[depth] = self._level(list_id, depth).start
        else:
            counter.counts[depth] = min(before + 1, _MOST_COUNTED)
        for deeper in range(depth + 1, _LEVELS):
            restart = self._level(list_id, deeper).restart
            if restart is None or depth < restart:
                counter.counts[deeper] = None

    def _written(self, counter: _Counter, list_id: str, depth: int, level: Level) -> str:
        """The number of a level, as a paragraph of the same or a deeper level shows it."""
        own = self._level(list_id, depth)
        count = counter.counts[depth]
        return _formed(
            own.start if count is None else count, "decimal" if level.legal else own.form
        )

    def _abstract_of(self, list_id: str) -> str:
        """The definition of a list, found through the style that it may name instead of it."""
        seen: set[str] = set()
        while list_id not in seen:
            seen.add(list_id)
            abstract = attribute(self._lists.get(list_id), "abstractNumId")
            style = attribute(self._abstract.get(abstract), "numStyleLink")
            if not style or style not in self._by_style:
                return abstract
            list_id = self._by_style[style]
        return ""

    def _level(self, list_id: str, depth: int) -> Level:
        """A level of a list, with what the list itself changes of its definition."""
        known = self._levels.get((list_id, depth))
        if known is None:
            of_list = child(self._of_depth(self._lists.get(list_id), "lvlOverride", depth), "lvl")
            abstract = self._abstract.get(self._abstract_of(list_id))
            element = of_list if of_list is not None else self._of_depth(abstract, "lvl", depth)
            known = _read_level(element)
            self._levels[list_id, depth] = known
        return known

    def _override(self, list_id: str, depth: int) -> int | None:
        """The number with which a list lets a level begin, if it says one."""
        override = self._of_depth(self._lists.get(list_id), "lvlOverride", depth)
        return number(attribute(override, "startOverride"))

    @staticmethod
    def _of_depth(element: Element | None, name: str, depth: int) -> Element | None:
        for inner in () if element is None else element.iterchildren("{*}" + name):
            if value(inner, "ilvl") == str(depth):
                return inner
        return None


def _numbered_styles(styles: Element | None) -> dict[str, str]:
    """The lists that numbering styles stand for, by the style's id."""
    found = {}
    for style in () if styles is None else styles.iterchildren("{*}style"):
        if value(style, "type") == "numbering":
            list_id = attribute(child(child(style, "pPr"), "numPr"), "numId")
            found[value(style, "styleId")] = list_id
    return found


def _read_level(element: Element | None) -> Level:
    if element is None:
        return Level(form="none")
    form = child(element, "numFmt")
    if form is None:  # of an alternative: Word 2010 has more forms
        form = next(iter(element.iter("{*}numFmt")), None)
    start = number(attribute(element, "start"))
    return Level(
        form=value(form, "val") or "decimal",
        text=attribute(element, "lvlText"),
        start=1 if start is None else start,
        restart=number(attribute(element, "lvlRestart")),
        legal=switch(element, "isLgl", False),
        style=attribute(element, "pStyle"),
    )


def _formed(count: int, form: str) -> str:
    """A number as a level writes it (ECMA-376 part 1, 17.18.59); decimal where a form is rare."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        return letters(count) if form == "lowerLetter" else letters(count).upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count <= MOST_ROMAN:
        return roman(count) if form == "lowerRoman" else roman(count).upper()
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ordinal":
        return f"{count}."
    return str(count)
