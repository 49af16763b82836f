r"""What is known of one language to understand it: a file of this folder fills each field.

Words are folded (lower case, without accents) where their field does not say otherwise. A pattern
is a regular expression on folded text; the alternatives of a field are joined over all languages
and compiled where they are used, so each has to be bounded and free of groups with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent

Words = frozenset[str]
Patterns = tuple[str, ...]


class QuestionForm(StrEnum):
    """How a question is put, in the order in which forms are tried: the narrow ones first."""

    TIME = "time"  # at what time
    COST = "cost"  # how much does it cost
    PERCENT = "percent"  # how much does it count
    WHY = "why"
    CONTACT = "contact"  # what address, how to reach
    PLACE = "place"  # where, in which room
    CONDITION = "condition"  # when is a matrix invertible: a definition, no date
    DATE = "date"
    PERSON = "person"
    QUANTITY = "quantity"
    MEANING = "meaning"  # what is a base
    LIST = "list"
    WHAT_IS = "what_is"  # what is anything longer
    HOW = "how"
    YES_NO = "yes_no"


class Measure(StrEnum):
    """What things are measured in."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    BIT = "bit"
    BYTE = "byte"
    TIMES = "times"  # how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Courtesy:
    """What stands around a question without being part of it. Its patterns begin and end with whole
    words.
    """

    greetings: Patterns  # open a message
    salutations: Patterns  # open it before a name alone: "dear"
    lead_ins: Patterns  # say that something is asked: "could you tell me"
    excuses: Patterns  # whole clauses: "sorry to bother you", "I can't find it anywhere"
    polite: Patterns  # at either end: "please"
    thanks: Patterns  # close a message, or open it; a name may follow
    sign_offs: Patterns  # close it after a mark: "best regards"
    mail_heads: Patterns  # a line before the words of an earlier message
    addressed: Words  # who is greeted without a name
    named: Words  # before or after a word that is spoken of: "how do you say thanks"
    askers: Words  # the first word of a question
    oneself: Patterns  # begin a clause in which somebody tells of themselves
    joining: Patterns  # between such a clause and the question
    pointing: Patterns  # stand for something that was said before
    failures: Patterns  # in the telling line of a log


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How days are named from the day of asking, and weeks of a course.

    Each is a template: {day} stands for the name of a weekday, {length} for some days or weeks
    ("two weeks"), {count} and {unit} for its parts, {date} for a day of the month and {late} for
    one from the seventh.
    """

    weeks_away: Mapping[int, Patterns]  # the week that is so many weeks after this one
    weekends_away: Mapping[int, Patterns]
    months_away: Mapping[int, Patterns]
    # 0: the one that comes, be it today; 1: the one after today; 2: that of the week after; -1: the
    # one before today
    weekdays_away: Mapping[int, Patterns]
    from_now: Patterns  # "in two weeks", never "two days late"
    ago: Patterns
    coming: Patterns  # from today on: "the next two weeks"
    coming_days: Patterns  # the same without a number
    dates: Patterns  # "on the 12th"
    after_date: Patterns  # small words that may follow one: "el 12 hay clase"
    course_starts: Patterns  # before the date on which a course starts


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopePatterns:
    """Messages that no document answers. Patterns on folded words with single spaces between them,
    each without its apostrophe: "i m". What is whole is all that a clause says.
    """

    danger: Patterns  # anywhere: who writes it may be in danger, or was harmed
    troubled: Patterns  # whole: who writes it is not well
    graded_work: Patterns  # whole: to do what is graded for who asks
    off_topic: Patterns  # whole: about no course, or nothing that can be looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """What tells a message that goes on from an earlier question, and how a completed one is
    written. Its patterns are of whole words.
    """

    joining: Patterns  # open it: "and", "what about"
    pronouns: Patterns  # stand for what was asked about, wherever no noun stands before: "it"
    subjects: Patterns  # the same at its beginning only
    pointing: Patterns  # stand for it only where no noun stands anywhere: "that", "they"
    clitics: Patterns  # the same where no noun can stand: "entregarlo", "his office"
    left_out: Patterns  # an end without its subject: "cuando se entrega"
    others: Patterns  # another one of the same, without its name: "the other one"
    wholes: Words  # what is meant without saying which: "the course"
    question_words: Words  # ask for something, wherever they stand at an end of it
    asking_verbs: Words  # ask where they begin it: "is", "hay"
    going_on: str  # asks the same of another thing, with braces for its name
    before_noun: Mapping[str, str]  # ordinals that are another word there: "primero", "primer"
    asked_as: str  # a question as it is written, with braces for its words


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralQuestions:
    """What joins the questions of a message. Its patterns are of whole words, on folded text."""

    joins: Patterns  # between two of them: "and also"
    opens: Patterns  # begin one that asks for something: "how much"
    opens_plain: Patterns  # begin one that asks whether: "can I", never "can" alone
    relative: Words  # of what opens a question: after a comma they tell more of a noun
    instead: Patterns  # begin what belongs to the question before: "or"
    before_opening: Patterns  # before what opens one: "in which"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameQuestion:
    """The small words of a question, as far as two are compared that may ask the same."""

    neutral: Words  # change nothing of what is asked
    alike: tuple[Words, ...]  # the words of each ask the same
    from_asking: Words  # what is asked for is another one on another day: "next", "days left"
    of_oneself: Patterns  # asks of whoever asks alone, on folded words: "my mark", "did i pass"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """What tells whether a sentence claims what a passage states. Patterns are of whole words."""

    light: Words  # say nothing by themselves: "takes place"
    # Open a sentence that says where something stands; on text as it is written
    framings: Patterns
    passage_words: Patterns  # as written: what a source is called
    according_to: Patterns  # as written, before that
    denying: Patterns  # words that deny beside `denials`
    after_noon: Patterns  # after an hour, as written
    at_night: Patterns  # those of them by which twelve is midnight
    before_noon: Patterns
    o_clock: Patterns  # may stand between an hour and those
    # An hour, named so, with the minutes that it is away: "a quarter to nine"; without, a quarter
    before_hour: Patterns
    joins: Patterns  # join clauses
    pronouns: Patterns  # before a verb
    ifs: Patterns  # open a condition
    alternatives: Patterns  # before the last of several that are denied together: "nor"
    who: Patterns  # open a clause that says which one: "that", "who"
    by: Patterns  # before who does it, where that stands last
    sets_aside: Patterns  # begin what is named only to say that it is not meant: "not in room 4"
    contrasts: Patterns  # the same where no comma stands before them
    verbs: Patterns  # beside those of rules: a clause with one stands for itself
    no_denials: Patterns  # begin with the word of a denial, and deny nothing: "no more than"
    advises: Patterns
    demands: Patterns
    allows: Patterns
    # Pairs that exclude each other: the same names and sides in each language
    opposites: Mapping[str, tuple[str, str]]
    before_day: Patterns  # before a day or an hour that is the last
    from_day: Patterns  # before one that is the first
    at_most: Patterns  # beside a figure
    at_least: Patterns
    whole: Patterns  # says that something holds for all, or always
    only: Patterns
    whichever: Patterns  # of `whole`, what means none where it is denied: "any"
    # Patterns on text as it is written, and how they are in figures: "half past seven" is 7:30
    amounts: Mapping[str, str]
    cut_off: Patterns  # what an apostrophe leaves of a word: "aren" of "aren't"
    verb_endings: Patterns  # of words that are verbs nearly always
    one: Patterns  # before a noun, where it counts: "one", never an article
    both: Patterns
    of: Patterns  # between a noun and what it belongs to
    refusals: Patterns  # a sentence that says that the passages do not answer
    calls_off: Patterns  # that something is not held, or not then


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language, as far as questions and course documents need it."""

    code: str  # ISO 639-1
    stemmer: str  # name of its Snowball algorithm

    # Words by the part that they play in any text
    stop_words: Words  # carry no content; they are in no index
    frame_words: Words  # ask rather than name what is asked for; left out of a question's content
    weak_words: Words  # in many questions and in few answers: they rank, their absence says little
    # Verbs that say only that a thing is held, sat, seen, found, had or used: an answer leaves them
    # out where it has the day, the place or the amount that is asked for
    bare_verbs: Words
    course_words: Words  # stand alone in short questions, where no small word tells the language
    cues: str  # a pattern of letters, on lower case with accents, that tells the language
    articles: Words  # before a noun, "each" and "every" among them
    before_subject: Words  # small words that may stand before what a clause is about
    elided: Patterns  # what an apostrophe joins to the next word
    # What sounds alike, in order: a pattern in a folded word, and its sound
    sounds: tuple[tuple[str, str], ...]
    silent_ends: Patterns  # what is not heard at the end of a word
    is_head_first: bool  # a phrase begins with its noun: "proyecto final"
    is_clipped: bool  # a beginning of a word that is none itself stands for it: "recuperato"
    verbs_too: Words  # name a thing, and are verbs behind one of `before_verb`: "can I book a room"
    before_verb: Words  # stand before a verb, and before no noun
    comparisons: Words  # compare, and name nothing: "largest", "more"

    groups: Words  # what the students of a course are parted into: "group", "section"
    # Beside the name of a work they say which one it is: the same names in each language
    which_sort: Mapping[str, Words]

    # Numbers, days and lengths of time
    months: Mapping[str, int]  # names and short forms to 1..12
    month_names: Patterns  # names as they are written, with accents
    month_short_forms: Patterns  # as they are written, without their full stop
    weekdays: Mapping[str, int]  # names and short forms to 1 (Monday)..7
    # Short forms of weekdays in timetables, as written: one or two letters of "MWF" and "TuTh", and
    # "Tue"
    weekday_codes: Mapping[str, int]
    number_words: Mapping[str, int]  # from two: "one" is an article too
    one_words: Patterns
    ordinals: Mapping[str, int]  # words and written numerals to 1..6
    time_units: tuple[tuple[str, float], ...]  # pattern of a unit and its hours
    minute_words: Patterns
    units: Mapping[Measure, str]  # a pattern of the names of each
    days_away: Mapping[int, Patterns]  # words for the day that is so many days after today
    calendar: Calendar
    span_words: Patterns  # between the two ends of a span: "5 to 9 June"
    and_words: Patterns
    between_words: Patterns  # make a span of two ends joined by "and": "between 5 and 9 June"
    up_to: Patterns  # before the longest time that counts
    more_than: Patterns  # before the shortest time that no longer counts
    for_each: Patterns  # before a unit: "per day"
    how_late: Patterns  # after "one day": it is late by that
    definite: Patterns  # the article before a date or an hour

    # What a question asks for
    question_forms: Mapping[QuestionForm, Patterns]
    dates_alone: Words  # a whole message that asks when things are: "dates?"
    what_words: Patterns  # ask for a thing: "what", "which"
    contact_words: Patterns  # an address or a telephone
    before_contact: Patterns  # articles before them, with the space that follows
    beside_contact: Patterns  # after them: not asked for, but where something is
    each_part: Patterns  # what is asked of all parts alike
    shorthand: Mapping[str, str]  # as it is typed on a telephone: "xq" is "por que"
    # the same that means something else in other languages; the keys are patterns
    own_shorthand: Mapping[str, str]

    # What an answer holds
    people_columns: Patterns  # names of columns with people
    person_titles: Patterns  # as written, before a name
    still_open: Patterns  # the answer is still to come
    hours_after: Patterns  # before hours: the name of their column or their day
    from_hour: Patterns  # "from 12 to 13"
    at_hour: Patterns  # a whole pattern for an hour without its word: "a las 8"
    hour_is_no_count: Patterns  # after a span: it counts something else
    free_of_charge: Patterns
    permissions: Patterns  # show that a sentence allows, demands or forbids
    reasons: Patterns
    places: Patterns  # nouns that name a place
    points_in_time: Patterns  # name a time without a date: "first day"
    without_limit: Patterns  # an amount that is not bounded: "as often as you like"
    points: Patterns  # units of a mark
    weight_columns: Patterns  # before a figure that says how much something counts
    before_mark: Patterns  # before a mark: "a grade of 7/10"
    beside_mark: Patterns  # small words between the two
    around_the_clock: Patterns  # beside "24/7", which is no date then
    share_of: Patterns  # after a share: "3/4 of the sessions"
    fractions: Patterns
    fraction_of: Patterns
    rules: Patterns  # beginnings of words that make a sentence a rule

    # How sentences hang together
    points_back: Patterns  # begins with a word for something said before
    points_elsewhere: Patterns  # names the place of an answer instead of giving it
    no_subjects: Patterns  # whole words; with them a sentence begins, not with somebody: "usually"
    exceptions: Patterns  # takes back a part of what was said before
    holds_for_some: Patterns  # anywhere in it: it holds for some, in place of what was said before
    denials: Patterns  # whole words that deny
    prohibitions: Patterns  # whole words that forbid
    denials_written: Patterns  # denials that are parts of words, with their own borders
    yes_and_no: Words  # a whole answer, of which no word stands where it comes from
    being: Words  # verbs that say what a thing is
    is_one: Patterns  # before a thing that is defined by a condition
    conditions: Patterns
    naming: Patterns  # before the name that a thing gets
    any_column: Words  # names of columns that say nothing of what stands in them
    final_words: Patterns  # "final", alone, for the last exam
    before_final: Patterns  # before it, where it is an exam
    after_final: Patterns  # after it, where it is still an exam

    # How sentences are cut
    titles_of_people: Words  # never end a sentence: a name follows
    abbreviations: Words  # end one only where a plain opener follows
    before_number: Words  # end none where a number follows
    openers: Words  # begin a sentence

    # What parts of a document are called
    statement_labels: Patterns  # theorem, lemma
    definition_labels: Patterns
    exercise_labels: Patterns
    other_labels: Patterns  # example, proof, remark
    part_labels: Patterns  # as written: unit, chapter, week
    comment_name: str  # what a comment beside a text is called
    empty_box: str  # what an empty box of a form says: "not ticked"
    ticked_box: str
    picture: str  # the kind of thing that words about a picture stand for
    places_by_number: Patterns  # folded: what parts of a rule are called, before a number or letter
    asks_what_it_says: Patterns  # folded words that only ask what such a part says
    page_labels: Patterns  # as written, before a page's number
    page_of: Patterns  # between a page's number and how many there are

    # Quantities, as written, without regard to capitals; white space as \s, for they are compiled
    # into one verbose pattern
    room_words: Patterns
    no_rooms: Patterns  # small words that are no part of a room's name: "the hall at 10:30"
    numbered_words: Patterns  # one of several: "parcial 2", "exercise 2.1"
    counted_words: Patterns  # after a number that counts: it is no label then
    week_words: Patterns
    money_words: Patterns
    percent_words: Patterns
    times_of_day: Mapping[str, str]  # "noon" to "12:00"; the keys are patterns
    before_month: Patterns  # between a day and its month, with the space that follows
    before_date: Patterns  # directly before a date in numbers, never before a mark: "on 7/10"
    before_year: Patterns  # between a month and its year
    no_months: Patterns  # months whose name is a verb too, plain words: "3 may be"
    after_month: Patterns  # small words after which such a name is the month: "14 may at noon"
    day_endings: Patterns  # after the day of a date: "3rd"
    ordinal_endings: Patterns  # after a numeral that tells which one

    # What stands around a question, and messages that are none
    courtesy: Courtesy
    follow_ups: FollowUps
    greetings: Words
    beside_greetings: Words
    thanks: Words
    beside_thanks: Words
    about_the_tool: Patterns  # a whole message that asks what Sílabo is
    scope: ScopePatterns
    several: SeveralQuestions
    same_question: SameQuestion
    claims: ClaimWords

    # Concepts of courses (silabo/language/vocabulary.py): how each is said, phrases between commas
    concepts: Mapping[str, tuple[str, ...]]
    # What a sentence may say in other words than its source (silabo/language/everyday.py): the same
    everyday: Mapping[str, tuple[str, ...]]


def values(lines: str) -> dict[str, int]:
    """Each line is a number and the folded words that mean it."""
    found: dict[str, int] = {}
    for line in lines.strip().splitlines():
        number, *names = line.split()
        found.update(dict.fromkeys(names, int(number)))
    return found


def phrases(lines: str) -> dict[str, tuple[str, ...]]:
    """Each line, with those indented under it, is a concept, a colon, and its phrases between
    commas.
    """
    found = {}
    for line in lines.strip().replace("\n  ", " ").splitlines():
        concept, _, said = line.partition(": ")
        found[concept] = tuple(said.split(", "))
    return found


def lines(text: str, **named: str) -> Patterns:
    """The patterns of a text, one a line; a line that is indented under one goes on with it.
    `<name>` in it stands for the pattern of that name.
    """
    found = dedent(text).strip().replace("\n  ", "")
    for name, part in named.items():
        found = found.replace(f"<{name}>", part)
    return tuple(found.splitlines())
