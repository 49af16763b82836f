"""Every number by which passages are ranked, sentences chosen and answers refused, with its origin.

`unmeasured`: chosen by hand while the demo courses were made to answer; nobody has fitted it.
`fitted`: a logistic model over the questions of `python -m bench.fit`; quality is reported on
others. What it prints moves a little with every change to how questions are read.
`measured`: docs/developers/evaluation.md has the figures with it and without it.
"""

from dataclasses import dataclass

from silabo.domain.answers import Caution


@dataclass(frozen=True, slots=True)
class Matching:
    """How well a term of a question is met in a text, 0 to 1: 1 in its own words."""

    sure: float = 0.7  # unmeasured: a term that is met at least so well is there
    related: float = 0.9  # unmeasured: by a related word of the question's language
    # unmeasured: by a word of another language, the only way to say it there
    translated: float = 0.95
    # unmeasured: by a word that includes it: a rule for exams holds for a midterm
    broader: float = 0.7
    # measured: by a word of every day for the same: "pick" of what is chosen
    everyday: float = 0.8
    # measured: by some words of a phrase, as many as there are: half of it is not the thing
    part: float = 0.38
    scattered: float = 0.9  # unmeasured: by all words of a phrase that do not stand together
    inflected: float = 0.95  # unmeasured: in another form: "copying" is not quite "copies"
    short_stem: int = 4  # unmeasured: letters; "libro" and "libre" share so short a stem
    unsure: float = 0.4  # unmeasured: by a stem so short
    in_use: float = 0.6  # unmeasured: a sign that is used, "x = 1", where "=" is asked about
    # unmeasured: by a word that means another thing there: "virtual classroom" of a classroom
    attribute: float = 0.4
    # measured: by a word that only says there which of another thing it is: "final" of a project
    qualifier: float = 0.18
    lasts: float = 0.85  # unmeasured: a duration by "two hours", an end by a span of dates
    grade: float = 0.45  # unmeasured: a grade by a number: "7 or more"
    near_date: float = 0.3  # unmeasured: a date by another day of its month
    in_span: float = 0.95  # unmeasured: a date by a span of days that holds it
    of_another: float = 0.4  # unmeasured: the third, but of something else
    by_weekday: float = 0.7  # unmeasured: a day by its name alone
    # unmeasured: "next week" by a date in it, "week 5" by the days of that week
    by_date: float = 0.95
    beside: int = 24  # unmeasured: characters between a number and the word that it counts
    percent_says_weight: float = 0.85  # unmeasured: "35 % Exam 1" is what the exam is worth
    address_says_email: float = 0.9  # unmeasured: an address where an e-mail is asked for
    address_says_contact: float = 0.8  # unmeasured: an address where a contact is asked for
    number_says_room: float = 0.8  # unmeasured: the number of a room where a room is asked for
    number_says_version: float = 0.7  # unmeasured: "gcc 13" where a version is asked for
    number_says_office: float = 0.6  # unmeasured: the number of a room where an office is asked for
    amount_says_cost: float = 0.7  # unmeasured: an amount of money where a cost is asked for
    date_says_deadline: float = 0.6  # unmeasured: a date where a deadline is asked for
    # unmeasured: a time, a day or a date where a schedule is asked for
    time_says_schedule: float = 0.6


@dataclass(frozen=True, slots=True)
class Around:
    """What a term counts that is met only around a sentence, 0 to 1."""

    surroundings: float = 0.9  # unmeasured: in its headings, lead-in or columns
    above: float = 0.95  # unmeasured: over an item or a row, which says little without it
    before: float = 0.85  # unmeasured: in the sentence that it stands on
    neighbours: float = 0.55  # unmeasured: in another sentence of its passage
    title: float = 0.4  # unmeasured: in the title of its document: all of it stands under that
    # unmeasured: words of a paragraph that may be a heading which was not marked as one
    longest_title: int = 8


