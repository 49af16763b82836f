"""Reads a fragment as a browser does: its elements, their attributes and its text."""

from html.parser import HTMLParser

WITHOUT_ISOLATES = str.maketrans("", "", "\u2068\u2069")


class Markup(HTMLParser):
    """The elements of a page or fragment."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep every element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep every text."""
        self.text += data

    def find(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """The elements of a name that have these attributes; `_` stands for a hyphen."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            found
            for name, found in self.elements
            if name == tag and wanted.items() <= found.items()
        ]

    def one(self, tag: str, **attributes: str) -> dict[str, str]:
        """The only such element."""
        (found,) = self.find(tag, **attributes)
        return found

    @property
    def links(self) -> list[str]:
        """Where the links lead, in order."""
        return [each["href"] for each in self.find("a") if "href" in each]

    @property
    def words(self) -> str:
        """The text on one line, as it is read: marks of direction have no shape."""
        return " ".join(self.text.translate(WITHOUT_ISOLATES).split())
