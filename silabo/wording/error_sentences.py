"""The sentence of every code: what happened, and what the reader can do about it."""

from silabo.domain.errors import Value
from silabo.wording.catalogues import mark, say
from silabo.wording.desk_sentences import OF_THE_DESK

SENTENCES: dict[str, str] = {
    **OF_THE_DESK,
    # What any request may meet
    "not_found": mark("This does not exist, or you do not have access to it."),
    "forbidden": mark("Only instructors of this course can do this."),
    "session_ended": mark("The session has ended: open it again from the course."),
    "token_needed": mark(
        "Send the header “Authorization: Bearer TOKEN”. There was none, or its token is unknown or"
        " has expired. “API token” in the menu of the panel makes a new one."
    ),
    "bad_request": mark("The request cannot be understood."),
    "invalid": mark("Something in the request is missing or wrong."),
    "too_large": mark("The request is larger than the server accepts."),
    "wrong_method": mark("This address does not accept this kind of request."),
    "changed": mark("This has changed since it was read. Read it again."),
    "wrong_type": mark("This kind of content is not accepted here."),
    "too_many_requests": mark("Too many requests. Try again in a moment."),
    "internal": mark("Something failed on our side. It has been noted; try again in a moment."),
    "unavailable": mark("Part of the system is not responding. Try again in a moment."),
    # Questions
    "question_empty": mark("Write your question first."),
    "limit_stale": mark(
        "This activity answers from chosen documents, and none of them is in the course now. Your"
        " instructors see this when they open the activity, and can fix it."
    ),
    "course_closed": mark(
        "This course takes no more questions. What was asked and answered can still be read."
    ),
    "question_too_long": mark(
        "The question has %(length)s characters; %(limit)s fit. Shorten it and send it again."
    ),
    "nothing_to_judge": mark("There is no answer yet that could have helped."),
    "nothing_to_hand_over": mark("This cannot be sent to your instructors, or not yet."),
    "idempotency_conflict": mark("This key was already used for another question."),
    "questions_open": mark(
        "%(count)s of your questions are still waiting. Ask again when one is answered, or cancel"
        " one. Your text is still here."
    ),
    "questions_for_now": mark(
        "That was a lot of questions in a short time. You can ask again from %(time)s. Your text is"
        " still here."
    ),
    "questions_for_now_day": mark(
        "That was a lot of questions in a short time. You can ask again on %(day)s from %(time)s."
        " Your text is still here."
    ),
    "course_questions": mark(
        "This course is asking very many questions right now. You can ask again from %(time)s. Your"
        " text is still here."
    ),
    "course_questions_day": mark(
        "This course is asking very many questions right now. You can ask again on %(day)s from"
        " %(time)s. Your text is still here."
    ),
    "bad_title": mark("The title is too long, or has characters that an LMS does not accept."),
    "viewer": mark("You have no role in this course that lets you ask."),
    "unknown_zone": mark("There is no time zone “%(zone)s”. Write it like Europe/Madrid."),
    "unknown_model": mark("No model of this name may be picked here."),
    "instructions_too_long": mark("Instructions have %(limit)s characters at most."),
    "bad_topic": mark("A topic is a few words, %(limit)s characters at most."),
    "sentence_too_long": mark("What is said instead has %(limit)s characters at most."),
    "too_many_topics": mark("A course leaves out %(limit)s topics at most."),
    "not_mergeable": mark("Only two different accounts of one learning platform can be merged."),
    "bad_code": mark(
        "This page has already been opened, or is too old. Open it again from the course."
    ),
    "preview_late": mark("Trying it takes too long just now. Try again in a moment."),
    # Uploads
    "no_file": mark("Choose a file first."),
    "csv_encoding": mark("This file is not UTF-8: save it as CSV UTF-8."),
    "csv_broken": mark("This file is no table that can be read: a quotation mark does not end."),
    "csv_columns": mark("The first line must name the columns: %(columns)s."),
    "csv_rows": mark("The file has more than %(limit)s rows. Divide it."),
    "same_file": mark("This file is already in the course, as “%(title)s”."),
    "archive_not_replaced": mark(
        "An archive is taken apart into documents of their own. Add it, and replace those that have"
        " changed."
    ),
    "file_too_large": mark("The file is larger than %(limit_mb)s MB. Split it or make it smaller."),
    "course_files": mark(
        "The course has %(limit)s documents, and no more fit. Take out what is no longer needed, or"
        " ask an administrator of this tool for more room."
    ),
    "course_size": mark(
        "The documents of the course take %(used_mb)s of %(limit_mb)s MB, and this file does not"
        " fit. Take out what is no longer needed, or ask an administrator of this tool for more"
        " room."
    ),
    "disk_full": mark(
        "The server's disk is full, so nothing can be kept. Nothing is lost; tell an administrator"
        " of this tool, and try again later."
    ),
    "unknown_format": mark(
        "Files of this kind (%(extension)s) cannot be read. Upload one of these: %(formats)s."
    ),
    "old_format": mark(
        "Files of this kind (%(extension)s) cannot be read. Open it in its program, save it as"
        " %(save_as)s and upload that."
    ),
    "double_extension": mark(
        "The name hides another kind of file (%(extension)s). Rename it and upload it again."
    ),
    "empty_file": mark("The file is empty."),
    "wrong_content": mark(
        "The content is not what the name says (%(extension)s). Export it again."
    ),
    "has_macros": mark("The file contains macros. Save it without macros and upload that."),
    "encrypted": mark("The file is protected by a password. Remove the password and upload it."),
    "broken_file": mark("The file is damaged. Open it, save it again and upload that."),
    "has_doctype": mark(
        "The file holds instructions that no word processor writes. Export it again."
    ),
    "no_text": mark(
        "These are pictures without text. Export the file with its text and upload it."
    ),
    "unreadable_text": mark(
        "The PDF does not say which characters it shows, so that its text cannot be read. Export it"
        " again from the original, and upload that."
    ),
    "part_not_read": mark(
        "All that the file shows is in a part that cannot be read here. Open it in Word, save it"
        " again and upload that."
    ),
    "too_many_pages": mark("The file has %(pages)s pages; %(limit)s can be read. Split it."),
    "too_many_columns": mark(
        "A table in the file has %(columns)s columns; %(limit)s can be read. Split the table."
    ),
    "too_much_text": mark("The file has more text than can be read at once. Split it."),
    "archive_too_big": mark(
        "Unpacked, the file would be enormous. Export it again, with less in it."
    ),
    "no_documents": mark("No document in the archive can be read."),
    "too_many_members": mark(
        "The archive has %(count)s documents; %(limit)s can be taken out. Split it."
    ),
    "too_heavy": mark(
        "Reading the file takes too much time or memory. Split it or export it again."
    ),
    "reading_failed": mark("Our fault, and it has been noted. You can try again."),
    # What a reader left out of a file
    "garbled_text": mark("Text whose characters the file does not say was left out"),
    "hidden_text": mark("Hidden text was left out"),
    "unchecked_text": mark("Some text could not be looked at closely and was left out"),
    "comments": mark("Comments were left out"),
    "hidden_activities": mark("Hidden and restricted parts of the course were left out"),
    "archives_left_out": mark("An archive in the archive was left out: upload it by itself"),
    "members_left_out": mark("Files and activities that cannot be read were left out"),
    "hidden_rows": mark("Hidden rows or columns were left out"),
    "hidden_sheet": mark("A hidden sheet was left out"),
    "hidden_slide": mark("A hidden slide was left out"),
    "link_left_out": mark("The address of a link was left out"),
    "long_output": mark("A long output of code was left out"),
    "math_left_out": mark("A formula of several lines was left out"),
    "page_without_text": mark("Page without text"),
    "read_from_picture": mark("Page read from a picture: check its numbers"),
    "picture_read": mark("Text read from a picture: check its numbers"),
    "picture_unsure": mark("A picture has text that could not be read for sure"),
    "picture_not_read": mark("The text of a picture has not been read"),
    "picture_without_words": mark("A picture of which nothing is said cannot be read"),
    "speaker_notes": mark("Speaker notes were left out"),
    "deleted_text": mark("Text that is marked as deleted was left out"),
    "embedded_file": mark("An embedded file was left out: upload it by itself"),
    "form_not_filled": mark("A field of a form that nobody filled in was left out"),
    "symbols_left_out": mark("Text in a font of symbols was left out"),
    "struck_text": mark("Struck-out text was left out"),
    # Why quotations stand where a model should have written
    "model_away": mark(
        "The language model could not be reached, so this is quoted from the documents."
    ),
    "model_slow": mark("The language model took too long, so this is quoted from the documents."),
    "draft_rejected": mark(
        "What the language model wrote could not be proven, so this is quoted from the documents."
    ),
    "nothing_written": mark(
        "The language model found no answer in these passages: they are quoted as they stand."
    ),
    "queue_long": mark(
        "Many questions are waiting, so this is quoted from the documents instead of written."
    ),
    # Replies that need no document
    "reply_greeting": mark(
        "Hello. Ask something about this course: Sílabo answers from its documents and shows where"
        " each sentence comes from."
    ),
    "reply_thanks": mark("You are welcome. Ask again whenever you need to."),
    "reply_graded_work": mark(
        "Sílabo does not do work that is graded. It shows what the documents of this course say"
        " about it: ask what has to be handed in, by when, or how it is graded."
    ),
    "reply_off_topic": mark(
        "This does not seem to be about this course, and Sílabo answers from the documents of the"
        " course alone. Ask something about the course."
    ),
    "reply_out_of_scope": mark(
        "Your instructors have chosen that this is not answered here. Ask them directly."
    ),
    "reply_not_approved": mark(
        "Your instructors have reviewed the answer and decided not to give it here."
        " You can ask them."
    ),
    "reply_distress": mark(
        "What you write matters, and nobody has to go through it alone. Sílabo is a program and"
        " cannot help with this; people can. Talk to somebody you trust or to your university’s"
        " counselling service. If you are in danger now, call your country’s emergency number."
    ),
    "reply_distress_contact": mark(
        "What you write matters, and nobody has to go through it alone. Sílabo is a program and"
        " cannot help with this; people can. At your university: %(contact)s. If you are in danger"
        " now, call your country’s emergency number."
    ),
    "reply_about": mark(
        "Sílabo searches the documents that your instructors added to this course, and quotes the"
        " passages that answer. If they do not say, it tells you."
    ),
}