@dataclass(frozen=True, slots=True)
class Scope:
    """Which messages are no question."""

    small_talk: int = 8  # unmeasured: words; a longer message is about something
    clauses: int = 12  # unmeasured: of a sentence, that are looked at
    parts: int = 4  # unmeasured: questions of a message that are looked at; each costs an answer
    longest: int = 1000  # unmeasured: characters in which a topic is looked for


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a sentence's score is made of, beside the share of the question that it meets."""

    depth: int = 40  # unmeasured: passages asked for in each search
    # unmeasured: the search with related words, against that with the question's own
    expanded: float = 0.6
    typed: int = 40  # unmeasured: sentences whose numbers and names are looked at
    every_term: float = 1.0  # unmeasured: a term, whatever its rarity
    # unmeasured: its rarity among the passages found, which are those that have the terms
    rarity: float = 0.35
    binding: float = 1.8  # unmeasured: a date, a week or an amount, against a word as rare
    weak: float = 0.4  # unmeasured: a weak word, against another word as rare
    close: float = 0.12  # unmeasured: neighbouring terms that stand together
    rank: float = 0.30  # unmeasured: its passage's rank in the search
    subject: float = 0.08  # unmeasured: it is about what was asked: a clause begins with it
    # unmeasured: it holds the kind of answer that is expected; its loss where it does not
    kind: float = 0.18
    defined: float = 0.30  # unmeasured: it says what the thing is that is asked for
    definition: float = 0.08  # unmeasured: it has the label of a definition
    nothing: float = -0.2  # unmeasured: a question, an exercise, "see the rules"
    vague: float = -0.14  # unmeasured: "in the second week" is no date, "will be published" no room
    in_a_table: float = -0.06  # unmeasured: how and why are told in sentences
    # unmeasured: it says that there is none then or there, as large as `kind`
    none: float = -0.18
    exception: float = -0.08  # unmeasured: it takes back what the one before it said
    named: float = 0.04  # unmeasured: it stands under a heading that speaks of the same
    named_alone: float = 0.12  # unmeasured: the same for a question of one word, which has no other


@dataclass(frozen=True, slots=True)
class Fusion:
    """How what was found by words and by meaning becomes one ranking, where there is a model."""

    meaning: float = 0.6  # measured: share of meaning in a hit's score, the rest is of words
    depth: int = 60  # measured: nearest passages; the last of them has no similarity to speak of
    least_range: float = 0.01  # unmeasured: of cosines; where all are alike, none is near
    # measured: share of its best sentence in the order of passages shown, the rest is of the hit
    sentence: float = 0.4


@dataclass(frozen=True, slots=True)
class Weeks:
    """Where the weeks of a course are told."""

    # unmeasured: passages of each search: the rows of a term, and what says when it starts
    depth: int = 40
    most: int = 30  # unmeasured: weeks of a course
    before_date: int = 60  # unmeasured: characters between "classes start" and the date


@dataclass(frozen=True, slots=True)
class Defining:
    """Where a sentence that defines has the thing, in words."""

    longest_name: int = 4  # unmeasured: of a name
    # unmeasured: terms of a question that may be the thing; later ones say more about it
    first_terms: int = 2
    latest_subject: int = 6  # unmeasured: before the thing, its label left out
    latest_verb: int = 7  # unmeasured: between the thing and the verb


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure it has to be, 0 to 1, by how a course is set: for an answer, and for what is shown
    as the closest that the documents say. What is less sure is not stated.
    """

    careful_answered: float = 0.7  # measured: rows of the levels
    careful_closest: float = 0.25  # measured: rows of the levels
    balanced_answered: float = 0.6  # measured: rows of the levels
    balanced_closest: float = 0.15  # measured: rows of the levels
    generous_answered: float = 0.5  # measured: rows of the levels
    generous_closest: float = 0.08  # measured: rows of the levels

    def answered(self, caution: Caution) -> float:
        """How sure an answer has to be."""
        return float(getattr(self, f"{caution}_answered"))

    def closest(self, caution: Caution) -> float:
        """How sure it has to be that it is worth showing as the closest."""
        return float(getattr(self, f"{caution}_closest"))

    def reached(self, sure: float, caution: Caution) -> int:
        """How many of both are reached: 0 is not stated, 1 the closest, 2 an answer."""
        return (sure >= self.closest(caution)) + (sure >= self.answered(caution))

    @property
    def lowest(self) -> float:
        """What is less sure is nowhere told as an answer."""
        return min(map(self.answered, Caution))


@dataclass(frozen=True, slots=True)
class ThresholdsByMeaning(Thresholds):
    """The same where passages are found by meaning too, whose gate is another one: the closest are
    shown for more questions, so it can ask more of them.
    """

    careful_closest: float = 0.35  # measured: rows of the levels
    balanced_closest: float = 0.25  # measured: rows of the levels
    generous_closest: float = 0.15  # measured: rows of the levels


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the best evidence is enough: a logistic model of few signals, each about 0 to 1."""

    bias: float = -2.2  # fitted: where no signal speaks
    lead: float = 2.07  # fitted: how far it is before the next passage, up to `clear_lead`
    ahead: float = 0.89  # fitted: the same, before the passage after that
    rivals: float = -0.92  # fitted: passages whose score is near its own
    missing: float = -1.65  # fitted: share of its strong words that are met nowhere near it
    inside: float = 1.68  # fitted: share that is met in the sentence itself
    found: float = 0.9  # fitted: its passage's score in the search, of that of the best passage
    about: float = 0.51  # fitted: its heading or its beginning names what it says
    length: float = 1.34  # fitted: terms of the question, against `long_question`
    # unmeasured: where little else was found, a greater one says nothing more
    clear_lead: float = 0.5
    most_rivals: int = 10  # unmeasured: passages; more say nothing more
    # unmeasured: terms; a question that says more is matched by chance less often
    long_question: int = 8
    # measured: a term that is met less is not there: neither is a phrase of which half is,
    # "final exam" for "final project", nor one whose word says which of another thing it is
    said: float = 0.2
    # measured: share of what is said in the heading over what holds the kind of answer asked for
    under: float = 0.9
    few: int = 3  # measured: strong words of a question so short that each has to be met
    # unmeasured: terms; met by chance, so a name that may be one is not enough
    short_question: int = 2
    surely: float = 0.85  # unmeasured: the question's own word or one for the same thing
    most_missing: float = 0.5  # measured: share of the strong words that is too much to be missing
    decisive: float = 0.2  # measured: share of a question's weight that is too much to be left out
    # unmeasured: how well a date or an amount that the question names has to be met
    stated: float = 0.5


