"""Spanish, English and French as they are read: stems, sentences, quantities, detection. No I/O.

One subject: what a text says before anybody asks what it is about, one module a kind of sign
(sentences, quantities, days, names, negations). What is of one language stands in `lexicon`.
"""
