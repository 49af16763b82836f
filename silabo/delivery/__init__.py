"""From what happened to a letter: subject, text and HTML. No I/O."""