@dataclass(frozen=True, slots=True)
class GateByMeaning:
    """The same where passages are found by meaning too: what is said in other words, or in another
    language, is missing from no sentence.
    """

    bias: float = -3.25  # fitted: where no signal speaks
    ahead: float = 4.27  # fitted: how far its score is before that of the passage after the next
    missing: float = -0.08  # fitted: share of its strong words that are met nowhere near it
    inside: float = 1.01  # fitted: share that is met in the sentence itself
    score: float = 0.82  # fitted: its own score, of which 1 is much
    similar: float = 1.7  # fitted: how near its passage's meaning is to the question's
    across: float = 1.42  # fitted: its passage is in another language, whose words are others
    # unmeasured: cosine of two texts that have nothing in common, as this kind of model has it
    unlike: float = 0.8
    nearness: float = 0.1  # unmeasured: how much more of it is much
    # unmeasured: in place of how far it is ahead where there are no three passages to tell
    alone: float = 0.15


@dataclass(frozen=True, slots=True)
class Quoting:
    """How much is quoted."""

    # unmeasured: sentences as good as the best, itself among them
    most_quotes: int = 2
    most_near: int = 2  # measured: quotations of other passages that come near, beside these
    near: float = 0.8  # unmeasured: share of the best score; what has less does not come near it
    # unmeasured: quotations of what is shown without being sure, each of another passage
    most_closest: int = 3
    # unmeasured: coverage of each of them: what has less of the question is not near enough
    least_closest: float = 0.34
    # unmeasured: share of the best score: as good as it; below, one more quotation misleads
    near_best: float = 0.97
    # unmeasured: the same where one is wanted: nothing tells them apart
    near_best_one: float = 0.99
    same: float = 0.7  # unmeasured: share of stems; above it, a quotation says the same again
    most_before: int = 2  # unmeasured: sentences quoted with one that points back
    whole: int = 60  # unmeasured: words; a passage or explanation no longer is quoted as a whole
    # unmeasured: share of the stems that the best sentence shares: quoted with it
    supporting: float = 0.6
    # measured: words; the best sentence is quoted with what stands around it, up to so many
    widest: int = 80
    # measured: words; with the passages after its own where that has fewer
    complete: int = 40
    most_after: int = 6  # unmeasured: passages looked at for it
    most_items: int = 8  # unmeasured: items of a list, rows where a list was asked for
    most_rows: int = 4  # unmeasured: rows of a table
    most_choices: int = 4  # unmeasured: things asked back for: of more nobody picks one
    # unmeasured: share of the best score of what is told of another exam or lab beside an answer
    level_choice: float = 0.85
    near_choice: float = 0.5  # unmeasured: the same of what is asked back for where it is not sure
    most_searched: int = 8  # unmeasured: words named in a refusal
    least_near: float = 0.15  # unmeasured: coverage; what has less of the question is not near it


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a model may read and write."""

    # unmeasured: passages that a model gets beside what is quoted: more costs it minutes on a
    # processor
    most_read: int = 5
    # unmeasured: passages of a second search; each takes the place of what was read before
    most_again: int = 2
    wanted_tokens: int = 500  # unmeasured: of rules and passages, where no setting says otherwise
    most_sentences: int = 4  # unmeasured: sentences of a draft; the rules ask for as many
    most_uncited: int = 3  # unmeasured: sentences without a source, after which a draft is over
    echoed_run: int = 5  # unmeasured: words in a row that stand so in the instructions
    least_echoed: int = 3  # unmeasured: words of a shorter sentence that is wholly in them
    echoed_share: float = 0.8  # unmeasured: of a sentence's stems, that one line of them has
    # unmeasured: characters of a sentence that does not end, which are looked at again with the
    # next piece; what may still change, a mark and the numbers behind it, is shorter
    looked_at: int = 500


@dataclass(frozen=True, slots=True)
class Claims:
    """What a written sentence may say beyond the words of its source. Tuned with `python -m
    bench.receipts --half tuned`.
    """

    verb: float = 0.5  # measured: weight of a verb, or of a word that comes in many sentences
    most_unmet: float = 0.4  # measured: share of a claim's weight that its source may lack
    most_lost: float = 2.0  # measured: weight that it may lack, however long a claim is
    elsewhere: float = 0.7  # measured: cost of a word that another sentence of its passage has
    of_another: float = 1.5  # measured: of one that another sentence has about something else
    replaced: float = 1.5  # measured: of one that stands in the place of another word
    name: float = 2.0  # measured: weight of a name or number that tells two things apart
    above: float = 0.6  # measured: what a heading counts of what a clause does
    rival: float = 0.5  # measured: how much more another clause has to say
    half: float = 0.5  # measured: weight of a figure, and share of a claim that is enough to judge
    reason: float = 1.0  # measured: what is said after a yes or no has to weigh
    about: int = 2  # unmeasured: words that a clause begins with, which say what it is about
    swapped: float = 2.0  # unmeasured: weight that a clause about another thing has to share
    part_of_list: int = 3  # measured: words of a clause that only goes on with a list


@dataclass(frozen=True, slots=True)
class Critic:
    """What a score of a draft weighs, as shares of their sum, and what is too little. Looked at
    with `python -m bench.faithful` and the drafts of tests/answering/test_critic.py.
    """

    holding: float = 45.0  # unmeasured: sentences that hold, of those that claim something
    answered: float = 40.0  # unmeasured: what of the question is answered
    sourced: float = 15.0  # unmeasured: sentences that name a source themselves
    least: int = 65  # unmeasured: a draft below it is thrown away, where no setting says otherwise
    # unmeasured: share of the question below which a draft is told that it does not answer
    enough: float = 0.5
    met: float = 0.5  # unmeasured: how well a word of the question has to be met
    longest: int = 500  # unmeasured: characters that a model may write for one number


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a model may write in place of a question."""

    longest: int = 400  # unmeasured: characters of the question
    longest_text: int = 1000  # unmeasured: of all that it writes for one


