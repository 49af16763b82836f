"""The sentence of every code: what happened, and what the reader can do about it."""

from silabo.domain.errors import Value
from silabo.language.wording import mark, say

SENTENCES: dict[str, str] = {
    # What any request may meet
    "not_found": mark("This is not here, or not for you."),
    "forbidden": mark("Only instructors of this course can do this."),
    "session_ended": mark("The session has ended: open it again from the course."),
    "token_needed": mark(
        "Send the header “Authorization: Bearer TOKEN”. There was none, or its token is unknown or"
        " has ended. The menu of the panel makes a new one, under “API token”."
    ),
    "bad_request": mark("The request cannot be understood."),
    "invalid": mark("Something in the request is missing or wrong."),
    "too_large": mark("This is larger than what is accepted."),
    "wrong_method": mark("This address does not take this kind of request."),
    "wrong_type": mark("This kind of content is not accepted here."),
    "too_many_requests": mark("Too many requests. Try again in a moment."),
    "internal": mark("Something failed on our side. It has been noted; try again in a moment."),
    "unavailable": mark("A part of the system does not answer right now. Try again in a moment."),
    # Questions
    "question_empty": mark("Write your question first."),
    "limit_stale": mark(
        "This activity answers from chosen documents, and none of them is in the course now. Your"
        " instructors see it when they open the activity, and can mend it."
    ),
    "question_too_long": mark(
        "The question has %(length)s characters; %(limit)s fit. Shorten it and send it again."
    ),
    "idempotency_conflict": mark("This key was already used for another question."),
    "questions_open": mark(
        "%(count)s of your questions are still waiting. Ask again when one is answered, or cancel"
        " one. Your text stays here."
    ),
    "questions_for_now": mark(
        "That was a lot of questions in a short time. You can ask again from %(time)s. Your text"
        " stays here."
    ),
    "questions_for_now_day": mark(
        "That was a lot of questions in a short time. You can ask again on %(day)s from %(time)s."
        " Your text stays here."
    ),
    "course_questions": mark(
        "Very many questions come from this course right now. Ask again from %(time)s. Your text"
        " stays here."
    ),
    "course_questions_day": mark(
        "Very many questions come from this course right now. Ask again on %(day)s from %(time)s."
        " Your text stays here."
    ),
    "bad_title": mark("The title is too long, or has characters that an LMS cannot take."),
    "viewer": mark("You have no role in this course with which one can ask."),
    "unknown_zone": mark("There is no time zone “%(zone)s”. Write it as Europe/Madrid."),
    "bad_code": mark("This opening was used already or is too old. Open it again from the course."),
    # Uploads
    "no_file": mark("Choose a file first."),
    "same_file": mark("This file is already in the course, as “%(title)s”."),
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
        "Files of this kind (%(extension)s) cannot be read. Upload Word (.docx), PDF, Markdown or"
        " text."
    ),
    "old_format": mark("This is an old Word format. Save it as .docx and upload that."),
    "double_extension": mark(
        "The name hides another kind of file (%(extension)s). Rename it and upload it again."
    ),
    "empty_file": mark("The file is empty."),
    "wrong_content": mark(
        "The content is not what the name says (%(extension)s). Export it again."
    ),
    "has_macros": mark(
        "The file contains macros. Save it as .docx without macros and upload that."
    ),
    "encrypted": mark("The file is protected by a password. Remove the password and upload it."),
    "broken_file": mark("The file is damaged. Open it, save it again and upload that."),
    "has_doctype": mark(
        "The file holds instructions that no word processor writes. Export it again."
    ),
    "no_text": mark("These are pictures without text. Export the PDF with its text and upload it."),
    "too_many_pages": mark("The file has %(pages)s pages; %(limit)s can be read. Split it."),
    "too_many_columns": mark(
        "A table of the file has %(columns)s columns; %(limit)s can be read. Split the table."
    ),
    "too_much_text": mark("The file has more text than can be read at once. Split it."),
    "archive_too_big": mark(
        "Unpacked, the file would be enormous. Export it again, with less in it."
    ),
    "too_heavy": mark(
        "Reading the file takes too much time or memory. Split it or export it again."
    ),
    "reading_failed": mark("Our fault, and it has been noted. You can try again."),
    # What a reader left out of a file
    "hidden_text": mark("Hidden text was left out"),
    "page_without_text": mark("Page without text"),
    # Why quotations stand where a model should have written
    "model_away": mark(
        "The language model could not be reached, so this is quoted from the documents."
    ),
    "model_slow": mark("The language model took too long, so this is quoted from the documents."),
    "draft_rejected": mark(
        "What the language model wrote could not be proven, so this is quoted from the documents."
    ),
    "queue_long": mark(
        "Many questions are waiting, so this is quoted from the documents instead of written."
    ),
    # Replies that need no document
    "reply_greeting": mark(
        "Hello. Ask me something about this course: I answer from its documents and show where"
        " each sentence comes from."
    ),
    "reply_thanks": mark("You are welcome. Ask again whenever you need to."),
    "reply_about": mark(
        "I am Sílabo. I search the documents that your instructors uploaded to this course, and I"
        " quote the passages that answer. If the documents do not say, I tell you."
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
        mark("An administrator has to make it send its client id."),
    ),
    "login_incomplete": (
        mark("The learning platform sent an incomplete request."),
        mark("Open the activity again from your course; if it stays so, tell an administrator."),
    ),
    "foreign_target": (
        mark("The learning platform asked for an address that is not of this tool."),
        mark("An administrator has to correct the tool's address in the platform."),
    ),
    "state_unknown": (
        mark("This opening has expired, or was used already."),
        mark("Open the activity again from your course."),
    ),
    "nonce_mismatch": (
        mark("The answer of the learning platform belongs to another opening."),
        mark("Open the activity again from your course."),
    ),
    "issuer_mismatch": (
        mark("The answer comes from another learning platform than the one that was asked."),
        mark("Open the activity again from your course; if it stays so, tell an administrator."),
    ),
    "wrong_audience": (
        mark("The answer of the learning platform is meant for another tool."),
        mark("An administrator has to compare the client id in the platform and in this tool."),
    ),
    "bad_token": (
        mark("The answer of the learning platform cannot be read."),
        mark("Open the activity again from your course; if it stays so, tell an administrator."),
    ),
    "bad_signature": (
        mark("The signature of the learning platform is not valid."),
        mark("Open the activity again from your course; if it stays so, tell an administrator."),
    ),
    "unknown_key": (
        mark("The learning platform signed with a key that it does not publish."),
        mark("Try again in a minute; if it stays so, an administrator has to check its keys."),
    ),
    "keys_unreachable": (
        mark("The keys of the learning platform cannot be fetched."),
        mark("Try again in a minute; if it stays so, tell an administrator."),
    ),
    "bad_times": (
        mark("The answer of the learning platform is too old, or its clock differs from ours."),
        mark(
            "Open the activity again; if it stays so, an administrator has to compare the clocks."
        ),
    ),
    "unknown_deployment": (
        mark("This installation of the tool in your learning platform is not registered."),
        mark("If the tool was removed and added again, an administrator has to register it anew."),
    ),
    "deployment_mismatch": (
        mark("The learning platform named two different installations of the tool."),
        mark("Open the activity again from your course; if it stays so, tell an administrator."),
    ),
    "bad_message": (
        mark("The learning platform sent a kind of launch that this tool does not take."),
        mark("Open the tool as an activity of a course."),
    ),
    "instructors_only": (
        mark("Only instructors can place the activity in a course."),
        mark("Ask an instructor of the course to place it."),
    ),
    "legacy_launch": (
        mark(
            "The learning platform opened this by LTI 1.1 or 2.0; this tool speaks LTI 1.3 alone."
        ),
        mark(
            "An administrator has to add it anew by LTI 1.3 (in Moodle: “Add LTI Advantage”) and to"
            " take the old tool away."
        ),
    ),
    "legacy_registration": (
        mark("“Add Legacy LTI” was pressed; this tool speaks LTI 1.3 alone."),
        mark(
            "Go back, paste the same address again and press “Add LTI Advantage”: nothing of the"
            " invitation was used up."
        ),
    ),
    "not_by_hand": (
        mark("This address is for a learning platform: it registers the one that opens it."),
        mark(
            "In Moodle: Manage tools, paste the address at the top and press “Add LTI Advantage”,"
            " not “Add Legacy LTI”. Nothing of the invitation was used up."
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
        mark("The learning platform did not let this opening through."),
        mark("Open the activity again from your course; you may have to log in first."),
    ),
    "invite_invalid": (
        mark("This invitation is unknown, was used already, or is older than 24 hours."),
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
        mark("The configuration speaks for another platform than the one that it lies on."),
        mark("Check the address, or register the tool by hand: /lti/manual."),
    ),
    "registration_failed": (
        mark("The learning platform did not complete the registration."),
        mark("Try again: the invitation is still good."),
    ),
    "registration_refused": (
        mark("The learning platform refused the registration: it answered %(answered)s."),
        mark(
            "Begin again in the platform with the same address, or register the tool by hand:"
            " /lti/manual."
        ),
    ),
    "takeover_refused": (
        mark("This platform is registered already, with keys at another address."),
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
