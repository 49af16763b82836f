"""Fakes of ports: parts of the outside world that fail, refuse, hang or wait when a test needs it.

Never of our own functions: what is tested around them is real.
"""
