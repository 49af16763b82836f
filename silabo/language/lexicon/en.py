"""English."""

from silabo.language.lexicon.model import (
    Calendar,
    ClaimWords,
    Courtesy,
    FollowUps,
    Lexicon,
    Measure,
    QuestionForm,
    SameQuestion,
    ScopePatterns,
    SeveralQuestions,
    lines,
    phrases,
    values,
)
from silabo.language.words import word_set

# Of what is graded: its name, which of them, its number, and what it is of or about.
_WORK = (
    r"(?:home ?works?|hw|ass?ig?n?e?ments?|course ?work|labs?(?: reports?)?|(?:term )?papers?"
    r"|essays?|reports?|projects?|exercises?|excercises?|problems?(?: sets?)?|psets?|quiz(?:zes)?"
    r"|exams?|tests?|mid ?terms?|finals?|tasks?|worksheets?|thesis|dissertation|questions?(?= \d)"
    r"|code|programs?)"
)
_WHICH = (
    r"(?:(?:the|my|our|this|that|these|all|of|a|an|whole|entire|first|second|third|last|next"
    r"|final) ){0,4}"
)
_NUMBER = r"(?: (?:number |no |n )?(?:\d{1,3}[a-z]?|one|two|three|four|five))?"
_WHEN = (
    r"(?: (?:please|pls|plz|now|asap|(?:by |for |before )?(?:today|tonight|tomorrow|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)))?"
)
_ABOUT = r"(?: (?:of|from|on|about|for) \w+(?: \w+){0,9})?"

# A concept, and how it is said, between commas.
_CONCEPTS = """
exam: exam, examination, test
midterm: midterm, mid-term, midterm exam, partial exam, in-term test
final_exam: final exam, final, finals, final examination, end-of-term exam
quiz: quiz, quizzes, pop quiz, in-class quiz
grade: grade, mark, score, grading, final grade, graded
weight: weight, percentage, worth, weighting, count, counts, percent, weighted, graded
pass_mark: pass, passing grade, pass mark, minimum grade, passing, pass the course, passing score
promotion: exemption, exempt, exempted
pass_fail: pass fail, pass no pass, credit no credit, ungraded
fail: fail, failing, failed, flunk
deadline: deadline, due date, due, submission, hand in, submit, turn in, hand-in, cut-off
late: late, late penalty, overdue, late submission, lateness, after the deadline, tardy
penalty: penalty, deduction, deducted, penalized, lose points, docked, penalties, loses, lose,
  marked down, points off
extension: extension, grace period, extend the deadline
attendance: attendance, attend, attending, presence
mandatory: mandatory, required, compulsory, requirement, optional, have to go, have to attend
absence: absence, absent, absences, miss class, miss, missed, missing, skip
materials: materials, notes, allowed materials, supplies
notes_sheet: formula sheet, cheat sheet, crib sheet, sheet of notes, reference sheet
open_book: open book, closed book, open-book, closed-book, open notes
calculator: calculator, scientific calculator
resit: resit, retake, make-up, makeup, make up, second sitting, make-up exam, make up exam
plagiarism: plagiarism, cheating, academic honesty, academic integrity, academic dishonesty,
  copying, cheat, misconduct
ai_use: artificial intelligence, ai, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm, llms,
  generative ai, language models, ai tools, ai assistants
group_work: group, group work, team, teams, in groups, in pairs
laboratory: laboratory, lab, labs, lab session, lab work
practical: practical, tutorial, recitation, discussion section, exercise class
assignment: assignment, homework, coursework, problem set, task, exercise, paper, pset
project: project, final project, term project, capstone
presentation: presentation, oral presentation, talk, defense, present
essay: essay, paper, report, term paper, write-up
participation: participation, participate, class participation, engagement
review: regrade, appeal, grade appeal, review, dispute, regrade request
extra_credit: extra credit, bonus, bonus points, extra points
attempts: attempts, attempt, tries, chances
feedback: feedback, comments, returned, marking
format: format, length, pdf, pages, font, word limit, file format, pdfs
office_hours: office hours, officehours, consultation hours, drop-in hours, student hours,
  help hours, consultation, talk to, talk with, speak to, speak with, meet with
room: room, classroom, location, building, lecture hall, venue, hall
office: office
lecturer: lecturer, prof, instructor, professor, teacher, teaches, taught, faculty, course leader
assistant: teaching assistant, ta, tas, tutor, assistant, grader, aides
contact: contact, reach, write, email, phone, get in touch
email: email, emails, e-mail, mail, mailbox, email address
reply: reply, replies, respond, responds, answer emails, get back to
textbook: textbook, book, bibliography, reading, readings, text, required reading, course pack
schedule: schedule, timetable, calendar, class times, meeting times, meets, timeline
start: start, starts, begin, begins, beginning, kick off, out, released, comes out
term_time: term, semester, teaching period
end: end, ends, finish, finishes, ending, last day
duration: duration, how long, last, lasts, length, hours long
prerequisite: prerequisite, prerequisites, pre-requisite, prereq, prereqs, requires,
  required courses, prior knowledge, corequisite
credits: credit, credits, credit hours, ects, credit units
holiday: holiday, holidays, no class, break, recess, vacation, spring break, reading week
course_language: language, language of instruction, teaching language
lecture: lecture, class, lectures, session, class meeting, classes
week: week, weekly, per week
topics: topics, content, contents, units, syllabus, covered, modules
objectives: objectives, learning outcomes, goals, aims, learning objectives
enrolment: enrolment, registration, enroll, enrol, register, sign up
drop: drop, withdraw, withdrawal, add/drop
disability: disability, accommodation, accommodations, disability services, special needs
illness: illness, sick, ill, unwell, medical certificate, doctor's note, medical, approved reason,
  valid reason, excused
platform: moodle, canvas, blackboard, course website, learning platform, course site
software: software, tool, install, application, app
recording: recording, recorded, record, videos, lecture capture
online: online, remote, virtual, zoom, remotely, asynchronous
cost: cost, price, fee, fees, tuition, free, pay, purchase, buy
phone_use: cell phone, phone, phones, mobile, devices, laptop
last: last, latest
monday: monday, mondays
tuesday: tuesday, tuesdays
wednesday: wednesday, wednesdays
thursday: thursday, thursdays
friday: friday, fridays
saturday: saturday, saturdays
sunday: sunday, sundays
people: people, members, persons
version: version, versions, release
"""

