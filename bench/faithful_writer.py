"""A language model that is a script: it says in good faith what is quoted, word for word or in
other words that keep its meaning.
"""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from silabo.answering.prompts import NOT_STATED
from silabo.answering.weights import DRAFTING
from silabo.domain.answers import Citation
from silabo.domain.drafts import DraftEvent, Quoted
from silabo.domain.models import JsonSchema, Message
from silabo.language.sentences import split

Form = Callable[[str, str], str]  # a sentence and its language give a sentence
_PASSAGE = re.compile(r"<<(\w+) passage (\d+): .*?>>\n(.*?)\n<<\1 end>>", re.DOTALL)
_CELLS = " · "
_CELL = re.compile(r"([^:·]{1,60}): (.+)", re.DOTALL)
_ROW = {
    "en": "The {key} of {thing} is {value}",
    "es": "En {thing}, {key} es {value}",
    "fr": "Pour {thing}, {key} est {value}",
}
_FRAMING = {
    "en": "According to the syllabus, ",
    "es": "Según el programa, ",
    "fr": "Selon le programme, ",
}
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_FIGURES = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
}
_CONDITION = {"en": "If|When|Unless", "es": "Si|Cuando", "fr": "Si|Quand|Lorsque"}
_READERS = {
    "en": (r"\b(?:The )?[Ss]tudents\b(?= (?:must|may|can|should|will|need))", "You"),
    "es": (r"\b([Ll])os estudiantes\b", r"\1os alumnos"),
    "fr": (r"\b([Ll])es étudiants\b", r"\1es étudiantes et étudiants"),
}


def verbatim(sentence: str, _language: str) -> str:
    """The sentence as it stands."""
    return sentence


def rewritten(sentence: str, language: str) -> str:
    """The same in other words: a row as a sentence, a condition behind what it is for, numbers in
    figures, dates and hours written otherwise, students spoken to, the source named before.
    """
    if _CELLS in sentence:
        return _row_told(sentence, language)
    said = _turned(sentence, language)
    said = _in_figures(said, language)
    said = _dates(_hours(said, language), language)
    pattern, instead = _READERS.get(language, _READERS["en"])
    said = re.sub(pattern, instead, said)
    # Of one sentence in two: by its length, so that it is the same at each run.
    return _framed(said, language) if len(sentence) % 2 else said


FORMS: dict[str, Form] = {"word for word": verbatim, "rewritten": rewritten}


def _row_told(row: str, language: str) -> str:
    cells = [_CELL.fullmatch(cell) for cell in row.split(_CELLS)]
    if not all(cells):
        return row.replace(_CELLS, ", ")
    (_, thing), *others = [(cell.group(1), cell.group(2)) for cell in cells if cell]
    form = _ROW.get(language, _ROW["en"])
    told = [form.format(thing=thing, key=_small(key), value=value) for key, value in others[:1]]
    return ", ".join(told + [f"{_small(key)}: {value}" for key, value in others[1:]])


def _turned(sentence: str, language: str) -> str:
    words = _CONDITION.get(language, _CONDITION["en"])
    found = re.fullmatch(rf"((?:{words}) [^,;:]+), ([^,;:]+)", sentence)
    return f"{_great(found.group(2))} {_small(found.group(1))}" if found else sentence


def _in_figures(sentence: str, language: str) -> str:
    figures = _FIGURES.get(language, _FIGURES["en"]).split()
    return re.sub(
        rf"\b(?:{'|'.join(figures)})\b",
        lambda found: str(figures.index(found.group()) + 2),
        sentence,
    )


def _dates(sentence: str, language: str) -> str:
    months = _MONTHS.get(language, _MONTHS["en"]).split()
    named = "|".join(months)
    if language == "en":
        return re.sub(rf"(?i)\b(\d{{1,2}}) ({named})\b(?! \d)", r"\2 \1", sentence)

    def in_figures(found: re.Match[str]) -> str:
        return f"{found.group(1)}/{months.index(found.group(2).lower()) + 1}"

    of = " de" if language == "es" else ""
    return re.sub(rf"(?i)\b(\d{{1,2}}){of} ({named})\b(?! \d| de \d| del \d)", in_figures, sentence)


def _hours(sentence: str, language: str) -> str:
    if language != "en":
        return re.sub(r"\b(\d{1,2}) h\b", r"\1:00", sentence)

    def by_half_days(found: re.Match[str]) -> str:
        hour, minute = int(found.group(1)), found.group(2)
        rest = "" if minute == "00" else f":{minute}"
        return f"{(hour - 1) % 12 + 1}{rest} {'pm' if hour >= 12 else 'am'}"

    return re.sub(r"\b(\d{1,2}):(\d{2})\b(?! ?[ap]\.?m)", by_half_days, sentence)


def _framed(sentence: str, language: str) -> str:
    return f"{_FRAMING.get(language, _FRAMING['en'])}{_small(sentence)}"


def _small(text: str) -> str:
    # "PID" and "I" stay as they are.
    return text if text[1:2].isupper() or text[:2] == "I " else text[:1].lower() + text[1:]


def _great(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass
class FaithfulWriter:
    """A `LanguageModel` that says what it `hears` to be quoted, in a form, from the passages of its
    prompt, with their numbers. Where these do not have it, it says that they do not state it.
    """

    form: Form
    budget: int = 3000
    name: str = "faithful"
    quoted: list[Citation] = field(default_factory=list)
    # What each sentence of its texts says and what it restates.
    written: list[tuple[str, Citation]] = field(default_factory=list)

    def hears(self, event: DraftEvent) -> None:
        """Be told what is quoted."""
        if isinstance(event, Quoted):
            self.quoted = list(event.citations)

    def tokens(self, text: str) -> int:
        """A third of its characters."""
        return len(text) // 3 + 1

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        """What is quoted, in the form, as a text of at most as many sentences as are taken."""
        passages = {int(number): text for _, number, text in _PASSAGE.findall(prompt[-1].text)}
        cited: list[str] = []
        for citation in self.quoted:
            number = _number(citation.quote, passages)
            for sentence in split(citation.quote) if number else []:
                said = self.form(sentence.rstrip(" .;,"), citation.language)
                if len(cited) < DRAFTING.most_sentences:
                    self.written.append((f"{said}.", citation))
                    cited.append(f"{said} [{number}].")
        yield " ".join(cited) or NOT_STATED


def _number(quote: str, passages: dict[int, str]) -> int:
    """The number of the passage that has a quotation; 0 where none has."""
    wanted = " ".join(quote.split())
    having = (number for number, text in passages.items() if wanted in " ".join(text.split()))
    return next(having, 0)
