"""Word files. `document` is the way in: `read` gives the sections of a file.

One subject: each module reads one kind of part or property of the same file, and what a person sees
of a paragraph needs nearly all of them.
"""
