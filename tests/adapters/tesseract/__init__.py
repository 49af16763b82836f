"""Pictures of pages, read by the real program."""
