"""PDF files. `document` is the way in: `read` gives the sections of a file.

One subject: what stands at which place of a page, step by step from PDFium's objects (`calls`) over
words, lines and tables to the sections of the file. `painted` says what of it is seen.
"""
