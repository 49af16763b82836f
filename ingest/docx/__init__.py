"""Word files. `document` is the way in: `read` gives the sections of a file."""
