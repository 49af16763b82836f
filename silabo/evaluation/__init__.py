"""A data set and a configuration become scores, so that a change of answering is measured.

One subject: a run from its questions to its table. The modules are what goes in (data sets, our own
questions, configurations), how it is asked (courses, processes, run files), what is right of it
(spans, scores, rightness), and what is said of it (measures, intervals, report).
"""
