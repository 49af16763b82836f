"""What of a PDF page's text is painted where a person sees it.

`seen` is the way in. It asks what lies behind and over each word (`layers`), whether that or its
own look leaves a doubt (`doubts`), and for the words in doubt looks at the page with them and
without them (`pixels`).
"""
