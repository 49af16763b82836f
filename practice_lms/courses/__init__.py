"""Two demo courses: their documents, the texts that these are built from, and questions to ask.

A course is a folder with a `course.toml`, `sources/` and `documents/`. The documents are built by
`python -m practice_lms.courses.build` and kept in the tree; `manifest.json` ties them to their
sources. The courses disagree wherever they can, so that an answer which mixes them is seen at once.
`questions.jsonl` holds what students might ask of them, a question a line: `course` (the folder's
name), `language` and `question`; `answerable`; for these the `document` that answers, and as
`evidence` the words that stand in it (a list: cells of one table row); and its `kind`. A question
that its course does not answer is `not_stated`, or `other_course` where only the other one does.
`hurried.jsonl` holds questions as students in a hurry type them, in the same form but for
`answers`: the ways to answer, each with all the pieces of evidence that have to be quoted for it.
"""
