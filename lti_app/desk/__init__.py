"""The instructor's desk: the fragments that show a course's documents and its questions."""
