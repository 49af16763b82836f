"""Bytes become sections, and sections become passages: one module or folder a format. No I/O.

One subject: whatever the format, the same sections come out of `assembly`, in the same limits and
with the same refusals.
"""
