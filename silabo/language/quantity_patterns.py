"""How quantities are written in Spanish, English and French: one pattern, one group a form.

Every repetition is bounded or of one class of characters, so hostile text costs linear time.
"""

import re

# A full stop belongs to a short name only: "3 jul. 2026".
_MONTH = r"""(?P<MONTH_NAME>(?:
    enero|january|janvier|febrero|february|f[ée]vrier|marzo|march|mars|abril|april|avril|mayo|may
    |mai|junio|june|juin|julio|july|juillet|agosto|august|ao[uû]t|sep?tiembre|september|septembre
    |octubre|october|octobre|noviembre|november|novembre|diciembre|december|d[ée]cembre)\b
    |(?:jan|janv|ene|febr?|f[ée]vr?|mar|abr|apr|avr|jun|jul|juil|ago|aug|sept?|oct|nov|dic|d[ée]c)
    \b\.?)"""
_YEAR = r"(?:(?:,|\sde|\sdel|\sof)?\s{0,2}(?P<YEAR>(?:19|20)\d\d)\b)?"
_AMOUNT = r"""(?:\d{1,3}(?:[.\u00a0\u202f\s]\d{3}){1,3}(?!\d)(?:,\d{1,4})?
    |\d{1,3}(?:,\d{3}){1,3}(?![\d,])|\d{1,9}(?:[.,]\d{1,4})?)"""
_NTH = r"(?:\.?º|°|er|st|nd|rd|th)?"
_HALF_DAY = r"[ap]\.?\s?m\b\.?"


def _dated(name: str) -> tuple[str, str]:
    month = _MONTH.replace("MONTH_NAME", f"month_{name}")
    return month, _YEAR.replace("YEAR", f"year_{name}")


_MONTH_AFTER, _YEAR_AFTER = _dated("after")
_MONTH_BEFORE, _YEAR_BEFORE = _dated("before")

FORMS = {
    "email": r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})",
    "link": r"(?P<link>(?:https?://|www\.)[^\s<>\"']{1,300})",
    "iso": r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
    # "3 de julio de 2026", "3 July", "1er juin"; not the verb in "3 may be"
    "day_month": rf"""\b(?P<day_month>\d{{1,2}}){_NTH}\s(?:de\s|of\s)?(?!may\s[a-z])
        {_MONTH_AFTER}{_YEAR_AFTER}""",
    "month_day": rf"""\b{_MONTH_BEFORE}\s(?P<month_day>\d{{1,2}}){_NTH}\b
        (?![:.,/]\d|\s?[ap]\.?m\b){_YEAR_BEFORE}""",
    "numeric": r"""\b(?P<numeric>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:\d{4}|\d\d)
        |\d{1,2}/\d{1,2})(?![\d/%])""",
    # "18:30", "18.30 h", "18h30", "18 h", "6 pm", "6:30 p. m."
    "time": rf"""\b(?P<time>[01]?\d|2[0-4])
        (?:(?::|[.,](?=\d\d\s?(?:h\b|hs\b|{_HALF_DAY})))(?P<minute>[0-5]\d)(?:\s?h(?:rs|s)?\b)?
        |\s?h\s?(?P<minute_after_h>[0-5]\d)\b|\s?h(?:rs|s)?\b|\s?(?={_HALF_DAY}))
        (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?""",
    "named_time": r"\b(?P<named_time>noon|midnight|mediod[ií]a|medianoche|midi|minuit)\b",
    "money": rf"""(?:[€$£]\s?(?P<money>{_AMOUNT})|\b(?P<money_after>{_AMOUNT})\s?
        (?:[€£$]|(?:euros?|d[óo]lares|dollars?|pesos|usd|eur)\b))""",
    "percent": rf"\b(?P<percent>{_AMOUNT})\s?(?:%|por\s?ciento\b|per\s?cent\b|pour\s?cent\b)",
    "week": r"\b(?:week|semana|semaine|wk)\s(?:n\.?º\s?|no\.?\s?)?(?P<week>\d{1,2})\b",
    "room": r"""\b(?:aula|sala|sal[oó]n|lab(?:oratorio)?(?!\s\d{1,2}\b)|edificio|room|rm\.?|hall
        |building|salle
        |amphi(?:th[ée][aâ]tre)?|bureau|office|oficina|despacho|b[âa]timent)\s(?:n\.?º\s?|no\.?\s?)?
        (?P<room>[A-Za-z]{0,3}[-.\s]?\d{1,4}[A-Za-z]?(?:[.-]\d{1,3})?|(?-i:[A-Z]{1,3}))\b""",
    # "parcial 2", "TP 3", "exercise 2.1": which one of several; not "homework 4 days late"
    "label": r"""\b(?:parcial|examen|exam|midterm|quiz|test|partiel|tp|td|pr[aá]ctic[oa]|trabajo
        |entrega|tarea|homework|hw|assignment|project|proyecto|projet|devoir|lab|unidad|unit|tema
        |topic|chapter|cap[ií]tulo|chapitre|m[oó]dul[oe]|module|part[ei]?|s[ée]ance|clase|lecture
        |control|prueba|essay|paper|pset|comisi[oó]n|gr(?:o?up|oupe|upo)|turno|section|secci[oó]n
        |ex(?:ercis|ercic|ampl|empl)e|ejercicio|ejemplo|teorema|theorem|th[ée]or[èe]me|problem[ae]?)
        \s?(?:n\.?º\s?|no\.?\s?|\#)?(?P<label>\d{1,2}(?:\.\d{1,2})?)\b
        (?![.,]\d|\s?[%€$]|\s(?:d[ií]as?|days?|jours?|h|horas?|hours?|heures?|minut\w*|puntos?
        |points?|personas?|people|semanas?|weeks?|semaines?)\b)""",
    "number": rf"""(?<![\w.])(?P<number>{_AMOUNT})
        (?P<nth>\.?[ºª]|er|st|nd|rd|th|e|[èe]me|do|to|ro|da|ra|ta)?\b""",
    "word": r"\b(?P<word>[^\W\d_]{3,12})\b",
}
PATTERN = re.compile("|".join(FORMS.values()), re.IGNORECASE | re.VERBOSE)
