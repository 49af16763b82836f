"""One module a thing outside the process, each behind a port of silabo/domain/ports.py.

One subject: each family (Weaviate, Ollama, mail, the parser) keeps what it knows of its server to
itself, and is chosen in wiring alone.
"""
