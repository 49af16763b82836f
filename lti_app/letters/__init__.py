"""What a letter's links open: without a session, by a token that stands in the letter."""
