"""Which kind of answer a question expects, and whether a text holds something of that kind."""

import re
from collections.abc import Collection
from enum import StrEnum

from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.question_forms import FORMS
from silabo.language.words import fold


class Expected(StrEnum):
    """The kind of answer that a question asks for."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    PERCENT = "percent"
    QUANTITY = "quantity"
    COST = "cost"
    CONTACT = "contact"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    LIST = "list"
    HOW = "how"
    WHY = "why"
    ANY = "any"


_BLOCKS = [block.splitlines() for block in FORMS.strip().split("\n\n")]
_RULES = [(Expected(kind), re.compile("|".join(patterns))) for kind, *patterns in _BLOCKS]
# The column of a table that names people.
_WHO = re.compile(
    r"\b(?:docentes?|profesor\w*|ayudantes?|quien|nombre|teacher|instructor|lecturer|assistant|staff"
    r"|who|name|enseignante?|intervenante?|responsable|nom|qui) ?: (?=[^\W\d_])"
)
# Says that the answer is still to come, which is an answer too.
_STILL_OPEN = re.compile(
    r"\b(?:tb[adc]|to be (?:announced|determined|confirmed|decided)|will be (?:announced|posted"
    r"|published|given)|a (?:confirmar|definir|determinar|designar)|se (?:anuncia|comunica|publica"
    r"|informa|avisa)\w*|por confirmar|(?:sera|seront) (?:annonce|communique|precise|publie)\w*"
    r"|a (?:preciser|definir|confirmer))\b"
)
_LONGEST_LOOK = 400  # characters of a question
# "Wednesday, 12 to 13" is hours where a day or the name of a column says so.
_HOURS = re.compile(
    r"(?:hora|hour|time|when|cuando|heure|horaire|horario|lunes|martes|miercoles|jueves|viernes"
    r"|sabado|domingo|day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b.{0,20}"
    r"\b(?:de|from|entre|between|,|:) (?:las )?(?:[01]?\d|2[0-4]) ?(?:a|to|y|and|et|-|–) ?(?:las )?"
    r"(?:[01]?\d|2[0-4])\b(?! (?:de|dias|days|jours|semanas|weeks|personas|people))"
    r"|\b(?:a|hasta|antes de|desde) las? (?:[01]?\d|2[0-4])\b"
)
_FREE = re.compile(r"\b(?:free|gratis|gratuit\w*|sin cargo|no (?:cost|charge|fee))\b")
_WRITTEN_SHORT = {
    "q": "que",
    "xq": "por que",
    "pq": "por que",
    "dnd": "donde",
    "cdo": "cuando",
    "cto": "cuanto",
    "u": "you",
    "r": "are",
    "wen": "when",
    "wat": "what",
    "pk": "pourquoi",
    "qd": "quand",
    "cb": "combien",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_WRITTEN_SHORT)})\b")

_NEEDS = {
    Expected.DATE: {
        QuantityKind.DATE,
        QuantityKind.WEEKDAY,
        QuantityKind.MONTH,
        QuantityKind.WEEK,
    },
    Expected.TIME: {QuantityKind.TIME},
    Expected.PERCENT: {QuantityKind.PERCENT},
    Expected.QUANTITY: {
        QuantityKind.NUMBER,
        QuantityKind.PERCENT,
        QuantityKind.MONEY,
        QuantityKind.TIME,
        QuantityKind.DATE,
    },
    Expected.COST: {QuantityKind.MONEY},
    Expected.CONTACT: {QuantityKind.EMAIL, QuantityKind.LINK},
}
# Words that show an answer of a kind without being needed for it.
_SHOWN_BY = {
    Expected.YES_NO: re.compile(
        r"\b(?:must|may|can|cannot|not|no|never|required|mandatory|optional|allowed|permitted"
        r"|forbidden|prohibited|need|needed|should|will|available|debe|deben|puede|pueden|permite"
        r"|permitido|obligatori[oa]s?|optativ[oa]|prohibid[oa]|se podra|hay|sin|doit|doivent|peut"
        r"|peuvent|obligatoires?|facultati\w+|autorisee?s?|interdite?s?|pas|aucun|sera|seront)\b"
    ),
    Expected.WHY: re.compile(
        r"\b(?:because|since|due to|so that|in order|reason|therefore|porque|ya que|debido|para que"
        r"|por lo que|a fin de|parce|car|afin|puisque|en raison|cause)\b"
    ),
}
_PLACES = re.compile(
    r"\b(?:aula|sala|salon|edificio|campus|moodle|zoom|en linea|online|room|hall|building|salle"
    r"|amphi|batiment|en ligne"
    r"|laboratorio|biblioteca|library|bibliotheque|despacho|oficina|bureau)(?:s|es)?\b"
)
_WHENS = re.compile(
    r"\b(?:semana|week|semaine|siglo|century|siecle|decada|decade|decennie|primer dia|first day"
    r"|last day|ultimo dia|premier jour|dernier jour)\b"
)
_YEAR = re.compile(r"(?<![\w./-])(?:1\d|20)\d\d(?![\w/-]|\.\w)")
_NAME = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w'’-]{1,30}|<\w{2,30}>)(?=\W)")
_FULL_NAME = re.compile(
    r"\b(?:(?:Dr|Prof|Mr|Mrs|Ms|Sr|Sra|Mme|Lic|Ing)a?\.? )?"
    r"(?:[^\W\d_a-zà-ÿ](?:\.|[\w'’-]{0,30}) ){1,3}[^\W\d_a-zà-ÿ][\w'’-]{1,30}|<\w{2,30}>"
)
_POINTS = re.compile(
    r"\b\d{1,3} ?(?:points?|puntos?|pts|marks?)\b"
    r"|(?:weight\w*|worth|points?|marks|peso|valor|porcentaje|ponderacion|puntos|poids|coefficient"
    r"|bareme)[^:·]{0,20}: ?\d"
    r"|\b(?:half|third|quarter|mitad|tercio|cuarto|moitie|tiers|quart) (?:of|de|du)\b"
)
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{2,4}\b|<\w{0,20}(?:MAIL|PHONE)\w{0,20}>")


def expected_kind(question: str) -> Expected:
    """The kind of answer that a question in any of the three languages asks for; `ANY` when
    nothing tells.
    """
    folded = fold(question)[:_LONGEST_LOOK]
    folded = _SHORT.sub(lambda short: _WRITTEN_SHORT[short.group()], folded)
    for kind, pattern in _RULES:
        if pattern.search(folded):
            return kind
    return Expected.ANY


def has_form(kind: Expected) -> bool:
    """Whether answers of this kind have a form, so that one without it is no answer."""
    return kind in _NEEDS or kind in {Expected.PERSON, Expected.PLACE}


def holds(kind: Expected, text: str, quantities: Collection[Quantity]) -> bool | None:
    """Whether a text has something of this kind; None where that cannot be told.

    `quantities` are those of the text that the question did not name itself.
    """
    shown = _shows(kind, text, quantities)
    return None if shown is False and _STILL_OPEN.search(fold(text)) else shown


def _shows(kind: Expected, text: str, quantities: Collection[Quantity]) -> bool | None:
    if kind in _NEEDS and any(one.kind in _NEEDS[kind] for one in quantities):
        return True
    if kind in _NEEDS:
        return _also(kind, text)
    if kind is Expected.PLACE:
        is_room = any(one.kind is QuantityKind.ROOM for one in quantities)
        return is_room or _named(_PLACES, fold(text), text)
    if kind is Expected.PERSON:
        return True if _WHO.search(text.casefold()) else _named(_FULL_NAME, text, text)
    # Its words make an answer likelier; without them nothing is said against it.
    return True if kind in _SHOWN_BY and _SHOWN_BY[kind].search(fold(text)) else None


def _also(kind: Expected, text: str) -> bool | None:
    """Forms of an answer that are no quantities: "last week", a telephone number."""
    if kind is Expected.CONTACT:
        return _PHONE.search(text) is not None
    if kind is Expected.DATE:
        # A year alone may be when something happened, or only part of a name.
        return True if _WHENS.search(fold(text)) else (None if _YEAR.search(text) else False)
    if kind is Expected.TIME:
        return _HOURS.search(fold(text)) is not None
    if kind is Expected.COST:
        return _FREE.search(fold(text)) is not None
    return kind is Expected.PERCENT and _POINTS.search(fold(text)) is not None


def _named(sure: re.Pattern[str], text: str, written: str) -> bool | None:
    """True when a text surely names a place or person, None when a capitalised word may."""
    if sure.search(text):
        return True
    # The first word of a sentence has its capital anyway.
    return None if _NAME.search(f"{written.partition(' ')[2]} ") else False
