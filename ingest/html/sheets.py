"""What a page's style sheets set for its elements, as a browser of a usual width applies them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import tinycss2  # type: ignore[import-untyped]

from ingest.archive import Element
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

Style = dict[str, str]  # values by the names of properties, in small letters; "": none

_LONGEST_SHEET = 500_000  # characters of style that are looked through
_MOST_RULES = 10_000
_MOST_TESTS = 10_000_000  # of an element by a selector: some seconds
# What decides whether text is seen, and how a list counts; nothing else of a rule is kept.
_KEPT = {
    *("display", "visibility", "opacity", "content-visibility", "zoom", "filter", "transform"),
    *("color", "-webkit-text-fill-color", "background", "background-color", "background-image"),
    *("font", "font-size", "text-indent", "text-decoration", "text-decoration-line"),
    *("clip", "clip-path", "overflow", "overflow-y", "height", "max-height", "width", "max-width"),
    *("left", "top", "right", "bottom", "margin-left", "margin-top"),
    *("list-style", "list-style-type"),
}
# What is said in short says all of it: what was said of a part before counts no more.
_IN_SHORT = {
    "background": ("background-color", "background-image"),
    "font": ("font-size",),
    "list-style": ("list-style-type",),
    "text-decoration": ("text-decoration-line",),
}
_WIDTH = 1280  # CSS pixels of the window that a page is read in
_FEATURE = re.compile(r"\((min|max)-width:(\d{1,6})(?:\.\d+)?(px|r?em|)\)")
_EM = 16
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,100})\s*(?:,([^()]{0,200}))?\)")
_MOST_VARIABLES = 5  # in one value, and one in another


def declarations(style: str) -> Style:
    """The properties that a style sets, in small letters. Raises `RejectedDocumentError`
    "too_heavy".
    """
    with _with_an_end():
        plain, important = _of_attribute(style)
    return plain | important


@contextmanager
def _with_an_end() -> Iterator[None]:
    """Refuse what is nested deeper than anybody writes: selectors are run as Python, which nests a
    hundred deep.
    """
    try:
        yield
    except (RecursionError, SyntaxError) as error:
        raise RejectedDocumentError(Rejection.TOO_HEAVY) from error


class Sheets:
    """The style elements of one page; a linked sheet is not fetched."""

    def __init__(self, root: Element) -> None:
        """Read them. A rule whose selector nobody knows counts for nothing. Raises
        `RejectedDocumentError` "too_heavy".
        """
        self._styles: dict[Element, Style] = {}
        with _with_an_end():
            self._found = _found(root)

    def of(self, element: Element) -> Style:
        """What is set for an element itself, by its attribute and by rules."""
        style = self._styles.get(element)
        if style is None:
            style = self._styles[element] = self._read(element)
        return style

    def _read(self, element: Element) -> Style:
        plain, important = self._found.get(element, ({}, {}))
        with _with_an_end():
            own, own_important = _of_attribute(element.get("style", ""))
        style = plain | own | important | own_important
        if any("var(" in value for value in style.values()):
            style = {name: self._resolved(value, element) for name, value in style.items()}
        return style

    def _resolved(self, value: str, element: Element) -> str:
        """A value with what its variables stand for, as the nearest element around sets them."""
        for _ in range(_MOST_VARIABLES):
            found = _VARIABLE.search(value)
            if found is None:
                break
            said = self._variable(found[1], element)
            value = value[: found.start()] + (said or found[2] or "") + value[found.end() :]
        return value.strip()

    def _variable(self, name: str, element: Element) -> str:
        for each in (element, *element.iterancestors()):
            plain, important = self._found.get(each, ({}, {}))
            said = important.get(name) or plain.get(name)
            if said:
                return said
        return ""


def _found(root: Element) -> dict[Element, tuple[Style, Style]]:
    """What the rules set for each element, the plain and the important apart."""
    matcher, tests = cssselect2.Matcher(), _Tests(sum(1 for _ in root.iter()))
    count = 0
    for sheet in root.iter("style"):
        for rule in _rules((sheet.text or "")[:_LONGEST_SHEET]):
            set_ = _set(tinycss2.parse_blocks_contents(rule.content))
            for selector in _selectors(rule) if any(set_) else ():
                selector.test = tests.counted(selector.test, rule)
                matcher.add_selector(selector, set_)
                count += 1
            if count > _MOST_RULES:
                break
    return _matched(matcher, root) if count else {}


class _Tests:
    """How often elements may still be tested by selectors, before a page is too heavy."""

    def __init__(self, elements: int) -> None:
        """Begin with all."""
        self._left, self._elements = _MOST_TESTS, elements

    def counted(self, test: Callable[[Any], object], rule: Any) -> Callable[[Any], object]:
        """A test that counts; one that looks at all that is in an element as so many."""
        price = self._elements ** tinycss2.serialize(rule.prelude).lower().count(":has(")

        def ask(element: Any) -> object:
            self._left -= price
            if self._left < 0:
                raise RejectedDocumentError(Rejection.TOO_HEAVY)
            return test(element)

        return ask


def _matched(matcher: Any, root: Element) -> dict[Element, tuple[Style, Style]]:
    """What the rules set for each element, the plain and the important apart."""
    found = {}
    for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        plain: Style = {}
        important: Style = {}
        for _, _, pseudo, (ours, ours_important) in matcher.match(wrapper):  # weakest first
            if pseudo is None:
                plain |= ours
                important |= ours_important
        if plain or important:
            found[wrapper.etree_element] = plain, important
    return found


def _rules(sheet: str) -> Iterator[Any]:
    """The rules of a sheet that count for a screen, in their order."""
    open_ = [tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)]
    while open_:
        rules = open_.pop()
        for at, rule in enumerate(rules):
            if rule.type == "qualified-rule":
                yield rule
            elif rule.type == "at-rule" and rule.content is not None and _is_for_screen(rule):
                inner = tinycss2.parse_blocks_contents(rule.content)
                open_ += [rules[at + 1 :], [each for each in inner if each.type.endswith("rule")]]
                break


def _is_for_screen(rule: Any) -> bool:
    """Whether a browser applies what stands in a rule such as @media."""
    asked: str = tinycss2.serialize(rule.prelude).lower()
    if rule.lower_at_keyword in ("layer", "supports"):
        return asked.split()[:1] != ["not"]  # browsers have what style sheets ask about
    if rule.lower_at_keyword != "media":
        return False
    return any(_is_met("".join(each.split())) for each in asked.split(","))


def _is_met(query: str) -> bool:
    """Whether a screen of our width meets a media query, given without spaces."""
    if query.startswith("not"):
        return not _is_met(query.removeprefix("not"))
    for least_or_most, size, unit in _FEATURE.findall(query):
        width = int(size) * (_EM if unit.endswith("em") else 1)
        if width > _WIDTH if least_or_most == "min" else width < _WIDTH:
            return False
    rest = _FEATURE.sub("", query).replace("and", "").removeprefix("only")
    return rest in ("", "all", "screen")


def _selectors(rule: Any) -> list[Any]:
    try:
        return list(cssselect2.compile_selector_list(rule.prelude))
    except cssselect2.SelectorError:
        return []


@lru_cache(maxsize=1_000)
def _of_attribute(style: str) -> tuple[Style, Style]:
    """What an attribute sets; most elements of a page that have one say the same as others."""
    return _set(tinycss2.parse_blocks_contents(style[:_LONGEST_SHEET])) if style else ({}, {})


def _set(contents: Any) -> tuple[Style, Style]:
    """What declarations set: the plain ones, and those that are marked as important."""
    plain: Style = {}
    important: Style = {}
    for each in contents:
        if each.type == "declaration" and (each.lower_name in _KEPT or each.name.startswith("--")):
            value = tinycss2.serialize(each.value).strip().lower()
            said = important if each.important else plain
            said[each.lower_name] = value
            said |= dict.fromkeys(_IN_SHORT.get(each.lower_name, ()), "")
    return plain, important
