"""OpenDocument files: texts (.odt) and presentations (.odp), by OASIS OpenDocument 1.3 part 3."""
