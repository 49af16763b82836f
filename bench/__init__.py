"""Measured speed: each figure beside a baseline of the same run, because machines differ and
share.

One subject: each module is one measurement that a command prints, or the course and the caller
that they share; all of them end in one table.
"""
