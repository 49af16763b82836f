"""Bytes become sections, and sections become passages: one module a format. No I/O."""