# A meaning of every day in courses, and how it is said, between commas.
_EVERYDAY = """
buy: buy, bought, purchase, get hold of
leave: leave, left, depart, set off, departure
arrive: arrive, come, reach, arrival, turn up, show up
enter: enter, entrance, get in, admitted, entry, go in
bring: bring, brought, take along, carry, bring along
hand_in: hand in, submit, turn in, deliver, upload, send, sent, submission, due, hand-in, post,
  submitted, push
give_out: give out, hand out, distribute, provide, supply, lend, lent, loan, borrow, go out, given
  out
receive: receive, get, got, obtain, be given, given, gets, earn, award
choose: choose, chose, chosen, select, pick, choice, opt
show: show, shown, on the screen, display, present, demonstrate
check: check, verify, review, look over, inspect, consult, view, revise, see
need: need, require, necessary, required, must have
allow: allow, permit, let, allowed, permitted, authorise, authorize, authorised, authorized, may
forbid: forbid, prohibit, ban, forbidden, prohibited, banned
refuse: refuse, reject, decline, turn down, refused, rejected
write: write, wrote, draft, compose, written, drafted, wording, writing
handwritten: handwritten, by hand, written by hand
sheet: sheet, page, sheet of paper
side: side, one side
read: read, reading
explain: explain, understand, clarify, account for, explanation
begin: begin, began, begun, start, commence, open, opening, first day
finish: finish, end, close, closing, over, conclude
last: last, take, lasts, long, duration, run
happen: take place, go ahead, happen, held, hold, occur, is on
repeat: repeat, redo, resit, retake, make up, catch up, again, second attempt, second chance,
  another attempt, second time, second case
replace: replace, substitute, instead of, in place of, stand in
add: add, sum, extra, plus, additional, adds
lose: lose, deduct, take off, subtract, penalty, deducted, lost, minus, penalised, penalized, cost
keep: keep, retain, hold on to, stand, valid, kept, remain, stay, preserve, stays
change: change, switch, swap, modify, alter, amend
move: move, postpone, put off, shift, reschedule, extend
cancel: cancel, call off, void, annul, invalid, cancelled
miss: miss, absent, absence, skip, fail to attend, missing, missed, do not attend
attend: attend, attendance, be present, come to, go to, present, take attendance
take_part: take part, participate, participation, join, sign up, took part, taken part
register: register, enrol, enroll, sign up, registration, enrolment, book, sign
ask: ask, request, contest, dispute, appeal, query, complain, apply, application, demand, enquire,
  ask for
answer: answer, reply, respond, response, get back
contact: contact, write to, get in touch, email, reach, call, turn to, address
tell: tell, told, inform, notify, announce, announcement, announced, let know, warn
publish: publish, post, release, make available, appear, available, put up, published, posted, out
find: find, found, located, be found, situated, lie, be, visit
meet: meet, gather, assemble, see, met
wait: wait, stay
wear: wear, worn, wore, put on, have on
pay: pay, paid, payment, charge, cost, fee, price, costs
free: free, no charge, at no cost, free of charge
hire: hire, rent, rental
work: work, do, carry out, complete, done, made, perform
solve: solve, work out, solution
mark: mark, grade, assess, graded, marked, graded, score, evaluate, assessment, marking, correct,
  corrected
count: count, worth, weigh, make up, account for, counts, contribute, percentage, value, weight
pass: pass, passing, succeed, validate
fail: fail, failing, not pass, failure, unsuccessful
best: best, highest, top
worst: worst, lowest, weakest
average: average, mean
ill: ill, sick, illness, unwell
certificate: certificate, proof, note, document, evidence, slip
excuse: excuse, excused, justify, justified
late: late, overdue, delay, lateness, delayed, past the deadline
deadline: deadline, due, closing date, cut-off, time limit
student: student, students, learner, pupil, candidate, you
lecturer: lecturer, teacher, professor, instructor, teaches, taught, tutor, staff, teach,
  supervisor
team: team, group, pair, partner, teammate, pairs, in pairs, together, in groups
alone: alone, individual, individually, own, on your own, by yourself
room: room, classroom, hall, venue, lecture hall, auditorium
office: office, study
floor: floor, storey, level
library: library
desk: counter, reception, secretariat, front desk, help desk
copy: copy, copies, exemplar, exemplars
book: book, textbook, manual
question: question, doubt, query, enquiry, questions
email: email, e-mail, mail, by email
phone: phone, mobile, cell phone, telephone, smartphone, cellphone
computer: computer, laptop, machine, machines, computers, pc
turned_off: switched off, turned off, off
calculator: calculator
website: website, page, site, course page, portal
folder: folder, directory
file: file, document
report: report, write-up, paper, essay
exercise: exercise, problem, task, assignment, homework
exam: exam, examination, test, exams, paper
oral: oral, spoken, viva
talk: talk, presentation, defence, defense, present
lecture: lecture, class, session, lesson, classes, taught
holiday: holiday, no class, no classes, break, off, reading week, no lectures
week: week, weekly, every week, each week
day: day, daily, every day
year: year, annual, yearly, academic year
term: term, semester, teaching period
beforehand: beforehand, in advance, before, previously, prior, earlier
afterwards: afterwards, after, later, following, then
near: near, next to, beside, close to
include: include, contain, cover, comprise, consist, made of, deal with, covers, about
use: use, employ, make use of, rely on, work with
divide: divide, split, divided, broken down, share
help: help, assist, assistance, support
fix: fix, correct, repair, put right
copying: copy, plagiarise, plagiarism, cheat, cheating, plagiarize
report_to: report, reported, referred, told, inform, notified
quiet: silence, quiet, silent
outside: outside, outdoors
same: same, identical, equal, equally, likewise, the same way, as much
different: different, other, another, distinct
big: large, big, great
small: small, short, little
new: new
old: old, former
easy: easy, simple
quick: quick, fast, soon, as soon as possible
main: main, principal, chief
first: first, initial
safe: safe, safety
coat: lab coat, coat, gown
glasses: glasses, goggles
gloves: gloves
shoes: shoes, footwear
secretary: secretary, secretariat, school office, administration
grant: grant, give, granted, award, concede, given, gave
decide: decide, determine, decision
agree: agree, agreed, agreement, consent, approve, approved, approval
measure: measure, be long, size
make: make, produce, create, build, yield, generate, made
return: return, get back, give back, bring back, come back, returned
live: live, alive, living
begin_again: restart, reset
language: language, in english, in spanish, in french
exchange: exchange, exchange student, erasmus
quota: place, places, seat, seats, spot, spots, capacity, room for, hold, holds
print: print, printed, on paper, paper, hard copy
online: online, on the web, remote, virtual, remotely
recorded: recorded, recording, record, recordings, taken down, taken
number: number, how many, amount, total, quantity
maximum: maximum, limit, at most, up to, cap, capped, no more than
minimum: minimum, at least, no less than
"""

