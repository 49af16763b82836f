"""One subject: what is outside the process, a module or folder a thing, each behind a port of
silabo/domain/ports.py.

Each keeps what it knows of its server to itself, and is chosen in wiring alone.
"""