# A refused launch: what happened, and what to do.
LAUNCH_SENTENCES: dict[str, tuple[str, str]] = {
    "unknown_platform": (
        mark("This tool does not know the learning platform that sent you."),
        mark("An administrator has to register the platform with this tool."),
    ),
    "not_activated": (
        mark("The registration of your learning platform is not active."),
        mark("An administrator of this tool has to activate it."),
    ),
    "ambiguous_client": (
        mark("The learning platform did not say which of its registrations it means."),
        mark("An administrator has to set it up to send its client id."),
    ),
    "login_incomplete": (
        mark("The learning platform sent an incomplete request."),
        mark(
            "Open the activity again from your course; if it keeps happening, tell an"
            " administrator."
        ),
    ),
    "foreign_target": (
        mark("The learning platform asked for an address that does not belong to this tool."),
        mark("An administrator has to correct the tool's address in the platform."),
    ),
    "state_unknown": (
        mark("This attempt to open the activity has expired or has already been used."),
        mark("Open the activity again from your course."),
    ),
    "nonce_mismatch": (
        mark("The learning platform's answer belongs to another attempt to open the activity."),
        mark("Open the activity again from your course."),
    ),
    "issuer_mismatch": (
        mark("The answer comes from a different learning platform than the one asked."),
        mark(
            "Open the activity again from your course; if it keeps happening, tell an"
            " administrator."
        ),
    ),
    "wrong_audience": (
        mark("The learning platform's answer is meant for another tool."),
        mark("An administrator has to compare the client id in the platform and in this tool."),
    ),
    "bad_token": (
        mark("The learning platform's answer cannot be read."),
        mark(
            "Open the activity again from your course; if it keeps happening, tell an"
            " administrator."
        ),
    ),
    "bad_signature": (
        mark("The learning platform's signature is not valid."),
        mark(
            "Open the activity again from your course; if it keeps happening, tell an"
            " administrator."
        ),
    ),
    "unknown_key": (
        mark("The learning platform signed with a key that it does not publish."),
        mark(
            "Try again in a minute; if it keeps happening, an administrator has to check its keys."
        ),
    ),
    "keys_unreachable": (
        mark("The learning platform's keys cannot be fetched."),
        mark("Try again in a minute; if it keeps happening, tell an administrator."),
    ),
    "bad_times": (
        mark("The learning platform's answer is too old, or its clock differs from ours."),
        mark(
            "Open the activity again; if it keeps happening, an administrator has to compare the"
            " clocks."
        ),
    ),
    "unknown_deployment": (
        mark("This installation of the tool in your learning platform is not registered."),
        mark("If the tool was removed and added again, an administrator has to register it again."),
    ),
    "deployment_mismatch": (
        mark("The learning platform named two different installations of the tool."),
        mark(
            "Open the activity again from your course; if it keeps happening, tell an"
            " administrator."
        ),
    ),
    "bad_message": (
        mark("The learning platform sent a kind of launch that this tool does not accept."),
        mark("Open the tool as an activity of a course."),
    ),
    "instructors_only": (
        mark("Only instructors can place the activity in a course."),
        mark("Ask an instructor of the course to place it."),
    ),
    "legacy_launch": (
        mark(
            "The learning platform opened this with LTI 1.1 or 2.0; this tool accepts only LTI 1.3."
        ),
        mark(
            "An administrator has to add it again with LTI 1.3 (in Moodle: “Add LTI Advantage”) and"
            " remove the old tool."
        ),
    ),
    "legacy_registration": (
        mark("“Add Legacy LTI” was pressed; this tool accepts only LTI 1.3."),
        mark(
            "Go back, paste the same address again and press “Add LTI Advantage”: the invitation is"
            " still valid."
        ),
    ),
    "not_by_hand": (
        mark("This address is for a learning platform: it registers the one that opens it."),
        mark(
            "In Moodle: Manage tools, paste the address at the top and press “Add LTI Advantage”,"
            " not “Add Legacy LTI”. The invitation is still valid."
        ),
    ),
    "no_identity": (
        mark("The learning platform did not say who you are."),
        mark("Log in to the platform and open the activity again."),
    ),
    "no_course": (
        mark("This was not opened inside a course."),
        mark("Open it inside a course: each course has its own documents."),
    ),
    "platform_refused": (
        mark("The learning platform did not let you in."),
        mark("Open the activity again from your course; you may have to log in first."),
    ),
    "invite_invalid": (
        mark("This invitation is unknown, has already been used, or is older than 24 hours."),
        mark("Make a new one on the tool's server: flask lti invite."),
    ),
    "configuration_invalid": (
        mark("The learning platform's configuration lacks what a registration needs."),
        mark("Register the tool by hand: the page /lti/manual of this tool has every field."),
    ),
    "address_refused": (
        mark("The learning platform's address is private, or not https."),
        mark("If it is your own platform, name its host in SILABO_PRIVATE_HOSTS."),
    ),
    "identity_mismatch": (
        mark("The configuration is for a different platform from the one that it comes from."),
        mark("Check the address, or register the tool by hand: /lti/manual."),
    ),
    "registration_failed": (
        mark("The learning platform did not complete the registration."),
        mark("Try again: the invitation is still valid."),
    ),
    "registration_refused": (
        mark("The learning platform refused the registration: it answered %(answered)s."),
        mark(
            "Begin again in the platform with the same address, or register the tool by hand:"
            " /lti/manual."
        ),
    ),
    "takeover_refused": (
        mark("This platform is already registered, with keys at another address."),
        mark("Look at the registration on the tool's server: flask lti show."),
    ),
    "not_bound": (
        mark("Your browser did not keep what it needs to open the tool here."),
        mark("Open it in a new tab, or allow this site to store data."),
    ),
}


def sentence(language: str, code: str, values: dict[str, Value] | None = None) -> str:
    """The sentence of a code; a refused launch gives its cause."""
    message = SENTENCES.get(code) or LAUNCH_SENTENCES[code][0]
    return say(language, message, **(values or {}))


def remedy(language: str, code: str) -> str:
    """What to do about a refused launch."""
    return say(language, LAUNCH_SENTENCES[code][1])
