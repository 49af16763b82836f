"""One module or folder a thing outside the process, each behind a port of silabo/domain/ports.py.

Each keeps what it knows of its server to itself, and is chosen in wiring alone.
"""