ENGLISH = Lexicon(
    code="en",
    stemmer="english",
    stop_words=word_set(
        """
        a about after again all also am an and any are as at be because been before being
        between both but by d did do does doing don down during each either else ever few for
        from further had has have having he her here hers him his how i if in into is isn it its
        itself just ll m me more most my no nor not of off on once only onto or other our ours
        out over own per re s same she should so some such t than that the their theirs them
        then there these they this those through to too under until up upon us ve very was we
        were what when where whether which while who whom whose why will with within without
        would you your yours
        """
    ),
    frame_words=word_set(
        """
        time date day place name hour hours able allow allowed anybody anyone anything can could
        describe do does else exactly example explain find get getting give given gives go going
        got happen happens have hello hey hi information kind kinds know let like list many may
        maybe might much must need needed needs please provide question sort sorts supposed take
        tell thank thanks thing things type types understand use used using want wanted was way
        will wonder wondering would possible mentioned mention state stated long often far
        someone something course student students now dr mr mrs ms mx w o whats whos
        """
    ),
    weak_words=word_set(
        """
        class classes lecture lectures about accept accepted according additional administrative
        affect affects allocated along already always amount approximately around ask asked
        available based become best better big bring call called carry case cause change changes
        choose come common complete completed completing concern considered consequence
        consequences contain contribute cover covers create current currently deal depth
        describe described detail details determine determined difference different doing done
        earn effect effects enough entire ever every everyone exact expect expectation
        expectations expected fact fall feel fine follow following forgot form full general good
        guideline guidelines hard having held help helpful hold idea important include included
        includes including instead involve involved keep kept large last later lead learn
        learning least left less level life likely little live long look looking lot main major
        make makes making manage mean means meet method methods min multiple never new next
        normal normally note number obtain offer offered offering offers often one ones only
        opportunity option options order own part particular per person personal plan point
        policy policies possible potential prefer prepare previous primary probably problem
        problems process proper provided provides purpose purposes put quite really reason
        receive recommend recommended related relevant require requirements requires responsible
        rest result role rule rules run say says second see seem separate several show similar
        since single small sort special specific specifically still stop structure student
        students study studying submitted success succeed successful suggest suppose sure taken
        takes taking teach ten term think three throughout time times together took total toward
        try turn two type typical unable understand understanding unique unit upon usually value
        values various via want way ways stored contained well whole without work working works
        world wrong
        """
    ),
    bare_verbs=word_set(
        """
        see seen meet sit sits sitting sat write writing written take takes taking taken find found
        finding have having held hold holds come comes go goes going attend use uses used using
        happen happens happening run runs running show shown get gets getting scheduled planned
        set fixed need needs needed involve involved require required work working put
        """
    ),
    course_words=word_set(
        """
        grade grades exam exams midterm midterms finals quiz quizzes office hours deadline
        deadlines due homework assignment assignments late attendance syllabus room lecturer
        professor instructor teacher email textbook book books reading readings calculator resit
        retake makeup schedule timetable prerequisite prerequisites credits holiday holidays
        group work lab labs weight pass passing mark marks score course class classes lecture
        lectures first second third monday tuesday wednesday thursday friday january february
        march april june july august september october november december week weeks day time
        penalty policy extension topic notes
        """
    ),
    cues=r"\b\w+(?:ing|ght|wh)\b|\b(?:wh|th)\w+|'(?:s|t|ll|re|ve)\b",
    articles=word_set("a an the every"),
    before_subject=word_set("a an the to"),
    elided=(),
    # An h is heard at the beginning of a word only: "hours" are not "ours".
    sounds=((r"(?<=[a-z])(?<![cst])h", ""), ("ei", "ie"), ("a(?=nce$|nt$)", "e")),
    silent_ends=(),
    is_head_first=False,
    is_clipped=False,  # mostly such a beginning is a word itself: "import", "condition"
    verbs_too=word_set("book test paper"),
    before_verb=word_set("i we you they he she to"),
    comparisons=word_set("largest biggest best most"),
    groups=word_set("group section"),
    which_sort={
        "oral": word_set("oral"),
        "written": word_set("written"),
        "practical": word_set("practical"),
        "theoretical": word_set("theory theoretical"),
        "online": word_set("online remote virtual"),
        "makeup": word_set("makeup resit"),
    },
    months=values(
        """
        1 january jan
        2 february feb
        3 march mar
        4 april apr
        5 may
        6 june jun
        7 july jul
        8 august aug
        9 september sep sept
        10 october oct
        11 november nov
        12 december dec
        """
    ),
    month_names=lines(
        """
        january|february|march|april|may|june|july|august|september|october|november|december
        """
    ),
    month_short_forms=(
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept?",
        "oct",
        "nov",
        "dec",
    ),
    weekdays=values(
        """
        1 monday mon mondays
        2 tuesday tue tues tuesdays
        3 wednesday wed wednesdays
        4 thursday thu thur thurs thursdays
        5 friday fri fridays
        6 saturday saturdays
        7 sunday sundays
        """
    ),
    weekday_codes=values(
        """
        1 M Mo Mon
        2 T Tu Tue Tues
        3 W We Wed
        4 Th R Thu Thur Thurs
        5 F Fr Fri
        6 Sa Sat
        7 Su Sun
        """
    ),
    number_words=values(
        """
        2 two
        3 three
        4 four
        5 five
        6 six
        7 seven
        8 eight
        9 nine
        10 ten
        11 eleven
        12 twelve
        13 thirteen
        14 fourteen
        15 fifteen
        16 sixteen
        17 seventeen
        18 eighteen
        19 nineteen
        20 twenty
        30 thirty
        40 forty
        50 fifty
        60 sixty
        70 seventy
        80 eighty
        90 ninety
        100 hundred
        """
    ),
    one_words=("one",),
    ordinals=values(
        """
        1 first 1st
        2 second 2nd
        3 third 3rd
        4 fourth 4th
        5 fifth 5th
        6 sixth 6th
        """
    ),
    units={
        Measure.MINUTE: "min(?:s|utes?)?",
        Measure.HOUR: "h|hrs?|hours?",
        Measure.DAY: "days?",
        Measure.WEEK: "weeks?",
        Measure.MONTH: "months?",
        Measure.YEAR: "years?",
        Measure.SECOND: "seconds?",
        Measure.BIT: "bits?",
        Measure.BYTE: "bytes?",
        Measure.TIMES: "times|twice",
    },
    time_units=(("h|hrs?|hours?", 1.0), ("days?", 24.0), ("weeks?", 168.0)),
    minute_words=("minutes?", "min"),
    days_away={
        0: ("today", "tonight"),
        1: ("tomorrow",),
        2: ("day after tomorrow",),
        -1: ("yesterday",),
        -2: ("day before yesterday",),
    },
    calendar=Calendar(
        weeks_away={
            0: ("this week", "the current week"),
            1: ("(?:the )?(?:next|coming|upcoming) week",),
            2: ("(?:the )?week after next",),
            # "The last week of term" is another.
            -1: (r"(?<!\bthe )(?:last|past) week(?! of\b)",),
            -2: ("(?:the )?week before last",),
        },
        weekends_away={
            0: ("(?:this|this coming|the coming) weekend",),
            1: ("next weekend",),
            -1: (r"(?<!\bthe )last weekend(?! of\b)",),
        },
        months_away={
            0: ("this month", "the current month"),
            1: ("(?:the )?(?:next|coming) month",),
            -1: (r"(?<!\bthe )(?:last|past) month(?! of\b)",),
        },
        weekdays_away={
            0: ("(?:this|this coming|the coming) {day}",),
            2: ("next {day}",),
            -1: (r"(?<!\bthe )last {day}(?! (?:of|in)\b)",),
        },
        from_now=(
            r"in {length}(?! (?:of|for|to|from|or|each|per)\b)",
            "{length} from (?:now|today)",
            "an? {unit} from (?:now|today)",
        ),
        ago=("{length} ago", "an? {unit} ago"),
        coming=(r"(?:the )?(?:next|coming|following) {length}",),
        coming_days=(r"(?:next|coming) (?:few |couple of )?days",),
        dates=lines(
            r"""
            (?:on|by|before|until|till|due|for) the {date}(?:st|nd|rd|th)
            the {late}(?:st|nd|rd|th)
            """
        ),
        after_date=lines(
            r"""
            at|is|are|was|if|because|please|too|still|before|from|do|does|will|can|should|we|i
            """
        ),
        course_starts=lines(
            r"""
            (?:classes|course|term|semester|lectures|teaching|instruction) (?:will )?(?:begin|start|
              commence)s?
            (?:first day|start|beginning|first week) of (?:the )?(?:class|classes|course|term|
              semester|lectures|teaching|instruction)
            (?:first class|first lecture|term dates|semester dates|course dates)
            """
        ),
    ),
    span_words=("to", "until", "through"),
    and_words=("and",),
    between_words=("between",),
    up_to=("up to", "less than", "within"),
    more_than=("more than", "over"),
    for_each=("per", "each", "every"),
    how_late=("late", "after"),
    definite=("the",),
    question_forms={
        QuestionForm.TIME: ("what time", "at what hour"),
        QuestionForm.COST: (
            r"how much (?:does|do|is|are)\b.{0,60}\b(?:cost|fee|price)",
            r"what does .{1,60} cost",
        ),
        QuestionForm.PERCENT: (
            r"how is the (?:final )?(?:grade|mark) (?:calculated|made|computed|split|divided)",
            r"percent|what weight|what(?: is|['’]?s) the weight of",
            r"how much (?:is|are|does|do|of)\b.{0,60}\b(?:worth|count|grade|weigh)",
        ),
        QuestionForm.WHY: (r"\bwhy\b",),
        QuestionForm.CONTACT: (r"how\b.{0,25}\b(?:contact|reach)",),
        QuestionForm.PLACE: (
            r"\bwhere\b|(?:which|what) (?:room|building|place|city|location|country|hall)",
            r"^\W*(?:room|location)\b|what(?: is|['’]?s) the (?:room|location)\b",
        ),
        QuestionForm.CONDITION: (
            r"\bwhen is an? \w+ (?:said|called|considered|(?!available)\w+[ai]ble\b)",
        ),
        QuestionForm.DATE: (
            r"\bwhen\b|(?:which|what) (?:day|date|month|year|week)|deadline|due date|\bdates?\b",
            r"\bdue\b",
        ),
        QuestionForm.PERSON: (r"\bwho(?:m|se)?\b",),
        QuestionForm.QUANTITY: (
            r"how (?:many|much|long|often|big|old|far|fast|tall|high)|minimum",
            r"what (?:grade|score|mark)|^\W*(?:what(?: is|['’]?s) the )?duration\b",
        ),
        QuestionForm.MEANING: (
            r"^\W*what (?:is|are|was) (?:a |an )?[\w'-]+(?: [\w'-]+)?\W*$",
            r"what does .{1,60} mean|define|definition",
        ),
        QuestionForm.LIST: (
            r"what are|(?:which|what) (?:topics|books|materials|readings|requirements)",
            r"^\W*list\b",
        ),
        QuestionForm.WHAT_IS: (r"^\W*what ?['’]?(?:is|are|s|does)\b(?!.*\bdiffer(?!entia))",),
        QuestionForm.HOW: (r"^\W*how\b|\bhow (?:do|does|is|are|can|will|to)\b",),
        QuestionForm.YES_NO: (
            r"^\W*(?:is|are|do|does|did|can|could|will|would|should|may|must|has|have|am|was|were"
            r"|if)\b",
        ),
    },
    dates_alone=word_set("date dates"),
    what_words=("what",),
    contact_words=("e-?mail", "mail", "phone", "telephone"),
    before_contact=("the ",),
    beside_contact=("in", "at"),
    each_part=(
        r"\b(?:each|every|all the) (?:part|item|thing|component|element|piece)s?\b",
        r"\bhow is the (?:final )?(?:grade|mark) (?:calculated|made|computed|split|divided)\b",
    ),
    shorthand={
        "wen": "when",
        "wat": "what",
        "wats": "what is",
        "whats": "what is",
        "wheres": "where is",
        "whens": "when is",
        "whos": "who is",
        "hows": "how is",
        "ur": "your",
        "bcuz": "because",
        "cuz": "because",
        "hwk": "homework",
        "asgmt": "assignment",
        "asgn": "assignment",
        "ppl": "people",
        "abt": "about",
        "tmrw": "tomorrow",
        "gonna": "going to",
        "gotta": "have to",
        "wanna": "want to",
    },
    own_shorthand={
        r"r(?= (?:u|you|we|they|the|there|my|our|these|those)\b)": "are",
        # "u and v" are vectors.
        r"u(?= (?:can|could|have|need|get|do|want|are|should|know|guys|use|type|give)\b)": "you",
        r"(?<=\bare )u": "you",
        "n": "and",
        "hw": "homework",
        r"ex(?=\.? ?\d)": "exercise",
        r"ch(?=\.? ?\d)": "chapter",
        r"q(?=\.? ?\d)": "question",
        "bc": "because",
    },
    people_columns=("teacher", "instructor", "lecturer", "assistant", "staff", "who", "name"),
    person_titles=("Dr", "Prof", "Mr", "Mrs", "Ms"),
    still_open=(
        r"tb[adc]",
        r"to be (?:announced|determined|confirmed|decided)",
        r"will be (?:announced|posted|published|given)",
    ),
    hours_after=(r"hour|time|when|day",),
    from_hour=("from", "between"),
    at_hour=(),
    hour_is_no_count=("of", "days?", "weeks?", "months?", "people", "students?", "points?"),
    free_of_charge=(r"free|no (?:cost|charge|fee)",),
    permissions=lines(
        r"""
        must|may|can|cannot|not|no|never|required|mandatory|optional|allowed|permitted|forbidden
        prohibited|need|needed|should|will|available
        """
    ),
    reasons=("because", "since", "due to", "so that", "in order", "reason", "therefore"),
    places=lines(
        r"""
        room|hall|building|campus|library|online|annexe?|auditorium|theat(?:er|re)|gym|gymnasium
        basement|floor|wing|moodle|zoom|teams
        """
    ),
    points_in_time=("week", "century", "decade", "first day", "last day"),
    without_limit=lines(
        r"""
        as (?:often|much|many(?: times)?) as (?:you|they|students|one|anyone) (?:like|want|wish|
          need)s?
        unlimited|without limit|(?:there is )?no (?:upper )?limit|any number of
        """
    ),
    points=("points?", "pts", "marks?"),
    weight_columns=(r"weight\w*", "worth", "points?", "marks"),
    before_mark=(r"(?:grades?|marks?|scores?)(?:\s?:)?", "scored", "at least", "minimum"),
    beside_mark=("of", "is", "was", "an?", "at least", "minimum", "final", "passing"),
    around_the_clock=(
        "open",
        r"availab\w+",
        "access",
        "accessible",
        "support",
        "online",
        "service",
        "staffed",
    ),
    share_of=("of",),
    fractions=("half", "third", "quarter"),
    fraction_of=("of",),
    rules=("may", "must", "can", "cannot", "allowed", "permitted", "forbidden"),
    points_back=(
        r"(?:this|these|that|those|such)\b(?! (?:courses?|class(?:es)?|modules?|syllabus"
        r"|documents?|polic(?:y|ies)|guides?|terms?|semesters?|years?|weeks?|sections?|pages?|who)\b)",
        r"it\b(?! is (?:not |also |strictly )?\w+ (?:to|that|for)\b)",
        r"(?:they|he|she|its|their|otherwise|however|therefore|hence|thus|then|instead"
        r"|in (?:that|this|which) case|the (?:latter|former))\b",
        r"(?:once|if|when|until|unless) (?:it|they|so|not|this)\b",
        r"(?:both|neither|the others?)"
        r"(?= (?:is|are|lasts?|has|have|counts?|takes?|must|may|can|will|does|do)\b)",
        r"the same (?:applies|goes|holds|is true)\b|(?:so|nor) (?:is|are|does|do|can|may|will)\b",
        r"(?:\w{1,30}\W{1,3}){1,9}(?:neither|either|too|as well)\W*$",
    ),
    no_subjects=(
        "usually|generally|normally|typically|rarely|occasionally|frequently|regularly|mostly",
        "initially|originally|previously|currently|recently|finally|exceptionally|unfortunately",
        "sometimes|often|always|never|perhaps|maybe|then|soon|please|today|tomorrow|yesterday",
    ),
    points_elsewhere=(
        r"\b(?:please )?see (?:the|section|below|also)\b",
        r"\b(?:are|is) (?:listed|described|given|found|explained|stated) (?:in|on)"
        r" (?:the|section)\b",
    ),
    holds_for_some=("instead", "rather than that"),
    exceptions=(
        r"no\b|however|but\b|never\b|except|only\b",
        r"(?:they|it|this|these) (?:may|must|can|will|do|does|are|is) ?not",
    ),
    denials=("no|not|never|cannot|without|none|nor|neither|except",),
    prohibitions=(r"forbid\w*|forbidden|prohib\w+|exclu\w+",),
    denials_written=(r"\b\w+n['’]t\b",),
    yes_and_no=word_set("yes no yeah nope"),
    being=word_set("is are was were means refers consists contains holds tells says"),
    is_one=("is",),
    conditions=("if", "when"),
    naming=("called", "named", "known as", "this is"),
    any_column=word_set("note notes remarks remark details item information comments"),
    final_words=("finals?",),
    before_final=("the", "an?", "in", "of", "and", "to"),
    after_final=lines(
        r"""
        exam\w*|tests?|and|or|is|are|was|will|must|can|may|has|counts?|covers?|lasts?|takes?
        begins?|starts?|on|in|at|for|from|to|with
        """
    ),
    titles_of_people=word_set("mr mrs ms mx m dr prof st e.g i.e cf vs"),
    abbreviations=word_set(
        "p pp etc ca approx max num nums n ch chap fig figs sec sect vol vols ed eds eq ex dept av"
        " tel ext inc ltd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu"
        " thur thurs fri a.k.a u.s u.k ph.d m.sc b.sc"
    ),
    before_number=word_set("no nos min may sat sun"),
    openers=word_set(
        "the a an in if it is are this that these those there to for you your we our they he she"
        " each all no when please students"
    ),
    statement_labels=("theorem", "proposition", "lemma", "corollary"),
    definition_labels=("definition",),
    exercise_labels=("exercise", "problem"),
    other_labels=("example", "remark", "proof", "note"),
    part_labels=("section", "unit", "chapter", "part", "module", "week", "lesson", "topic"),
    comment_name="Comment",
    empty_box="not ticked",
    ticked_box="ticked",
    picture="picture",
    places_by_number=(
        "articles?",
        r"art\.?",
        "sections?",
        r"sec\.?",
        "clause",
        "item",
        "point",
        "rule",
        "subsection",
        "chapter",
        "annex",
        "appendix",
        "unit",
        "step",
        "paragraph",
    ),
    asks_what_it_says=(
        "consists?",
        "says?",
        "saying",
        "cover(?:s|ed)?",
        "contains?",
        "states?",
        "about",
        "means?",
        "deals?",
        "text",
        "content",
        "regulations?",
        "rules",
    ),
    page_labels=("page", r"p\."),
    page_of=("of",),
    room_words=(
        r"room",
        r"rm\.?",
        "hall",
        "building",
        "office",
        r"lab(?:oratory)?(?!\s(?:n\.?º\s?|no\.?\s?)?\d{1,2}\b)",
    ),
    no_rooms=("at", "in", "on", "for", "to", "from", "by", "of", "is", "are", "and"),
    numbered_words=lines(
        r"""
        exam|midterm|quiz|test|homework|hw|assignment|project|lab(?:oratory)?|unit|topic|chapter|
          module|part
        lecture|essay|paper|pset|group|section|exercise|example|theorem|problem
        """
    ),
    counted_words=lines(
        r"""
        days?|h|hrs?|hours?|min|minut\w*|points?|pts|marks?|people|weeks?|months?|per\s?cent|
          dollars?
        """
    ),
    week_words=("week", "wk"),
    money_words=("euros?", "dollars?", "usd", "eur"),
    percent_words=(r"per\s?cent",),
    times_of_day={"noon": "12:00", "midnight": "00:00"},
    before_month=("of",),
    before_date=("on", "by", "due", "the", "until", "till", "before", "after", "from"),
    before_year=("of",),
    no_months=("may",),
    after_month=lines(
        r"""
        at|in|on|via|by|from|for|to|and|or|until|till|through|with|before|after|between|is|are|was
        were|will|the|an?|no|of|online|noon|morning|afternoon|evening|night|class|exam|deadline
        holiday
        """
    ),
    day_endings=("st", "nd", "rd", "th"),
    ordinal_endings=("st", "nd", "rd", "th"),
    courtesy=Courtesy(
        greetings=lines(
            r"""
            (?:hello|hi+|hey+|heya|hiya|greetings|howdy|good (?:morning|afternoon|evening|
              day))(?: again)?
            """
        ),
        salutations=("dear",),
        lead_ins=lines(
            r"""
            (?:just )?(?:a |one |another )?(?:really )?(?:quick|small|short|simple|silly|
              stupid) (?:question|one|q)(?: (?:about|on|regarding))?
            (?:so |and |but )?i(?: just|'ve| also)? (?:have|had|got|have got) (?:a|one|another|two|
              some|a few|a couple of)(?: more| other)?(?: very)?(?: quick| small| short|
               simple)? (?:questions?|doubts?)(?: (?:about|on|regarding|concerning))?
            (?:(?:so|also|and|but) )?(?:my|the) question is(?: about)?
            (?:please )?(?:can|could|would|will) (?:you|someone|somebody|anyone|
              anybody)(?: here)?(?: please| kindly| maybe)? (?:tell|let|explain to|remind|inform|
              help)(?: me| us)(?: know| out| understand| more)?(?: (?:please|about|with))?
            (?:please )?(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)(?: please|
               kindly)? (?:clarify|confirm)
            (?:please )?(?:tell|remind) me(?: please)?(?: more)?(?: about)?
            (?:please )?let me know
            (?:i )?(?:was|am|'m)?(?: just)? ?wondering
            i(?: just| only)? (?:want|wanted|need|needed|would like|'d like|'d love) to (?:know|ask|
              find out|check)(?: you)?(?: about)?
            (?:may|can|could) i (?:please )?(?:know|ask(?: you)?)(?: about)?
            do(?:es)? (?:you|anyone|anybody|someone|somebody)(?: here)? (?:happen to )?know
            (?:is it|would it be) possible to know
            any(?:one|body) knows?
            any ideas? (?=when|where|what|who|how|if|why)
            (?:i )?need (?:some )?help(?: with)?
            """
        ),
        excuses=lines(
            r"""
            (?:(?:i'm|i am|im) )?(?:so |very |really )?sorry(?: (?:to (?:bother|disturb|trouble|ask|
              write)|for (?:bother|disturb|troubl|ask|writ|being|the|my|this|another|so)|
              about (?:this|the)|if (?:this|it|i|you))[^.,;:!?\n]{0,60})?
            (?:please )?(?:excuse|pardon|forgive) (?:me|my|the|us)[^.,;:!?\n]{0,60}
            (?:my )?apologies(?: (?:for|if)[^.,;:!?\n]{0,60})?
            (?:i )?(?:really )?hope (?:you|this|all|everything)[^.,;:!?\n]{0,60}
            how are you(?: all| doing| today)*
            (?:but |and |because |as )?(?:i )?(?:really )?(?:can't|cant|can not|cannot|couldn't|
              couldnt|could not|didn't|didnt|don't|dont) (?:seem to )?(?:find|see) (?:it|this|that|
              any|anything)[^.,;:!?\n]{0,50}
            (?:but |and )?(?:i )?(?:looked|searched|checked)[^.,;:!?\n]{0,60}
            (?:but |and )?(?:i )?(?:do not|don't|dont|no|have no|can't|cant) (?:know|idea|
              understand|remember)(?: (?:it|this|that))?(?: at all| anymore)?
            (?:it's|its|it is|this is)? ?(?:really |very |kind of |quite )?(?:urgent|an emergency)
            (?:ok|okay|well|so|right|anyway|asap|lol|haha|ugh|omg|yo|um|uh|oh|quick question)
            (?:this is|my name is|i'm|i am|im) [^.,;:!?\n]{1,40} (?:here|from (?:section|group|
              class|your|the)[^.,;:!?\n]{0,30})
            my name is [^.,;:!?\n]{1,40}
            sent from my [^.,;:!?\n]{1,30}
            (?:i am |i'm )?looking forward to [^.;!?\n]{1,60}
            (?:i )?(?:would |'d )?(?:really |greatly )?appreciate [^.;!?\n]{1,60}
            any help[^.;!?\n]{0,40}
            """
        ),
        polite=("pl(?:ease|ease|eas|z+|s+)", "kindly"),
        thanks=lines(
            r"""
            (?:(?:many|ok|okay|great|a million|lots of|so) )*(?:thanks?|thank you|thx+|tnx|thnx|
              thanx|tysm|ty|tia|much appreciated)(?! to\b)(?: (?:you|a lot|so much|very much|
              a million|a bunch|in advance|again|anyway|much|loads|all|everyone|
              for [^.,;:!?\n]{1,50}))*
            """
        ),
        sign_offs=lines(
            r"""
            (?:(?:with|my|best|kind|warm|many|kindest|warmest) )*(?:regards|wishes|greetings)
            (?:yours )?(?:sincerely|faithfully|truly|respectfully)(?: yours)?
            cheers|best|yours|bye|see you
            have a (?:nice|good|great|lovely|wonderful) (?:day|one|weekend|evening|week|night)
            """
        ),
        mail_heads=lines(
            r"""
            on .{4,80} wrote ?:
            -{2,9} ?(?:original|forwarded) message ?-{2,9}
            """
        ),
        addressed=word_set(
            """
            there all everyone everybody guys folks team sir madam prof professor teacher doc doctor
            class tutor ta tas instructor lecturer dr mr mrs ms mx miss staff ppl people friend
            silabo
            """
        ),
        named=word_set(
            """
            say says said saying mean means meaning word words phrase write writes spell spells
            print prints printed prints output outputs string world call called named translate
            """
        ),
        askers=word_set(
            """
            when where who whom whose what which why how is are am was were do does did can could
            may must will would should has have if whats wheres whens whos hows wat wen
            """
        ),
        oneself=(r"(?:i|we|i'm|i've|im|ive|my|our|we're|we've)\b",),
        joining=("and", "but", "so"),
        pointing=(
            "that|this|them|they|those|these|he|she|him",
            "it(?! (?:possible|okay|ok|mandatory|necessary|allowed|true|required|compulsory|fine)"
            r"\b)",
        ),
        failures=lines(
            r"""
            error|exception|fail(?:s|ed|ure)?|fatal|undefined|unresolved|denied|refused|cannot|can't
            not found|no such|unable|panic|abort(?:ed)?|segmentation fault
            """
        ),
    ),
    follow_ups=FollowUps(
        joining=(
            "and",
            "but",
            "or",
            "so",
            "also",
            "then",
            r"(?:what|how) about",
            r"(?:is it )?the same (?:for|with|in)",
        ),
        pronouns=(
            r"(?<!is )(?<!was )(?<!does )(?<!will )(?<!would )it(?! (?:is|was)\b)",
            # Not where it stands for nothing: "is it possible to", "how long does it take for".
            r"it(?! (?:[\w'-]{1,20} ){1,3}?(?:to|that|when|if|from|than|whether|which)\b)"
            r"(?! (?:takes?|means?) for\b)",
        ),
        subjects=(),
        pointing=(r"they|them|he|she|him|that|this|these|those|there(?=\W{0,9}$)",),
        clitics=(
            r"(?:his|her) \w{2,20}",
            "their (?:e-?mail|office|number|phone|address|room)",
        ),
        left_out=(),
        others=(
            "(?:the )?others?(?: ones?)?",
            r"(?:this|that|which|the \w{2,12}) ones?",
            "both(?: of them)?",
        ),
        wholes=word_set("course class classes semester term week"),
        question_words=word_set("when where who whom whose what which why how"),
        asking_verbs=word_set(
            """
            is are am was were do does did can could may must will would should has have
            """
        ),
        going_on="And {}?",
        before_noun={},
        asked_as="{}?",
    ),
    greetings=word_set("hello hi hey greetings"),
    beside_greetings=word_set(
        "there good morning afternoon evening everyone how are you professor"
    ),
    thanks=word_set("thanks thank thx ty"),
    beside_thanks=word_set(
        "ok okay you so very much a lot for your help great perfect the answer and"
    ),
    about_the_tool=(
        r"(?:hello |hi )?(?:who|what) are you",
        r"(?:hello |hi )?are you (?:a |an )?(?:robot|bot|ai|human|person|real|chatgpt)",
        r"(?:hello |hi )?what (?:can|do) you do|how do you work|what is this|what s your name",
    ),
    scope=ScopePatterns(
        danger=lines(
            r"""
            i(?: \w+){0,2} (?:want|wanna|wish|would like|feel like|am going|m going|m gonna|am
               thinking of|m thinking of|think of|think about)(?: to| i could| i would| i)? (?:die|
              dying|be dead|was dead|were dead|kill(?:ing)? myself|end(?:ing)? (?:my (?:own )?life|
              it all)|hurt(?:ing)? myself|harm(?:ing)? myself|cut(?:ting)? myself|commit(?:ting)?
               suicide|never wake up|suicide|kms|not exist|stop existing)
            (?:kill|killing|hurt|hurting|harm|harming|cut|cutting) myself
            (?:i m|i am|im|i feel|i m feeling|i have been|i ve been) suicidal|suicidal thoughts
            (?:do not|don t|dont|no longer) (?:want|wanna) to (?:live|be alive|exist)
            no (?:reason|point) (?:to|in) (?:live|living|go on living)|better off dead
            (?:end|take|ending|taking) my own life|i (?:self harm|ve been self harming)
            i (?:was|am|m|am being|m being|have been|ve been|got|get) (?:raped|(?:sexually |
              physically )?(?:abused|assaulted|harassed|attacked)|beaten|stalked|molested|
              threatened)
            """
        ),
        troubled=lines(
            r"""
            (?:i )?(?:really |just |honestly )?(?:can t|cant|cannot|can not) (?:cope|go on|take it|
              take this|do this|handle (?:it|this|things)|stop crying|keep (?:going|doing this)|
              breathe)(?: any ?more| any longer)?
            (?:i m|i am|im|i feel|i m feeling|i am feeling|feeling|i ve been feeling)
               <very>(?:depressed|hopeless|desperate|overwhelmed|burn(?:ed|t) out|anxious|
              stressed(?: out)?|miserable|worthless|lonely|all alone|in despair|falling apart|
              breaking down|unwell)<reason>
            i (?:m|am|keep) having (?:a )?(?:panic|anxiety) attacks?<reason>
            i (?:have|get|got|had) (?:a )?(?:panic|anxiety) attacks?<reason>
            i (?:want|need|m ready) to give up(?: on (?:everything|life))?
            i hate (?:myself|my life)|(?:nobody|no one) (?:cares|loves me|cares about me)
            (?:i )?(?:feel|feeling) like (?:giving up|crying all the time|a failure)<reason>
            i (?:can t|cant) stop crying<reason>|i need (?:someone|somebody) to talk to
            """,
            very=r"(?:(?:so|very|really|too|extremely|completely|totally|super|a bit) ){0,3}",
            reason=r"(?: (?:about|with|because|by|over|from|and|right|lately|all)(?: \w+){0,9})?",
        ),
        graded_work=lines(
            r"""
            <ask>(?:do|make|solve|write|complete|finish|answer|code|program|draft|prepare|implement)
               <which><work><number><about> (?:for|4) (?:me|us)<when>
            <ask>(?:do|make|solve|write|complete|finish|answer|code|program|draft|prepare|implement)
               (?:for me |me )?(?:all (?:of )?)?(?:my|our)(?! problems?\b(?! \d))(?: whole| entire|
               first| last| final)? (?:\w+ )?<work><number><when>
            <ask>write (?:my|our|me (?:a|an|the|my)|us (?:a|an|the)) (?:\w+ )?<work><number><about>
            <ask>(?:solve|write) (?!my problems?$)<which><work><number><about><when>
            <ask>(?:code|program|draft) (?:the|my|our|this|these) (?:\w+
               )?<work><number><about><when>
            i (?:want|need|would like|d like) (?:you|u|silabo) to (?:do|solve|write|complete|finish|
              answer|code) <which>(?:\w+ )?<work><number><about>(?: for me| for us)?<when>
            (?:<ask>)?(?:give|tell|send|show)(?: me| us)? (?:all )?(?:the )?(?:right |correct
               )?(?:answers?|answer key) (?:of|to|for|from) <which>(?:home ?works?|hw|
              ass?ig?n?e?ments?|quiz(?:zes)?|exams?|tests?|mid ?terms?|finals?)<number>
            """,
            ask=r"(?:(?:please|just|so|hey|ok) )*(?:(?:can|could|would|will) (?:you|u) (?:please )?"
            r")?",
            which=_WHICH,
            work=_WORK,
            number=_NUMBER,
            about=_ABOUT,
            when=_WHEN,
        ),
        off_topic=lines(
            r"""
            (?:(?:what|which)(?: s| is)? |whats )?(?:the )?capital(?: city)? of (?:the (?:us|usa|uk|
              united \w+|netherlands|philippines)|\w+(?: zealand| arabia| korea| africa| rica)?)
            (?:who(?: s| is| was) |whos )(?:the )?(?:current |first |last )?(?:president|prime
               minister|king|queen|pope|chancellor) of (?:the (?:us|usa|uk|united \w+|country|
              world)|(?:south |north )?(?:america|argentina|spain|france|mexico|chile|brazil|
              colombia|peru|uruguay|russia|china|germany|italy|england|ireland|korea|japan|portugal|
              ukraine))
            who (?:won|will win|is winning|wins|is going to win) (?:the )?(?:\w+ ){0,3}(?:world cup|
              match|champions league|super ?bowl|elections?|league|oscars?|eurovision|nba|grand
               prix|copa \w+)(?: \w+){0,3}
            (?:what|how)(?: s| is| will)? the weather(?: going to)?(?: be)?(?: like)?<then>
            what(?: s| is| will)? the temperature(?: be)?<soon>
            (?:is it|will it|is it going to|does it) (?:rain|snow|raining|snowing|be (?:hot|cold|
              sunny))<then>
            (?:the )?weather(?: forecast<then>|<soon>)
            <ask>(?:write|compose|make|tell|sing|give|create|generate)(?: me| us)? (?:a |an |some |
              another )?(?:(?:short|long|funny|nice|love|little|good|bad) ){0,2}(?:poems?|jokes?|
              songs?|story|stories|haikus?|raps?|limericks?|love letters?|horoscope|riddles?)(?:
               (?:about|for|on|to|in) \w+(?: \w+){0,9})?
            what time is it (?:now|right now|in \w+(?: \w+)?)
            (?:football|soccer|basketball|nba|tennis)(?: match)? (?:scores?|results?|news)<then>
            (?:who|what) (?:is|s) the best (?:football|soccer|basketball|tennis|nba)(?: \w+){1,6}
            when (?:is|s) the (?:next )?(?:football|soccer|basketball) (?:match|game)<then>
            (?:<ask>(?:give|tell) me )?(?:a |the )?recipes? (?:for|of) \w+(?: \w+){0,3}
            <ask>(?:recommend|suggest)(?: me)? (?:a |some |any )?(?:good )?(?:movies?|films?|series|
              restaurants?|songs?|music|bars?)(?: \w+){0,6}
            (?:what(?: s| is) the )?(?:price|value) of (?:a |the |one )?(?:bitcoin|dollar|
              euro)<then>
            how much is (?:a |the |one )?(?:bitcoin|dollar|euro)<then>
            (?:a |another )(?:jokes?|poems?)(?: about \w+(?: \w+){0,6})?
            do you love me|will you marry me|i love you|are you (?:single|married)|how old are you
            what(?: s| is) the meaning of life|(?:my )?horoscope(?: \w+){0,3}
            how many people live in \w+(?: \w+)?
            """,
            ask=r"(?:(?:can|could|would|will) (?:you|u) (?:please )?|please )?",
            soon=r"(?: (?:today|tomorrow|tonight|now|outside|this (?:week|weekend|afternoon)"
            r"|next week|in \w+)){1,2}",
            then=r"(?: (?:today|tomorrow|tonight|now|this \w+|next \w+|yesterday|outside|in \w+"
            r"(?: \w+)?|last \w+)){0,3}",
        ),
    ),
    same_question=SameQuestion(
        neutral=word_set(
            """
            a am any are at be been being d day date did do does for how i in is it ll me of
            on our ours people person place please s t the there time to us ve was we were what when
            where which who whom why will would
            """
        ),
        alike=(
            word_set("can could may might able allowed possible"),
            word_set("must have need required supposed"),
        ),
        from_asking=word_set(
            """
            next upcoming coming now currently still already yet today tonight last past recent
            latest tomorrow
            left remaining remain until
            """
        ),
        of_oneself=lines(
            r"""
            m(?:y|ine)|our(?:s|selves)?|myself
            (?:did|have|had|was|were) (?:i|we)|am i(?! (?:allowed|supposed|required|able))
            (?:i|we) (?:got|had|failed|passed|missed|was|were|am|are|ve|m|(?:have|need)(?! to))
            """
        ),
    ),
    several=SeveralQuestions(
        joins=lines(
            r"""
            (?:and )?if (?:so|yes|not)|and(?: also| then)?|n(?: also)?|plus|also|as well as|but(?:
               also)?|&
            another (?:thing|question)|one more (?:thing|question)
            """
        ),
        opens=lines(
            r"""
            (?:what|wat|wht)(?:'?s)?|(?:when|wen)(?:'?s)?|where(?:'?s)?|who(?:'?s)?|whom|whose|which
            why|how(?:'?s)?(?: (?:much|many|long|often|late|far))?
            """
        ),
        opens_plain=lines(
            r"""
            (?:is|are|was|were|will|would|does|do|did|can|could|may|must|should|has|have) (?:i|we|
              you|it|there|this|that|they|he|she|the|my|our|a|an|students?)
            (?:is|are) (?:\w+ ){1,2}(?:mandatory|required|compulsory|optional|allowed|permitted|
              graded|included|recorded|posted|open book)
            """
        ),
        relative=word_set("which who whom whose"),
        instead=("or", "or rather", "i mean"),
        before_opening=("in", "at", "on", "by", "until", "till", "for", "from", "to", "with"),
    ),
    claims=ClaimWords(
        light=word_set(
            """
            though although since whoever whichever nobody anybody yourself yourselves themselves
            himself herself every enough nothing everything something while whereas correctly
            directly exactly quite rather really
            doctor professor instructor because instead

              members member people person least most maximum minimum still already
              back available even too yet anyway won don takes take taking taken place
              make makes made up meet meets held hold post posts posted
            go goes get gets gives give given do does done have has had use uses used using be
            been being happen happens occur occurs apply applies count counts include includes
            includes included mean means provide case cases order total part parts way ways
            following follows state states stated says say according passage passages shall worth
            document documents therefore also please note simply just currently specific
            """
        ),
        framings=(
            r"(?:according to|as per) [^,]{3,60},",
            r"as (?:the|stated in|it says in|noted in|described in) [^,]{3,60},",
            r"in (?:the|this) (?:passage|document|text|syllabus|handbook)s?(?: \d+)?,",
            r"(?:the|this|these|your) (?:\w+ ){0,3}(?:passages?|documents?|texts?|syllabus|"
            r"handbook|handout|notes|brief|regulations?|rules|table|guide|page|programme|"
            r"program|announcement|policy|faq)(?: [\d.]+)? (?:says?|states?|explains?|notes?|"
            r"tells? (?:us|you)|indicates?|specif(?:y|ies)|mentions?|adds?) that",
        ),
        denying=("nowhere|nothing|nobody|no one|hardly|barely",),
        after_noon=(r"in the (?:afternoon|evening)|at night",),
        at_night=("at night",),
        before_noon=(r"in the morning",),
        o_clock=("o['’]clock",),
        before_hour=(
            r"(?:(?:a )?quarter|(?P<minutes>\w{1,6}) minutes) (?:to|before) (?P<hour>\w{1,9})\b",
        ),
        passage_words=("passages?|sources?",),
        according_to=("according to|as (?:stated|said) in|as per|from|in",),
        joins=(
            "and",
            "but",
            "or",
            "while",
            "whereas",
            "because",
            "so",
            "although",
            "though",
            "since",
        ),
        ifs=("if|when|whenever|once|unless",),
        alternatives=("or|nor",),
        who=("who|that|which",),
        by=("by",),
        sets_aside=("not|never|nowhere",),
        pronouns=("it|they|he|she|you|we",),
        contrasts=("but", "while", "whereas", "because", "although", "though", "since"),
        verbs=(r"has|have|had|counts?|lasts?|takes?|begins?|starts?|ends?|meets?|covers?|gets?",),
        no_denials=lines(
            r"""
            (?:no|not) (?:more|less|fewer|later|earlier|longer) than
            not only
            (?:who|whoever|if \w+|unless \w+|those who) (?:(?:do|does|did|can|could|is|are|have|
              has) ?)?(?:not\b|n['’]t)
            (?:who|whoever|if \w+) (?:cannot|\w+n['’]t)
            non[- ](?=\w)
            """
        ),
        advises=(r"should|recommend\w*|advis\w+|suggest\w*|better to|good idea|ideally",),
        demands=("must|have to|has to|need(?:s|ed)? to|required|mandatory|compulsory|obliged",),
        allows=(r"may|can|could|allow\w*|permit\w*|optional\w*|voluntary",),
        opposites={
            "open": ("open", "closed"),
            "optional": (r"optional\w*|voluntary", "mandatory|compulsory|required|obligatory"),
            "before": ("before|prior to|earlier than", "after|later than|once"),
            "free": ("free(?! (?:to|time))|no charge", r"paid|fees?|costs?|buy|purchase\w*"),
            "individual": (
                r"individual\w*|alone|on your own",
                "in pairs|pairs?|in twos|in groups|groups?|teams?",
            ),
            "written": ("written(?! (?:by|on))", r"oral\w*|spoken"),
            "online": (r"online|remote\w*|virtual\w*", "in person|on campus|face to face|on site"),
            "handwritten": ("handwritten|by hand", r"printed|typed|photocop\w+"),
            "starts": ("starts?|begins?|beginning", r"ends?|finish\w*"),
            "morning": ("morning", "afternoon|evening"),
            "pass": ("pass(?:es|ed|ing)?", r"fail\w*"),
            "accept": (r"accept\w*", r"refus\w+|reject\w+"),
            "increas": (
                r"increas\w+|rais\w+|gains?|adds?|added",
                r"decreas\w+|reduc\w+|lower\w*|deduct\w+|los(?:e|es|t)",
            ),
            "turned_on": ("(?:switched|turned) on", "(?:switched|turned) off"),
            "same": ("same", "different|another"),
            "free_choice": ("free choice|choose|freely chosen|of your choice", "imposed|assigned"),
            "individually": ("individually|each student", "jointly|together"),
            "up": ("up(?:wards?)?|upper|rises?", "down(?:wards?)?|falls?|lower"),
            "high": ("high|higher|highest", "low|lower|lowest"),
            "visible": ("visible|shown", "hidden|concealed"),
            "vertical": ("vertical(?:ly)?", "horizontal(?:ly)?"),
            "odd": ("odd", "even(?= numbers?)"),
            "light": ("light|bright", "dark"),
            "thick": ("thick|coarse", "thin|fine(?= grain)"),
            "major": ("major", "minor"),
            "sitting": ("sitting|seated", "standing"),
            "inside": ("inside|indoors|inner|internal", "outside|outdoors|outer|external"),
            "above": ("above|over", "below|under|beneath"),
            "early": ("early|earlier", "late|later"),
            "long": ("long|longer", "short|shorter"),
            "positive": ("positive", "negative"),
            "true": ("true", "false"),
            "public": ("public", "private"),
            "loose": ("loose", "tied|tight|fixed"),
            "cold": ("cold", "hot|warm"),
            "wet": ("wet", "dry"),
            "full": ("full(?! marks| credit)", "empty"),
            "strong": ("strong|stronger", "weak|weaker"),
            "authori[sz]ed": ("authori[sz]ed|permitted|allowed", "forbidden|prohibited|banned"),
            "included": ("included", "excluded|extra"),
            "postponed": ("postponed|moved|rescheduled", r"cancel\w*|called off"),
            "in_pencil": ("in pencil", "in ink|in pen"),
        },
        before_day=("before|by|until|till|no later than",),
        from_day=("after|from|since|starting|as of|beginning",),
        at_most=lines(
            r"""
            at most|up to|(?:no|not) more than|maxim(?:um|al)|max|or (?:less|fewer|earlier)
            at the latest|(?:no|not) later than|less than|fewer than|under|below|within
            (?:not|cannot) exceed|capped|limit(?:ed)?
            """
        ),
        at_least=lines(
            r"""
            at least|minim(?:um|al)|or (?:more|higher|above|better|later)|(?:no|not) (?:fewer|
              less) than
            more than|over|above|exceed\w*|at the earliest|(?:no|not) earlier than
            """
        ),
        whole=(
            r"all(?! (?:the )?others?)|every|any|anyone|anybody|everyone|everybody|"
            r"always|whole|entire|automatically",
        ),
        whichever=("any|anyone|anybody",),
        only=("only|solely|exclusively|no one else|nobody else|reserved",),
        amounts={
            r"(for|within|after|in) an? (?=(?:week|day|month|year|hour)\b)": r"\1 1 ",
            "a minute and a half": "90 seconds",
            "half an hour": "30 minutes",
            "(?:an|1|one) hour and a half": "90 minutes",
            "(?:an|1|one) hour and a quarter": "75 minutes",
            "twice(?= (?:a|per|each)\\b)": "2 times",
            "(?:a|1|one) quarter of an hour": "15 minutes",
            "three quarters of an hour": "45 minutes",
            r"(one|two|three|four|\d+) and a half (?=hours?|days?|weeks?)": r"\1.5 ",
            r"half past (\w+)": r"\1:30",
            r"quarter past (\w+)": r"\1:15",
            r"(?:a|one) fourth(?= of\b)": "25 % ",
            r"(?:a |one |the )?half (?=of\b)": "50 % ",
            r"(?:a|one) third(?= of\b)": "33 % ",
            r"two thirds(?= of\b)": "67 % ",
            r"(?:a|one) quarter(?= of\b)": "25 % ",
            r"three quarters(?= of\b)": "75 % ",
            r"(?:a|one) fifth(?= of\b)": "20 % ",
            r"two fifths(?= of\b)": "40 % ",
            r"three fifths(?= of\b)": "60 % ",
            r"four fifths(?= of\b)": "80 % ",
            r"(?:a|one) tenth(?= of\b)": "10 % ",
        },
        cut_off=(
            "(?:are|is|do|does|did|was|were|has|have|had|ca|wo|could|would|should|must|need)n?",
        ),
        verb_endings=(
            "ing",
            "ed",
        ),
        one=(
            r"(?<!no )(?<!each )(?<!any )(?<!every )(?<!the )(?<!from )one(?! of\b| another)",
            "a single",
        ),
        both=("both",),
        of=("of", "for"),
        refusals=lines(
            r"""
            (?:the )?(?:passages?|documents?|texts?|course documents?|sources?|information|
              context)[^.]{0,30} (?:do|does|did)(?: not|n.t) (?:say|state|mention|contain|answer|
              specify|provide|tell|include|give|address|indicate)
            (?:there is|i (?:have|found|find|see)) no (?:information|mention|answer)
            (?:i )?(?:do not|don.t|cannot|can.t|could not) (?:know|answer|find|tell|determine)
            (?:is|are|was) not (?:stated|mentioned|specified|indicated)(?: anywhere| in (?:the|
              these) (?:\w+ )?(?:passages?|documents?|texts?))?\W*$
            (?:is|are) not (?:\w+ )?in the (?:\w+ )?(?:passages?|documents?|texts?)
            no (?:passage|document|information|answer)
            """
        ),
        calls_off=(r"cancel\w*", r"postpone\w*", "called off", r"reschedul\w+"),
    ),
    concepts=phrases(_CONCEPTS),
    everyday=phrases(_EVERYDAY),
)
