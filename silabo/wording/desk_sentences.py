"""The sentences of what instructors decide and expect on their desk, by code."""

from silabo.wording.catalogues import mark

OF_THE_DESK: dict[str, str] = {
    # What instructors decide of questions
    "decided_meanwhile": mark("Somebody has decided about this question meanwhile. Look again."),
    "document_changed": mark(
        "A document has changed on which this answer rests: it is being answered again. Look again"
        " in a while, or write another answer."
    ),
    "answered_meanwhile": mark(
        "The same question has been answered otherwise meanwhile. Look again."
    ),
    "too_late_to_undo": mark("This can no longer be undone: the students are being told."),
    "nothing_to_approve": mark("There is no answer here that could be fine as it is."),
    "nothing_to_publish": mark("Write a sentence first, or leave one of those that stand."),
    "unknown_source": mark("A sentence names a source that does not belong to this question."),
    "answered_already": mark("This question has an answer of yours already: change that one."),
    "asked_by_nobody_else": mark(
        "Nobody could ask just this: it needs what was said before it, or is no question about the"
        " course. Write it out as a student would ask it."
    ),
    "sentence_length": mark("A sentence has %(limit)s characters at most."),
    "csv_twice": mark("An earlier row of the file asks the same."),
    "csv_meanwhile": mark(
        "The file or the answers have changed since you saw what would change. See it again."
    ),
    "csv_sentences": mark("An answer has %(limit)s sentences at most, one a line."),
    "too_many_sentences": mark("An answer has %(limit)s sentences at most."),
    "too_many_loans": mark(
        "A course has room for %(limit)s documents of other courses. Stop reading one first."
    ),
    # Programs that take part
    "too_many_tokens": mark("A course has room for %(limit)s tokens. Revoke one first."),
    "token_name": mark("Name it, in %(limit)s characters at most."),
    "too_many_webhooks": mark("A course has room for %(limit)s addresses. Remove one first."),
    "told_already": mark("This address is in the list already. For a new secret, remove it first."),
    "webhook_address": mark(
        "It has to begin with https:// and have %(limit)s characters at most; no accents, no name"
        " and password."
    ),
    "only_on_the_desk": mark("This can only be made on the desk, not with a token."),
    "not_for_programs": mark(
        "This token reads what was handed over in its course, and answers it. It opens nothing"
        " else."
    ),
    # What instructors expect of answers
    "expected_already": mark(
        "This question is one of your test questions already: change that one."
    ),
    "too_many_expectations": mark(
        "A course has room for %(limit)s test questions. Remove one first."
    ),
    "too_many_phrases": mark("At most %(limit)s words or phrases can be demanded of an answer."),
    "bad_phrase": mark(
        "What must be said needs words or figures, and has %(limit)s characters at most."
    ),
    # What is copied from another course
    "nothing_to_copy": mark("Choose something to copy first."),
    "too_many_to_copy": mark("At most %(limit)s documents can be copied at once."),
    "copying_already": mark(
        "Something is being copied into this course already. Wait until that is done."
    ),
    "copy_gone": mark("The other course does not have this document any more."),
    "copy_failed": mark("Its file could not be copied: the fault is ours, and has been noted."),
    "proposals_late": mark("Proposing takes too long just now. Try again in a moment."),
}