@dataclass(frozen=True, slots=True)
class Disagreeing:
    """What of two documents is held against each other."""

    most_words: int = 8  # unmeasured: of what a place speaks of; who says more speaks of another
    longest: int = 400  # unmeasured: characters of a sentence


@dataclass(frozen=True, slots=True)
class Proposing:
    """What test questions are proposed to instructors of."""

    most: int = 12  # unmeasured: questions, which somebody reads one by one
    longest_thing: int = 60  # unmeasured: characters of a name; what is longer is a sentence
    longest_line: int = 160  # unmeasured: characters of "Final: 3 July"


MATCHING = Matching()
SCOPE = Scope()
AROUND = Around()
SCORING = Scoring()
FUSION = Fusion()
WEEKS = Weeks()
DEFINING = Defining()
THRESHOLDS = Thresholds()
THRESHOLDS_BY_MEANING = ThresholdsByMeaning()
GATE = Gate()
GATE_BY_MEANING = GateByMeaning()
QUOTING = Quoting()
DRAFTING = Drafting()
CLAIMS = Claims()
CRITIC = Critic()
REWORDING = Rewording()
DISAGREEING = Disagreeing()
PROPOSING = Proposing()


def thresholds(*, by_meaning: bool) -> Thresholds:
    """Those of what was found by meaning too, or by words alone."""
    return THRESHOLDS_BY_MEANING if by_meaning else THRESHOLDS
