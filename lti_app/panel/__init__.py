"""The student's panel: its page, its fragments and the reader."""
