"""One module a thing outside the process, each behind a port of silabo/domain/ports.py."""
