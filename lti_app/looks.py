"""What templates may call: places, times, sizes, words of waiting, and marked matches."""

from collections.abc import Sequence
from datetime import datetime

from babel.numbers import format_decimal
from flask import Flask
from markupsafe import Markup

from ingest.formats import BY_MEDIA_TYPE, CONTAINER_TYPES, LABELS
from ingest.rejections import Rejection
from lti_app.language import current
from lti_app.lti.roles import is_administrator, readable
from lti_app.panel import answer_tables, lists
from lti_app.panel.cards import place_text, wait_text
from silabo.domain import clock
from silabo.domain.answers import Sentence
from silabo.domain.documents import Document
from silabo.domain.errors import Value
from silabo.domain.letters import masked
from silabo.domain.questions import Answer, Changes
from silabo.language.matches import matching
from silabo.wording import dates, error_sentences, languages
from silabo.wording.catalogues import mark, say
from silabo.wording.changes import change_text
from silabo.wording.distances import distance
from silabo.wording.links import linked
from silabo.wording.locations import Located, location_label, page_label


def install(app: Flask) -> None:
    """Give all templates the same words for the same things."""
    app.jinja_env.globals.update(
        location_of=_location_of,
        sentence_of=_sentence_of,
        time_of=_time_of,
        day_of=_day_of,
        length_of=lambda seconds: dates.length_text(seconds, current()),
        short_date_of=lambda day: dates.short_date_text(day, current()),
        decimal_of=_decimal_of,
        other_day_of=_other_day_of,
        wait_text=wait_text,
        place_text=place_text,
        matching=matching,
        row_of=_row_of,
        lang=_lang,
        language_of=_language_of,
        change_of=_change_of,
        in_slides=_in_slides,
        is_archive=_is_archive,
        page_of=_page_of,
        pairs=answer_tables.pairs,
        table_of_answer=answer_tables.table_of,
        sources_of=answer_tables.sources,
        distances_of=_distances_of,
        may_say_it=lambda codes: languages.may_say_it(codes, current()),
        quoted_in=lambda codes: languages.quoted_in(codes, current()),
        of_part=answer_tables.of_part,
        quoted_whole=answer_tables.quoted_whole,
        unhelpful_words=lists.unhelpful_words,
        list_word=lists.word,
        alike=lists.alike,
        told_of=lists.told,
        masked=masked,
        role_names=_role_names,
        is_administrator=is_administrator,
    )
    app.jinja_env.filters["isolate"] = _isolate
    app.jinja_env.filters["linked"] = linked


def _isolate(text: str) -> str:
    """A text of somebody's inside a sentence of ours: its direction does not turn the sentence.

    Unicode Standard Annex 9: FIRST STRONG ISOLATE to POP DIRECTIONAL ISOLATE.
    """
    return f"\u2068{text}\u2069"


def _location_of(located: Located) -> str:
    return location_label(current(), located)


def _in_slides(document: Document) -> bool:
    """Whether a document is made of slides."""
    found = BY_MEDIA_TYPE.get(document.media_type)
    return found is not None and found.has_slides


def _is_archive(document: Document) -> bool:
    """Whether a document is an archive, whose files are documents of their own."""
    return document.media_type in CONTAINER_TYPES


def _page_of(document: Document, page: int) -> str:
    return page_label(current(), page, slide=_in_slides(document))


def _role_names(uris: Sequence[str]) -> str:
    """Roles as the platform named them, without their vocabularies, and where each holds."""
    words = {
        "course": say(current(), mark("in the course")),
        "institution": say(current(), mark("in the institution")),
        "system": say(current(), mark("in the system")),
    }
    named = map(readable, uris)
    return ", ".join(f"{name} ({words[scope]})" if scope else name for name, scope in named)


def _sentence_of(code: str, values: dict[str, Value] | None = None) -> str:
    if code == Rejection.UNKNOWN_FORMAT:
        # What can be read is told as it is now: the row is as old as the file.
        values = {**(values or {}), "formats": LABELS}
    if code == Rejection.OLD_FORMAT:
        values = {"extension": ".doc", "save_as": ".docx", **(values or {})}
    return error_sentences.sentence(current(), code, values)


def _row_of(answer: Answer, sentence: Sentence) -> bool:
    """Whether a sentence is a table row, quoted whole."""
    cited = [each for each in answer.citations if each.number in sentence.citations]
    return bool(cited) and all(each.row is not None for each in cited)


def _lang(language: str) -> Markup:
    """The attribute that lets a screen reader speak a quotation in its own language."""
    return Markup(' lang="{}"').format(language) if language != "und" else Markup()


def _change_of(changes: Changes) -> str:
    return change_text(current(), changes)


def _language_of(answer: Answer, sentence: Sentence) -> Markup:
    found = {each.language for each in answer.citations if each.number in sentence.citations}
    return _lang(found.pop()) if len(found) == 1 else Markup()


def _distances_of(answer: Answer, zone: str) -> list[tuple[Sentence, str]]:
    """The sentences that tell a day, and how far it is from today in the course's zone."""
    today = dates.today(clock.now(), zone)
    return [
        (sentence, distance(sentence.day, today, current()))
        for sentence in answer.sentences
        if sentence.day is not None
    ]


def _day_of(moment: datetime, zone: str) -> str:
    """A date in the course's time zone."""
    return dates.day(moment, zone, current())


def _decimal_of(number: float) -> str:
    """A number with at most two decimals, as the reader's language writes it."""
    return format_decimal(number, "#,##0.##", locale=current())


def _time_of(moment: datetime, zone: str) -> str:
    return dates.clock_time(moment, zone, current())


def _other_day_of(moment: datetime, zone: str) -> str:
    """The date of another day than today; empty for today. A sentence with a date is another one
    than a sentence with a time alone.
    """
    today = dates.same_day(moment, clock.now(), zone)
    return "" if today else _day_of(moment, zone)
